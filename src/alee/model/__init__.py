"""What the user says: frozen, checked objects; unknown keys are refused, all problems are told together."""
