"""Write docs/evidence/flee-agreement.md: where both ways of playing Flee's rules agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alee.core.provenance import installed_version
from verification.flee_agreement.bounds import PEOPLE, crowded, distance
from verification.flee_agreement.by_hand import PERSONS, all_known
from verification.flee_agreement.cases import Case
from verification.flee_agreement.cases_more import every_case
from verification.flee_agreement.compare import SHUFFLINGS, cells_p, energy_ps, law_p
from verification.flee_agreement.play import Stocks, by_counts, by_persons
from verification.flee_agreement.random_worlds import LENGTH, random_world

EVIDENCE = Path(__file__).parents[2] / "docs" / "evidence" / "flee-agreement.md"
RUNS, MEMBERS = 1500, 6000
BAR = 1e-8  # for the cells of one case, and for one law known by hand
LEAST_P = 1.0 / (SHUFFLINGS + 1)
CROWD_RUNS, CROWD_MEMBERS = 200, 2000
WORLDS, WORLD_RUNS, WORLD_MEMBERS, WORLD_BAR = 120, 300, 1200, 1e-9


@dataclass(frozen=True)
class Verdict:
    """The two p of a comparison, and whether they say that the laws differ."""

    cells: float
    energy: list[float]

    @property
    def is_different(self) -> bool:
        """Whether either test says so, by the bars above."""
        return self.cells < BAR or max(self.energy) <= LEAST_P * 1.0001


def compare(one: Stocks, two: Stocks, days: tuple[int, ...], *, seed: int) -> Verdict:
    """Hold two samples of runs against each other."""
    return Verdict(cells_p(one, two, days), energy_ps(one, two, days, seed=seed))


def judge(case: Case, *, runs: int, members: int, seed: int) -> tuple[Verdict, Verdict]:
    """Hold the engine against the persons, and the engine with a wrong rule against the same persons."""
    persons = by_persons(case.world, runs=runs, seed=seed)
    right = by_counts(case.world, runs=members, seed=seed)
    wrong = by_counts(case.wrong, runs=members, seed=seed)
    return compare(persons, right, case.days, seed=seed), compare(persons, wrong, case.days, seed=seed)


def rule_rows() -> Iterator[tuple[str, int]]:
    """Give a row per case and the number of its bars that were missed."""
    for k, case in enumerate(every_case()):
        right, wrong = judge(case, runs=RUNS, members=MEMBERS, seed=k * RUNS)
        missed = int(right.is_different) + int(not wrong.is_different)
        energy = ", ".join(f"{p:.3f}" for p in right.energy)
        yield (
            f"| {case.name} | {right.cells:.2g} | {energy} | {'differs' if right.is_different else 'agrees'} "
            f"| {case.wrong_rule} | {wrong.cells:.0e} | {'yes' if wrong.is_different else 'no'} |",
            missed,
        )


def hand_rows() -> Iterator[tuple[str, int]]:
    """Give a row per law known by hand, with mean and variance of the fullest place."""
    for k, known in enumerate(all_known()):
        people = by_persons(known.world, runs=RUNS, seed=k * RUNS)[:, known.day]
        counts = by_counts(known.world, runs=MEMBERS, seed=k)[:, known.day]
        chances = [law_p(people, known.law), law_p(counts, known.law)]
        means = [sum(state[j] * p for state, p in known.law.items()) for j in range(people.shape[1])]
        spreads = [
            sum(state[j] ** 2 * p for state, p in known.law.items()) - means[j] ** 2
            for j in range(people.shape[1])
        ]
        j = spreads.index(max(spreads))
        yield (
            f"| {known.name} | {known.told} | {means[j]:.4f} | {people[:, j].mean():.4f} "
            f"| {counts[:, j].mean():.4f} | {spreads[j]:.4f} | {people[:, j].var():.4f} "
            f"| {counts[:, j].var():.4f} | {chances[0]:.2g} | {chances[1]:.2g} |",
            sum(p < BAR for p in chances),
        )


def crowd_rows() -> Iterator[tuple[str, int]]:
    """Give a row per world with a full camp."""
    for k, (name, (share, world)) in enumerate(crowded().items()):
        found = distance(world, share, runs=CROWD_RUNS, members=CROWD_MEMBERS, seed=k)
        yield (
            f"| {name} | {found.persons:.1f} | {found.error:.1f} | {100 * found.persons / PEOPLE:.1f} % "
            f"| {found.at_last:.1f} | {100 * share:.0f} % | {'met' if found.is_met else 'missed'} |",
            int(not found.is_met),
        )


def random_rows() -> tuple[list[str], int]:
    """Say how many worlds put together by chance differ, with the least p of their cells."""
    verdicts = []
    for number in range(WORLDS):
        world = random_world(number)
        persons = by_persons(world, runs=WORLD_RUNS, seed=number * WORLD_RUNS)
        counts = by_counts(world, runs=WORLD_MEMBERS, seed=number)
        verdicts.append(compare(persons, counts, tuple(range(0, LENGTH, 2)), seed=number))
    differ = [v for v in verdicts if v.cells < WORLD_BAR or max(v.energy) <= LEAST_P * 1.0001]
    low = sum(min(v.energy) < 0.05 for v in verdicts)
    return [
        f"{WORLDS} worlds of 3 to 5 places with kinds, routes, conflict, closures and settings drawn at",
        f"random, no capacities, {WORLD_RUNS} runs and {WORLD_MEMBERS} members each, bar {WORLD_BAR:.0e}:",
        f"{len(differ)} differ. The least p of cells is {min(v.cells for v in verdicts):.2g}; {low} worlds",
        f"have an energy p below 0.05 in one of three thirds (by chance: {WORLDS * (1 - 0.95**3):.0f}).",
    ], len(differ)


def opening(n_cases: int, n_known: int) -> list[str]:
    """Say what is compared, with which sample sizes and false-alarm rate."""
    alarms = n_cases * (BAR + LEAST_P**3) + 2 * n_known * BAR + WORLDS * (WORLD_BAR + LEAST_P**3)
    return [
        "# Flee's rules: one object per person, and on counts",
        "",
        f"Written by `python -m verification flee_agreement`; Alee {installed_version('alee')}. The same",
        "small world is played person by person (`verification/flee_agreement/persons.py`, plain Python,",
        f"shares no code with the engine) in {RUNS} runs, and by `alee.simulate_flee` in {MEMBERS}",
        "members. Compared is the joint state: people at every place and on the way, on several evenings",
        "together.",
        "",
        "*Cells*: exact test of each joint state, p corrected for their number. *Energy*: energy distance of",
        f"whole histories against {SHUFFLINGS} shufflings, in three separate thirds of the runs. Laws differ",
        f"if cells give p < {BAR:.0e}, or all three thirds give the least p there is, {LEAST_P:.3f}. False",
        f"alarms of this whole page: at most {alarms:.0e}.",
        "",
        "*Wrong rule*: the engine plays the world with one rule changed, against the same persons. *Noticed*",
        "says whether the same tests at the same sizes see it; a case in which they do not counts as missed.",
        "",
        "## Each rule that is played",
        "",
        "| case | p cells | p energy | verdict | wrong rule | p cells | noticed |",
        "|---|---|---|---|---|---|---|",
    ]


def main() -> int:
    """Write the page; give how many bars were missed."""
    rules, known, crowds = list(rule_rows()), list(hand_rows()), list(crowd_rows())
    mixed, missed = random_rows()
    lines = [
        *opening(len(rules), len(known)),
        *(row for row, _ in rules),
        "",
        "## Rules mixed at random",
        "",
        *mixed,
        "",
        "## Laws worked out by hand",
        "",
        f"{PERSONS} persons; mean and variance of the place with the most spread, then p of all joint",
        "states against their exact chances (persons, counts).",
        "",
        "| world | chances of a person | mean | persons | counts | variance | persons | counts | p | p |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(row for row, _ in known),
        "",
        "## Where the order of persons matters",
        "",
        "Flee looks at a camp's room each time a person decides, the engine twice a day. Largest difference",
        f"of the means at any place on any evening; {PEOPLE} people who all set out on one day",
        f"({CROWD_RUNS} runs, {CROWD_MEMBERS} members).",
        "",
        "| world | persons | standard error | share | on the last evening | bar | |",
        "|---|---|---|---|---|---|---|",
        *(row for row, _ in crowds),
        "",
        "Not compared: rounding of recent travel to whole km, which can matter only to someone within half a",
        "km of the limit of avoid_short_stints; and rules that are refused.",
        "",
    ]
    EVIDENCE.write_text("\n".join(lines), encoding="utf-8")
    return missed + sum(more for _, more in (*rules, *known, *crowds))
