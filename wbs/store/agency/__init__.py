"""Units, desks, officers, and what they agree on."""
