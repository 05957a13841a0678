"""Flee's rules played person by person: slow, plain, and written from their description alone."""
