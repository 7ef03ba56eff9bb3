"""The second factor (RFC 6238: SHA-1, six digits, 30 seconds), its secret sealed under the seed."""

from base64 import b32encode
from collections.abc import Callable

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.key import Key, derive
from wbs.sealing.labels import TOTP_KEY, Artefact

SECRET_BYTES = 20
DIGITS = 6
STEP_SECONDS = 30


def new_totp_secret(random_bytes: Callable[[int], bytes]) -> bytes:
    """A fresh secret of 20 bytes."""
    return random_bytes(SECRET_BYTES)


def seal_totp(seed: Key, secret: bytes, officer_id: str) -> bytes:
    """The secret for whoever reached the officer's seed."""
    return seal_body(Artefact.TOTP, derive(seed, TOTP_KEY), (officer_id,), secret)


def open_totp(seed: Key, sealed: bytes, officer_id: str) -> bytes:
    """The secret.

    Raises:
        Tampered: "commitment", "chunk", "length" or a header's reason.
    """
    return open_own(Artefact.TOTP, derive(seed, TOTP_KEY), (officer_id,), sealed)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 (RFC 6238; HMAC-SHA-1 holds)


def matching_step(secret: bytes, code: str, at: int) -> int | None:
    """The time step *code* belongs to, if it is this one, the one before or the one after.

    Always all three are compared. The caller stores the step and accepts none twice.
    """
    typed = "".join(code.split()).encode(errors="replace")
    now = at // STEP_SECONDS
    found = None
    for step in range(max(now - 1, 0), now + 2):
        if bytes_eq(_totp(secret).generate(step * STEP_SECONDS), typed):
            found = step
    return found


def current_code(secret: bytes, at: int) -> str:
    """The six digits an authenticator shows at *at* (seconds since 1970)."""
    return _totp(secret).generate(at).decode("ascii")


def base32(secret: bytes) -> str:
    """The secret as it is typed into an authenticator: 32 letters and digits."""
    return b32encode(secret).decode("ascii")


def otpauth_uri(secret: bytes, account: str, issuer: str) -> str:
    """What the QR code holds."""
    return _totp(secret).get_provisioning_uri(account, issuer)
