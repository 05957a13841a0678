"""How well dispatches are read: made-up texts in four languages, labelled by hand.

Writes docs/evidence/reading.md. A fifth of the texts, chosen by a hash of the id, was kept aside from the
writing of rules; both parts are scored.
"""

import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alee.files.scenario_folder import load_scenario
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text

ROOT = Path(__file__).parents[1]
TEXTS = Path(__file__).parent / "data" / "reading"
SECOND = TEXTS / "second"
SETS = (TEXTS, SECOND, TEXTS / "third")
LANGUAGES = ("en", "ru", "tr", "uk")
EVIDENCE = ROOT / "docs" / "evidence" / "reading.md"
BARS = {"precision": 0.95, "recall": 0.85, "measure and days": 0.80, "speaker": 0.85}
# What the reader got right before any of its rules had seen the texts; measured once, kept by hand.
FIRST_LOOKS = (
    "| **second set, first look** | 60 | 105 | 69 | 0.70 | 0.46 | 0.52 | 0.59 |",
    "| **third set, first look** | 36 | 61 | 50 | 0.78 | 0.64 | 0.92 | 0.66 |",
)
LAST_LOOK = {"precision": 0.78, "recall": 0.64, "measure and days": 0.92, "speaker": 0.66}
HEAD = (
    "| texts | number | figures wanted | figures proposed | precision | recall | measure and days right "
    "| speaker right |\n|---|---|---|---|---|---|---|---|"
)
HOW = (
    "The texts are made up for this project, in four languages, and labelled by hand before they were read "
    "(sets two and three), by the same hand that wrote the rules."
)
WHY = (
    "The first look is the honest figure: what to expect of a text that the rules have not seen. The second and third "
    "set were written to be unlike the first. Rules were then mended on them, so every other row flatters. The author "
    "of the rules also wrote the texts, and knew the other half of the second set while mending: it is no "
    "independent test. Five days and one speaker of the first set were labelled wrongly and were mended: a dispatch "
    "of a Sunday that says *on Sunday* means that day, and *as of 8 March* is one day, not all since."
)
NOTE = re.compile(r'([\w/]+) (\S+) @(.*?) ?(?:(\S*)\.\.(\S*))? "(.*)"')


@dataclass(frozen=True)
class Wanted:
    """One figure, or one silence, that a careful reader would note.

    Attributes
    ----------
    measures
        Any of them is right; ``silence`` is no figure: an office that gives none.
    speaker
        Part of its name; ``""`` where nobody says so, ``?`` where readers may differ (not scored).
    """

    measures: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None
    place: str
    first: str
    last: str
    speaker: str


@dataclass(frozen=True)
class Dispatch:
    """A made-up text and what it says."""

    name: str
    published: date
    text: str
    wanted: tuple[Wanted, ...]

    @property
    def is_aside(self) -> bool:
        """Whether it was kept aside from the writing of rules."""
        if self.name.startswith("s"):
            return int(self.name[2:]) % 2 == 0
        return int(hashlib.blake2b(self.name.encode(), digest_size=4).hexdigest(), 16) % 5 == 0


