"""One use case per file: load, decide, record, commit."""
