"""What everything else stands on: errors, days, units, suggestions, addresses, the registry of variables."""
