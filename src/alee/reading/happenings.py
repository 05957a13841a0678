"""Facts without a number: policies, events, silences, traces, needs, who leaves, and where to next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from alee.reading.letters import Family, Line, holds_any, small
from alee.reading.proposals import Kind


@dataclass(frozen=True)
class Sign:
    """Words that state a fact; ``what`` is the fact in words.

    Attributes
    ----------
    anchors
        Beginnings in small letters, one of which stands in every sentence that the pattern fits.
    """

    kind: Kind
    what: str
    anchors: tuple[str, ...]
    pattern: str
    measure: str = ""
    place: str = "abroad"  # whose fact it is: a place abroad, home, or nobody's


SIGNS: dict[str, tuple[Sign, ...]] = {
    "en": (
        Sign("policy", "air links are kept open", ("air", "flights"), r"(?:maintain\w*|kept|keeps?|keeping|preserv\w+|resum\w+|continu\w+) (?:\w+ ){0,3}(?:air (?:links?|travel|connections?)|flights|direct flights)"),
        Sign("policy", "flights are blocked", ("flight", "air"), r"(?:block\w*|suspend\w*|halt\w*|cancel\w*|bann\w*|stop\w*|clos\w*) (?:\w+ ){0,3}(?:flights?|air links?|airspace)|(?:flights?|airspace) (?:\w+ ){0,2}(?:blocked|suspended|cancelled|closed|halted)", place="other"),
        Sign("policy", "no visa is asked for", ("visa",), r"(?:do(?:es)?n.t|do(?:es)? not|without) (?:impose|require|need|requiring|asking for|ask for)?\s*(?:\w+ ){0,2}visas?|visa.free|no visas? (?:is |are )?(?:needed|required)|waive\w* (?:\w+ ){0,2}visas?"),
        Sign("policy", "a visa is asked for", ("visa",), r"(?:introduc\w+|reintroduc\w+|impos\w+|tighten\w*|requir\w+) (?:\w+ ){0,3}visas?(?! restrictions on)|visas? (?:will be|are now|is now) (?:required|needed)|(?:stop\w*|ceas\w+|suspend\w*) (?:issuing|granting|giving) (?:\w+ ){0,4}visas?|(?:not|no longer) (?:issue|issuing|grant|granting|give) (?:\w+ ){0,4}visas?"),
        Sign("policy", "entry is refused", ("entry", "entrance", "admission", "border", "crossing", "checkpoint", "frontier", "tourists", "citizens", "nationals", "travel", "visitors", "men"), r"(?:block\w*|refus\w+|bann?\w*|deny\w*|denied|bar(?:s|red|ring)?|turn\w* away|prohibit\w*) (?:\w+ ){0,2}(?:entry|entrance|admission)|entry ban|turn\w* (?:away|back) (?:all |most )?(?:[\w-]+ ){0,3}(?:tourists|citizens|nationals|travellers|travelers|visitors|men)\b|(?:no longer|not|stop\w*) (?:let|lets|letting|allow\w*|admit\w*) (?:in )?(?:[\w-]+ ){0,3}(?:tourists|citizens|nationals|travellers|travelers|visitors|men)\b|(?:clos\w+|shut\w*|seal\w*) (?:\w+ ){0,3}(?:borders?|crossings?|checkpoints?|frontier)|(?:borders?|crossings?|checkpoints?|frontier) (?:\w+ ){0,3}(?:closed|shut|sealed)"),
        Sign("policy", "a crossing opens", ("border", "crossing", "checkpoint", "frontier", "corridor"), r"(?:re-?open\w*|open(?:s|ed|ing)?) (?:\w+ ){0,4}(?:borders?|crossings?|checkpoints?|frontier|corridor)|(?:borders?|crossings?|checkpoints?|frontier) (?:\w+ ){0,3}(?:re-?opened|opened)"),
        Sign("event", "mobilisation is announced", ("mobili", "call-up", "conscription", "draft"), r"(?:announc\w+|declar\w+|declaration of|decree\w*|order\w*)(?:[^.]{0,60})(?:mobili[sz]ation|call-up|conscription|draft)|(?:mobili[sz]ation|call-up|conscription|draft)(?:[^.]{0,30})(?:announc\w+|declar\w+|began|begun|statement)", place="home"),
        Sign("event", "fighting displaces people", ("fighting", "clash", "shelling", "offensive", "attack", "violence", "flood", "earthquake", "eruption"), r"(?:fighting|clashes|shelling|offensive|attack\w*|violence|flood\w*|earthquake|eruption) (?:\w+ ){0,4}(?:forced|drove|displaced|erupted|broke out|struck|hit|intensified|reached)", place="home"),
        Sign("proxy", "more homes are bought or rented", ("buying", "renting", "purchas", "rental", "hous", "apartment", "flats", "property", "real estate"), r"(?:increase|rise|rising|surge|jump|growth|growing|more|boom|soar\w*|demand)[^.]{0,60}(?:buying|renting|purchas\w+|rentals?|housing|houses|apartments|flats|property|real estate)", "house_sales"),
        Sign("proxy", "rents rise", ("rent",), r"\brents?(?: prices)? (?:\w+ ){0,3}(?:rose|risen|rise|rising|soared|jumped|climbed|doubled|tripled|surged|up)\b", "rent_index"),
        Sign("proxy", "air fares rise", ("fare", "ticket", "flight price"), r"(?:fares?|(?:ticket|flight) prices|tickets?) (?:\w+ ){0,4}(?:rose|risen|soared|jumped|climbed|doubled|tripled|surged|sold out)", "air_fare"),
        Sign("proxy", "searches rise", ("search", "queries"), r"(?:search\w*|queries) (?:\w+ ){0,5}(?:rose|soared|jumped|surged|spiked)|(?:spike|surge) in (?:\w+ ){0,3}searches", "search_interest"),
        Sign("proxy", "more people arrive than before", ("number of",), r"(?:number of (?:arrivals|people|refugees|newcomers)[^.]{0,50}(?:increased|risen|rose|grown|grew|doubled|surged))", "entries"),
        Sign("need", "housing", ("live", "stay", "sleep", "hous", "accommodation", "shelter", "bed", "roof", "apartment"), r"(?:find\w*|need\w*|lack\w*|without|difficult\w*|short\w*|look\w*|search\w*|struggl\w*|nowhere)[^.]{0,60}(?:places? to (?:live|stay|sleep)|hous(?:e|ing)|accommodation|shelters?|beds?|roof|apartments?)", place=""),
        Sign("need", "payment and cash", ("pay", "card", "cash", "money", "account", "savings"), r"(?:ways? to pay|pay for|bank cards?|cards? (?:\w+ ){0,2}(?:blocked|not work\w*)|cash|money transfers?|bank accounts?|access to (?:their )?(?:money|savings))", place=""),
        Sign("need", "counselling: psychological distress", ("psycholog", "mental", "distress", "trauma", "anxiety", "depress", "couldn", "shock", "panic"), r"(?:psycholog\w+|mental health|distress|trauma\w*|anxiety|depress\w+|couldn.t (?:eat|sleep)|suffered the shock|panic)", place=""),
        Sign("need", "legal help and documents", ("legal", "lawyer", "document", "papers"), r"(?:legal (?:aid|help|advice|status|support)|lawyers?|document\w*[^.]{0,25}(?:need\w*|lack\w*|lost|without)|(?:need\w*|lack\w*|lost|without)[^.]{0,25}(?:documents|papers))", place=""),
        Sign("need", "food, water or medical care", ("food", "water", "medic", "doctor", "blanket", "warm clothes"), r"(?:need\w*|lack\w*|short\w*|without|run\w* out)[^.]{0,40}(?:food|water|medic\w+|doctors?|blankets?|warm clothes)", place=""),
        Sign("need", "school places", ("school", "enrol"), r"(?:school places|children[^.]{0,40}school|enrol\w*)", place=""),
        Sign("composition", "who is leaving changes", ("educated", "anyone who can", "famil", "young men", "professional", "women", "men", "middle class", "cosmopolitan", "poorer", "everyone", "children", "student", "specialist"), r"(?:while|whereas|unlike|earlier|first wave|now)[^.]{0,160}(?:educated|anyone who can|families|young men|professionals|women and children|middle class|cosmopolitan|poorer|everyone)|(?:mostly|mainly|majority|predominantly) (?:\w+ ){0,3}(?:men|women|children|families|students|specialists)", place=""),
        Sign("onward", "people plan to move on", ("mov", "travel", "transit", "onward", "go on", "third countr", "plan"), r"(?:before moving|moving on|move on|mov\w+ to another country|travel\w* on|transit\w* (?:to|through)|onward|go on to|third countr(?:y|ies)|plans? to (?:leave|go|move|fly) (?:for|to|on))", place=""),
        Sign("onward", "family will follow", ("girlfriend", "wife", "husband", "partner", "famil", "children", "relatives", "spouse"), r"(?:wait\w* for|join\w*|follow\w*|bring\w*)[^.]{0,40}(?:girlfriend|wife|husband|partner|famil(?:y|ies)|children|relatives|spouse)|(?:girlfriend|wife|husband|partner|famil(?:y|ies)|children|relatives)[^.]{0,30}(?:to join|will follow|will join|joins?)", place=""),
    ),
    "ru": (
        Sign("policy", "flights are blocked", ("рейс", "авиа", "воздушн"), r"(?:приостанов\w+|отмен\w+|закры\w+|прекрат\w+) (?:\w+ ){0,3}(?:рейс\w*|авиасообщен\w+|воздушн\w+)", place="other"),
        Sign("policy", "entry is refused", ("въезд", "границ", "пропуск"), r"(?:запрет\w+|запрещ\w+|огранич\w+|закры\w+|отказ\w+) (?:\w+ ){0,4}(?:въезд\w*|границ\w*|пункт\w* пропуска)|(?:границ\w+|пункт\w* пропуска)[^.]{0,25}закрыт\w*"),
        Sign("policy", "no visa is asked for", ("виз",), r"безвиз\w+|виз\w+ не (?:нужн\w+|требу\w+)"),
        Sign("policy", "a crossing opens", ("границ", "пункт", "переход"), r"(?:откры\w+|возобнов\w+) (?:\w+ ){0,3}(?:границ\w*|пункт\w*|переход\w*)"),
        Sign("event", "mobilisation is announced", ("мобилизац",), r"(?:объяв\w+)[^.]{0,40}мобилизаци\w+|мобилизаци\w+[^.]{0,20}объяв\w+", place="home"),
        Sign("proxy", "rents rise", ("аренд", "жиль"), r"(?:аренд\w+|цен\w+ на жиль\w+)[^.]{0,40}(?:вырос\w*|подскочи\w+|подорожа\w+|удвоил\w+)|подорожа\w+[^.]{0,20}аренд\w+", "rent_index"),
        Sign("need", "housing", ("жиль", "ночлег", "кров", "размещ"), r"(?:нужн\w+|не хватает|ищут|нуждают\w+)[^.]{0,40}(?:жиль\w+|ночлег\w*|кров\w*|размещени\w+)", place=""),
        Sign("need", "counselling: psychological distress", ("психолог", "стресс", "тревог"), r"психолог\w+|стресс\w*|тревог\w*", place=""),
    ),
    "tr": (
        Sign("policy", "flights are blocked", ("uçuş", "sefer"), r"(?:uçuş|sefer)\w*[^.]{0,30}(?:durdur\w+|iptal|askıya)", place="other"),
        Sign("policy", "entry is refused", ("giriş", "sınır"), r"(?:giriş\w*)[^.]{0,30}(?:yasak\w*|engelle\w+|izin verilm\w+)|sınır\w*[^.]{0,30}kapat\w+|sınır\w*[^.]{0,20}kapalı"),
        Sign("policy", "no visa is asked for", ("vize",), r"vizesiz|vize\w* (?:\w+ ){0,2}(?:istemi\w+|gerekmi\w+|muaf\w*)"),
        Sign("policy", "a crossing opens", ("sınır", "kapı"), r"(?:sınır|kapı)\w*[^.]{0,30}(?:açıldı|yeniden aç\w+)"),
        Sign("event", "mobilisation is announced", ("seferberli",), r"seferberli\w+[^.]{0,30}(?:ilan|açıkla\w+|duyur\w+)", place="home"),
        Sign("proxy", "rents rise", ("kira",), r"kira\w*[^.]{0,40}(?:arttı|yükseldi|fırladı|katlandı)", "rent_index"),
        Sign("need", "housing", ("barınma", "konut", "kalacak"), r"(?:barınma|konut|kalacak yer)[^.]{0,40}(?:ihtiyaç|sıkıntı\w*|bulam\w+|gerek\w*)", place=""),
        Sign("need", "counselling: psychological distress", ("psikolojik", "travma"), r"psikolojik|travma\w*", place=""),
    ),
    "uk": (
        Sign("policy", "flights are blocked", ("рейс", "авіа"), r"(?:призупини\w+|скасува\w+|закри\w+) (?:\w+ ){0,3}(?:рейс\w*|авіасполуч\w+)", place="other"),
        Sign("policy", "entry is refused", ("їзд", "кордон", "пропуск"), r"(?:заборон\w+|обмеж\w+|закри\w+|відмов\w+) (?:\w+ ){0,4}(?:в.їзд\w*|кордон\w*|пункт\w* пропуску)|(?:кордон\w*|пункт\w* пропуску)[^.]{0,25}закрит\w*"),
        Sign("policy", "no visa is asked for", ("безвіз",), r"безвіз\w+"),
        Sign("policy", "a crossing opens", ("кордон", "пункт", "перехід"), r"(?:відкри\w+|віднови\w+) (?:\w+ ){0,3}(?:кордон\w*|пункт\w*|перехід\w*)"),
        Sign("event", "mobilisation is announced", ("мобілізац",), r"(?:оголо\w+)[^.]{0,40}мобілізаці\w+|мобілізаці\w+[^.]{0,20}оголо\w+", place="home"),
        Sign("need", "housing", ("житл", "прихист", "ночівл", "розміщ"), r"(?:потрібн\w+|бракує|шукають|потребують)[^.]{0,40}(?:житл\w*|прихист\w*|ночівл\w*|розміщенн\w+)", place=""),
        Sign("need", "counselling: psychological distress", ("психолог", "стрес", "тривог"), r"психолог\w+|стрес\w*|тривог\w*", place=""),
    ),
}  # fmt: skip
RANK = re.compile(
    r"(?:close to|near|at) the top of (?:the|a) (?:list|ranking)[^.]{0,80}?(?:after|behind)\s+(?P<after>[A-Z][\w ,]+?(?:and [A-Z]\w+)?)(?=[.;]|$)"
    r"|\b(?P<nth>second|third|fourth|fifth)[- ](?:largest|biggest|most)\b|\b(?:ranks?|ranked|comes?|came|is|was) (?P<nth2>second|third|fourth|fifth)\b"
    r"|\b(?P<first>largest|biggest) (?:group|number) of\b"
)
RANK_ANCHORS = ("the top of", "largest", "biggest", "second", "third", "fourth", "fifth")
NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


@cache
def _compiled(language: str) -> Family[tuple[Sign, re.Pattern[str]]]:
    every = [(sign, small(sign.pattern)) for sign in SIGNS[language]]
    return Family((pattern, (sign, pattern)) for sign, pattern in every)


def signs(language: str, line: Line) -> Iterator[tuple[Sign, re.Pattern[str]]]:
    """Give the signs of a language that may stand in a sentence."""
    low = line.low
    for sign, pattern in line.among(_compiled(language)):
        if holds_any(low, sign.anchors):
            yield sign, pattern


def rank_of(text: str) -> Iterator[tuple[re.Match[str], float | None, float | None]]:
    """Find places in an order: the match, the place, or the best that it can be."""
    if not holds_any(text, RANK_ANCHORS):
        return
    for match in RANK.finditer(text):
        if match["after"]:
            yield match, None, 1.0 + len(re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", match["after"]))
        else:
            word = match["nth"] or match["nth2"]
            yield match, float(NTH[word]) if word else 1.0, None
