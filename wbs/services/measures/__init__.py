"""The figures people look at: what charts and measures are made from."""
