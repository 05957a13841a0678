"""What a briefing rests on: the reports, what they taught, how earlier forecasts fared, how to repeat it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alee.plots.interval import Interval

EvidenceStatus = Literal["used", "copy", "superseded", "contradicts", "outside", "not_used"]
"""What became of a report.

``used``: fitted. ``copy``: repeats the figure of ``related``; the two count once. ``superseded``: its issuer
published a later version, ``related``. ``contradicts``: fitted, and cannot be true together with ``related``.
``outside``: fitted, but no history of the model comes near it; its weight was cut. ``not_used``: not
fitted, for the ``reason`` given (not understood yet, before the period, an expectation, withdrawn by hand,
...).
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """What a reported figure counts.

    Parameters
    ----------
    counts
        ``people``, ``trips`` (one person may cross several times), or ``other`` (flats, fares, searches,
        seats, ...).
    balance
        ``gross`` (one direction, ordinary traffic inside), ``net`` (in minus out), or ``none`` where
        neither makes sense.
    kind
        ``stock``, ``flow``, ``rate`` (share, rank, price), or ``proxy`` (follows people only indirectly).
    """

    counts: Literal["people", "trips", "other"]
    balance: Literal["gross", "net", "none"]
    kind: Literal["stock", "flow", "rate", "proxy"]


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceRow:
    """One report: what it says, what the model expected it to say, and what became of it.

    Parameters
    ----------
    report
        Id.
    place
        Place or area it speaks about.
    measure
        Name of the measure, one of the model's words (``entries``, ``net``, ``stock``, ...).
    concept
        What is counted.
    start, end
        First and last day it speaks about; ``None`` where the report does not say.
    figure
        The figure in words as published, e.g. ``"more than 98,000 persons"``.
    issuer
        Who says so.
    published
        Day of publication.
    status
        What became of it.
    reason
        One short sentence why; required for all statuses but ``used``.
    related
        Id of the report it copies, is superseded by, or contradicts.
    value, value_low, value_high
        The figure on the scale of ``predicted``. ``value_low`` alone means "more than", ``value_high``
        alone "up to".
    predicted
        What the fitted model expects this issuer to report, its noise and bias included; ``None`` if no
        operator exists.
    outlet, url
        Where it was read; the address becomes a link only if it starts with ``https://`` or ``http://``.
    """

    report: str
    place: str
    measure: str
    concept: Concept
    figure: str
    issuer: str
    published: date
    status: EvidenceStatus
    start: date | None = None
    end: date | None = None
    reason: str = ""
    related: str | None = None
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    predicted: Interval | None = None
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LearntRow:
    """One unknown of the model before and after reading the reports.

    Parameters
    ----------
    name
        In words, e.g. ``"half-life of the wave"``.
    unit
        E.g. ``"days"``; empty if none.
    before, after
        Prior and posterior.
    contraction
        1 - (posterior width / prior width), below 0 if the reports made it less certain; 0 means nothing
        learnt, 1 all.
    is_learnt
        Whether the reports told anything worth the name about it (the assembly decides the threshold).
    note
        Optional: what the unknown means, or what report would tell about it, in a sentence.
    """

    name: str
    before: Interval
    after: Interval
    contraction: float
    is_learnt: bool
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForecastCheck:
    """One number of the last forecast beside what was then reported.

    Parameters
    ----------
    label
        What was forecast, e.g. ``"Entries to Georgia, 27 September"``.
    said
        What the earlier briefing said.
    happened
        What was reported afterwards.
    report
        Id of the report that says so.
    """

    label: str
    said: Interval
    happened: float
    report: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviousForecast:
    """The last forecast, held against what happened since.

    Parameters
    ----------
    as_of
        Its as-of date.
    checks
        Its numbers that can be checked by now.
    """

    as_of: date
    checks: tuple[ForecastCheck, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """A file that went in.

    Parameters
    ----------
    name
        File name, without folders.
    sha256
        Checksum of its bytes, 64 hexadecimal digits.
    """

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """How to make this briefing again, bit for bit.

    Parameters
    ----------
    command
        The command that repeats it.
    version
        Version of Alee.
    scenario
        Name of the scenario.
    scenario_digest
        Digest of the resolved scenario.
    seed
        Seed of all draws.
    members
        Number of histories in the ensemble.
    effective_members
        Effective sample size after weighting; ``None`` if not weighted.
    failed_members
        Histories that failed and were left out.
    inputs
        Files and their checksums.
    diagnostics
        Further pairs (name, text), e.g. ``("steps of the smoother", "4")``.
    """

    command: str
    version: str
    scenario: str
    scenario_digest: str
    seed: int
    members: int
    inputs: tuple[Input, ...]
    effective_members: float | None = None
    failed_members: int = 0
    diagnostics: tuple[tuple[str, str], ...] = ()
