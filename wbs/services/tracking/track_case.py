"""Follow a case by its tracking code: enter, and stay for 15 minutes after the last request.

The session's row opens with the cookie's token alone, and its exact end stands inside.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.case import Case, Stage
from wbs.domain.clocks import Clock
from wbs.domain.errors import Busy, Expired, Invalid, NotFound, Stale, Tampered, Unavailable
from wbs.domain.history import stage_after
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.period import Force, Party, Period, Trigger
from wbs.domain.record import Author, RecordKind
from wbs.domain.task import TaskKind
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.session_token import SessionToken, open_session, seal_session
from wbs.sealing.tracking_code import TrackingCode, lookup_id, unwrap_case_key
from wbs.services.accountability.promise import Standing, standing_of
from wbs.services.cases.read_records import OpenedCase, OpenedSheet, read_records
from wbs.services.context import Context
from wbs.services.custodians.keeping import NOTHING_KEPT, Keeping, keeping_of
from wbs.services.intake.draft import quarter_after
from wbs.services.routing.openings import Opening, openings_of
from wbs.store import reporter
from wbs.store.cases import records, tasks
from wbs.store.log import ledger

IDLE_SECONDS = 15 * 60
LABEL = "tracking"
# What a reporter sees of what officers wrote about a referral.
SHOWN_OF_REFERRALS = ("addressee", "referred_on", "referral", "replied_on")


@dataclass(frozen=True)
class Tracking:
    """An open session. `token` is what the cookie holds, `csrf` what its forms hold.

    `done`: a word for the act done in it just before this request; empty where there was none.
    """

    token: str
    csrf: str
    case_id: str
    case_key: Key
    done: str = ""

    def __repr__(self) -> str:
        return "Tracking(…)"


@dataclass(frozen=True)
class Deadline:
    """A period that runs for the case, in the words of `config/`; None: waits for a calendar.

    `waits_for`: who has to act. `late`: what follows from a day to disclose that went by.
    `is_estimate`: holidays in between are not confirmed yet, so the day may still move.
    """

    label: Label
    force: Force
    due_on: date | None
    is_overdue: bool
    is_estimate: bool
    waits_for: Party
    late: Label | None


@dataclass(frozen=True)
class TrackedCase:
    """What a reporter sees of their case. `gone_through`: the stages it was ever at, by the log.

    `openings`: what was done with it beside the work of its desk. `standing`: how far it is in the log.
    `stage_since`: the day its present stage began. `fear_waits`: the desk has yet to do what fear asks of it.
    """

    case: Case
    opened: OpenedCase
    deadlines: tuple[Deadline, ...]
    gone_through: frozenset[Stage]
    keeping: Keeping = NOTHING_KEPT
    openings: tuple[Opening, ...] = ()
    standing: Standing | None = None
    stage_since: date | None = None
    fear_waits: bool = False

    def __repr__(self) -> str:
        return "TrackedCase(…)"

    @property
    def was_written_to(self) -> bool:
        """Whether an officer has ever written to the reporter."""
        return any(message.author is Author.OFFICER for message in self.opened.messages)

    @property
    def has_answered(self) -> bool:
        """Whether the last word is the reporter's, written at the present stage after an officer had written.

        A question that comes later is open again.
        """
        messages, since = self.opened.messages, self.stage_since
        return (
            self.was_written_to
            and messages[-1].author is Author.REPORTER
            and (since is None or messages[-1].written_on >= since)
        )


def enter(context: Context, typed: str) -> Tracking:
    """A session for the case the code leads to.

    Raises:
        Invalid: `tracking_code`: "required", "length", "symbol" or "check": a slip, told before
            anything is looked up.
        NotFound: no such case; never was or was erased, at the same cost.
    """
    if not typed.strip():
        raise Invalid("tracking_code", "required")
    try:
        code = TrackingCode.parse(typed)
    except sealing.Malformed as error:
        raise Invalid("tracking_code", error.reason) from None
    with context.database.reading() as work:
        found = reporter.case_by_lookup(work, lookup_id(code))
    if found is None:
        raise NotFound("no such case")
    try:
        case_key = unwrap_case_key(code, found.key_by_code, found.case.id)
    except sealing.SealingError as error:
        raise Tampered("a case key does not open") from error
    token = SessionToken.new(context.random_bytes)
    sealed, goes_at = _sealed(context, token, found.case.id, case_key)
    with context.database.transaction() as work:
        reporter.add_session(work, token.lookup, sealed, goes_at)
    return Tracking(token.text, token.csrf(), found.case.id, case_key)


def resume(context: Context, token_text: str) -> Tracking:
    """The session of the cookie, which now lasts for 15 minutes more and forgets what was done in it.

    Raises:
        Expired: there is none, it was left, or 15 minutes went by.
    """
    try:
        token = SessionToken.parse(token_text)
    except sealing.Malformed:
        raise Expired("no session") from None
    with context.database.reading() as work:
        stored = reporter.session(work, token.lookup)
    if stored is None:
        raise Expired("no session")
    tracking = _opened(context, token, stored)
    sealed, goes_at = _sealed(context, token, tracking.case_id, tracking.case_key)
    try:
        with context.database.transaction() as work:
            reporter.renew_session(work, token.lookup, sealed, goes_at)
    except Stale:
        raise Expired("the session was left") from None
    return tracking


def remember_act(context: Context, tracking: Tracking, word: str) -> None:
    """The next request of the session learns that the act of that word was done; the one after it does not.

    Where it cannot be noted the act stands all the same: nobody is told that it failed.

    Security: it stands in the sealed session, padded like any other, so no link and no row says it.
    """
    token = SessionToken.parse(tracking.token)
    sealed, goes_at = _sealed(context, token, tracking.case_id, tracking.case_key, word)
    with suppress(Stale, Busy), context.database.transaction() as work:
        reporter.renew_session(work, token.lookup, sealed, goes_at)


def read_case(context: Context, tracking: Tracking) -> TrackedCase:
    """The case as it stands, opened, but for what is the officers' alone.

    Raises:
        Expired: it was erased meanwhile.
        Tampered: a record was altered.
    """
    with context.database.reading() as work:
        case = reporter.case_by_id(work, tracking.case_id)
        stored = records.all_of(work, tracking.case_id)
        clocks = ledger.clocks_of(work, case.log_id) if case else ()
        events = ledger.events_of(work, case.log_id) if case else ()
        keeping = keeping_of(work, case, tracking.case_key) if case else NOTHING_KEPT
        openings = openings_of(work, case, tracking.case_key) if case else ()
        standing = standing_of(context, work, case) if case else None
        raised = tasks.of_case(work, case.id) if case and case.fear_of_reprisal else ()
    if case is None:
        raise Expired("the case is gone")
    opened = read_records(case.id, tracking.case_key, stored)
    began = {stage_after(case.kind, event.act): event.occurred_on for event in events}
    return TrackedCase(
        case,
        _for_reporter(opened),
        _deadlines(context, case, clocks),
        frozenset(stage for stage in began if stage is not None),
        keeping,
        openings,
        standing,
        began.get(case.stage),
        any(task.kind is TaskKind.REPRISAL and task.is_open for task in raised),
    )


def _for_reporter(opened: OpenedCase) -> OpenedCase:
    """The report, the messages, and to whom it went on which day: what else officers write names others."""
    messages = tuple(m for m in opened.messages if m.kind is RecordKind.MESSAGE)
    referrals = tuple(_without_words(referral) for referral in opened.referrals)
    return OpenedCase(opened.report, messages, referrals=referrals, received_on=opened.received_on)


def _without_words(written: OpenedSheet) -> OpenedSheet:
    """Of a referral or its answer the addressee and the days; no number, no note."""
    content = written.content
    shown = {name: content.fields[name] for name in SHOWN_OF_REFERRALS if name in content.fields}
    return replace(written, content=replace(content, fields=shown))


def _deadlines(context: Context, case: Case, clocks: tuple[Clock, ...]) -> tuple[Deadline, ...]:
    """The periods that run, the nearest first; none once the case is closed.

    Of a report the ones the office has to keep; of a disclosure also KPK's and the reporter's own.
    """
    today, periods = context.today(), context.law.periods
    running = [
        (clock, periods.find(clock.period, clock.started_on))
        for clock in clocks
        if clock.is_open and case.is_open
    ]
    return tuple(
        Deadline(
            period.label,
            period.force,
            clock.due_on,
            clock.is_overdue(today),
            context.law.rests_on_estimate(clock),
            period.waits_for,
            _late(context, clock, period),
        )
        for clock, period in sorted(running, key=lambda pair: pair[0].due_on or date.max)
        if period.binds_office or case.kind is Kind.GRATIFICATION
    )


def _late(context: Context, clock: Clock, period: Period) -> Label | None:
    """What the rules of the gratuity's day say of a disclosure after that deadline, once it is over."""
    if period.counted_from is not Trigger.GRATUITY or not clock.is_overdue(context.today()):
        return None
    try:
        return context.law.gratuities.in_force(clock.started_on).late
    except Unavailable:
        return None


def _sealed(
    context: Context, token: SessionToken, case_id: str, case_key: Key, done: str = ""
) -> tuple[bytes, int]:
    ends_at = context.now() + IDLE_SECONDS
    payload = {"v": 1, "case_id": case_id, "case_key": case_key.hex(), "ends_at": ends_at}
    payload |= {"done": done} if done else {}
    return seal_session(token, json.dumps(payload).encode(), LABEL), quarter_after(ends_at)


def _opened(context: Context, token: SessionToken, sealed: bytes) -> Tracking:
    try:
        payload = json.loads(open_session(token, sealed, LABEL))
        case_id, case_key = payload["case_id"], Key.from_hex(payload["case_key"])
        is_over = context.now() >= payload["ends_at"]
        done = str(payload.get("done", ""))
    except (sealing.SealingError, ValueError, KeyError, TypeError) as error:
        raise Tampered("a session does not open") from error
    if is_over:
        raise Expired("15 minutes went by")
    return Tracking(token.text, token.csrf(), case_id, case_key, done)
