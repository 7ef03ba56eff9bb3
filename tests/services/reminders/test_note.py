"""What people are to be told is noted once, at the desk in charge alone, and goes with its cause."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reminded import noted, occasions, rounds
from tests.reports import disclose, report
from wbs.domain.case import Outcome, Stage
from wbs.domain.kinds import ComplaintClass, DeskKind, Kind
from wbs.domain.reminder import Occasion
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class
from wbs.services.reminders.note import note_reminders
from wbs.store.cases import cases


def test_a_case_nobody_opened_is_noted_until_a_member_opens_it(cast: Cast) -> None:
    case = report(cast.context)

    assert note_reminders(cast.context) == 1
    desk = cast.desk("satker-1", DeskKind.WBS)
    assert noted(cast.context) == [("new_case", case.case_id, desk.id)]
    assert note_reminders(cast.context) == 0
    open_case(cast.context, cast.budi.actor, case.case_id)
    note_reminders(cast.context)
    assert noted(cast.context) == []


def test_each_message_nobody_read_is_noted_once_also_in_a_closed_case(cast: Cast) -> None:
    context = cast.context
    case = report(context)
    open_case(context, cast.budi.actor, case.case_id)
    case.write(context, "Ada saksi.")
    assert note_reminders(context) == 1
    first = noted(context)
    case.write(context, "Ada dua saksi.")
    assert note_reminders(context) == 1
    assert occasions(context, case.case_id) == [Occasion.MESSAGE]
    assert noted(context) == first  # what is told is the same, under another key
    open_case(context, cast.indah.actor, case.case_id)
    words = Words(grounds="Sudah dilaporkan.")
    close_case(context, cast.budi.actor, case.case_id, Outcome.DUPLICATE, None, words)
    note_reminders(context)
    assert noted(context) == []

    case.write(context, "Kejadiannya terulang.")
    note_reminders(context)

    assert occasions(context, case.case_id) == [Occasion.MESSAGE]


@pytest.mark.parametrize(
    ("kind", "chosen", "working_days"),
    [
        (Kind.COMPLAINT, ComplaintClass.INFORMATION, 5),
        (Kind.COMPLAINT, ComplaintClass.NORMAL, 14),
        (Kind.COMPLAINT, ComplaintClass.SUPERVISION, 60),
        (Kind.WBS, None, 30),
    ],
    ids=str,
)
def test_each_period_is_announced_asked_for_and_called_late(
    cast: Cast, clock: Clock, kind: Kind, chosen: ComplaintClass | None, working_days: int
) -> None:
    context, budi = cast.context, cast.budi.actor
    case = report(context, kind=kind, category="pungutan-liar")
    move_case(context, budi, case.case_id, Stage.REVIEW, Words())
    if chosen is not None:
        set_class(context, budi, case.case_id, chosen)
    send_message(context, budi, case.case_id, "Kami menelaahnya.")
    open_case(context, budi, case.case_id)
    with context.database.reading() as work:
        due_on = cases.get(work, case.case_id).due_on
    assert due_on is not None
    seen = {}
    law = context.law
    start = clock.at
    while clock.at.date() <= due_on:
        rounds(context)
        seen[clock.at.date()] = {
            o for o in occasions(context, case.case_id) if o is not Occasion.SILENCE
        }
        clock.move(days=1)
    rounds(context)

    assert seen[due_on] == {Occasion.LAST_DAY}
    assert occasions(context, case.case_id).count(Occasion.OVERDUE) == 1
    for day, said in seen.items():
        if day < due_on:
            assert said == ({Occasion.SOON} if law.is_soon(due_on, day) else set()), day
    assert (due_on - start.date()).days >= working_days


def test_a_reporters_silence_prompts_and_closes_nothing(cast: Cast, clock: Clock) -> None:
    context, budi = cast.context, cast.budi.actor
    case = report(context, kind=Kind.COMPLAINT)
    move_case(context, budi, case.case_id, Stage.CLARIFICATION, Words("Di loket mana?"))
    open_case(context, budi, case.case_id)
    clock.move(days=20)
    rounds(context)
    silent = occasions(context, case.case_id)
    clock.move(days=200)
    rounds(context)
    with context.database.reading() as work:
        still = cases.get(work, case.case_id)
    case.write(context, "Loket tiga.")
    rounds(context)

    assert Occasion.SILENCE in silent
    assert still.stage is Stage.CLARIFICATION
    assert Occasion.SILENCE not in occasions(context, case.case_id)
    assert Occasion.MESSAGE in occasions(context, case.case_id)


def test_what_was_acted_upon_and_what_is_closed_reminds_nobody(cast: Cast, clock: Clock) -> None:
    context = cast.context
    case, other = report(context, kind=Kind.COMPLAINT), disclose(context)
    clock.move(days=30)
    rounds(context)
    assert Occasion.OVERDUE in occasions(context, case.case_id)
    assert Occasion.OVERDUE in occasions(context, other.case_id)
    for each in (case, other):
        open_case(context, cast.budi.actor, each.case_id)
    words = Words(grounds="Sudah dilaporkan.")
    close_case(context, cast.budi.actor, case.case_id, Outcome.DUPLICATE, None, words)
    close_case(context, cast.budi.actor, other.case_id, Outcome.DUPLICATE, None, words)

    rounds(context)

    assert noted(context) == []


def test_a_case_that_goes_to_another_desk_is_noted_there_and_here_no_more(cast: Cast) -> None:
    context = cast.context
    case = report(context)
    note_reminders(context)
    above = cast.desk("kanwil-a", DeskKind.WBS)
    with context.database.transaction() as work:
        before = cases.get_for_change(work, case.case_id)
        cases.save(work, replace(before, desk_id=above.id))

    note_reminders(context)

    assert noted(context) == [("new_case", case.case_id, above.id)]


def test_a_unit_whose_case_was_routed_away_is_as_one_without(cast: Cast, clock: Clock) -> None:
    context = cast.context
    case = report(context, concerns_head="yes")
    clock.move(days=60)

    rounds(context)

    own = {desk.id for desk in cast.agency.desks if desk.unit_id == cast.unit("satker-1").id}
    found = noted(context)
    assert {case_id for _, case_id, _ in found} == {case.case_id}
    assert not own & {desk_id for _, _, desk_id in found}


def test_a_case_long_overdue_is_told_to_the_inspectorate_above(cast: Cast, clock: Clock) -> None:
    context = cast.context
    case = report(context, kind=Kind.COMPLAINT)
    clock.move(days=10)
    rounds(context)
    early = occasions(context, case.case_id)
    clock.move(days=30)
    rounds(context)

    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    assert Occasion.ESCALATED not in early
    assert ("escalated", case.case_id, desk.id) in noted(context)


def test_where_somebody_is_excluded_no_clock_tells_the_inspectorate(
    cast: Cast, clock: Clock
) -> None:
    excluded = report(cast.context, exclude="Maya Lestari")
    concerned = report(cast.context, concerns_desk="yes")
    clock.move(days=120)

    rounds(cast.context)

    assert Occasion.ESCALATED not in occasions(cast.context, excluded.case_id)
    assert Occasion.ESCALATED in occasions(cast.context, concerned.case_id)


def test_two_that_note_at_once_note_each_thing_once(cast: Cast, clock: Clock) -> None:
    for _ in range(5):
        report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=40)

    with ThreadPoolExecutor(4) as pool:
        new = sum(pool.map(note_reminders, [cast.context] * 4))

    assert new == len(noted(cast.context)) > 0
    assert note_reminders(cast.context) == 0
