"""Names of a scenario's places in Cyrillic: «Порубне» is Porubne, whichever way a scenario writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

LETTERS = str.maketrans(
    "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя", "abvggdeeeJziiiiklmnoprstufXcCSW i eUA"
)  # a blank for signs
# Ways of writing one sound in Latin letters, the longest first.
LATIN = (
    ("shch", "W"), ("zh", "J"), ("kh", "X"), ("ch", "C"), ("sh", "S"), ("ts", "c"), ("iu", "U"), ("yu", "U"),
    ("ia", "A"), ("ya", "A"), ("ie", "e"), ("ye", "e"), ("y", "i"), ("j", "i"), ("h", "g"),
)  # fmt: skip
VOWELS = "aeiouUA"
SHORTEST = 5  # letters of a name that is looked for by its sound
MOST_ENDING = 3  # letters by which cases differ
KEY = 3


def sound(name: str) -> str:
    """One spelling for all that sound alike, whether in Latin or in Cyrillic letters."""
    low = name.lower().replace("'", "").replace("’", "")
    for letters, one in LATIN:
        low = low.replace(letters, one)
    told = low.translate(LETTERS).replace(" ", "")
    return told.replace("ii", "i")


class BySound:
    """Finds the places of a scenario by how a Cyrillic word sounds, in any case."""

    def __init__(self, names: Iterable[str]) -> None:
        self.stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in names:
            told = sound(name)
            if len(name) >= SHORTEST and " " not in name:
                stem = told[:-1] if told[-1] in VOWELS else told
                self.stems[stem[:KEY]].append((stem, name))

    def find(self, word: str) -> str:
        """Give the name that a capitalised word stands for; empty if it stands for none."""
        if len(word) < SHORTEST or not word[0].isupper():
            return ""
        told = sound(word)
        for stem, name in self.stems.get(told[:KEY], ()):
            if told.startswith(stem) and len(told) - len(stem) <= MOST_ENDING:
                return name
        return ""
