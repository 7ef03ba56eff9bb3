"""Evidence documents, and the figures they stand beside."""
