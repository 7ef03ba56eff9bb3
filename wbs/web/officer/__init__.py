"""The officer's application."""
