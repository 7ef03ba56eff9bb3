"""What ties a case to the log without naming it: the commitment and the log id."""

import hmac
from hashlib import sha256

from wbs.sealing.encoding import fields
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key, derive, expand
from wbs.sealing.labels import COMMIT, LOG

ID_BYTES = 16


def commit(case_key: Key, first_record_hash: bytes) -> bytes:
    """32 bytes that only a holder of the case key can form and that fix the first record."""
    return hmac.digest(derive(case_key, COMMIT).raw, first_record_hash, sha256)


def verify_commitment(case_key: Key, first_record_hash: bytes, commitment: bytes) -> None:
    """Return if *commitment* was made for this case key and first record.

    Raises:
        Tampered: "commitment" (the first record or the case key is not the one received).
    """
    if not hmac.compare_digest(commit(case_key, first_record_hash), commitment):
        raise Tampered("commitment")


def log_id(case_key: Key, unit_id: str, returns: int = 0) -> str:
    """The case's name in one unit's log: 32 hexadecimal digits, unlinkable to its name in another's.

    A case that comes back to a unit has another name there each time: *returns* counts them.
    """
    place = fields(unit_id, returns) if returns else fields(unit_id)
    return expand(case_key.raw, LOG, place, ID_BYTES).hex()
