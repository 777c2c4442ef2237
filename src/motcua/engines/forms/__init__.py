"""E-forms as data: one definition for web, counter, mini app, print and API."""
