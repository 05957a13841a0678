"""Names of people and ways to reach them: found so that they can be hidden before anything is kept.

A fact about thousands needs nobody's name. So the reader would rather hide a word too many than keep a
name: it knows people by the words around them (:mod:`alee.reading.speakers`), and here by their given names,
their fathers' names, their titles, and surnames beside another capital. Telephone numbers, addresses of mail,
handles, links to profiles, numbers of documents and doors of houses go the same way (:mod:`alee.reading.contacts`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from alee.reading.contacts import contacts_in
from alee.reading.given_names import ALSO_WORDS, CYRILLIC, LATIN, SHORT_FORMS, WRITTEN_LARGE
from alee.reading.person_words import BEGIN_PLACES, END_PLACES, IN_PLACES, NO_PART

NAME = "[name]"  # stands where a text names a person, or says how to reach one
SHORTEST = 3  # letters of a name
SHORT_LINE = 45  # characters of a line that ends where it is meant to; a wrapped one is longer
NO_NAMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "neighbours",
        "the",
    ]
)
MOST_REMEMBERED = 50_000  # words
CYRILLIC_BEGINS = "\u0400"
NAME_WORD = re.compile(r"[^\W\d_]\w*")
ADJECTIVE = re.compile(r"(?:ск|цьк|ськ)\w{1,3}$")
POSSESSIVE = re.compile(r"[’']s\b")
PATH = re.compile(r".*[/\\]", re.DOTALL)
WORD_OF_NAME = re.compile(r"[^\W\d_]{3,}")
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})?")
TITLE = re.compile(
    r"Mr|Mrs|Ms|Miss|Mister|Dr|Sir|Madam|Bay|Bayan|Sayın|г-н\w*|г-ж\w*|господин\w*|госпож\w*|[Пп]ан|пана|пану|пані",
    re.IGNORECASE,
)
FATHER = re.compile(
    r"\w(?:[oe]vi?ch|ovna|evna|oğlu|oglu|qızı|kızı|ович|евич|ійович)(?:а|у|ем|ом|е)?$|\w(?:овн|евн|івн|ївн|иничн)(?:а|ы|е|у|ой|и|і|ою)$"
)
NO_FATHER = re.compile(r"верховн|основн|духовн|церковн|уголовн|условн|кровн|плановн|головн", re.IGNORECASE)
FAMILY = re.compile(
    r"\w{2}(?:ov|ova|ev|eva|yev|yeva|enko|chuk|shchuk|skiy|skyi|sky|skaya|ska|yan|dze|shvili|oğlu|oglu|bayev|bayeva)$"
    r"|\w{2}(?:ов|ев|ёв|енко|чук|ян|дзе|швили|швілі)(?:а|у|ым|им|е|ой|ою|і|ой|ом)?$|\w{3}(?:ский|ского|скому|ским|ская|ской|скую|ський|ського|ська|ської|цький|цького)$"
)
NO_FAMILY = re.compile(
    r"Oblast|Region|District|Krai|Border|Crossing|Ministry|Service|Guard|Province|City|Airport|Bridge|Street|Republic|University|Federation|"
    r"Област|Район|Край|Республик|Министерств|Міністерств|Пограничн|Верхн|Нижн|Нов|Стар|Велик"
)


def names_of_people(
    text: str, is_place: Callable[[str], bool], is_office: Callable[[str], bool]
) -> frozenset[str]:
    """Find words that name people by given names, fathers' names, titles and surnames.

    Parameters
    ----------
    text
        The text.
    is_place, is_office
        Whether words are wholly those of a place, or of an office or organisation; such words are no names.

    Returns
    -------
    frozenset of str
        Every word to hide, as it is written, and its neighbours that belong to the same person.
    """
    words = _Words(text, is_place, is_office)
    found: set[str] = set()
    told = set(words.words)
    likely, titles = {w for w in told if _may_be_person(w)}, {w for w in told if _is_title(w)}
    before = ""
    for k, word in enumerate(words.words):
        if word in likely or before in titles:
            found.update(words.person_at(k))
        before = word
    return frozenset(word for word in found if len(word) >= SHORTEST)


@lru_cache(MOST_REMEMBERED)
def _may_be_person(word: str) -> bool:
    """Whether a word alone looks like a given name, a father's name or a surname."""
    return is_given(word) or (not word[0].islower() and _is_family(word))


@lru_cache(MOST_REMEMBERED)
def _is_title(word: str) -> bool:
    return TITLE.fullmatch(word) is not None


