"""Changing the password: the seed stays, its wrap is new, and every login ends."""

from wbs.domain.errors import Invalid, Stale
from wbs.domain.event import CustodyAct
from wbs.services import custody
from wbs.services.accounts.log_in import unwrap
from wbs.services.accounts.new_password import wrap_new_password
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import officers, sessions


def change_password(
    context: Context, actor: Actor, current: str, password: str, again: str
) -> None:
    """The new password opens the seed and the old one does not; every login of the officer is over.

    Raises:
        Invalid: the current password is wrong, the new one too weak or typed differently.
        Busy: too many passwords are being derived at this moment.
        Stale: the account changed meanwhile.
    """
    officer = actor.officer
    with context.database.reading() as work:
        account = officers.account_by_id(work, officer.id)
    if account is None or account.secrets is None:
        raise Stale("account changed")
    if unwrap(account, current, context.known_passwords) != actor.seed:
        raise Invalid("current_password", "password_wrong")
    by_password = wrap_new_password(context, officer, actor.seed, password, again)
    with context.database.transaction() as work:
        by_recovery = account.secrets.seed_by_recovery
        officers.put_wraps(work, officer.id, account.version, by_password, by_recovery)
        sessions.end_sessions_of(work, officer.id)
        sessions.forget_devices_of(work, officer.id)
        custody.record(
            context,
            work,
            CustodyAct.PASSWORD_CHANGED,
            officer,
            subject_id=officer.id,
            unit_id=officer.unit_id,
        )
