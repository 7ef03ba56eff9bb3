"""A whistleblowing, gratification and complaint system for government units."""
