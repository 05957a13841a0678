"""Folders of the Flee simulator, read as they are."""
