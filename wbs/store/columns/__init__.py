"""What lies open in the database, and why: every column of every table."""
