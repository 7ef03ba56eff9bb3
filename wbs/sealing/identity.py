"""Who reported, sealed apart from what was reported, under two keys at once (sealing-v1 §17).

Security: custodians without the case, and a desk without custodians, open nothing.
"""

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.encoding import fields
from wbs.sealing.key import KEY_BYTES, Key, expand
from wbs.sealing.labels import IDENTITY_KEY, Artefact
from wbs.sealing.padding import pad, unpad


def _key(identity_key: Key, case_key: Key, case_id: str) -> Key:
    both = identity_key.raw + case_key.raw
    return Key(expand(both, IDENTITY_KEY, fields(case_id), KEY_BYTES))


def seal_identity(identity_key: Key, case_key: Key, plaintext: bytes, case_id: str) -> bytes:
    """The plaintext for whoever holds both keys; its length tells the bucket."""
    key = _key(identity_key, case_key, case_id)
    return seal_body(Artefact.IDENTITY, key, (case_id,), pad(plaintext))


def open_identity(identity_key: Key, case_key: Key, sealed: bytes, case_id: str) -> bytes:
    """The plaintext that was sealed for this case.

    Raises:
        Tampered: "commitment" (another key or case: shares of two splits, or exchanged bytes),
            "chunk", "length", "padding" or a header's reason.
    """
    key = _key(identity_key, case_key, case_id)
    return unpad(open_own(Artefact.IDENTITY, key, (case_id,), sealed))
