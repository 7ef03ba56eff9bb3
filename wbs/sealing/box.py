"""A key of 32 bytes sealed to a person or a desk: HPKE base mode over X-Wing.

Security: HPKE proves no sender. Whoever knows a public key can make a box that opens;
`commitment.verify_commitment` is what makes a forged case visible.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from wbs.sealing.encoding import body_of, context_of, header_of
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.key import Key
from wbs.sealing.keypair import private_half, public_half
from wbs.sealing.labels import Artefact, Purpose

__all__ = ["BOX_BYTES", "Purpose", "open_box", "seal_box"]

BOX_BYTES = 4 + 1120 + 32 + 16  # header, encapsulation, key, tag


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _info(purpose: Purpose, subject: str, recipient: str, epoch: int) -> bytes:
    return context_of(Artefact.BOX, purpose.value, subject, recipient, epoch)


def seal_box(
    secret: Key, public_key: bytes, purpose: Purpose, *, subject: str, recipient: str, epoch: int
) -> bytes:
    """The secret for the holder of *public_key* alone, at this place alone.

    Raises:
        Tampered: "public key" (no X-Wing public key, or one that no seed gives).
    """
    info = _info(purpose, subject, recipient, epoch)
    key = public_half(public_key)
    try:
        sealed = _suite().encrypt(secret.raw, key, info)
    except ValueError:
        raise Tampered("public key") from None  # a point of low order
    return header_of(Artefact.BOX) + sealed


def open_box(
    box: bytes, seed: Key, purpose: Purpose, *, subject: str, recipient: str, epoch: int
) -> Key:
    """The secret the box was made for.

    Raises:
        WrongKey: another seed or another place, or altered bytes: HPKE does not tell which.
        Tampered: "header", "suite", "artefact", "length".
    """
    body = body_of(Artefact.BOX, box)
    if len(box) != BOX_BYTES:
        raise Tampered("length")
    try:
        info = _info(purpose, subject, recipient, epoch)
        return Key(_suite().decrypt(body, private_half(seed), info))
    except InvalidTag:
        raise WrongKey("the box does not open") from None
