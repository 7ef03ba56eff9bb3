"""What tells a desk's key that the house made from one that somebody wrote into its database.

A desk's next key is made without anybody's secret, from public keys alone; so its row proves nothing.
Whoever seals what lies under an earlier key to it asks for the voucher first.
"""

import hmac
from hashlib import sha256

from wbs.sealing.encoding import fields
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key, derive
from wbs.sealing.labels import VOUCHER_KEY


def vouch(instance_key: Key, desk_id: str, epoch: int, public_key: bytes) -> bytes:
    """32 bytes that only a holder of the instance key can form, for that key of that desk alone."""
    key = derive(instance_key, VOUCHER_KEY)
    return hmac.digest(key.raw, fields(desk_id, epoch, public_key), sha256)


def verify_voucher(
    instance_key: Key, desk_id: str, epoch: int, public_key: bytes, voucher: bytes
) -> None:
    """Return if the house made that key of that desk.

    Raises:
        Tampered: "voucher" (made under another instance key, or for another desk, epoch or key).
    """
    if not hmac.compare_digest(vouch(instance_key, desk_id, epoch, public_key), voucher):
        raise Tampered("voucher")
