"""The agency's tree: units, desks, and who sees them."""
