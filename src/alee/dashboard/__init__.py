"""The page on this computer: look, ask, change, share.

A server on the loopback address answers from small files that were made once per run (:mod:`views`), so it
never holds a run in memory. What takes longer than a moment is done by workers (:mod:`jobs`). Everything
that a person changes is an entry of the workspace's journal and can be taken back (:mod:`workspace`).
"""
