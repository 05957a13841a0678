"""The words by which four languages say numbers, days and what happens at a border."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alee.reading.letters import small
from alee.reading.measure_words import AGAIN, MEASURES, PEOPLE, SUBSET, UNITS

MONTHS = {
    "en": "jan[a-z]*|feb[a-z]*|mar(?:ch)?|apr[a-z]*|may|june?|july?|aug[a-z]*|sept?[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*",
    "ru": "янв\\b|февр?\\b|апр\\b|авг\\b|сент?\\b|окт\\b|нояб?\\b|дек\\b|январ\\w*|феврал\\w*|март\\w*|апрел\\w*|ма[йяе]|июн\\w*|июл\\w*|август\\w*|сентябр\\w*|октябр\\w*|ноябр\\w*|декабр\\w*",
    "tr": "ocak\\w*|şubat\\w*|mart\\w*|nisan\\w*|mayıs\\w*|haziran\\w*|temmuz\\w*|ağustos\\w*|eylül\\w*|ekim\\w*|kasım\\w*|aralık\\w*",
    "uk": "січ\\w*|лют\\w*|берез\\w*|квіт\\w*|трав\\w*|черв\\w*|лип\\w*|серп\\w*|верес\\w*|жовт\\w*|листоп\\w*|груд\\w*",
}  # fmt: skip
MONTH_STARTS = {
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "ru": ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "tr": ("oca", "şub", "mar", "nis", "may", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara"),
    "uk": ("січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"),
}
WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "ru": (
        "понедельник\\w?",
        "вторник\\w?",
        "сред[уы]",
        "четверг\\w?",
        "пятниц\\w{1,2}",
        "суббот\\w{1,2}",
        "воскресень\\w{1,2}",
    ),
    "tr": tuple(
        rf"{day}(?:ye|ya|e|a|den|dan|yi|yı|si|sı|ndan|nden)?"
        for day in (
            "pazartesi",
            "salı",
            "çarşamba",
            "perşembe",
            "cuma(?!rtesi)",
            "cumartesi",
            "pazar(?!tesi)",
        )
    ),
    "uk": (
        "понеділ\\w{2,3}",
        "вівтор\\w{2,3}",
        "серед[уи]",
        "четвер(?:г\\w{1,3})?",
        "п.ятниц\\w{1,2}",
        "субот\\w{1,2}",
        "неділ\\w{1,2}",
    ),
}
VAGUE = {
    "en": (("hundreds of thousands", 2e5, 1e6), ("tens of thousands", 2e4, 1e5), ("millions", 2e6, 1e7),
           ("(?:a few|several) thousand", 2e3, 9e3), ("(?:a few|several) hundred", 2e2, 9e2),
           ("(?<!of )thousands", 2e3, 1e4),
           ("(?:a couple of|a couple) hundred", 2e2, 4e2), ("(?:several|a few) dozen|dozens", 24, 1e2), ("hundreds", 2e2, 1e3), ("scores", 40, 1e2)),
    "ru": (("сотни тысяч", 2e5, 1e6), ("десятки тысяч", 2e4, 1e5), ("миллионы", 2e6, 1e7),
           ("несколько тысяч", 2e3, 9e3), ("несколько сотен", 2e2, 9e2), ("несколько десятков", 24, 1e2), ("(?<!до )(?<!около )(?<!более )(?<!свыше )(?<!порядка )(?<!менее )(?<!почти )(?<!больше )(?<!к )тысячи", 2e3, 1e4),
           ("сотни", 2e2, 1e3), ("десятки", 20, 1e2)),
    "tr": (("yüz binlerce", 2e5, 1e6), ("on binlerce", 2e4, 1e5), ("milyonlarca", 2e6, 1e7),
           ("birkaç bin", 2e3, 9e3), ("birkaç yüz", 2e2, 9e2), ("binlerce", 2e3, 1e4), ("yüzlerce", 2e2, 1e3),
           ("onlarca", 20, 1e2)),
    "uk": (("сотні тисяч", 2e5, 1e6), ("десятки тисяч", 2e4, 1e5), ("мільйони", 2e6, 1e7),
           ("кілька тисяч", 2e3, 9e3), ("кілька сотень", 2e2, 9e2), ("кілька десятків", 24, 1e2), ("(?<!до )(?<!близько )(?<!понад )(?<!майже )(?<!менше )(?<!більше )тисячі", 2e3, 1e4), ("сотні", 2e2, 1e3),
           ("десятки", 20, 1e2)),
}  # fmt: skip
QUALIFIERS = {
    "en": (("at least", "low"), ("no fewer than", "low"), ("not less than", "low"), ("more than", "low"),
           ("a little more than", "about"), ("just over", "about"), ("over", "low"), ("upwards of", "low"), ("in excess of", "low"), ("above", "low"), ("beyond", "low"), ("well over", "low"), ("no less than", "low"), ("not fewer than", "low"),
           *((word, "low") for word in ("topped", "tops", "topping", "exceeded", "exceeds", "exceeding", "surpassed", "surpasses", "passed")),
           ("a minimum of", "low"), ("greater than", "low"), ("far more than", "low"), ("well above", "low"), ("at most", "high"), ("not more than", "high"), ("below", "high"),
           ("a maximum of", "high"), ("just under", "about"), ("just short of", "about"), ("slightly more than", "about"), ("slightly fewer than", "about"),
           ("circa", "about"), ("c.", "about"), ("ca.", "about"), ("approx.", "about"), ("approx", "about"), ("in the region of", "about"), ("somewhere around", "about"), ("close on", "about"),
           ("up to", "high"), ("as many as", "high"), ("no more than", "high"), ("fewer than", "high"),
           ("less than", "high"), ("under", "high"), ("nearly", "about"), ("almost", "about"), ("about", "about"),
           ("around", "about"), ("roughly", "about"), ("some", "about"), ("approximately", "about"),
           ("close to", "about"), ("an estimated", "about"), ("estimated at", "about"), ("exactly", "")),
    "ru": (("не менее", "low"), ("более чем", "low"), ("более", "low"), ("больше", "low"), ("свыше", "low"), *((word, "low") for word in ("превысило", "превысил", "превысила", "превысили", "превышает", "превышают", "перевалило за", "перевалил за", "перевалила за", "больше чем", "не меньше", "как минимум", "минимум", "по меньшей мере", "по крайней мере", "сверх")),
           ("не больше", "high"), ("меньше", "high"), ("максимум", "high"), ("не превышает", "high"), ("чуть больше", "about"), ("чуть меньше", "about"), ("чуть менее", "about"), ("без малого", "about"), ("где-то", "about"), ("ориентировочно", "about"),
           ("чуть более", "about"), ("до", "high"), ("не более", "high"), ("менее", "high"), ("около", "about"),
           ("почти", "about"), ("примерно", "about"), ("порядка", "about"), ("приблизительно", "about")),
    "tr": (("en az", "low"), ("yaklaşık", "about"), ("neredeyse", "about"), ("aşkın", "low"),
           ("en fazla", "high"), ("civarında", "about"), ("tahminen", "about")),
    "uk": (("не менше", "low"), ("щонайменше", "low"), ("понад", "low"), *((word, "low") for word in ("перевищила", "перевищило", "перевищив", "перевищили", "перевищує", "перевищують", "не менш як", "не менш ніж", "більш ніж", "більше ніж", "більше як", "мінімум", "принаймні")),
           ("не більше", "high"), ("не більш як", "high"), ("менш як", "high"), ("максимум", "high"), ("десь", "about"), ("трохи більше", "about"), ("трохи менше", "about"), ("більше", "low"), ("більш як", "low"),
           ("до", "high"), ("менше", "high"), ("близько", "about"), ("майже", "about"), ("приблизно", "about"),
           ("орієнтовно", "about")),
}  # fmt: skip
AFTER = {"en": (("at most", "high"), ("or more", "low"), ("or so", "about"), ("at least", "low")),
         "tr": (("'?[ıiuüyn]{0,3} (?:aştı|aşmış|aştığı|geçti|üzerine çıktı)\\w*", "low"), ("(?<=[ıiuü] )(?:aştı|aşmış|geçti)\\w*", "low"), ("fazla", "low"), ("'?(?:den|dan|ten|tan) fazla", "low"), ("(?:'?[iıuü]n )?üzerinde", "low"), ("'?[ey]?[eai] yakın", "about"),
                ("'?[ey]?[eai] kadar", "high"), ("aşkın", "low"), ("civarında", "about"))}  # fmt: skip
PERCENT = {"en": "per ?cent|%|percent", "ru": "процент\\w*|%", "tr": "%", "uk": "відсот\\w*|%"}
DENIED = {
    "en": r"denied|den(?:y|ies)|(?:is|was|are|were|as|be|its) (?:false|untrue|not true|wrong|fake|baseless|a lie|nonsense)|untrue|rejected (?:the|a|as|reports|claims|talk)|no truth|dismissed|refuted|incorrect|don.?t believe|do not believe|fake|(?:have|has|had|did|were|was) not (?:moved?|le(?:ft|ave)|enter(?:ed)?|arrived?|come|cross(?:ed)?|fled|flee|gone?|settled)|(?:haven|hasn|hadn|didn|weren|wasn).t (?:moved?|le(?:ft|ave)|enter(?:ed)?|arrived?|come|cross(?:ed)?|fled|flee|gone?|settled)|that is (?:wrong|false|not so)|exaggerat\w+|inflated|never happened|hoax|debunked|(?:called|branded|described as|dismissed as) (?:\w+ ){0,3}(?:baseless|false|untrue|nonsense)|reject(?:s|ed) (?:the|that|this) (?:figure|number|claim)|disput(?:ed|es|ing)|(?:brushed|waved|laughed) (?:aside|off|away)|scoff(?:ed|s) at|misstated|unfounded|fabricated",
    "ru": r"опроверг\w*|(?:не соответству\w+|не соответствующ\w+) действительности|отриц\w+|ложн\w+|фейк\w*|неправд\w+|выдум\w+|недостоверн\w+|не подтвержда\w+|не соглас\w+ с|не стоит (?:\w+ )?(?:относиться|верить)|под сомнение|назва\w+ (?:[«\"]?\w+ ){0,2}[«\"]?(?:\w+ )?(?:утк\w+|фейк\w*|слух\w+|вброс\w*|домысл\w*|ложью|неправдой)|уткой",
    "tr": r"yalanla\w+|iddia\w*(?: \w+)? redde\w+|doğru değil\w*|asılsız|gerçeği yansıtm\w+|gerçek dışı|yalan olduğu\w*|gerçekle (?:ilgisi|bağdaş)\w+",
    "uk": r"спростув\w*|не відповіда\w+ дійсності|запереч\w+|неправд\w+|фейк\w*|вигад\w+|недостовірн\w+|назва\w+ (?:[«\"]?\w+ ){0,2}[«\"]?(?:качк\w+|чутк\w+|неправдою)",
}
ANAPHORA = {
    "en": r"\b(?:the|this|that|such|these|those) (?:number|figure|claim|report|estimate|count|data)s?\b|\bit\b",
    "ru": r"\b(?:эт\w+|так\w+) (?:цифр\w*|числ\w*|данн\w+|информаци\w+|сообщени\w+|оценк\w*)|\bих\b|\bэто\b",
    "tr": r"\bbu (?:rakam|sayı|iddia|haber)\w*", "uk": r"\b(?:ц\w+|так\w+) (?:цифр\w*|числ\w*|дан\w+|інформаці\w+)|\bце\b",
}  # fmt: skip
SILENT = {
    "en": r"(?:not|n.t) (?:answer|reply to|respond to) (?:\w+ ){0,2}questions? (?:about|on|as to) (?:how many|(?:the )?(?:figures?|numbers?|data|totals?))|(?:ha(?:s|ve|d) not|hasn.t|haven.t|did not|didn.t|do(?:es)? not|don.t|doesn.t|declin(?:ed|es|ing) to|refus(?:ed|es|ing) to|yet to|would not|wouldn.t|will not|won.t) (?:\w+ ){0,2}(?:be drawn on how many|(?:release|publish|disclose|provide|give|offer|share|issue|report|reveal|specify)\w*(?: \w+){0,3} (?:figures?|data|statistics|numbers?|counts?|totals?|how many|breakdown|estimates?)|(?:say|said|told (?:us|reporters|anyone)|says) how many|give a (?:figure|number)|keep (?:a )?(?:\w+ )?(?:count|records|register|track|tally|statistics)|count (?:them|people|arrivals|those))"
          r"|(?:number|figure|count|total|breakdown|data|statistics)s?\b[^.;]{0,60} (?:was|were|is|are|has been|have been) not (?:immediately |yet |being )?(?:available|known|published|released|disclosed|made public|given|provided)|(?:publish|release|disclose|say|reveal)(?:e?s|ed|ing)? nothing (?:about|on|of)|(?:publish|release|give|provide|issue)(?:e?s|ed|ing)? no (?:\w+ )?(?:figures?|data|statistics|numbers?|count|breakdown)|no (?:official |public |reliable |precise |exact )?(?:figures?|data|statistics|numbers|count|register|tally)(?: \w+){0,5} (?:were|was|have been|are|is|has been|exists?) (?:released|published|available|given|known|kept|provided)?|no (?:official |reliable )?(?:figures?|data|count|statistics|register|tally) (?:exists?|(?:on|of|for) )|no register exists|no official (?:figures?|data|count|statistics)|(?:he|she|it|they|spokes\w+|ministry|service) (?:has|had|have) no (?:figures?|data|count|numbers?)|no (?:\w+ )?(?:totals?|figures?|numbers?|counts?) (?:is|are|was|were|has been|have been|will be) (?:being )?(?:made public|given|published|released|kept|announced)|would not (?:say (?:where|how)|play with numbers|name a (?:figure|number)|give (?:any )?numbers?)|not say(?:ing)? how many|neither [^.;]{0,90}(?:would|will|has|had|gave|gives?|published|said|says|knows?)[^.;]{0,24}(?:numbers?|figures?|totals?|data|how many)|how many[^.]{0,90}(?:would|will|could|did|does|do|can)(?: not|n.t) (?:say|tell|disclose|confirm)|nobody (?:knows|can say) how many|(?:not|n't) (?:break|broken) down|(?:gives?|gave|give any) no (?:figures?|numbers?|totals?)|declin(?:ed|es) to (?:comment|say)(?: on)?(?: the)? (?:figures?|numbers?|how many)|nobody (?:counts|is counting|keeps)|without (?:giving|providing|citing) (?:a |any )?(?:figures?|numbers?|data)|keeps no (?:count|records|register)|(?:figures?|data|statistics|numbers?|counts?|totals?)(?: \w+){0,4} (?:are|were|is|was|have|has) not (?:been )?(?:released|published|available|made public|disclosed|given|announced)|(?:publish|release|give) no figures|how many[^.]{0,60}(?:is|was|were|remains?|are) (?:not (?:known|clear|said|disclosed|given)|un(?:clear|known))|no exact figures",
    "ru": r"(?:выезд|въезд|прибыти)\w*[^.;,]{0,20} не комментир\w+|(?:числ|количеств|данн|статистик)\w*[^.;,]{0,50} не (?:раскры|назва|назыв|опублик|публик|обнарод|сообщ|приве|привод)\w+|на (?:запрос|вопрос)\w*[^.;,]{0,60} не ответил|не ответил\w* на (?:вопрос|запрос)\w*[^.]{0,30}(?:сколько|числ\w+|количеств\w+|данн\w+)|не (?:публик\w+|опубликов\w+|раскры\w+|сообща\w+|сообщил\w*|привод\w+|прив[её]л\w*|назвал\w*|называ\w+|обнародова\w+|предостав\w+|уточн\w+|вед[её]т\w*|ведут|вел\w*) (?:\w+ ){0,2}(?:данн\w+|статистик\w+|сведени\w+|цифр\w*|сколько|числ\w+|количеств\w+|уч[её]т\w*)|(?:данн\w+|статистик\w+|сведени\w+|цифр\w*)(?: \w+){0,6} (?:нет|отсутств\w+|не (?:публик\w+|обнародова\w+|раскры\w+|приводи\w+|названы|предостав\w+))|данн\w+ (?:\w+ ){0,3}не (?:привел|привёл|приводит|назвал)\w*|не располага\w+ (?:\w+ )?(?:данн|сведен|информаци|цифр|статистик)\w*|отказал\w+ (?:назвать|сообщить|раскрыть|приводить|уточнить)[^.]{0,30}(?:числ\w+|цифр\w*|сколько|данн\w+|количеств\w+)|статистик\w+[^.,]{0,30}(?:ещ[её] )?не (?:обнародова\w+|опубликова\w+)|(?:числ\w+|количеств\w+|сколько)[^.]{0,50}не (?:называют|сообщают|раскрывают|разглашают|приводят)|(?:сколько|числ\w+|количеств\w+|цифр\w+|данн\w+|сведени\w+)[^.]{0,80}(?:(?:сообщить|назвать|раскрыть|уточнить|привести|комментировать) (?:\w+ )?отказал\w+|отказал\w+ (?:сообщить|назвать|раскрыть|уточнить|комментировать)|без ответа|не (?:смогли|стали|готовы) (?:назвать|сообщить|уточнить))|данн\w+ о (?:числе|количестве)[^.]{0,60}не (?:публику\w+|раскрыва\w+|привод\w+|предоставл\w+)|сколько[^.]{0,60}не знают|сколько[^.]{0,50}не (?:уточн\w+|сообщ\w+|сказа\w+|назва\w+|раскры\w+|извест\w+)",
    "tr": r"(?:rakam|veri|sayı|istatistik|bilgi)\w* (?:\w+ ){0,2}(?:açıklama\w*|açıklanma\w*|paylaşm[aı]\w*|paylaşılm[aı]\w*|yayımlama\w*|yayınlama\w*|vermedi\w*|vermiyor\w*)|resmi (?:\w+ )?(?:rakam|veri|sayı)\w* (?:yok|bulunmu\w+)|resmi (?:bir )?açıklama(?: \w+)? yapılma\w+|(?:kaç|sayısını|sayısı)[^.]{0,60}(?:açıklama(?:dı|yı reddetti|yı reddediyor)|paylaşmadı|açıklanmadı)|açıklamayı reddetti|soru\w* (?:yanıtsız|cevapsız) (?:bırak|kal)\w+|soru\w* (?:yanıt|cevap) (?:vermedi|vermekten)\w*|(?:rakam|veri|istatistik)\w* (?:\w+ )?(?:bulunma\w+|yok\b|mevcut değil)",
    "uk": r"(?:виїзд|в['’]їзд|прибутт)\w*[^.;,]{0,20} не комент\w+|не відповіл\w* на (?:питання|запитання|запит)\w*[^.]{0,30}(?:скільки|числ\w+|кількіст\w+|дан\w+)|не (?:опублікув\w+|публіку\w+|розкри\w+|повідом\w+|оприлюдн\w+|назв\w+|називає\w*|нада\w+|веде\w*),? (?:\w+ ){0,2}(?:дан\w+|статистик\w+|цифр\w*|скільки|кількіст\w+|облік\w*)|(?:дан\w+|статистик\w+|цифр\w*)[^.;]{0,90}? (?:немає|нема|відсутн\w+|не (?:публіку\w+|оприлюдн\w+))|(?:числ\w+|кількіст\w+|скільки)[^.]{0,50}не (?:називають|повідомляють|розголошу\w+|оприлюднюють|уточнюють)|не (?:володі\w+|мають|має) (?:\w+ )?(?:дан|інформаці|цифр|статистик)\w*|не розголошу\w+,? (?:\w+ )?(?:скільки|дан\w+|кількіст\w+)|скільки[^.]{0,60}не знають|скільки[^.]{0,50}не (?:уточни\w+|повідоми\w+|сказа\w+|назва\w+|відомо)|(?:скільки|кількіст\w+|числ\w+|дан\w+|цифр\w*)[^.]{0,80}(?:(?:повідомити|назвати|розкрити|уточнити|коментувати) (?:\w+ )?відмови\w+|без відповіді|не (?:змогли|стали) (?:назвати|повідомити|уточнити))|відмови\w+ (?:назвати|повідомити|розкрити)[^.]{0,30}(?:числ\w+|цифр\w*|скільки|дан\w+|кількіст\w+)",
}  # fmt: skip
SILENT_ANCHORS = {
    "en": (
        "figure",
        "data",
        "statistic",
        "number",
        "count",
        "regist",
        "how many",
        "breakdown",
        "tally",
        "record",
        "track",
        "total",
        "estimate",
        "would not",
        "nobody",
        "nothing",
        "break down",
    ),
    "ru": ("комментир", "данн", "статистик", "сведен", "цифр", "сколько", "числ", "колич", "учет", "учёт"),
    "tr": ("rakam", "veri", "sayı", "istatistik", "bilgi", "kaç", "reddetti", "açıklama", "soru"),
    "uk": ("комент", "дан", "статистик", "цифр", "скільки", "кількіст", "облік", "числ"),
}
SUPPOSED = {
    "en": r"\b(?:(?:must|ha(?:ve|s) to|needs? to|ought to|(?:are|is|were|was) to|(?:set|due|about|scheduled|supposed|told|preparing) to) (?:be )?(?:leave|evacuate|move|relocate|return|resettle|depart|arrive|come|go|flown|brought|transfer|bused|taken|fly|cross)\w*|(?:under|facing|face) (?:\w+ )?(?:evacuation )?orders?|evacuation orders? (?:for|cover\w*|affect\w*)|could(?! not take| no longer| (?:only |not |\w+ )?(?:say|confirm|report|count|tell|cope|manage))|might|(?<!in )(?<!of )(?<!by )(?<!since )(?<!until )(?<!early )(?<!late )(?<!mid-)(?<!\d )(?<!between )(?<!from )(?<!and )(?<!until )(?<!during )may(?= [a-z])|still to be|would(?! not be drawn)|should|expects?|expected|expecting|forecasts?|predict\w*|projected|projections?|preparing|prepares?|plans? (?:to|for)|planning|planners|if|worst[- ]case|meant to|intended to|brac(?:e|ed|ing) for|anticipat\w+|contingency|appeal(?:s|ed|ing)? for|aims? to|hopes? to|intends? to|(?:will(?! not)|(?:will not|won[’']t)(?! (?:\w+ )?(?:say|publish|release|give|provide|disclose|share|reveal|comment|be drawn)\b))|capable of|ready to|ready for|offered to|at risk of|threaten\w*|feared? that|wants? to|whether|rumou?r\w*|asked if|to be evacuated|target of|quota|ceiling)\b",
    "ru": r"\b(?:жд[её]м ещ[её]|ожидаем ещ[её]|(?:должн\w+|нужно|необходимо|надо) (?:\w+ )?\w+(?:ть|ти)|якобы|будто|может|могут|мог(?:ло|ли)? бы|ожида(?:ется|ются|ет,|ют,|ет |ем)|прогноз\w*|готовит\w*|готовят\w*|готовы|планиру\w+|если(?! верить)|предполаг\w+|собира(?:ется|ются)|намерен\w*|будет|будут|рассчитыва\w+|хотят|хочет|предстоит|слух\w*)\b",
    "tr": r"\b(?:söylenti\w*|güya|beklendiğ\w+|bekleniyor|beklenen|bekliyoruz|bekleniyordu|olabilir|gelebilir|planlan\w+|planlıyor\w*|hazırlan\w+|hazırlık\w*|eğer|öngör\w+|hedef\w*|kurulacak|gelecek (?:ay|hafta|yıl)|\w+(?:aca[kğ]|ece[kğ])\w*)",
    "uk": r"\b(?:чекаємо (?:на )?ще|очікуємо ще|(?:мають|має|повинн\w+|треба|необхідно) (?:\w+ )?\w+ти|чутк\w+|нібито|начебто|може|можуть|могли б|очіку(?:є|ють|ється|ються|ємо)|прогноз\w*|готу\w+|планує\w*|планують|якщо(?! вірити)|чекаємо|буде|будуть|намір\w*|збира(?:ється|ються)|хочуть)\b",
}  # fmt: skip
HISTORY = {
    "en": r"\brevolution of\b|\bcentur(?:y|ies)\b|\bdecades? ago\b|\bhistor(?:y|ical\w*)\b|\bin the (?:19|20)\d0s\b|\bworld war\b|\bsoviet\b",
    "ru": r"\bреволюци\w+\b|\bв прошлом веке\b|\bдесятилети\w+ назад\b|\bистори\w+\b|\bмиров\w+ войн\w+\b",
    "tr": r"\bdevrim\w*\b|\byüzyıl\w*\b|\btarih(?:te|i|sel)\b|\bdünya savaşı\w*\b|\byıllar önce\b",
    "uk": r"\bреволюці\w+\b|\bминулого століття\b|\bісторі\w+\b|\bсвітов\w+ війн\w+\b|\bдесятиліть тому\b",
}  # fmt: skip
EARLIER = {
    "en": r"\b(?:a (?:year|week|month|fortnight) (?:earlier|ago|before)|(?:two|three|several|some) (?:years|weeks|months) (?:earlier|ago|before)|last year|the (?:year|evening|day|week|month) before|before the (?:war|shock|crisis|call-up|fighting|pandemic|quake|earthquake|flood|mobili[sz]ation|invasion|conflict|storm)|(?:in |of |during |for )?the same (?:period|week|month|time|stretch|months|weeks)(?= (?:(?:of|in) )?(?:last|a year|the (?:previous|year)|19\d\d|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december))|the same day (?:of |in )?(?:last|a|the previous)|compared with|compared to|up from|down from|(?:shr[aiu]nk|gr(?:ew|own)|rose|risen|fell|fallen|dropped|declined|decreased|increased|jumped|climbed) from|than in|against(?= \d)|against$|at (?:the|its|their) (?:height|peak)(?: of)?|usual(?:ly)? is|(?<!came )(?<!come )(?<!went )(?<!sent )(?<!go )(?<!crossed )back in|normally|usually|in normal (?:times|days|weeks)|in ordinary times|the usual|typical(?:ly)?|ordinarily|versus|above the|below the|previously|formerly|used to|(?:average|figure|number|total|rate) had been)\b",
    "ru": r"\b(?:(?:год|неделю|месяц|дн[её]м|днём|годом|неделей|месяцем)(?:ом)? (?:ранее|назад|раньше)|в прошлом году|до (?:войны|мобилизации|кризиса|наводнения|паводка)|по сравнению|(?:вырос|сократ|увелич|сниз|уменьш)\w+ с|против|раньше|прежде|обычно|чем(?: за)?|за тот же период(?= (?:прошл|20\d\d|год|в прошл))|за аналогичный период|сутками ранее)\b",
    "tr": r"\b(?:geçen yıl\w*|bir yıl önce|bir hafta önce|geçen hafta bu (?:sayı|rakam)\w*|savaştan önce|kıyasla|göre daha|geçen yılın aynı|önceki yıl\w*|normalde|geçen sene)\b",
    "uk": r"\b(?:рік тому|тиждень тому|торік|минулого року|до війни|порівняно|раніше|проти|зазвичай)\b",
}  # fmt: skip
CAPACITY = {
    "en": r"\b(?:barges?|ferr(?:y|ies)|buses|bus|boats?|trains?|planes?|ships?|tents?|the one at [\w ]{2,20})\s+takes?(?: up to)?\s*$|\b(?:built|laid out|designed|rooms?|beds|tents|blankets|rations|places|space|capacity|meant|intended|planned|equipped|suitable|enough|sized)\s+(?:to (?:hold|host|house|take|accommodate)|for|of)(?:\s+\w+){0,2}\s*$|\b(?:halls?|gyms?|schools?|rooms?|camps?|shelters?|cent(?:re|er)s?|tents?|hangars?|sites?) for(?:\s+\w+)?\s*$|\bcapacity (?:is|was|of)\s*$|\b(?:can|could|able to|big enough to|large enough to)\s+(?:\w+ )?(?:deal with|handle|process|register|serve|hold|take|carry|seat|house|host|accommodate|sleep|shelter|fit)(?:\s+\w+){0,3}\s*$|\b(?:seats|sleeps)(?: up to)?\s*$",
    "ru": r"(?:рассчитан\w*\s+на|вместимост\w+|мест из|вмеща\w+|мест на|(?:может|могут|способ\w+|готов\w*) (?:\w+ )?(?:принять|вместить|разместить)|(?:лагер\w+|пункт\w*|центр\w*|общежити\w+|палатк\w+|зал\w*|городок\w*) на)(?:\s+\w+){0,2}\s*$", "tr": r"kapasite\w*\s+(?:[\w.,]+\s+){0,3}$",
    "uk": r"(?:розрахован\w*\s+на|місткіст\w+|місць (?:з|із)|вміща\w+|вміщує|місць на|(?:може|можуть|готов\w*) (?:\w+ )?(?:прийняти|вмістити|розмістити)|(?:табір|табор\w+|пункт\w*|центр\w*|гуртожит\w+|намет\w*|зал\w*|містечк\w+) на)(?:\s+\w+){0,2}\s*$",
}  # fmt: skip
CORRECTED = {
    "en": (r"\b(?:mistakenly|wrongly|erroneously|incorrectly)\b[^.;]{0,60}$|\bwe (?:wrote|reported|said|stated)\b[^.;\d]{0,20}$|\b(?:earlier|previous) (?:version|story|report|dispatch|item)[^.;\d]{0,40}(?:said|stated|gave|put)\b[^.;\d]{0,20}$|(?:,|\()\s*(?:and )?not(?: the)?\s+$|\b(?:rather than|instead of)\s+(?:the\s+)?[“\"]?$", r"[^,.;]{0,24}\bas (?:we )?(?:earlier|previously|initially|first|wrongly|mistakenly) "),
    "ru": (r"\bошибочно\b[^.;]{0,50}$|\bмы (?:на)?(?:писали|сообщ\w+)[^.;\d]{0,80}$|\b(?:а не|вместо)\s+[«\"“]?$", r"[^,.;]{0,24}как (?:ранее|ошибочно) "), "tr": (r"\byanlışlıkla\b[^.;]{0,50}$", r"[^,.;]{0,16}\bdeğil\b"),
    "uk": (r"\bпомилково\b[^.;]{0,50}$|\bми (?:писали|повідомляли)[^.;\d]{0,30}$|\b(?:а не|замість)\s+$", r"[^,.;]{0,24}як (?:раніше|помилково) "),
}  # fmt: skip
RATE = {
    "en": r"\b(?:(?<!in )(?<!within )(?:a|one)|per|each|every) day\b(?! (?:ago|earlier|before|later|after))|\bdaily\b(?! (?:report|bulletin|briefing|update|table|statement|newsletter|digest|summary))|\ba night\b|\bevery 24 hours\b",
    "ru": r"\bв (?:день|сутки)\b|\bежедневно\b|\bежесуточно\b|\bкаждый день\b|\bв среднем за сутки\b",
    "tr": r"\b(?<!\d )(?<!iki )(?<!üç )(?<!dört )(?<!beş )(?<!altı )(?<!yedi )(?<!sekiz )(?<!dokuz )(?<!on )(?<!son )(?<!ilk )günde\b|\bgünlük\b|\bher gün\b",
    "uk": r"\b(?:на|в) (?:день|добу)\b|\bщодня\b|\bщодоби\b",
}
WEEKLY = {
    "en": r"\b(?:a|per|each|every) week\b(?! (?:ago|earlier|before|later|after))|\bweekly\b", "ru": r"\bв неделю\b|\bеженедельно\b",
    "tr": r"\bhaftada\b|\bhaftalık\b", "uk": r"\bна тиждень\b|\bщотижня\b",
}  # fmt: skip
HARM_AHEAD = {
    "en": r"\b(?:death toll|toll|killed|dead|deaths|injured|wounded|missing|fatalities|arrested|detained)\b[^,;]{0,28}$",
    "ru": r"(?:унес\w* жизни|унёс\w* жизни|потер[иь]\w*|погибш\w+|погибл\w+|жертв\w*|ранен\w*|пострадал\w*|задержа\w+|пропавш\w+)[^,;]{0,28}$",
    "tr": r"(?:ölü|ölen|ölenler\w*|can kaybı|yaralı)[^,;]{0,20}$",
    "uk": r"(?:забра\w+ життя|загибл\w+|загинул\w*|жертв\w*|поранен\w*|зникл\w+|затрима\w+)[^,;]{0,28}$",
}  # fmt: skip
UKRAINIAN = re.compile(
    r"\b(?:та|що|від|добу|понад|після|кордон\w*|щодня|осіб|тисяч\w*|щодо|хто|поки|немає|якщо(?! вірити)|лише|черг\w*|пропуску|становить|вже|тис|людини|тижд\w+|тижн\w+|мешкан\w+|перетнул\w+|людей|але|також|їх)\b"
)
RUSSIAN = re.compile(r"\b(?:и|что|из|из-за|более|границ\w*|сутки|человек\w*|но|также|их|около|после|через)\b")
STOPPED = {
    "en": r"\b(?:averted|prevented|foiled|thwarted|stopped|blocked|intercepted|turned (?:back|away)|caught|pushed back|denied entry|turned down|refused entry)\b",
    "ru": r"отказал[иоа](?!\w)|отказано|не пропустил\w*|развернул\w*|пресекл\w*|предотвратил\w*",
    "tr": r"yakala\w+|engelle\w+|önlen\w+|geri çevr\w+",
    "uk": r"відмовил[иоа](?!\w)|відмовлено|не пропусти\w+|розверну\w+|відмови\w+ у в",
}
CLAUSE = re.compile(
    r"[;:,(\s](?:(?<=[;:])(?!\d)|(?<=\()(?=\d)|(?<=\s)(?:[—–]|but|whereas|while|although|though|ama|ancak)\s"
    r"|(?<=,)\s(?:but|whereas|while|although|though|а|но|однако|ama|ancak|але|проте|and)\s)"
)


@dataclass(frozen=True)
class Words:
    """The compiled words of one language."""

    language: str
    measures: re.Pattern[str]
    units: re.Pattern[str]
    people: re.Pattern[str]
    denied: re.Pattern[str]
    anaphora: re.Pattern[str]
    silent: re.Pattern[str]
    supposed: re.Pattern[str]
    history: re.Pattern[str]
    earlier: re.Pattern[str]
    capacity: re.Pattern[str]
    corrected: tuple[re.Pattern[str], re.Pattern[str]]
    rate: re.Pattern[str]
    weekly: re.Pattern[str]
    stopped: re.Pattern[str]
    subset: re.Pattern[str]
    again: re.Pattern[str]
    harm_ahead: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """Compile the words of a language, once; they are looked for in small letters."""
    units = "|".join(f"(?P<{name.replace(' ', '_')}>{p})" for name, p in UNITS[language])
    measures = "|".join(f"(?P<{name}>{p})" for name, p in MEASURES[language])
    return Words(
        language=language,
        measures=small(rf"(?<![^\W_])(?:{measures})(?![^\W_])"),
        units=small(rf"(?<![^\W\d_])(?:{units})(?![^\W_])"),
        people=small(rf"(?<![^\W_])(?:{PEOPLE[language]})(?![^\W_])"),
        denied=small(rf"\b(?:{DENIED[language]})\b"),
        anaphora=small(ANAPHORA[language]),
        silent=small(rf"(?<![^\W_])(?:{SILENT[language]})"),
        supposed=small(SUPPOSED[language]),
        history=small(rf"(?<![^\W_])(?:{HISTORY[language]})"),
        earlier=small(EARLIER[language]),
        capacity=small(rf"(?<![^\W_])(?:{CAPACITY[language]})"),
        corrected=(small(CORRECTED[language][0]), small(CORRECTED[language][1])),
        rate=small(rf"(?<![^\W_])(?:{RATE[language]})"),
        stopped=small(rf"(?<![^\W_])(?:{STOPPED[language]})"),
        weekly=small(rf"(?<![^\W_])(?:{WEEKLY[language]})"),
        subset=small(SUBSET[language]),
        again=small(rf"(?<![^\W_])(?:{AGAIN[language]})"),
        harm_ahead=small(rf"(?<![^\W_])(?:{HARM_AHEAD[language]})"),
    )


def language_of(text: str) -> str:
    """Tell the language of a text by its letters: en, ru, tr or uk."""
    sample = text[:4000].casefold()
    if len(re.findall(r"[а-яё]", sample)) > len(re.findall(r"[a-z]", sample)):
        ukrainian = len(re.findall(r"[іїєґ]", sample)) + 2 * len(UKRAINIAN.findall(sample))
        return (
            "uk"
            if ukrainian > len(re.findall(r"[ыэъё]", sample)) + 2 * len(RUSSIAN.findall(sample))
            else "ru"
        )
    suffixes = len(re.findall(r"\w['’](?:y?[aeıiuü]|[dt][ae]n?|n[ıiuü]n)\b", sample))
    turkish = (
        suffixes
        + len(re.findall(r"[ğışç]", sample))
        + len(re.findall(r"\b(?:ve|bir|bin|kişi|için|ile)\b", sample))
    )
    return "tr" if turkish > 0.01 * len(sample) else "en"
