"""Cells of tables that people open in a spreadsheet."""


def safe_cell(cell: object) -> object:
    """Keep a text from being taken for a formula by a spreadsheet; what is no text stays as it is.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an apostrophe.
    """
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
