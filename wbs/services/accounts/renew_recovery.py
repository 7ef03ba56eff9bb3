"""A new recovery code for who still has the password: the code before is worth nothing afterwards.

As in `recover_access`, the page that shows the code is made before the change is written.
"""

from dataclasses import dataclass

from wbs.domain.errors import Invalid, Stale
from wbs.domain.event import CustodyAct
from wbs.sealing.officer_key import RecoveryCode, wrap_seed_by_recovery
from wbs.services import custody
from wbs.services.accounts.log_in import unwrap
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import officers, sessions


@dataclass(frozen=True)
class Renewal:
    """A new code that counts once it is written."""

    version: int
    by_password: bytes
    by_recovery: bytes
    recovery_code: str

    def __repr__(self) -> str:
        return "Renewal(…)"


def prepare_renewal(context: Context, actor: Actor, password: str) -> Renewal:
    """The new code and its wrap; nothing is written.

    Raises:
        Invalid: the password is wrong.
        Busy: too many passwords are being derived at this moment.
        Stale: the account changed meanwhile.
    """
    with context.database.reading() as work:
        account = officers.account_by_id(work, actor.officer.id)
    if account is None or account.secrets is None:
        raise Stale("account changed")
    if unwrap(account, password, context.known_passwords) != actor.seed:
        raise Invalid("renewal_password", "password_wrong")
    code = RecoveryCode.new(context.random_bytes)
    by_recovery = wrap_seed_by_recovery(actor.seed, code, actor.officer.id)
    return Renewal(account.version, account.secrets.seed_by_password, by_recovery, code.grouped())


def complete_renewal(context: Context, actor: Actor, renewal: Renewal) -> None:
    """The new code counts and the old one does not; every login of the officer is over.

    Raises:
        Stale: the account changed since it was prepared.
    """
    officer = actor.officer
    with context.database.transaction() as work:
        officers.put_wraps(
            work, officer.id, renewal.version, renewal.by_password, renewal.by_recovery
        )
        sessions.end_sessions_of(work, officer.id)
        custody.record(
            context,
            work,
            CustodyAct.RECOVERY_RENEWED,
            officer,
            subject_id=officer.id,
            unit_id=officer.unit_id,
        )
