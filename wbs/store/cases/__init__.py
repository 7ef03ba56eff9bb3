"""The register of cases, what lies sealed in them, and what is to be done about them."""
