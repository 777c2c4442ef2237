"""Front doors, by audience. A channel translates between people and rooms; it decides nothing."""
