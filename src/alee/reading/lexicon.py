"""The words by which four languages say numbers, days and what happens at a border."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = {
    "en": "jan[a-z]*|feb[a-z]*|mar(?:ch)?|apr[a-z]*|may|june?|july?|aug[a-z]*|sept?[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*",
    "ru": "январ\\w*|феврал\\w*|март\\w*|апрел\\w*|ма[йяе]|июн\\w*|июл\\w*|август\\w*|сентябр\\w*|октябр\\w*|ноябр\\w*|декабр\\w*",
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
    "ru": ("понедельник", "вторник", "сред[уы]", "четверг", "пятниц[уы]", "суббот[уы]", "воскресенье"),
    "tr": ("pazartesi", "salı", "çarşamba", "perşembe", "cuma(?!rtesi)", "cumartesi", "pazar(?!tesi)"),
    "uk": ("понеділок", "вівторок", "серед[уи]", "четвер", "п.ятниц[юі]", "субот[уи]", "неділ[юі]"),
}
SMALL = {
    "en": {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
           "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
           "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "ru": {"один": 1, "два": 2, "две": 2, "три": 3, "трёх": 3, "трех": 3, "четыре": 4, "пять": 5, "пяти": 5,
           "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "двадцать": 20, "тридцать": 30,
           "сорок": 40, "пятьдесят": 50, "сто": 100, "двести": 200, "триста": 300, "пятьсот": 500},
    "tr": {"iki": 2, "üç": 3, "dört": 4, "beş": 5, "altı": 6, "yedi": 7, "sekiz": 8, "dokuz": 9, "on": 10,
           "yirmi": 20, "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80,
           "doksan": 90},
    "uk": {"один": 1, "два": 2, "дві": 2, "три": 3, "трьох": 3, "чотири": 4, "п'ять": 5, "п’ять": 5, "шість": 6,
           "сім": 7, "вісім": 8, "дев'ять": 9, "десять": 10, "двадцять": 20, "тридцять": 30, "сорок": 40,
           "сто": 100, "двісті": 200, "триста": 300},
}  # fmt: skip
SCALES = {
    "en": (("thousand", 1e3), ("hundred", 1e2), ("million", 1e6), ("k", 1e3), ("m", 1e6)),
    "ru": (("тысяч\\w*", 1e3), ("тыс\\.?", 1e3), ("миллион\\w*", 1e6), ("млн\\.?", 1e6)),
    "tr": (("bin", 1e3), ("yüz", 1e2), ("milyon", 1e6)),
    "uk": (("тисяч\\w*", 1e3), ("тис\\.?", 1e3), ("мільйон\\w*", 1e6), ("млн\\.?", 1e6)),
}
VAGUE = {
    "en": (("hundreds of thousands", 2e5, 1e6), ("tens of thousands", 2e4, 1e5), ("millions", 2e6, 1e7),
           ("(?:a few|several) thousand", 2e3, 9e3), ("(?:a few|several) hundred", 2e2, 9e2),
           ("(?<!of )thousands", 2e3, 1e4), ("hundreds", 2e2, 1e3), ("dozens", 24, 1e2), ("scores", 40, 1e2)),
    "ru": (("сотни тысяч", 2e5, 1e6), ("десятки тысяч", 2e4, 1e5), ("миллионы", 2e6, 1e7),
           ("несколько тысяч", 2e3, 9e3), ("несколько сотен", 2e2, 9e2), ("тысячи", 2e3, 1e4),
           ("сотни", 2e2, 1e3), ("десятки", 20, 1e2)),
    "tr": (("yüz binlerce", 2e5, 1e6), ("on binlerce", 2e4, 1e5), ("milyonlarca", 2e6, 1e7),
           ("birkaç bin", 2e3, 9e3), ("birkaç yüz", 2e2, 9e2), ("binlerce", 2e3, 1e4), ("yüzlerce", 2e2, 1e3),
           ("onlarca", 20, 1e2)),
    "uk": (("сотні тисяч", 2e5, 1e6), ("десятки тисяч", 2e4, 1e5), ("мільйони", 2e6, 1e7),
           ("кілька тисяч", 2e3, 9e3), ("кілька сотень", 2e2, 9e2), ("тисячі", 2e3, 1e4), ("сотні", 2e2, 1e3),
           ("десятки", 20, 1e2)),
}  # fmt: skip
QUALIFIERS = {
    "en": (("at least", "low"), ("no fewer than", "low"), ("not less than", "low"), ("more than", "low"),
           ("a little more than", "about"), ("just over", "about"), ("over", "low"), ("upwards of", "low"),
           ("up to", "high"), ("as many as", "high"), ("no more than", "high"), ("fewer than", "high"),
           ("less than", "high"), ("under", "high"), ("nearly", "about"), ("almost", "about"), ("about", "about"),
           ("around", "about"), ("roughly", "about"), ("some", "about"), ("approximately", "about"),
           ("close to", "about"), ("an estimated", "about"), ("estimated at", "about"), ("exactly", "")),
    "ru": (("не менее", "low"), ("более чем", "low"), ("более", "low"), ("больше", "low"), ("свыше", "low"),
           ("чуть более", "about"), ("до", "high"), ("не более", "high"), ("менее", "high"), ("около", "about"),
           ("почти", "about"), ("примерно", "about"), ("порядка", "about"), ("приблизительно", "about")),
    "tr": (("en az", "low"), ("yaklaşık", "about"), ("neredeyse", "about"), ("aşkın", "low"),
           ("en fazla", "high"), ("civarında", "about"), ("tahminen", "about")),
    "uk": (("не менше", "low"), ("щонайменше", "low"), ("понад", "low"), ("більше", "low"), ("більш як", "low"),
           ("до", "high"), ("менше", "high"), ("близько", "about"), ("майже", "about"), ("приблизно", "about"),
           ("орієнтовно", "about")),
}  # fmt: skip
AFTER = {"tr": (("'?(?:den|dan|ten|tan) fazla", "low"), ("'?[iıuü]n üzerinde", "low"), ("'?[ey]?[eai] yakın", "about"),
                ("'?[ey]?[eai] kadar", "high"), ("aşkın", "low"), ("civarında", "about"))}  # fmt: skip
PERCENT = {"en": "per ?cent|%|percent", "ru": "процент\\w*|%", "tr": "%", "uk": "відсот\\w*|%"}
UNITS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("km", "km|kilomet(?:re|er)s?"), ("hours", "hours?"), ("vehicles", "cars?|vehicles?|trucks?|lorries|buses"),
           ("flights", "flights?"), ("seats", "seats?"), ("homes", "homes?|houses?|flats?|apartments?|properties"),
           ("permits", "(?:short-term |long-term |temporary )?(?:residence|residency) permits?"),
           ("companies", "compan(?:y|ies)|firms?|businesses"), ("id numbers", "(?:tax|id|identification|personal) (?:identification )?numbers?"),
           ("applications", "(?:asylum )?(?:applications?|claims?|requests?)"), ("households", "households?|families"),
           ("money", "dollars?|euros?|lira|roubles?|rubles?|usd|eur"), ("years", "years?|year-old|centur(?:y|ies)"),
           ("days", "days?|nights?"), ("weeks", "weeks?|months?"),
           ("crossings", "(?:border )?crossings|trips"), ("metres", "met(?:re|er)s?"), ("kg", "kilograms?|kg|tonnes?|tons?"),
           ("goods", "beds?|tents?|blankets?|meals?|parcels?|doses?|officers?|soldiers?|troops|guards|police(?:men)?|volunteers|staff|shelters?|schools?|hospitals?|checkpoints?|cells?|countries|villages|towns|cities|districts"),
           ("harm", "(?:people |civilians |others )?(?:were |was |have been )?(?:killed|dead|injured|wounded|detained|arrested|died|missing)|deaths|casualties|drafted|conscripts|reservists")),
    "ru": (("km", "км|километр\\w*"), ("hours", "час(?:а|ов)?"), ("vehicles", "машин\\w*|автомобил\\w*|автобус\\w*|грузовик\\w*"),
           ("flights", "рейс\\w*"), ("homes", "квартир\\w*|дом(?:ов|а)"), ("permits", "вид\\w* на жительство|внж"),
           ("companies", "компани\\w*|фирм\\w*"), ("id numbers", "иин"), ("applications", "заявлени\\w*|ходатайств\\w*"),
           ("households", "сем(?:ей|ьи|ья)"), ("money", "рубл\\w*|долларов|доллар\\w*|евро|тенге"), ("years", "лет|год(?:а|ов)?"),
           ("days", "дн(?:я|ей)|сут\\w*"), ("goods", "мест\\b|палат\\w*|сотрудник\\w*|военнослужащ\\w*|полицейск\\w*|пункт\\w*"),
           ("harm", "погиб\\w*|ранен\\w*|задержан\\w*|резервист\\w*|мобилизованн\\w*")),
    "tr": (("km", "km|kilometre\\w*"), ("hours", "saat\\w*"), ("vehicles", "araç\\w*|otomobil\\w*|otobüs\\w*"),
           ("flights", "uçuş\\w*|sefer\\w*"), ("homes", "konut\\w*|daire\\w*|ev(?:i|ler|in)?"), ("permits", "ikamet\\w*(?: izni)?"),
           ("companies", "şirket\\w*"), ("applications", "başvuru\\w*"), ("households", "aile\\w*|hane\\w*"),
           ("money", "lira\\w*|dolar\\w*|avro\\w*"), ("years", "yaşında\\w*|yıl\\w*"), ("days", "gün\\w*"),
           ("goods", "çadır\\w*|yatak\\w*|polis\\w*|asker\\w*"), ("harm", "öl[üd]\\w*|yaralı\\w*|gözaltı\\w*")),
    "uk": (("km", "км|кілометр\\w*"), ("hours", "годин\\w*"), ("vehicles", "автомобіл\\w*|машин\\w*|автобус\\w*|транспортн\\w*"),
           ("flights", "рейс\\w*"), ("homes", "квартир\\w*|будинк\\w*"), ("permits", "дозвол\\w* на проживання"),
           ("companies", "компані\\w*|фірм\\w*"), ("applications", "заяв\\w*"), ("households", "с[іе]м(?:ей|'ї|’ї|'я)|родин\\w*"),
           ("money", "гривень|гривн\\w*|доларів|євро"), ("years", "рок(?:ів|и|у)|років"), ("days", "дн(?:ів|і|я)|діб"),
           ("goods", "місць|наметів|поліцейськ\\w*|пункт\\w*"), ("harm", "загин\\w*|поранен\\w*|затриман\\w*")),
}  # fmt: skip
MEASURES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("net", "more (?:people )?(?:entered|arrived|came) than left|net (?:inflow|arrivals?|migration|increase)|balance of"),
           ("returns", "return(?:ed|ees|ing)|came back|gone back|went (?:back|home)"),
           ("registered", "regist(?:ered|rations?)|temporary protection|on the register"),
           ("departures", "fled|flee(?:ing)?|left (?:their|the|his|her) countr(?:y|ies)|emigrat\\w+|escaped|displaced"),
           ("exits", "left|depart(?:ed|ures?)|exit(?:ed|s)?|flown out|evacuated|crossed out|outflow|moved on|flew out|leav(?:e|ing)"),
           ("tourists", "visit(?:ed|ors?)|tourists?"),
           ("entries", "enter(?:ed|ing|s)?|entr(?:y|ies)|arriv\\w+|cross(?:ed|ing|ings)|came|come|admitted|landed|inflow|crossings into|poured|reached|let in|took in|received"),
           ("stock", "staying|stay|are (?:now |currently )?(?:living|hosted|sheltering|sheltered|housed|camped|in)|currently (?:in|host\\w*)|remain(?:s|ed|ing)?|host(?:s|ed|ing)?|liv(?:e|ing)|shelter(?:s|ing|ed)|accommodat\\w+|present in|in (?:camps?|the camp)|population of"),
           ("queue", "queu\\w+|tailback|line of|lines? (?:stretch\\w*|at)|waiting|waited|wait(?:s)?\\b|backlog|stuck")),
    "ru": (("net", "сальдо|больше въехал\\w+, чем"), ("returns", "вернул\\w+|возвратил\\w+"),
           ("registered", "зарегистрир\\w+|на учёт\\w*|на учет\\w*|временн\\w+ защит\\w+"),
           ("departures", "бежал\\w*|покинул\\w* (?:страну|россию|украину|родину)|эмигрир\\w+|уехал\\w*"),
           ("exits", "выехал\\w*|покинул\\w*|выезд\\w*|вылетел\\w*|отбыл\\w*"), ("tourists", "турист\\w*|посетил\\w*"),
           ("entries", "въехал\\w*|прибыл\\w*|пересекл\\w*|въезд\\w*|приехал\\w*|прилетел\\w*|вошл\\w*|принял\\w*|принима\\w+"),
           ("stock", "находят?ся|находилось|прожива\\w+|остал\\w+|размещен\\w*|размещён\\w*|живут|живёт|пребыва\\w+"),
           ("queue", "очеред\\w*|пробк\\w*|ожида\\w+|ждут|скопил\\w*")),
    "tr": (("net", "net (?:giriş|artış)"), ("returns", "geri dön\\w+|döndü\\w*"),
           ("registered", "kayıt\\w*|kayded\\w+|geçici koruma"),
           ("departures", "kaçtı\\w*|kaçan\\w*|ülkesini terk|ülkeyi terk|yerinden"),
           ("exits", "çıkış\\w*|ayrıl\\w+|terk et\\w+"), ("tourists", "turist\\w*|ziyaret\\w*"),
           ("entries", "giriş\\w*|geldi\\w*|geçti\\w*|geçiş\\w*|ulaştı\\w*|vardı\\w*|girdi\\w*|gelen\\w*"),
           ("stock", "bulun\\w+|yaşıyor\\w*|yaşayan\\w*|kalıyor\\w*|barın\\w+|ağırl\\w+|konakl\\w+"),
           ("queue", "kuyruk\\w*|kuyruğ\\w*|bekli\\w+|beklem\\w+")),
    "uk": (("net", "сальдо"), ("returns", "поверну\\w+"), ("registered", "зареєстр\\w+|тимчасов\\w+ захист\\w*|на обліку"),
           ("departures", "втік\\w*|втекл\\w+|залишил\\w* (?:країну|україну|домівк\\w+)|емігрув\\w+"),
           ("exits", "виїхал\\w*|виїзд\\w*|покинул\\w*|вибул\\w*"), ("tourists", "турист\\w*|відвідал\\w*"),
           ("entries", "в.їхал\\w*|прибул\\w*|перетнул\\w*|в.їзд\\w*|приїхал\\w*|прийнял\\w*"),
           ("stock", "перебува\\w+|прожива\\w+|залиша\\w+|розміщен\\w*|мешка\\w+|живуть|знаход\\w+"),
           ("queue", "черг\\w+|чекають|очіку\\w+|затор\\w*")),
}  # fmt: skip
DENIED = {
    "en": r"denied|den(?:y|ies)|(?:is|was|are|were|as) (?:false|untrue|not true|wrong)|untrue|rejected (?:the|a|reports)|no truth|dismissed|refuted|incorrect",
    "ru": r"опроверг\w*|не соответствует действительности|отриц\w+|ложн\w+|фейк",
    "tr": r"yalanla\w+|doğru değil|asılsız|gerçeği yansıtm\w+",
    "uk": r"спростув\w*|не відповіда\w+ дійсності|запереч\w+|неправд\w+|фейк",
}
SILENT = {
    "en": r"(?:ha(?:s|ve) not|hasn.t|haven.t|did not|didn.t|do(?:es)? not|declined to|refused to|yet to) (?:yet )?(?:release|publish|disclose|provide|give|share|say how many|report)\w*|no (?:official )?(?:figures|data|statistics|numbers|count)(?: \w+){0,3} (?:were|was|have been|are|has been) (?:released|published|available|given)|no official (?:figures?|data|count|statistics)",
    "ru": r"не (?:публик\w+|опубликов\w+|раскры\w+|сообща\w+|сообщил\w*|привод\w+|назвал\w*) (?:\w+ )?(?:данн\w+|статистик\w+|сведени\w+|цифр\w*|сколько|числ\w+)|официальн\w+ (?:данн\w+|статистик\w+) (?:\w+ )?(?:нет|отсутств\w+)",
    "tr": r"(?:rakam|veri|sayı|istatistik)\w* (?:\w+ ){0,2}(?:açıklama\w*|paylaşma\w*|yayımlama\w*|yayınlama\w*|vermedi\w*)|resmi (?:\w+ )?(?:rakam|veri|sayı)\w* (?:yok|bulunmu\w+)",
    "uk": r"не (?:опублікув\w+|публіку\w+|розкри\w+|повідом\w+|оприлюдн\w+|назв\w+) (?:\w+ )?(?:дан\w+|статистик\w+|цифр\w*|скільки|кількіст\w+)|офіційн\w+ (?:дан\w+|статистик\w+) (?:\w+ )?(?:немає|відсутн\w+)",
}  # fmt: skip
SUPPOSED = {
    "en": r"\b(?:could|might|may|would|should|expects?|expected|expecting|forecasts?|predict\w*|projected|is preparing for|prepare for|preparing|plans? to|planning|if)\b",
    "ru": r"\b(?:может|могут|ожида(?:ется|ются|ет,|ют,)|прогноз\w*|готовит\w*|планиру\w+|если|предполаг\w+)\b",
    "tr": r"\b(?:bekleniyor|beklenen|bekliyor|olabilir|gelebilir|tahmin edil\w+|planlan\w+|hazırlan\w+|eğer)\b",
    "uk": r"\b(?:може|можуть|очіку(?:є|ють|ється|ються)|прогноз\w*|готу\w+|планує\w*|якщо)\b",
}  # fmt: skip
HISTORY = {
    "en": r"\brevolution of\b|\bcentur(?:y|ies)\b|\bdecades? ago\b|\bhistor(?:y|ical\w*)\b|\bin the (?:19|20)\d0s\b|\bworld war\b|\bsoviet\b",
    "ru": r"\bреволюци\w+\b|\bв прошлом веке\b|\bдесятилети\w+ назад\b|\bистори\w+\b|\bмиров\w+ войн\w+\b",
    "tr": r"\bdevrim\w*\b|\byüzyıl\w*\b|\btarih(?:te|i|sel)\b|\bdünya savaşı\w*\b|\byıllar önce\b",
    "uk": r"\bреволюці\w+\b|\bминулого століття\b|\bісторі\w+\b|\bсвітов\w+ війн\w+\b|\bдесятиліть тому\b",
}  # fmt: skip
EARLIER = {
    "en": r"\b(?:a year (?:earlier|ago)|last year|the year before|before the (?:war|shock|crisis|call-up|fighting|pandemic)|the same (?:period|week|month) (?:of )?last|compared with|compared to|up from|down from|than in)\b",
    "ru": r"\b(?:год(?:ом)? (?:ранее|назад)|в прошлом году|до войны|по сравнению|против)\b",
    "tr": r"\b(?:geçen yıl\w*|bir yıl önce|savaştan önce|kıyasla|göre daha)\b",
    "uk": r"\b(?:рік тому|торік|минулого року|до війни|порівняно)\b",
}
RATE = {
    "en": r"\b(?:a|per|each|every) day\b|\bdaily\b|\ba night\b",
    "ru": r"\bв (?:день|сутки)\b|\bежедневно\b|\bкаждый день\b",
    "tr": r"\bgünde\b|\bgünlük\b|\bher gün\b",
    "uk": r"\b(?:на|за|в) (?:день|добу)\b|\bщодня\b|\bщодоби\b",
}


@dataclass(frozen=True)
class Words:
    """The compiled words of one language."""

    language: str
    measures: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    denied: re.Pattern[str]
    silent: re.Pattern[str]
    supposed: re.Pattern[str]
    history: re.Pattern[str]
    earlier: re.Pattern[str]
    rate: re.Pattern[str]


def _words(language: str) -> Words:
    flags = re.IGNORECASE
    return Words(
        language=language,
        measures=tuple((m, re.compile(rf"\b(?:{p})\b", flags)) for m, p in MEASURES[language]),
        units=tuple((u, re.compile(rf"\b(?:{p})(?!\w)", flags)) for u, p in UNITS[language]),
        denied=re.compile(rf"\b(?:{DENIED[language]})\b", flags),
        silent=re.compile(SILENT[language], flags),
        supposed=re.compile(SUPPOSED[language], flags),
        history=re.compile(HISTORY[language], flags),
        earlier=re.compile(EARLIER[language], flags),
        rate=re.compile(RATE[language], flags),
    )


LANGUAGES = {language: _words(language) for language in MEASURES}


def language_of(text: str) -> str:
    """Tell the language of a text by its letters: en, ru, tr or uk."""
    sample = text[:4000].casefold()
    if len(re.findall(r"[а-яё]", sample)) > len(re.findall(r"[a-z]", sample)):
        return "uk" if len(re.findall(r"[іїєґ]", sample)) > len(re.findall(r"[ыэъё]", sample)) else "ru"
    suffixes = len(re.findall(r"\w['’](?:y?[aeıiuü]|[dt][ae]n?|n[ıiuü]n)\b", sample))
    turkish = (
        suffixes
        + len(re.findall(r"[ğışç]", sample))
        + len(re.findall(r"\b(?:ve|bir|bin|kişi|için|ile)\b", sample))
    )
    return "tr" if turkish > 0.01 * len(sample) else "en"


PEOPLE = {
    "en": re.compile(
        r"\b(?:people|persons?|individuals|refugees?|migrants?|immigrants?|citizens?|nationals?|men|women|children|arrivals|"
        r"entr(?:y|ies|ants)|exits|departures|travell?ers?|passengers?|visitors?|tourists?|newcomers?|returnees|evacuees|"
        r"residents|asylum.seekers|displaced|foreigners|others|more|civilians|of them|conscripts|boys|girls|"
        r"foreign|crossings)\b",
        re.IGNORECASE,
    ),
}
