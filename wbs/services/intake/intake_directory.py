"""The agency as a request about a report finds it: read each time, made out only where it has changed."""

from wbs.domain.directory import Directory, UnitEntry
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


def intake_directory(context: Context) -> tuple[UnitEntry, ...]:
    """Every unit, each followed by those below it."""
    return read_directory(context).entries
