"""The fields of a report under their names, in the order of the form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel.speaklater import LazyString

from wbs.domain.kinds import Anonymity, Answer, ComplaintClass
from wbs.services.open_case import CaseFile
from wbs.web.languages import language, lazy_gettext
from wbs.web.shell import context
from wbs.web.words import day, label

_l = lazy_gettext

NAMES: dict[str, LazyString] = {
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


def facts_of(case_file: CaseFile) -> tuple[Fact, ...]:
    """Every field that was filled; one we have no name for is shown under its own."""
    fields = case_file.opened.report.fields
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