class _Words:
    """The words of a text, and which of them belong to a person."""

    def __init__(self, text: str, is_place: Callable[[str], bool], is_office: Callable[[str], bool]) -> None:
        self.text, self.is_place, self.is_office = text, is_place, is_office
        self.found = list(WORD.finditer(text))
        self.words = [match[0] for match in self.found]
        self.free: dict[str, bool] = {}

    def word(self, k: int) -> str:
        """One word; empty before the first and behind the last."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def person_at(self, k: int) -> list[str]:
        """The words of the person whose given name, father's name, title or surname is here; else none."""
        word = self.word(k)
        if word[0].islower():
            if not is_given(word):
                return []
            behind = self.word(k + 1) if self._are_beside(k) else ""
            return [word, behind] if FAMILY.search(behind) else [word]
        is_fathers = _is_fathers(word)
        is_surname = self._is_surname(k)
        if not (is_fathers or is_surname or is_given(word) or self._is_titled(k)):
            return []
        if self.is_place(word) and not is_fathers:
            return []
        if not is_fathers and self._is_of_place(k):
            return []
        found = [word]
        for step in (k + 1, k + 2):
            if not (self._may_be(step) and self._are_beside(step - 1)):
                break
            found.append(self.word(step))
        if self._may_be(k - 1) and self._are_beside(k - 1):
            before = self.word(k - 1)
            found += [before] if is_surname or is_fathers or FAMILY.search(before) else []
        return found

    def _may_be(self, k: int) -> bool:
        """Whether a word is written with a capital and is neither place nor office."""
        word = self.word(k)
        if not word[:1].isupper():
            return False
        if word not in self.free:
            self.free[word] = not (self.is_place(word) or self.is_office(word) or NO_FAMILY.match(word))
        return self.free[word]

    def _are_beside(self, k: int) -> bool:
        """Whether nothing but blanks, the dot of a title, or the end of a full line parts a word from the next."""
        if not 0 <= k < len(self.found) - 1:
            return False
        end, start = self.found[k].end(), self.found[k + 1].start()
        between = self.text[end:start]
        if "\n" in between and end - self.text.rfind("\n", 0, end) <= SHORT_LINE:
            return False
        return between.count("\n") < 2 and not between.strip(
            " .\u00a0\n" if _is_title(self.words[k]) else " \u00a0\n"
        )

    def _is_surname(self, k: int) -> bool:
        word = self.word(k)
        if not _is_family(word):
            return False
        if _has_initial(self.text, *self.found[k].span()):
            return True
        if not (self._may_be(k - 1) and self._are_beside(k - 1)) or self.word(k - 1).casefold() in NO_PART:
            return False
        is_adjective = ADJECTIVE.search(word) is not None and self._are_beside(k)
        return not (is_adjective and self.word(k + 1)[:1].islower() and not is_given(self.word(k - 1)))

    def _is_of_place(self, k: int) -> bool:
        """Whether the words around a name make it that of a place, a house, an organisation or a ship."""
        first = k
        while first and self._are_beside(first - 1) and self.word(first - 1)[:1].isupper() and k - first < 3:
            first -= 1
        ahead = [self.word(j).casefold() for j in range(first, k)]
        if not BEGIN_PLACES.isdisjoint(ahead):
            return True
        before = self.word(first - 1).casefold() if first and self._are_beside(first - 1) else ""
        if before in ("the", "имени", "імені") or (ahead and ahead[0] == "the"):
            return True
        last = k
        while self._are_beside(last) and self.word(last + 1)[:1].isupper() and last - k < 3:
            last += 1
            if self.word(last).casefold() in END_PLACES:
                return True
        is_in = before in IN_PLACES or (ahead and ahead[0] in IN_PLACES)
        end = self.found[last].end()
        return bool(is_in) and not _is_title(self.word(k - 1)) and not POSSESSIVE.match(self.text, end)

    def _is_titled(self, k: int) -> bool:
        if k == 0 or not self._are_beside(k - 1):
            return False
        return _is_title(self.word(k - 1))


def shown_name(file: str) -> str:
    """Give the name of a file without the way to it, and without words that may name a person."""
    plain = PATH.sub("", file)
    return masked(WORD_OF_NAME.sub(lambda m: NAME if _may_name(m[0]) else m[0], plain), None)


def _may_name(word: str) -> bool:
    """Whether a word of a file's name looks like a given name or a surname."""
    return is_given(word) or is_given(word.capitalize()) or _is_family(word)


