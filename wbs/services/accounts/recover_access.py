"""Coming back without the password: the printed code opens the seed, the authenticator proves the person.

The new recovery code exists only on the page that shows it. So the page is made first (`prepare_recovery`)
and the change is written after (`complete_recovery`): if the page cannot be made, nothing has changed.
"""

from dataclasses import dataclass

from wbs.domain.errors import Invalid, Stale, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer, OfficerState
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.officer_key import (
    RecoveryCode,
    unwrap_seed_by_recovery,
    wrap_seed_by_recovery,
)
from wbs.services import custody
from wbs.services.accounts.log_in import NOBODY, open_step
from wbs.services.accounts.new_password import wrap_new_password
from wbs.services.context import Context
from wbs.store.agency import officers, sessions
from wbs.store.agency.officers import Account

# Tried for unknown users, so that they cost what known ones do; opens for a code nobody was given.
NOBODYS_WRAP = wrap_seed_by_recovery(Key(bytes(32)), RecoveryCode(bytes(15)), "")


@dataclass(frozen=True)
class Recovery:
    """A change that is ready to be written, and the new code to be shown before that."""

    officer: Officer
    version: int
    step: int
    by_password: bytes
    by_recovery: bytes
    recovery_code: str

    def __repr__(self) -> str:
        return "Recovery(…)"


@dataclass(frozen=True)
class RecoveryRequest:
    """What a person without a password types."""

    username: str
    recovery_code: str
    otp: str
    password: str
    password_again: str

    def __repr__(self) -> str:
        return "RecoveryRequest(…)"


def prepare_recovery(context: Context, request: RecoveryRequest) -> Recovery:
    """The new wraps and the new recovery code; nothing is written.

    Raises:
        Invalid: user name, recovery code and one-time code do not belong together, or the recovery
            code is mistyped, or the new password is too weak or typed differently.
        Busy: too many passwords are being derived at this moment.
    """
    code = _read_code(request.recovery_code)
    with context.database.reading() as work:
        account = officers.account_by_username(work, request.username.strip().casefold())
    seed = _unwrap(account, code)
    step = open_step(account, seed, request.otp, context.now()) if account and seed else None
    if account is None or seed is None or step is None:
        raise _refused()
    with context.database.reading() as work:
        officer = officers.officer_by_id(work, account.officer_id)
    if officer is None:
        raise _refused()
    by_password = wrap_new_password(
        context, officer, seed, request.password, request.password_again
    )
    fresh = RecoveryCode.new(context.random_bytes)
    return Recovery(
        officer,
        account.version,
        step,
        by_password,
        wrap_seed_by_recovery(seed, fresh, officer.id),
        fresh.grouped(),
    )


def complete_recovery(context: Context, recovery: Recovery) -> None:
    """The new password and the new recovery code count, the old ones do not; every login is over.

    Raises:
        Invalid: the one-time code was used, or the account changed, since it was prepared.
    """
    try:
        _write(context, recovery)
    except Stale:
        raise _refused() from None


def _write(context: Context, recovery: Recovery) -> None:
    officer, version = recovery.officer, recovery.version
    with context.database.transaction() as work:
        officers.take_step(work, officer.id, version, recovery.step)
        officers.put_wraps(work, officer.id, version, recovery.by_password, recovery.by_recovery)
        sessions.end_sessions_of(work, officer.id)
        sessions.forget_devices_of(work, officer.id)
        custody.record(
            context,
            work,
            CustodyAct.OFFICER_RECOVERED,
            officer,
            subject_id=officer.id,
            unit_id=officer.unit_id,
        )


def _refused() -> Invalid:
    return Invalid("username", "recovery_failed")


def _read_code(text: str) -> RecoveryCode:
    try:
        return RecoveryCode.parse(text)
    except sealing.Malformed as error:
        raise Invalid("recovery_code", f"code_{error.reason}") from None


def _unwrap(account: Account | None, code: RecoveryCode) -> Key | None:
    """The seed, or None; one wrap is tried either way."""
    is_open = account is not None and account.state is OfficerState.ACTIVE
    secrets = account.secrets if account is not None and is_open else None
    wrapped = secrets.seed_by_recovery if secrets else NOBODYS_WRAP
    try:
        return unwrap_seed_by_recovery(wrapped, code, account.officer_id if account else NOBODY)
    except sealing.WrongKey:
        return None
    except sealing.Tampered as error:
        raise Tampered("an officer's wrapped key was altered") from error
