"""Working together on a case: assignment, notes, tasks, links; who may, and what it leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import Reported, report
from wbs.domain.case import Outcome, Stage
from wbs.domain.errors import Invalid, InvalidForm, NotAllowed, NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.inbox import Assigned, Filters, Standing
from wbs.domain.task import TaskKind
from wbs.services.actor import Actor
from wbs.services.cases.assign_case import assign_case
from wbs.services.cases.case_summary import set_summary
from wbs.services.cases.casework import Casework, casework_of, own_tasks
from wbs.services.cases.decision import Words
from wbs.services.cases.inbox import inbox
from wbs.services.cases.link_cases import link_cases
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.notes import add_task, write_note
from wbs.services.cases.open_case import open_case
from wbs.services.cases.tasks import finish_task
from wbs.services.tracking.fear_of_reprisal import say_fear
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import cases
from wbs.store.schema.cases import RecordRow
from wbs.store.schema.ledger import CustodyRow, TallyRow

STRANGERS = ["citra", "eko", "gita", "hadi", "dewi", "ratna", "fajar"]
TEXT = "Hubungi saksi Wawan sebelum Jumat."


def id_of(cast: Cast, username: str) -> str:
    return cast.people[username].actor.officer.id


def due(cast: Cast, days: int = 3) -> str:
    return (cast.context.today() + timedelta(days=days)).isoformat()


def beside(cast: Cast, reported: Reported) -> Casework:
    actor = cast.budi.actor
    return casework_of(cast.context, actor, open_case(cast.context, actor, reported.case_id))


def noted(cast: Cast, act: CustodyAct) -> list[CustodyRow]:
    with cast.context.database.reading() as work:
        return list(work.scalars(select(CustodyRow).where(CustodyRow.act == act.value)))


ACTS: dict[str, Callable[[Cast, Actor, Reported, Reported], object]] = {
    "assign": lambda c, a, r, o: assign_case(c.context, a, r.case_id, id_of(c, "budi")),
    "note": lambda c, a, r, o: write_note(c.context, a, r.case_id, TEXT),
    "task": lambda c, a, r, o: add_task(c.context, a, r.case_id, TEXT, due(c), ""),
    "finish": lambda c, a, r, o: finish_task(c.context, a, r.case_id, "0" * 32),
    "link": lambda c, a, r, o: link_cases(c.context, a, r.case_id, o.case_id),
    "summary": lambda c, a, r, o: set_summary(c.context, a, r.case_id, "Judul", ""),
}


@pytest.mark.parametrize("username", STRANGERS)
@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_does_nothing_to_a_case(cast: Cast, act: str, username: str) -> None:
    reported, other = report(cast.context), report(cast.context)

    with pytest.raises((NotFound, NotAllowed, Invalid)):
        ACTS[act](cast, cast.people[username].actor, reported, other)

    found = beside(cast, reported)
    assert (found.assigned, found.tasks, found.linked) == (None, (), ())


def test_a_case_is_assigned_and_assigned_anew_and_to_nobody(cast: Cast) -> None:
    reported = report(cast.context)
    assigned = []

    for officer_id in (id_of(cast, "indah"), id_of(cast, "indah"), id_of(cast, "budi"), ""):
        assign_case(cast.context, cast.budi.actor, reported.case_id, officer_id)
        assigned.append(beside(cast, reported).assigned)

    assert assigned == [id_of(cast, "indah"), id_of(cast, "indah"), id_of(cast, "budi"), None]
    assert len(noted(cast, CustodyAct.CASE_ASSIGNED)) == 3


def test_a_case_is_assigned_to_members_of_its_desk_alone(cast: Cast) -> None:
    reported = report(cast.context)

    for stranger in (id_of(cast, "citra"), id_of(cast, "fajar"), "nobody"):
        with pytest.raises(Invalid, match="officer: unknown"):
            assign_case(cast.context, cast.budi.actor, reported.case_id, stranger)


def test_the_inbox_is_narrowed_to_the_own_cases_and_to_nobodys(cast: Cast) -> None:
    mine, other, nobodys = (report(cast.context) for _ in range(3))
    assign_case(cast.context, cast.budi.actor, mine.case_id, id_of(cast, "budi"))
    assign_case(cast.context, cast.budi.actor, other.case_id, id_of(cast, "indah"))

    def listed(assigned: Assigned, standing: Standing = Standing.OPEN) -> list[str]:
        filters = Filters(standing, assigned=assigned)
        return [c.id for c in inbox(cast.context, cast.budi.actor, filters, None).cases]

    assert listed(Assigned.MINE) == [mine.case_id]
    assert listed(Assigned.NOBODY) == [nobodys.case_id]
    words = Words(grounds="Sudah jelas.")
    close_case(cast.context, cast.budi.actor, mine.case_id, Outcome.WITHDRAWN, None, words)
    assert listed(Assigned.MINE) == []
    assert listed(Assigned.MINE, Standing.CLOSED) == [mine.case_id]


def test_at_another_desk_a_case_is_nobodys_and_its_tasks_are_that_desks(cast: Cast) -> None:
    reported = report(cast.context)
    assign_case(cast.context, cast.budi.actor, reported.case_id, id_of(cast, "budi"))
    add_task(cast.context, cast.budi.actor, reported.case_id, TEXT, due(cast), id_of(cast, "budi"))
    to = cast.people["citra"].actor.officer.desk_ids
    with cast.context.database.transaction() as work:
        case = cases.get_for_change(work, reported.case_id)
        desk_id = next(iter(to))
        cases.save(work, replace(case, desk_id=desk_id))

    assert own_tasks(cast.context, cast.budi.actor) == ()
    (found,) = own_tasks(cast.context, cast.citra.actor)
    assert (found.task.desk_id, found.task.officer_id) == (desk_id, None)
    filters = Filters(assigned=Assigned.NOBODY)
    assert [c.id for c in inbox(cast.context, cast.citra.actor, filters, None).cases] == [case.id]


def test_notes_are_read_by_the_desk_and_never_by_the_reporter(cast: Cast) -> None:
    reported = report(cast.context)

    write_note(cast.context, cast.indah.actor, reported.case_id, "**Hati-hati**: ada saudara.")

    (note,) = open_case(cast.context, cast.budi.actor, reported.case_id).opened.notes
    assert note.content.html == "<p><strong>Hati-hati</strong>: ada saudara.</p>\n"
    tracked = read_case(cast.context, reported.enter(cast.context))
    assert (tracked.opened.messages, tracked.opened.notes) == ((), ())


def test_neither_a_note_nor_a_task_lies_open(cast: Cast) -> None:
    reported = report(cast.context)
    write_note(cast.context, cast.budi.actor, reported.case_id, TEXT)
    add_task(cast.context, cast.budi.actor, reported.case_id, TEXT, due(cast), "")

    with cast.context.database.reading() as work:
        rows = list(work.scalars(select(RecordRow).where(RecordRow.case_id == reported.case_id)))

    assert [row.kind for row in rows] == ["report", "note", "task"]
    assert all(b"Wawan" not in row.sealed for row in rows)


def test_a_task_waits_for_whom_it_names_or_for_anybody_until_it_is_done(cast: Cast) -> None:
    reported = report(cast.context)
    case_id, context = reported.case_id, cast.context
    add_task(context, cast.budi.actor, case_id, "Untuk Indah", due(cast, 5), id_of(cast, "indah"))
    add_task(context, cast.budi.actor, case_id, "Untuk siapa saja", due(cast, 2), "")

    assert len(own_tasks(context, cast.budi.actor)) == 1
    anybodys, indahs = (found.task for found in own_tasks(context, cast.indah.actor))
    finish_task(context, cast.budi.actor, case_id, anybodys.id)

    assert [f.task.id for f in own_tasks(context, cast.indah.actor)] == [indahs.id]
    assert own_tasks(context, cast.citra.actor) == ()
    assert [task.is_open for task in beside(cast, reported).tasks] == [True, False]


def test_a_button_pressed_twice_makes_one_task(cast: Cast) -> None:
    reported = report(cast.context)

    for _ in range(2):
        add_task(cast.context, cast.budi.actor, reported.case_id, TEXT, due(cast), "")

    assert len(beside(cast, reported).tasks) == 1


def test_every_problem_of_a_task_is_told_at_once(cast: Cast) -> None:
    reported = report(cast.context)

    with pytest.raises(InvalidForm) as caught:
        add_task(cast.context, cast.budi.actor, reported.case_id, " ", due(cast, -1), "")

    told = {problem.field: problem.reason for problem in caught.value.problems}
    assert told == {"task": "required", "task_due": "past_date"}
    assert beside(cast, reported).tasks == ()


def test_linked_cases_show_each_other_until_they_are_unlinked(cast: Cast) -> None:
    first, second = report(cast.context), report(cast.context)
    reference = f"{second.case_id[:4]}-{second.case_id[4:8]}".upper()

    for _ in range(2):
        link_cases(cast.context, cast.budi.actor, first.case_id, reference)

    assert [each for each, _ in beside(cast, first).linked] == [second.case_id]
    assert [each for each, _ in beside(cast, second).linked] == [first.case_id]
    link_cases(cast.context, cast.indah.actor, second.case_id, first.case_id, is_linked=False)
    assert beside(cast, first).linked == beside(cast, second).linked == ()


def test_the_database_alone_does_not_tell_which_cases_are_linked(cast: Cast) -> None:
    first, second = report(cast.context), report(cast.context)
    link_cases(cast.context, cast.budi.actor, first.case_id, second.case_id)

    with cast.context.database.reading() as work:
        rows = list(work.scalars(select(RecordRow).where(RecordRow.kind == "link")))

    assert {row.case_id for row in rows} == {first.case_id, second.case_id}
    assert all(one.case_id.encode() not in row.sealed for row in rows for one in (first, second))


@pytest.mark.parametrize("named", ["", "31A0", "ZZZZ-ZZZZ", "0000-0000", "% OR 1"])
def test_a_case_is_linked_with_none_that_is_not_there(cast: Cast, named: str) -> None:
    reported = report(cast.context)

    with pytest.raises(Invalid, match="linked: no_such_case"):
        link_cases(cast.context, cast.budi.actor, reported.case_id, named)


def test_another_desks_case_is_as_if_it_were_not_there(cast: Cast) -> None:
    reported, others = report(cast.context), report(cast.context, unit="satker-2")

    with pytest.raises(Invalid, match="linked: no_such_case"):
        link_cases(cast.context, cast.budi.actor, reported.case_id, others.case_id)


def test_a_case_is_not_linked_with_itself(cast: Cast) -> None:
    reported = report(cast.context)

    with pytest.raises(Invalid, match="linked: same_case"):
        link_cases(cast.context, cast.budi.actor, reported.case_id, reported.case_id)


def test_closing_a_duplicate_links_it_or_changes_nothing(cast: Cast) -> None:
    first, second = report(cast.context), report(cast.context)

    def close(linked: str) -> None:
        words = Words(grounds="Sama dengan laporan terdahulu.")
        outcome = Outcome.DUPLICATE
        close_case(
            cast.context, cast.budi.actor, second.case_id, outcome, None, words, linked=linked
        )

    with pytest.raises(Invalid, match="linked"):
        close("0000-0000")
    assert open_case(cast.context, cast.budi.actor, second.case_id).case.is_open
    close(first.case_id)

    assert [each for each, _ in beside(cast, first).linked] == [second.case_id]
    assert not open_case(cast.context, cast.budi.actor, second.case_id).case.is_open


def closed(cast: Cast, reported: Reported) -> None:
    words = Words(grounds="Tidak dapat ditindaklanjuti.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.WITHDRAWN, None, words)


def test_what_the_reporter_writes_after_closing_is_one_task_for_the_desk(cast: Cast) -> None:
    reported = report(cast.context)
    closed(cast, reported)

    reported.write(cast.context, "Saya menemukan kuitansinya.")
    reported.write(cast.context, "Ini fotonya.", ("kuitansi.txt", "text/plain", b"Rp"))

    (task,) = beside(cast, reported).tasks
    assert (task.kind, task.officer_id) == (TaskKind.NEW_EVIDENCE, None)


def test_a_reopening_names_the_evidence_it_rests_on(cast: Cast) -> None:
    reported = report(cast.context)
    closed(cast, reported)
    number = reported.write(cast.context, "Saya menemukan kuitansinya.")

    for wrong in (number + 1, 1):  # none, and an officer's
        with pytest.raises(Invalid, match="rests_on"):
            words = Words(grounds="Bukti baru.", rests_on=(wrong,))
            move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, words)
    words = Words(grounds="Bukti baru.", rests_on=(number,))
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, words)

    opened = open_case(cast.context, cast.budi.actor, reported.case_id).opened
    assert opened.messages[-1].content.rests_on == (number,)


def fears(cast: Cast, reported: Reported) -> tuple[bool, bool]:
    """What the case says, and what is counted."""
    case = open_case(cast.context, cast.budi.actor, reported.case_id).case
    with cast.context.database.reading() as work:
        return case.fear_of_reprisal, work.get_one(TallyRow, case.log_id).fear_of_reprisal


def test_fear_of_reprisal_is_said_once_however_often_and_can_be_taken_back(
    cast: Cast, clock: Clock
) -> None:
    reported = report(cast.context)
    seen = [fears(cast, reported)]

    for is_feared in (True, True, False):
        say_fear(cast.context, reported.enter(cast.context), is_feared=is_feared)
        seen.append(fears(cast, reported))

    assert seen == [(False, False), (True, True), (True, True), (False, False)]
    (task,) = beside(cast, reported).tasks
    assert task.kind is TaskKind.REPRISAL and task.is_open
    assert task.due_on == cast.context.today() + timedelta(days=1)
    assert len(noted(cast, CustodyAct.REPRISAL_FEARED)) == 1
    (row,) = noted(cast, CustodyAct.REPRISAL_NOT_FEARED)
    assert (row.officer_id, row.reason) == (None, None)


def test_fear_told_with_the_report_is_a_task_from_the_beginning(cast: Cast) -> None:
    reported = report(cast.context, fear_of_reprisal="yes")

    assert [task.kind for task in beside(cast, reported).tasks] == [TaskKind.REPRISAL]
