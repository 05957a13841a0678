"""What each measure counts: one registry from the word in a table to the quantity of a history.

For every measure of a report the registry says which quantity of a simulated history it speaks of, in
whose words (trips or people, gross or net, stock or flow), how well such figures are usually made, how
they scatter, and how late they come. A measure that is not in the registry is named in the output as not
used; it is never silently lost.

Three kinds of figures differ in how much they say. *Counts* say how many. *Shares and ranks* say how two
sums compare, and nothing about how many. *Proxies* (permits, sales, rents, fares, searches) follow people
at a rate that nobody knows: the prior of the rate is so wide that they inform shape and growth, hardly
level. The recipes themselves stand in ``operators`` and ``proxies``.
"""

from dataclasses import dataclass
from enum import Enum

from alee.model.priors import LogNormal, Normal, Prior


class Concept(Enum):
    """What kind of quantity a figure is, in words to show beside it."""

    GROSS_ENTRIES = "entries: trips, gross, ordinary traffic inside"
    GROSS_EXITS = "exits: trips, gross, ordinary traffic inside"
    NET = "entries minus exits"
    STOCK = "displaced people present (stock)"
    LEAVERS = "people who left because of the shock (flow)"
    CAPACITY = "what a corridor can take"
    QUEUE = "people waiting (stock)"
    QUEUE_HOURS = "hours of waiting in a queue"
    SHARE = "a part of a whole: a ratio of two sums"
    LEFT_AGAIN = "exits per entry in the same days: trips, ordinary traffic inside"
    WENT_ON = "of those who entered, the part that went on to a third country: trips, ordinary traffic inside"
    SHARE_OF_LEAVERS = "of all who left because of the shock, the part that came here (flow)"
    SHARE_OF_PRESENT = "of all displaced people abroad, the part that is here (stock)"
    SHARE_OF_GROUP = "of the displaced people present, the part that belongs to one group (stock)"
    RANK = "place in the order of countries or cities, the largest first"
    WENT_ON_COUNT = "people who went on to a third country: trips, ordinary traffic inside"
    OVER_USUAL = "daily entries over those before the shock: trips, ordinary traffic inside"
    OVER_PREVIOUS = "daily entries over those of the week before: trips, ordinary traffic inside"
    FLOW_TRACE = "what arrivals leave behind, at an unknown rate and delay: shape, hardly level"
    STOCK_TRACE = "what people present leave behind, at an unknown rate and delay: shape, hardly level"
    FLOW_INDEX = "an index that rises with people on the move, by an unknown response: shape, not level"
    STOCK_INDEX = "an index that rises with people present, by an unknown response: shape, not level"


INDIRECT = frozenset(
    {
        Concept.CAPACITY,
        Concept.QUEUE,
        Concept.QUEUE_HOURS,
        Concept.RANK,
        Concept.OVER_USUAL,
        Concept.OVER_PREVIOUS,
    }
    | {c for c in Concept if c.name.endswith(("_TRACE", "_INDEX"))}
)  # concepts that count nobody at the place itself


class Noise(Enum):
    """How figures of one kind scatter around what they should be, in words."""

    COUNT = "negative binomial: a count of whole persons or vehicles"
    DIFFERENCE = "Student t: a difference of two counts, of either sign"
    POSITIVE = "log-normal: a measured amount above zero"
    RATIO = "logit-normal: a part of a whole"


