"""What events make of a case is what the procedure made of it."""

from datetime import date

from hypothesis import given

from tests.histories import registers
from wbs.domain.case import Outcome, Stage
from wbs.domain.course import course_of, decided_of
from wbs.domain.event import Act, Event
from wbs.domain.history import History
from wbs.domain.kinds import Channel, Kind


def events_of(history: History) -> tuple[Event, ...]:
    return tuple(
        Event(
            log_id=history.log_id,
            ordinal=ordinal,
            unit_id=history.unit_id,
            unit_slug="satker-1",
            kind=history.kind,
            channel=Channel.WEB,
            category=history.category,
            act=step.act,
            outcome=step.outcome,
            outcome_detail=step.outcome_detail,
            occurred_on=step.occurred_on,
            logged_on=step.occurred_on,
        )
        for ordinal, step in enumerate(history.steps)
    )


@given(register=registers())
def test_spans_and_stage_are_those_of_the_procedure(register: tuple[History, ...]) -> None:
    for history in register:
        course, last = course_of(events_of(history)), max(s.occurred_on for s in history.steps)
        closing = history.closing_by(last)
        is_closed = course.stage is Stage.CLOSED

        assert course.spans == history.spans
        assert course.stage == history.stage_on(last)
        assert course.received_on == history.received_on
        assert course.closed_on == (closing.occurred_on if closing and is_closed else None)
        assert course.is_uncounted == (not history.spans and not is_closed)


def of_disclosure(*acts: tuple[Act, Outcome | None]) -> tuple[Event, ...]:
    first = (Act.RECEIVED, None), *acts
    return tuple(
        Event(
            log_id="8d" * 16,
            ordinal=n,
            unit_id="a" * 32,
            unit_slug="satker-1",
            kind=Kind.GRATIFICATION,
            channel=Channel.WEB,
            category="received",
            act=act,
            outcome=outcome and outcome.value,
            occurred_on=date(2026, 8, 3),
            logged_on=date(2026, 8, 3),
        )
        for n, (act, outcome) in enumerate(first)
    )


def test_what_was_taken_back_or_reopened_is_decided_no_more() -> None:
    to_kpk = (Act.REVIEWED, Outcome.FORWARDED_TO_KPK)
    sent = (Act.FORWARDED_TO_KPK, Outcome.FORWARDED_TO_KPK)
    determined = (Act.DETERMINED, Outcome.STATE_PROPERTY)

    found = decided_of(of_disclosure(to_kpk, sent, determined))
    assert found is not None
    assert (found.forwarded and found.forwarded.ordinal, found.settled) == (2, None)
    assert decided_of(of_disclosure(to_kpk, (Act.SUBMITTED, None))) is None
    assert decided_of(of_disclosure(to_kpk, sent, determined, (Act.REOPENED, None))) is None
    assert decided_of(of_disclosure((Act.RETURNED, None), (Act.SUBMITTED, None))) is None


def test_a_case_is_gone_once_it_was_erased_or_went_to_another_unit() -> None:
    assert course_of(of_disclosure((Act.FORWARDED, Outcome.FORWARDED))).has_left
    closed = (Act.CLOSED, Outcome.WITHDRAWN)
    course = course_of(of_disclosure(closed, (Act.ERASED, Outcome.WITHDRAWN)))

    assert course.is_erased
    assert (course.stage, course.outcome) == (Stage.CLOSED, "withdrawn")