def dispatches(language: str, folder: Path = TEXTS) -> list[Dispatch]:
    """Read the texts of a language."""
    out = []
    for line in (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        name, day, text, notes = (part.strip() for part in line.split(" | "))
        text = text.replace(" ¶ ", "\n\n")
        wanted = () if notes == "-" else tuple(_wanted(note.strip()) for note in notes.split(";"))
        out.append(Dispatch(name, date.fromisoformat(day), text, wanted))
    return out


def _wanted(note: str) -> Wanted:
    match = NOTE.fullmatch(note)
    if match is None:
        raise ValueError(note)
    measure, figure, place, first, last, speaker = match.groups()
    value = low = high = None
    if figure.startswith(">="):
        low = float(figure[2:])
    elif figure.startswith("<="):
        high = float(figure[2:])
    elif "~" in figure:
        low, high = (float(part) for part in figure.split("~"))
    else:
        value = float(figure)
    return Wanted(tuple(measure.split("/")), value, low, high, place, first or "", last or "", speaker)


def is_figure(found: Proposal, wanted: Wanted) -> bool:
    """Whether a proposal has the wanted figure: value or bounds, to one in a hundred."""

    def near(a: float | None, b: float | None) -> bool:
        return (a is None) == (b is None) and (a is None or b is None or abs(a - b) <= 0.01 * abs(b))

    return near(found.value, wanted.value) and near(found.low, wanted.low) and near(found.high, wanted.high)


def is_measure_and_days(found: Proposal, wanted: Wanted) -> bool:
    """Whether measure and, where the text names days, the days are right."""
    days = (str(found.first or ""), str(found.last or ""))
    is_right_day = not wanted.first or days == (wanted.first, wanted.last)
    return found.measure in wanted.measures and is_right_day


def is_speaker(found: Proposal, wanted: Wanted) -> bool:
    """Whether the office that speaks is named, or nobody where nobody does."""
    said = found.speaker.casefold()
    if wanted.speaker == "?":
        return True
    return wanted.speaker.casefold() in said if wanted.speaker else not said


@dataclass
class Tally:
    """Counts over some dispatches."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    measure: int = 0
    speaker: int = 0
    speaker_scored: int = 0
    silent: int = 0
    silent_wanted: int = 0
    silent_found: int = 0
    texts: int = 0

    def rates(self) -> dict[str, float]:
        """The four scores."""
        return {
            "precision": self.right / max(1, self.found), "recall": self.right / max(1, self.wanted),
            "measure and days": self.measure / max(1, self.right),
            "speaker": self.speaker / max(1, self.speaker_scored),
        }  # fmt: skip


def tally(texts: Sequence[Dispatch]) -> tuple[Tally, list[str]]:
    """Read all texts and compare; also a line for each difference."""
    scenario = load_scenario(ROOT / "scenarios" / "russia-2022")
    total, lines = Tally(), []
    for dispatch in texts:
        total.texts += 1
        reading = read_text(dispatch.text, scenario, published=dispatch.published)
        reports = list(reading.of("report"))
        total.found += len(reports)
        total.silent_found += len(reading.of("nobody publishes"))
        for wanted in dispatch.wanted:
            if wanted.measures == ("silence",):
                is_heard = bool(reading.of("nobody publishes"))
                total.silent_wanted += 1
                total.silent += is_heard
                lines += [] if is_heard else [f"{dispatch.name}: missed a silence"]
                continue
            total.wanted += 1
            lines += _compared(dispatch.name, wanted, reports, total)
        lines += [f"{dispatch.name}: too many: {r.measure} {r.value or r.low or r.high}" for r in reports]
    return total, lines


def _compared(name: str, wanted: Wanted, reports: list[Proposal], total: Tally) -> list[str]:
    """Look for a figure among those found, take it out, and say what differs."""
    matches = [r for r in reports if is_figure(r, wanted)]
    if not matches:
        return [f"{name}: missed {'/'.join(wanted.measures)} {wanted.value or wanted.low or wanted.high}"]
    match = max(matches, key=lambda r: is_measure_and_days(r, wanted))
    reports.remove(match)
    is_right, is_said = is_measure_and_days(match, wanted), is_speaker(match, wanted)
    total.right += 1
    total.measure += is_right
    if wanted.speaker != "?":
        total.speaker_scored += 1
        total.speaker += is_said
    lines = []
    if not is_right:
        lines.append(
            f"{name}: {match.value or match.low or match.high}: {match.measure} {match.first}..{match.last} "
            f"for {'/'.join(wanted.measures)} {wanted.first}..{wanted.last}"
        )
    if not is_said:
        lines.append(f'{name}: {match.value or match.low}: speaker "{match.speaker}" for "{wanted.speaker}"')
    return lines


def speed() -> float:
    """Megabytes of English text read in a second of processor time."""
    scenario = load_scenario(ROOT / "scenarios" / "russia-2022")
    text = "\n\n".join(d.text for d in dispatches("en"))
    long = "\n\n".join([text] * (300_000 // len(text) + 1))
    began = time.process_time()
    read_text(long, scenario, published=date(2022, 10, 3))
    return len(long.encode()) / 1e6 / (time.process_time() - began)


def _row(name: str, texts: Sequence[Dispatch]) -> tuple[str, dict[str, float]]:
    total, _ = tally(texts)
    rates = total.rates()
    cells = " | ".join(f"{rate:.2f}" for rate in rates.values())
    return f"| {name} | {total.texts} | {total.wanted} | {total.found} | {cells} |", rates


def main() -> int:
    """Write docs/evidence/reading.md; give how many bars are missed on the texts kept aside."""
    first, second, third = ([d for k in LANGUAGES for d in dispatches(k, folder)] for folder in SETS)
    by_language = {k: [d for folder in SETS for d in dispatches(k, folder)] for k in LANGUAGES}
    rows = [_row(name, texts) for name, texts in (
        ("first set, rules were written on these", [d for d in first if not d.is_aside]),
        ("first set, kept aside", [d for d in first if d.is_aside]),
        ("second set, half that rules were mended on", [d for d in second if not d.is_aside]),
        ("second set, other half", [d for d in second if d.is_aside]),
        ("third set, after mending", third),
        *((f"all sets, {k}", texts) for k, texts in by_language.items()),
    )]  # fmt: skip
    rates = rows[1][1]
    missed = sum(rates[key] < bar for key, bar in BARS.items())
    verdict = [f"- {key}: {rates[key]:.2f}, bar {bar}: {'met' if rates[key] >= bar else 'missed'}; "
               f"at the last first look {LAST_LOOK[key]:.2f}: {'met' if LAST_LOOK[key] >= bar else 'missed'}."
               for key, bar in BARS.items()]  # fmt: skip
    EVIDENCE.write_text(
        f"# Reading dispatches\n\nWritten by `python -m verification reading`. {HOW}\n\n## Bars\n\n"
        "On the fifth of the first set that was kept aside, and at the last first look:\n\n"
        + "\n".join(verdict) + f"\n\n{WHY}\n\n{HEAD}\n" + "\n".join((*FIRST_LOOKS, *(row for row, _ in rows)))
        + f"\n\nSpeed: {speed():.1f} MB of English text a second of processor time, on a text in which every "
        "sentence holds a figure (bar: 0.5).\n",
        encoding="utf-8",
    )  # fmt: skip
    print("\n".join(verdict))
    return missed
