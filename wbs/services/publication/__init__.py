"""What everybody may read of the figures: frozen once a quarter, then only read."""
