"""What a case's page shows: final words and days, made from the opened case."""

from dataclasses import dataclass, field
from datetime import date

from flask import url_for

from wbs.domain.record import Author, RecordKind
from wbs.services.open_case import CaseFile
from wbs.services.read_records import OpenedMessage
from wbs.services.record_content import AttachmentRef
from wbs.web.cleaned import Cleaned
from wbs.web.languages import gettext, language
from wbs.web.officer.case_forms import Forms, forms_of
from wbs.web.officer.deadlines import Due, due_in_words, due_of
from wbs.web.officer.references import reference
from wbs.web.officer.report_words import Fact, facts_of
from wbs.web.shell import context
from wbs.web.words import day, label, size


@dataclass(frozen=True)
class FileLink:
    """A file of the case. `warning` says what could not be taken out of it."""

    name: str
    about: str
    url: str
    warning: str


@dataclass(frozen=True)
class Letter:
    """A message or the grounds of a decision."""

    number: int
    who: str
    written_on: date
    text: str
    html: Cleaned | None
    files: tuple[FileLink, ...]
    is_own: bool
    is_grounds: bool


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    act: str
    occurred_on: date
    more: tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """A clock of the case, in words, with who says so."""

    name: str
    due: Due
    force: str
    source: str


@dataclass(frozen=True)
class CasePage:
    """Everything the template needs."""

    case_id: str
    reference: str
    category: str
    kind: str
    unit: str
    stage: str
    outcome: str
    is_open: bool
    due: Due
    facts: tuple[Fact, ...]
    files: tuple[FileLink, ...]
    letters: tuple[Letter, ...]
    timeline: tuple[Moment, ...]
    periods: tuple[Period, ...]
    forms: Forms = field(repr=False)


def page_of(case_file: CaseFile) -> CasePage:
    """The page of an opened case."""
    case = case_file.case
    opened = case_file.opened
    return CasePage(
        case_id=case.id,
        reference=reference(case.id),
        category=context().law.category_label(case.category, language()),
        kind=label(case.kind),
        unit=case_file.units[case.unit_id].name,
        stage=label(case.stage),
        outcome=_outcome(case_file),
        is_open=case.is_open,
        due=due_of(case, case_file.today),
        facts=facts_of(case_file),
        files=tuple(_file(case.id, 0, ref) for ref in opened.report.attachments),
        letters=tuple(_letter(case.id, message) for message in opened.messages),
        timeline=_timeline(case_file),
        periods=_periods(case_file),
        forms=forms_of(case_file),
    )


def _outcome(case_file: CaseFile) -> str:
    case = case_file.case
    if case.outcome is None:
        return ""
    detail = f" ({label(case.outcome_detail)})" if case.outcome_detail else ""
    return label(case.outcome) + detail


def _file(case_id: str, number: int, ref: AttachmentRef) -> FileLink:
    about, warning = f"{size(ref.size_bytes)} · {ref.media_type}", ""
    if ref.metadata == "stripped":
        about += " · " + gettext("metadata removed")
    if ref.metadata == "kept":
        warning = gettext("May hold details about who made it. Take care when passing it on.")
    return FileLink(
        name=ref.name,
        about=about,
        url=url_for("attachment.download", case_id=case_id, number=number, blob_id=ref.blob_id),
        warning=warning,
    )


def _letter(case_id: str, message: OpenedMessage) -> Letter:
    content = message.content
    is_own = message.author is Author.OFFICER
    is_grounds = message.kind is RecordKind.GROUNDS
    who = gettext("The desk") if is_own else gettext("The reporter")
    return Letter(
        number=message.number,
        who=gettext("Grounds, read by officers only") if is_grounds else who,
        written_on=message.written_on,
        text=content.text,
        html=Cleaned(content.html) if is_own and content.html else None,
        files=tuple(_file(case_id, message.number, ref) for ref in content.attachments),
        is_own=is_own,
        is_grounds=is_grounds,
    )


def _timeline(case_file: CaseFile) -> tuple[Moment, ...]:
    moments = []
    for event in case_file.events:
        more = []
        if event.logged_on != event.occurred_on:
            more.append(gettext("entered on %(day)s", day=day(event.logged_on)))
        if event.days_open is not None:
            bound = event.days_open.value.strip("<=>")
            sentence = (
                gettext("open for more than %(days)s working days", days=bound)
                if event.days_open.value.startswith(">")
                else gettext("open for up to %(days)s working days", days=bound)
            )
            more.append(sentence)
        moments.append(Moment(label(event.act), event.occurred_on, tuple(more)))
    return tuple(moments)


def _periods(case_file: CaseFile) -> tuple[Period, ...]:
    found = []
    for clock in case_file.clocks:
        rule = context().law.periods.find(clock.period, clock.started_on)
        if clock.met_on is not None:
            due = _ended(None if rule.waits_for_reporter else clock.due_on, clock.met_on)
        elif rule.waits_for_reporter and clock.due_on is not None:
            waiting = gettext(
                "An answer of the reporter is awaited until %(day)s", day=day(clock.due_on)
            )
            due = Due("none", waiting)
        else:
            due = due_in_words(clock.due_on, case_file.today, awaits_calendar=clock.due_on is None)
            if context().law.rests_on_estimate(clock):
                words = gettext("%(due)s (estimate, holidays not confirmed yet)", due=due.text)
                due = Due(due.state, words)
        source = rule.source
        found.append(Period(rule.label.text(language()), due, label(rule.force), source))
    return tuple(found)


def _ended(due_on: date | None, met_on: date) -> Due:
    if due_on is None:
        return Due("none", gettext("Ended on %(day)s", day=day(met_on)))
    if met_on <= due_on:
        return Due("kept", gettext("Kept on %(day)s", day=day(met_on)))
    words = gettext("Done late on %(day)s, was due %(due)s", day=day(met_on), due=day(due_on))
    return Due("late", words)
