"""Make a copy to hand on, for the team or for the public, in any of the formats that people ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from alee.briefing.assemble import assemble
from alee.briefing.card import HEIGHT, WIDTH, render_card
from alee.briefing.chat import chat_lines
from alee.briefing.content import BriefingContent
from alee.briefing.messages import Catalogue
from alee.briefing.page import render
from alee.briefing.public import public_content
from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.files.atomic import write_result, write_text, write_texts
from alee.files.chromium import print_pdf, take_picture
from alee.files.ledger import earlier_releases, remember
from alee.files.locking import locked
from alee.files.share_formats import flowmap_texts, geojson_text, write_csv, write_workbook
from alee.files.share_needs import need_lines, need_sheets
from alee.files.share_tables import lines_of, positions_of
from alee.outlook.forecasting import Outlook
from alee.release.audience import Audience
from alee.release.figures import PublicFigures, public_figures
from alee.services.figures import Needs

Format = Literal["html", "pdf", "png", "chat", "csv", "xlsx", "geojson", "flowmap"]
FORMATS: tuple[str, ...] = get_args(Format)
WITH_NEEDS = ("html", "pdf", "png", "chat", "csv", "xlsx")
WITH_WHAT_IFS = ("html", "pdf")
ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".png": "png", ".txt": "chat", ".csv": "csv",
           ".xlsx": "xlsx", ".geojson": "geojson", ".json": "geojson"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Copy:
    """Everything of an outlook that one audience may see.

    Attributes
    ----------
    figures
        What the public may see; ``None`` for the team, which sees everything.
    content
        The briefing of this audience.
    needs
        What helpers in one place will need, for the team; ``None`` without.
    """

    outlook: Outlook
    audience: Audience
    figures: PublicFigures | None
    content: BriefingContent
    needs: Needs | None = None


def copy_for(
    outlook: Outlook,
    audience: Audience,
    *,
    released_on: dt.date | str | None = None,
    ledger: str | Path | None = None,
    needs: Needs | None = None,
    what_ifs: Mapping[str, Outlook] | None = None,
    command: str = "",
) -> Copy:
    """Prepare a copy for an audience.

    Parameters
    ----------
    needs, what_ifs
        What helpers will need, and named futures of the same luck; for the team only.
    released_on
        Day of a public release; by default the outlook's as-of date, the strictest choice.
    ledger
        File in which the team keeps what was made public before; the new copy gives nothing away together
        with it.

    Raises
    ------
    InputError
        If nothing may be published yet, the ledger cannot be understood, or needs or what-ifs would go out.
    """
    if audience not in get_args(Audience):
        wrong = f'"{audience}" is no audience'
        raise InputError(Problem(wrong, "Allowed are team and public.", where="audience"))
    if audience == "team":
        if released_on is not None:
            wrong = "the day of a release is for public copies"
            likely = "Leave it out, or share with the public."
            raise InputError(
                Problem(wrong, "The team sees everything, any day.", likely, where="released_on")
            )
        content = assemble(outlook, what_ifs=what_ifs, needs=needs, command=command)
        return Copy(outlook=outlook, audience=audience, figures=None, content=content, needs=needs)
    if needs is not None or what_ifs:
        wrong = "needs and what-ifs stay in the team"
        likely = "Leave them out, or share with the team."
        raise InputError(Problem(wrong, "A public copy has no forecast.", likely, where="audience"))
    name = outlook.posterior.scenario.name
    earlier = earlier_releases(Path(ledger), name) if ledger is not None else []
    figures = public_figures(outlook, released_on=released_on, earlier=earlier)
    content = public_content(outlook, figures, command=command)
    return Copy(outlook=outlook, audience=audience, figures=figures, content=content)


def remembered_copy(
    outlook: Outlook,
    audience: Audience,
    *,
    released_on: dt.date | str | None = None,
    ledger: str | Path | None = None,
    needs: Needs | None = None,
    what_ifs: Mapping[str, Outlook] | None = None,
    command: str = "",
) -> Copy:
    """Prepare a copy as :func:`copy_for` does, and write a public one into the ledger before it goes out."""
    if audience != "public" or ledger is None or needs is not None or what_ifs:
        return copy_for(
            outlook, audience, released_on=released_on, needs=needs, what_ifs=what_ifs, command=command
        )
    with locked(Path(ledger)):  # two copies at a time would not know of each other
        copy = copy_for(outlook, audience, released_on=released_on, ledger=ledger, command=command)
        if copy.figures is not None:
            name = outlook.posterior.scenario.name
            remember(Path(ledger), name, copy.figures.released_on, copy.figures.release)
    return copy


def share(
    outlook: Outlook,
    to: str | Path,
    *,
    audience: Audience,
    form: Format | None = None,
    released_on: dt.date | str | None = None,
    ledger: str | Path | None = None,
    with_hxl: bool = False,
    needs: Needs | None = None,
    what_ifs: Mapping[str, Outlook] | None = None,
    command: str = "",
) -> Path:
    """Write a copy of an outlook to hand on.

    Parameters
    ----------
    to
        File to write (a folder for ``flowmap``, which is two tables).
    audience
        ``team`` (everything) or ``public`` (whole countries and weeks, at least seven days old, small counts,
        irregular ways and shelters hidden).
    form
        ``html`` (the briefing), ``pdf``, ``png`` (a picture for a chat), ``chat`` (five lines), ``csv``,
        ``xlsx``, ``geojson`` or ``flowmap``; by default what the ending of the file's name says.
    released_on, ledger
        As in :func:`copy_for`. What a public copy holds is written into the ledger before the copy itself.
    with_hxl
        Whether a CSV table gets a row of HXL tags under its header.
    needs, what_ifs
        For the team: what helpers will need, from :func:`alee.needs` (page, PDF, picture, chat lines, CSV and
        workbook), and named futures of the same luck (page and PDF). Map layers have no room for either.

    Raises
    ------
    InputError
        If the format or audience is unknown, nothing may be published yet, or the format has no room for
        needs or what-ifs.
    MissingExtra
        If the format needs a part that is not installed.
    SaveFailed
        If the disk does not take it; nothing half-written stays.
    """
    path = Path(to)
    chosen = format_for(
        path, form, with_hxl=with_hxl, has_needs=needs is not None, has_what_ifs=bool(what_ifs)
    )
    copy = remembered_copy(
        outlook, audience, released_on=released_on, ledger=ledger, needs=needs, what_ifs=what_ifs,
        command=command,
    )  # fmt: skip
    write_copy(copy, path, chosen, with_hxl=with_hxl)
    return path


def format_for(
    path: Path, form: str | None = None, *, with_hxl: bool = False, has_needs: bool = False,
    has_what_ifs: bool = False,
) -> Format:  # fmt: skip
    """The format of a copy: as named, or as the ending of its file says.

    Raises
    ------
    InputError
        If there is no such format, or it has no room for what is wanted.
    """
    chosen = form or ENDINGS.get(path.suffix.lower())
    if chosen not in FORMATS:
        wrong = f'"{form or path.suffix or path.name}" is no format to share'
        likely = did_you_mean(form or path.suffix[1:], FORMATS)
        raise InputError(Problem(wrong, f"Allowed are {', '.join(FORMATS)}.", likely, where="format"))
    if with_hxl and chosen != "csv":
        raise InputError(
            Problem("HXL tags stand in CSV tables only", "Leave them out, or share csv.", where="hxl")
        )
    for is_wanted, name, formats in (
        (has_needs, "needs", WITH_NEEDS),
        (has_what_ifs, "what-ifs", WITH_WHAT_IFS),
    ):
        if is_wanted and chosen not in formats:
            wrong = f"{name} have no place in {chosen}"
            raise InputError(Problem(wrong, f"They go into {', '.join(formats)}.", where="format"))
    return cast(Format, chosen)


def write_copy(copy: Copy, path: Path, form: str, *, with_hxl: bool = False) -> None:
    """Write a prepared copy in one format; raises as :func:`share` does."""
    if form == "html":
        write_result(path, render(copy.content))
    elif form == "pdf":
        print_pdf(render(copy.content), path)
    elif form == "png":
        take_picture(render_card(copy.content), path, width=WIDTH, height=HEIGHT)
    elif form == "chat":
        write_text(path, "\n".join(chat_lines(copy.content)) + "\n")
    else:
        _write_table(copy, path, form, with_hxl=with_hxl)


def _write_table(copy: Copy, path: Path, form: str, *, with_hxl: bool) -> None:
    lines = lines_of(copy.outlook, copy.figures)
    positions = positions_of(copy.outlook, copy.figures)
    if form == "csv":
        write_csv(lines, path, with_hxl=with_hxl, more=need_lines(copy.needs) if copy.needs else ())
    elif form == "xlsx":
        sheets = need_sheets(copy.needs) if copy.needs else {}
        write_workbook(lines, path, about=about_copy(copy), more=sheets)
    elif form == "geojson":
        write_result(path, geojson_text(lines, positions, about=about_copy(copy)))
    else:
        write_texts(path, flowmap_texts(lines, positions))


def about_copy(copy: Copy) -> Mapping[str, str]:
    """What every table says about itself: title, audience, days, how to repeat it, what it is not for."""
    content, say = copy.content, Catalogue(copy.content.language)
    digest = content.provenance.scenario_digest
    kind = say("as_of_note_public") if copy.audience == "public" else say("for_team")
    return {
        "title": (f"{say('example')}: " if content.is_example else "") + content.title,
        "audience": f"{copy.audience}. {kind}",
        "as of": content.as_of.isoformat(),
        "scenario": content.provenance.scenario + (f", digest {digest}" if digest else ""),
        "members and seed": f"{content.provenance.members}, {content.provenance.seed}",
        "version": f"Alee {content.provenance.version}",
        "command": content.provenance.command,
        "misuse": say("misuse_1"),
    }
