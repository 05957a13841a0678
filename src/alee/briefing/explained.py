"""Why a number is what it is, in lines for people and as plain values."""

from __future__ import annotations

import dataclasses
from typing import Any

from alee.briefing.grading import grade_of
from alee.model.report_words import figure_words
from alee.outlook.explanation import Explanation, Reading

MOST_READINGS = 12


def explanation_lines(found: Explanation) -> list[str]:
    """Say an explanation in lines."""
    low, middle, high = (short(value) for value in found.number)
    lines = [
        f"{found.place}, {found.day}: about {middle} displaced people, between {low} and {high}.",
        f"Evidence {grade_words(found)}",
        "",
    ]
    if not found.readings:
        lines.append(
            "No used report speaks of this place: the number follows from how many left, from the ways there "
            "and from the assumptions of the scenario."
        )
    for reading in found.readings[:MOST_READINGS]:
        lines += _said(reading)
    if len(found.readings) > MOST_READINGS:
        lines.append(f"({len(found.readings) - MOST_READINGS} more reports; --json has them all)")
    if found.pulls:
        base = short(found.compared[1])
        lines += ["", f"What it would be without an issuer ({found.members} members; with all about {base}):"]
        for pull in found.pulls:
            low, middle, high = (short(value) for value in pull.without)
            word = "up" if pull.moved > 0 else "down"
            lines.append(
                f"  {pull.issuer[:44]:<45} {middle:>9} ({low} to {high}); "
                f"{pull.reports} {'report pulls' if pull.reports == 1 else 'reports pull'} it {word} by "
                f"{short(abs(pull.moved))}"
            )
        lines.append(f"  (differences up to {short(2.0 * found.chance)} may be chance)")
    if found.wanted:
        lines += ["", "What would narrow it: a report of this place by somebody new, of"]
        for wanted in found.wanted:
            lines.append(f"  {wanted.measure:<10} would leave about {wanted.remains:.0%} of the width")
    return lines


def _said(reading: Reading) -> list[str]:
    """Say one report in two lines: figure and expectation, then how it is read."""
    fit = reading.fit
    low, middle, high = (short(value) for value in fit.expected or (0.0, 0.0, 0.0))
    return [
        f"{fit.report.id} ({fit.report.issuer}), {fit.report.measure} {fit.report.place}: "
        f"{figure_words(fit.report)}; expected {middle} ({low} to {high}).",
        f"    {' '.join(reading.words)}",
    ]


def grade_words(found: Explanation) -> str:
    """Grade the evidence by the reports about the place, A to D, with the reason."""
    mark = grade_of([reading.fit for reading in found.readings])
    return f"{mark.letter}: {mark.reason}"


def short(value: float) -> str:
    """Two figures, or three digits of small numbers: more would pretend."""
    return f"{value:.2g}" if abs(value) < 10 else f"{float(f'{value:.2g}'):,.0f}"


def plain_explanation(found: Explanation) -> dict[str, Any]:
    """Turn an explanation into what JSON can hold."""
    content = dataclasses.asdict(dataclasses.replace(found, readings=()))
    content["readings"] = [
        {
            "report": reading.fit.report.id, "issuer": reading.fit.report.issuer,
            "measure": reading.fit.report.measure, "figure": reading.fit.report.figure,
            "expected": reading.fit.expected, "score": reading.fit.score, "factor": reading.fit.factor,
            "far_off": reading.fit.far_off,
            "contradicts": reading.fit.contradicts, "words": list(reading.words),
        }
        for reading in found.readings
    ]  # fmt: skip
    return content
