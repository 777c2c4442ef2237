"""Tools without a domain word."""
