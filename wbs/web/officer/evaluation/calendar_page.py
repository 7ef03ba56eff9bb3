"""The calendar of evidence: `/petugas/lke/kalender`, what is due in a year, what there is, and what lacks."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.conflict.statements import read_year
from wbs.domain.errors import InvalidForm
from wbs.services.evaluation.schedule import Missing, Schedule, schedule
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.evaluation.sheet_page import DueLine, due_line
from wbs.web.officer.evaluation.sheet_words import CADENCES
from wbs.web.officer.problems import answer
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("evidence_calendar", __name__)
YEARS = 4
ONE_CELL = 4  # of a row with more due periods only those that lack are listed


@dataclass(frozen=True)
class CalendarRow:
    """A row of the sheet and its due periods."""

    code: str
    text: str
    url: str
    cadence: str
    dues: tuple[DueLine, ...]
    told: str


@dataclass(frozen=True)
class MissingLine:
    """What presses today."""

    text: str
    period: str
    told: str
    late: bool
    file_url: str


@bp.get("/lke/kalender")
def show() -> Response:
    """The year of a unit; of the own unit and this year if nothing is asked for."""
    today = context().today()
    asked = request.args.get("year", "").strip()
    try:
        year = read_year(asked, today) if asked else today.year
        problems = {}
    except InvalidForm:
        year, problems = today.year, {"year": gettext("Please choose one of the years offered.")}
    found = schedule(context(), actor().officer, request.args.get("unit", "").strip(), year)
    page = render_template(
        "officer/evidence_calendar.html",
        found=found,
        rows=tuple(map(_row, _by_row(found))),
        missing=tuple(_missing(found, each) for each in found.missing),
        units=[(unit.slug, unit.name) for unit in found.units],
        years=[(str(y), str(y)) for y in range(today.year, today.year - YEARS, -1)],
        problems=problems,
    )
    return answer(page, 422 if problems else 200)


def _by_row(found: Schedule) -> list[tuple[Schedule, int]]:
    return [(found, at) for at in range(len(found.rows))]


def _row(at: tuple[Schedule, int]) -> CalendarRow:
    found, number = at
    each = found.rows[number]
    there = sum(due.has_evidence for due in each.dues)
    lines = tuple(due_line(due, each.row.code, may_file=found.may_file) for due in each.dues)
    is_long = len(lines) > ONE_CELL
    return CalendarRow(
        code=each.row.code,
        text=each.row.text,
        url=url_for(
            "evaluation.row", code=each.row.code, unit=found.unit.slug, period=str(found.year)
        ),
        cadence=str(CADENCES.get(each.row.cadence, "")),
        dues=() if is_long else lines,
        told=(
            gettext("%(there)s of %(due)s have evidence", there=there, due=len(lines))
            if is_long
            else ""
        ),
    )


def _missing(found: Schedule, each: Missing) -> MissingLine:
    line = due_line(each.due, each.row.code, may_file=found.may_file)
    last = day(each.due.period.end)
    return MissingLine(
        text=f"{each.row.code} {each.row.text}",
        period=line.period,
        told=(
            gettext("ended %(day)s", day=last)
            if each.due.is_over
            else gettext("ends %(day)s", day=last)
        ),
        late=each.due.is_over,
        file_url=line.file_url,
    )
