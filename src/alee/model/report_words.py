"""A published figure in words, with its unit."""

from alee.model.reports import Report


def figure_words(report: Report) -> str:
    """The figure as published: exact, a range, or one-sided."""
    unit = f" {report.unit}" if report.unit else ""
    if report.value is not None:
        return f"{report.value:,.10g}{unit}"
    if report.low is not None and report.high is not None:
        return f"{report.low:,.10g} to {report.high:,.10g}{unit}"
    if report.low is not None:
        return f"more than {report.low:,.10g}{unit}"
    return f"up to {report.high:,.10g}{unit}" if report.high is not None else "no figure"
