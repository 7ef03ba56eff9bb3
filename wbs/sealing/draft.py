"""The token of a report being written, and what it seals. The token itself is never stored."""

import hmac
from collections.abc import Callable
from hashlib import sha256

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.carried import read_carried, write_carried
from wbs.sealing.commitment import ID_BYTES
from wbs.sealing.errors import Malformed, SealingError, WrongKey
from wbs.sealing.key import KEY_BYTES, Key, expand
from wbs.sealing.labels import (
    DRAFT_ID,
    DRAFT_KEY,
    DRAFT_SLOTS,
    DRAFT_TOKEN_MAC,
    SUITE_ID,
    Artefact,
)
from wbs.sealing.padding import pad, unpad
from wbs.sealing.secret import Secret

LIFE_HOURS = 24
TOKEN_BYTES = 1 + 32 + 4 + 32  # suite, random, hour of issue, HMAC


class DraftToken(Secret):
    """A genuine token: the draft's id and key, the hour it was issued, and its text for the form."""

    __slots__ = ("hour", "id", "key", "text")

    def __init__(self, secret: bytes, hour: int, text: str) -> None:
        self.id = expand(secret, DRAFT_ID, b"", ID_BYTES).hex()
        self.key = Key(expand(secret, DRAFT_KEY, b"", KEY_BYTES))
        self.hour = hour
        self.text = text


class TokenExpired(SealingError):
    """The token is ours and its time is over; `token` is it, so that its text can be given back."""

    def __init__(self, token: DraftToken) -> None:
        super().__init__("the draft token is too old")
        self.token = token


def _mac(app_key: bytes, issued: bytes) -> bytes:
    return hmac.digest(expand(app_key, DRAFT_TOKEN_MAC, b"", KEY_BYTES), issued, sha256)


def new_draft_token(app_key: bytes, random_bytes: Callable[[int], bytes], hour: int) -> DraftToken:
    """A token issued in *hour* (whole hours since 1970); nothing is stored for it."""
    secret = random_bytes(32)
    issued = bytes([SUITE_ID]) + secret + hour.to_bytes(4, "big")
    return DraftToken(secret, hour, write_carried(issued + _mac(app_key, issued)))


def read_draft_token(text: str, app_key: bytes, now_hour: int) -> DraftToken:
    """The genuine token behind *text*, known without looking anything up.

    Raises:
        WrongKey: forged, altered, or issued under another application's key.
        TokenExpired: genuine, and more than 24 hours old or from a later hour than the next.
    """
    try:
        raw = read_carried(text, TOKEN_BYTES)
    except Malformed:
        raise WrongKey("no draft token") from None
    issued, mac = raw[:-32], raw[-32:]
    if not hmac.compare_digest(_mac(app_key, issued), mac):
        raise WrongKey("the draft token is not ours")
    token = DraftToken(issued[1:33], int.from_bytes(issued[33:], "big"), text)
    if not -1 <= now_hour - token.hour <= LIFE_HOURS:
        raise TokenExpired(token)
    return token


def _place(token: DraftToken, slot: str) -> tuple[str, str]:
    if slot not in DRAFT_SLOTS:
        raise ValueError(f"no slot of a draft: {slot}")
    return (slot, token.id)


def seal_draft(token: DraftToken, plaintext: bytes, *, slot: str) -> bytes:
    """What a draft row holds, for the holder of the token alone; the length tells only its bucket."""
    return seal_body(Artefact.DRAFT, token.key, _place(token, slot), pad(plaintext))


def open_draft(token: DraftToken, sealed: bytes, *, slot: str) -> bytes:
    """What was sealed in this slot of this draft.

    Raises:
        Tampered: "commitment", "chunk", "length", "padding" or a header's reason.
    """
    return unpad(open_own(Artefact.DRAFT, token.key, _place(token, slot), sealed))
