"""The agency as a request about a report finds it: read each time, made out only where it has changed."""

from dataclasses import replace

from wbs.domain.directory import Directory, UnitEntry
from wbs.domain.form import Report
from wbs.domain.routing import own_desk
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


def directory_about(
    context: Context, work: Work, report: Report, read: Directory | None
) -> Directory:
    """The agency as it was *read*, else as this transaction sees it.

    Where the unit has no desk for the report, with the people near it: whether one is named decides if
    the want of a desk is all there is to it.
    """
    found = read or directory_within(context, work)
    unit = next((unit for unit in found.units.values() if unit.slug == report.unit_slug), None)
    if unit is None or own_desk(unit.id, report.kind, (d for d in found.desks if d.is_active)):
        return found
    return replace(found, near=reporter.people_near(work, found.units, unit.id))


def intake_directory(context: Context) -> tuple[UnitEntry, ...]:
    """Every unit, each followed by those below it."""
    return read_directory(context).entries
