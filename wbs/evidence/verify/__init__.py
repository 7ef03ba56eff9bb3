"""Checks an evidence pack with nothing but the file and the keys: docs/formats/pack-v1.md, section 7."""
