"""The key pair of an officer or a desk: X-Wing (ML-KEM-768 and X25519), kept as its 32-byte seed."""

from hashlib import sha256, shake_256

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from wbs.sealing.encoding import fields
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key
from wbs.sealing.labels import FINGERPRINT, SUITE

MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1184
PUBLIC_KEY_BYTES = 1216
FINGERPRINT_BYTES = 20


def _halves(seed: Key) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    expanded = shake_256(seed.raw).digest(96)  # X-Wing: expandDecapsulationKey
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(expanded[MLKEM_SEED_BYTES:]),
    )


def private_half(seed: Key) -> MLKEM768X25519PrivateKey:
    """The private key for HPKE."""
    return MLKEM768X25519PrivateKey(*_halves(seed))


def public_key_of(seed: Key) -> bytes:
    """The public key as X-Wing writes it: ML-KEM encapsulation key, then X25519; 1216 bytes."""
    mlkem, x25519 = _halves(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def public_half(public_key: bytes) -> MLKEM768X25519PublicKey:
    """The public key for HPKE.

    Raises:
        Tampered: "public key" (no X-Wing public key).
    """
    if len(public_key) != PUBLIC_KEY_BYTES:
        raise Tampered("public key")
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public_key[:MLKEM_PUBLIC_BYTES])
    except ValueError:
        raise Tampered("public key") from None
    x25519 = X25519PublicKey.from_public_bytes(public_key[MLKEM_PUBLIC_BYTES:])
    return MLKEM768X25519PublicKey(mlkem, x25519)


def fingerprint(public_key: bytes) -> str:
    """What two people compare: 40 hexadecimal digits in ten groups of four."""
    digest = sha256(fields(SUITE, FINGERPRINT, public_key)).digest()[:FINGERPRINT_BYTES].hex()
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))
