"""Declarations of conflicts of interest: decisions, register, mapping of duties, yearly statements."""
