"""Declarations of conflicts of interest: the superior's decision, the register, the mapping, yearly statements."""
