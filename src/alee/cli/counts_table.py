"""The table of counts to come, as ``alee forecast`` shows it."""

from collections.abc import Sequence

from alee.outlook.ahead import AheadRow

MOST_SERIES = 12


def counts_text(rows: Sequence[AheadRow]) -> str:
    """Write counts to come as a table for a terminal, the largest series first; empty where nobody counts."""
    from alee.briefing.answer import clipped, table
    from alee.briefing.sentences import about

    names = list(dict.fromkeys(row.by for row in rows))
    if not names:
        return ""
    lines = [("Counts to come", "on", "likely", "be ready for", "bad case", "5 to 95 %")]
    for name in names[:MOST_SERIES]:
        for row in (row for row in rows if row.by == name):
            low, middle, ready, high, bad = (about(q) for q in row.quantiles)
            lines.append((clipped(name), str(row.day), middle, ready, bad, f"{low} to {high}"))
    more = len(names) - MOST_SERIES
    return table(lines) + (f"\nand {more} more: alee ahead OUTLOOK --place NAME" if more > 0 else "")
