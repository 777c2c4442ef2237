"""Hostile files are opened in a child process with limits, never in the server itself."""
