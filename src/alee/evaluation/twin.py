"""Twins: a made-up truth whose reports are made up too, so that an estimate can be compared with the truth.

The truth is one member of the engine, its parameters drawn from the scenario's prior. Sources watch it as
real ones do: each area abroad has a border service and another that count everybody who enters or leaves
(ordinary traffic inside, some counted twice), and a register and volunteers who count people present (some
missed). They publish late, miss some of their own figures; one changes its ways half-way, and one lies. Their
reports are ordinary :class:`~alee.model.reports.Report` objects and go through the same door as real ones.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr
from scipy.stats import nbinom

from alee.compiler import Plan, compile_plan
from alee.core.addresses import Purpose, derive_seed, name_key
from alee.ensemble import Ensemble, as_record
from alee.inference.observation import member_capacity, observe
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.model.areas import corridors_into, places_in, resolve_area
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.simulation import run_plan

GROSS_FACTOR = (1.0, 1.8)  # reported over true, of counts at borders
COVERAGE = (0.4, 1.1)  # of counts of people present
LONGEST_DELAY = 30  # days from the end of a period to its publication
MISSING = 0.3  # of all figures
LIE, STEP = 0.3, 1.6  # factors of the source that lies, and of the one that changes, from half-way on
PERIODS = 12  # about as many figures has a source of flows over the whole time
SEED_LIMIT = 1 << 63


@dataclass(frozen=True, kw_only=True)
class Source:
    """A made-up issuer.

    Attributes
    ----------
    issuer, area
        Its name, and the place or area that it watches.
    measures
        What it counts.
    factor
        Reported over true, before any lie or step.
    delay
        Days from the end of a period to publication.
    lies, steps
        Whether its figures are ``LIE`` times what they should be, or ``STEP`` times from half-way on.
    """

    issuer: str
    area: str
    measures: tuple[str, ...]
    factor: float
    delay: int
    lies: bool = False
    steps: bool = False

    def factor_on(self, day: int, n_days: int) -> float:
        """Reported over true for a period that ends on a day."""
        step = STEP if self.steps and day >= n_days // 2 else 1.0
        return self.factor * step * (LIE if self.lies else 1.0)


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A made-up truth and what was published about it.

    Attributes
    ----------
    scenario, as_of
        The world, and the last day of the truth.
    truth
        One member.
    areas
        What is scored.
    stock, flow
        (day, area) float64, displaced persons in the area, and entering it per day.
    sources, reports
        Who speaks, and what they say; some of it after the as-of date.
    """

    scenario: Scenario
    as_of: dt.date
    truth: Ensemble
    areas: tuple[str, ...]
    stock: Floats
    flow: Floats
    sources: tuple[Source, ...]
    reports: Reports


def uniforms(seed: int, names: Sequence[str], members: int = 1) -> Floats:
    """Numbers between 0 and 1 addressed by name, (member, name) float64."""
    keys = np.array([name_key("twin", name) for name in names], dtype=np.uint32)
    return np.asarray(ndtr(standard_normals(seed, int(Purpose.OBSERVATION), keys, 0, members)))


def countries_abroad(scenario: Scenario) -> tuple[str, ...]:
    """Codes of the countries that people can flee to, sorted."""
    return tuple(sorted({place.country for place in scenario.places} - set(scenario.home)))


def stocks_and_flows(scenario: Scenario, areas: Sequence[str], run: Ensemble) -> tuple[Floats, Floats]:
    """Displaced people in each area and entering it, both (member, day, area) float64."""
    stock, flow = [], []
    present = run.present.sum("group")
    for name in areas:
        area = resolve_area(scenario, name)
        assert area is not None
        stock.append(present.sel(place=list(places_in(scenario, area))).sum("place").values)
        flow.append(run.crossings.sel(corridor=list(corridors_into(scenario, area))).sum("corridor").values)
    return np.stack(stock, axis=2).astype(float), np.stack(flow, axis=2).astype(float)


