"""A text about the hamlet, and a yes to one of its facts."""

import datetime as dt
from pathlib import Path

import alee
from alee.model.scenario import Scenario
from alee.reading.accepted import Answer, record
from alee.reading.becoming import draft_of, edited
from alee.reading.copies import Printing, printing_of
from alee.reading.reader import read_text

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
DAY = dt.date(2030, 5, 12)
TEXT = (
    "The border guard said 310 people entered Rivertown on 9 May 2030. "
    "Officials closed the crossing at Old Bridge on 11 May 2030. "
    "Officials have not published figures on arrivals in Rivertown. "
    "Many newcomers need housing in Rivertown."
)


def printing(text: str, scenario: Scenario, name: str = "news.txt") -> Printing:
    found = read_text(text, scenario, published=DAY)
    return printing_of(text, name, found.digest, found.published, found.proposals, found.hidden)


def accept(folder: Path, kind: str, /, text: str = TEXT, *, answer: str = "yes", **changes: str) -> Answer:
    """Answer the first proposal of a kind, its row edited."""
    scenario = alee.load_scenario(folder)
    read = printing(text, scenario)
    proposal = next(p for p in read.facts if p.kind == kind)
    draft = draft_of(proposal, scenario)
    if changes:
        draft = edited(draft, changes, scenario)
    return record(folder, proposal, answer, draft, printing=read)
