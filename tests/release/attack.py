"""An attacker, written apart from the product: linear programmes over whole tables, nothing shared."""

import numpy as np
from scipy.optimize import linprog


def ranges(cells, printed, sums):
    """What each cell that is not printed may be, given printed figures and sums; cells are >= 0.

    ``printed`` maps cells to figures; ``sums`` lists (whole, parts).
    """
    unknown = [cell for cell in cells if cell not in printed]
    column = {cell: k for k, cell in enumerate(unknown)}
    rows, right = [], []
    for whole, parts in sums:
        row, known = np.zeros(len(unknown)), 0.0
        for cell, sign in ((whole, -1.0), *((part, 1.0) for part in parts)):
            if cell in printed:
                known -= sign * printed[cell]
            else:
                row[column[cell]] += sign
        if row.any():
            rows.append(row)
            right.append(known)
    found = {}
    for cell in unknown:
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(unknown))
            aim[column[cell]] = sign
            answer = linprog(
                aim,
                A_eq=np.array(rows) if rows else None,
                b_eq=right or None,
                bounds=(0, None),
                method="highs",
            )
            assert answer.status in (0, 3), answer.message
            ends.append(np.inf if answer.status == 3 else sign * answer.fun)
        found[cell] = (ends[0], ends[1])
    return found


def random_table(rng, weeks=None):
    """A table of places by weeks with both kinds of sums and a grand total, many small counts in it."""
    n_places = int(rng.integers(2, 6))
    weeks = [f"w{k}" for k in range(int(rng.integers(2, 5)))] if weeks is None else weeks
    places = [f"p{k}" for k in range(n_places)]
    scale = rng.choice([3.0, 30.0, 300.0, 3000.0], size=n_places)
    figures = {
        (p, w): float(rng.poisson(rng.choice([0.0, 0.3, 1.0, 1.0]) * scale[k]))
        for k, p in enumerate(places)
        for w in weeks
    }
    return with_sums(figures, places, weeks)


def with_sums(figures, places, weeks, label="all"):
    """Add the sums of rows and columns, and the grand total, to a table."""
    cells = {key: figures[key] for key in figures if key[0] in places and key[1] in weeks}
    sums = []
    for p in places:
        parts = tuple((p, w) for w in weeks)
        cells[(p, label)] = sum(cells[part] for part in parts)
        sums.append(((p, label), parts))
    for w in (*weeks, label):
        parts = tuple((p, w) for p in places)
        cells[("everywhere", w)] = sum(cells[part] for part in parts)
        sums.append((("everywhere", w), parts))
    return cells, sums


def relations(cells):
    """Sums that anybody can write down who knows what the cells of public tables mean; gives (cells, sums).

    Cells are ("stock", country, Sunday), ("arrivals", country, Sunday or whole), ("ways" or "secret ways",
    from, to, Sunday or whole) and ("left", Sunday or whole). Added are people in hand, and those gone
    elsewhere.
    """
    cells, sums = dict(cells), []
    sundays = sorted({key[2] for key in cells if key[0] == "stock"})
    wholes = sorted({key[-1] for key in cells if key[-1].startswith("*all weeks to ")})
    countries = sorted({key[1] for key in cells if key[0] == "stock" and not key[1].startswith("*")})
    ways = [key for key in cells if key[0] in ("ways", "secret ways")]
    homes = {key[1] for key in ways} - set(countries)
    for label in (*sundays, *wholes):
        here = [key for key in ways if key[3] == label]
        if ("left", label) in cells:
            sums.append((("left", label), [key for key in here if key[1] in homes]))
        sums += [
            (("arrivals", country, label), [key for key in here if key[2] == country])
            for country in countries
            if ("arrivals", country, label) in cells
        ]
    for whole in wholes:
        days = [day for day in sundays if day <= whole.removeprefix("*all weeks to ")]
        heads = {key[:-1] for key in cells if key[-1] == whole}
        sums += [((*head, whole), [(*head, day) for day in days]) for head in heads]
    sums += [
        (("stock", "*abroad", day), [("stock", country, day) for country in countries]) for day in sundays
    ]
    for country in countries:
        before = []
        for day in sundays:
            hand, gone = ("in hand, too", country, day), ("gone, too", country, day)
            came, stock = ("arrivals", country, day), ("stock", country, day)
            onward = [key for key in ways if key[1] == country and key[3] == day]
            cells[hand] = sum(cells[key] for key in [*before, came])
            cells[gone] = max(0.0, cells[hand] - cells[stock] - sum(cells[key] for key in onward))
            sums += [(hand, [*before, came]), (hand, [stock, gone, *onward])]
            before = [stock]
    return cells, sums


def other_worlds(cells, printed, sums, cell):
    """How far down and up a cell could be in a world with the same printed figures and sums; cells >= 0."""
    names = list(cells)
    column = {name: k for k, name in enumerate(names)}
    rows = np.zeros((len(sums), len(names)))
    for r, (whole, parts) in enumerate(sums):
        rows[r, column[whole]] -= 1.0
        for part in parts:
            rows[r, column[part]] += 1.0
    bounds = [(0.0, 0.0) if name in printed else (-cells[name], None) for name in names]
    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(names))
        aim[column[cell]] = sign
        answer = linprog(aim, A_eq=rows, b_eq=np.zeros(len(sums)), bounds=bounds, method="highs")
        assert answer.status in (0, 3), answer.message
        ends.append(np.inf if answer.status == 3 else cells[cell] + sign * answer.fun)
    return ends[0], ends[1]
