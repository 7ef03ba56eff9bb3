"""Turns figures into files."""
