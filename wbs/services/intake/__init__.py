"""A report on its way in: the form, its draft, its files, its submission."""
