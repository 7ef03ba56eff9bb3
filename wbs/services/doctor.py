"""What is wrong with an installation, or soon will be: found, never mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wbs.domain.kinds import Kind
from wbs.domain.officer import Membership, OfficerState
from wbs.domain.routing import intake_open, intake_open_if_concerned
from wbs.sealing.errors import SealingError
from wbs.sealing.selftest import self_test
from wbs.services.agency import Agency, agency
from wbs.services.context import Context
from wbs.services.sweep import check_files
from wbs.store import migrate

REPORT_KINDS = (Kind.WBS, Kind.COMPLAINT)
LOOK_AHEAD = timedelta(days=90)
LISTED = 5


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing an operator should know, and what to do about it."""

    level: Level
    check: str
    problem: str
    hint: str


def examine(context: Context) -> tuple[Finding, ...]:
    """Everything found, errors first. Reads only.

    Raises:
        Busy: the database is at its limit.
    """
    found = [*_sealing(), *_database(context)]
    if not found:
        whole = agency(context)
        found += [*_files(context), *_intake(whole), *_desks(whole), *_calendar(context)]
    return tuple(sorted(found, key=lambda f: f.level is not Level.ERROR))


def _sealing() -> Iterator[Finding]:
    try:
        self_test()
    except SealingError as error:
        yield Finding(
            Level.ERROR, "sealing", f"the self-test failed: {error}", "install the locked versions"
        )


def _database(context: Context) -> Iterator[Finding]:
    found, wanted = migrate.current(context.database), migrate.revisions()[-1]
    if found != wanted:
        yield Finding(
            Level.ERROR,
            "database",
            f"the database is at revision {found or 'none'}, not {wanted}",
            "`wbs init` brings it up to date",
        )


def _files(context: Context) -> Iterator[Finding]:
    check = check_files(context)
    if check.missing:
        yield Finding(
            Level.ERROR,
            "files",
            f"{len(check.missing)} files of cases are missing: {_some(check.missing)}",
            "bring the folder `blobs` back from the backup",
        )
    if check.unlinked:
        yield Finding(
            Level.WARNING,
            "files",
            f"{len(check.unlinked)} files belong to no case or draft: {_some(check.unlinked)}",
            "`wbs serve` sweeps them two days after they came",
        )


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:LISTED]) + (", …" if len(ids) > LISTED else "")


def _intake(whole: Agency) -> Iterator[Finding]:
    for unit in sorted(whole.units.values(), key=lambda unit: unit.slug):
        for kind in REPORT_KINDS:
            if not intake_open(kind, unit.id, whole.units, whole.desks):
                yield Finding(
                    Level.ERROR,
                    "intake",
                    f"nobody can take a {kind} report about {unit.slug}",
                    "a desk there or above needs a member who has logged in once",
                )
            elif not intake_open_if_concerned(kind, unit.id, whole.units, whole.desks):
                yield Finding(
                    Level.WARNING,
                    "intake",
                    f"nobody can take a {kind} report about the head of {unit.slug}",
                    "a desk above it, or the inspectorate's, needs a key",
                )


def _desks(whole: Agency) -> Iterator[Finding]:
    for desk in whole.desks:
        if desk.is_closed:
            continue
        name = f"the {desk.kind} desk of {whole.units[desk.unit_id].slug}"
        present = [
            officer
            for officer in whole.at_desk(desk.id, Membership.PRESENT)
            if officer.state is OfficerState.ACTIVE
        ]
        if not desk.is_active:
            yield Finding(
                Level.WARNING, "desks", f"{name} has no key", "its first member makes it at login"
            )
        elif len(present) < 2:  # noqa: PLR2004 (one, or worse)
            yield Finding(
                Level.WARNING,
                "desks",
                f"{name} can be opened by one person alone",
                "propose a second member: if the first is lost, so are the desk's cases",
            )


def _calendar(context: Context) -> Iterator[Finding]:
    known = context.law.calendar.years
    near = {context.today().year, (context.today() + LOOK_AHEAD).year}
    estimates = sorted(day for day in context.law.calendar_estimates if day.year in near)
    if estimates:
        yield Finding(
            Level.WARNING,
            "calendar",
            f"days off that are estimates: {', '.join(map(str, estimates))}",
            "name them in config/calendar.toml of the data folder once they are decreed",
        )
    for year in sorted(near - known):
        yield Finding(
            Level.WARNING,
            "calendar",
            f"the holidays and collective leave of {year} are not known",
            "deadlines stay open until they are: see the calendar in docs/operations.md",
        )
