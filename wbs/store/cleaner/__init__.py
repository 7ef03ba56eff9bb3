"""Takes metadata out of files, in processes that can touch nothing but their own pipes."""
