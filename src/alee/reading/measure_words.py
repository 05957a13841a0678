"""Words that say what a number counts, and what it counts it in, in four languages."""

from __future__ import annotations

from alee.reading.verb_forms import forms

COMING_EN = forms(
    "enter arrive disembark pour stream flock trickle surge trek land resettle immigrate",
    bare=r"(?= (?:at|into|to|over|the|every|each|here|from|by|in|on|via|through|daily))",
)
ADMITTED_EN = forms(
    "admit accept absorb receive welcome", bare=r"(?= (?:\d|about|some|nearly|more|over|around|up))"
)
LEAVING_EN = forms("depart exit emigrate quit", bare=r"(?= (?:for|from|the|every|each|via|by))")
# "flew 992 people out of", "let 800 cars through": the verb, where the rest of it stands behind the number.
WITHIN = r"(?=(?: (?:[^.;,\s]|,\d)+){1,7}? "
TAKING_EN = (
    "(?:"
    + forms(
        "allow let lift fly take bring bus ferry ship evacuate get move airlift carry drive transport pull lead",
        bare="",
    )
    + ")(?! across| in\\b)"
)
SENDING_EN = forms("send fly take bring bus ship ferry carry", bare="")
LETTING_EN = forms("let wave allow check process clear bring carry ferry", bare="")
FLEEING_EN = forms("flee escape", bare="(?! (?:from )?justice)")
STAYING_EN = forms(
    "stay shelter camp reside lodge host accommodate harbour house",
    bare=r"(?= (?:in|at|with|on|there|here|\d|about|some|nearly|more|over|around))",
)
# The first that fits at a place of the text wins.
MEASURES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("company_registrations", r"register(?:ed|s)? (?:a |an |their )?(?:new )?(?:business|company|firm)(?:es)?\b|(?:opened|founded|set up) (?:a |an |their )(?:own |new )?(?:business|company|firm)\b"),
        ("id_numbers", r"(?:identification|tax|social security|personal) numbers?(?:,[^.;\d]{0,90},)? (?:were |have been |had been )?(?:issued|given|granted|assigned) to|(?:given|issued|received|obtained|got|assigned|granted|applied for) (?:an? |the |their |his |her )?(?:\w+ ){0,2}(?:id|identification|tax|social|personal|individual) numbers?"),
        ("residence_permits", r"(?:special|temporary protection) visas?|(?:certificates?|permits?|documents?) of temporary (?:residence|protection|stay)|(?:given|issued|received|obtained|got|granted|hold(?:ing)?|held|with|applied for) (?:an? |the |their )?(?:[\w-]+ ){0,2}(?:residence|residency|stay) permits?|(?:residence|residency|stay) permits? (?:were |have been |had been |was |has been )?(?:issued|granted|handed out|given out)"),
        ("asylum_applications", r"asylum (?:has been |have been |had been |was |were )?(?:requested|sought|applied for) by|(?:ask(?:ed|ing)?|appl(?:ied|ying)) (?:\w+ ){0,2}for (?:refuge|asylum|(?:international )?protection)\b|(?:applied|applying|filed|asked|asking|lodged|sought|seeking) (?:for )?(?:political |international )?(?:asylum|refugee status|international protection)|asylum (?:applications?|requests?|claims?)(?= (?:from|by|were|had))"),
        ("net", r"more (?:people )?(?:entered|arrived|came) than left|net (?:inflow|arrivals?|migration|increase|gain|loss|outflow)|net(?= \d)|(?:gap|difference|surplus) (?:of|was|is|came to)|at plus(?= \d)|leaving(?= (?:about |some |nearly )?\d[\d,]* (?:\w+ )?(?:in|inside) the (?:country|republic|city))|(?:balance|difference)(?=:)|leaving a (?:gain|loss|surplus|gap)|balance (?:of|was|is|came to|stood at|stands at|came out at)|(?:net )?(?:loss|gain|surplus) of"),
        ("returns", rf"cross(?:ed|es|ing)? (?:back|home)|(?:{SENDING_EN}){WITHIN}(?:home|back)\b)|" r"(?:sent|flown|brought|taken|bused) home|returns(?= to| from|:)|return(?:ed|ees|ing)|(?:came|come|gone|drove|driven|travell?ed|walked|flew|flown|turned) back|went (?:back|home)|gone home|go(?:ing)? home|repatriat\w+|sent back|deport(?:ed|ations?)|pushed back"),
        ("registered", r"regist(?:ered|ering|rations?)|temporary protection|on (?:the|its|their|our) (?:register|books|lists?|rolls?)|biometrically enrolled"),
        ("departures", rf"(?:drove|driven|forced|pushed){WITHIN}(?:into (?:shelters?|camps?|tents|schools|exile|flight|hiding))\b)|(?:{TAKING_EN}){WITHIN}(?:out of|away from|to safety|off (?:the|its|their)|from)\b)|newly displaced|new (?:idps|displacements?)|{FLEEING_EN}|" r"(?:left|leave|leaving) (?:behind )?(?:their|his|her) (?:homes?|countr(?:y|ies)|villages?|houses?)|emigrat(?:ed|ing)|escaped|(?<!persons )displac(?:ed|ing)(?! (?:persons?|people|famil|population|residents|households|citizens)|(?<!been displaced) (?:internally )?(?:inside|within|in \d|across the country))|uprooted|(?:ran|run) (?:from|away)|abandon(?:ed|ing)(?= (?:\w+ ){0,3}(?:homes?|houses?|villages?|towns?|[a-z]+ia\b|the|their))|(?:driven|drove|forced|pushed|chased|expelled)(?=(?:[^.;,]|,\d){0,45} (?:from|out of|out|to flee|to leave)\b)|homeless|evacuat(?:ed|ing)|moved to safety|rescued from|brought out of|airlifted|lost their homes|without a roof|displaced(?= from)|forced from|(?:took|taken|got) out(?= \d)|(?:taken|led|pulled) (?:out of|away from|to safety)|cleared out of"),
        ("exits", rf"{LEAVING_EN}|leaves(?! the)|" r"(?<!were )(?<!was )(?<!are )left|let out(?= (?:\w+ )?\d)|(?<=\d )out(?=[,.;)]|$| @| and)|(?<=[:,;/] )out(?= \d)|depart(?:ed|ures?)|exit(?:ed|s)?|flown out|crossed out|outflow|moved on|went out|going out|continued (?:to|on)|travel(?:l?ed|s)? on|gone on|went on to|in the (?:other|opposite) direction|flew (?:out|on)|leav(?:e|ing)|got out|drove (?:out|away|off)|moved (?:away|out|abroad)|drove away|drive away|went away|pulled out|board(?:ed|ing)?(?= (?:bus|train|boat|ferr|plane|\w+ bus))|went abroad|the other way"),
        ("tourists", r"visit(?:ed|ors?)|tourists?|holidaymakers"),
        ("entries", rf"processed(?= (?:\d|about|some|nearly|more|over|around))|(?:{LETTING_EN}){WITHIN}(?:through|into|across|ashore)\b)|{COMING_EN}|{ADMITTED_EN}|" r"enter(?:ed|ing|s)?|(?<=\d )in(?=[,.;)]|$| and \d| @)|(?<=[:,;/] )in(?= \d)|in(?=, (?:\w+ )?[\d,.]+ (?:\w+ )?out\b)|in(?= yesterday| today| on \w+day[,.;])|entr(?:y|ies|ants?)|arriv\w+|cross(?:ed|es)|crossing(?= of (?:\w+ )?\d| into| to| from| over| the| in| by| via| between|,| and)|crossings(?= into| from| in| to| by|,|:)|(?:those|people|were|are|is) crossing|(?<!red )cross(?= (?:at|into|to|over|the|every|here|from|by|in|on)\b)|came(?! from the)(?! to (?:\d|about|some|nearly|around|roughly|almost))|come(?! from the| back)|coming|admitted|landed|disembark\w+|"
                    r"inflow|influx|poured|reach(?:ed|ing)(?! (?:an? |the |some |about |around |nearly |almost |more than |over |well over |at least )*(?:\d|two|three|four|five|six|seven|eight|nine|ten|half|million|one million))|let in(?:to)?|took in|taken in|received|streamed|trekked|walk(?:s|ed|ing)? (?:in|into|across|over)(?! the (?:street|road|park))|landing|landings?(?= (?:in|on|at|from|so far|since|this))|by (?:sea|boat)(?= since| in | on |[,.;:]|$)|put ashore|have come in|made it (?:over|across|to|into)|(?:slip\w*|sneak\w*|wad(?:e|ed|ing)|sw[aiu]m\w*|row(?:ed|ing)|squeez\w+|climb(?:ed|ing)|pass(?:ed|ing)) (?:over|across|into|through)(?! the night)|(?:picked|fished) (?:up|out)(?= (?:\w+ ){0,2}\d)|(?:get|getting|got)(?= in(?:to)?\b)|mov(?:ed|ing) (?:in )?to(?= [^.;,\d]*$)|brought (?:over|across)|through since|stamped in|waved through|let through|got (?:through|across|over)|in(?= since)|driven (?:across|over|into)|came thru|come thru|brought (?:\w+ ){0,3}(?:ashore|to safety)|ashore|on a beach|got as far as|turn(?:s|ed|ing)? up|show(?:s|ed|ing)? up|crosses|comes(?! (?:on top|as|after|at|with|from a|down|to (?:\d|about|some))\b)|(?:flew|flown) in|"
                    r"off (?:the )?(?:\w+ ){0,2}(?:train|boat|bus|ferry|plane)s?|cleared|passed through|transited|welcomed|(?:sought|found|taken|seeking) (?:refuge|safety|sanctuary)|spilled|flocked|carried across|ferried (?:to|across)|took refuge|through the (?:checkpoint|crossing|gate)s?|step(?:ped)? off"),
        ("stock", rf"number of (?:\w+ ){{1,3}}(?:in|on) (?:(?:\w+ )?(?:territory|soil|country|city|capital)|(?:\w+ ){{1,3}}at(?= (?:about |some |around )?\d))|{STAYING_EN}|(?:are|were) (?:now |still |currently |already )*(?:in|on) the (?:capital|city|town|country|region|island|province|republic)|" r"(?<=were )left(?= (?:at|in|behind))|(?<=are )left(?= (?:at|in|behind))|there (?:are|were)(?= (?:about |some |only |still |now |currently |already |at least |more than |over |nearly )*\d(?:[\d,]*\d)? (?!of\b)\w+)|out of their homes|(?:moved|taken|brought|transferred|relocated|bused) (?:in)?to (?:\w+ ){0,3}(?:sites?|halls?|shelters?|cent(?:re|er)s?|camps?|schools?|hotels?|tents)\b|we (?:have|had|host|hosted)(?= (?:\w+ ){0,2}\d)|(?:are|remain|remained|still|living) (?:\w+ly )?displaced|number (?:of )?displaced|(?<!been )displaced(?= (?:inside|within|in \d|across the country))|(?:taken|took|given|offered) (?:up )?(?:rooms|beds|lodgings)|sleep(?:ing|s)? (?:in|on|under|at|rough)\b|in (?:the |its |his |her |their )?(?:\w+['’]s )?care\b(?! of)|(?:number|total|figure) (?:of [\w ]{3,30} )?(?:now )?(?:in|inside) the (?:country|city|republic|region)|hiding|taking cover|(?:are|is|were|was|remain) still (?:at|in|on|there|inside)|evacuees(?=:)|camp(?:['’]s)? population|population of the (?:\w+ )?camp|(?:refugees|displaced|evacuees)(?= at (?:about |some |around |nearly |more than )?\d)|(?:are|were|is|was|now|still|currently|also) (?:in|at|inside)(?= (?:[\w,-]+ ){0,3}(?:camps?|shelters?|cent(?:re|er)s?|tents?|hotels?|hostels?|barracks|halls?|schools?|sites?|accommodation|dormitor(?:y|ies)|settlements?|facilit(?:y|ies))\b)|(?:people|persons|families|households|residents|evacuees|idps|refugees)(?= in (?:\d[\d,]* |\w+ )?(?:\w+ )?(?:evacuation|collective|reception|transit|relief|displacement|collection|holding|emergency|temporary|rest) (?:cent(?:re|er)s?|sites?|shelters?|camps?|accommodation))|(?:inside|in|at) (?:the )?(?:evacuation|collective|reception|transit|relief) (?:cent(?:re|er)s?|sites?|shelters?|camps?)(?=:| \d)|slept|spen(?:t|d|ding) (?:\w+ ){0,3}nights? (?:in|at|on|under|outdoors)|found (?:room|beds?|places?|space)(?= (?:in|at|with))|"
                  r"waiting in (?:\w+ ){0,2}(?:centres?|centers?|camps?|shelters?|halls?|tents?)|number of (?:displaced|refugees|idps|evacuees|people)(?= (?:in|inside|at|on) )|total (?:idps|refugees|displaced|evacuees)|still in (?:the|its)|settled|shelter(?= (?:\d|some|about|around|nearly|more|over|up))|stayed|staying|stay|(?:now )?(?:holds?|(?<!had )held|holding|contains?|contained)(?= (?:\d|about|some|nearly|more|over|around|up|almost|roughly|at least))|provided with (?:shelter|housing)|given (?:shelter|housing)|internally displaced(?: persons| people)?(?=:)|sleeping|bedded down|camp(?:ed|ing)(?= )|resid(?:e|es|ing)|lodged|quartered|put up in|are (?:now |currently )?(?:hosted|sheltering|sheltered|housed|camped|in)|currently (?:in|host\w*)|remain(?:s|ed|ing)?|host(?:s|ed|ing)?|liv(?:e|es|ing)|"
                  r"shelter(?:s|ing|ed)|accommodat(?:ed|es|ing)|present in|in (?:\w+ )?(?:camps?|shelters|tents)|in the (?:\w+ ){0,2}camps?|population of|guests|roaming|inhabitants|housed|houses|home to|found shelter|moved in with|sleep(?:s)? in|still (?:in|inside|there)"),
        ("queue", r"queu\w+|tailback|line of|lines? (?:stretch\w*|at|stood|stands|grew|measur\w+|reach\w*)|(?:car|in) line|(?<=km )line|line is|waiting|waited|wait(?:s)?|massed|massing|gathered (?:at|on|near)|amassed|bottled up|backed up|backlog|stuck|stranded|ahead of (?:the (?:barrier|border|gate)|us|you|me)|behind us|in front of us|column(?= on| of| is| was| stretch| at| from| shrank| grew)|the wait|vehicles stretch\w*|car\w* stretch\w*|the (?:line|queue) (?:is|was|at)|traffic jam|jam|(?:cars|vehicles|lorries|trucks|motorists) stand|in the (?:car |lorry |truck )?line|needs(?= \d)|took (?:us|me|them)"),
        ("displaced", r"displaced (?:people|persons|residents|families)|(?:refugees|asylum[- ]seekers|idps|evacuees)(?= (?:in|at|across|within|inside)\b)"),
        ("named", r"(?:counted|recorded|logged|tallied|clocked)(?= (?:\w+ ){0,2}?\d)|newcomers|immigrants|(?:has|have) (?:so far )?seen"),
        ("moved", rf"(?:lifted|flew|flown|shipped|ferried|bused){WITHIN}to\b)|" r"(?:took|taken|taking) (?:to )?the road|set (?:off|out)|trudged|hiked|walked|marched|(?:made|making) (?:their|the|his|her) (?:way|journey|trip)|packed up|(?:taken|brought|sent|ferried|flown|shipped|driven|bused|shifted) (?:on |away )?(?:to|from)(?= )|(?:brought|ferried|shipped|bused|lifted)(?= (?:about |some |another |nearly |over |more than |at least )?\d)|went|gone|going|go|bused|transferred|relocated|transported|escorted|moved|travell?ed|headed|drove|flew|sailed|boarded|carried"),
    ),
    "ru": (
        ("id_numbers", r"(?:получил\w*|выда\w+|оформил\w*|присво\w+) (?:\w+ ){0,2}(?:иин|инн|(?:\w+ )?идентификационн\w+ номер\w*)|(?:иин|(?:\w+ )?идентификационн\w+ номер\w*) (?:\w+ ){0,3}(?:получил\w*|выда\w+|оформ\w+|присво\w+)"),
        ("residence_permits", r"(?:разрешени\w+ на (?:временное )?проживание|внж|рвп|вид\w* на жительство)(?= [—–-] (?:\w+ )?\d)|(?:получ(?:ил|ивш)\w*|выда\w+|оформи(?:л|вш)\w*|имеют|имел\w*|имеющ\w+) (?:\w+ ){0,2}(?:внж|вид\w* на жительство|разрешени\w+ на (?:временное )?проживание)|(?:внж|вид\w* на жительство|разрешени\w+ на (?:временное )?проживание)(?:,[^,.;]{0,40},)? (?:[\w-]+ ){0,5}(?:получил\w*|выдан\w*|выдал\w*|оформил\w*|оформлен\w*)"),
        ("asylum_applications", r"(?:прошени|заявлени|ходатайств)\w+ об (?:\w+ )?убежищ\w+ (?:\w+ )?подал\w*|подал\w* (?:\w+ )?(?:прошени|заявлени|ходатайств)\w+ об (?:\w+ )?убежищ\w+|(?:попросил\w*|запросил\w*|просят|подал\w* (?:\w+ )?(?:на|прошени\w+ о)) (?:\w+ )?убежищ\w+|убежищ\w+ (?:\w+ ){0,2}(?:попросил\w*|запросил\w*|просят|просил\w*)"),
        ("net", r"разниц\w+|чист\w+ остат\w+|плюс(?= \d)|сальдо|больше въехал\w+, чем|чист\w+ (?:прирост|приток)|прирост"),
        ("returns", r"домой (?:уеха|выеха|отправи|поеха)\w+|(?:уеха|выеха|отправи|поеха)\w+ домой|верну\w+|возврати\w+|возвраща\w+|депортир\w+|выслал\w+|выдвор\w+"),
        ("registered", r"регистраци\w+ (?:\w+ ){0,3}прошл\w*|прошл\w* регистраци\w+|зарегистрир\w+|на (?:\w+ ){0,2}уч[её]т\w*|временн\w+ защит\w+|(?:получил\w*|имеют) (?:\w+ )?статус|статус (?:\w+ ){0,2}(?:имеют|получил\w*)"),
        ("departures", r"бежа(?:л|вш)\w*|бегут|(?:покинул\w*|покинувш\w*|покида\w+) (?:страну|россию|украину|родину|дома|свои дома)|эмигрир\w+|эвакуир\w+|эвакуац\w+|остав(?:или|ил|ило) (?:свои )?(?:дома|жилища|жиль[её])|(?:свои )?(?:дома|жилища|жиль[её]) (?:остав(?:или|ило)|покинул\w*)|вывез\w*|вывед\w+|вывел\w*|вывод\w+|вывоз\w+|спас(?:ли|ены|ено|ён|ен)|отселя\w+|лишил\w+ (?:крова|жилья|домов)|выселен\w+|отселен\w+|отселил\w+|остал\w+ без (?:крова|жилья)"),
        ("exits", r"на выезд (?:\w+ ){0,2}(?:просле?довал|проехал|прош[лё]|оформ|пропу)\w*|на выезд[^.,;\d]{0,25}пересек\w+|пересек\w+[^.,;:\d]{0,40}на выезд|выехал\w*|покинул\w*|покинувш\w*|покида\w+|выезд\w*|выезжа\w+|поехал\w* дальше|уехал\w* дальше|отправил\w+ дальше|вылетел\w*|отбыл\w*|убыл\w+|улетел\w*|в обратн\w+ направлени\w+|обратно"),
        ("tourists", r"турист\w*|посетил\w*|отдыхающ\w+"),
        ("entries", r"репатриировал\w*|при[её]м\w*(?= (?:\w+ )?\d)|въе(?:хал\w*|хавш\w+|зжа\w+|зд\w*)|прибы(?:л\w*|ти\w*|ва\w+|вш\w+)|пересе(?:кл\w*|ка\w+|ч[её]н\w*)|приехал\w*|приезжа\w+|приехавш\w+|прилетел\w*|вошл\w*|принял\w*|принима\w+|перешл\w+|перемести\w+|попал\w*|доставил\w+|прив[её]з\w*|перевез\w+|перев[её]з|заехал\w*|приток|через (?:границу|пункт\w*)|впустил\w*|оформил\w*(?= (?:\d|около|более|почти|свыше|ещ[её]))|проход(?:ит|ят)|высадил\w+|просле?довал\w+|добрал\w+|проехал\w*|прошл[иоа]|прош[её]л|зашл\w+|пустил\w*|пропустил\w*"),
        ("displaced", r"(?:вынужденн\w+|внутренн\w+) (?:переселен\w+|перемещ\w+)|вынужденно перемещ[её]нн\w+|(?:беженц|переселенц)\w+(?= (?:в|на) )"),
        ("stock", r"(?:число|количество) (?:беженцев|россиян|переселенцев|украинцев)(?= (?:в|на) )|наход(?:ит|ят)ся|наход(?:илось|ились)|прожива\w+|оста(?:л|вш)\w+|оста[её]тся|остаются|размещ[её]?н\w*|разместил\w*|размещены|живут|жив[её]т|пребыва\w+|прию(?:тил\w*|чен\w*)|ночу\w+|насчитыва\w+|оста(?:ва|ю)\w+|рассел\w+|посел(?:и|е)\w+|засел\w+|укрыва\w+|прячутся|скрываются|в (?:шелтер|приют|хостел|гостиниц|общежити|спортзал|школ)\w*(?= \d)|жиль[её]м (?:[\w-]+ ){0,3}обеспечен\w*|обеспечен\w* жиль[её]м|остановил\w*сь|устроен\w*|осели|осел[ао]|жиль\w+ предоставл\w+|предоставл\w+ жиль\w+|получил\w* (?:жиль\w+|кров)"),
        ("queue", r"очеред\w*|пробк\w*|затор\w*|ожида\w+|жд(?:ут|ать|ём|ем|ал\w*)|скопил\w*|стоим|стоят|стоял\w*|впереди|застря(?:л|вш)\w*|стоящ\w+"),
        ("moved", r"отправил\w+|направил\w+|двинул\w+|устремил\w+|едут|едет|ехал\w*|хлынул\w*|уехал\w*|уехавш\w+|разъехал\w+|перебрал\w+|уезжа\w+"),
    ),
    "tr": (
        ("asylum_applications", r"(?:sığınma|iltica) (?:başvuru\w+|talep\w+|talebi\w*)"),
        ("residence_permits", r"(?:oturma|ikamet) izn[ie]\w* (?:verilen|alan|aldı|verildi|verdi|bulunan|sahip|düzenle)\w*"),
        ("net", r"net (?:giriş|artış|göç)"),
        ("returns", r"ülke(?:sine|lerine) (?:gönder|dön|yolla)\w+|evlerine dön\w+|(?:geri )?dönen\w*|geri dön\w+|döndü\w*|dönüş\w*|sınır dışı|geri gönder\w+"),
        ("registered", r"kayıt(?!sız)\w*|kayded\w+|geçici koruma|kayıtlı"),
        ("departures", r"kaç(?:tı|an|mak|mış)\w*|göç eden\w*|çıkarıl(?:dı|mış|an)\w*|kurtarıl\w+|ülkesini terk|ülkeyi terk|yerinden|tahliye(?= e[dt]| ol|leri?\b|si\b|[.,;]|$)\w*|evsiz|göç etti\w*|evlerini|taşın(?:dı|an|mış|dığ)\w*|nakledil\w+"),
        ("exits", r"çıkış\w*|çıkan\w*|çıkmış\w*|ayrıl\w+|terk e[td]\w+|çıktı\w*|gitti\w*"),
        ("tourists", r"turist\w*|ziyaret\w*"),
        ("entries", r"giriş\w*|gel(?:di|en|iyor|miş|diğ)\w*|(?<!milyonu )(?<!bini )(?<!yüzü )geç(?:ti|iş|en|iyor)\w*|ulaş(?:tı(?!r)|an)(?!ğ)\w*|var(?:dı|an)\b|gir(?:di|en|iyor)\w*|indi\w*|sığın\w+|yolcu\w*|kabul et\w+|getiril\w+|karaya çık\w+"),
        ("stock", r"bulun\w+|yaşıyor\w*|yaşayan\w*|kal(?:ıyor|an|dı|mış|makta|acak)\w*|yaşa(?:dığ|makta|mış)\w*|yerleştiril\w+|saklan\w+|gecele\w+|barın\w+|ağırl\w+|konakl\w+|var\b|misafir|\w+['’]?(?:deki|daki|teki|taki) [^.,;\d]{0,30}sayısı\w*"),
        ("queue", r"kuyruk\w*|kuyruğ\w*|bekli\w+|bekle[my]\w+|yığıl\w+"),
    ),
    "uk": (
        ("residence_permits", r"спеціальн\w+ віз\w+ (?:\w+ )?(?:оформил|отримал)\w*|(?:отримал\w*|видал\w*|оформил\w*|мають|мал\w+) (?:\w+ ){0,2}(?:посвідк\w+|дозвол\w+ на проживання)|(?:посвідк\w+ на проживання|дозвол\w+ на проживання) (?:\w+ ){0,5}(?:отримал\w*|видан\w*|видал\w*|оформил\w*)"),
        ("asylum_applications", r"(?:попросил\w*|просять|подал\w* (?:\w+ )?на) (?:\w+ )?притул\w+|притул\w+ (?:\w+ ){0,2}(?:попросил\w*|просять|просил\w*)|заяв\w* (?:про|на) (?:міжнародний захист|притулок)"),
        ("net", r"різниц\w+|чист\w+ залиш\w+|плюс(?= \d)|сальдо|чист\w+ приріст"),
        ("returns", r"додому (?:вируш|поїха|виїха|від.?ї)\w+|(?:вируш|поїха|виїха)\w+ додому|поверну\w+|поверта\w+|депорту\w+|видвор\w+"),
        ("id_numbers", r"(?:отримал\w*|видан\w*|видал\w*|присво\w+) (?:\w+ ){0,2}(?:pesel|податков\w+ номер\w*|номер\w* pesel)|номер\w* pesel|pesel"),
        ("registered", r"(?:чинний |діючий )?статус мають|мають (?:\w+ )?статус|зареєстр\w+|тимчасов\w+ захист\w*|на обліку"),
        ("departures", r"вті(?:к|кл|ка)\w*|втекл\w+|(?:країну|україну|домівки|оселі) (?:залишил[иа]|покинул\w*)|(?:залишил\w*|покинул\w*) (?:країну|україну|домівк\w+|свої)|емігрува\w+|евакую?\w+|евакуац\w+|вивез\w+|вивіз|вивів|вивозить|вивел\w*|виведен\w+|відселен\w+|вивозять|вдалося забрати|врятува\w+|роз['’]їхал\w+"),
        ("exits", r"на виїзд (?:\w+ ){0,2}(?:просліду|проїха|пройш|оформ|пропус)\w*|на виїзд[^.,;\d]{0,25}перетн\w+|перетн\w+[^.,;:\d]{0,40}на виїзд|виїха(?:л\w*|в)|виїжджа\w+|виїзд\w*|залишил[иао](?!с)|покинул\w*|вибул\w*|поїхал\w* далі|вирушил\w* далі|у зворотн\w+ (?:напрям\w+|бік)|на виїзд"),
        ("tourists", r"турист\w*|відвідал\w*"),
        ("entries", r"в.ї(?:хал\w*|хав|жджа\w+|зд\w*)|прибу(?:л\w*|в|ва\w+|тт\w+)|перейш\w+|прив[іе]з\w*|перет(?:нул\w*|нув|ина\w+)|приїха(?:л\w*|в)|прийня\w+|приймає\w*|заїха(?:л\w*|в)|потрапи\w+|дістал\w+|проїха\w+|пройш\w+|на в['’]їзд|впусти\w+|пропусти\w+|оформил\w*(?= (?:\d|близько|понад|майже|ще))|проход(?:ить|ять)|проїжджа\w+|прилетіл\w+"),
        ("displaced", r"(?:вимушен\w+|внутрішн\w+) (?:переселен\w+|переміщен\w+)|внутрішньо переміщен\w+|(?:біженц|переселенц)\w+(?= (?:в|у|на) )|впо"),
        ("stock", r"(?:кількість|число) (?:біженців|росіян|переселенців|українців)(?= (?:в|у|на) )|перебува\w+|прожива\w+|залиша(?:ється|ються|лося|лось|лися)|лиши\w+ся|лишають?ся|розміщен\w*|мешка(?:ють|є|ли|ло)|живуть|живе|знаход\w+|прихист\w+|розмісти\w+|залишил\w+с[яь]|ночу\w+|поселил\w*|поселен\w*|засели\w+|заселен\w*|перехову\w+|ховаються|зупинил\w*ся|отримал\w* (?:житло|прихисток)"),
        ("queue", r"чер[гз]\w+|чека(?:ють|ти|л\w+)|очіку\w+|затор\w*|стоять|стоїть|стоїмо|стоял\w*"),
    ),
}  # fmt: skip
_GOODS_EN = (
    r"(?:military|evacuation|rescue|repatriation|chartered|special) (?:flights|planes)|beds?|tents?|blankets?|meals?|parcels?|packs?|doses?|officers?|soldiers?|troops|guards|police(?:men)?|volunteers|staff|shelters?|schools?|hospitals?|checkpoints?|cells?|countries|villages|"
    r"towns|cities|districts|tweets|comments|calls|suitcases|roubles|bridges|points|crossings|camps|suspects|smugglers|drivers|aircraft|ships|boats|vessels|ferries|dinghies|helicopters|convoys|aid (?:lorries|trucks)|ballot papers|buses|minibuses|trains|kits|litres|liters|hectares|acres|votes|"
    r"degrees|pages|minutes|seconds|emails|messages|views|followers|documents|permits|passports|visas?|visa (?:requests|applications)|shares|plates|workers|employees|doctors|nurses|teachers|journalists|rockets|missiles|drones|lives|reporters|generators|stoves|rooms|centres|centers|sites|provinces|states|routes|lanes|windows|counters"
)
UNITS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("harm", r"(?:people |civilians |others |persons )?(?:were |was |are |is |have been |had been )?(?:killed|dead|injured|wounded|detained|arrested|died|drowned|missing|hospitali[sz]ed|intercepted|apprehended|fined|turned (?:back|away))|deaths|casualties|fatalities|drafted|conscripts|reservists|bodies|draft notices|summonses"),
        ("km", r"km|kilomet(?:re|er)s?|miles?"), ("hours", r"hours?|hrs?|h\b"),
        ("vehicles", r"cars?|vehicles?|trucks?|lorries"), ("flights", r"flights?|departures a day from the airport"), ("seats", r"seats?"),
        ("homes", r"homes?|houses?|flats?|apartments?|condominium(?: units)?|condos?|(?:housing|residential) units|properties|dwellings"), ("permits", r"certificates? of temporary (?:stay|protection|residence)|temporary[- ]protection (?:permits?|visas?)|(?:short-term |long-term |temporary )?(?:residence|residency|stay) permits?|(?:special|humanitarian|protection|emergency) (?:visas|permits)"),
        ("companies", r"sole (?:proprietors|traders)|self-employed entrepreneurs|(?:new )?(?:compan(?:y|ies)|firms?|businesses|sole proprietorships?|entrepreneurs|sole traders)"), ("id numbers", r"(?:personal )?public service numbers|pesel numbers|social security numbers|tax numbers|(?:tax|id|identification|personal) (?:identification )?numbers?"),
        ("crossings", r"visits(?= (?:by|from|in)\b)|(?:border )?crossings(?= (?:into|from|were|recorded|by))|trips"), ("goods", _GOODS_EN), ("applications", r"(?:asylum )?(?:applications?|claims?|requests?)"), ("households", r"households?|families|hh\b"),
        ("money", r"dollars?|euros?|lira|roubles?|rubles?|usd|eur|pounds?|francs?|cents|percent"), ("years", r"years?|year-old|centur(?:y|ies)|decades?"),
        ("days", r"days?|nights?|minutes?"), ("weeks", r"weeks?|months?"),
        ("metres", r"met(?:re|er)s?|m²|square|mm|cm|feet|inches"), ("kg", r"kilograms?|kg|tonnes?|tons?"),
    ),
    "ru": (
        ("harm", r"погиб\w*|ранен\w*|задержа\w+|резервист\w*|мобилизованн\w*|пострадавш\w*|пропавш\w*|повесток|убит\w*|утонул\w*|(?:человек\w? )?(?:погиб\w*|задержа\w+|развернул\w+|не пропустил\w+)"),
        ("km", r"км|километр\w*"), ("hours", r"час(?:а|ов|ам|ах|ами)?|ч"), ("vehicles", r"машин\w*|автомобил\w*|авто|автобус\w*|грузовик\w*|фур\w*|легков\w+"),
        ("flights", r"рейс\w*|борт\w*"), ("homes", r"квартир\w*|домов|дома"), ("permits", r"виз\w* временной защиты|вид\w* на жительство|внж|разрешени\w+ на"),
        ("companies", r"(?:индивидуальн\w+ )?предпри(?:яти|нимател)\w*|компани\w*|фирм\w*|юрлиц|ип\b"), ("id numbers", r"иин"), ("crossings", r"пересечени\w*"), ("applications", r"прошени\w+ об убежище|ходатайств\w+|заявлени\w*|ходатайств\w*|заявок"),
        ("households", r"сем(?:ей|ьи|ья)|домохозяйств\w*"), ("money", r"рубл\w*|руб|долларов|доллар\w*|евро|тенге|лари|лир"), ("years", r"лет|год(?:а|ов)?"),
        ("days", r"дн(?:я|ей)|сут\w*|минут\w*"), ("weeks", r"недел\w*|месяц\w*"),
        ("goods", r"т(?= \w)|эвакуационн\w+ (?:поезд|автобус|рейс)\w*|мест\b|палат\w*|сотрудник\w*|военнослужащ\w*|полицейск\w*|пункт\w*|мобильн\w+ пункт\w*|дорог|школ\w*|тонн\w*|раз\w?|звонк\w*|сообщени\w*|паспорт\w*|виз\b|самол[её]т\w*|поезд\w*|вагон\w*|палаток|коек|мешк\w*|населенн\w+ пункт\w*|насел[её]нн\w+ пункт\w*|сантиметр\w*|метр\w*|гектар\w*|градус\w*|кубометр\w*|судов|судна|ракет\w*|дрон\w*|беспилотник\w*|регион\w*|районов|страны?|посёлк\w*|деревень|процентных|окон|гостиниц\w*|отел\w*|с[её]л|сел[ао]|деревн\w+|станиц\w*|хутор\w*|дворов|улиц\w*|домовладени\w*|квартал\w*|спасател\w*|единиц\w*|пвр"),
    ),
    "tr": (
        ("harm", r"(?:kişinin )?cenaze\w*|ceset\w*|öl[üd]\w*|yaralı\w*|gözaltı\w*|yakalan\w+|tutuklan\w+|kayıp\w*|kaçakçı\w*|(?:\w+ )?(?:göçmenin|kişinin|göçmen|kişi) (?:yakalan\w+|gözaltı\w*|öldü\w*|hayatını)"),
        ("km", r"km|kilometre\w*"), ("hours", r"saat(?!te)\w*"), ("vehicles", r"araç\w*|araba\w*|otomobil\w*|otobüs\w*|tır\w*|kamyon\w*"),
        ("flights", r"uçuş\w*|sefer\w*|uçak(?!la)\w*|uçağ\w*"), ("homes", r"konut\w*|daire\w*|evi?\b|evin\b"), ("permits", r"ikamet\w*(?: izni)?"),
        ("companies", r"şirket\w*|şahıs işletme\w*|firma\w*"), ("id numbers", r"(?:kimlik|vergi) numaras\w*"), ("applications", r"başvuru\w*"), ("households", r"aile\w*|hane\w*"),
        ("money", r"lira\w*|dolar\w*|avro\w*|euro\w*|tl\b"), ("years", r"yaşında\w*|yıl\w*"), ("days", r"(?<!aynı )gün\w*|saatte\b|dakika\w*"), ("weeks", r"hafta\w*|ay(?:\b|ın|da|lık)\w*"),
        ("goods", r"iş makine\w*|öğrenci yurd\w*|mülteci kamp\w*|(?:geçici )?barınma merkez\w*|yerleşim yer\w*|yerleşim birim\w*|çadır\w*|yatak\w*|polis\w*|asker\w*|okul\w*|bina\w*|köy\w*|kent\w*|ülke(?!ler|ye|den|de|miz)\w*|metre\w*|ton\b|kişilik|personel\w*|görevli\w*|konteyner\w*|otel\w*|uçakla|battaniye\w*|kez\b|kat\b|katı|derece\w*|artçı\w*|mahalle\w*|kilogram\w*|araçlık|oda\w*|kamera\w*|daire\w* kapasite\w*"),
    ),
    "uk": (
        ("harm", r"загин\w*|поранен\w*|затриман\w*|зникл\w*|постраждал\w*"),
        ("km", r"км|кілометр\w*"), ("hours", r"годин\w*|год"), ("vehicles", r"автомобіл\w*|авто|машин\w*|автобус\w*|транспортн\w*|вантажівк\w*|фур\w?"),
        ("flights", r"рейс\w*"), ("homes", r"квартир\w*|будинк\w*"), ("id numbers", r"номер\w* (?:pesel|платник\w*)|ідентифікаційн\w+ номер\w*"), ("permits", r"віз\w* тимчасового захисту|дозвол\w* на проживання|посвідк\w*"), ("protected", r"дозвол\w* на тимчасовий захист"),
        ("companies", r"(?:фізичн\w+ осіб-)?підприєм(?:ств|ц)\w*|компані\w*|фірм\w*"), ("crossings", r"перетин\w*|разів"), ("applications", r"заяв\w*"), ("households", r"с[іе]м(?:ей|'ї|’ї|'я|ʼї)|родин\w*|домогосподарств\w*"),
        ("money", r"гривень|гривн\w*|грн|доларів|євро|злот\w*"), ("years", r"рок(?:ів|и|у)|років"), ("days", r"дн(?:ів|і|я)|діб|хвилин\w*"), ("weeks", r"тижн\w*|місяц\w*"),
        ("goods", r"т(?= \w)|евакуаційн\w+ (?:потяг|автобус|рейс)\w*|літак\w*|потяг(?!ом)\w*|вагон\w*|місць|наметів|поліцейськ\w*|пункт\w*|шкіл|школ\w*|тонн\w*|раз\w*|ліжок|населен\w+ пункт\w*|метр\w*|громад(?!ян)\w*|готел\w*|сіл|сел[ао]|вулиц\w*|хутор\w*|дворів|кварталів|рятувальник\w*|ракет\w*|дрон\w*|дзвінк\w*|області|країни?|кожен|паспорт\w*"),
    ),
}  # fmt: skip
PEOPLE: dict[str, str] = {
    "en": r"people|ppl|persons?|individuals|refugees?|migrants?|immigrants?|emigrants?|citizens?|nationals?|men|women|children|kids|minors|arrivals|entr(?:y|ies|ants)|exits|departures|travell?ers?|passengers?|visitors?|tourists?|"
          r"newcomers?|returnees?|evacuees?|residents|inhabitants|asylum.seekers|displaced|foreigners|others|more|civilians|of them|of these|holders|conscripts who|boys|girls|foreign|crossings|guests|souls|families|households|fishermen|islanders|villagers|students|pilgrims|workers who|stateless|idps|survivors|adults|elderly|relocants|pupils|pensioners|labourers|orphans|mothers|fathers|youths|teenagers|infants|babies|expatriates|expats|dependants|relatives|escapees|deportees|exiles|souls|farmers|herders|nomads|townspeople|holidaymakers|infants|strangers",
    "ru": r"человек\w*|гост(?:ей|я|и)|\w{3,}(?:ян|чан)|\w{3,}(?<!меся)(?<!паль)(?<!колод)(?<!доброволь)(?<!гвардей)цев|пассажир\w*|люд\w+|беженц\w*|мигрант\w*|граждан\w*|россиян\w*|украин\w+|дет(?:ей|и|ям)|реб[её]нк\w*|женщин\w*|мужчин\w*|пассажир\w*|переселенц\w*|приезж\w*|туристов|жител\w*|иностран\w*|эвакуированн\w*|лиц\b|семей|иностранц\w*|студент\w*|релокант\w*|местн\w+|душ|новоприбывш\w+|погорельц\w*|школьник\w*|пенсионер\w*|репатриант\w*|соотечественник\w*|паломник\w*|утікач\w*|беглец\w*|беглец\w*|приехавш\w+|прибывш\w+|уехавш\w+|выехавш\w+|отдыхающ\w+",
    "tr": r"kişi\w*|insan\w*|mülteci\w*|sığınmacı\w*|göçmen\w*|yolcu\w*|rus\w*|suriyeli\w*|ukraynalı\w*|çocuk\w*|kadın\w*|erkek\w*|vatandaş\w*|afetzede\w*|yabancı\w*|turist\w*|düzensiz|\w+zede\w*|öğrenci\w*|sakin\w*|ziyaretçi\w*|gelen\w*|giden\w*|afgan\w*|muhacir\w*",
    "uk": r"осіб|\w{3,}(?:ян|чан)|співвітчизник\w*|осо(?:би|ба)|люд\w+|біженц\w*|громадян\w*|україн\w+|росіян\w*|діт\w+|жін\w+|чоловік\w*|пасажир\w*|переселенц\w*|мешканц\w*|іноземц\w*|мігрант\w*|внутрішньо|ут[іе]кач\w*|втікач\w*|студент\w*|пенсіонер\w*|школяр\w*|евакуйован\w*|заробітчан\w*|новоприбул\w*|душ|жител\w*|відпочивальник\w*|турист\w*",
}  # fmt: skip
SUBSET = {
    "en": r"\b(?:among them|including|of (?:them|whom|which|those|these)|among whom|with)\b[^;.\d]{0,24}$",
    "ru": r"\b(?:из них|среди них|в том числе|из которых|включая|в их числе)\b[^;.\d]{0,24}$",
    "tr": r"\b(?:bunların|aralarında|bunlardan)\b[^;.\d]{0,24}$",
    "uk": r"\b(?:з них|із них|серед них|у тому числі|зокрема|з яких|включно з)\b[^;.\d]{0,24}$",
}  # fmt: skip
RESTATED = r"^(?:\s+\w+){0,2}\s*(?:\((?:about|around|some|около|yaklaşık|близько)?\s*|,?\s+(?:or|или|то есть|yani|або|тобто)\s+(?:\w+\s+)?)$"
AGAIN = {
    "en": r"\b(?:counted|counts?|puts?|tallied|recorded|logged|reports?|reported|says|said|estimates?|estimated|spoke of|speaks of|gives|gave|cites|cited)\s+(?:it |them |this |these |those |the (?:figure|total|number|count) )?(?:at |is |was )?(?:now |about |already |some |around |roughly |nearly |almost |only |just |over |at least |more than |close to |up to )*$|\b(?:count|tally|figure|number|total|average|it|this|that)\b[^.;\d]{0,60}?\b(?:is|was|has been|had been|stood at|stands at|(?:dropped|fell|fallen|risen|rose|grew|grown|climbed|shrunk|shrank|declined|increased|swollen|swelled|ballooned|jumped|soared|surged|shot up) to|at|of|to)\s+(?:now\s+|about\s+|already\s+|some\s+|around\s+|roughly\s+|nearly\s+|almost\s+|only\s+|just\s+|another\s+|over\s+|at least\s+|more than\s+|close to\s+|up to\s+)*$|\b(?:takes?|taking|took|brings?|bringing|brought|pushe[sd]|pushing) the (?:total|number|count|figure|tally)\b[^.;]{0,45}? to (?:about |some |nearly |almost |more than |over )?$|\b(?:talking|speaking|speak|talk) (?:now )?(?:about|of)\s+(?:about |some |more than |at least )?$|\bthere (?:are|were|was|had been|have been|has been)\s+(?:only |just |already |some |about |around |roughly |nearly |almost |over |more than |at least |close to |up to |as many as |no more than )*$|^(?:yesterday|today|(?:on )?\w+day(?: alone)?|the day before)[,:]?\s+(?:about |some |only |another )?$",
    "ru": r"^(?:вчера|сегодня|накануне|во? \w+[ую]|за (?:\w+ )?сутки|за \w+[ую])\s*[—–:,-]?\s*(?:ещ[её] |лишь |около |уже )?$|\b(?:их|число|цифр\w|всего|итого|данные|(?<!за )это(?! время)|реч\w+ (?:шла|ид[её]т|была) о|шла речь о|таких(?: людей)?|называл\w+|говор\w+ (?:уже )?о|насчитал\w+)\b[^.;\d]{0,40}$",
    "tr": r"^(?:dün|bugün|önceki gün|\w+ günü)\s+(?:ise |de |da )?$|\b(?:sayı\w*|rakam\w*|toplam\w*)\b[^.;\d]{0,40}$",
    "uk": r"^(?:вчора|учора|сьогодні|напередодні|[ув] \w+[ую]|за (?:\w+ )?добу|за \w+[ую])\s*[—–:,-]?\s*(?:ще |лише |близько |вже )?$|\b(?:їх|йш\w+ся про|мова (?:йшла|йде) про|таких(?: людей)?|число|цифра|усього|всього|кількість|це|називал\w+|говор\w+ (?:вже |уже )?про|нарахува\w+)\b[^.;\d]{0,40}$",
}  # fmt: skip
