"""Pure calculation: no Django, no database, no network."""
