"""Translates the terminal."""
