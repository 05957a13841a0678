"""From a Flee world to the arrays of the engine that plays Flee's rules."""
