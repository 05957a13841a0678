"""How fast texts are read: dispatches in which nothing is said twice, and texts made to be slow."""

import random
import time
from collections.abc import Iterator
from datetime import date

from alee.model.scenario import Scenario
from alee.reading.reader import read_text

DAY = date(2022, 10, 3)
SLOWEST = 5.0  # seconds a megabyte that no text may take
HOSTILE = 1_000_000  # characters of a text made to be slow: reading may stop before its end, and says so


def seconds(text: str, scenario: Scenario, times: int = 1) -> float:
    """Seconds of processor time for a text."""
    began = time.process_time()
    for _ in range(times):
        read_text(text, scenario, published=DAY)
    return (time.process_time() - began) / times


def speed(texts: list[str], scenario: Scenario) -> tuple[float, float]:
    """Megabytes a second: of texts that repeat nothing, and of the same texts five times over."""
    once = "\n\n".join(texts)
    often = "\n\n".join([once] * 5)
    seconds(once, scenario)
    return len(once.encode()) / 1e6 / seconds(once, scenario, 4), len(often.encode()) / 1e6 / seconds(
        often, scenario
    )


def hostile() -> Iterator[tuple[str, str]]:
    """Texts made to be slow, each with its name; always the same ones."""
    rng = random.Random(0)

    def number() -> int:
        return rng.randint(1, 10**6)

    def word() -> str:
        return "".join(rng.choice("abcdefghiklmnoprstuv") for _ in range(rng.randint(2, 9)))

    n = HOSTILE
    yield "numbers and nothing else", " ".join(str(number()) for _ in range(n // 7))
    yield (
        "one sentence of figures",
        " ".join(f"{number()} people entered Georgia and" for _ in range(n // 30)),
    )
    yield (
        "a table",
        "\n".join(
            f"| Georgia | {number()} | {1 + number() % 28} September | entries |" for _ in range(n // 44)
        ),
    )
    yield "one line without an end", " ".join(word() for _ in range(n // 6))
    yield "one word without an end", "a" * n
    yield "names", " ".join(f"said {word().title()} {word().title()}." for _ in range(n // 20))
    yield "capitals and apostrophes", "A'" * (n // 2)
    yield "right to left", "قال المسؤول إن 5,000 شخص وصلوا إلى تركيا يوم الجمعة. " * (n // 54)
    yield "mixed scripts", "В Грузию entered 5 bin kişi осіб " * (n // 33)
    yield "dates", " ".join(f"{1 + number() % 28} September {number() % 9999} people" for _ in range(n // 25))


def slowest(scenario: Scenario) -> list[tuple[float, str]]:
    """Seconds a megabyte for each text made to be slow, the slowest first; the better of two readings."""
    found = []
    for name, text in hostile():
        taken = min(seconds(text, scenario) for _ in range(2))  # other work on the machine slows one of them
        found.append((taken / (len(text.encode()) / 1e6), name))
    return sorted(found, reverse=True)
