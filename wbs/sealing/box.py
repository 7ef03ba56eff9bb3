"""A key of 32 bytes sealed to a person or a desk: HPKE base mode over X-Wing.

Security: HPKE proves no sender. Whoever knows a public key can make a box that opens;
`commitment.verify_commitment` is what makes a forged case visible.
"""

from collections.abc import Collection
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from wbs.sealing.encoding import body_of, context_of, header_of
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.key import KEY_BYTES, Key
from wbs.sealing.keypair import private_half, public_half
from wbs.sealing.labels import Artefact, Purpose

__all__ = ["BOX_BYTES", "Place", "Purpose", "open_box", "open_boxed", "seal_box", "seal_boxed"]

FRAME_BYTES = 4 + 1120 + 16  # header, encapsulation, tag
BOX_BYTES = FRAME_BYTES + KEY_BYTES


@dataclass(frozen=True)
class Place:
    """What a box is bound to: it opens as nothing else and nowhere else."""

    purpose: Purpose
    subject: str
    recipient: str
    epoch: int


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _info(place: Place) -> bytes:
    at = (place.purpose.value, place.subject, place.recipient, place.epoch)
    return context_of(Artefact.BOX, *at)


def seal_box(
    secret: Key, public_key: bytes, purpose: Purpose, *, subject: str, recipient: str, epoch: int
) -> bytes:
    """The secret for the holder of *public_key* alone, at this place alone.

    Raises:
        Tampered: "public key" (no X-Wing public key, or one that no seed gives).
    """
    return seal_boxed(secret.raw, public_key, Place(purpose, subject, recipient, epoch))


def open_box(
    box: bytes, seed: Key, purpose: Purpose, *, subject: str, recipient: str, epoch: int
) -> Key:
    """The secret the box was made for.

    Raises:
        WrongKey: another seed or another place, or altered bytes: HPKE does not tell which.
        Tampered: "header", "suite", "artefact", "length".
    """
    place = Place(purpose, subject, recipient, epoch)
    return Key(open_boxed(box, seed, place, frozenset({KEY_BYTES})))


def seal_boxed(secret: bytes, public_key: bytes, place: Place) -> bytes:
    """As `seal_box`, for secrets of another length than a key's.

    Raises:
        Tampered: as `seal_box`.
    """
    key = public_half(public_key)
    try:
        sealed = _suite().encrypt(secret, key, _info(place))
    except ValueError:
        raise Tampered("public key") from None  # a point of low order
    return header_of(Artefact.BOX) + sealed


def open_boxed(box: bytes, seed: Key, place: Place, sizes: Collection[int]) -> bytes:
    """As `open_box`, for secrets of one of these lengths.

    Raises:
        WrongKey, Tampered: as `open_box`.
    """
    body = body_of(Artefact.BOX, box)
    if len(box) - FRAME_BYTES not in sizes:
        raise Tampered("length")
    try:
        return _suite().decrypt(body, private_half(seed), _info(place))
    except InvalidTag:
        raise WrongKey("the box does not open") from None
