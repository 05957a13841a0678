"""Make a scenario out of open tables that somebody has already: visas, distances, flights, migrants."""
