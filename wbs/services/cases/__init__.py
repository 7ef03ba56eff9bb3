"""A case as its desk works it: listed, opened, moved, answered."""
