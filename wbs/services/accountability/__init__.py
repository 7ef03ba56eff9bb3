"""The accountability logs: integrated, signed, published, proved and verified."""
