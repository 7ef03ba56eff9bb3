"""Taking up an account: password, second factor and recovery code, in two steps of one link.

Everything is made and shown in the first step and nothing is written before the second, which proves that
the officer's authenticator shows the right code. What is made travels in the page, sealed under the link's
token; whoever leaves in between begins again with the same link.
"""

import json
from dataclasses import dataclass

from wbs.domain.errors import Expired, Invalid
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer, OfficerState
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of
from wbs.sealing.officer_key import RecoveryCode, wrap_seed_by_recovery
from wbs.sealing.session_token import SessionToken, open_session, seal_session
from wbs.sealing.totp import base32, matching_step, new_totp_secret, otpauth_uri, seal_totp
from wbs.services import custody
from wbs.services.accounts.new_password import wrap_new_password
from wbs.services.accounts.session import read_token
from wbs.services.context import Context
from wbs.store.agency import officers
from wbs.store.agency.officers import Secrets

LABEL = "activation"


@dataclass(frozen=True)
class Preparation:
    """What the page of the second step shows once, and the sealed state its form carries."""

    username: str
    otpauth_uri: str
    totp_secret: str
    recovery_code: str
    state: str

    def __repr__(self) -> str:
        return "Preparation(…)"


@dataclass(frozen=True)
class _Made:
    seed: Key
    totp_secret: bytes
    recovery_code: RecoveryCode
    by_password: bytes

    def __repr__(self) -> str:
        return "_Made(…)"


def invited_officer(context: Context, token_text: str) -> Officer:
    """Whom the link invites. Looking uses nothing up.

    Raises:
        Expired: the link is over, used up or none of ours; the caller may not know which.
    """
    lookup = read_token(token_text.strip()).lookup
    with context.database.reading() as work:
        account = officers.account_by_activation(work, lookup)
        officer = officers.officer_by_id(work, account.officer_id) if account else None
    if account is None or officer is None or officer.state is not OfficerState.INVITED:
        raise Expired("no such link")
    if account.activation_ends_at is None or context.now() >= account.activation_ends_at:
        raise Expired("link over")
    return officer


def prepare_activation(
    context: Context, token_text: str, password: str, again: str, issuer: str
) -> Preparation:
    """The officer's key and factor, made but not stored.

    Raises:
        Expired: as `invited_officer`.
        Invalid: the password is too weak, or typed differently the second time.
        Busy: too many passwords are being derived at this moment.
    """
    officer = invited_officer(context, token_text)
    seed = new_key(context.random_bytes)
    made = _Made(
        seed,
        new_totp_secret(context.random_bytes),
        RecoveryCode.new(context.random_bytes),
        wrap_new_password(context, officer, seed, password, again),
    )
    state = seal_session(read_token(token_text.strip()), _written(made), LABEL)
    return _shown(officer, made, state.hex(), issuer)


def resume_preparation(context: Context, token_text: str, state: str, issuer: str) -> Preparation:
    """What `prepare_activation` made, to be shown again after a mistyped code.

    Raises:
        Expired: as `invited_officer`, or the state does not belong to the link.
    """
    officer = invited_officer(context, token_text)
    return _shown(officer, _read(read_token(token_text.strip()), state), state, issuer)


def activate_officer(context: Context, token_text: str, state: str, otp: str) -> Officer:
    """The account is active with what was prepared, and the link is used up.

    Raises:
        Expired: as `invited_officer`, or the state does not belong to the link.
        Invalid: the code is not the one the authenticator shows now.
        Stale: another window was faster.
    """
    officer = invited_officer(context, token_text)
    token = read_token(token_text.strip())
    made = _read(token, state)
    step = matching_step(made.totp_secret, otp, context.now())
    if step is None:
        raise Invalid("otp", "otp_wrong")
    secrets = Secrets(
        public_key=public_key_of(made.seed),
        seed_by_password=made.by_password,
        seed_by_recovery=wrap_seed_by_recovery(made.seed, made.recovery_code, officer.id),
        totp_sealed=seal_totp(made.seed, made.totp_secret, officer.id),
    )
    with context.database.transaction() as work:
        officers.activate(work, officer.id, token.lookup, secrets, step)
        custody.record(
            context,
            work,
            CustodyAct.OFFICER_ACTIVATED,
            officer,
            subject_id=officer.id,
            unit_id=officer.unit_id,
        )
    return officer


def _shown(officer: Officer, made: _Made, state: str, issuer: str) -> Preparation:
    return Preparation(
        officer.username,
        otpauth_uri(made.totp_secret, officer.username, issuer),
        base32(made.totp_secret),
        made.recovery_code.grouped(),
        state,
    )


def _written(made: _Made) -> bytes:
    return json.dumps(
        {
            "seed": made.seed.hex(),
            "totp": made.totp_secret.hex(),
            "recovery": made.recovery_code.grouped(),
            "password": made.by_password.hex(),
        }
    ).encode()


def _read(token: SessionToken, state: str) -> _Made:
    try:
        parts = json.loads(open_session(token, bytes.fromhex(state), LABEL))
        return _Made(
            Key.from_hex(parts["seed"]),
            bytes.fromhex(parts["totp"]),
            RecoveryCode.parse(parts["recovery"]),
            bytes.fromhex(parts["password"]),
        )
    except (sealing.SealingError, ValueError, KeyError):
        raise Expired("no such preparation") from None
