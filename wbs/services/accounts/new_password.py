"""A new password over an officer's seed: judged, then derived once."""

from wbs.domain.errors import Busy, Invalid
from wbs.domain.officer import Officer
from wbs.domain.password import check_password
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.officer_key import wrap_seed_by_password
from wbs.services.context import Context


def wrap_new_password(
    context: Context, officer: Officer, seed: Key, password: str, again: str
) -> bytes:
    """The seed, wrapped for whoever knows the new password.

    Raises:
        Invalid: too weak (at `password`), or typed differently the second time (at `password_again`).
        Busy: too many passwords are being derived at this moment.
    """
    check_password(password, officer.username, officer.name)
    if password != again:
        raise Invalid("password_again", "differs")
    try:
        return wrap_seed_by_password(
            seed, password, officer.id, context.passwords, context.random_bytes
        )
    except sealing.GateBusy:
        raise Busy("passwords") from None
    except sealing.Malformed:
        raise Invalid("password", "encoding") from None
