"""Flee's rules played person by person, and the engine on counts held against them."""

from verification.flee_agreement.report import main

__all__ = ["main"]
