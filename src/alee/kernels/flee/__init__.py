"""Flee's published rules on counts: persons in the same state are one cohort with a number."""