def _is_family(word: str) -> bool:
    """Whether a word looks like a surname or a father's name, also in capitals."""
    plain = word.capitalize() if word.isupper() or word.islower() else word
    return FAMILY.search(plain) is not None or _is_fathers(word)


def _is_fathers(word: str) -> bool:
    """Whether a word looks like a father's name, and is no common word with the same end."""
    plain = word.capitalize() if word.isupper() else word
    return FATHER.search(plain) is not None and NO_FATHER.match(word) is None


def _has_initial(text: str, start: int, end: int) -> bool:
    """Whether an initial with its dot stands right before or behind a word."""
    return bool(
        re.search(r"(?<![^\W\d_])[^\W\d_]\.[ \u00a0]?\Z", text[max(0, start - 5) : start])
        or re.match(r"\s[^\W\d_]\.\s?[^\W\d_]\.", text[end : end + 6])
    )


@lru_cache(MOST_REMEMBERED)
def is_given(word: str) -> bool:
    """Whether a word is a given name, in any case of Russian or Ukrainian."""
    low = word.replace("İ", "I").casefold()
    if low[0] < CYRILLIC_BEGINS:
        if word[0].isupper():
            return low in LATIN or low in WRITTEN_LARGE
        return low in LATIN and len(word) > SHORTEST and low not in ALSO_WORDS
    if word[0].islower():
        return False
    if low in CYRILLIC or low in SHORT_FORMS:
        return True
    if low in WORDS_TOO:
        return False
    return any(
        len(low) - len(stem) <= 3 and low.startswith(stem) and ENDING.match(low, len(stem))
        for stem in _stems().get(low[:3], ())
    )


WORDS_TOO = frozenset({"нині", "верою", "вере", "веры", "любой", "любою", "жанр", "яну"})
ENDING = re.compile(r"(?:[аеиоуыюяьёіїє]|ой|ей|ом|ем|ам|ою|ею|єм|ию|ией|ії|ию|ию|ієм|ию|ями|ам[иы]|іє?ю)$")


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Given names without their endings, by their first three letters."""
    stems: dict[str, set[str]] = defaultdict(set)
    for name in CYRILLIC:
        stem = re.sub(r"[аеиоуыюяьёійїє]$", "", name)
        if len(stem) >= SHORTEST:
            stems[stem[:3]].add(stem)
    stems["пав"].add("павл")
    return {key: tuple(sorted(found)) for key, found in stems.items()}


class Names:
    """Names of people in a text: each word of them, found again in time that does not grow with their number.

    A Cyrillic name is found with the endings of its cases, of at most three letters.
    """

    def __init__(self, names: Iterable[str]) -> None:
        words = (word for name in names for word in NAME_WORD.findall(name))
        self.words = frozenset(w for w in words if len(w) >= SHORTEST and w.casefold() not in NO_NAMES)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in a text, in order."""
        if not self.words or (text.isascii() and self.words.isdisjoint(NAME_WORD.findall(text))):
            return []
        return [m.span() for m in NAME_WORD.finditer(text) if self._holds(m[0])]

    def _holds(self, word: str) -> bool:
        if word in self.words:
            return True
        if word[-1] < CYRILLIC_BEGINS:
            return False
        return any(word[:end] in self.words for end in range(max(SHORTEST, len(word) - 3), len(word)))


def hidden_spans(text: str, names: Names | None) -> list[tuple[int, int]]:
    """Every stretch of a text that must not be kept, in order, none overlapping."""
    spans = [*contacts_in(text)]
    spans += names.spans(text) if names is not None else []
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return out


def masked(text: str, names: Names | None) -> str:
    """Hide names of people, telephone numbers, addresses of mail, handles, profiles and documents."""
    out, at = [], 0
    for start, end in hidden_spans(text, names):
        out += [text[at:start], NAME]
        at = end
    made = "".join(out) + text[at:]
    return REPEATED.sub(NAME, made) if NAME in made else made


def office_in(speaker: str) -> str:
    """The office alone of whoever speaks, where a name stands behind it or before it."""
    return " ".join(HIDDEN.sub(" ", speaker).split()).strip(" ,")


def struck_out(text: str, names: Names | None) -> str:
    """Hide the same with blocks of the same length, so that every other character keeps its place."""
    out, at = [], 0
    for start, end in hidden_spans(text, names):
        out += [text[at:start], "\u2588" * (end - start)]
        at = end
    return "".join(out) + text[at:]


HIDDEN = re.compile(rf"{re.escape(NAME)}(?:[’']s?\b)?")
REPEATED = re.compile(rf"{re.escape(NAME)}(?:[\s-]*{re.escape(NAME)})+")
