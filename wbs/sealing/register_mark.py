"""The mark of a line of an old register: tells that it was imported, and tells nobody else which line it is."""

from wbs.sealing.commitment import ID_BYTES
from wbs.sealing.encoding import fields
from wbs.sealing.key import expand
from wbs.sealing.labels import REGISTER_MARK


def register_mark(app_key: bytes, unit_id: str, number: str, day: str) -> str:
    """The same for the same line of the same unit, however its number is spaced or capitalised (sealing-v1 §4)."""
    folded = " ".join(number.casefold().split())
    return expand(app_key, REGISTER_MARK, fields(unit_id, folded, day), ID_BYTES).hex()
