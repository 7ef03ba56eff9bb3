"""An account that comes to rest: whatever ends it, nothing that was the officer's to use is left."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.custodians import confidential, everybody
from tests.reminded import rounds, want_mail, with_mail
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.context import Context
from wbs.services.custodians.request_opening import request_identity
from wbs.store.schema.custody import CaseShareRow, CustodianRow, RequestReaderRow
from wbs.store.schema.ground import Base
from wbs.store.schema.people import (
    DeskMemberRow,
    OfficerDeviceRow,
    OfficerSessionRow,
    SeedBoxRow,
)
from wbs.store.schema.reminders import DigestRow

OF_DESKS = (OfficerSessionRow, OfficerDeviceRow, SeedBoxRow, DigestRow)
OF_CUSTODIANS = (
    *(OfficerSessionRow, OfficerDeviceRow, CustodianRow),
    *(CaseShareRow, RequestReaderRow),
)


def kept(context: Context, officer_id: str, tables: tuple[type[Base], ...]) -> list[int]:
    """How many rows of the officer each table holds."""
    with context.database.reading() as work:
        return [
            len(work.execute(select(each).filter_by(officer_id=officer_id)).all())
            for each in tables
        ]


@pytest.mark.parametrize("end", [disable_officer, reset_officer])
def test_nothing_an_officer_could_use_is_left(
    cast: Cast, end: Callable[[Context, None, str], object]
) -> None:
    cast = with_mail(cast)
    custodians = everybody(cast)
    want_mail(cast, "budi")
    case = confidential(cast.context)
    request_identity(cast.context, cast.budi.actor, case.case_id, "Keterangannya perlu ditanya.")
    rounds(cast.context)
    ids = [person.actor.officer.id for person in (cast.budi, custodians.lukman)]
    both = (OF_DESKS, OF_CUSTODIANS)
    assert all(0 not in kept(cast.context, *each) for each in zip(ids, both, strict=True))

    for officer_id in ids:
        end(cast.context, None, officer_id)

    assert [kept(cast.context, *each) for each in zip(ids, both, strict=True)] == [[0] * 4, [0] * 5]
    with cast.context.database.reading() as work:
        states = work.scalars(
            select(DeskMemberRow.state).where(DeskMemberRow.officer_id == ids[0])
        ).all()
    assert "present" not in states
