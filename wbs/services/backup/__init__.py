"""Backups: made while the house works, read back into an empty one, and what is known of the last."""
