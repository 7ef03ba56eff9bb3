"""Officers: who they are to the rooms above, and what their account holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Update, select, update

from wbs.domain.errors import Stale
from wbs.domain.kinds import DeskKind, Role
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.store.database import Work
from wbs.store.schema.people import DeskMemberRow, DeskRow, OfficerRoleRow, OfficerRow

_PRESENT = (
    select(DeskMemberRow.officer_id, DeskRow)
    .join(DeskRow, DeskRow.id == DeskMemberRow.desk_id)
    .where(DeskMemberRow.state == Membership.PRESENT.value)
)


@dataclass(frozen=True)
class Secrets:
    """The sealed parts of an account that is active: wraps of its seed and its second factor."""

    public_key: bytes
    seed_by_password: bytes
    seed_by_recovery: bytes
    totp_sealed: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True)
class Account:
    """An officer's account as the login knows it. `secrets` is empty until it is activated."""

    officer_id: str
    username: str
    state: OfficerState
    version: int
    activation_ends_at: int | None
    totp_last_step: int
    secrets: Secrets | None


def _account(row: OfficerRow) -> Account:
    parts = (row.public_key, row.seed_by_password, row.seed_by_recovery, row.totp_sealed)
    whole = [part for part in parts if part is not None]
    return Account(
        row.id,
        row.username,
        OfficerState(row.state),
        row.version,
        row.activation_ends_at,
        row.totp_last_step,
        Secrets(*whole) if len(whole) == len(parts) else None,
    )


def _officers(work: Work, rows: Iterable[OfficerRow]) -> tuple[Officer, ...]:
    found = tuple(rows)
    ids = [row.id for row in found]
    roles: dict[str, set[Role]] = {officer_id: set() for officer_id in ids}
    desks: dict[str, set[str]] = {officer_id: set() for officer_id in ids}
    for held in work.scalars(select(OfficerRoleRow).where(OfficerRoleRow.officer_id.in_(ids))):
        roles[held.officer_id].add(Role(held.role))
    upgs: dict[str, set[str]] = {officer_id: set() for officer_id in ids}
    inspecting: set[str] = set()
    for officer_id, desk in work.execute(_PRESENT.where(DeskMemberRow.officer_id.in_(ids))):
        desks[officer_id].add(desk.id)
        if desk.is_closed:
            continue
        if desk.kind == DeskKind.UPG.value:
            upgs[officer_id].add(desk.unit_id)
        elif desk.kind == DeskKind.INSPECTORATE.value:
            inspecting.add(officer_id)
    return tuple(
        Officer(
            row.id,
            row.username,
            row.name,
            row.unit_id,
            frozenset(roles[row.id]),
            OfficerState(row.state),
            row.public_key,
            frozenset(desks[row.id]),
            frozenset(upgs[row.id]),
            row.id in inspecting,
        )
        for row in found
    )


def all_officers(work: Work) -> tuple[Officer, ...]:
    """Every officer, ordered by user name."""
    return _officers(work, work.scalars(select(OfficerRow).order_by(OfficerRow.username)))


def officers_by_ids(work: Work, ids: Collection[str]) -> tuple[Officer, ...]:
    """The officers of these ids, ordered by name."""
    if not ids:
        return ()
    query = select(OfficerRow).where(OfficerRow.id.in_(ids)).order_by(OfficerRow.name)
    return _officers(work, work.scalars(query))


def officer_by_id(work: Work, officer_id: str) -> Officer | None:
    """The officer, if there is one."""
    row = work.get(OfficerRow, officer_id)
    return _officers(work, [row])[0] if row else None


def officer_by_username(work: Work, username: str) -> Officer | None:
    """The officer with that user name, if there is one."""
    row = work.scalar(select(OfficerRow).where(OfficerRow.username == username))
    return _officers(work, [row])[0] if row else None


def account_by_id(work: Work, officer_id: str) -> Account | None:
    """The account, if there is one."""
    row = work.get(OfficerRow, officer_id)
    return _account(row) if row else None


def account_by_username(work: Work, username: str) -> Account | None:
    """The account with that user name, if there is one."""
    row = work.scalar(select(OfficerRow).where(OfficerRow.username == username))
    return _account(row) if row else None


