"""The ledger: what is logged, counted and timed in the transaction of each change."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import Reported, report
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.event import Act, DaysOpen, Event
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.services import ledger
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class
from wbs.store.cases import cases
from wbs.store.log import ledger as rows
from wbs.store.schema.ledger import CountedSpanRow, CustodyRow, EventRow, TallyRow
from wbs.tlog.leaf import CLOSED, OPEN, Leaf, read_line, verify_leaf

MONDAY = date(2026, 8, 3)
FORMAT = Path(__file__).parents[2] / "docs" / "formats" / "log-v1.md"
GROUNDS = Words(grounds="Berita acara 12.")


def case_of(cast: Cast, reported: Reported) -> Case:
    with cast.context.database.reading() as work:
        return cases.get(work, reported.case_id)


def events_of(cast: Cast, reported: Reported) -> tuple[Event, ...]:
    with cast.context.database.reading() as work:
        return rows.events_of(work, cases.get(work, reported.case_id).log_id)


def open_fields(cast: Cast, reported: Reported) -> list[dict[str, str]]:
    with cast.context.database.reading() as work:
        log_id = cases.get(work, reported.case_id).log_id
        query = select(EventRow.open_line).where(EventRow.log_id == log_id)
        return [read_line(OPEN, line) for line in work.scalars(query.order_by(EventRow.ordinal))]


def spans_of(cast: Cast, reported: Reported) -> list[tuple[date, date | None]]:
    with cast.context.database.reading() as work:
        log_id = cases.get(work, reported.case_id).log_id
        query = select(CountedSpanRow).where(CountedSpanRow.log_id == log_id)
        found = work.scalars(query.order_by(CountedSpanRow.ordinal))
        return [(span.counted_on, span.closed_on) for span in found]


def move(cast: Cast, reported: Reported, *stages: Stage) -> None:
    for stage in stages:
        move_case(cast.context, cast.budi.actor, reported.case_id, stage, Words())


def close(
    cast: Cast,
    reported: Reported,
    outcome: Outcome = Outcome.SUBSTANTIATED,
    detail: OutcomeDetail | None = None,
) -> None:
    close_case(cast.context, cast.budi.actor, reported.case_id, outcome, detail, GROUNDS)


def a_whole_life(cast: Cast, clock: Clock) -> Reported:
    reported = report(cast.context, kind=Kind.COMPLAINT, unit="satker-1")
    clock.move(days=10)
    move(cast, reported, Stage.CLARIFICATION)
    reported.write(cast.context, "Terjadi hari Senin.")
    set_class(cast.context, cast.budi.actor, reported.case_id, ComplaintClass.SUPERVISION)
    move(cast, reported, Stage.REVIEW, Stage.INVESTIGATION, Stage.FOLLOW_UP)
    send_message(cast.context, cast.budi.actor, reported.case_id, "Kami tindak lanjuti.")
    close(cast, reported)
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, GROUNDS)
    close(cast, reported, Outcome.FORWARDED, OutcomeDetail.KPK)
    return reported


def test_a_received_case_is_tallied_logged_and_timed(cast: Cast) -> None:
    reported = report(cast.context, fear_of_reprisal="yes")

    case = case_of(cast, reported)
    with cast.context.database.reading() as work:
        tally = work.get_one(TallyRow, case.log_id)
        clocks = {clock.period: clock.due_on for clock in rows.clocks_of(work, case.log_id)}
    assert (tally.unit_id, tally.kind, tally.category) == (case.unit_id, "wbs", "pungutan-liar")
    assert (tally.fear_of_reprisal, tally.received_on) == (True, MONDAY)
    assert [event.act for event in events_of(cast, reported)] == [Act.RECEIVED]
    assert clocks["wbs_acknowledge"] == MONDAY + timedelta(days=7)
    assert case.due_on == min(day for day in clocks.values() if day)


def test_every_leaf_opens_and_tells_only_what_the_format_names(cast: Cast, clock: Clock) -> None:
    named = {
        (line, name)
        for line, names in re.findall(r"^\| (open|closed) \| (.+?) \|", FORMAT.read_text(), re.M)
        for name in re.findall(r"`(\w+)`", names)
    }
    a_whole_life(cast, clock)

    with cast.context.database.reading() as work:
        found = [*work.scalars(select(EventRow)), *work.scalars(select(CustodyRow))]
        told = set()
        for row in found:
            columns = ("open_line", "open_salt", "closed_line", "closed_salt", "leaf_hash")
            verify_leaf(Leaf(*(getattr(row, column) for column in columns)))
            told |= {("open", name) for name in read_line(OPEN, row.open_line)}
            told |= {("closed", name) for name in read_line(CLOSED, row.closed_line)}
    assert told <= named
    assert {("open", "commitment"), ("open", "kept"), ("open", "missed")} <= told


def test_no_open_line_tells_a_day_or_a_category(cast: Cast, clock: Clock) -> None:
    a_whole_life(cast, clock)

    with cast.context.database.reading() as work:
        opened = b"".join(work.scalars(select(EventRow.open_line)))
    assert b"pungutan-liar" not in opened
    assert not re.search(rb"\d{4}-\d{2}-\d{2}", opened)


def test_a_cases_events_are_numbered_without_gaps(cast: Cast, clock: Clock) -> None:
    reported = a_whole_life(cast, clock)

    events = events_of(cast, reported)
    assert [event.ordinal for event in events] == list(range(len(events)))
    assert [event.act for event in events] == [
        Act.RECEIVED,
        Act.OVERDUE,
        Act.CLARIFICATION,
        Act.REVIEW,
        Act.INVESTIGATION,
        Act.FOLLOW_UP,
        Act.CLOSED,
        Act.REOPENED,
        Act.CLOSED,
    ]


def test_the_day_of_writing_never_runs_backwards(cast: Cast, clock: Clock) -> None:
    first = report(cast.context)
    clock.move(days=-2)

    second = report(cast.context)

    assert events_of(cast, first)[0].logged_on == MONDAY
    assert events_of(cast, second)[0].occurred_on == MONDAY - timedelta(days=2)
    assert events_of(cast, second)[0].logged_on == MONDAY
    assert open_fields(cast, second)[0]["late"] == "yes"
    assert "late" not in open_fields(cast, first)[0]


def test_a_verification_that_ran_out_is_logged_before_the_change(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)  # three working days: Thursday
    clock.move(days=7)

    move(cast, reported, Stage.REVIEW)

    friday = MONDAY + timedelta(days=4)
    assert [(e.act, e.occurred_on) for e in events_of(cast, reported)] == [
        (Act.RECEIVED, MONDAY),
        (Act.OVERDUE, friday),
        (Act.REVIEW, MONDAY + timedelta(days=7)),
    ]
    assert case_of(cast, reported).counted_on == friday
    assert spans_of(cast, reported) == [(friday, None)]


def test_a_missed_verification_is_called_missed_once(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=7)

    move(cast, reported, Stage.REVIEW)

    missed = [fields.get("missed", "") for fields in open_fields(cast, reported)]
    assert missed == ["", "complaint_verify", ""]


def test_a_case_in_review_whose_verification_runs_out_goes_on_counting(
    cast: Cast, clock: Clock
) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    clock.move(days=60)

    move(cast, reported, Stage.INVESTIGATION)

    assert [e.act for e in events_of(cast, reported)][2:] == [Act.OVERDUE, Act.INVESTIGATION]
    assert case_of(cast, reported).counted_on == MONDAY
    assert spans_of(cast, reported) == [(MONDAY, None)]


def test_closing_tells_what_was_kept_and_how_long_it_took(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    clock.move(days=9)

    close(cast, reported, Outcome.UNSUBSTANTIATED)

    closing = open_fields(cast, reported)[-1]
    assert (closing["outcome"], closing["days_open"]) == ("unsubstantiated", DaysOpen.UP_TO_14)
    assert closing["kept"].split() == ["wbs_feedback", "wbs_reply", "wbs_review"]
    assert "missed" not in closing
    case = case_of(cast, reported)
    assert (case.due_on, case.awaits_calendar) == (None, False)
    assert spans_of(cast, reported) == [(MONDAY, MONDAY + timedelta(days=9))]


def test_a_case_closed_before_review_never_counts(cast: Cast) -> None:
    reported = report(cast.context)

    close(cast, reported, Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE)

    assert spans_of(cast, reported) == []
    last = open_fields(cast, reported)[-1]
    assert (last["outcome"], last["detail"]) == ("not_actionable", "incomplete")


def test_a_reopened_case_counts_again(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    close(cast, reported)
    clock.move(days=30)

    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, GROUNDS)

    later = MONDAY + timedelta(days=30)
    assert spans_of(cast, reported) == [(MONDAY, MONDAY), (later, None)]
    assert case_of(cast, reported).counted_on == later


def test_a_message_meets_the_clocks_that_wait_for_one(cast: Cast) -> None:
    reported = report(cast.context)

    send_message(cast.context, cast.budi.actor, reported.case_id, "Terima kasih.")

    with cast.context.database.reading() as work:
        clocks = {c.period: c for c in rows.clocks_of(work, case_of(cast, reported).log_id)}
    assert clocks["wbs_acknowledge"].met_on == MONDAY
    assert clocks["wbs_reply"].met_on == MONDAY
    assert clocks["wbs_review"].is_open
    assert case_of(cast, reported).due_on == clocks["wbs_review"].due_on
    assert len(events_of(cast, reported)) == 1


def test_the_reporters_silence_is_no_deadline_of_the_desk(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    move(cast, reported, Stage.REVIEW)
    before = case_of(cast, reported).due_on
    set_class(cast.context, cast.budi.actor, reported.case_id, ComplaintClass.SUPERVISION)

    send_message(cast.context, cast.budi.actor, reported.case_id, "Di loket mana?")

    with cast.context.database.reading() as work:
        clocks = {c.period: c for c in rows.clocks_of(work, case_of(cast, reported).log_id)}
    silence = clocks["reporter_silence"]
    assert silence.is_open
    assert silence.due_on is not None
    due_on = case_of(cast, reported).due_on
    assert due_on is not None and due_on > silence.due_on and due_on != before


def test_the_class_decides_the_periods_from_the_day_of_receipt(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT, category="pungutan-liar")
    clock.move(days=2)

    set_class(cast.context, cast.budi.actor, reported.case_id, ComplaintClass.INFORMATION)

    case = case_of(cast, reported)
    with cast.context.database.reading() as work:
        clocks = {c.period: c for c in rows.clocks_of(work, case.log_id)}
        assert work.get_one(TallyRow, case.log_id).complaint_class == "information"
        noted = work.scalars(select(CustodyRow).where(CustodyRow.act == "class_set")).one()
    assert "complaint_complete_normal" not in clocks
    assert clocks["complaint_complete_information"].due_on == MONDAY + timedelta(days=7)
    assert (noted.log_id, noted.officer_id, noted.reason) == (
        case.log_id,
        cast.budi.actor.officer.id,
        "information",
    )


def test_an_entry_made_later_says_so_and_keeps_its_clock(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=7)
    in_time = MONDAY + timedelta(days=2)

    with cast.context.database.transaction() as work:
        before = cases.get_for_change(work, reported.case_id)
        after = before.move(Stage.REVIEW, in_time)
        changed = ledger.record_change(cast.context, work, before, after, Act.REVIEW, in_time)
        cases.save(work, changed)

    last = open_fields(cast, reported)[-1]
    assert (last["act"], last["late"], last["kept"]) == ("review", "yes", "complaint_verify")
    assert case_of(cast, reported).counted_on == in_time


def test_nothing_is_written_when_the_change_fails(cast: Cast) -> None:
    reported = report(cast.context)

    with pytest.raises(RuntimeError), cast.context.database.transaction() as work:
        before = cases.get_for_change(work, reported.case_id)
        after = before.move(Stage.REVIEW, MONDAY)
        ledger.record_change(cast.context, work, before, after, Act.REVIEW, MONDAY)
        raise RuntimeError

    assert [event.act for event in events_of(cast, reported)] == [Act.RECEIVED]
    assert spans_of(cast, reported) == []
    assert open_case(cast.context, cast.budi.actor, reported.case_id).case.stage is Stage.RECEIVED
