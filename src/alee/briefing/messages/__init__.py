"""The words of a briefing, one catalogue for each language."""

import string
from collections.abc import Mapping
from typing import Any

from alee.briefing.messages.en import MESSAGES as ENGLISH

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}


class _Wording(string.Formatter):
    """Fills gaps; ``{n:day|days}`` is ``day`` where n is 1."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


class Catalogue:
    """Says a message in one language; a missing language falls back to English.

    Parameters
    ----------
    language
        Language tag, e.g. ``"en"``.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in CATALOGUES else "en"
        self._texts = CATALOGUES[self.language]

    def __call__(self, key: str, /, **values: object) -> str:
        """Say the message with this key, its gaps filled with the values."""
        return _Wording().format(self._texts[key], **values)
