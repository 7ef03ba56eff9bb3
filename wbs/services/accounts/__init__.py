"""Accounts of officers: how one begins, is entered, changes and ends."""
