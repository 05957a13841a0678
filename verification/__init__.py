"""Long checks: against theory, against Flee, recovery, calibration. ``make verify`` runs them all."""
