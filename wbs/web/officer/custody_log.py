"""The custody log, for auditors and the inspectorate: `/petugas/jejak`."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.custody_log import DoorEntry
from wbs.domain.errors import Invalid
from wbs.domain.span import ReportingPeriod
from wbs.services.agency.custody_log import CustodyLog, read_custody_log
from wbs.web.languages import gettext
from wbs.web.officer.custody_words import act_name
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer
from wbs.web.shell import context
from wbs.web.words import label, month

bp = Blueprint("custody_log", __name__)
FIRST_YEAR = 2000


@dataclass(frozen=True)
class DoorLine:
    """A row about a key or a door."""

    on: date
    act: str
    who: str
    about: str


@dataclass(frozen=True)
class ActLine:
    """What an officer did with cases of a desk within the month, and how often."""

    act: str
    who: str
    desk: str
    times: int


@bp.get("/jejak")
def show() -> Response:
    """One month of the log, of every unit within reach or of one."""
    unit = request.args.get("unit", "")
    period = _month(request.args.get("bulan", ""))
    found = read_custody_log(context(), actor(), period, unit)
    page = render_template(
        "officer/custody_log.html",
        month=month(period.start),
        doors=sorted((_door(found, row) for row in found.doors), key=_place),
        acts=_acts(found),
        units=[(each.slug, each.name) for each in found.reach],
        unit=unit,
        period=period.code,
        before=_url(period.start - timedelta(days=1), unit),
        after=_url(period.end + timedelta(days=1), unit) if period.end < context().today() else "",
    )
    return answer(page)


def _place(line: DoorLine) -> tuple[int, str, str, str]:
    """The newest day first; of a day nobody knows the order, so by what was done, as it is called here."""
    return -line.on.toordinal(), line.act, line.who, line.about


def _acts(found: CustodyLog) -> list[ActLine]:
    """By what was done, as it is called here; of one act whoever did it most often first."""
    lines = [
        ActLine(
            act_name(each.act),
            _who(found, each.officer_id),
            _desk(found, each.desk_id),
            each.times,
        )
        for each in found.case_acts
    ]
    return sorted(lines, key=lambda line: (line.act, -line.times, line.who, line.desk))


def _month(text: str) -> ReportingPeriod:
    """The month of the address; this one where it names none that can have been."""
    this = ReportingPeriod.month_of(context().today())
    try:
        found = ReportingPeriod.month_of(ReportingPeriod.parse(text).start)
    except Invalid:
        return this
    return found if FIRST_YEAR <= found.start.year and found.start <= this.start else this


def _url(day: date, unit: str) -> str:
    return url_for("custody_log.show", bulan=f"{day:%Y-%m}", unit=unit or None)


def _door(found: CustodyLog, row: DoorEntry) -> DoorLine:
    named = row.subject_id or ""
    subject = found.names.get(named) or (found.units[named].name if named in found.units else "")
    desk = _desk(found, row.desk_id)
    unit = found.units[row.unit_id].name if row.unit_id in found.units and not desk else ""
    about = " · ".join(part for part in (subject, desk, unit) if part)
    return DoorLine(row.on, act_name(row.act), _who(found, row.officer_id), about)


def _who(found: CustodyLog, officer_id: str | None) -> str:
    if officer_id is None:
        return str(gettext("The operator, or the system by itself"))
    return found.names.get(officer_id, "")


def _desk(found: CustodyLog, desk_id: str | None) -> str:
    desk = found.desks.get(desk_id or "")
    return f"{label(desk.kind)} · {found.units[desk.unit_id].name}" if desk else ""
