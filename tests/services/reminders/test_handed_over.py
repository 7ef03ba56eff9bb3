"""A case that was handed over still tells the inspectorate once nobody works on it, and nobody it must not tell."""

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reminded import noted
from tests.reports import Reported, report
from wbs.domain.kinds import DeskKind, Kind
from wbs.services.reminders.note import note_reminders
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import take_over
from wbs.store.cases import cases, routing
from wbs.store.notices import reminders

LONG = {"days": 60}
WHY = "Bukan kewenangan meja kami."


def escalated(cast: Cast, reported: Reported) -> set[str]:
    """The desks that hear of the case as escalated."""
    note_reminders(cast.context)
    found = noted(cast.context)
    return {desk for word, case, desk in found if (word, case) == ("escalated", reported.case_id)}


def given(cast: Cast, reported: Reported, *, is_concerned: bool = False) -> str:
    """The case at the regional office's desk, to which budi handed it."""
    desk = cast.desk("kanwil-a", DeskKind.WBS)
    hand_over(cast.context, cast.budi.actor, reported.case_id, HandOver(desk.id, WHY, is_concerned))
    return desk.id


def above(cast: Cast) -> str:
    return cast.desk("inspektorat", DeskKind.INSPECTORATE).id


@pytest.mark.parametrize("is_concerned", [False, True])
def test_a_case_handed_to_another_unit_escalates_at_the_desk_that_has_it(
    cast: Cast, clock: Clock, is_concerned: bool
) -> None:
    reported = report(cast.context)
    given(cast, reported, is_concerned=is_concerned)
    clock.move(**LONG)

    assert escalated(cast, reported) == {above(cast)}


def test_a_case_handed_over_within_the_unit_escalates(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    desk = cast.desk("satker-1", DeskKind.WBS)
    hand_over(cast.context, cast.budi.actor, reported.case_id, HandOver(desk.id, WHY))
    clock.move(**LONG)

    assert escalated(cast, reported) == {above(cast)}


def test_whom_the_report_is_about_hears_nothing_after_a_hand_over(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, who="Dewi Anggraini, inspektur")
    given(cast, reported)
    clock.move(**LONG)

    assert escalated(cast, reported) == set()


def test_that_somebody_is_excluded_goes_along_with_the_case(cast: Cast) -> None:
    context, reported = cast.context, report(cast.context, exclude="Siapa Saja")
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    hand_over(context, cast.gita.actor, reported.case_id, HandOver(desk.id, WHY))

    with context.database.reading() as work:
        log_id = cases.get(work, reported.case_id).log_id
        assert reminders.routes_of(work, log_id) == ((desk.id, "exclusion"),)


def test_a_rerouted_case_stays_untold_when_it_is_handed_on(cast: Cast, clock: Clock) -> None:
    context, reported = cast.context, report(cast.context)
    reroute(context, reported.enter(context), {"concerns_desk": "unknown"})
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    hand_over(context, cast.gita.actor, reported.case_id, HandOver(desk.id, WHY))
    clock.move(**LONG)

    assert escalated(cast, reported) == set()


def test_nobody_who_was_shut_out_sits_where_it_is_told(cast: Cast, clock: Clock) -> None:
    context, reported = cast.context, report(cast.context)
    given(cast, reported)
    with context.database.transaction() as work:
        routing.shut_out(work, reported.case_id, [cast.dewi.actor.officer.id])
    clock.move(**LONG)

    assert escalated(cast, reported) == set()


def test_a_case_taken_over_tells_the_desk_above_and_not_the_own(cast: Cast, clock: Clock) -> None:
    context, reported = cast.context, report(cast.context)
    ask_inspectorate(context, reported.enter(context))
    take_over(context, cast.dewi.actor, reported.case_id, "Kami ambil alih.")
    clock.move(**LONG)

    assert escalated(cast, reported) == set(), "nobody stands above the highest inspectorate"
