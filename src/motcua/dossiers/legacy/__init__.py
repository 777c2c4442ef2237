"""Dossiers of another system: reading its file, saying its words in ours, telling its history."""
