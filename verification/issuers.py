"""One issuer left out at a time: what the others' reports say of its figures. Writes docs/evidence/issuers.md.

On ``russia-2022`` as of its own date, and on ``ukraine-2022`` with the counts at its borders as they were
known on that scenario's date. There one agency publishes what seven governments count. So it is left out
whole, which leaves nothing but the prior, and one country at a time, which leaves the other six.
"""

from dataclasses import replace

from alee.evaluation.issuers import BOUNDS, COUNTS, OTHERS, evaluate_issuers
from alee.evaluation.results import Results
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from verification.ukraine import FOLDER, ROOT, ukraine_reports

EVIDENCE = ROOT / "docs" / "evidence" / "issuers.md"
MEMBERS, SEED = 100, 2022
LOW, HIGH = 0.86, 0.94  # where the 90 % interval of all counts should cover, as for the twins
READING = (
    "Where the two nCRPS are alike, the others' reports say little about an issuer beyond the prior; the "
    "unknown factor of one who counts entries alone puts 2.3 times between the ends of a 90 % interval. Nobody "
    "checked afterwards which of the figures outside were wrong; one outside may be the one that is right."
)


def russia() -> Results:
    """Leave out each issuer of the shipped example."""
    folder = ROOT / "scenarios" / "russia-2022"
    case = (load_scenario(folder), load_reports(folder / "reports.csv"))
    return evaluate_issuers([case], members=MEMBERS, seed=SEED)


def ukraine(*, by_country: bool) -> Results:
    """Leave out the agency that publishes the counts at Ukraine's borders, whole or by country."""
    scenario = load_scenario(ROOT / "scenarios" / "ukraine-2022")
    reports = ukraine_reports(FOLDER, as_of=scenario.as_of)
    return evaluate_issuers([(scenario, reports)], members=MEMBERS, seed=SEED, by_country=by_country)


def verdict(name: str, results: Results) -> tuple[str, int]:
    """Say how many figures the 90 % intervals hold, and whose lie outside; also if the bar is missed."""
    kinds = [row for row in results.rows if row["issuer"] in (COUNTS, OTHERS, BOUNDS)]
    counts = next(row for row in kinds if row["issuer"] == COUNTS)
    cover = float(str(counts["cover 90%"]))
    is_met = LOW <= cover <= HIGH
    said = "; ".join(
        f"{row['issuer']} {float(str(row['cover 90%'])):.2f} ({row['outside']} outside)" for row in kinds
    )
    outside = [str(row["issuer"]) for row in results.rows if row["outside"] and row not in kinds]
    told, untold = float(str(counts["nCRPS"])), float(str(counts["no reports"]))
    return (
        f"- {name}: 90 % intervals hold: {said}; bar for counts {LOW} to {HIGH}: "
        f"{'met' if is_met else 'missed'}. nCRPS of counts {told:.2f}, without any report {untold:.2f}. "
        f"Issuers with a figure outside: {'; '.join(outside) or 'none'}.",
        int(not is_met),
    )


def page(parts: dict[str, Results]) -> tuple[str, int]:
    """Write the whole page; also how many bars are missed."""
    found = [verdict(name, results) for name, results in parts.items()]
    lines = "\n".join(line for line, _ in found)
    print(lines)
    tables = "\n".join(
        f"## {name}\n\n{replace(results, notes=()).markdown()}" for name, results in parts.items()
    )
    notes = "\n\n".join(next(iter(parts.values())).notes)
    text = (
        "# The issuer nobody heard\n\nWritten by `python -m verification issuers`. Repeat it: "
        f"`alee evaluate issuers SCENARIO...`.\n\n## Summary\n\n{lines}\n\n{READING}\n\n{tables}\n"
        f"## What the columns say\n\n{notes}\n"
    )
    return text, sum(missed for _, missed in found)


def main() -> int:
    """Write docs/evidence/issuers.md; give how many bars are missed."""
    parts = {"Russia": russia()}
    if FOLDER.exists():
        parts["Ukraine, one country's counts at a time"] = ukraine(by_country=True)
        parts["Ukraine, all counts at once"] = ukraine(by_country=False)
    else:
        print(f"No counts at Ukraine's borders in {FOLDER}; set ALEE_UKRAINE to the folder that holds them.")
    text, missed = page(parts)
    EVIDENCE.write_text(text, encoding="utf-8")
    return missed
