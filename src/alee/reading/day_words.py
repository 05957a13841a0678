"""The words by which four languages say days and stretches of days."""

from __future__ import annotations

ONE_DAY: dict[str, tuple[tuple[str, int], ...]] = {
    "en": (("yesterday", 1), ("today", 0), ("since midnight", 0), ("since this morning", 0), ("this morning", 0), ("tonight", 0), ("overnight", 1), ("last night", 1), ("the previous day", 1), ("the day before", 1)),
    "ru": (("вчера", 1), ("сегодня", 0), ("с полуночи", 0), ("накануне", 1), ("прошлой ночью", 1), ("минувшей ночью", 1), ("позавчера", 2)),
    "tr": (("dün", 1), ("bugün", 0), ("önceki gün", 2)),
    "uk": (("вчора", 1), ("учора", 1), ("сьогодні", 0), ("напередодні", 1), ("минулої ночі", 1), ("позавчора", 2)),
}  # fmt: skip
# Literal beginnings that must stand in a sentence, the pattern, and what it means.
SPANS: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {
    "en": (
        (("year",), "so far this year|this year|(?:since|from) the (?:start|beginning) of (?:the|this) year|since new year|(?:the )?year to date", "year"),
        (("this month", "month so far", "the month"), "(?:so far )?this month|month so far|since the (?:start|beginning) of (?:the|this) month", "month"),
        (("weekend",), "(?:over|during|at|on) the (?:past |last |previous )?weekend|last weekend|this weekend", "weekend"),
        (("last week", "previous week", "preceding week"), "last week(?! of)|(?:over |in |during )?(?:the )?(?:previous|preceding) week", "last week"),
        (("week",), "(?:over |in |during |within )?(?:the )?(?:past|last) (?:week|seven days)|over the week|in (?:a|one) week|within (?:a|one) week", "week"),
        (("week",), "this week|since the (?:start|beginning) of the week", "this week"),
        (("last month", "past month", "previous month"), "last month|(?:the )?previous month", "last month"),
        (("24 hours", "day", "24h", "24-hour"), "(?:in |over |within |during )?(?:the )?(?:past|last|previous|preceding) (?:24 hours|day|24-hour period)|in 24 hours|in 24h|(?:in|within) (?:a|one|a single) day", "day"),
        ((" ago",), "since (?:[\\w'’-]+ ){0,10}?(?P<n>[a-z]+|\\d+) (?P<u>days|weeks|months) ago", "since"),
        (("day", "week", "month", "hour"), "(?:(?:over|in|during|within|for|throughout) )?(?:the )?(?:last|past|previous) (?P<n>[a-z]+|\\d+) (?P<u>days|weeks|months|hours)", "last"),
        (("day", "week", "month", "hour"), "(?:in|over|within) (?:just |only |under |less than |barely |about |nearly |some )?(?P<n>[a-z]+|\\d+) (?P<u>days|weeks|months|hours)(?! (?:time|ahead|later))", "last"),
        (("months",), "(?:the )?first (?P<n>[a-z]+|\\d+) months(?: of (?P<y>\\d{4}|the year|this year|last year))?", "months"),
        (("months of",), "(?:the )?(?P<n>twelve|12) months of (?P<y>\\d{4})", "months"),
        (("quarter",), "(?:the )?(?P<q>first|second|third|fourth|last) quarter(?: of (?P<y>\\d{4}|this year|the year|last year))?", "quarter"),
        (("half of",), "(?:the )?(?P<h>first|second) half of (?P<y>\\d{4}|the year|this year)", "half"),
    ),
    "ru": (
        (("год",), "с начала (?:этого |текущего )?года|в этом году|в текущем году", "year"),
        (("месяц",), "в этом месяце|с начала месяца", "month"),
        (("выходн",), "(?:в|за) (?:минувшие |прошедшие |прошлые |эти )?выходные", "weekend"),
        (("недел",), "на (?:прошлой|предыдущей|минувшей) неделе|за (?:всю )?(?:прошлую|предыдущую) неделю", "last week"),
        (("недел",), "с начала (?:этой |текущей )?недели|на этой неделе", "this week"),
        (("недел",), "в течение недели|за (?:прошедшую |последнюю |минувшую )?неделю", "week"),
        (("сутк", "день", "24 час"), "за (?:последние |прошедшие |минувшие )?сутки|за (?:последний |прошедший )?день|за (?:последние )?24 часа", "day"),
        (("месяц",), "за (?:первые )?(?P<n>\\w+) месяц\\w* (?P<y>\\d{4}|этого|текущего) года", "months"),
        (("за ",), "за (?:последние |прошедшие |минувшие )?(?P<n>\\w+) (?P<u>дн\\w+|сут\\w+|недел\\w+|месяц\\w*)", "last"),
        (("квартал",), "(?:в|во|за) (?P<q>перв|втор|треть|четверт)\\w+ квартал\\w*(?: (?P<y>\\d{4}))?", "quarter"),
        (("полугоди",), "(?:в|во|за) (?P<h>перв|втор)\\w+ полугоди\\w+(?: (?P<y>\\d{4}))?", "half"),
    ),
    "tr": (
        (("yıl",), "yılbaşından (?:bu yana|beri|itibaren)|bu yıl(?:ın başından (?:bu yana|beri))?|yıl başından (?:bu yana|beri)", "year"),
        (("bu ay",), "bu ay", "month"),
        (("hafta sonu",), "(?:geçen |geçtiğimiz )?hafta sonu(?:nda)?", "weekend"),
        (("hafta",), "geçen hafta(?! sonu)|geçtiğimiz hafta(?! sonu)|önceki hafta", "last week"),
        (("hafta",), "bu hafta(?! sonu)|hafta başından (?:bu yana|beri)", "this week"),
        (("hafta",), "son bir haftada|bir haftada", "week"),
        (("24 saat",), "son 24 saat(?:te|lik)?", "day"),
        (("son ",), "son (?P<n>\\w+) (?P<u>günde|gün|haftada|hafta|ayda|ay)", "last"),
        (("gün", "hafta"), "(?P<n>\\w+) (?P<u>günde|gün içinde|haftada|hafta içinde)", "last"),
        (("ay",), "(?:yılın |bu yılın )?ilk (?P<n>\\w+) (?:ayında|ayda|aylık)(?: (?P<y>\\d{4}))?", "months"),
        (("çeyre",), "(?P<q>ilk|birinci|ikinci|üçüncü|dördüncü|son) çeyre\\w+", "quarter"),
        (("yarısı", "altı ay"), "(?:(?P<y>\\d{4})['’]?\\w* |yılın )?(?P<h>ilk|ikinci) (?:yarısında|altı ayında|altı ayda)", "half"),
    ),
    "uk": (
        (("рок",), "(?:з|від) початку (?:цього )?року|цього року", "year"),
        (("місяц",), "цього місяця|з початку місяця", "month"),
        (("вихідн",), "(?:за|у|в|минулих) (?:минулі |ці )?вихідн\\w+", "weekend"),
        (("тижн", "тижд"), "минулого тижня|попереднього тижня", "last week"),
        (("тижн",), "(?:з|від) початку (?:цього )?тижня|цього тижня", "this week"),
        (("тижн", "тижд"), "(?:упродовж|протягом) тижня|за (?:минулий |останній )?тиждень", "week"),
        (("добу", "доби", "день", "24 год"), "за (?:минулу |останню |попередню )?добу|за (?:минулий |останній )?день|за (?:останні )?24 години|(?:упродовж|протягом) останньої доби", "day"),
        (("добу", "доби"), "(?:упродовж |протягом )?минулої доби|(?:упродовж|протягом) доби", "yesterday"),
        (("за ",), "за (?:останні |минулі )?(?P<n>[\\w'’]+) (?P<u>дн\\w+|діб|доби|тижн\\w+|місяц\\w+)", "last"),
        (("квартал",), "(?:у|в|за) (?P<q>перш|друг|трет|четверт)\\w+ квартал\\w*(?: (?P<y>\\d{4}))?", "quarter"),
        (("піврічч",), "(?:у|в|за) (?P<h>перш|друг)\\w+ піврічч\\w+(?: (?P<y>\\d{4}))?", "half"),
    ),
}  # fmt: skip
ORDER = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "перв": 1, "втор": 2, "треть": 3, "четверт": 4,
    "ilk": 1, "birinci": 1, "ikinci": 2, "üçüncü": 3, "dördüncü": 4, "son": 4, "перш": 1, "друг": 2, "трет": 3,
}  # fmt: skip
# Words before a day, in Turkish behind it.
SINCE = {
    "en": r"\b(?:since|from|after|starting|beginning)\s+(?:on\s+|the\s+|about\s+)*(?:last\s+)?(?:\w+day,?\s+)?(?:\w+\s+of\s+)?$|\b(?:since|after|following) (?:the )?(?:[\w’'-]+\s+){0,9}?(?:of|on|in)\s+$",
    "ru": r"\b(?:с|со|начиная с|после)\s+(?:\w+,\s+)?$|\bпосле (?:\w+\s+){1,3}$",
    "tr": r"(?:['’]?(?:den|dan|ten|tan)|\s+gün(?:ün)?den)?\s+(?:bu yana|beri|itibaren|sonra)|\s+\w+[ıiuü]n\s+ardından|['’][td][ae]\s[^.;]{0,60}[ıiuü]n\s+ardından",
    "uk": r"\b(?:з|із|від|починаючи з|після)\s+(?:[\w'’]+,\s+)?$|\b(?:після|від|відколи|з моменту|з часу) (?:[\w'’]+\s+){1,3}$",
}  # fmt: skip
BEFORE = {
    "en": r"\b(?:before|prior to|ahead of)\s+(?:the\s+)?$", "ru": r"\b(?:до|перед)\s+$",
    "tr": r"(?:['’]?(?:den|dan|ten|tan))?\s+önce", "uk": r"\b(?:до|перед)\s+$",
}  # fmt: skip
WEEK_TO = {
    "en": r"\b(?:week|seven days|7 days),?\s+(?:to|through|ending|ended|that ended)\s+(?:on\s+)?(?:the\s+)?$",
    "ru": r"\bнедел[юие],?\s+(?:по|до|закончившуюся)\s+$",
    "tr": r"(?:['’]?[dt][ae])?\s+(?:biten|sona eren)\s+hafta", "uk": r"\bтиждень,?\s+(?:по|до|що закінчився)\s+$",
}  # fmt: skip
# So many days, before the last of them.
DAYS_TO = {
    "en": r"\b(?P<n>[a-z]+|\d+) (?P<u>days|weeks),? (?:up )?(?:to|through|ending|ended|until|that ended)\s+(?:on\s+)?(?:the\s+)?$",
    "ru": r"(?<!\w)(?P<n>\w+) (?P<u>дн\w+|сут\w+|недел\w+),? (?:по|до|закончивш\w+)\s+$", "tr": r"(?!)(?P<n>)(?P<u>)",
    "uk": r"(?<!\w)(?P<n>\w+) (?P<u>дн\w+|діб|доби|тижн\w+),? (?:по|до|що закінчились)\s+$",
}  # fmt: skip
# What stands before the first of two days of the week that are the ends of a stretch.
RANGE_AHEAD = {
    "en": r"\b(?:between|from)\s+(?:last\s+)?$", "ru": r"(?<!\w)(?:с|со|между)\s+$", "tr": r"",
    "uk": r"(?<!\w)(?:з|із|від|між)\s+$",
}  # fmt: skip
UNTIL = {
    "en": r"\s*(?:-|–|—|to|and|until|till|through)\s*(?:\d{1,2}:\d\d\s*)?(?:on\s+)?(?:the\s+)?",
    "ru": r"\s*(?:-|–|—|(?:и )?(?:по|до)|и)\s*(?:\d{1,2}:\d\d\s*|(?:полудня|утра|вечера|ночи|конца) )?", "tr": r"\s*(?:-|–|—|ile|ila|['’]?(?:den|dan|ten|tan))\s*",
    "uk": r"\s*(?:-|–|—|(?:і |й )?(?:по|до)|та|і)\s*(?:\d{1,2}:\d\d\s*|(?:полудня|ранку|вечора|ночі|кінця) )?",
}  # fmt: skip
NOT_PAST = {
    "en": r"\b(?:next|coming|following|until|upcoming)\s+$", "ru": r"\b(?:следующ\w+|будущ\w+|до)\s+$",
    "tr": r"\b(?:gelecek|önümüzdeki)\s+$", "uk": r"\b(?:наступн\w+|до)\s+$",
}  # fmt: skip
SPEECH_AHEAD = {
    "en": r"\b(?:said|says|told(?:\s+[^\W\d]\w*){0,4}|announced|reported|stated|wrote|tweeted|posted|confirmed|speaking|quoted|added|estimated)(?:\s+(?:in|at|during)\s+(?:a|an|the)\s+\w+(?:\s+\w+)?)?(?:,?\s+(?:late|early))?(?:\s+on)?\s+$",
    "ru": r"(?:сообщи\w+|заяви\w+|сказа\w+|рассказа\w+|объяви\w+|написа\w+)(?:\s+[^\W\d]\w*){0,8}?\s+(?:в|во)\s+$", "tr": r"(?!)",
    "uk": r"(?:повідоми\w+|заяви\w+|сказа\w+|розпові\w+|оголоси\w+|написа\w+)(?:\s+[^\W\d][\w'’]*){0,8}?\s+(?:в|у)\s+$",
}  # fmt: skip
IN_MONTH = {
    "en": r"\b(?:in|during|throughout|for|of|over|since|this|whole of|all of)\s+(?P<part>early |mid[- ]|late |the first week of |the last week of )?(?P<m>{m})(?:,?\s+(?P<y>\d{{4}}))?(?!\.?\s*\d{{1,2}}(?![\d,.]\d|\d))\b|^(?P<m3>{m})(?= (?:saw|brought|broke|set|ended|was|had)\b)|\b(?P<part2>(?:first|last) (?:week|(?:\w+) days|fortnight|half)) of (?P<m2>{m})",
    "ru": r"\b(?:в|во|за)\s+(?P<part2>(?:перв|последн)\w+(?: \w+)? (?:недел|половин|дн|дней)\w*)\s+(?P<m2>{m})|\b(?:в|за|с|в течение)\s+(?:весь\s+|целый\s+)?(?P<part>начал[еа] |середин[еы] |кон(?:це|ца) )?(?P<m>{m})(?:\s+(?P<y>\d{{4}}))?",
    "tr": r"(?P<m3>{m})(?:\s+ayının)?\s+(?P<part>(?:ilk|son)(?: \w+)? (?:hafta|yarı|gün)\w*)|(?P<m>{m})(?<=[dt][ae])(?!\w)|(?P<m2>{m})\s+(?:ayında|ayı içinde)",
    "uk": r"\b(?:в|у|за|протягом|упродовж)\s+(?P<part2>(?:перш|останн)\w+(?: \w+)? (?:тиж|половин|дн|днів)\w*)\s+(?P<m2>{m})|\b(?:в|у|за|на|з|від|протягом|упродовж)\s+(?:увесь\s+|весь\s+)?(?P<part>початку |середині |кінці )?(?P<m>{m})(?:\s+(?P<y>\d{{4}}))?",
}  # fmt: skip
# Whole years.
IN_YEAR = {
    "en": r"\b(?:in|during|throughout|for|over|whole of|all of) (?P<y>20\d\d)(?![\d,.]*\d)(?= |[.,;:)]|$)",
    "ru": r"\b(?:в|за) (?:весь )?(?P<y>20\d\d)(?:-?м|-?й)?(?: году| год)?(?![\w,.]*\d)",
    "tr": r"(?P<y>20\d\d)(?:['’]?[dt][ae]\b| yılında| yılı boyunca)",
    "uk": r"\b(?:у|в|за) (?:весь )?(?P<y>20\d\d)(?:-?му|-?й)?(?: році| рік)?(?![\w,.]*\d)",
}
# Before a month, and behind it, for that of the year before.
LAST_YEAR = {
    "en": (r"\blast year['’]s\s+$", r",?\s+(?:of )?last year\b"),
    "ru": (r"(?!)", r"\s+прошлого года"),
    "tr": (r"(?:geçen|bir önceki|önceki) (?:yılın|senenin)\s+$", r"(?!)"),
    "uk": (r"торішн\w+\s+$", r"\s+(?:минулого|торішнього) року"),
}
