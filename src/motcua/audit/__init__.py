"""Append-only record of who did what, sealed in Merkle batches."""
