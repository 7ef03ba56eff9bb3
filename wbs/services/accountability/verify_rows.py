"""The rows that are counted and shown, against the events of their cases: a row that was altered alone is named.

`wbs log verify` asks it of every log, whoever makes a pack of the logs it opens: there the register, of which a pack
counts nothing, is left out. What no line and no entry of the custody log says cannot be held against anything;
docs/formats/log-v1.md lists it.

Words of the file alone, days and counts are told; what only the inspectorate may read of a line is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any

from wbs.domain.accountability import Log
from wbs.domain.course import Course, course_of, decided_of
from wbs.domain.event import CustodyAct, Event
from wbs.domain.kinds import ComplaintClass
from wbs.domain.kinds import Kind as CaseKind
from wbs.services.accountability.misfit import Kind, Misfit
from wbs.services.accountability.verify_clocks import clock_faults, lacks_verification
from wbs.services.accountability.verify_leaves import misfit_of
from wbs.services.context import Context
from wbs.store.cases.cases import closed_place
from wbs.store.database import Work
from wbs.store.log.kept_cases import KeptCase, Noted, kept_cases, strangers
from wbs.store.log.log_rows import KeptLeaf
from wbs.tlog.leaf import OPEN, read_line

Fault = tuple[Kind, str]
_REPRISAL = {CustodyAct.REPRISAL_FEARED: True, CustodyAct.REPRISAL_NOT_FEARED: False}


def misfits_of_rows(context: Context, work: Work, log: Log) -> Iterator[Misfit]:
    """What does not fit of every row of the log's cases, whose lines were found to say what their columns say."""
    for case in _readable(work, log, with_register=True):
        if isinstance(case, Misfit):
            yield case
            return
        events = _events(case.leaves)
        if not events:  # named by who looks at the leaves
            continue
        for kind, told in (*_counted(context, case, events), *_register(context, case, events)):
            yield Misfit(kind, log.origin, None, f"case {case.log_id}: {told}")


def misfits_of_counted(context: Context, work: Work, log: Log) -> Iterator[Misfit]:
    """What does not fit of the lines of the log's cases, and of the rows from which figures are made."""
    for case in _readable(work, log, with_register=False):
        if isinstance(case, Misfit):
            yield case
            return
        wrong = next((m for leaf in case.leaves if (m := misfit_of(log, leaf, None))), None)
        if wrong:
            yield wrong
            return
        if gap := _gap(case):
            yield Misfit(Kind.DELETED, log.origin, None, f"case {case.log_id}: {gap}")
            return
        for kind, told in _counted(context, case, _events(case.leaves)):
            yield Misfit(kind, log.origin, None, f"case {case.log_id}: {told}")


def misfits_of_strangers(work: Work, log: Log) -> Iterator[Misfit]:
    """A case that stands in the register without a log; *log* is the instance's."""
    if case := strangers(work):
        told = f"case {case} stands in the register, and no log of its unit counts it"
        yield Misfit(Kind.INSERTED, log.origin, None, told)


def _readable(work: Work, log: Log, *, with_register: bool) -> Iterator[KeptCase | Misfit]:
    """The cases; a misfit where a row holds what the database itself cannot read, as a day that is none."""
    try:
        yield from kept_cases(work, log.key, with_register=with_register)
    except ValueError:
        yield Misfit(Kind.ALTERED, log.origin, None, "a row of its cases holds what is no day")


def _events(leaves: Sequence[KeptLeaf]) -> tuple[Event, ...]:
    return tuple(
        _with_clocks(leaf.said, leaf.lines.open_line)
        for leaf in leaves
        if isinstance(leaf.said, Event) and leaf.lines
    )


def _with_clocks(event: Event, open_line: bytes) -> Event:
    """The event with the clocks it decided, which the line alone holds."""
    if b"\tkept=" not in open_line and b"\tmissed=" not in open_line:
        return event
    told = read_line(OPEN, open_line)
    kept, missed = (tuple(told.get(name, "").split()) for name in ("kept", "missed"))
    return replace(event, kept=kept, missed=missed)


def _gap(case: KeptCase) -> str:
    ordinals = [leaf.said.ordinal for leaf in case.leaves if isinstance(leaf.said, Event)]
    return "" if ordinals and ordinals == list(range(len(ordinals))) else "an event is not there"


def _counted(context: Context, case: KeptCase, events: Sequence[Event]) -> Iterator[Fault]:
    """What does not fit of the rows from which figures are made."""
    course = course_of(events)
    yield from _differs("tally", "received_on", case.tally.received_on, course.received_on)
    yield from _noted_faults(case)
    if case.spans != course.spans:
        both = zip_longest(case.spans, course.spans)
        at = next(n for n, (row, told) in enumerate(both) if row != told)
        row, told = (_span_at(spans, at) for spans in (case.spans, course.spans))
        yield from _differs("counted_span", f"number {at}", row, told)
    elif case.span_ordinals != tuple(range(len(case.spans))):
        yield Kind.ALTERED, "counted_span, ordinal: the numbers have a gap"
    yield from _review_faults(case, events)
    for told in clock_faults(case, events, context.law.periods):
        yield Kind.ALTERED, told


def _span_at(spans: Sequence[Any], at: int) -> str:
    if at >= len(spans):
        return "not there"
    return f"{spans[at].counted_on} to {spans[at].closed_on or 'now'}"


