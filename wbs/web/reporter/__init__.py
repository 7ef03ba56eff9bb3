"""The reporter's application."""
