"""The ledger and the logs over it: rows that are added and never changed."""
