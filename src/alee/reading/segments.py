"""Sentences, who speaks in them, and the private names that must not be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

ABBREVIATIONS = (
    "sept", "oct", "nov", "dec", "jan", "feb", "aug", "st", "mr", "mrs", "ms", "dr", "no", "u.s", "u.n", "u.k",
    "gen", "col", "gov", "approx", "тыс", "млн", "г", "гг", "чел", "им", "тис", "осіб", "р", "sn", "dr", "prof",
)  # fmt: skip
END = re.compile(r"[.!?…]+[\"”»’')\]]*(?=\s+[\"“«‘(\[]?[A-ZА-ЯЁІЇЄҐÇĞİÖŞÜ\d]|\s*$)|\n\s*\n|\n(?=\s*[-•*|\d])")
LONGEST = 2000
UPPER = "A-ZА-ЯЁІЇЄҐÇĞİÖŞÜ"
WORD = rf"[{UPPER}][\w’'-]+"
ORGANISATION = {
    "en": r"(?:ministry|ministries|service|agency|agencies|officials?|authorit(?:y|ies)|police|guards?|government|office|department|committee|council|commission(?:er)?|mayor|governor|minister|president|prime minister|spokes\w+|association|federation|coordinator|volunteers?|aid (?:group|workers?|agencies)|charity|charities|red cross|red crescent|unhcr|iom|unicef|frontex|united nations|un\b|media|newspaper|outlet|broadcaster|bank|institute|operator|administration|cent(?:re|er)|white house|municipality|bureau|watchdog|ngo|organi[sz]ation|group|embassy|consulate|parliament|cabinet|carrier|airline|company)",
    "ru": r"(?:министерств\w+|мвд|мид|минтруд\w*|служб\w+|погранслужб\w+|агентств\w+|власт\w+|полици\w+|правительств\w+|ведомств\w+|комитет\w*|мэр\w*|губернатор\w*|министр\w*|президент\w*|пресс-секретар\w+|ассоциаци\w+|волонт[её]р\w*|красн\w+ крест\w*|увкб\w*|оон|мом\b|сми|газет\w+|администраци\w+|штаб\w*|фонд\w*|организаци\w+|погранични\w+)",
    "tr": r"(?:bakanlı\w+|bakan\w*|idare\w+|başkanlı\w+|genel müdürlü\w+|müdürlü\w+|yetkili\w*|polis\w*|hükümet\w*|valili\w+|vali\w*|belediye\w*|sözcü\w*|dernek\w*|derneğ\w*|gönüllü\w*|kızılay\w*|bmmyk|unhcr|bm\b|ajans\w*|gazete\w*|medya\w*|kurum\w*|komiserli\w+|teşkilat\w*)",
    "uk": r"(?:міністерств\w+|мвс|мзс|служб\w+|прикордонслужб\w+|держприкордонслужб\w+|дпсу|прикордонник\w*|агентств\w+|влад\w+|поліці\w+|уряд\w*|відомств\w+|комітет\w*|мер\w*|губернатор\w*|міністр\w*|президент\w*|речни\w+|асоціаці\w+|волонтер\w*|червон\w+ хрест\w*|увкб\w*|оон|мом\b|змі|газет\w+|адміністраці\w+|штаб\w*|фонд\w*|організаці\w+)",
}  # fmt: skip
SPEECH = {
    "en": r"\b(?:according to|said|says|told|reported|reports|announced|stated|confirmed|counted|recorded|estimate[sd]?|registered|wrote|put the|denied|data from|figures from|citing|registered by|published by|explained|described)\b",
    "ru": r"(?:по данным|по словам|по оценк\w+|сообщ\w+|заявил\w*|сказал\w*|рассказал\w*|уточнил\w*|отметил\w*|насчитал\w*|подтвердил\w*|опроверг\w*|утвержда\w+)",
    "tr": r"(?:göre|açıkla\w+|söyle\w+|belirt\w+|bildir\w+|duyur\w+|yalanla\w+|ifade et\w+|kaydetti\w*)",
    "uk": r"(?:за даними|за словами|за оцінк\w+|повідом\w+|заяви\w+|сказа\w+|розпові\w+|уточни\w+|зазначи\w+|підтверди\w+|спростува\w+|нарахува\w+)",
}  # fmt: skip
PERSON = re.compile(
    rf"\b({WORD}\s+{WORD})\s*,\s*(?:\d{{2}}\b|an?\b|the\b|head\b|who\b|spokes|coordinator|director|mother|father)"
    rf"|\b(?:said|says|told|explained|added|recalled)\s+({WORD}\s+{WORD})\b|\b({WORD}\s+{WORD})\s+(?:said|says|told|explained|added)\b"
    rf"|\b(?:сказал\w?|рассказал\w?|заявил\w?|сообщил\w?)\s+(?:\w+\s+)?({WORD}\s+{WORD})\b|\b(?:розповів|розповіла|сказав|сказала|заявив|заявила)\s+({WORD}\s+{WORD})\b"
)
APPOSITION = re.compile(rf"{WORD}\s+{WORD}\s*,\s*((?:the|an?)\s[^,.]{{3,80}})")
AGE = re.compile(rf"\b{WORD}(?:\s+{WORD})?\s*,\s*(\d{{2}})\s*,|\baged (\d{{1,2}})\b|\b(\d{{1,2}})-year-old\b")
NO_NAMES = frozenset(
    [
        "Red",
        "Crescent",
        "Cross",
        "United",
        "Nations",
        "Prime",
        "Minister",
        "Border",
        "Guard",
        "Interior",
        "Ministry",
        "White",
    ]
)
PRONOUN = re.compile(r"\b(?:he|she|they)\s+(?:said|told|explained|added|described)\b|^(?:He|She|They)\b")
PRIVATE = "a private person"


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands in the text; ``paragraph`` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; very long ones are cut at a blank."""
    out: list[Sentence] = []
    paragraph = begin = 0
    for match in END.finditer(text):
        stop = match.end()
        before = re.search(r"(\S+)$", text[max(begin, match.start() - 12) : match.start()])
        is_break = match[0].isspace() or "\n" in match[0]
        if (
            not is_break
            and before
            and before[1].casefold().lstrip('("“') in ABBREVIATIONS
            and match[0] == "."
        ):
            continue
        out += _pieces(text, begin, stop, paragraph)
        begin = stop
        paragraph += "\n" in match[0] or bool(re.match(r"\s*\n\s*\n", text[stop : stop + 8]))
    return out + _pieces(text, begin, len(text), paragraph)


