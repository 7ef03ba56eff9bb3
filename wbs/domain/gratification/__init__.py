"""Gratuities: what is judged, disclosed, decided and counted."""
