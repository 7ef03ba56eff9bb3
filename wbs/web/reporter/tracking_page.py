"""What a reporter sees of their case: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flask_babel.speaklater import LazyString

from wbs.domain.case import NEXT_STAGES, STAGE_OUTCOMES, Case, Stage
from wbs.domain.gratification.disclosure_form import REPORTER
from wbs.domain.kinds import Anonymity, Kind
from wbs.domain.period import Force, Party
from wbs.domain.record import Author
from wbs.services.cases.read_records import OpenedMessage
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.tracking.track_case import Deadline, TrackedCase, Tracking
from wbs.web import conflict_words, disclosure_words, words
from wbs.web.cleaned import Cleaned
from wbs.web.languages import language, lazy_gettext
from wbs.web.recap_words import RecapTable, recap_table
from wbs.web.reporter import news, sentences
from wbs.web.reporter.report_page import LABELS, FileLine, Sections, day_in_words, file_line
from wbs.web.shell import context

_l = lazy_gettext

FORCES = {
    Force.NORM: _l("a rule"),
    Force.PRACTICE: _l("customary in agencies"),
    Force.REFERENCE: _l("a mark we set ourselves, no rule"),
}


WHO = {
    Party.REPORTER: _l("this is for you to do"),
    Party.KPK: _l("this is for KPK to do"),
}


# What the page calls its fields, where it lists their problems.
NAMES: dict[str, LazyString] = {
    "message": _l("Your message"),
    "attachments": _l("Files"),
    "concerns_head": LABELS["concerns_head"],
    "concerns_desk": LABELS["concerns_desk"],
    "exclude": LABELS["exclude"],
    "takut": _l("Fear of reprisal"),
    "janji": _l("Promise"),
}


@dataclass(frozen=True)
class Typed:
    """What the person typed before this answer, and what was wrong with it.

    `act` names the form of a panel, `fields` what was typed into that one.
    """

    message: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    act: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def text(self, act: str, name: str) -> str:
        """What was typed into that field of that form."""
        return self.fields.get(name, "") if act == self.act else ""

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
    """A period that runs, when it ends, what stands behind it, who has to act if not the office, and what follows if late."""

    label: str
    until: str
    force: str
    who: str
    is_late: bool
    is_estimate: bool
    late: str


class StageWay(StrEnum):
    """How a stage stands to the present one; the value names it in the style sheet."""

    PASSED = "passed"
    SKIPPED = "skipped"
    HERE = "here"
    AHEAD = "ahead"


# Said beside a stage: a mark alone tells nothing to whoever does not see it.
WAY_WORDS: Mapping[StageWay, LazyString] = {
    StageWay.PASSED: _l("gone through"),
    StageWay.SKIPPED: _l("skipped"),
}


@dataclass(frozen=True)
class StageLine:
    """A stage of the way, how it stands to the present one, and that in words where it takes some."""

    name: str
    way: StageWay
    said: str


@dataclass(frozen=True)
class TrackingPage:
    """A case as its reporter sees it. `said`: what was done just before."""

    csrf: str
    said: str
    kind: str
    received_on: str
    stage: str
    stages: tuple[StageLine, ...]
    told: str
    determination: str
    is_declaration: bool
    outcome: str
    deadlines: tuple[DeadlineLine, ...]
    is_named: bool
    sections: Sections
    recap: RecapTable | None
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
    fields = tracked.opened.report.fields
    is_disclosure = case.kind is Kind.GRATIFICATION
    return TrackingPage(
        csrf=tracking.csrf,
        kind=words.label(case.kind),
        received_on=words.day(_received_on(tracked)),
        stage=words.label(case.stage),
        stages=_stages(tracked),
        told=sentences.of_stage(case, has_answered=tracked.has_answered),
        said=news.of(tracking.done),
        determination=_determination(case),
        is_declaration=case.kind is Kind.CONFLICT_OF_INTEREST,
        outcome="" if case.is_open else _outcome(case),
        deadlines=tuple(_deadline(d) for d in tracked.deadlines),
        is_named=case.anonymity is Anonymity.NAMED,
        sections=_sections(case, fields),
        recap=recap_table(fields) if is_disclosure else None,
        report_files=_files(tracked.opened.report.attachments),
        letters=tuple(_letter(message) for message in tracked.opened.messages),
        typed=typed,
        max_files=rules.max_attachments,
        max_size=words.size(rules.max_attachment_bytes),
    )


def _received_on(tracked: TrackedCase) -> date:
    """The day the report came in: before it was written down, or before it went to another desk."""
    written_on = tracked.opened.received_on or tracked.case.received_on
    return min(written_on, tracked.case.received_on)


def _stages(tracked: TrackedCase) -> tuple[StageLine, ...]:
    """The way of the case; that something was missing only where it was.

    Where the present stage lies on no such way, what is known: the stages gone through, and the present one.
    """
    case, gone_through = tracked.case, tracked.gone_through
    seen = gone_through | {case.stage}
    way = [s for s in NEXT_STAGES[case.procedure] if s is not Stage.RETURNED or s in seen]
    if case.stage not in way:
        way = [*(s for s in way if s in gone_through), case.stage]
    here = way.index(case.stage)
    return tuple(_stage(stage, at - here, gone_through) for at, stage in enumerate(way))


def _stage(stage: Stage, ahead: int, gone_through: frozenset[Stage]) -> StageLine:
    """What comes after the present stage comes yet, even if it was there before; but what was missing was handed in."""
    if ahead == 0:
        way = StageWay.HERE
    elif ahead > 0 and stage is not Stage.RETURNED:
        way = StageWay.AHEAD
    else:
        way = StageWay.PASSED if stage in gone_through else StageWay.SKIPPED
    return StageLine(words.label(stage), way, str(WAY_WORDS.get(way, "")))


def _determination(case: Case) -> str:
    """What KPK decided about a disclosure, or the superior about a declaration, while the case is still open."""
    of_others = STAGE_OUTCOMES[Stage.DETERMINED] | STAGE_OUTCOMES[Stage.DECIDED]
    is_decided = case.is_open and case.outcome in of_others
    return words.label(case.outcome) if is_decided and case.outcome else ""


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
    who = str(WHO[deadline.waits_for]) if deadline.waits_for in WHO else ""
    late = deadline.late.text(language()) if deadline.late else ""
    return DeadlineLine(label, until, force, who, deadline.is_overdue, deadline.is_estimate, late)


def _sections(case: Case, fields: Mapping[str, str]) -> Sections:
    if case.kind is Kind.GRATIFICATION:
        return _disclosed(fields)
    if case.kind is Kind.CONFLICT_OF_INTEREST:
        return (("", conflict_words.lines_of(fields, _WHO_DECLARED)),)
    return (("", _report(fields)),)


# Whoever finds the code of a declaration does not learn from it whose it is.
_WHO_DECLARED = frozenset({"unit", "name", "position", "related_party", "relation"})


def _disclosed(fields: Mapping[str, str]) -> Sections:
    """What was disclosed, but not who disclosed it: whoever finds the code learns no identity from it."""
    left_out = {"unit", *(asked.name for asked in REPORTER)}
    return disclosure_words.sections_of({n: t for n, t in fields.items() if n not in left_out})


def _report(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The free text of the report; what was chosen stands in other words elsewhere."""
    free = ("what", "who", "where", "when", "when_date", "how", "exclude")
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
