"""The chance by which a public number is rounded: the same whenever it is asked for, known to the house alone."""

from wbs.sealing.encoding import fields
from wbs.sealing.key import expand
from wbs.sealing.labels import ROUNDING

DRAWN_BYTES = 8


def rounding_chance(app_key: bytes, quarter: str, unit_id: str, kind: str, base: int) -> int:
    """A number from 0 to *base* less one, each as likely, for this cell alone (sealing-v1 §4).

    Security: whoever has *app_key* and a published number knows more of the count than its rounding tells.
    """
    drawn = expand(app_key, ROUNDING, fields(quarter, unit_id, kind), DRAWN_BYTES)
    return int.from_bytes(drawn, "big") % base
