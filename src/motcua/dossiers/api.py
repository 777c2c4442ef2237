"""The door of the dossiers room: it reads as the list of what can happen to a dossier."""
