"""Who could open what, who holds shares of it, and what was done with keys."""