def _noted_faults(case: KeptCase) -> Iterator[Fault]:
    """Class and fear of reprisal, where somebody changed them: the custody log says how, on its last day of it."""
    if case.tally.complaint_class not in {None, *ComplaintClass}:
        yield Kind.ALTERED, "tally.complaint_class is no class"
    if classes := _last(case, CustodyAct.CLASS_SET):
        if case.tally.complaint_class not in {noted.reason for noted in classes}:
            yield Kind.ALTERED, "tally.complaint_class is not what the custody log says"
    if feared := _last(case, *_REPRISAL):
        if case.tally.fear_of_reprisal not in {_REPRISAL[noted.act] for noted in feared}:
            yield Kind.ALTERED, "tally.fear_of_reprisal is not what the custody log says"


def _last(case: KeptCase, *acts: CustodyAct) -> list[Noted]:
    """The entries of the last day with one; within a day nobody knows their order."""
    found = [noted for noted in case.noted if noted.act in acts]
    return [noted for noted in found if noted.on == found[-1].on]


def _review_faults(case: KeptCase, events: Sequence[Event]) -> Iterator[Fault]:
    """The clear figures of a disclosure, as far as lines carry them: outcomes and days."""
    if case.tally.kind != CaseKind.GRATIFICATION:
        decided = None
    else:
        decided = decided_of(events)
    row = case.review
    if row is None or decided is None:
        is_there = ("not there" if row is None else "there"), "there" if decided else "not there"
        yield from _differs("disclosure", "the row", *is_there)
        return
    reviewed, determined = decided.reviewed, decided.determined
    yield from _differs("disclosure", "outcome", row.outcome, reviewed.outcome)
    yield from _differs("disclosure", "reviewed_on", row.reviewed_on, reviewed.occurred_on)
    determination = determined.outcome if determined else None
    yield from _differs("disclosure", "determination", row.determination, determination)
    for column, event in (
        ("forwarded_on", decided.forwarded),
        ("determined_on", determined),
        ("settled_on", decided.settled),
    ):
        if not _tells_day(getattr(row, column), event, events):
            told = event.occurred_on if event else None
            yield from _differs("disclosure", column, getattr(row, column), told)


def _tells_day(day: date | None, event: Event | None, events: Sequence[Event]) -> bool:
    """A sheet may tell of a day before the event in front of it; then the event bears that one's day."""
    if day is None or event is None:
        return (day is None) is (event is None)
    before = {other.occurred_on for other in events[: event.ordinal]}
    return day == event.occurred_on or (day < event.occurred_on and event.occurred_on in before)


def _register(context: Context, case: KeptCase, events: Sequence[Event]) -> Iterator[Fault]:
    """What does not fit of the case's row in the register, and of what is in the tally and there alike."""
    course, row = course_of(events), case.register
    is_gone = course.is_erased or course.has_left
    if row is None:
        if not (is_gone or _was_taken_over(case)):
            stage = course.stage.value if course.stage else "nowhere"
            yield Kind.DELETED, f"its log says {stage}, and no row of case stands there"
    elif is_gone:
        last = events[-1]
        yield Kind.INSERTED, f"a row of case stands there after event {last.ordinal} ({last.act})"
    else:
        yield from _standing_faults(case, row, course)
        if course.is_uncounted and lacks_verification(case, context.law.periods):
            yield Kind.DELETED, "no row of clock stands there for its verification"


def _standing_faults(case: KeptCase, row: Any, course: Course) -> Iterator[Fault]:
    for column, said in _by_course(course).items():
        yield from _differs("case", column, getattr(row, column), said)
    for column, counted in _BY_TALLY.items():
        if getattr(row, column) != getattr(case.tally, counted):
            yield Kind.ALTERED, f"case.{column} is not tally.{counted}"
    if row.desk_unit_id != row.counting_unit_id:
        yield Kind.ALTERED, "case.desk_id is no desk of the unit that counts it"
    elif not row.has_box:
        yield Kind.ALTERED, "case.desk_id is a desk that holds no key of it"
    if course.closed_on and row.due_sort != closed_place(course.closed_on):
        yield Kind.ALTERED, "case.due_sort is not that of a case closed on its day"


_BY_TALLY = {
    "counting_unit_id": "unit_id",
    **{
        name: name
        for name in (
            *("kind", "channel", "category", "complaint_class"),
            *("anonymity", "fear_of_reprisal"),
        )
    },
}


def _by_course(course: Course) -> dict[str, object]:
    return {
        "stage": course.stage.value if course.stage else None,
        "outcome": course.outcome,
        "outcome_detail": course.outcome_detail,
        "received_on": course.received_on,
        "reviewed": course.reviewed,
        "counted_on": course.counted_on,
        "closed_on": course.closed_on,
    }


def _was_taken_over(case: KeptCase) -> bool:
    """A report that was closed here and is at another unit since: no event tells of it, an entry of custody does."""
    taken = (noted for noted in case.noted if noted.act is CustodyAct.CASE_TAKEN_OVER)
    return any(noted.unit_id != case.tally.unit_id for noted in taken)


def _differs(table: str, column: str, row: object, said: object) -> Iterator[Fault]:
    if row != said:
        what = f"{table}, {column}: the row says {_word(row)}, the log {_word(said)}"
        yield Kind.ALTERED, what


def _word(value: object) -> str:
    return "nothing" if value is None else str(value)
