"""The answer for a terminal: a few sentences, one table, and what the reports did not tell."""

from collections.abc import Sequence

from alee.briefing.chat import warned
from alee.briefing.content import BriefingContent, Interval, Place
from alee.briefing.messages import Catalogue
from alee.briefing.sentences import about, between, day, percent, short_day, span

COUNTRIES, CORRIDORS, UNKNOWNS, LONGEST_NAME = 12, 5, 6, 34
Row = tuple[str, ...]


def answer(content: BriefingContent) -> str:
    """Say a briefing in plain text: sentences first, then one aligned table; lines end without blanks."""
    say = Catalogue(content.language)
    blocks = [
        sentences_of(content, say),
        table(rows_of(content, say)),
        f"{counts_of_reports(content, say)}\n{not_told(content, say)}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def sentences_of(content: BriefingContent, say: Catalogue) -> str:
    """Say who left, where the focus stands, and what comes next."""
    head = content.headline
    lines = [say("example") + ": " + say("example_note")] if content.is_example else []
    lines.append(f"{content.title}. {say('as_of', day=day(content.as_of))}.")
    lines.append(
        say(
            "left",
            day=short_day(content.as_of),
            n=about(head.left.median),
            home=content.home,
            cause=content.cause,
            ready=about(head.left.ready),
        )
    )
    lines += warned(content, say)
    if head.leaving_next:
        lines.append(
            say(
                "answer_next",
                end=short_day(content.horizon_end),
                n=about(head.leaving_next.median),
                range=between(head.leaving_next),
                ready=about(head.leaving_next.ready),
            )
        )
    return "\n".join(" ".join(text.split()) for text in lines)


def rows_of(content: BriefingContent, say: Catalogue) -> list[Row | None]:
    """List the rows of the table; ``None`` is an empty line between two parts."""
    headings = (say("likely"), say("ready"), say("bad"), say("interval"))
    countries = largest(content.places)
    rows: list[Row | None] = [(say("places"), *headings, say("evidence_grade"))]
    rows += [(p.name, *numbers(p.present, say), p.grade.letter) for p in countries[:COUNTRIES]]
    if len(countries) > COUNTRIES:
        rows.append((say("and_others", n=len(countries) - COUNTRIES),))
    rows += [None, (say("corridors"), *headings)]
    rows += [(way.name, *numbers(way.flow, say)) for way in content.corridors[:CORRIDORS]]
    if content.groups:
        rows += [None, (say("groups_at_terminal"), *headings, say("share"))]
    rows += [(g.name, *numbers(g.left, say), percent(g.share.median)) for g in content.groups]
    head = content.headline
    if content.has_forecast:
        rows += [None, (say("next", end=short_day(content.horizon_end)), *headings)]
        rows.append((say("leaving"), *numbers(head.leaving_next, say)))
        rows += [(p.name, *numbers(p.present_at_end, say)) for p in content.places if p.is_focus]
    return rows


def largest(places: Sequence[Place]) -> list[Place]:
    """Put the focus first, then the most people; cities and what is hidden wait at the end or stay out."""
    rows = [place for place in places if place.part_of is None]
    return sorted(rows, key=lambda p: (not p.is_focus, -(p.present.median if p.present else -1.0)))


def numbers(interval: Interval | None, say: Catalogue) -> Row:
    """Write the four figures of an interval; something hidden says so."""
    if interval is None:
        return (say("hidden"), "", "", "")
    return about(interval.median), about(interval.ready), about(interval.bad), span(interval)


def table(rows: Sequence[Row | None]) -> str:
    """Align the columns: the first to the left, the others to the right."""
    cut = [None if row is None else (clipped(row[0]), *row[1:]) if len(row) > 1 else row for row in rows]
    full = [row for row in cut if row is not None and len(row) > 1]
    columns = max((len(row) for row in full), default=1)
    widths = [max((len(row[k]) for row in full if len(row) > k), default=0) for k in range(columns)]
    return "\n".join("" if row is None else aligned(row, widths) for row in cut)


def aligned(row: Row, widths: Sequence[int]) -> str:
    """Write one row."""
    cells = [row[0].ljust(widths[0])]
    cells += [text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=False)]
    return "  ".join(cells).rstrip()


def clipped(name: str) -> str:
    """Make one line of a name and cut it to the first column."""
    flat = " ".join(name.split())
    return flat if len(flat) <= LONGEST_NAME else flat[: LONGEST_NAME - 1] + "…"


def counts_of_reports(content: BriefingContent, say: Catalogue) -> str:
    """Say how many reports were used, stand against the others, or were left out."""
    status = [row.status for row in content.evidence]
    against = status.count("contradicts") + status.count("outside")
    return say(
        "evidence_note",
        used=status.count("used") + against,
        against=against,
        copies=status.count("copy"),
        superseded=status.count("superseded"),
        rest=status.count("not_used"),
        day=short_day(content.as_of),
    )


def not_told(content: BriefingContent, say: Catalogue) -> str:
    """Name the unknowns that no report told about."""
    names = [row.name for row in content.learnt if not row.is_learnt]
    if not names:
        return say("answer_told_all")
    more = f" (+{len(names) - UNKNOWNS})" if len(names) > UNKNOWNS else ""
    return say("answer_not_told", names=", ".join(names[:UNKNOWNS])) + more
