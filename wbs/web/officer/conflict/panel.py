"""The part of a declaration's page about the superior: what was decided and done, and the forms to write it down."""

from dataclasses import dataclass, field
from datetime import date

from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome
from wbs.domain.conflict.superior_sheet import DECISIONS, SuperiorSheet, sheets_for
from wbs.domain.kinds import Kind
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedSheet
from wbs.web import words
from wbs.web.languages import lazy_gettext
from wbs.web.officer.case_forms import Sent, written

_l = lazy_gettext

TITLES = {
    SuperiorSheet.DECISION: _l("The superior's decision"),
    SuperiorSheet.CONTROL: _l("How it was carried out"),
}
LABELS: dict[str, LazyString] = {
    "decision": _l("What was decided"),
    "superior": _l("Name of the superior"),
    "superior_position": _l("Position of the superior"),
    "on": _l("Day"),
    "number": _l("Number of the letter"),
    "measure": _l("What has to be done"),
    "until": _l("Until when it holds"),
    "done": _l("What was done"),
    "message": _l("Message to whoever declared"),
}
_DAYS = frozenset({"on", "until"})


@dataclass(frozen=True)
class WrittenLine:
    """One sheet as it stands in the case: its title, its day of writing, and (name, text) of each field."""

    title: str
    written_on: date
    facts: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class SuperiorPanel:
    """What was written down, and which forms are offered now."""

    case_id: str
    seen: str
    sheets: tuple[WrittenLine, ...] = field(repr=False)
    offered: tuple[str, ...]
    is_decided: bool
    decisions: tuple[tuple[str, str], ...]
    labels: dict[str, str]
    sent: Sent = field(repr=False)


def superior_sheets(case_file: CaseFile, sent: Sent) -> SuperiorPanel | None:
    """The sheets of a declaration, to be read."""
    content = _content(case_file, sent)
    return content if content is not None and content.sheets else None


def superior_forms(case_file: CaseFile, sent: Sent) -> SuperiorPanel | None:
    """The forms for what comes next."""
    content = _content(case_file, sent)
    return content if content is not None and content.offered else None


def _content(case_file: CaseFile, sent: Sent) -> SuperiorPanel | None:
    case = case_file.case
    if case.kind is not Kind.CONFLICT_OF_INTEREST:
        return None
    known = set(SuperiorSheet)
    return SuperiorPanel(
        case_id=case.id,
        seen=written(case_file.seen),
        sheets=tuple(_line(s) for s in case_file.opened.sheets if s.content.sheet in known),
        offered=tuple(sheet.value for sheet in sheets_for(case)),
        is_decided=case.outcome is not None,
        decisions=tuple((o.value, words.label(o)) for o in Outcome if o in DECISIONS),
        labels={name: str(text) for name, text in LABELS.items()},
        sent=sent,
    )


def _line(sheet: OpenedSheet) -> WrittenLine:
    fields = sheet.content.fields
    facts = tuple((str(LABELS[n]), _text(n, fields[n])) for n in LABELS if n in fields)
    return WrittenLine(str(TITLES[SuperiorSheet(sheet.content.sheet)]), sheet.written_on, facts)


def _text(name: str, typed: str) -> str:
    if name == "decision":
        return words.label(Outcome(typed))
    return words.day(date.fromisoformat(typed)) if name in _DAYS else typed
