"""What the form for entering a case shows: final strings."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel.speaklater import LazyString

from wbs.domain.arrival import ENTERED_CHANNELS
from wbs.domain.directory import Directory
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.web import words
from wbs.web.languages import gettext, language, lazy_gettext
from wbs.web.officer.entry_step import EntryStep
from wbs.web.officer.problems import Problems
from wbs.web.shell import context

_l = lazy_gettext
Options = tuple[tuple[str, str], ...]

KINDS = (Kind.COMPLAINT, Kind.WBS)
STEP = "\u2003"  # an em space per level: option texts cannot be indented otherwise
LABELS: dict[str, LazyString] = {
    "channel": _l("How did it come in?"),
    "came_on": _l("On which day did it come in?"),
    "source_number": _l("Number at the source"),
    "unit": _l("Which unit is it about?"),
    "category": _l("What is it about?"),
    "class": _l("What kind of complaint is it?"),
    "what": _l("What happened?"),
    "who": _l("Who was involved?"),
    "where": _l("Where did it happen?"),
    "when": _l("When did it happen?"),
    "when_date": _l("The day, if it is known"),
    "how": _l("How did it happen, and how does the reporter know?"),
    "concerns_head": _l("Is the head of the unit involved?"),
    "concerns_desk": _l("Is somebody involved who handles reports in this unit?"),
    "exclude": _l("Who must not see it?"),
    "fear_of_reprisal": _l("Is the reporter afraid of revenge?"),
    "anonymity": _l("Does the reporter give a name?"),
    "identity_name": _l("Name of the reporter"),
    "identity_contact": _l("How to reach the reporter"),
    "attachments": _l("Files"),
}


@dataclass(frozen=True)
class FileLine:
    """A file already added. `warning` says what could not be taken out of it."""

    id: str
    name: str
    size: str
    warning: str

    def __repr__(self) -> str:
        return "FileLine(…)"


@dataclass(frozen=True)
class EntryPage:
    """The form as it stands."""

    kind: str
    kinds: tuple[tuple[str, str, bool], ...]
    token: str
    typed: Mapping[str, str]
    problems: Problems
    labels: Mapping[str, str]
    files: tuple[FileLine, ...]
    channels: Options
    units: Options
    categories: Options
    classes: Options
    answers: Options
    fears: Options
    anonymity: Options
    max_files: int
    max_size: str
    today: str

    def __repr__(self) -> str:
        return "EntryPage(…)"


def entry_page(step: EntryStep, directory: Directory) -> EntryPage:
    """The form of *step* in the language of the request."""
    here = context()
    categories = here.law.categories_for(step.kind)
    return EntryPage(
        kind=step.kind.value,
        kinds=tuple(
            (url_for("entry.show", kind=k.value), words.label(k), k is step.kind) for k in KINDS
        ),
        token=step.token.text,
        typed=step.typed,
        problems=step.problems,
        labels={name: str(text) for name, text in LABELS.items()},
        files=tuple(_line(file) for file in step.files),
        channels=tuple((c.value, words.label(c)) for c in ENTERED_CHANNELS),
        units=tuple((e.slug, STEP * e.depth + e.name) for e in directory.entries),
        categories=tuple((c.slug, c.label.text(language())) for c in categories),
        classes=tuple((c.value, words.label(c)) for c in ComplaintClass),
        answers=tuple((a.value, words.label(a)) for a in Answer),
        fears=tuple((a.value, words.label(a)) for a in (Answer.YES, Answer.NO)),
        anonymity=tuple((a.value, words.label(a)) for a in (Anonymity.ANONYMOUS, Anonymity.NAMED)),
        max_files=here.rules.max_attachments,
        max_size=words.size(here.rules.max_attachment_bytes),
        today=here.today().isoformat(),
    )


def _line(file: ReceivedFile) -> FileLine:
    ref = file.ref
    warning = (
        gettext("May hold details about who made it. Take care when passing it on.")
        if ref.metadata == "kept"
        else ""
    )
    return FileLine(ref.blob_id, ref.name, words.size(ref.size_bytes), warning)
