"""Officers' logins, and the browsers they have entered with. Nothing here opens anything alone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from wbs.domain.officer import OfficerState
from wbs.store.database import Work
from wbs.store.schema.people import OfficerDeviceRow, OfficerRow, OfficerSessionRow


@dataclass(frozen=True)
class OfficerSession:
    """A login as stored. `sealed` opens with the cookie's token, which is not here."""

    lookup: str
    officer_id: str
    version: int
    sealed: bytes
    idle_ends_at: int
    ends_at: int


def add_session(work: Work, session: OfficerSession) -> None:
    """Stores a login."""
    work.add(OfficerSessionRow(**vars(session)))
    work.flush()


def session_by_lookup(work: Work, lookup: str) -> OfficerSession | None:
    """The login, if its officer is active and nothing ended it; its times are the caller's to check."""
    row = work.scalar(
        select(OfficerSessionRow)
        .join(OfficerRow, OfficerRow.id == OfficerSessionRow.officer_id)
        .where(
            OfficerSessionRow.lookup == lookup,
            OfficerSessionRow.version == OfficerRow.version,
            OfficerRow.state == OfficerState.ACTIVE.value,
        )
    )
    if row is None:
        return None
    return OfficerSession(
        row.lookup, row.officer_id, row.version, row.sealed, row.idle_ends_at, row.ends_at
    )


def put_idle_end(work: Work, lookup: str, idle_ends_at: int) -> None:
    """The login goes on until then without a request."""
    work.execute(
        update(OfficerSessionRow)
        .where(OfficerSessionRow.lookup == lookup)
        .values(idle_ends_at=idle_ends_at)
    )


def end_session(work: Work, lookup: str) -> None:
    """The login is over."""
    work.execute(delete(OfficerSessionRow).where(OfficerSessionRow.lookup == lookup))


def end_sessions_of(work: Work, officer_id: str) -> None:
    """Every login of the officer is over."""
    work.execute(delete(OfficerSessionRow).where(OfficerSessionRow.officer_id == officer_id))


def add_device(work: Work, lookup: str, officer_id: str, ends_on: date) -> None:
    """The browser is known as one the officer entered with."""
    work.add(OfficerDeviceRow(lookup=lookup, officer_id=officer_id, ends_on=ends_on))
    work.flush()


def officer_of_device(work: Work, lookup: str, today: date) -> str | None:
    """Who entered with that browser, while it is remembered."""
    return work.scalar(
        select(OfficerDeviceRow.officer_id).where(
            OfficerDeviceRow.lookup == lookup, OfficerDeviceRow.ends_on >= today
        )
    )


def forget_device(work: Work, lookup: str) -> None:
    """The browser is a stranger's from now on."""
    work.execute(delete(OfficerDeviceRow).where(OfficerDeviceRow.lookup == lookup))


def forget_devices_of(work: Work, officer_id: str) -> None:
    """Every browser the officer entered with is a stranger's from now on."""
    work.execute(delete(OfficerDeviceRow).where(OfficerDeviceRow.officer_id == officer_id))
