"""Words for offices and organisations, and for saying something, in four languages."""

from __future__ import annotations

import re

from alee.reading.letters import small
from alee.reading.verb_forms import forms

# Verbs for saying; the second list holds those whose bare form is mostly a noun.
# Offices that count also say so.
COUNTING_EN = (
    r"(?:taken|took|approved|granted|opened|accepted|checked|checks|processed|logged|logs|let in|detected|issued|admitted|sent back|stamped|handed out|gave out|handled|handles|received|receives|lists|listed)"
    r"(?= (?:\w+ ){0,3}?(?:\d|about|some|nearly|more than|over|around|another|only|just|almost))"
)
SAYING_EN = forms(
    "say tell announce confirm explain describe inform calculate reckon disclose reveal insist maintain warn acknowledge admit "
    "testify stress recall clarify specify reiterate conclude compile boast suggest complain identify believe think predict "
    "indicate observe assert allege concede caution relay deny verify write"
)
NOTING_EN = forms(
    "report count record estimate state register tweet post claim note comment remark tally document detail quote",
    bare=r"(?=[,.:]| that| \d| about| some| only| at least| more| fewer| nearly| over)",
)
COUNTING = {
    "en": COUNTING_EN,
    "ru": r"(?:поставил\w* на уч[её]т|пропустил\w*|оформил\w*|зарегистрировал\w*|выдал\w*|принял\w*)",
    "tr": r"(?!)",
    "uk": r"(?:пропустил\w*|оформил\w*|зареєструвал\w*|зареєстрував|видал\w*|видав|прийнял\w*|прийняв|взял\w* на облік)",
}  # fmt: skip
ORGANISATION = {
    "en": r"(?:ministry|ministries|defen[cs]e|service|services|agency|agencies|officials?|authorit(?:y|ies)|police|guards?|government|office|department|"
    r"committee|council|commission(?:er)?|mayor|governor|prefecture|prefect|minister|president|premier|spokes\w+|association|federation|"
    r"coordinator|head|deputies|inspectorate|division|priest|bishop|imam|pastor|borders|hall|unit|units|governorship|governorate|secretary|consul|sheriff|patrols?|authority|directorate|society|regulator|icrc|ifrc|idmc|msf|unrwa|wfp|afad|volunteers?|activists?|workers|charit(?:y|ies)|cross|crescent|unhcr|iom|unicef|ocha|frontex|nations|un|"
    r"media|newspapers?|outlet|broadcaster|radio|bank|institute|operator|administration|cent(?:re|er)|house|kremlin|pentagon|municipality|bureau|watchdog|ngo|"
    r"organi[sz]ations?|groups?|embassy|consulate|parliament|cabinet|carrier|airline|airport|port|compan(?:y|ies)|officer|master|chairman|chairwoman|chair|chief|director|"
    r"commander|coastguard|navy|army|military|union|researchers?|university|tank|church|tool|matrix|force|cluster|monitors?|observatory|"
    r"agents?|realtors?|drivers?|firefighters|rescuers|hospital|elders?|headquarters|district|akimat|command|brigade|congress|senate|taliban|junta|eurostat|railways|lifeguards|peacekeepers|monusco|unmiss|acaps|dtm|prosecutors?|frontières|frontieres|oxfam|caritas|secretariat|registry|board|court|foundation|relief|statisticians|economists?|"
    r"demographers?|analysts?|experts?|envoy|ambassador|deputy|officers|envoys|directors|chiefs|mayors|governors|ministers|broker|brokers|premier|chancellery|protectorate|lawmakers?|senator|councillor|manager|fund|customs|gendarmerie|carabinieri|ministers|mission|taskforce|website|aggregator|portal|network|organi[sz]ers?|ombudsman|ombudswoman|representative|scientists|survey|cell|witnesses|motorists)",
    "ru": r"(?:frontex|unhcr|unicef|прокуратур\w+|прокурор\w*|(?:опер|ген)?штаб\w*|мин(?!ут|им|ув|ус|ер|ск|ист)[а-яё]{3,14}|евростат\w*|фронтекс\w*|ростуризм\w*|ржд|гсчс|(?:нац|погран)полици\w+|горсовет\w*|совет(?:а|у|ом|е)?|(?:тур|информ|інформ)?агентств\w+|аким\w*|хоким\w*|секретар\w*|министерств\w+|министр\w*|мин(?:обороны|труд\w*|юст\w*|здрав\w*|транс\w*|экономразвити\w+|цифры|строй|соц\w*)|мвд|мид|мчс|фсб|росстат\w*|"
    r"(?:погран|пресс-)?служб\w+|(?:гос)?погранслужб\w+|(?:гос)?погранохран\w*|погрануправлени\w+|охран(?:а|ы|е|у|ой)|пограничник\w*|агентств\w+|власт\w+|полици\w+|правительств\w+|(?:погран)?ведомств\w+|комитет\w*|комисси\w+|комиссар\w*|мэр\w*|"
    r"(?:вице-)?губернатор\w*|президент\w*|премьер\w*|пресс-секретар\w+|представител\w+|ассоциаци\w+|волонт[её]р\w*|крест\w*|увкб\w*|оон|мом|сми|газет\w+|издани\w+|"
    r"администраци\w+|штаб\w*|фонд\w*|организаци\w+|погранични\w+|глав[аыеу]|начальник\w*|директор\w*|риелтор\w*|авиакомпани\w+|перевозчик\w*|военкомат\w*|кремл\w*|"
    r"эксперт\w*|аналитик\w*|демограф\w*|бюро|посольств\w+|консульств\w+|аэропорт\w*|госпогранкомитет\w*|таможн\w+|координатор\w*|опрос\w*|исследовател\w+|депутат\w*|омбудсмен\w*|погранотряд\w*|врио|источник\w*|следстви\w+|таможенник\w*|вокзал\w*|руководител\w+|чиновник\w*|комендант\w*|сервис\w*|управлени\w+|департамент\w*|уполномоченн\w+|заместител\w+|замминистра|замглавы|пресс-служб\w+|оператор\w*|спасател\w+|регистр(?:а|е|у|ом|ы)?(?!\w)|полумесяц\w*|погранотряд\w*|отряд\w*|минтруд\w*|центр\w*|нацстат\w*|статкомитет\w*|организатор\w*|спикер\w*|водител(?:и|ей|ями)|очевидц\w+|свидетел(?:и|ей)|журналисты)",
    "tr": r"(?:frontex|bakanlı\w+|bakan(?:[ıi]|a|lar\w*)?|yardımcısı|idare\w+|başkanlı\w+|başkan\w*|müdürlü\w+|müdürü?|yetkili\w*|polis\w*|hükümet\w*|valili\w+|vali\w*|"
    r"kaymakam\w*|belediye\w*|sözcü\w*|derne[kğ]\w*|gönüllüler\w*|gönüllüsü\w*|kızılay\w*|bmmyk|unhcr|bm|ajans\w*|gazete\w*|medya\w*|kurum\w*|kurul(?:u|un|una|unun|da|dan|lar\w*)?|komiserli\w+|teşkilat\w*|afad|tüik|"
    r"temsilci\w*|işletme\w*|şoför\w*|uzman\w*|emlakçı\w*|büro\w*|konsolos\w*|büyükelçi\w*|koordinatör\w*|örgüt\w*|kaynaklar\w*|cumhurbaşkan\w*|sendika\w*|vakf?[ıi]?\w*|(?:iç|dış)işleri|birliğ\w+|birlik|muhafız\w*|heyet\w*|garnizon\w*|memur\w*|gümrük|servis[iı]\w*|odası\w*|odaları\w*|jandarma\w*|sahil güvenlik|savcılı\w+|emniyet\w*|konsey\w*|komite\w*|komisyon\w*|meclis\w*|federasyon\w*|muhtar\w*|thy|tanıklar\w*|sürücüler\w*)",
    "uk": r"(?:frontex|unhcr|unicef|прокуратур\w+|прокурор\w*|(?:опер|ген)?штаб\w*|мін(?!ут|ім|ул|ус|ськ|ер|іст)[а-яіїєґ]{3,14}|євростат\w*|фронтекс\w*|нацполіці\w+|облрад\w+|(?:тур|информ|інформ)?агентств\w+|(?:погран|прикордон)служб\w+|секретар\w*|міністерств\w+|міністр\w*|мін(?:оборони|соц\w*|юст\w*|реінтеграц\w+|інфра\w*)|мвс|мзс|дснс|служб\w+|держприкордонслужб\w+|прикордонн\w+ варт\w+|варт\w+|охорон\w+|дпсу|прикордонник\w*|агентств\w+|"
    r"влад\w+|поліці\w+|уряд\w*|відомств\w+|комітет\w*|комісар\w*|мер(?:ія|ії|ію|а|у)?\b|губернатор\w*|президент\w*|прем.єр\w*|речни\w+|представник\w*|асоціаці\w+|волонтер\w*|"
    r"хрест\w*|увкб\w*|оон|мом|змі|газет\w+|адміністраці\w+|штаб\w*|фонд\w*|організаці\w+|ова|голов[аиіу]|начальник\w*|директор\w*|експерт\w*|аналітик\w*|"
    r"перевізник\w*|посольств\w+|консульств\w+|митниц\w+|координатор\w*|омбудсмен\w*|очільни\w+|керівни\w+|заступни\w+|комендант\w*|посадов\w+|чиновник\w*|уповноважен\w+|управлінн\w+|департамент\w*|прес-?служб\w+|прессекретар\w+|рятувальник\w*|сервіс\w*|центр\w*|віцепрем.єр\w*|віце-прем.єр\w*|міськголов\w*|міграційн\w+ служб\w+|держстат\w*|рад[аиі]|мер\b|мером|міськрад\w+|(?:обл|рай|міськ)?військадмін\w+|загін\w*|загон\w*|півмісяц\w*|канцелярі\w+|укрзалізниц\w+|ріелтор\w*|водії|водіїв|очевидц\w+|свідк(?:и|ів)|журналісти)",
}  # fmt: skip
SPEECH = {
    "en": rf"\b(?:according to|{SAYING_EN}|{NOTING_EN}|{COUNTING_EN}|said|says|saying|told|tells|reported|reports|announced|announces|stated|states|confirmed|confirms|counted|counts|recorded|records|estimate[sd]?|estimating|"
    r"registered|wrote|writes|puts? (?:at|the|it|them|this|those|that|their|its|total)|puts?(?= (?:[\w’'-]+ ){1,8}?at\b)|has it at|gave the (?:number|figure|total)|presented|denied|data from|figures from|citing|cited|registered by|published by|explained|described|informs?|informed|calculated|"
    r"reckons?|tweeted|posted|claims?|claimed|notes|noted|added(?! \d)|adds(?! \d)|shows?|showed|quoted|points? out|pointed out|per the|spoke of|speaks of|disclosed|revealed|insists?|insisted|maintains|warned|tallied|"
    r"put on the books|count was|tally was|figures? (?:was|is)|data shows?|told reporters|(?:published|released|issued)(?= (?:\w+ )?(?:data|figures|statistics|numbers|count|tally)\b)|briefed|by the|summed up|acknowledged|admitted|declar(?:ed|es) that|testified|communicated|stress(?:ed|es)|insist|recall(?:ed|s)|clarif(?:ied|ies)|specif(?:ied|ies)|comment(?:ed|s)|remark(?:ed|s)|underlin(?:ed|es)|reiterat(?:ed|es)|replied|replies|conclud(?:ed|es)|compil(?:ed|es)|argu(?:ed|es)|boast(?:ed|s)|suggest(?:ed|s)|(?:note|bulletin|update|report|dispatch|statement|release) reads?|by the count of|by (?:its|their) (?:own )?count|in the words of|quoting|asked by|believes?|thinks?|sources? in|(?:report|found)(?=[.,:]| that)|sources?(?=:))\b",
    "ru": r"(?:(?:обнародовал|опубликовал)\w*(?= (?:\w+ )?(?:данн|статистик|цифр|сведен))|свидетельству\w+ данн\w+|если верить|по (?:\w+ )?данным|по словам|по оценк\w+|по подсч[её]т\w+|по информаци\w+|по сведени\w+|по статистик\w+|со ссылкой на|согласно|сообщ\w+|заяв\w+|сказал\w*|говор\w+|рассказал\w*|рассказыва\w+|уточнил\w*|отметил\w*|"
    r"(?:под|на)считал\w*|оценива\w+|оценил\w*|подтвердил\w*|опроверг\w*|утвержда\w+|написал\w*|пишет|пишут|пояснил\w*|объявил\w*|следует из|привел\w*|приводит|назвал\w*|передал\w*|переда[её]т|передают|доложил\w*|проинформировал\w*|зафиксировал\w*|подчеркнул\w*|добавил\w*|предположил\w*|напомнил\w*|констатировал\w*|признал\w*|указал\w*|прокомментировал\w*|называл\w*|насчитал\w*|(?:поставил\w* на уч[её]т|пропустил\w*|оформил\w*|зарегистрировал\w*|выдал\w*|принял\w*)(?= (?:\w+ ){0,3}?(?:\d|около|более|почти|свыше))|из данных|(?<=[—–] )данные|источник:)",
    "tr": r"(?:göre|açıkla\w+|söyle\w+|söylü\w+|belirt\w+|bildir\w+|duyur\w+|yalanla\w+|ifade et\w+|kaydet\w+|diyor|dedi|aktar\w+|söz ed\w+|hesapla\w+|paylaş\w+|yaz(?:dı|ıyor)|tahmin edi\w+|vurgula\w+|dile getir\w+|olarak veriyor|diye konuş\w+|tahmin et\w+|öne sür\w+|savun\w+|anlat\w+|değerlendir\w+|(?:tablo|veri|bülten|rapor|istatistik)\w*(?:da|de|dan|den)(?!\w)|dedi|diyor)",
    "uk": r"(?:(?:оприлюдни|опублікува)\w+(?= (?:\w+ )?(?:дан|статистик|цифр))|свідчать дан\w+|якщо вірити|за (?:\w+ )?даними|за словами|за оцінк\w+|за підрахунк\w+|за інформаці\w+|з посиланням на|посилаючись на|повідом\w+|заяви\w+|сказа\w+|розпові\w+|каж\w+|уточни\w+|зазнача\w+|зазначи\w+|підтверди\w+|спростува\w+|нарахува\w+|підрахува\w+|написа\w+|"
    r"пише|пишуть|поясни\w+|оголоси\w+|назва\w+|переда\w+|поінформува\w+|зафіксува\w+|оціню\w+|наголоси\w+|вважа\w+|підкресли\w+|доповіда\w+|дода\w+|нагада\w+|визна\w+|вказа\w+|прокоментува\w+|(?:пропустил\w*|оформил\w*|зареєструвал\w*|зареєстрував|видал\w*|видав|прийнял\w*|прийняв|взял\w* на облік)(?= (?:\w+ ){0,3}?(?:\d|близько|понад|майже))|[йі]деться (?:у|в)|(?<=[—–] )дані|джерело:)",
}  # fmt: skip
PRONOUN = {
    "en": r"\b(?:[Ii]ts|[Tt]heir) (?:own |latest |daily )?(?:figure|count|number|estimate|tally|total|table)\b|\b(?:he|she|they|it)\s+(?:has |have |had )?(?:said|says|told|explained|added|adds|described|noted|wrote|estimated|tweeted|reported|continued|put|counted|stressed|posted)\b|^(?:He|She|They)\b|\bthe (?:former|same) (?:official|spokes\w+) |\b(?:said|says|added|noted|explained|stressed) (?:he|she|they)\b(?! (?:had|have|has|were|was|are|is|would|will|could|can)\b)",
    "ru": r"\bпо (?:его|её|ее|их) (?:словам|данным|оценк\w+)|\b(?:он|она|они|там) (?:также )?(?:называл\w*|назвал\w*|говорил\w*|добавил\w*|уточнил\w*|сказал\w*|отметил\w*|заявил\w*|пояснил\w*|сообщил\w*)|(?:добавил\w*|уточнил\w*|отметил\w*|сказал\w*|сообщил\w*|заявил\w*|пояснил\w*) (?:он|она|они)\b",
    "tr": r"\b(?:ona|onlara|kendisine) göre\b|^açıklamada\b",
    "uk": r"\bза (?:його|її|їхніми|їх) (?:словами|даними|оцінк\w+)|\b(?:він|вона|вони|там) (?:також )?(?:дода\w+|уточни\w+|сказа\w+|зазначи\w+)|(?:дода\w+|уточни\w+|сказа\w+|повідоми\w+|заяви\w+|поясни\w+) (?:він|вона|вони)\b",
}  # fmt: skip
# Whoever stands behind such words says so, though no word tells that it is an office.
SOURCE = {
    "en": r"\b[Aa]ccording to (?:the |an? |local )?(?!figures?|data|estimates?|numbers?|them\b|him\b|her\b)([^,.;:()\d]{3,60}?)(?=\s(?:on|who|which|that|as of|for|since)\b|[,.;:()]|$)|\b[Dd]ata (?:from|of|by) (?:the |an? )([^,.;:()\d]{3,50}?)(?= (?:show|suggest|indicate))|\bfigures (?:that )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) (?:presented|released|published|gave)",
    "ru": r"(?:пиш[еу]т|сообща[ею]т|сообщил[аои]?|переда[её]т|уточня[ею]т|по (?:данным|информации|подсч[её]там|оценк[еа]м?)) «([^»]{2,40})»",
    "tr": r"\b([A-ZÇĞİÖŞÜ][\w]+(?: [A-ZÇĞİÖŞÜ][\w]+){0,3})['’](?:y?[ea]|n[ea]) göre",
    "uk": r"(?:пиш[еу]ть?|повідомля[ює]ть?|повідоми(?:ла|в|ло|ли)|переда[єю]ть?|за (?:даними|інформацією|підрахунками|оцінкою)) «([^»]{2,40})»",
}  # fmt: skip
# What may stand before the word for an office, and behind it, and still belong to its name.
BEFORE = {
    "en": r"(?<![\w’'])(?:(?:[A-Z][\w’'-]+\s+and(?=\s+[A-Z])|[A-Z][\w’'-]+|[a-z]+[’']s|aviation|industry|business|affairs|booking|state|border|interior|migration|immigration|local|public|national|foreign|health|labour|labor|emergency|aid|city|statistics|statistical|refugee|customs|railway|tourism|culture|"
    r"defen[cs]e|regional|civil|protection|refugees?|residents|security|emergency|disaster|management|relief|deputy|church|prime|provincial|district|federal|estate|press|station|fisheries|military|rescue|coast|harbou?r|port|transport|consular|"
    r"employment|home|tax|air|bus|rail|humanitarian|human|rights|children|food|water|town|village|camp|islamic|international|independent|opposition|student|trade|news|search|senior|acting|former|chief|drivers?[’']|rector[’']s|drivers|broker|customs|taxi|traffic|tour|aid|harbour|road|highway|volunteer|survey|polling|fire|medical|weather|election|electricity|water|police|space|data|road|ferry|coast|sea|river|mountain|frontier|land|population|family|housing|social|welfare|justice|finance|economy|economic|education|agriculture|energy|environment|development|planning|information|communications|reception|resettlement|asylum|displacement|crisis|presidential|property|emergencies|monitoring|research|joint|central|main|top|new|united|nations)(?:[’']s?)?\s+){0,6}$",
    "ru": r"(?<!\w)(?:(?:[А-ЯЁ][\w-]+|\w+(?:ая|ое|ый|ий|ой|ого|ских|ские|ные|ная|ском|ном|ной|ную)|пресс-служб\w+|глав\w+|источник\w*|вице-)\s+){0,3}$",
    "tr": r"(?<!\w)(?:(?:[A-ZÇĞİÖŞÜ][\w’'-]*|sınır|göç|nüfus|kıyı|sahil|il|ilçe|emlak|basın|insan|insani)\s+){0,4}$",
    "uk": r"(?<!\w)(?:(?:[А-ЯІЇЄҐ][\w’'-]+|\w+(?:а|е|ий|ої|ого|ська|ські|ні|на|ній|ькій|ному|ькому)|прес-служб\w+|голов\w+)\s+){0,2}$",
}  # fmt: skip
BEHIND = {
    "en": r"(?:\s+of\s+(?:the\s+)?(?!the\b|its|their|those|whom|them|all|about|more|some)[a-z-]{3,}(?![\w’'-]))?(?:\s+(?:of|for|in)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]+){0,3})?(?:\s+[A-Z]{3,6}\b|\s+[A-Z][\w’'-]+(?=\s(?:showed|shows|listed|lists|calculates|says|said|reckons|estimates|counted)\b))?",
    "ru": r"(?:\s+(?:внутренних|иностранных)\s+дел|\s+(?:миграции|полиции|туризма)|\s+по\s+делам\s+\w+|\s+(?:обороны|труда|по \w+|статистики|финансов|здравоохранения|туроператор\w+|\w+ого\s+развития))?(?:\s+«[^»]{2,30}»|(?:\s+[А-ЯЁ][\w-]+){0,2})",
    "tr": r"(?:\s+(?:yardımcısı|başkanı|başkanlığı|sözcüsü|yetkilileri|gönüllüleri))*",
    "uk": r"(?:\s+(?:внутрішніх|закордонних)\s+справ|\s+(?:у|в)\s+справах\s+\w+|\s+(?:оборони|праці|по \w+|статистики))?(?:\s+«[^»]{2,30}»|(?:\s+[А-ЯІЇЄҐ][\w’'-]+){0,2})",
}  # fmt: skip
# Whoever passes the word on: named only if nobody else is.
MEDIA = r"(?i:media|broadcasters?|radio|newspapers?|outlets?|news agenc\w+|agency|channels?|газет\w+|сми|издани\w+|агентств\w+|змі|gazete\w*|ajans\w*|medya\w*)"
# What may stand between two words for an office that are one name.
BETWEEN = {
    "en": r"(?:[’']s?)?\s+(?:of\s+|for\s+|in\s+|at\s+|with\s+)?(?:the\s+|an?\s+)?(?:(?!said|says|and|told|in|to|by|on|at|from|that|reported|put|has|had|is|was|were|have|who)[\w’'-]+\s+){0,2}",
    "ru": r"\s+(?:(?:по|при)\s+)?(?:(?:[А-ЯЁ][\w-]+|\w+(?:ой|ого|ых|ской|ского|ских))\s+){0,2}", "tr": r"(?:['’]\w+)?\s+",
    "uk": r"\s+(?:(?:з|при)\s+)?(?:(?:[А-ЯІЇЄҐ][\w-]+|\w+(?:ої|ого|их|ської|ського|ських))\s+){0,2}",
}  # fmt: skip
# Offices that are places or crowds, of whom a sentence may tell without their saying it.
NO_SUBJECT = small(
    r"port|airport|hall|hospital|bank|church|house|university|school|cent(?:re|er)|camp|station|unit|company|airlines?|carrier|drivers?|volunteers?|activists?|workers?|groups?|officers?|"
    r"police(?:men)?|soldiers|troops|navy|army|union|news|media|tool|aid|court|board|аэропорт|вокзал|центр|волонт|водител|водії|очевид|свид|свідк|полици|банк|источник|авиакомпани|перевозчик|спасател|волонтер|поліці|рятувальник|"
    r"havaliman|polis|gönüllü|şoför|asker|merkez"
)
BULLETIN = small(
    r"(?<!\w)(?:updates?|reports?|bulletins?|statements?|sitreps?|dashboards?|flash|press release|for the press|press information|snapshot|briefing|сводка|бюллетень|пресс-релиз|отч[её]т|"
    r"bülten\w*|rapor\w*|duyuru\w*|açıklama\w*|зведення|бюлетень|прес-реліз|звіт)(?!\w)"
)
SOURCE_FIRST = small(
    r"according|по |за |со |citing|from|by|согласно|data|figures|said|told|сообщ|заяв|каж|сказа|повідом|пояс|уточн"
)
NO_OFFICE = re.compile(
    r"port|hall|airport|hospital|bank|church|house|university|cent(?:re|er)|camp|station|unit|cross|force"
)
GOES_ON = re.compile(
    r"(?:another|of (?:them|these|those|whom)|a further|an additional|by \d|in all|in total|altogether|in the other direction|"
    r"ещ[её] |из них|всего|в обратн|кроме того|ще |з них|усього|загалом|у зворотн|крім того|bunlar|ayrıca|toplam)"
)
ANY_OFFICE = re.compile(r"ведомств\w+|відомств\w+|kurum(?:dan|un)?")  # whichever spoke before
INDEFINITE = re.compile(r"\ban? (?:[\w-]+ )?$")  # a port four hours to the west says nothing
TRAILING = re.compile(r"\s[—–]\s([^—–,.:;\d]{2,60})[.]?$")
BRACKETS = re.compile(r"\((?:[^()]*?(?i:source|источник|kaynak|джерело):?\s+)?([^()]{2,60})\)")
SHOUTED = re.compile(
    r"(?<![\w-])[A-ZÇĞİÖŞÜА-ЯІЇЄ]{4,} [A-ZÇĞİÖŞÜА-ЯІЇЄ]{4,}(?!\w)"
)  # a heading, not a shortened name
TWO_NAMES = re.compile(r" and (?:[A-Z][\w’'-]+ ){1,3}")  # the Police and Border Guard Board
TOLD = re.compile(r"\b(?:told|tells|telling) (?:the |a )?$")  # whoever is told something does not say it
SOURCE_IN = re.compile(
    r"\b(?:(?:diplomatic|government|security|official|unnamed|anonymous|senior) )?sources? (?:in|at|inside|within|close to|familiar with|from) (?:the |his |its )?$"
    r"|(?<!\w)(?:источник\w*|собеседник\w*|джерел\w+|співрозмовник\w*) (?:\w+ )?(?:в|во|у|из|з) $"
)
BY_THE_WAY = re.compile(
    r",\s(?:which|who|whose)\s[^,]{3,90},(?=\s)"
)  # "the Red Cross, which runs the centre, said"
OF_OFFICE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2},? (?:of|from|with|at) (?:the )?(?=[A-Z])")
STUDY = re.compile(r"survey|опрос\w*|опитуван\w*|anket\w*")  # what somebody cites
MAINLY = small(
    r"(?:said|says|told|reported|сообщ|заяв|сказа|повідом)"
)  # rather than "since the Kremlin announced"
ITS_HOUSES = small(
    r"\s(?:shelters?|buildings?|hospitals?|schools?|hotels?|centres?|centers?|flights?|planes?|buses|trains?|ships?)\b"
)
PREMIER = re.compile(r"\bPM(?= [A-Z][a-z]|\s(?:said|says|told)\b|[’']s\b)")
IN_OFFICE = re.compile(
    r"\s(?:в|у|из|з|in|at|close to|inside)\s(?:the\s)?[A-ZА-ЯІЇЄҐ][\w’'-]+(?:\s[A-ZА-ЯІЇЄҐ][\w’'-]+){0,2}"
)
IS_SOURCE = small(r"(?:источник|собеседник|джерел|співрозмовник)")
ITS = re.compile(r"\b(?:its|their)\s+$")
SAYS_SO = re.compile(r"\s+(?:informs?|reports?|says?|tweeted|wrote|сообщает|bildirdi)\b.*$")
ACRONYM = re.compile(
    r"(?<![\w-])(?!USD|EUR|GBP|ИИН|ИНН|ВНЖ|ООО|PESEL|GMT|UTC|CET|CEST|EET|EEST|MSK|EST|EDT|BST|КПП|ТПП|ДТП|ЧАТ|CHAT|США|ОАЭ|ABD|CORR|PRESS|NEWS|FACTBOX|EXPLAINER|FAQ|LIVE|DAILY|UPDATE|PART|URGENT|BREAKING)[A-ZÇĞİÖŞÜА-ЯІЇЄ]{3,6}(?![\w])"
)
# Words for whichever office spoke before.
GENERIC = frozenset(
    (
        "service",
        "agency",
        "office",
        "board",
        "authority",
        "commission",
        "directorate",
        "department",
        "district",
    )
)
BY_OFFICE = re.compile(r" by (?!\d|noon|midnight|then|now|\w+day|the end)")
CIVIL = re.compile(r"(?<=\bcivil )protection\b")
PASSES_ON = re.compile(rf"{MEDIA}\Z")
PASSIVE = tuple(f" {word} " for word in ("is", "are", "was", "were", "been", "be", "being"))
