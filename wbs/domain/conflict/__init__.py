"""Conflicts of interest: declarations, the superior's decision, the mapping of duties, yearly statements."""
