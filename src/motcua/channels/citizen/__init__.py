"""The citizens' front door: every page works without scripts, on any phone."""
