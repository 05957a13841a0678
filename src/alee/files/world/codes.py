"""Countries by every code and name that the open tables use: ISO 3166 letters and digits, English names.

The codes and names come with Babel (Unicode CLDR); the few spellings that only these tables use stand below.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from alee.core.errors import MissingExtra

WITHDRAWN = frozenset(
    """ANT ATB BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO ROM SCG SKM SUN TMP VDR
    WAK YMD YUG ZAR AFI PAL""".split()  # noqa: SIM905 - a list of codes is read as a text
)
OLD = {"ROM": "RO", "ZAR": "CD", "TMP": "TL", "PAL": "PS", "YUG": "RS"}  # as older tables still write them
SPELLINGS = {
    "burma": "MM", "burma (myanmar)": "MM", "cape verde": "CV", "congo (brazzaville)": "CG",
    "congo (kinshasa)": "CD", "congo": "CG", "congo (dem. rep.)": "CD", "dr congo": "CD",
    "cote d'ivoire": "CI", "ivory coast": "CI", "czech republic": "CZ", "east timor": "TL",
    "hong kong": "HK", "macau": "MO", "macedonia": "MK", "north macedonia": "MK", "palestine": "PS",
    "swaziland": "SZ", "turkey": "TR", "trinidad and tobago": "TT", "bosnia and herzegovina": "BA",
    "antigua and barbuda": "AG", "saint kitts and nevis": "KN", "saint lucia": "LC",
    "saint vincent and the grenadines": "VC", "sao tome and principe": "ST",
    "turks and caicos islands": "TC", "wallis and futuna": "WF", "virgin islands": "VI",
    "british virgin islands": "VG", "micronesia": "FM", "saint pierre and miquelon": "PM",
    "saint helena": "SH", "svalbard": "SJ", "reunion": "RE", "curacao": "CW", "falkland islands": "FK",
    "south korea": "KR", "north korea": "KP", "vatican": "VA", "viet nam": "VN", "russian federation": "RU",
    "iran (islamic republic of)": "IR", "syrian arab republic": "SY",
}  # fmt: skip


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """From any code to two letters, from two letters to three, and from a plain name to two letters."""
    try:
        from babel import Locale
        from babel.core import get_global
    except ImportError:
        raise MissingExtra(
            "Making a world needs the names of countries, an optional part. "
            'Install it: pip install "alee[world]".'
        ) from None
    names = {
        code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()
    }
    two = {alias: into[0] for alias, into in get_global("territory_aliases").items() if len(into) == 1}
    to_two = {alias: code for alias, code in two.items() if code in names and len(alias) == 3}
    to_two |= OLD
    three = {code: alias for alias, code in to_two.items() if alias.isalpha() and alias not in WITHDRAWN}
    by_name = {plain(name): code for code, name in names.items()} | SPELLINGS
    return to_two, three, by_name


def plain(name: str) -> str:
    """Write a name without capitals, accents and the sign &."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", "and").replace("’", "'"))
    return " ".join(
        "".join(c for c in letters if not unicodedata.combining(c)).replace("st.", "saint").split()
    )


def find_country(written: object) -> str | None:
    """The alpha-3 code of a country, whichever way a table writes it; None for regions and what is not known.

    Parameters
    ----------
    written
        Two or three letters, the three digits of ISO 3166 (as a number or as text), or an English name.
    """
    to_two, three, by_name = _tables()
    text = f"{written:03d}" if isinstance(written, int) else str(written).strip().removesuffix(".0")
    text = text.zfill(3) if text.isdigit() and len(text) < 3 else text
    code = (
        to_two.get(text.upper())
        or (text.upper() if text.upper() in three else None)
        or by_name.get(plain(text))
    )
    return three.get(code) if code else None


@cache
def name_of(code: str) -> str:
    """The English name of a country by its alpha-3 code."""
    from babel import Locale

    return str(Locale("en").territories.get(_tables()[0].get(code, ""), code))