def account_by_activation(work: Work, lookup: str) -> Account | None:
    """The account that waits for the activation link with that lookup id."""
    row = work.scalar(select(OfficerRow).where(OfficerRow.activation_lookup == lookup))
    return _account(row) if row else None


def add_officer(work: Work, officer: Officer, activation_lookup: str, ends_at: int) -> None:
    """Stores an invited officer with roles, without any key."""
    work.add(
        OfficerRow(
            id=officer.id,
            username=officer.username,
            name=officer.name,
            unit_id=officer.unit_id,
            state=officer.state.value,
            version=1,
            activation_lookup=activation_lookup,
            activation_ends_at=ends_at,
            totp_last_step=0,
        )
    )
    work.flush()
    for role in sorted(officer.roles):
        work.add(OfficerRoleRow(officer_id=officer.id, role=role.value))
    work.flush()


def put_activation(work: Work, officer_id: str, lookup: str, ends_at: int) -> None:
    """The invited officer waits for this link instead of the one before.

    Raises:
        Stale: the officer is not invited any more.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(OfficerRow.id == officer_id, OfficerRow.state == OfficerState.INVITED.value)
        .values(activation_lookup=lookup, activation_ends_at=ends_at),
    )


def activate(work: Work, officer_id: str, lookup: str, secrets: Secrets, step: int) -> None:
    """The link is used up and the account is active.

    Raises:
        Stale: the link was used or renewed meanwhile.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(
            OfficerRow.id == officer_id,
            OfficerRow.activation_lookup == lookup,
            OfficerRow.state == OfficerState.INVITED.value,
        )
        .values(
            state=OfficerState.ACTIVE.value,
            activation_lookup=None,
            activation_ends_at=None,
            totp_last_step=step,
            **vars(secrets),
        ),
    )


def take_step(work: Work, officer_id: str, version: int, step: int) -> None:
    """The one-time code of *step* is used; of two logins with one code, one wins.

    Raises:
        Stale: this code or a later one was used, or the account changed meanwhile.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(
            OfficerRow.id == officer_id,
            OfficerRow.version == version,
            OfficerRow.state == OfficerState.ACTIVE.value,
            OfficerRow.totp_last_step < step,
        )
        .values(totp_last_step=step),
    )


def put_wraps(
    work: Work, officer_id: str, version: int, by_password: bytes, by_recovery: bytes
) -> None:
    """The account has these wraps, and a new version.

    Raises:
        Stale: it is not at *version* any more.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(
            OfficerRow.id == officer_id,
            OfficerRow.version == version,
            OfficerRow.state == OfficerState.ACTIVE.value,
        )
        .values(seed_by_password=by_password, seed_by_recovery=by_recovery, version=version + 1),
    )


def raise_version(work: Work, officer_id: str) -> None:
    """Every session of the officer is of an older version from now on."""
    work.execute(
        update(OfficerRow).where(OfficerRow.id == officer_id).values(version=OfficerRow.version + 1)
    )


def disable(work: Work, officer_id: str) -> None:
    """The account is disabled, and every link and wrap is gone.

    Raises:
        Stale: it was disabled meanwhile.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(OfficerRow.id == officer_id, OfficerRow.state != OfficerState.DISABLED.value)
        .values(
            state=OfficerState.DISABLED.value,
            version=OfficerRow.version + 1,
            activation_lookup=None,
            activation_ends_at=None,
            seed_by_password=None,
            seed_by_recovery=None,
            totp_sealed=None,
        ),
    )


def reset(work: Work, officer_id: str, lookup: str, ends_at: int) -> None:
    """The account waits to be taken up anew: no key, no wrap, no factor, and one link that works once.

    Raises:
        Stale: it is not active any more.
    """
    _change_one(
        work,
        update(OfficerRow)
        .where(OfficerRow.id == officer_id, OfficerRow.state == OfficerState.ACTIVE.value)
        .values(
            state=OfficerState.INVITED.value,
            version=OfficerRow.version + 1,
            activation_lookup=lookup,
            activation_ends_at=ends_at,
            public_key=None,
            seed_by_password=None,
            seed_by_recovery=None,
            totp_sealed=None,
            totp_last_step=0,
        ),
    )


def _change_one(work: Work, change: Update) -> None:
    if work.scalar(change.returning(OfficerRow.id)) is None:
        raise Stale("account changed")