PEOPLE = ("persons", "trips", "seats", "crossings", "vehicles", "km", "hours", "flights")
TRACES = ("persons", "permits", "applications", "dwellings", "companies", "index")
INDEXES = ("multiple", "change", "money", "index")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How one measure is read.

    Attributes
    ----------
    concept
        What it counts.
    noise
        How its figures scatter.
    bias_median, bias_sigma
        Log-normal prior of the issuer's factor on it: reported over true; of the odds for a share; the
        rate for a trace; the level in usual times for a fare.
    error
        Relative standard deviation of one figure around the issuer's own level, beyond the chance of
        small counts; of the log odds for a share.
    delay
        Prior of the days by which the figure comes after what it follows, one number per issuer; below
        zero it runs ahead. None if figures of this kind are about their own days.
    counted
        What the unit may count.
    """

    concept: Concept
    noise: Noise = Noise.COUNT
    bias_median: float
    bias_sigma: float
    error: float
    delay: Prior | None = None
    counted: tuple[str, ...] = PEOPLE


def _trace(concept: Concept, rate: float, days: float, error: float) -> Measure:
    """A proxy that counts what people leave behind; its rate is known to a factor of about seven."""
    return Measure(
        concept=concept, bias_median=rate, bias_sigma=2.0, error=error, delay=LogNormal(days, 0.7),
        counted=TRACES,
    )  # fmt: skip


def _index(concept: Concept, delay: Prior, error: float) -> Measure:
    """A proxy that is an index; where it is a multiple of what is usual, its level is nearly known."""
    return Measure(
        concept=concept, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.2, error=error, delay=delay,
        counted=INDEXES,
    )  # fmt: skip


# assumption: spreads of issuers' factors and of single figures, rates and delays are judged, not measured
MEASURES = {
    # Who crosses twice is counted twice, some counts hold transit and crews, some miss posts: a gross count
    # is likelier above the people than below.
    "entries": Measure(concept=Concept.GROSS_ENTRIES, bias_median=1.15, bias_sigma=0.25, error=0.08),
    "exits": Measure(concept=Concept.GROSS_EXITS, bias_median=1.15, bias_sigma=0.25, error=0.10),
    "net": Measure(
        concept=Concept.NET, noise=Noise.DIFFERENCE, bias_median=1.15, bias_sigma=0.25, error=0.3
    ),
    "stock": Measure(
        concept=Concept.STOCK, bias_median=0.8, bias_sigma=0.35, error=0.15, delay=LogNormal(1.0, 0.7)
    ),
    "registered": Measure(
        concept=Concept.STOCK, bias_median=0.7, bias_sigma=0.4, error=0.15, delay=LogNormal(4.0, 0.6)
    ),
    "departures_from_origin": Measure(concept=Concept.LEAVERS, bias_median=1.0, bias_sigma=0.4, error=0.2),
    "share": Measure(
        concept=Concept.SHARE, noise=Noise.RATIO, bias_median=1.0, bias_sigma=0.4, error=0.3,
        counted=("share",),
    ),
    "rank": Measure(
        concept=Concept.RANK, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.05, error=0.2,
        counted=("rank",),
    ),
    "entries_over_usual": Measure(
        concept=Concept.OVER_USUAL, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.2, error=0.15,
        counted=("multiple", "change", "ratio"),
    ),
    "tourist_arrivals": Measure(concept=Concept.GROSS_ENTRIES, bias_median=1.0, bias_sigma=0.12, error=0.08),
    "border_daily_capacity": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.3, error=0.1
    ),
    "seats": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.2, error=0.1
    ),
    "flights_per_day": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.25, error=0.1
    ),
    "queue_length": Measure(concept=Concept.QUEUE, bias_median=1.0, bias_sigma=0.5, error=0.3),
    "queue_length_km": Measure(
        concept=Concept.QUEUE, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.6, error=0.4
    ),
    "queue_hours": Measure(
        concept=Concept.QUEUE_HOURS, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.6, error=0.4
    ),
    "residence_permits": _trace(Concept.FLOW_TRACE, 0.02, 5.0, 0.3),
    "id_numbers": _trace(Concept.FLOW_TRACE, 0.1, 3.0, 0.3),
    "id_numbers_issued": _trace(Concept.FLOW_TRACE, 0.1, 3.0, 0.3),
    "asylum_applications": _trace(Concept.FLOW_TRACE, 0.005, 3.0, 0.4),
    "company_registrations": _trace(Concept.STOCK_TRACE, 0.0003, 14.0, 0.3),
    "house_sales": _trace(Concept.STOCK_TRACE, 0.0003, 21.0, 0.3),
    "rent_index": _index(Concept.STOCK_INDEX, LogNormal(1.5, 0.7), 0.3),
    "air_fare": _index(Concept.FLOW_INDEX, Normal(-0.5, 1.0), 0.4),
    "search_interest": _index(Concept.FLOW_INDEX, Normal(-0.5, 1.0), 0.5),
}  # fmt: skip

PERSONS_PER_VEHICLE = 3.0  # assumption: a car with a family or friends; its spread is in the bias
VEHICLES_PER_KM = 150.0  # R169 and R170: 2,300 cars stood on "over ten" kilometres
PERSONS_PER_FLIGHT = 170.0  # R333: 144 to 174 seats in one aeroplane


def unit_factor(measure: str, unit: str) -> float:
    """From persons to the unit of a figure; 1 where it counts persons."""
    if measure == "queue_length_km":
        return 1.0 / (PERSONS_PER_VEHICLE * VEHICLES_PER_KM)
    if measure == "flights_per_day":
        return 1.0 / PERSONS_PER_FLIGHT
    if "vehicle" in unit or "car" in unit.split() or "cars" in unit.split():
        return 1.0 / PERSONS_PER_VEHICLE
    return 1.0


def measures_text() -> str:
    """Write the reference page of all measures, in Markdown."""
    lines = [
        "# Measures of a report",
        "",
        "Made from the registry in `inference/measures.py`; do not edit. The *factor* belongs to the issuer",
        "and what it counts, and is learnt: what is reported over what is true (for a share, of the odds;",
        "for a trace, the rate). The *error* is the relative standard deviation of one figure around its",
        "issuer's own level; the chance of small counts comes on top, and the issuer's dispersion, about 1",
        "to a factor of 1.6 and learnt from its figures, multiplies it. The *delay* is in days, one number",
        "per issuer. Priors are written as in a scenario.",
        "",
        "| measure | what the figure counts | how it scatters | factor | error | delay | unit counts |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, m in MEASURES.items():
        factor = LogNormal(m.bias_median, m.bias_sigma)
        delay = "none" if m.delay is None else str(m.delay)
        cells = [f"`{name}`", m.concept.value, m.noise.value, str(factor), f"{m.error:g}", delay]
        lines.append("| " + " | ".join([*cells, ", ".join(m.counted)]) + " |")
    return "\n".join([*lines, "", *_SUMS, ""])


_SUMS = (
    "## Which two sums a share compares",
    "",
    "The words of the unit say it; other words are listed as not used.",
    "",
    "| unit | numerator | denominator |",
    "|---|---|---|",
    "| share of entrants who leave ... again | exits of the area in the period | its entries in the period |",
    "| share of entrants who went on (flown on, in transit) to third countries | "
    "exits to places that are neither inside nor at home | entries in the period |",
    "| share of leavers who came here | displaced people who entered the area in the period | "
    "all who left home in the period |",
    "| share of displaced people | displaced people in the area on the last day | "
    "the same, everywhere abroad |",
    "| share of people present (with a group) | people of that group in the area on the last day | "
    "all displaced people there |",
    "",
    "A rank (unit `rank by entries`, `rank by present` or `rank by leavers`, the last for where people",
    "went) puts the countries outside home in order if the report names a country, else the cities; 1 is",
    "the largest. Neighbours in the order count as equal if they differ by little (softly, by a quarter).",
    "",
    "`entries_over_usual` is the measure `other` with a unit such as *multiple of usual daily entries* or",
    "*relative increase of daily entries*: daily entries in the period over those of the simulated days",
    "before the shock and before the period. With *ratio of entries to those of the previous days* they are",
    "compared with the week before the period. An exit *onward to third countries* leaves out ways home.",
    "",
    "An index is `usual * (1 + sensitivity * people) ** elasticity`, where people are those on the way and",
    "waiting per day (fares, searches) or those present (rents); sensitivity belongs to an issuer and a",
    "place, elasticity and delay to an issuer. For a multiple of what is usual, `usual` is about 1; for a",
    "fare in money its prior is so wide that only growth is heard.",
)
