"""Keys of desks: who makes them, who holds them, who lets whom in."""
