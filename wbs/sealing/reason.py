"""Why an officer asks custodians to open something, sealed under a key of that request (sealing-v1 §17)."""

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.key import Key
from wbs.sealing.labels import Artefact
from wbs.sealing.padding import pad, unpad


def seal_reason(request_key: Key, text: str, request_id: str) -> bytes:
    """The text for whoever holds the request's key; its length tells the bucket."""
    return seal_body(Artefact.REASON, request_key, (request_id,), pad(text.encode()))


def open_reason(request_key: Key, sealed: bytes, request_id: str) -> str:
    """The text that was sealed for this request.

    Raises:
        Tampered: "commitment" (another key or request), "chunk", "length", "padding" or a header's reason.
    """
    plaintext = unpad(open_own(Artefact.REASON, request_key, (request_id,), sealed))
    return plaintext.decode()
