"""Translates the tick of the clock."""
