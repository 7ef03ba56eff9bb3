"""What a unit without a desk of its own is told of the cases about it that lie above."""
