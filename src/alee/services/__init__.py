"""What one group of helpers will be asked for in one place: from people who arrive to beds, cash and counsel.

For whoever builds a page on top of it, two pure functions are enough:

``needs_of(outlook, place=..., services=..., log=...)`` (:mod:`alee.services.planning`)
    gives a frozen :class:`~alee.services.figures.Needs`: for each service and horizon the asks per day, units
    in use, free and short, each most likely, be ready for (90 %) and bad case (97.5 %); the day it runs full
    and the chance of it; what drives it; what a reserve costs; quantiles day by day for a chart.
``record(outlook, entries, place=..., services=..., log=...)`` (:mod:`alee.services.recording`)
    checks what the group counted (asked, placed, left), adds it to the log and gives a ``Recorded``: the new
    log, the needs before and after, and one sentence for each service.

Nothing here reads or writes a file: services.yaml and the journal are read by ``alee.files.services_file``
and ``alee.files.group_log``.
"""
