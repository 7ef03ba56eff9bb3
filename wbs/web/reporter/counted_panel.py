"""On a reporter's page: how the closed case was counted in each evidence pack."""

from dataclasses import dataclass

from wbs.services.tracking.counted import Counted, counted_in
from wbs.services.tracking.track_case import TrackedCase
from wbs.web.languages import gettext
from wbs.web.periods import period_name
from wbs.web.reporter.tracking_page import Typed
from wbs.web.shell import context
from wbs.web.words import day


@dataclass(frozen=True)
class CountedLine:
    """One pack, and how it counted the case."""

    pack_id: str
    name: str
    said: str
    digest: str


def counted_panel(tracked: TrackedCase, _typed: Typed) -> tuple[CountedLine, ...] | None:
    """Every pack that holds the case; None while it is open, or where there is none."""
    found = counted_in(context(), tracked.case.id)
    return tuple(map(_line, found)) or None


def _line(counted: Counted) -> CountedLine:
    pack = counted.pack
    name = gettext(
        "%(unit)s, %(period)s, seen from %(day)s",
        unit=counted.unit.name,
        period=period_name(pack.scope.period),
        day=day(pack.as_of),
    )
    return CountedLine(pack.id, name, _said(counted), pack.digest)


def _said(counted: Counted) -> str:
    if counted.is_selesai:
        return gettext("Counted among the cases to be followed up, and among those completed.")
    if counted.is_harus:
        return gettext("Counted among the cases to be followed up, still open on that day.")
    if counted.is_apart:
        return gettext("Shown apart: closed before it counted, and in no percentage.")
    return gettext("In the ledger, and in none of that period's numbers.")
