"""The list of cases: whose, in which order, and page by page."""

from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.law_at_hand import NO_CALENDAR
from tests.reports import Reported, report
from wbs.domain.case import Outcome, Stage
from wbs.domain.errors import NotAllowed
from wbs.domain.inbox import Filters, Position, Standing
from wbs.domain.kinds import Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.inbox import Inbox, inbox
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case

EVERY = Filters(Standing.ALL)


def listed(
    cast: Cast, username: str, filters: Filters = EVERY, *, unit_slug: str = ""
) -> list[str]:
    return [case.id for case in page(cast, username, filters, unit_slug=unit_slug).cases]


def page(
    cast: Cast,
    username: str = "budi",
    filters: Filters = EVERY,
    position: Position | None = None,
    *,
    unit_slug: str = "",
) -> Inbox:
    actor = cast.people[username].actor
    return inbox(cast.context, actor, filters, position, unit_slug=unit_slug)


def close(cast: Cast, reported: Reported) -> None:
    words = Words(grounds="Sudah dilaporkan.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.DUPLICATE, None, words)


def test_an_officer_sees_the_cases_of_their_own_desks_alone(cast: Cast) -> None:
    wbs = report(cast.context)
    complaint = report(cast.context, kind=Kind.COMPLAINT)
    above = report(cast.context, concerns_head="unknown")
    elsewhere = report(cast.context, unit="satker-2")

    assert set(listed(cast, "budi")) == {wbs.case_id, complaint.case_id}
    assert listed(cast, "gita") == [above.case_id]
    assert listed(cast, "citra") == [elsewhere.case_id]
    assert listed(cast, "eko") == []
    assert listed(cast, "dewi") == []


@pytest.mark.parametrize("username", ["ratna", "fajar"])
def test_whoever_works_on_no_case_has_no_list(cast: Cast, username: str) -> None:
    with pytest.raises(NotAllowed):
        page(cast, username)


def test_the_nearest_deadline_comes_first_and_the_last_closed_after_all(
    cast: Cast, clock: Clock
) -> None:
    slow = report(cast.context)
    closed_first, closed_last = (report(cast.context) for _ in range(2))
    close(cast, closed_first)
    clock.move(days=1)
    close(cast, closed_last)
    soon = report(cast.context, kind=Kind.COMPLAINT)
    law = replace(cast.context.law, calendar=NO_CALENDAR)
    waits = report(replace(cast.context, law=law), kind=Kind.COMPLAINT)

    found = listed(cast, "budi")

    order = (waits, soon, slow, closed_last, closed_first)
    assert found == [reported.case_id for reported in order]


def test_each_filter_narrows_and_all_together_too(cast: Cast, clock: Clock) -> None:
    late = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=20)
    reviewed, received = report(cast.context), report(cast.context)
    closed = report(cast.context)
    move_case(cast.context, cast.budi.actor, reviewed.case_id, Stage.REVIEW, Words())
    close(cast, closed)

    def found(**narrowed: object) -> set[str]:
        unit_slug = str(narrowed.pop("unit", ""))
        return set(
            listed(cast, "budi", replace(EVERY, **narrowed), unit_slug=unit_slug)  # type: ignore[arg-type]
        )

    assert found(standing=Standing.OVERDUE) == {late.case_id}
    assert found(standing=Standing.CLOSED) == {closed.case_id}
    assert found(standing=Standing.OPEN) == {late.case_id, reviewed.case_id, received.case_id}
    assert found(stage=Stage.REVIEW) == {reviewed.case_id}
    assert found(kind=Kind.COMPLAINT) == {late.case_id}
    assert found(unit="satker-2") == set()
    assert found(unit="satker-1", stage=Stage.RECEIVED, kind=Kind.WBS) == {received.case_id}
    assert len(found(unit="no-such-unit")) == 4


def test_pages_follow_each_other_over_two_desks_both_ways(cast: Cast, clock: Clock) -> None:
    for n in range(60):
        report(cast.context, kind=Kind.COMPLAINT if n % 2 else Kind.WBS)
        clock.move(hours=n % 5 * 10)
    first = page(cast)
    second = page(cast, position=first.after)
    third = page(cast, position=second.after)
    back = page(cast, position=third.before)

    seen = [case.id for part in (first, second, third) for case in part.cases]
    assert [len(part.cases) for part in (first, second, third)] == [25, 25, 10]
    assert len(set(seen)) == 60
    assert first.before is None
    assert third.after is None
    assert back.cases == second.cases
    assert page(cast, position=back.before).cases == first.cases


def test_unread_is_marked_for_each_officer_apart(cast: Cast) -> None:
    reported = report(cast.context)
    open_case(cast.context, cast.budi.actor, reported.case_id)

    assert page(cast, "budi").unread == frozenset()
    assert page(cast, "indah").unread == {reported.case_id}


def test_the_units_offered_are_those_whose_cases_may_come(cast: Cast) -> None:
    def offered(username: str) -> set[str]:
        return {unit.slug for unit in page(cast, username).offered_units}

    assert offered("budi") == {"satker-1"}
    assert offered("gita") == {"kanwil-a", "satker-1", "satker-2"}
    assert len(offered("dewi")) == 7
