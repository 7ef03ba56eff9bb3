"""Hashes, signs and proves; does not know what an event means."""
