"""Write ``src/alee/reading/country_names.py``: countries by the names of the Unicode CLDR, in four languages.

The table is kept in the package, so that reading a dispatch needs neither a network nor Babel, and gives the
same answer whatever is installed. Run it again when CLDR names a new country.
"""

from pathlib import Path

from babel import Locale, __version__
from babel.core import get_global

from alee.files.world.codes import WITHDRAWN

TARGET = Path(__file__).parents[1] / "src" / "alee" / "reading" / "country_names.py"
LANGUAGES = ("en", "ru", "tr", "uk")
NO_COUNTRY = {
    "AQ",
    "AX",
    "BV",
    "CP",
    "DG",
    "EA",
    "EU",
    "EZ",
    "HM",
    "IC",
    "IO",
    "QO",
    "TF",
    "UM",
    "UN",
    "XA",
    "XB",
    "ZZ",
}


def main() -> None:
    """Write the table."""
    aliases = get_global("territory_aliases")
    three = {
        two[0]: code
        for code, two in aliases.items()
        if len(code) == 3 and code.isalpha() and len(two) == 1 and code not in WITHDRAWN
    }
    three["XK"] = "XKX"  # Kosovo has no code of its own in the standard; this is the one in use
    names = {language: Locale(language).territories for language in LANGUAGES}
    rows = []
    for two in sorted(names["en"]):
        if len(two) == 2 and two.isalpha() and two not in NO_COUNTRY and two in three:
            said = [names[language].get(two, "").split(" (")[0] for language in LANGUAGES]
            rows.append(
                f'    "{three[two]}": ({", ".join(repr(n).replace(chr(39), chr(34)) if chr(39) not in n else repr(n) for n in said)}),'
            )
    TARGET.write_text(
        f'"""Countries by alpha-3 code: English, Russian, Turkish and Ukrainian names of the Unicode CLDR.\n\n'
        f"Made by scripts/write_countries.py from Babel {__version__}; do not edit.\n"
        f'"""\n\nCLDR_NAMES: dict[str, tuple[str, str, str, str]] = {{\n'
        + "\n".join(sorted(rows))
        + "\n}  # fmt: skip\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
