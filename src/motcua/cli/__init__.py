"""The command line: it starts, checks and measures; what the site does is decided in the rooms."""
