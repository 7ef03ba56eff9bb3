"""Keeping and erasing: how long a case is kept, what holds it, and how two persons erase it."""
