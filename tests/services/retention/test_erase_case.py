"""Two persons erase a case whose period is over: nothing opens any more, and every figure stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import event, func, select

from tests.cast import Cast
from tests.conftest import Clock
from tests.erasures import closed, erased_by_two, rested
from tests.reports import Reported, disclose, report
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import Act, CustodyAct
from wbs.domain.kinds import DeskKind
from wbs.domain.retention import ErasureReason
from wbs.domain.span import ReportingPeriod
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.keys.propose_member import remove_member
from wbs.services.retention import carry_out
from wbs.services.retention.drop_erasure import drop_erasure
from wbs.services.retention.kept_cases import retention_list
from wbs.services.retention.propose_erasure import confirm_erasure, propose_erasure
from wbs.store.cases import cases, tombstones
from wbs.store.log import ledger as rows
from wbs.store.schema.cases import BlobRow, CaseRow
from wbs.store.schema.ground import Base
from wbs.store.schema.ledger import CustodyRow, EventRow

FILE = ("bukti.txt", "text/plain", b"satu dua tiga")


def is_there(context: Context, reported: Reported) -> bool:
    with context.database.reading() as work:
        return work.get(CaseRow, reported.case_id) is not None


def rows_with(context: Context, case_id: str) -> set[str]:
    """The tables in which that id stands."""
    with context.database.reading() as work:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            for row in work.execute(table.select())
            if case_id in [value for value in row if isinstance(value, str)]
        }


def custody(context: Context, *acts: CustodyAct) -> list[tuple[str, str | None, str | None]]:
    with context.database.reading() as work:
        found = work.scalars(
            select(CustodyRow).where(CustodyRow.act.in_([act.value for act in acts]))
        )
        return [(row.act, row.officer_id, row.subject_id) for row in found]


def test_what_two_persons_wanted_is_gone_on_the_next_day_and_leaves_a_stone(
    cast: Cast, clock: Clock
) -> None:
    context = cast.context
    erased, other = closed(cast, FILE), closed(cast, FILE)
    erased.write(context, "Terima kasih.")
    clock.move(days=800)
    with context.database.reading() as work:
        log_id = cases.get(work, erased.case_id).log_id
        blobs = set(work.scalars(select(BlobRow.id).where(BlobRow.case_id == erased.case_id)))
    open_case(context, cast.budi.actor, erased.case_id)
    erased_by_two(cast, erased)

    carry_out.run(context)
    assert is_there(context, erased)
    clock.move(days=1)
    done = carry_out.run(context)

    assert vars(done) == {"erased": 1, "spared": 0, "again": 0}
    assert rows_with(context, erased.case_id) == {"tombstone"}
    assert not any(context.blobs.has(blob_id) for blob_id in blobs)
    with pytest.raises(NotFound):
        erased.enter(context)
    with pytest.raises(NotFound):
        open_case(context, cast.budi.actor, erased.case_id)
    with context.database.reading() as work:
        assert tombstones.erased_on(work, erased.case_id) == context.today()
        acts = [(event.act, event.occurred_on) for event in rows.events_of(work, log_id)]
    assert acts[-1] == (Act.ERASED, context.today())
    assert open_case(context, cast.budi.actor, other.case_id).opened.report.attachments
    assert custody(context, CustodyAct.CASE_ERASED) == [
        ("case_erased", cast.indah.actor.officer.id, cast.budi.actor.officer.id)
    ]


def test_no_figure_changes_when_cases_are_erased(cast: Cast, clock: Clock) -> None:
    context = cast.context
    before_review, counted, still_open = closed(cast), report(context), report(context)
    for reported in (counted, still_open):
        move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    disclosed, detail = disclose(context), OutcomeDetail.INCOMPLETE
    words = Words(grounds="Terbukti.")
    close_case(context, cast.budi.actor, disclosed.case_id, Outcome.NOT_ACTIONABLE, detail, words)
    close_case(context, cast.budi.actor, counted.case_id, Outcome.SUBSTANTIATED, None, words)
    clock.move(days=1900)

    def figures() -> list[object]:
        periods = [ReportingPeriod.parse(code) for code in ("2026-Q3", "2026", "2028-Q4")]
        wishes = [Wish("satker-1", period, clock().date()) for period in periods]
        return [read_figures(context, None, wish, full=True) for wish in wishes]

    erased_by_two(cast, before_review, counted, disclosed)
    clock.move(days=1)
    before = figures()
    carry_out.run(context)

    assert not any(is_there(context, each) for each in (before_review, counted, disclosed))
    assert figures() == before


def test_everything_that_hangs_on_a_case_goes_with_it() -> None:
    """Whoever adds a table names the case with ON DELETE CASCADE, or an erasure would fail on it."""
    hanging = {
        f"{table.name}.{key.parent.name}": key.ondelete
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in {"case", "record", "legal_hold", "erasure_proposal"}
    }

    assert "record.case_id" in hanging
    assert {name for name, rule in hanging.items() if rule != "CASCADE"} == set()


def test_one_person_alone_erases_nothing(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = rested(cast, clock)
    propose_erasure(context, cast.budi.actor, [reported.case_id], ErasureReason.SCHEDULE)

    with pytest.raises(Refused):
        confirm_erasure(context, cast.budi.actor, [reported.case_id])
    clock.move(days=400)
    carry_out.run(context)

    assert is_there(context, reported)


@pytest.mark.parametrize("username", ["citra", "gita", "eko", "dewi"])
def test_a_stranger_neither_proposes_nor_confirms_nor_takes_back(
    cast: Cast, clock: Clock, username: str
) -> None:
    context, stranger = cast.context, cast.people[username].actor
    reported = rested(cast, clock)
    ids = [reported.case_id]

    with pytest.raises(NotFound):
        propose_erasure(context, stranger, ids, ErasureReason.SCHEDULE)
    propose_erasure(context, cast.budi.actor, ids, ErasureReason.SCHEDULE)
    for act in (confirm_erasure, drop_erasure):
        with pytest.raises(NotFound):
            act(context, stranger, ids)
    assert not retention_list(context, stranger).warned
    assert not retention_list(context, stranger).elsewhere


@pytest.mark.parametrize("username", ["fajar", "ratna"])
def test_who_works_on_no_case_erases_none(cast: Cast, clock: Clock, username: str) -> None:
    reported = rested(cast, clock)

    with pytest.raises(Refused):
        confirm_erasure(cast.context, cast.people[username].actor, [reported.case_id])
    with pytest.raises(Refused):
        retention_list(cast.context, cast.people[username].actor)


def test_the_inspectorate_is_the_second_person_where_a_desk_has_none(
    cast: Cast, clock: Clock
) -> None:
    context = cast.context
    reported = rested(cast, clock)
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_erasure(context, cast.budi.actor, [reported.case_id], ErasureReason.PURPOSE)
    remove_member(context, cast.ratna.actor.officer, desk.id, cast.indah.actor.officer.id)

    (told,) = retention_list(context, cast.dewi.actor).elsewhere
    assert told.case.id == reported.case_id
    confirm_erasure(context, cast.dewi.actor, [reported.case_id])
    clock.move(days=1)
    carry_out.run(context)

    assert not is_there(context, reported)


def test_what_is_within_its_period_open_or_unknown_is_not_proposed(
    cast: Cast, clock: Clock
) -> None:
    context = cast.context
    young, open_one = closed(cast), report(context)

    for case_id, error in ((young.case_id, Stale), (open_one.case_id, Stale), ("0" * 32, NotFound)):
        with pytest.raises(error):
            propose_erasure(context, cast.budi.actor, [case_id], ErasureReason.SCHEDULE)


def test_of_several_all_are_proposed_or_none(cast: Cast, clock: Clock) -> None:
    context = cast.context
    old = rested(cast, clock)
    young = closed(cast)

    with pytest.raises(Stale):
        both = [old.case_id, young.case_id]
        propose_erasure(context, cast.budi.actor, both, ErasureReason.SCHEDULE)

    assert [each.proposal for each in retention_list(context, cast.budi.actor).warned] == [None]
    assert not custody(context, CustodyAct.ERASURE_PROPOSED)


def test_a_message_on_the_day_before_keeps_the_case(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = rested(cast, clock)
    erased_by_two(cast, reported)

    reported.write(context, "Ada bukti baru.")
    clock.move(days=1)
    done = carry_out.run(context)

    assert (done.erased, done.spared) == (0, 1)
    assert open_case(context, cast.budi.actor, reported.case_id).opened.messages
    assert custody(context, CustodyAct.ERASURE_DROPPED) == [
        ("erasure_dropped", None, cast.budi.actor.officer.id)
    ]
    clock.move(days=700)
    assert carry_out.run(context).erased == 0


def test_a_reopened_case_is_kept(cast: Cast, clock: Clock) -> None:
    reported = rested(cast, clock)
    erased_by_two(cast, reported)

    words = Words(grounds="Ada saksi baru.")
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, words)
    clock.move(days=1)
    carry_out.run(cast.context)

    assert is_there(cast.context, reported)


@pytest.mark.parametrize("username", ["budi", "indah"])
def test_until_it_is_carried_out_either_person_may_take_it_back(
    cast: Cast, clock: Clock, username: str
) -> None:
    reported = rested(cast, clock)
    erased_by_two(cast, reported)

    drop_erasure(cast.context, cast.people[username].actor, [reported.case_id])
    clock.move(days=1)
    carry_out.run(cast.context)

    assert is_there(cast.context, reported)
    with pytest.raises(Stale):
        drop_erasure(cast.context, cast.budi.actor, [reported.case_id])


def test_rounds_at_once_and_again_erase_once(cast: Cast, clock: Clock) -> None:
    context = cast.context
    gone = [closed(cast) for _ in range(3)]
    clock.move(days=800)
    erased_by_two(cast, *gone)
    clock.move(days=1)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(carry_out.run, [context] * 2))
    carry_out.run(context)

    with context.database.reading() as work:
        found = select(func.count()).select_from(EventRow).where(EventRow.act == Act.ERASED.value)
        assert work.scalar(found) == 3
    assert len(custody(context, CustodyAct.CASE_ERASED)) == 3


@pytest.mark.parametrize("statement", range(0, 22, 3))
def test_killed_at_any_statement_the_case_is_whole_and_the_next_round_ends_it(
    cast: Cast, clock: Clock, statement: int
) -> None:
    context = cast.context
    reported = rested(cast, clock, FILE)
    erased_by_two(cast, reported)
    clock.move(days=1)
    sent = iter(range(1000))

    def die(*_: object) -> None:
        if next(sent) == statement:
            raise KeyboardInterrupt

    event.listen(context.database.engine, "before_cursor_execute", die)
    with suppress(KeyboardInterrupt):
        carry_out.run(context)
    event.remove(context.database.engine, "before_cursor_execute", die)

    if is_there(context, reported):
        open_case(context, cast.budi.actor, reported.case_id)
    carry_out.run(context)
    assert rows_with(context, reported.case_id) == {"tombstone"}


def test_killed_between_rows_and_files_the_sweep_takes_the_files(
    cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = cast.context
    reported = rested(cast, clock, FILE)
    erased_by_two(cast, reported)
    clock.move(days=1)

    def die(_: object, __: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(type(context.blobs), "delete", die)
        carry_out.run(context)

    with context.database.reading() as work:
        assert not work.scalars(select(BlobRow.id)).all()
    assert len(list(context.blobs.ids())) == 1  # without a row: swept after two days


def test_a_case_that_a_backup_brings_back_is_erased_again(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = closed(cast)
    open_one = report(context)
    with context.database.transaction() as work:  # as a restored backup with its stones would be
        for case_id in (reported.case_id, open_one.case_id):
            log_id = cases.get(work, case_id).log_id
            tombstones.add_tombstone(work, case_id, log_id, date(2026, 8, 1))

    done = carry_out.run(context)

    assert vars(done) == {"erased": 0, "spared": 0, "again": 2}
    assert not is_there(context, reported)
    assert not is_there(context, open_one)
    assert carry_out.run(context).again == 0
    with context.database.reading() as work:
        assert tombstones.erased_on(work, reported.case_id) == date(2026, 8, 1)


def test_a_message_and_an_erasure_at_once_end_in_one_of_the_two(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = rested(cast, clock)
    erased_by_two(cast, reported)
    clock.move(days=1)

    def write() -> bool:
        try:
            send_message(context, cast.budi.actor, reported.case_id, "Ada yang baru.")
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        written, _ = pool.submit(write), pool.submit(carry_out.run, context)

    assert is_there(context, reported) is written.result()
