"""A hold keeps a case from being erased: who sets and lifts it, and what it leaves behind."""

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import Clock
from tests.erasures import closed, erased_by_two, rested
from tests.reports import report
from wbs.domain.errors import Invalid, NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.record import RecordKind
from wbs.domain.retention import ErasureReason, HoldReason, Keeping
from wbs.services.cases.open_case import open_case
from wbs.services.retention import carry_out
from wbs.services.retention.hold_case import lift_hold, set_hold
from wbs.services.retention.kept_cases import retention_list, warned_of
from wbs.services.retention.propose_erasure import propose_erasure
from wbs.services.tracking.track_case import read_case
from wbs.store.schema.ledger import CustodyRow

WHY = "Perkara sedang diperiksa pengadilan."


def test_a_held_case_is_neither_proposed_nor_erased_until_the_hold_is_lifted(
    cast: Cast, clock: Clock
) -> None:
    context, budi = cast.context, cast.budi.actor
    reported = rested(cast, clock)
    set_hold(context, budi, reported.case_id, HoldReason.PROCEEDINGS, WHY)

    with pytest.raises(Stale):
        propose_erasure(context, budi, [reported.case_id], ErasureReason.SCHEDULE)
    found = retention_list(context, budi)
    assert not found.warned
    assert [each.retention.keeping for each in found.held] == [Keeping.HELD]

    lift_hold(context, cast.indah.actor, reported.case_id, "Putusan sudah tetap.")
    assert warned_of(context, budi) == 1  # at once: the period counts as if there had been no hold
    erased_by_two(cast, reported)
    clock.move(days=1)
    assert carry_out.run(context).erased == 1


def test_a_hold_takes_back_what_two_persons_wanted(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = rested(cast, clock)
    erased_by_two(cast, reported)

    set_hold(context, cast.budi.actor, reported.case_id, HoldReason.OBJECTION, WHY)
    clock.move(days=1)

    assert carry_out.run(context).erased == 0
    assert open_case(context, cast.budi.actor, reported.case_id)


def test_why_is_sealed_for_officers_and_the_custody_log_has_one_word_of_it(cast: Cast) -> None:
    context = cast.context
    reported = report(context)

    set_hold(context, cast.budi.actor, reported.case_id, HoldReason.PROTECTION, WHY)

    seen = read_case(context, reported.enter(context))
    assert not seen.opened.messages
    (grounds,) = open_case(context, cast.indah.actor, reported.case_id).opened.messages
    assert (grounds.kind, grounds.content.text) == (RecordKind.GROUNDS, WHY)
    with context.database.reading() as work:
        act = CustodyAct.HOLD_SET.value
        row = work.scalars(select(CustodyRow).where(CustodyRow.act == act)).one()
        assert (row.officer_id, row.reason) == (cast.budi.actor.officer.id, "protection")
        assert WHY.encode() not in row.open_line + row.closed_line


def test_without_grounds_there_is_no_hold(cast: Cast) -> None:
    reported = closed(cast)

    with pytest.raises(Invalid):
        set_hold(cast.context, cast.budi.actor, reported.case_id, HoldReason.OTHER, "  ")

    assert not retention_list(cast.context, cast.budi.actor).held


def test_a_hold_is_set_once_and_lifted_once(cast: Cast) -> None:
    context, budi = cast.context, cast.budi.actor
    reported = closed(cast)

    with pytest.raises(Refused):
        lift_hold(context, budi, reported.case_id, WHY)
    set_hold(context, budi, reported.case_id, HoldReason.OTHER, WHY)
    with pytest.raises(Refused):
        set_hold(context, budi, reported.case_id, HoldReason.OTHER, WHY)


@pytest.mark.parametrize("username", ["citra", "gita", "eko", "dewi"])
def test_a_stranger_holds_and_lifts_nothing(cast: Cast, username: str) -> None:
    context, stranger = cast.context, cast.people[username].actor
    reported = closed(cast)

    with pytest.raises(NotFound):
        set_hold(context, stranger, reported.case_id, HoldReason.OTHER, WHY)
    set_hold(context, cast.budi.actor, reported.case_id, HoldReason.OTHER, WHY)
    with pytest.raises(NotFound):
        lift_hold(context, stranger, reported.case_id, WHY)
    assert not retention_list(context, stranger).held
