"""Units side by side: the page and its files."""
