"""Translates HTTP into the words of the domain and back."""
