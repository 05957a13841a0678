"""How good the evidence behind a country's number is, from A to D, with the reason in a sentence.

The grade speaks of the reports, the interval of the estimate; they are two different marks. A: people
counted directly (stock or net), and the model can explain the counts. B: gross counts of the border in
both directions. C: counts of one direction, seats, or queues only. D: no report speaks about it.
"""

from collections.abc import Sequence

from alee.briefing.estimates import Grade, Reporting
from alee.inference.measures import INDIRECT, Concept
from alee.inference.posterior import Posterior, ReportFit
from alee.model.areas import resolve_area
from alee.model.scenario import Scenario
from alee.outlook.countries import Country


def speaks_about(scenario: Scenario, fit: ReportFit, country: Country) -> bool:
    """Whether a report is about this country or a part of it, and about no other."""
    if fit.report.iso3 == country.code:
        return True
    area = resolve_area(scenario, fit.report.place)
    if area is None:
        return False
    codes = {p.country for p in scenario.places if p.name in area.places} | set(area.countries)
    return codes == {country.code}


def fits_about(posterior: Posterior, country: Country) -> list[ReportFit]:
    """All reports about a country, in the order of the table."""
    return [fit for fit in posterior.fits if speaks_about(posterior.scenario, fit, country)]


def grade_of(fits: Sequence[ReportFit]) -> Grade:
    """The grade of the evidence from the reports about a country."""
    used = [fit for fit in fits if fit.used]
    concepts = {fit.concept for fit in used}
    against = [fit.report.id for fit in used if fit.contradicts]
    if concepts & {Concept.STOCK, Concept.NET}:
        if against:
            return Grade(letter="B", reason=f"People were counted directly, but {against[0]} contradicts.")
        return Grade(letter="A", reason="People were counted directly, and the counts agree.")
    if {Concept.GROSS_ENTRIES, Concept.GROSS_EXITS} <= concepts:
        n = sum(fit.concept in (Concept.GROSS_ENTRIES, Concept.GROSS_EXITS) for fit in used)
        end = f", but {len(against)} of them cannot be explained" if against else ""
        return Grade(
            letter="B", reason=f"{n} border counts in both directions, ordinary travellers inside{end}."
        )
    if used:
        n = len(used)
        word = "report" if n == 1 else "reports"
        return Grade(letter="C", reason=f"Only indirect: {n} {word} of one direction, seats or queues.")
    return Grade(letter="D", reason="No report could be used; the number follows from the model alone.")


def reporting_of(fits: Sequence[ReportFit]) -> Reporting:
    """Which kind of silence, if any."""
    if any(fit.report.is_silence for fit in fits):
        return "nobody_publishes"
    counted = [fit for fit in fits if fit.used and fit.concept not in INDIRECT]
    if not counted:
        return "not_reported"
    if all(fit.report.figure == 0 for fit in counted):
        return "zero"
    return "reported"
