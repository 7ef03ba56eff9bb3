"""Backups: the one file they are, the rows in it, and how it is written whole or not at all."""
