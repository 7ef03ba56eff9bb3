"""Units side by side, for the inspectorate and whoever answers for several of them."""
