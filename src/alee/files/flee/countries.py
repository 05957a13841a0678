"""Country names as Flee's folders write them, and their codes of ISO 3166."""

from __future__ import annotations

from collections.abc import Iterable

CODES = {
    "afghanistan": "AFG", "algeria": "DZA", "angola": "AGO", "armenia": "ARM", "azerbaijan": "AZE",
    "bangladesh": "BGD", "belarus": "BLR", "benin": "BEN", "burkina faso": "BFA", "burundi": "BDI",
    "cameroon": "CMR", "car": "CAF", "central african republic": "CAF", "chad": "TCD", "colombia": "COL",
    "congo": "COG", "cote d'ivoire": "CIV", "djibouti": "DJI", "drc": "COD", "dr congo": "COD",
    "democratic republic of congo": "COD", "egypt": "EGY", "eritrea": "ERI", "ethiopia": "ETH",
    "georgia": "GEO", "ghana": "GHA", "greece": "GRC", "guinea": "GIN", "hungary": "HUN", "india": "IND",
    "iran": "IRN", "iraq": "IRQ", "ivory coast": "CIV", "jordan": "JOR", "kenya": "KEN", "lebanon": "LBN",
    "libya": "LBY", "malawi": "MWI", "mali": "MLI", "mauritania": "MRT", "mauretania": "MRT",
    "moldova": "MDA", "mozambique": "MOZ", "myanmar": "MMR", "niger": "NER", "nigeria": "NGA",
    "pakistan": "PAK", "palestine": "PSE", "poland": "POL", "rc": "COG", "republic of congo": "COG",
    "romania": "ROU", "russia": "RUS", "rwanda": "RWA", "senegal": "SEN", "slovakia": "SVK",
    "somalia": "SOM", "south africa": "ZAF", "south sudan": "SSD", "sudan": "SDN", "syria": "SYR",
    "tanzania": "TZA", "togo": "TGO", "turkey": "TUR", "uganda": "UGA", "ukraine": "UKR",
    "venezuela": "VEN", "yemen": "YEM", "zambia": "ZMB", "zimbabwe": "ZWE",
}  # fmt: skip
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def codes_of(countries: Iterable[str]) -> dict[str, str]:
    """Give each country a code of three letters; unknown ones get codes that ISO leaves free, from XAA on."""
    codes: dict[str, str] = {}
    n_free = 0
    for name in dict.fromkeys(countries):
        key = name.replace("_", " ").strip().casefold()
        code = name if len(name) == 3 and name in CODES.values() else CODES.get(key, "")
        if not code:
            code = f"X{LETTERS[n_free // 26 % 26]}{LETTERS[n_free % 26]}"
            n_free += 1
        codes[name] = code
    return codes
