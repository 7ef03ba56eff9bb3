"""Figures people look at: charts, each with its table and its data as a file, and international measures."""
