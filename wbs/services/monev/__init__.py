"""Monev: meetings on the own work, what they recommend, and what became of it."""
