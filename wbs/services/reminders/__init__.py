"""Clocks that act: what people are reminded of, and the mails that say there is something to see."""
