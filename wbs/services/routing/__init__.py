"""A case goes to another desk, or another desk looks in: by an officer, or as its reporter asks."""
