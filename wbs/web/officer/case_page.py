"""What a case's page shows: final words and days, made from the opened case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from flask import url_for
from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome, Procedure
from wbs.domain.event import Act
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import Kind
from wbs.domain.period import Party
from wbs.domain.record import Author, RecordKind
from wbs.evidence.papers.transfers import (
    DepositReceiptPaper,
    DonationPaper,
    HandoverPaper,
)
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedMessage, OpenedSheet
from wbs.services.cases.record_content import AttachmentRef
from wbs.web.cleaned import Cleaned
from wbs.web.languages import gettext, language, lazy_gettext
from wbs.web.officer.case_forms import Forms, evidence_words, forms_of
from wbs.web.officer.deadlines import Due, due_in_words, due_of
from wbs.web.officer.references import reference
from wbs.web.officer.report_words import Fact, FactSection, recap_of, sections_of
from wbs.web.officer.upg.paper_content import Transfer, transfer_of
from wbs.web.officer.upg.sheet_page import exempt_options, objects_in
from wbs.web.officer.upg.sheet_words import TITLES, lines_of
from wbs.web.recap_words import RecapTable
from wbs.web.shell import context
from wbs.web.words import day, label, size

_l = lazy_gettext


PAPERS: Mapping[Transfer, LazyString] = {
    DepositReceiptPaper: _l("Receipt of deposit (PDF)"),
    HandoverPaper: _l("Handover record (PDF)"),
    DonationPaper: _l("Donation record (PDF)"),
}
DECIDING = frozenset({Act.REVIEWED, Act.DETERMINED, Act.DECIDED})
AWAITED = {
    Party.REPORTER: _l("An answer of the reporter is awaited until %(day)s"),
    Party.KPK: _l("It is for KPK to act, until %(day)s"),
}


@dataclass(frozen=True)
class FileLink:
    """A file of the case. `warning` says what could not be taken out of it."""

    name: str
    about: str
    url: str
    warning: str


@dataclass(frozen=True)
class Letter:
    """A message, the grounds of a decision, or a note. `rests_on`: the numbers of messages named as evidence; `evidence`: these with what they are known by."""

    number: int
    who: str
    written_on: date
    text: str
    html: Cleaned | None
    files: tuple[FileLink, ...]
    is_own: bool
    is_grounds: bool
    rests_on: tuple[int, ...] = ()
    evidence: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet of the UPG, field by field."""

    number: int
    title: str
    written_on: date
    facts: tuple[Fact, ...]
    files: tuple[FileLink, ...]
    paper: str


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
    sections: tuple[FactSection, ...]
    recap: RecapTable | None
    files: tuple[FileLink, ...]
    letters: tuple[Letter, ...]
    sheets: tuple[WrittenSheet, ...]
    timeline: tuple[Moment, ...]
    periods: tuple[Period, ...]
    is_disclosure: bool
    moves_by_sheets: bool
    forms: Forms = field(repr=False)


def page_of(case_file: CaseFile) -> CasePage:
    """The page of an opened case."""
    case = case_file.case
    opened = case_file.opened
    known = {m.number: evidence_words(m) for m in opened.messages}
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
        sections=sections_of(case_file),
        recap=recap_of(case_file),
        files=tuple(_file(case.id, 0, ref) for ref in opened.report.attachments),
        letters=tuple(letter_of(case.id, message, known) for message in opened.messages),
        sheets=tuple(
            _sheet(case_file, s) for s in opened.sheets if s.content.sheet in set(SheetKind)
        ),
        timeline=_timeline(case_file),
        periods=_periods(case_file),
        is_disclosure=case.kind is Kind.GRATIFICATION,
        moves_by_sheets=case.procedure is not Procedure.REPORT,
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


def letter_of(
    case_id: str, message: OpenedMessage, known: Mapping[int, str] = MappingProxyType({})
) -> Letter:
    """A message, grounds or a note as the page shows it. *known*: by what the messages named as evidence are known."""
    content = message.content
    is_own = message.author is Author.OFFICER
    is_grounds = message.kind is not RecordKind.MESSAGE
    who = gettext("The desk") if is_own else gettext("The reporter")
    if message.kind is RecordKind.NOTE:
        who = gettext("Internal note")
    return Letter(
        number=message.number,
        who=gettext("Grounds, read by officers only")
        if message.kind is RecordKind.GROUNDS
        else who,
        written_on=message.written_on,
        text=content.text,
        html=Cleaned(content.html) if is_own and content.html else None,
        files=tuple(_file(case_id, message.number, ref) for ref in content.attachments),
        is_own=is_own,
        is_grounds=is_grounds,
        rests_on=content.rests_on,
        evidence=tuple((number, known.get(number, "")) for number in content.rests_on),
    )


def _sheet(case_file: CaseFile, sheet: OpenedSheet) -> WrittenSheet:
    kind, fields = SheetKind(sheet.content.sheet), sheet.content.fields
    exempt = dict(exempt_options(case_file)).get(fields.get("exempt", ""), "")
    lines = lines_of(kind, fields, objects_in(case_file), exempt or fields.get("exempt", ""))
    return WrittenSheet(
        number=sheet.number,
        title=str(TITLES[kind]),
        written_on=sheet.written_on,
        facts=tuple(Fact(*line) for line in lines),
        files=tuple(_file(case_file.case.id, sheet.number, r) for r in sheet.content.attachments),
        paper=str(PAPERS[found]) if (found := transfer_of(sheet)) is not None else "",
    )


def _timeline(case_file: CaseFile) -> tuple[Moment, ...]:
    moments = []
    for event in case_file.events:
        more = [label(Outcome(event.outcome))] if event.act in DECIDING and event.outcome else []
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
            due = _ended(clock.due_on if rule.binds_office else None, clock.met_on)
        elif not rule.binds_office and clock.due_on is not None:
            due = Due("none", str(AWAITED[rule.waits_for]) % {"day": day(clock.due_on)})
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
