"""Counts: one query for each number, written from its definition."""
