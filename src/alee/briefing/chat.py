"""Five short lines to paste into a chat."""

from alee.briefing.content import BriefingContent, EvidenceRow, Place
from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_line
from alee.briefing.sentences import about, between, day, listed, short_day

LONGEST = 200  # letters of one line; a phone shows about four rows


def chat_lines(content: BriefingContent) -> tuple[str, ...]:
    """Say a briefing in five lines, each at most 200 letters, without marks of any markup."""
    say = Catalogue(content.language)
    head = content.headline
    mark = f"{say('example')}: " if content.is_example else ""
    first = say(
        "chat_1", mark=mark, home=content.home, day=day(content.as_of), n=about(head.left.median),
        cause=content.cause, ready=about(head.left.ready),
    )  # fmt: skip
    pace, next_days = head.leaving_per_day, head.leaving_next
    rate = say("chat_rate", n=about(pace.median), range=between(pace)) if pace else say("chat_rate_hidden")
    ahead = say("chat_public")
    if next_days:
        ahead = say(
            "chat_next", end=short_day(content.horizon_end), n=about(next_days.median),
            ready=about(next_days.ready),
        )  # fmt: skip
    used = used_in(content)
    against = sum(row.status != "used" for row in used)
    end = say("chat_end", used=len(used), against=against)
    if is_assumed(content):
        end = say("chat_end_assumed")
    third = need_line(content.needs, say) if content.needs else rate  # what to prepare tells helpers more
    return tuple(shortened(text) for text in (first, focus_line(content, say), third, ahead, end))


def used_in(content: BriefingContent) -> list[EvidenceRow]:
    """List the reports that moved the estimate."""
    return [row for row in content.evidence if row.status in ("used", "contradicts", "outside")]


def is_assumed(content: BriefingContent) -> bool:
    """Whether the team's numbers come from no report at all; a public copy does not show every report."""
    return content.audience == "team" and not used_in(content)


def warned(content: BriefingContent, say: Catalogue) -> list[str]:
    """Say first, if no report was used, that the numbers are what was assumed; then each focus place."""
    first = [say("assumed_only")] if is_assumed(content) else []
    return first + [focus_sentence(place, say) for place in content.places if place.is_focus]


def focus_line(content: BriefingContent, say: Catalogue) -> str:
    """Name the focus place with its range, or else where most people are."""
    focus = next((place for place in content.places if place.is_focus), None)
    if focus is not None:
        return focus_sentence(focus, say)
    rows = [place for place in content.places if place.part_of is None and place.present]
    rows.sort(key=lambda place: -(place.present.median if place.present else 0.0))
    named = [say("chat_place", place=p.name, n=about(p.present.median)) for p in rows[:3] if p.present]
    return say("chat_no_focus", places=listed(named)) if named else say("no_places")


def focus_sentence(place: Place, say: Catalogue) -> str:
    """Say one place in a sentence: its kind of silence, the middle, the range."""
    if place.present is None:
        return say("focus_hidden", place=place.name)
    silence = say(f"silence_{place.reporting}")
    present = place.present
    return say("focus", place=place.name, silence=silence, n=about(present.median), range=between(present))


def shortened(text: str) -> str:
    """Make one line of a text and cut it at a word if it is too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
