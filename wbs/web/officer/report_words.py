"""The fields of a report under their names, in the order of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel.speaklater import LazyString

from wbs.domain.kinds import Anonymity, Answer, Channel, ComplaintClass, Kind
from wbs.services.cases.open_case import CaseFile
from wbs.web import conflict_words, disclosure_words
from wbs.web.languages import language, lazy_gettext
from wbs.web.recap_words import RecapTable, recap_table
from wbs.web.shell import context
from wbs.web.words import day, label

_l = lazy_gettext

NAMES: dict[str, LazyString] = {
    "source_number": _l("Number at the source"),
    "source_channel": _l("Way it came in then"),
    "unit": _l("Unit concerned"),
    "category": _l("What it is about"),
    "class": _l("Class named by the reporter"),
    "what": _l("What happened"),
    "who": _l("Who was involved"),
    "where": _l("Where"),
    "when": _l("When"),
    "when_date": _l("Day, if known"),
    "how": _l("How it happened"),
    "concerns_head": _l("Concerns the head of the unit"),
    "concerns_desk": _l("Concerns somebody who handles reports"),
    "exclude": _l("Should not come to see it"),
    "fear_of_reprisal": _l("Fears reprisal"),
    "anonymity": _l("Reports"),
    "identity_name": _l("Name of the reporter"),
    "identity_contact": _l("How to reach the reporter"),
}

WORDS: dict[str, Callable[[str], str]] = {
    "source_channel": lambda text: label(Channel(text)),
    "class": lambda text: label(ComplaintClass(text)),
    "when_date": lambda text: day(date.fromisoformat(text)),
    "concerns_head": lambda text: label(Answer(text)),
    "concerns_desk": lambda text: label(Answer(text)),
    "fear_of_reprisal": lambda text: label(Answer(text)),
    "anonymity": lambda text: label(Anonymity(text)),
}


@dataclass(frozen=True)
class Fact:
    """One field as the reporter filled it."""

    name: str
    text: str

    def __repr__(self) -> str:
        return "Fact(…)"


@dataclass(frozen=True)
class FactSection:
    """Fields that belong together; a report has one such section, without a title."""

    title: str
    facts: tuple[Fact, ...]


def sections_of(case_file: CaseFile) -> tuple[FactSection, ...]:
    """Every field that was filled; one we have no name for is shown under its own."""
    fields = case_file.opened.report.fields
    if case_file.case.kind is Kind.CONFLICT_OF_INTEREST:
        unit = case_file.units[case_file.case.unit_id].name
        declared = conflict_words.lines_of({**fields, "unit": unit})
        return (FactSection("", tuple(Fact(*line) for line in declared)),)
    if case_file.case.kind is not Kind.GRATIFICATION:
        return (FactSection("", _facts(case_file, fields)),)
    unit = case_file.units[case_file.case.unit_id].name
    found = disclosure_words.sections_of({**fields, "unit": unit})
    return tuple(FactSection(title, tuple(Fact(*line) for line in lines)) for title, lines in found)


def recap_of(case_file: CaseFile) -> RecapTable | None:
    """The rows of a disclosure's recap; nothing of any other report."""
    is_disclosure = case_file.case.kind is Kind.GRATIFICATION
    return recap_table(case_file.opened.report.fields) if is_disclosure else None


def _facts(case_file: CaseFile, fields: Mapping[str, str]) -> tuple[Fact, ...]:
    known = [name for name in NAMES if name in fields]
    others = sorted(fields.keys() - NAMES.keys())
    return tuple(
        Fact(str(NAMES.get(name, name)), _text(case_file, name, fields[name]))
        for name in (*known, *others)
    )


def _text(case_file: CaseFile, name: str, text: str) -> str:
    if name == "unit":
        return case_file.units[case_file.case.unit_id].name
    if name == "category":
        return context().law.category_label(text, language())
    return WORDS[name](text) if name in WORDS else text
