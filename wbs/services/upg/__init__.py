"""The UPG's work on disclosures, its register and its circular."""
