"""Logging in: whoever's password unwraps the seed, and whose code is unused, is the officer.

Security: an unknown, invited or disabled account, a wrong password and a wrong code look the same, and up
to the password cost the same statements and the same derivation.
"""

from dataclasses import dataclass
from datetime import timedelta

from wbs.domain.errors import Busy, Invalid, Stale, Tampered
from wbs.domain.officer import OfficerState
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.officer_key import dummy_wrap, unwrap_seed_by_password
from wbs.sealing.passwords import PasswordGate
from wbs.sealing.session_token import SessionToken
from wbs.sealing.totp import matching_step, open_totp
from wbs.services.accounts import session
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians.prepare_resplits import prepare_resplits
from wbs.services.keys.desk_keys import hold_ceremony
from wbs.services.keys.reseal_cases import reseal_cases
from wbs.store.agency import officers, sessions
from wbs.store.agency.officers import Account
from wbs.store.database import Work

DEVICE_DAYS = 180
NOBODY = "0" * 32


@dataclass(frozen=True)
class SignedIn:
    """The tokens of a fresh login: one for the session, one by which the browser is known."""

    token: str
    device_token: str

    def __repr__(self) -> str:
        return "SignedIn(…)"


def log_in(
    context: Context, username: str, password: str, otp: str, device_token: str | None = None
) -> SignedIn:
    """A new session; cases of the officer's desks that lie under earlier keys follow, a portion at a time.

    Raises:
        Invalid: user name, password and code do not belong together, or the code was used before.
        Busy: too many others log in at this moment; nothing was tried.
        Tampered: the account's stored keys were altered.
    """
    device = _read_device(device_token)
    with context.database.reading() as work:
        account = officers.account_by_username(work, username.strip().casefold())
        lookup = device.lookup if device else NOBODY
        owner = sessions.officer_of_device(work, lookup, context.today())
    is_known = owner is not None and account is not None and owner == account.officer_id
    gate = context.known_passwords if is_known else context.passwords
    seed = unwrap(account, password, gate)
    if account is None or seed is None:
        raise _refused()
    step = open_step(account, seed, otp, context.now())
    if step is None:
        raise _refused()
    try:
        signed_in, actor = _enter(context, account, seed, step, device if is_known else None)
    except Stale:
        raise _refused() from None
    reseal_cases(context, actor)
    prepare_resplits(context, actor)
    return signed_in


def known_device(context: Context, device_token: str | None) -> str | None:
    """The name of the bucket of a browser an officer has entered with; None for a stranger's."""
    device = _read_device(device_token)
    if device is None:
        return None
    with context.database.reading() as work:
        owner = sessions.officer_of_device(work, device.lookup, context.today())
    return device.lookup if owner else None


def unwrap(account: Account | None, password: str, gate: PasswordGate) -> Key | None:
    """The seed, or None; one derivation either way.

    Raises:
        Busy: no permit came free in time.
        Tampered: the wrap was altered.
    """
    is_open = account is not None and account.state is OfficerState.ACTIVE
    secrets = account.secrets if account is not None and is_open else None
    wrapped = secrets.seed_by_password if secrets else dummy_wrap(gate.profile)
    officer_id = account.officer_id if account else NOBODY
    try:
        return unwrap_seed_by_password(wrapped, password, officer_id, gate)
    except (sealing.WrongKey, sealing.Malformed):
        return None
    except sealing.GateBusy:
        raise Busy("passwords") from None
    except sealing.Tampered as error:
        raise Tampered("an officer's wrapped key was altered") from error


def open_step(account: Account, seed: Key, otp: str, now: int) -> int | None:
    """The time step of the code, if it is the account's and later than the last one used.

    Raises:
        Tampered: the sealed factor was altered.
    """
    if account.secrets is None:
        return None
    try:
        secret = open_totp(seed, account.secrets.totp_sealed, account.officer_id)
    except sealing.SealingError as error:
        raise Tampered("an officer's factor was altered") from error
    step = matching_step(secret, otp, now)
    return step if step is not None and step > account.totp_last_step else None


def _enter(
    context: Context, account: Account, seed: Key, step: int, device: SessionToken | None
) -> tuple[SignedIn, Actor]:
    with context.database.transaction() as work:
        officers.take_step(work, account.officer_id, account.version, step)
        token = session.begin(context, work, account.officer_id, account.version, seed)
        device = device or _remember(context, work, account.officer_id)
        actor = _present(work, account.officer_id, seed)
        hold_ceremony(context, work, actor)
        actor = _present(work, account.officer_id, seed)
    return SignedIn(token.text, device.text), actor


def _present(work: Work, officer_id: str, seed: Key) -> Actor:
    """The officer as they stand in this transaction."""
    officer = officers.officer_by_id(work, officer_id)
    if officer is None:
        raise Stale("account gone")
    return Actor(officer, seed)


def _refused() -> Invalid:
    return Invalid("username", "login_failed")


def _read_device(text: str | None) -> SessionToken | None:
    try:
        return SessionToken.parse(text) if text else None
    except sealing.Malformed:
        return None


def _remember(context: Context, work: Work, officer_id: str) -> SessionToken:
    device = SessionToken.new(context.random_bytes)
    until = context.today() + timedelta(days=DEVICE_DAYS)
    sessions.add_device(work, device.lookup, officer_id, until)
    return device
