"""Seals and opens bytes; does not know what a report is."""
