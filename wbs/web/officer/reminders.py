"""What waits for the officer: `/petugas/pengingat`."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from wbs.domain.access import may
from wbs.domain.case import Case
from wbs.domain.monev_reminder import UnitOccasion, UnitReminder
from wbs.domain.reminder import Occasion, Reminder
from wbs.services.evaluation.schedule import Missing
from wbs.services.reminders.note_evidence import missing_for
from wbs.services.reminders.unit_reminders import waiting_in_unit
from wbs.services.reminders.waiting import Waiting, waiting_for
from wbs.web.languages import language
from wbs.web.officer.deadlines import Due, due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.permissions import PERMISSIONS
from wbs.web.officer.references import reference
from wbs.web.officer.reminder_words import LACKING, RUNNING, SENTENCES, UNIT_SENTENCES
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day, label

bp = Blueprint("reminders", __name__)

# How each is marked besides its words; see `Due`.
MARKS = {
    Occasion.OVERDUE: "late",
    Occasion.LAST_DAY: "today",
    Occasion.SOON: "soon",
    Occasion.SILENCE: "waiting",
}

UNIT_MARKS = {
    UnitOccasion.RECOMMENDATION_OVERDUE: "late",
    UnitOccasion.RECOMMENDATION_SOON: "soon",
    UnitOccasion.QUARTER_WITHOUT_MONEV: "soon",
}


@dataclass(frozen=True)
class Row:
    """A case, and why it is here."""

    url: str
    reference: str
    category: str
    kind: str
    unit: str
    stage: str
    marks: tuple[Due, ...]


@dataclass(frozen=True)
class OfUnit:
    """Something about the unit's evidence; `about`: the question of the sheet, where it is of one."""

    url: str
    mark: Due
    about: str = ""


@dataclass(frozen=True)
class Escalated:
    """A case of another desk: no more than that it is there and late."""

    reference: str
    kind: str
    unit: str
    due: Due


@bp.get("/pengingat")
def show() -> str:
    """Everything that waits for the officer, the most pressing first."""
    found = waiting_for(context(), actor())
    return render_template(
        "officer/reminders.html",
        rows=tuple(_row(found, each.case, each.reminders) for each in found.cases),
        more=found.more,
        escalated=tuple(_escalated(found, case) for case in found.escalated),
        of_unit=(
            *map(_of_unit, waiting_in_unit(context(), actor().officer)),
            *map(_lacking, missing_for(context(), actor().officer)),
        ),
        sees_cases=may(actor().officer, PERMISSIONS["inbox.show"]),
    )


def _row(found: Waiting, case: Case, reminders: tuple[Reminder, ...]) -> Row:
    return Row(
        url=url_for("case.show", case_id=case.id),
        reference=reference(case.id),
        category=context().law.category_label(case.category, language()),
        kind=label(case.kind),
        unit=found.units[case.unit_id].name,
        stage=label(case.stage),
        marks=tuple(_mark(reminder) for reminder in reminders),
    )


def _mark(reminder: Reminder) -> Due:
    sentence = str(SENTENCES[reminder.occasion])
    if reminder.period is not None and reminder.started_on is not None:
        rule = context().law.periods.find(reminder.period, reminder.started_on)
        last = day(reminder.due_on) if reminder.due_on else ""
        sentence = sentence % {"period": rule.label.text(language()), "day": last}
    return Due(MARKS.get(reminder.occasion, "unread"), sentence)


def _of_unit(reminder: UnitReminder) -> OfUnit:
    words = {
        "kind": label(reminder.kind),
        "quarter": period_name(reminder.quarter),
        "day": day(reminder.due_on) if reminder.due_on else "",
    }
    sentence = str(UNIT_SENTENCES[reminder.occasion]) % words
    if reminder.recommendation_id:
        url = url_for("recommendations.edit", recommendation_id=reminder.recommendation_id)
    else:
        url = url_for("meetings.form", triwulan=reminder.quarter.code)
    return OfUnit(url, Due(UNIT_MARKS[reminder.occasion], sentence))


def _lacking(missing: Missing) -> OfUnit:
    row, due = missing.row, missing.due
    sentence = str(LACKING if due.is_over else RUNNING) % {
        "row": row.code,
        "period": period_name(due.period),
        "day": day(due.period.end),
    }
    url = url_for("documents.form", lke_code=row.code, period=due.period.code)
    return OfUnit(url, Due("soon", sentence), row.text)


def _escalated(found: Waiting, case: Case) -> Escalated:
    return Escalated(
        reference=reference(case.id),
        kind=label(case.kind),
        unit=found.units[case.unit_id].name,
        due=due_of(case, context().today()),
    )
