"""Reads what the law and the agency decided from `config/`, and refuses what is not as it must be."""
