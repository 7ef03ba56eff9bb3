"""What an officer's authenticator application shows: for the demonstration, which has no such device."""

from base64 import b32decode

from wbs.sealing.totp import current_code


def code_at(totp_secret: str, at: int) -> str:
    """The one-time code of a secret (base32, as the activation page shows it) at that second."""
    return current_code(b32decode(totp_secret), at)
