"""Where a column's content lies: under which kind of protection."""

from enum import StrEnum


class Place(StrEnum):
    """How a column is stored."""

    SEALED = "sealed"
    HASHED = "hashed"
    CLEAR = "clear"


S, H, C = Place.SEALED, Place.HASHED, Place.CLEAR
Columns = dict[str, tuple[Place, str]]
