"""Names of countries in four languages, and the places of a scenario, found in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alee.model.scenario import Scenario

# alpha-3: English names | English words for its people | Russian, Turkish and Ukrainian stems of name
COUNTRIES: dict[str, tuple[str, str, str, str, str]] = {
    "RUS": ("Russia|Russian Federation", "Russians?", "росси|рф\\b", "rusya", "росі|рф\\b"),
    "UKR": ("Ukraine", "Ukrainians?", "украин", "ukrayna", "україн"),
    "TUR": ("Turkey|Türkiye|Turkiye", "Turks|Turkish", "турци", "türkiye", "туреччин"),
    "KAZ": ("Kazakhstan", "Kazakhs?|Kazakhstani", "казахстан", "kazakistan", "казахстан"),
    "GEO": ("Georgia", "Georgians?", "грузи", "gürcistan", "грузі"),
    "FIN": ("Finland", "Finns|Finnish", "финлянди", "finlandiya", "фінлянді"),
    "ARM": ("Armenia", "Armenians?", "армени", "ermenistan", "вірмені"),
    "AZE": ("Azerbaijan", "Azerbaijanis?|Azeris?", "азербайджан", "azerbaycan", "азербайджан"),
    "MNG": ("Mongolia", "Mongolians?", "монголи", "moğolistan", "монголі"),
    "KGZ": ("Kyrgyzstan", "Kyrgyz", "киргизи|кыргызстан", "kırgızistan", "киргизстан"),
    "UZB": ("Uzbekistan", "Uzbeks?", "узбекистан", "özbekistan", "узбекистан"),
    "TJK": ("Tajikistan", "Tajiks?", "таджикистан", "tacikistan", "таджикистан"),
    "TKM": ("Turkmenistan", "Turkmens?", "туркменистан|туркмени", "türkmenistan", "туркменістан"),
    "BLR": ("Belarus", "Belarusians?", "белорусси|беларус", "belarus", "білорус"),
    "POL": ("Poland", "Poles|Polish", "польш|польск", "polonya", "польщ|польськ"),
    "EST": ("Estonia", "Estonians?", "эстони", "estonya", "естоні"),
    "LVA": ("Latvia", "Latvians?", "латви", "letonya", "латві"),
    "LTU": ("Lithuania", "Lithuanians?", "литв", "litvanya", "литв"),
    "NOR": ("Norway", "Norwegians?", "норвеги", "norveç", "норвегі"),
    "SWE": ("Sweden", "Swedes|Swedish", "швеци", "isveç", "швеці"),
    "DEU": ("Germany", "Germans?", "германи|немецк", "almanya", "німеччин"),
    "FRA": ("France", "French", "франци", "fransa", "франці"),
    "ITA": ("Italy", "Italians?", "итали", "italya", "італі"),
    "ESP": ("Spain", "Spaniards|Spanish", "испани", "ispanya", "іспані"),
    "GRC": ("Greece", "Greeks?", "греци", "yunanistan", "греці"),
    "GBR": ("Britain|United Kingdom|UK", "Britons|British", "британи|великобритани", "ingiltere|britanya", "британі"),
    "AUT": ("Austria", "Austrians?", "австри", "avusturya", "австрі"),
    "CZE": ("Czech Republic|Czechia", "Czechs?", "чехи", "çekya", "чехі"),
    "HUN": ("Hungary", "Hungarians?", "венгри", "macaristan", "угорщин"),
    "SVK": ("Slovakia", "Slovaks?", "словаки", "slovakya", "словаччин"),
    "ROU": ("Romania", "Romanians?", "румыни", "romanya", "румуні"),
    "MDA": ("Moldova|Republic of Moldova", "Moldovans?", "молдов|молдави", "moldova", "молдов"),
    "BGR": ("Bulgaria", "Bulgarians?", "болгари", "bulgaristan", "болгарі"),
    "SRB": ("Serbia", "Serbs|Serbians?", "серби", "sırbistan", "сербі"),
    "MNE": ("Montenegro", "Montenegrins?", "черногори", "karadağ", "чорногорі"),
    "ISR": ("Israel", "Israelis?", "израил", "israil", "ізраїл"),
    "ARE": ("United Arab Emirates|UAE|Emirates", "Emiratis?", "оаэ|эмират", "birleşik arap emirlikleri|bae\\b", "оае|емірат"),
    "THA": ("Thailand", "Thais?", "таиланд", "tayland", "таїланд|таіланд"),
    "SYR": ("Syria", "Syrians?", "сири", "suriye", "сирі"),
    "LBN": ("Lebanon", "Lebanese", "ливан", "lübnan", "ліван"),
    "JOR": ("Jordan", "Jordanians?", "иордани", "ürdün", "йордані"),
    "IRQ": ("Iraq", "Iraqis?", "ирак", "ırak", "ірак"),
    "IRN": ("Iran", "Iranians?", "иран", "iran", "іран"),
    "EGY": ("Egypt", "Egyptians?", "египе?т", "mısır", "єгипе?т"),
    "SDN": ("Sudan", "Sudanese", "судан", "sudan", "судан"),
    "SSD": ("South Sudan", "South Sudanese", "южн\\w+ судан", "güney sudan", "південн\\w+ судан"),
    "TCD": ("Chad", "Chadians?", "чад(?:а|е|у)?\\b", "çad", "чад(?:у|і)?\\b"),
    "ETH": ("Ethiopia", "Ethiopians?", "эфиопи", "etiyopya", "ефіопі"),
    "UGA": ("Uganda", "Ugandans?", "уганд", "uganda", "уганд"),
    "KEN": ("Kenya", "Kenyans?", "кени", "kenya", "кені"),
    "COD": ("Democratic Republic of Congo|DR Congo|DRC", "Congolese", "конго", "kongo", "конго"),
    "RWA": ("Rwanda", "Rwandans?", "руанд", "ruanda", "руанд"),
    "BDI": ("Burundi", "Burundians?", "бурунди", "burundi", "бурунді"),
    "TZA": ("Tanzania", "Tanzanians?", "танзани", "tanzanya", "танзані"),
    "MLI": ("Mali", "Malians?", "мали\\b", "mali", "малі\\b"),
    "NER": ("Niger", "Nigeriens?", "нигер(?:а|е)?\\b", "nijer", "нігер(?:у|і)?\\b"),
    "BFA": ("Burkina Faso", "Burkinabe", "буркина", "burkina", "буркіна"),
    "MRT": ("Mauritania", "Mauritanians?", "мавритани", "moritanya", "мавритані"),
    "CMR": ("Cameroon", "Cameroonians?", "камерун", "kamerun", "камерун"),
    "CAF": ("Central African Republic|CAR", "Central Africans?", "цар\\b", "orta afrika", "цар\\b"),
    "AFG": ("Afghanistan", "Afghans?", "афганистан", "afganistan", "афганістан"),
    "PAK": ("Pakistan", "Pakistanis?", "пакистан", "pakistan", "пакистан"),
    "BGD": ("Bangladesh", "Bangladeshis?", "бангладеш", "bangladeş", "бангладеш"),
    "MMR": ("Myanmar|Burma", "Burmese|Rohingyas?", "мьянм", "myanmar", "м.янм"),
    "IND": ("India", "Indians?", "инди[ия]", "hindistan", "інді[яї]"),
    "CHN": ("China", "Chinese", "кита[йе]", "çin", "кита[йю]"),
    "VEN": ("Venezuela", "Venezuelans?", "венесуэл", "venezuela", "венесуел"),
    "COL": ("Colombia", "Colombians?", "колумби", "kolombiya", "колумбі"),
    "BRA": ("Brazil", "Brazilians?", "бразили", "brezilya", "бразилі"),
    "PER": ("Peru", "Peruvians?", "перу\\b", "peru", "перу\\b"),
    "ECU": ("Ecuador", "Ecuadorians?", "эквадор", "ekvador", "еквадор"),
    "USA": ("United States|US(?! and EU| sanctions|-)|U\\.S\\.|USA", "Americans?", "сша", "abd\\b", "сша"),
    "MEX": ("Mexico", "Mexicans?", "мексик", "meksika", "мексик"),
}  # fmt: skip
PEOPLE_ENDS = re.compile(r"(?:ян|яне|янам|янами|ец|цы|цев|цам|ці|ців|цям|яни|лар|ler|lar)$", re.IGNORECASE)
COLUMN = {"en": 0, "ru": 2, "tr": 3, "uk": 4}


@dataclass(frozen=True)
class Mention:
    """A place named in a sentence.

    Attributes
    ----------
    name
        As the scenario calls it, else the alpha-3 code or the words of the text.
    is_people
        Whether only its people are named, as in "Russians".
    """

    start: int
    end: int
    name: str
    country: str
    is_known: bool
    is_people: bool = False


@cache
def _countries(language: str) -> re.Pattern[str]:
    column = COLUMN[language]
    inner = "|".join(
        f"(?P<{code}>{words[column]})"
        for code, words in sorted(COUNTRIES.items(), key=lambda i: -len(i[1][column]))
    )
    tail = r"\b" if language == "en" else r"\w*"
    flags = 0 if language == "en" else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{inner}){tail}", flags)


@cache
def _peoples() -> re.Pattern[str]:
    inner = "|".join(f"(?P<{code}>{words[1]})" for code, words in COUNTRIES.items())
    return re.compile(rf"(?<!\w)(?:{inner})\b")


class Gazetteer:
    """Finds places of one scenario, and countries, in sentences of one language."""

    def __init__(self, scenario: Scenario, language: str) -> None:
        self.language = language
        self.home = tuple(scenario.home)
        self.codes = {p.country for p in scenario.places}
        self.words = {
            a.countries[0]: a.name for a in scenario.areas
            if len(a.countries) == 1 and not (a.places or a.modes or a.from_places)
        }  # fmt: skip
        own = {p.name: p.country for p in scenario.places}
        own |= {a.name: a.countries[0] if len(a.countries) == 1 else "" for a in scenario.areas}
        self.own = {name: code for name, code in own.items() if len(name) > 2}
        names = sorted(self.own, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '$^'})(?!\w)")

    def name_of(self, code: str) -> str:
        """Give the scenario's word for a country."""
        return self.words.get(code, code)

    def mentions(self, sentence: str) -> list[Mention]:
        """Find places and peoples, in their order, none inside another."""
        found = [
            Mention(*match.span(), match[0], self.own[match[0]], is_known=True)
            for match in self.pattern.finditer(sentence)
        ]
        for match in _countries(self.language).finditer(sentence):
            code = str(match.lastgroup)
            is_people = self.language != "en" and bool(PEOPLE_ENDS.search(match[0]))
            found.append(Mention(*match.span(), self.name_of(code), code, code in self.codes, is_people))
        if self.language == "en":
            for match in _peoples().finditer(sentence):
                code = str(match.lastgroup)
                name = self.name_of(code)
                found.append(Mention(*match.span(), name, code, code in self.codes, is_people=True))
        out: list[Mention] = []
        for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start), m.is_people)):
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        return out
