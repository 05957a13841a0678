"""Pictures drawn as SVG text by our own hands: the map of corridors, fan charts, interval bars."""
