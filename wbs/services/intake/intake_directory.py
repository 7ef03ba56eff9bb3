"""The agency as a request about a report finds it: read each time, made out only where it has changed."""

from dataclasses import replace

from wbs.domain.directory import Directory, UnitEntry
from wbs.domain.form import Report
from wbs.domain.routing import own_desk
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store import reporter
from wbs.store.database import Work


def read_directory(context: Context) -> Directory:
    """The agency as it stands now."""
    with context.database.reading() as work:
        return directory_within(context, work)


def directory_within(context: Context, work: Work) -> Directory:
    """The agency as this transaction sees it."""
    rows = reporter.agency(work)
    return context.directory.of(rows, lambda: Directory(*reporter.agency_of(rows)))


def directory_about(context: Context, work: Work, report: Report) -> Directory:
    """The agency as this transaction sees it, with the people near where `asks_people` says so."""
    found = directory_within(context, work)
    unit = _unit_of(report, found)
    if unit is None or not asks_people(report, found):
        return found
    return replace(found, near=reporter.people_near(work, found.units, unit.id))


def asks_people(report: Report, directory: Directory) -> bool:
    """Whether the unit has no desk for the report: if somebody near is named, its want is not all there is to it."""
    unit = _unit_of(report, directory)
    active = (desk for desk in directory.desks if desk.is_active)
    return unit is not None and own_desk(unit.id, report.kind, active) is None


def _unit_of(report: Report, directory: Directory) -> Unit | None:
    return next((u for u in directory.units.values() if u.slug == report.unit_slug), None)


def intake_directory(context: Context) -> tuple[UnitEntry, ...]:
    """Every unit, each followed by those below it."""
    return read_directory(context).entries
