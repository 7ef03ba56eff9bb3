"""What the pages of a report show: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from wbs.domain.directory import Directory
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind
from wbs.domain.report import FIELDS
from wbs.services.cases.record_content import AttachmentRef
from wbs.web import words
from wbs.web.languages import language, lazy_gettext
from wbs.web.recap_words import RecapTable
from wbs.web.reporter import sentences
from wbs.web.reporter.report_step import Step
from wbs.web.reporter.units import UnitChoice, unit_choice
from wbs.web.shell import context

_l = lazy_gettext

SENDERS = {
    Kind.WBS: "report.send_wbs",
    Kind.COMPLAINT: "report.send_complaint",
    Kind.GRATIFICATION: "report.send_disclosure",
    Kind.CONFLICT_OF_INTEREST: "report.send_declaration",
}
Sections = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

EXPLAINED = {
    Anonymity.ANONYMOUS: _l("Nobody asks who you are. You can still be asked back, by your code."),
    Anonymity.CONFIDENTIAL: _l(
        "Your name is sealed apart. Those who handle the report cannot read it; only if several "
        "custodians agree can one of them open it, and you see that it was opened."
    ),
    Anonymity.NAMED: _l("Your name is sealed with the report; those who handle it can read it."),
}

LABELS = {
    "unit": _l("Which unit is it about?"),
    "category": _l("What is it about?"),
    "class": _l("What kind of complaint is it?"),
    "what": _l("What happened?"),
    "who": _l("Who was involved?"),
    "where": _l("Where did it happen?"),
    "when": _l("When did it happen?"),
    "when_date": _l("The day, if you know it"),
    "how": _l("How did it happen, and how do you know?"),
    "concerns_head": _l("Is the head of the unit involved?"),
    "concerns_desk": _l("Is somebody involved who handles reports in this unit?"),
    "exclude": _l("Who must not see your report?"),
    "fear_of_reprisal": _l("Are you afraid of revenge?"),
    "anonymity": _l("Do you want to stay anonymous?"),
    "identity_name": _l("Your name"),
    "identity_contact": _l("How we may reach you"),
    "attachments": _l("Files"),
}


@dataclass(frozen=True)
class FileLine:
    """A file of the draft or of a message, as a page lists it."""

    id: str
    name: str
    size: str
    hidden_data: str
    is_warning: bool

    def __repr__(self) -> str:
        return "FileLine(…)"


@dataclass(frozen=True)
class ReviewPage:
    """What would be sent: (question, answer) by line under headings, and the form again for its hidden fields.

    `notes`: what else there is to know before sending; `recap`: the rows of a table, of a disclosure.
    """

    kind: str
    action: str
    token: str
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    files: tuple[FileLine, ...]
    sections: Sections
    notes: tuple[str, ...]
    recap: RecapTable | None

    def __repr__(self) -> str:
        return "ReviewPage(…)"


@dataclass(frozen=True)
class ReportPage:
    """A form as it stands."""

    kind: str
    action: str
    token: str
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    labels: Mapping[str, str]
    files: tuple[FileLine, ...]
    units: UnitChoice
    categories: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    fears: tuple[tuple[str, str], ...]
    anonymity: tuple[tuple[str, str, str], ...]
    max_files: int
    max_size: str
    is_open: bool

    def __repr__(self) -> str:
        return "ReportPage(…)"


def file_line(ref: AttachmentRef) -> FileLine:
    """One file of a draft or of a message."""
    told = sentences.of_metadata(ref.metadata)
    return FileLine(ref.blob_id, ref.name, words.size(ref.size_bytes), told, ref.metadata == "kept")


def day_in_words(fields: Mapping[str, str]) -> str:
    """The day a report names, as people write it; empty where it names none."""
    text = fields.get("when_date", "").strip()
    return words.day(date.fromisoformat(text)) if text else ""


def report_page(step: Step, directory: Directory) -> ReportPage:
    """The form of *step* in the language of the request."""
    here = context()
    units = unit_choice(directory.entries, {step.kind})
    categories = here.law.categories_for(step.kind)
    return ReportPage(
        kind=step.kind.value,
        action=url_for(SENDERS[step.kind]),
        token=step.token.text,
        typed=step.typed,
        problems=step.problems,
        labels={name: str(text) for name, text in LABELS.items()},
        files=tuple(file_line(file.ref) for file in step.files),
        units=units,
        categories=tuple((c.slug, c.label.text(language())) for c in categories),
        classes=tuple((c.value, words.label(c)) for c in ComplaintClass),
        answers=tuple((a.value, words.label(a)) for a in Answer),
        fears=tuple((a.value, words.label(a)) for a in (Answer.YES, Answer.NO)),
        anonymity=_anonymity(directory),
        max_files=here.rules.max_attachments,
        max_size=words.size(here.rules.max_attachment_bytes),
        is_open=bool(units.options) or any(step.typed.values()),
    )


def _anonymity(directory: Directory) -> tuple[tuple[str, str, str], ...]:
    """The choices of how much is known of the reporter; in confidence only where custodians are."""
    return tuple(
        (each.value, words.label(each), str(text))
        for each, text in EXPLAINED.items()
        if each is not Anonymity.CONFIDENTIAL or directory.offers_confidential
    )


def review_page(
    step: Step,
    sections: Sections,
    notes: tuple[str, ...] = (),
    recap: RecapTable | None = None,
) -> ReviewPage:
    """The review of *step*."""
    return ReviewPage(
        kind=step.kind.value,
        action=url_for(SENDERS[step.kind]),
        token=step.token.text,
        typed=step.typed,
        problems=step.problems,
        files=tuple(file_line(file.ref) for file in step.files),
        sections=sections,
        notes=notes,
        recap=recap,
    )


def report_sections(step: Step, directory: Directory) -> Sections:
    """What was answered, in one section without a heading; what was left empty is left out."""
    shown: dict[str, Mapping[str, str]] = {
        "unit": {unit.slug: unit.name for unit in directory.units.values()},
        "category": {
            c.slug: c.label.text(language()) for c in context().law.categories_for(step.kind)
        },
        "class": {c.value: words.label(c) for c in ComplaintClass},
        "when_date": {step.typed.get("when_date", "").strip(): day_in_words(step.typed)},
        "concerns_head": {a.value: words.label(a) for a in Answer},
        "concerns_desk": {a.value: words.label(a) for a in Answer},
        "fear_of_reprisal": {a.value: words.label(a) for a in Answer},
        "anonymity": {a.value: words.label(a) for a in Anonymity},
    }
    lines = tuple(
        (str(LABELS[name]), shown.get(name, {}).get(text, text))
        for name in (field.name for field in FIELDS[step.kind])
        if (text := step.typed[name].strip())
    )
    return (("", lines),)