def _pieces(text: str, begin: int, stop: int, paragraph: int) -> list[Sentence]:
    out = []
    while begin < stop:
        end = min(stop, begin + LONGEST)
        if end < stop:
            blank = text.rfind(" ", begin, end)
            end = blank if blank > begin else end
        piece = text[begin:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if piece.strip():
            out.append(Sentence(begin + left, begin + right, piece.strip(), paragraph))
        begin = end
    return out


def private_names(text: str) -> frozenset[str]:
    """Find the names of people in a text, whole and by surname."""
    names: set[str] = set()
    for match in PERSON.finditer(text[:500_000]):
        full = next(group for group in match.groups() if group)
        words = full.split()
        if NO_NAMES.intersection(words) or re.search(ORGANISATION["en"], full, re.IGNORECASE):
            continue
        names.update((full, words[-1], words[0]))
    return frozenset(name for name in names if len(name) > 2)


def offices(text: str) -> dict[str, str]:
    """Say for the surname of each person who has one their office, in the text's words."""
    found = {}
    for match in APPOSITION.finditer(text[:500_000]):
        if re.search(rf"\b{ORGANISATION['en']}", match[1], re.IGNORECASE):
            found[match[0].split(",")[0].split()[-1]] = re.sub(r"^(?:the|an?)\s+", "", match[1]).strip()
    return found


class Speakers:
    """Follows who speaks through a text."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.names, self.offices = private_names(text), offices(text)
        lead = (
            r"(?:[\w’'-]+\s+){0,4}?"
            if language != "en"
            else rf"(?:(?:{WORD}|state|border|interior|migration|local|public|national|foreign|health|labour|labor|emergency|aid|city|statistics|refugee|customs|railway|tourism|culture|defen[cs]e|regional|civil|security)(?:['’]s)?\s+){{0,5}}"
        )
        tail = rf"(?:\s+(?:of|for|in)\s+(?:the\s+)?{WORD}(?:\s+{WORD}){{0,2}})?" if language == "en" else ""
        self.organisation = re.compile(
            rf"\b{lead}\b(?i:{ORGANISATION[language]}){tail}", re.IGNORECASE if language != "en" else 0
        )
        self.lower = re.compile(rf"\b{ORGANISATION[language]}", re.IGNORECASE)
        self.speech = re.compile(SPEECH[language], re.IGNORECASE)
        self.last = ""

    def of(self, sentence: str) -> str:
        """Say who states a sentence: an office, a private person, or ``""``."""
        colon = re.match(rf"[^.:]{{0,40}}?({self.lower.pattern})\s*:", sentence, re.IGNORECASE)
        if colon:
            return colon[0].rstrip(" :")
        if PRONOUN.search(sentence):
            return self.last
        verbs = list(self.speech.finditer(sentence))
        if not verbs:
            return self.last if sentence[:1] in '“"«' else ""
        speaker = min(self._nearest(sentence, verb.start()) for verb in verbs)[1]
        self.last = speaker or self.last
        return speaker

    def _nearest(self, sentence: str, where: int) -> tuple[int, str]:
        best = (10_000, "")
        for match in self.organisation.finditer(sentence):
            apart = min(abs(match.start() - where), abs(match.end() - where))
            words = re.sub(r"^(?:the|a|an|from|by|to)\s+", "", match[0].strip(), flags=re.IGNORECASE)
            best = min(best, (apart, words))
        for surname in self.names:
            for match in re.finditer(rf"\b{re.escape(surname)}\b", sentence):
                apart = min(abs(match.start() - where), abs(match.end() - where))
                office = self.offices.get(surname.split()[-1])
                best = min(best, (apart - (400 if office else 0), office or PRIVATE))
        return best
