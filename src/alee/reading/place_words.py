"""Other names of countries, names of their people, and larger cities and crossings, in four languages.

Russian, Turkish and Ukrainian words are beginnings: "сири" stands for Сирия, сириец, сирийских. One that
ends in ``$`` stands only for itself and its short endings.
"""

from __future__ import annotations

# code: English | Russian | Turkish | Ukrainian; blanks part several words of one language by "/"
ALIASES = """
TUR: Turkey/Turkiye | | |
USA: US/U.S./USA/America | сша$ | abd$ | сша$
GBR: Britain/UK/U.K./Great Britain/England | британи/англи | ingiltere/britanya | британі/англі
CZE: Czech Republic/Czechia | чехи | çek | чехі
ARE: UAE/Emirates | эмират | bae$ | оае$/емірат
RUS: Russian Federation | рф$ | |рф$
KGZ: Kyrgyzstan | кыргызстан/киргизи | | киргизстан
BLR: | белорусси/беларус | belarus | білорус
MDA: Republic of Moldova | молдави/молдов | | молдов
COD: DR Congo/DRC/Democratic Republic of Congo/Democratic Republic of the Congo/Congo | дрк$/конго$ | kongo | дрк$/конго$
COG: Republic of Congo/Congo-Brazzaville | | |
CAF: CAR/Central African Republic | цар$ | orta afrika | цар$
MMR: Myanmar/Burma | мьянм/бирм | | м'янм/бірм
PSE: Gaza/West Bank/Palestine/Gaza Strip | газ$/сектор газа/палестин | gazze/filistin | газ$/палестин
KOR: South Korea | корея | | коре
CIV: Ivory Coast/Côte d'Ivoire | кот-д'ивуар | fildişi | кот-д'івуар
MKD: North Macedonia/Macedonia | македони | makedonya | македоні
BIH: Bosnia/Bosnia and Herzegovina | босни | bosna | босні
VCT: St Vincent/St. Vincent/Saint Vincent | сент-винсент | | сент-вінсент
LCA: St Lucia/St. Lucia/Saint Lucia | | |
ATG: Antigua/Antigua and Barbuda | | |
TTO: Trinidad/Trinidad and Tobago | тринидад | | тринідад
SWZ: Eswatini/Swaziland | | |
TLS: East Timor/Timor-Leste | | |
CPV: Cape Verde/Cabo Verde | | |
SYR: | сири | suriye | сирі
XKX: Kosovo | косов | kosova | косов
HKG: Hong Kong | | |
EST: | эстони | | естоні
THA: | таиланд/тайланд | | таїланд/таіланд
POL: | польш | | польщ
"""
PEOPLES = """
RUS: Russian/Russians | россиян/российск/русск | rus$/rusla/rusya vatandaş | росіян/російськ
UKR: Ukrainian/Ukrainians | украин | ukraynalı | україн
TUR: Turk/Turks/Turkish | турк/турецк | türk$/türkle | турк/турецьк
KAZ: Kazakh/Kazakhs/Kazakhstani | казах | kazak$/kazakla | казах
GEO: Georgian/Georgians | грузин | gürcü | грузин
FIN: Finn/Finns/Finnish | финн/финск | fin$/finli | фінн/фінськ
ARM: Armenian/Armenians | армян | ermeni$/ermenile | вірмен
AZE: Azerbaijani/Azerbaijanis/Azeri/Azeris | азербайджанц | azerbaycanlı/azeri | азербайджанц
MNG: Mongolian/Mongolians | монгол | moğol$ | монгол
KGZ: Kyrgyz | киргиз/кыргыз | kırgız$ | киргиз
UZB: Uzbek/Uzbeks | узбек$/узбеки/узбекск | özbek$ | узбек$/узбеки
TJK: Tajik/Tajiks | таджик$/таджики/таджикск | tacik$ | таджик$/таджики
TKM: Turkmen/Turkmens | туркмен$ | türkmen$ | туркмен$
BLR: Belarusian/Belarusians | белорус | belaruslu | білорус
POL: Pole/Poles/Polish | поляк/польск | polonyalı | поляк/польськ
EST: Estonian/Estonians | эстонц/эстонск | estonyalı | естонц/естонськ
LVA: Latvian/Latvians | латыш/латвийск | letonyalı | латиш/латвійськ
LTU: Lithuanian/Lithuanians | литов | litvanyalı | литовц/литовськ
NOR: Norwegian/Norwegians | норвежц/норвежск | norveçli | норвежц/норвезьк
SWE: Swede/Swedes/Swedish | швед | isveçli | швед
DEU: German/Germans | немец/немц/немк | alman$/almanla | німец/німц
FRA: French | франц | fransız | франц
ITA: Italian/Italians | итальян | italyan | італій
ESP: Spaniard/Spaniards/Spanish | испан | ispanyol | іспан
GRC: Greek/Greeks | грек/греческ | yunan$/yunanlı | грек/грецьк
GBR: Briton/Britons/British | британ | ingiliz/britanyalı | британ
AUT: Austrian/Austrians | австри | avusturyalı | австрі
CZE: Czech/Czechs | чех$/чешск | çek$ | чех$/чеськ
HUN: Hungarian/Hungarians | венгр$/венгерск | macar$ | угор
SVK: Slovak/Slovaks | словак/словацк | slovak$ | словак/словацьк
ROU: Romanian/Romanians | румын | romen/rumen | румун
MDA: Moldovan/Moldovans | молдаван | moldovalı | молдован
BGR: Bulgarian/Bulgarians | болгар | bulgar$ | болгар
SRB: Serb/Serbs/Serbian/Serbians | серб | sırp | серб
HRV: Croat/Croats/Croatian/Croatians | хорват | hırvat | хорват
BIH: Bosnian/Bosnians | боснийц | boşnak | боснійц
ALB: Albanian/Albanians | албанц | arnavut$ | албанц
ISR: Israeli/Israelis | израильт | israilli | ізраїльт
SYR: Syrian/Syrians | сириец/сирийц/сирийск | suriyeli | сирієц/сирійц
LBN: Lebanese | ливанц | lübnanlı | ліванц
JOR: Jordanian/Jordanians | иорданц | ürdünlü | йорданц
IRQ: Iraqi/Iraqis | иракц | ıraklı | іракц
IRN: Iranian/Iranians | иранц | iranlı | іранц
EGY: Egyptian/Egyptians | египтян | mısırlı | єгиптян
SDN: Sudanese | суданц | sudanlı | суданц
SSD: South Sudanese | | güney sudanlı |
TCD: Chadian/Chadians | | çadlı |
ETH: Ethiopian/Ethiopians | эфиоп | etiyopyalı | ефіоп
ERI: Eritrean/Eritreans | эритрейц | eritreli | еритрейц
SOM: Somali/Somalis | сомалийц | somalili | сомалійц
DJI: Djiboutian/Djiboutians | | |
UGA: Ugandan/Ugandans | угандц | ugandalı | угандц
KEN: Kenyan/Kenyans | кенийц | kenyalı | кенійц
COD: Congolese | конголез | kongolu | конголез
RWA: Rwandan/Rwandans | руандийц | ruandalı | руандійц
BDI: Burundian/Burundians | бурундийц | burundili | бурундійц
TZA: Tanzanian/Tanzanians | танзанийц | tanzanyalı | танзанійц
MOZ: Mozambican/Mozambicans | | |
ZWE: Zimbabwean/Zimbabweans | | |
MLI: Malian/Malians | малийц | malili | малійц
NER: Nigerien/Nigeriens | | nijerli |
NGA: Nigerian/Nigerians | нигерийц | nijeryalı | нігерійц
BFA: Burkinabe/Burkinabé | | |
MRT: Mauritanian/Mauritanians | | |
CMR: Cameroonian/Cameroonians | камерунц | kamerunlu | камерунц
CAF: Central African/Central Africans | | |
LBY: Libyan/Libyans | ливийц | libyalı | лівійц
TUN: Tunisian/Tunisians | тунисц | tunuslu | тунісц
DZA: Algerian/Algerians | алжирц | cezayirli | алжирц
MAR: Moroccan/Moroccans | марокканц | faslı | марокканц
SEN: Senegalese | сенегальц | senegalli | сенегальц
GMB: Gambian/Gambians | | |
YEM: Yemeni/Yemenis | йеменц | yemenli | єменц
SAU: Saudi/Saudis | саудовц | suudi | саудівц
PSE: Palestinian/Palestinians/Gazan/Gazans | палестин | filistinli | палестин
AFG: Afghan/Afghans | афганц/афганск | afgan$/afganla | афганц/афганськ
PAK: Pakistani/Pakistanis | пакистанц | pakistanlı | пакистанц
BGD: Bangladeshi/Bangladeshis | бангладешц | bangladeşli | бангладешц
MMR: Burmese/Rohingya/Rohingyas | рохинджа | arakanlı/rohingya | рохінджа
IND: Indian/Indians | индийц | hintli | індійц
LKA: Sri Lankan/Sri Lankans | | |
NPL: Nepali/Nepalis/Nepalese | непальц | nepalli | непальц
CHN: Chinese | китайц/китайск | çinli | китайц
PHL: Filipino/Filipinos/Philippine | филиппинц | filipinli | філіппінц
IDN: Indonesian/Indonesians | индонезийц | endonezyalı | індонезійц
VNM: Vietnamese | вьетнамц | vietnamlı | в'єтнамц
VEN: Venezuelan/Venezuelans | венесуэльц | venezuelalı | венесуельц
COL: Colombian/Colombians | колумбийц | kolombiyalı | колумбійц
BRA: Brazilian/Brazilians | бразильц | brezilyalı | бразильц
PER: Peruvian/Peruvians | перуанц | perulu | перуанц
ECU: Ecuadorian/Ecuadorians/Ecuadorean/Ecuadoreans | эквадорц | ekvadorlu | еквадорц
HTI: Haitian/Haitians | гаитян | haitili | гаїтян
CUB: Cuban/Cubans | кубинц | kübalı | кубинц
NIC: Nicaraguan/Nicaraguans | никарагуанц | nikaragualı | нікарагуанц
HND: Honduran/Hondurans | гондурасц | honduraslı | гондурасц
GTM: Guatemalan/Guatemalans | гватемальц | guatemalalı | гватемальц
SLV: Salvadoran/Salvadorans/Salvadorean/Salvadoreans | сальвадорц | | сальвадорц
USA: American/Americans | американ | amerikalı | американ
MEX: Mexican/Mexicans | мексиканц | meksikalı | мексиканц
"""
# country: English = Russian beginning = Turkish = Ukrainian beginning; several parted by ";"
CITIES = """
RUS: Moscow = москв/внуково/шереметьево/домодедово = moskova = москв; St Petersburg = санкт-петербург/петербург = st petersburg = петербург; Omsk = омск = omsk = омськ; Vladikavkaz = владикавказ = vladikavkaz = владикавказ; Ozinki = озинк = ozinki = озинк; Kaliningrad = калининград = kaliningrad = калінінград; Belgorod = белгород = belgorod = бєлгород; Rostov = ростов = rostov = ростов; Orenburg = оренбург = orenburg = оренбург; Astrakhan = астрахан = astrahan = астрахан
UKR: Kyiv = киев = kiev = києв/київ; Kharkiv = харьков = harkov/harkiv = харков/харків; Lviv = львов = lviv = львов/львів; Odesa = одесс = odessa = одес; Mariupol = мариупол = mariupol = маріупол; Kherson = херсон = herson = херсон; Zaporizhzhia = запорожь = zaporijya = запоріжж; Dnipro = днепр = dnipro = дніпр; Pokrovsk = покровск = pokrovsk = покровськ; Krakovets = краковец = krakovets = краківець/краківц; Shehyni = шегин = şegini = шегин; Donetsk = донецк = donetsk = донецьк; Luhansk = луганск = luhansk = луганськ; Sumy = сумы$ = sumi = суми$/сумськ; Poltava = полтав = poltava = полтав; Vinnytsia = винниц = vinnitsa = вінниц; Zhytomyr = житомир = jitomir = житомир; Rivne = ровно$ =  = рівне$/рівненськ; Ternopil = тернопол = ternopil = тернопол/тернопіл; Khmelnytskyi = хмельницк =  = хмельницьк; Ivano-Frankivsk = ивано-франковск =  = івано-франківськ; Uzhhorod = ужгород = ujgorod = ужгород; Chernivtsi = черновц =  = чернівц; Cherkasy = черкас =  = черкас; Mykolaiv = николаев$ =  = миколаєв/миколаїв; Chernihiv = чернигов =  = чернігов/чернігів; Kramatorsk = краматорск = kramatorsk = краматорськ; Sloviansk = славянск$ =  = слов'янськ; Bakhmut = бахмут = bahmut = бахмут; Kupiansk = купянск =  = куп'янськ; Sievierodonetsk = северодонецк =  = сєвєродонецьк; Lysychansk = лисичанск =  = лисичанськ; Irpin = ирпен =  = ірпін/ірпен; Zakarpattia = закарпат =  = закарпат
GEO: Upper Lars = верхн ларс/ларс = yukarı lars = верхн ларс/ларс; Tbilisi = тбилиси = tiflis = тбілісі; Batumi = батуми = batum = батумі
KAZ: Astana = астан = astana = астан; Almaty = алматы/алма-ат = almatı/almaata = алмати; Uralsk = уральск = uralsk = уральськ; Aktobe = актобе = aktöbe = актобе; Kostanay = костана = kostanay = костана; Petropavl = петропавловск = petropavl = петропавловськ; Pavlodar = павлодар = pavlodar = павлодар; Atyrau = атырау = atırav = атирау; Syrym-Mashtakovo = маштаково/сырым = = ; Shymkent = шымкент = çimkent = шимкент
FIN: Helsinki = хельсинки = helsinki = гельсінкі; Vaalimaa = ваалимаа = vaalimaa = ваалімаа; Nuijamaa = нуйямаа = = ; Imatra = иматр = =; Lappeenranta = лаппеенрант = =
ARM: Yerevan = ереван = erivan = єреван; Gyumri = гюмри = gümrü$ = гюмрі
AZE: Baku = баку = bakü = баку
TUR: Istanbul = стамбул = istanbul = стамбул; Ankara = анкар = ankara = анкар; Antalya = антал = antalya/konyaaltı = антал; Izmir = измир = izmir = ізмір; Edirne = эдирн = edirne = едірне; Hatay = хатай = hatay = хатай; Gaziantep = газиантеп = gaziantep = газіантеп; Trabzon = трабзон = trabzon = трабзон; Adana =  = adana; Adiyaman =  = adıyaman/adiyaman; Afyonkarahisar =  = afyonkarahisar; Aksaray =  = aksaray; Amasya =  = amasya; Ardahan =  = ardahan; Artvin =  = artvin; Balikesir =  = balıkesir/balikesir; Bartin =  = bartın/bartin; Bingol =  = bingöl; Bitlis =  = bitlis; Bolu =  = bolu$; Burdur =  = burdur; Bursa =  = bursa; Canakkale =  = çanakkale; Cankiri =  = çankırı/çankiri; Corum =  = çorum; Denizli =  = denizli; Diyarbakir =  = diyarbakır/diyarbakir; Duzce =  = düzce; Elazig =  = elazığ/elaziğ; Erzincan =  = erzincan; Erzurum =  = erzurum; Eskisehir =  = eskişehir; Giresun =  = giresun; Gumushane =  = gümüşhane; Hakkari =  = hakkari; Igdir =  = iğdır/iğdir; Isparta =  = isparta; Kahramanmaras =  = kahramanmaraş; Karabuk =  = karabük; Kars =  = kars$; Kastamonu =  = kastamonu; Kayseri =  = kayseri; Kilis =  = kilis$; Kirikkale =  = kırıkkale/kirikkale; Kirklareli =  = kırklareli/kirklareli; Kirsehir =  = kırşehir/kirşehir; Kocaeli =  = kocaeli; Konya =  = konya; Kutahya =  = kütahya; Malatya =  = malatya; Manisa =  = manisa; Mardin =  = mardin; Mersin =  = mersin; Mugla =  = muğla; Bodrum =  = bodrum; Nevsehir =  = nevşehir; Nigde =  = niğde; Osmaniye =  = osmaniye; Rize =  = rize$; Sakarya =  = sakarya; Samsun =  = samsun; Sanliurfa =  = şanlıurfa/şanliurfa; Siirt =  = siirt; Sinop =  = sinop; Sivas =  = sivas; Sirnak =  = şırnak/şirnak; Tekirdag =  = tekirdağ; Tunceli =  = tunceli; Yalova =  = yalova; Yozgat =  = yozgat; Zonguldak =  = zonguldak; Hopa =  = hopa$; Kapikule =  = kapıkule/kapikule; Cilvegozu =  = cilvegözü; Oncupinar =  = öncüpınar/öncüpinar
SRB: Belgrade = белград = belgrad = белград/бєлград
UZB: Tashkent = ташкент = taşkent = ташкент; Samarkand = самарканд = semerkant = самарканд
KGZ: Bishkek = бишкек = bişkek = бішкек; Osh = ош$ = oş$ = ош$
TJK: Dushanbe = душанбе = duşanbe = душанбе
MNG: Ulaanbaatar = улан-батор = ulanbator = улан-батор; Altanbulag = алтанбулаг/алтан-булаг = altanbulag = алтанбулаг
EST: Tallinn = таллин = tallinn = таллінн; Narva = нарв = narva = нарв
LVA: Riga = риг$/риге = riga = риг$/риз
LTU: Vilnius = вильнюс = vilnius = вільнюс
NOR: Kirkenes = киркенес = kirkenes = кіркенес; Storskog = стурскуг/сторског = storskog = сторског; Oslo = осло = oslo = осло
POL: Warsaw = варшав = varşova = варшав; Przemysl = перемышл = przemysl = перемишл; Dorohusk = дорогуск = dorohusk = дорогуськ; Medyka = медык = medyka = медик; Krakow = кракове/краков$ = krakov = краков$/краків
ROU: Bucharest = бухарест = bükreş = бухарест; Siret = сирет$ = siret = сірет
HUN: Budapest = будапешт = budapeşte = будапешт; Zahony = захонь = zahony = захонь
MDA: Chisinau = кишин[её]в/кишинев = kişinev = кишин; Palanca = паланк = palanka = паланк
DEU: Berlin = берлин = berlin = берлін
ISR: Tel Aviv = тель-авив = tel aviv = тель-авів; Jerusalem = иерусалим = kudüs = єрусалим
ARE: Dubai = дубай/дубае = dubai = дубай/дубаї
MNE: Tivat = тиват = tivat = тіват; Podgorica = подгориц = podgorica = подгориц
BLR: Minsk = минск = minsk = мінськ; Brest = брест$ = = брест$
SYR: Damascus = дамаск = şam = дамаск; Aleppo = алеппо = halep = алеппо; Idlib = идлиб = idlib = ідліб; Homs = хомс = humus = хомс
LBN: Beirut = бейрут = beyrut = бейрут; Masnaa = масна = masnaa = масна
JOR: Amman = амман = amman = амман; Zaatari = заатари = zaatari = заатарі
IRQ: Baghdad = багдад = bağdat = багдад; Erbil = эрбил/эрбиль = erbil = ербіл; Mosul = мосул = musul = мосул
IRN: Tehran = тегеран = tahran = тегеран
EGY: Cairo = каир = kahire = каїр; Rafah = рафах = refah = рафах; Qustul = кустул = =; Argeen = аргин = =
SDN: Khartoum = хартум = hartum = хартум; Port Sudan = порт-судан = port sudan = порт-судан; Darfur = дарфур = darfur = дарфур; El Geneina = эль-генейн = =; Kassala = кассал = =
SSD: Juba = джуб = cuba = джуб; Renk = ренк = =
TCD: Adré = адре = adre = адре; N'Djamena = нджамен = encemine = нджамен
ETH: Addis Ababa = аддис-абеб = addis ababa = аддис-абеб; Tigray = тыграй = tigray = тиграй; Metema = метем = =
KEN: Nairobi = найроби = nairobi = найробі; Dadaab = дадааб = =; Kakuma = какум = =
UGA: Kampala = кампал = kampala = кампал; Bunagana = бунаган = =
COD: Goma = гом$ = goma = гом$; Kinshasa = киншас = kinşasa = кіншас
MOZ: Pemba = пемб = =; Palma = пальм$ = =; Cabo Delgado = кабу-делгаду = =
LBY: Tripoli = триполи = trablus = триполі; Benghazi = бенгази = bingazi = бенгазі
ITA: Rome = рим$/риме = roma = рим$/римі; Lampedusa = лампедуз = lampedusa = лампедуз
GRC: Athens = афин = atina = афін; Lesbos = лесбос = midilli = лесбос
ESP: Canary Islands = канарск = kanarya = канарськ; Ceuta = сеут = septe = сеут
AFG: Kabul = кабул = kabil = кабул; Zaranj = зарандж = =
PAK: Islamabad = исламабад = islamabad = ісламабад; Torkham = торхам = torham = торхам; Chaman = чаман = =; Sindh = синд$ = sind = =
BGD: Cox's Bazar = кокс-базар = =; Dhaka = дакк = dakka = дакк
MMR: Yangon = янгон = =; Rakhine = ракхайн = arakan = ракхайн
COL: Cucuta = кукут = =; Bogota = богот = bogota = богот
BRA: Pacaraima = пакарайм = =; Boa Vista = боа-вист = =
PAN: Darien = дарьен = darien = дарієн
HTI: Port-au-Prince = порт-о-пренс = =
MEX: Tijuana = тихуан = =; Tapachula = тапачул = =; Mexico City = мехико = mexico city = мехіко
USA: San Ysidro = = =; El Paso = эль-пасо = =
THA: Bangkok = бангкок = bangkok = бангкок; Phuket = пхукет = phuket = пхукет
PHL: Manila = манил = manila = маніл; Bicol = бикол = =
IDN: Jakarta = джакарт = cakarta = джакарт; Aceh = ачех = açe = ачех
IND: New Delhi = нью-дели/дели$ = yeni delhi = делі; Mizoram = мизорам = =; Manipur = манипур = =
VEN: Caracas = каракас = karakas = каракас
PER: Lima = лим$ = lima = лім$
ECU: Quito = кито$ = =
NPL: Kathmandu = катманд = katmandu = катманд
LKA: Colombo = коломбо = kolombo = коломбо
MYS: Kuala Lumpur = куала-лумпур = kuala lumpur = куала-лумпур
VNM: Hanoi = ханой = hanoi = ханой
JPN: Tokyo = токио = tokyo = токіо
CHN: Beijing = пекин = pekin = пекін
AUS: Sydney = сидне = sidney = сідне
NER: Niamey = ниамей = =
MLI: Bamako = бамако = bamako = бамако
BFA: Ouagadougou = уагадугу = =
NGA: Abuja = абудж = abuja = абудж; Maiduguri = майдугури = =
CMR: Yaounde = яунде = =
SOM: Mogadishu = могадишо = mogadişu = могадішо; Baidoa = байдоа = =
ERI: Asmara = асмэр = =
RWA: Kigali = кигали = kigali = кігалі
BDI: Bujumbura = бужумбур = =
TZA: Dar es Salaam = дар-эс-салам = darüsselam = дар-ес-салам
MDG: Antananarivo = антананариву = =
TUN: Tunis = тунис$ = =; Sfax = сфакс = =
MAR: Rabat = рабат$ = rabat = рабат$; Marrakesh = марракеш = marakeş = марракеш
DZA: Algiers = алжир$ = cezayir = =
YEM: Sanaa = сан[аы]$ = sana$ = =; Aden = аден$ = aden$ = аден$; Marib = мариб = =
SAU: Riyadh = эр-рияд = riyad = ер-ріяд
QAT: Doha = дох[аеу]$ = doha = дох[аи]$
CYP: Nicosia = никоси = lefkoşa = нікосі; Larnaca = ларнак = larnaka = ларнак
BGR: Sofia = софи[яию]$ = sofya = софі[яїю]$
SVK: Bratislava = братислав = bratislava = братислав; Kosice = кошиц = =
CZE: Prague = праг[аеуи]$ = prag = праг/празі
AUT: Vienna = вен[аеуы]$ = viyana = відень/відні
FRA: Paris = париж = paris = париж; Calais = кале$ = =
GBR: London = лондон = londra = лондон; Dover = дувр = =
BEL: Brussels = брюссел = brüksel = брюссел
NLD: Amsterdam = амстердам = amsterdam = амстердам
CHE: Geneva = женев = cenevre = женев
SWE: Stockholm = стокгольм = stokholm = стокгольм
DNK: Copenhagen = копенгаген = kopenhag = копенгаген
IRL: Dublin = дублин = dublin = дублін
ISL: Reykjavik = рейкьявик = reykjavik = рейк'явік; Grindavik = гриндавик = =
PRT: Lisbon = лиссабон = lizbon = лісабон
CAN: Ottawa = оттав = ottawa = оттав; Toronto = торонто = toronto = торонто
CRI: San Jose = = =
GTM: Guatemala City = = =
HND: Tegucigalpa = тегусигальп = =; San Pedro Sula = = =
DOM: Santo Domingo = санто-доминго = =
CUB: Havana = гаван[аеуы]$ = havana = гаван
CHL: Santiago = сантьяго = santiago = сантьяго
ARG: Buenos Aires = буэнос-айрес = buenos aires = буенос-айрес
"""
PARTS = {"Larsi": "Upper Lars", "Lars": "Upper Lars", "Verkhny Lars": "Upper Lars", "Kiev": "Kyiv", "Odessa": "Odesa",
         "Saint Petersburg": "St Petersburg", "St. Petersburg": "St Petersburg", "Adre": "Adré",
         "Lvov": "Lviv", "Kharkov": "Kharkiv", "Nur-Sultan": "Astana", "Petropavlovsk": "Petropavl",
         "Mashtakovo": "Syrym-Mashtakovo", "Syrym": "Syrym-Mashtakovo", "Oral": "Uralsk", "Aktau": "Aktau"}  # fmt: skip
