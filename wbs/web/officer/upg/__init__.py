"""The pages of a unit that controls gratuities (UPG): its sheets, papers and register."""
