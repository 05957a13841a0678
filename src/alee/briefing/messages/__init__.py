"""The words of a briefing, one catalogue for each language."""

from collections.abc import Mapping

from alee.briefing.messages.en import MESSAGES as ENGLISH

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}


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
        return self._texts[key].format(**values)
