"""Two persons: what an administrator proposes, and who approves it."""
