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
