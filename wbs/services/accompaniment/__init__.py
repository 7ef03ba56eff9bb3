"""The accompanying inspectorate: remarks on the rows of units' evaluation sheets, and their answers."""