def make_twin(scenario: Scenario, *, seed: int, areas: Sequence[str] = ()) -> Twin:
    """Make a truth and its reports, until half of the scenario's look-ahead after its as-of date.

    Parameters
    ----------
    seed
        0 to 2**63 - 1; another truth and other sources for each.
    areas
        Areas abroad that do not overlap; by default the countries abroad.
    """
    as_of = scenario.as_of + dt.timedelta(days=scenario.horizon_days // 2)
    chosen = tuple(areas) or countries_abroad(scenario)
    own_seed = derive_seed(seed, "twin", scenario.name) % SEED_LIMIT
    plan = compile_plan(scenario, until=as_of, as_of=as_of)
    z = plan.prior_coordinates(own_seed, 0, 1)
    truth = run_plan(plan, z, own_seed)
    sources = _sources(scenario, chosen, own_seed)
    known = {r.issuer for r in Reports(_publish(plan, truth, z, sources, own_seed)).until(as_of)}
    sources = _spoil([s for s in sources if s.issuer in known], own_seed, sources)
    stock, flow = stocks_and_flows(scenario, chosen, truth)
    return Twin(
        scenario=scenario, as_of=as_of, truth=truth, areas=chosen, stock=stock[0], flow=flow[0],
        sources=sources, reports=Reports(_publish(plan, truth, z, sources, own_seed)),
    )  # fmt: skip


def _sources(scenario: Scenario, areas: Sequence[str], seed: int) -> tuple[Source, ...]:
    """Four sources for each area, and one for those who left home."""
    kinds: list[tuple[str, tuple[str, ...]]] = [
        ("border service", ("entries", "exits")), ("carriers", ("entries",)), ("register", ("stock",)),
        ("volunteers", ("stock",)),
    ]  # fmt: skip
    rows = [(f"{word} of {area}", area, measures) for area in areas for word, measures in kinds]
    rows += [(f"institute of {home}", home, ("departures_from_origin",)) for home in scenario.home]
    drawn = uniforms(seed, [f"{what} of {name}" for name, _, _ in rows for what in ("factor", "delay")])[0]
    out = []
    for (name, area, measures), factor, delay in zip(rows, drawn[::2], drawn[1::2], strict=True):
        low, high = COVERAGE if measures == ("stock",) else GROSS_FACTOR
        days = int(delay * (LONGEST_DELAY + 1))
        source = Source(
            issuer=name, area=area, measures=measures, factor=low + factor * (high - low), delay=days
        )
        out.append(source)
    return tuple(out)


def _spoil(heard: Sequence[Source], seed: int, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Let one of the sources that are heard lie, and another one change half-way."""
    order: list[int] = []
    if heard:
        order = np.argsort(uniforms(seed, [f"order of {s.issuer}" for s in heard])[0]).tolist()
    liar = heard[order[0]].issuer if len(order) > 0 else ""
    changed = heard[order[1]].issuer if len(order) > 1 else ""
    return tuple(replace(s, lies=s.issuer == liar, steps=s.issuer == changed) for s in sources)


def _publish(
    plan: Plan, truth: Ensemble, z: Floats, sources: Sequence[Source], seed: int
) -> Iterator[Report]:
    """All figures that were not lost, the late ones too."""
    n_days = len(plan.days)
    every = max(1, n_days // PERIODS)
    record, capacity = as_record(truth), member_capacity(plan, plan.capacity_scale(z))
    for source in sources:
        for measure in source.measures:
            length = max(4, 2 * every) if measure == "stock" else every
            for stop in range(length, n_days + 1, length):
                name = f"{source.issuer} {measure} {stop}"
                lost, luck = uniforms(seed, [f"lost {name}", f"noise {name}"])[0]
                if lost < MISSING:
                    continue
                first = stop - 1 if measure == "stock" else stop - length
                blank = _blank(plan, source, measure, name, first, stop)
                seen = observe(plan, blank)
                there = float(seen.operator.expected(record, capacity, {})[0])
                mean = max(there * source.factor_on(stop - 1, n_days), 0.5)
                yield blank.model_copy(update={"value": scattered(mean, seen.spread, luck)})


def _blank(plan: Plan, source: Source, measure: str, name: str, first: int, stop: int) -> Report:
    country = source.area if len(source.area) == 3 and source.area.isupper() else ""
    end = plan.days[stop - 1]
    return Report(
        id=name, published=end + dt.timedelta(days=source.delay), start=plan.days[first], end=end,
        place=source.area, iso3=country, measure=measure, value=1.0, unit="persons", issuer=source.issuer,
    )  # fmt: skip


def scattered(mean: float, spread: float, luck: float) -> float:
    """A negative binomial count of variance mean + (spread * mean)**2, where its quantile is ``luck``."""
    size = 1.0 / spread**2
    return float(nbinom.ppf(luck, size, size / (size + mean)))
