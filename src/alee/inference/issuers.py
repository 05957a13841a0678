"""What is unknown about issuers: how much of the truth they report, how late, and how strongly.

Each issuer has one factor per thing it counts and country: whoever counts too much does so in every
figure. Delays and elasticities belong to an issuer and a measure, wherever it speaks of, so that several
places tell about one number. All of them are parameters with a prior, learnt together with everything
else.
"""

from alee.compiler import Parameter, Plan
from alee.inference.measures import MEASURES, Concept, Measure
from alee.inference.proxies import USUAL_STAY
from alee.kernels.layout import Indices
from alee.model.priors import LogNormal, median_of
from alee.model.report_families import issuer_root
from alee.model.reports import Report

MONEY = LogNormal(
    1000.0, 3.0
)  # assumption: a usual fare, in whatever currency; two in three from 50 to 20,000
SENSITIVITY_SIGMA = 1.2  # assumption: how many newcomers double an index is known to a factor of about 3
ELASTICITY = LogNormal(1.0, 0.6)  # assumption: of an index, around proportional growth
USUAL_FLOW = 300.0  # assumption: travellers per day where the scenario models no ordinary traffic
DEFINED_SIGMA = 0.05  # assumption: of the factor of counts that define who is meant
PROXIES = ("_TRACE", "_INDEX")  # how the names of their concepts end
FAR_OFF = 0.05  # assumption: of all factors of counts of people, those that nothing suggests
FAR = 1.0  # assumption: standard deviation of the log of what such a factor is off by, on top of the usual
COUNTS = (Concept.GROSS_ENTRIES, Concept.GROSS_EXITS, Concept.NET, Concept.STOCK, Concept.LEAVERS)


def factor_parameter(report: Report, measure_name: str, counted_by: str = "") -> Parameter:
    """The factor of a report's issuer on a report's concept, with its prior.

    ``counted_by`` is the issuer whose counts of people present define who is meant, if there is one.
    """
    measure = MEASURES[measure_name]
    median, sigma = measure.bias_median, measure.bias_sigma
    unit = report.concept
    if unit.subset == "men":  # assumption: about two thirds of early leavers were men
        median, sigma = median * 0.65, max(sigma, 0.3)
    if unit.all_nationalities or "nationalities" in report.note:
        median, sigma = median * 1.15, max(sigma, 0.2)
    if "not named" in report.issuer or "tally" in report.issuer:
        sigma = max(sigma, 0.3)
    is_meant = bool(counted_by) and issuer_root(counted_by) == issuer_root(report.issuer)
    if is_meant and measure.concept is Concept.STOCK:
        median, sigma = 1.0, DEFINED_SIGMA
    prior = LogNormal(median, sigma)
    whom = f"{report.iso3 or report.place}/{unit.subset or 'all'}"
    if unit.counted in ("money", "index"):  # every route, search word and currency has its own usual level
        prior, whom = MONEY, f"{report.place}/{report.unit.casefold().replace('/', ' ')}"
    elif is_proxy(measure):
        whom = f"{report.place}/{unit.counted}"
    return Parameter(name=f"{_prefix(report, measure_name)}/{whom}", prior=prior)


def far_sigma(parameter: Parameter) -> float:
    """How much further than usual a factor is spread if its issuer is far off, in log units.

    0 for what is never far off: parameters that are no factor of a count of people, and counts that define
    who is meant.
    """
    parts, prior = parameter.name.split("/"), parameter.prior
    is_count = parts[0] == "issuers" and len(parts) > 4 and parts[-3] in {c.name.lower() for c in COUNTS}
    return FAR if is_count and isinstance(prior, LogNormal) and prior.sigma > DEFINED_SIGMA else 0.0


def is_proxy(measure: Measure) -> bool:
    """Whether a measure follows people at an unknown rate instead of counting them."""
    return measure.concept.name.endswith(PROXIES)


def _prefix(report: Report, measure_name: str) -> str:
    measure = MEASURES[measure_name]
    kind = measure_name if is_proxy(measure) else measure.concept.name.lower()
    return f"issuers/{issuer_root(report.issuer)}/{kind}"


def delay_parameter(report: Report, measure_name: str) -> Parameter | None:
    """How many days after the people the issuer's figures come; None where they are of their own days."""
    prior = MEASURES[measure_name].delay
    if prior is None:
        return None
    name = f"{_prefix(report, measure_name)}/{measure_name} delay"
    return Parameter(name=name, prior=prior)


def index_parameters(
    plan: Plan, report: Report, measure_name: str, ways: Indices
) -> tuple[Parameter | None, Parameter | None]:
    """Sensitivity and elasticity of an index; None and None for anything else.

    The prior of the sensitivity says that as many newcomers as ordinary travellers double the index, to
    a factor of about three.
    """
    concept = MEASURES[measure_name].concept
    if concept not in (Concept.FLOW_INDEX, Concept.STOCK_INDEX):
        return None, None
    usual = sum(median_of(plan.corridors[c].ordinary) for c in ways) or USUAL_FLOW
    people = usual * USUAL_STAY if concept is Concept.STOCK_INDEX else usual
    prefix = _prefix(report, measure_name)
    sensitivity = Parameter(
        name=f"{prefix}/{report.place} sensitivity", prior=LogNormal(1.0 / people, SENSITIVITY_SIGMA)
    )
    return sensitivity, Parameter(name=f"{prefix}/elasticity", prior=ELASTICITY)
