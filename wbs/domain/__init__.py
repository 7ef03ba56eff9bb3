"""Decides: rules of the procedure, without clock, randomness or input and output."""
