"""What a reporter does with a tracking code."""
