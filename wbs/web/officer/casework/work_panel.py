"""What stands beside an opened case: who has it, what is to be done, what is the same matter."""

from dataclasses import dataclass, field

from flask import url_for

from wbs.domain.case import Case
from wbs.domain.record import Author, RecordKind
from wbs.domain.task import Task
from wbs.services.cases.casework import Casework, casework_of
from wbs.services.cases.open_case import CaseFile
from wbs.web.languages import gettext, language
from wbs.web.officer.case_forms import Choices, Sent
from wbs.web.officer.case_page import Letter, letter_of
from wbs.web.officer.deadlines import Due, due_in_words
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import day, label


@dataclass(frozen=True)
class TaskLine:
    """A task in words; `due` also says when a done one was done."""

    id: str
    what: str
    who: str
    due: Due
    is_open: bool


@dataclass(frozen=True)
class LinkLine:
    """A case that is the same matter; without `url` it is not at a desk of the officer's."""

    id: str
    reference: str
    about: str
    url: str


@dataclass(frozen=True)
class WorkPanel:
    """What the template needs. Only a desk in charge decides; one that looks in reads."""

    case_id: str
    assigned: str
    assigned_name: str
    has_left: bool
    members: Choices
    tasks: tuple[TaskLine, ...] = field(repr=False)
    links: tuple[LinkLine, ...] = field(repr=False)
    decides: bool


@dataclass(frozen=True)
class NotesPanel:
    """The notes officers wrote for each other."""

    case_id: str
    notes: tuple[Letter, ...] = field(repr=False)


@dataclass(frozen=True)
class FearPanel:
    """That the reporter fears reprisal, and what that asks of the desk as the case stands."""

    asked: str


@dataclass(frozen=True)
class KeepingPanel:
    """By which words the desk finds the case."""

    case_id: str
    title: str = field(repr=False)
    names: str = field(repr=False)


def fear_panel(case_file: CaseFile, _sent: Sent) -> FearPanel | None:
    """What nobody may overlook who works on the case."""
    case = case_file.case
    if not case.fear_of_reprisal:
        return None
    if not case.is_open:
        return FearPanel(
            gettext("The case is closed; if they write that they are pressed, answer soon.")
        )
    letters = (one for one in case_file.opened.messages if one.kind is RecordKind.MESSAGE)
    if any(one.author is Author.OFFICER for one in letters):
        return FearPanel(
            gettext(
                "The desk has written to them. Ask again how they are, and point them to LPSK (telephone 148)."
            )
        )
    return FearPanel(gettext("Write to them soon, and point them to LPSK (telephone 148)."))


def work_panel(case_file: CaseFile, _sent: Sent) -> WorkPanel:
    """The panel of the opened case, for the officer behind this request."""
    found = casework_of(context(), actor(), case_file)
    members = tuple((officer.id, officer.name) for officer in found.members)
    assigned = found.assigned or ""
    return WorkPanel(
        case_id=case_file.case.id,
        assigned=assigned,
        assigned_name=found.names.get(assigned, ""),
        has_left=bool(assigned) and assigned not in dict(members),
        members=members,
        tasks=tuple(_task(case_file, found, task) for task in found.tasks),
        links=tuple(_link(case_id, case) for case_id, case in found.linked),
        decides=case_file.case.desk_id in actor().officer.desk_ids,
    )


def notes_panel(case_file: CaseFile, _sent: Sent) -> NotesPanel:
    """The notes, but for what tasks ask."""
    case_id = case_file.case.id
    numbered = {one.number: one for one in case_file.opened.notes}
    notes = (letter_of(case_id, one) for one in numbered.values() if one.kind.value == "note")
    return NotesPanel(case_id, tuple(notes))


def keeping_panel(case_file: CaseFile, _sent: Sent) -> KeepingPanel | None:
    """The summary as it stands, for the desk in charge; one that looks in changes nothing."""
    if not case_file.is_in_charge:
        return None
    summary = case_file.summary
    return KeepingPanel(case_file.case.id, summary.title, summary.names)


def _task(case_file: CaseFile, found: Casework, task: Task) -> TaskLine:
    texts = {one.number: one.content.text for one in case_file.opened.notes}
    done = task.done_on
    return TaskLine(
        id=task.id,
        what=texts.get(task.record, "") if task.record is not None else label(task.kind),
        who=found.names.get(task.officer_id, "") if task.officer_id else "",
        due=Due("none", gettext("Done on %(day)s", day=day(done)))
        if done
        else due_in_words(task.due_on, case_file.today, awaits_calendar=False),
        is_open=task.is_open,
    )


def _link(case_id: str, case: Case | None) -> LinkLine:
    if case is None:
        return LinkLine(case_id, reference(case_id), gettext("not at your desks"), "")
    category = context().law.category_label(case.category, language())
    about = f"{category} · {label(case.stage)}"
    return LinkLine(case_id, reference(case_id), about, url_for("case.show", case_id=case_id))
