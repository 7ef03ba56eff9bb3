"""What a reporter sees of their case: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wbs.domain.case import Case, Stage
from wbs.domain.period import Force
from wbs.domain.record import Author
from wbs.services.read_records import OpenedCase, OpenedMessage
from wbs.services.record_content import AttachmentRef
from wbs.services.track_case import Deadline, TrackedCase, Tracking
from wbs.web import words
from wbs.web.cleaned import Cleaned
from wbs.web.languages import language, lazy_gettext
from wbs.web.reporter import sentences
from wbs.web.reporter.report_page import LABELS, FileLine, day_in_words, file_line
from wbs.web.shell import context

_l = lazy_gettext

FORCES = {
    Force.NORM: _l("a rule"),
    Force.PRACTICE: _l("customary in agencies"),
    Force.REFERENCE: _l("a mark we set ourselves, no rule"),
}


@dataclass(frozen=True)
class Typed:
    """What the person typed before this answer, and what was wrong with it."""

    message: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "Typed(…)"


@dataclass(frozen=True)
class Letter:
    """One message of either side; `html` only for the officer's."""

    is_own: bool
    on: str
    text: str
    html: Cleaned | None
    files: tuple[FileLine, ...]

    def __repr__(self) -> str:
        return "Letter(…)"


@dataclass(frozen=True)
class DeadlineLine:
    """A period that runs, when it ends, and what stands behind it."""

    label: str
    until: str
    force: str
    is_late: bool
    is_estimate: bool


@dataclass(frozen=True)
class TrackingPage:
    """A case as its reporter sees it."""

    csrf: str
    kind: str
    received_on: str
    stage: str
    stages: tuple[tuple[str, bool], ...]
    told: str
    outcome: str
    deadlines: tuple[DeadlineLine, ...]
    report: tuple[tuple[str, str], ...]
    report_files: tuple[FileLine, ...]
    letters: tuple[Letter, ...]
    typed: Typed
    max_files: int
    max_size: str

    def __repr__(self) -> str:
        return "TrackingPage(…)"


def tracking_page(tracking: Tracking, tracked: TrackedCase, typed: Typed) -> TrackingPage:
    """The page of an open session."""
    case, rules = tracked.case, context().rules
    return TrackingPage(
        csrf=tracking.csrf,
        kind=words.label(case.kind),
        received_on=words.day(case.received_on),
        stage=words.label(case.stage),
        stages=tuple((words.label(stage), stage is case.stage) for stage in Stage),
        told=str(sentences.STAGES[case.stage]),
        outcome=_outcome(case),
        deadlines=tuple(_deadline(d) for d in tracked.deadlines),
        report=_report(tracked.opened),
        report_files=_files(tracked.opened.report.attachments),
        letters=tuple(_letter(message) for message in tracked.opened.messages),
        typed=typed,
        max_files=rules.max_attachments,
        max_size=words.size(rules.max_attachment_bytes),
    )


def _outcome(case: Case) -> str:
    if case.outcome is None:
        return ""
    outcome = words.label(case.outcome)
    if case.outcome_detail is None:
        return outcome
    return f"{outcome} ({words.label(case.outcome_detail)})"


def _deadline(deadline: Deadline) -> DeadlineLine:
    until = words.day(deadline.due_on) if deadline.due_on else ""
    label = deadline.label.text(language())
    force = str(FORCES[deadline.force])
    return DeadlineLine(label, until, force, deadline.is_overdue, deadline.is_estimate)


def _report(opened: OpenedCase) -> tuple[tuple[str, str], ...]:
    """The free text of the report; what was chosen stands in other words elsewhere."""
    free = ("what", "who", "where", "when", "when_date", "how", "exclude")
    fields = opened.report.fields
    shown = {**fields, "when_date": day_in_words(fields)}
    return tuple((str(LABELS[name]), shown[name]) for name in free if name in fields)


def _letter(message: OpenedMessage) -> Letter:
    is_own = message.author is Author.REPORTER
    content = message.content
    html = Cleaned(content.html) if content.html and not is_own else None
    return Letter(
        is_own, words.day(message.written_on), content.text, html, _files(content.attachments)
    )


def _files(refs: tuple[AttachmentRef, ...]) -> tuple[FileLine, ...]:
    return tuple(file_line(ref) for ref in refs)
