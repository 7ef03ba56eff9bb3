"""What is wrong with an installation, or soon will be: found, never mended."""

from collections.abc import Iterator
from datetime import timedelta

from wbs.domain.errors import Tampered
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Membership, OfficerState
from wbs.domain.routing import intake_open, intake_open_if_concerned
from wbs.sealing.errors import SealingError
from wbs.sealing.selftest import self_test
from wbs.services.agency.overview import Agency, agency
from wbs.services.context import Context
from wbs.services.custodians.custody_overview import (
    custody_lost,
    custody_overview,
    resplits_waiting,
)
from wbs.services.doctor_keys import examine_keys
from wbs.services.doctor_log import examine_log
from wbs.services.doctor_role import examine_role
from wbs.services.documents.document_content import unseal
from wbs.services.finding import Finding, Level
from wbs.services.health import takes_any
from wbs.services.retention.due_erasures import due_erasures
from wbs.services.sweep import check_files
from wbs.store import backed_up, migrate
from wbs.store.evidence import documents
from wbs.store.notices import digests

__all__ = ["Finding", "Level", "examine"]

REPORT_KINDS = (Kind.WBS, Kind.COMPLAINT)
LOOK_AHEAD = timedelta(days=92)  # on 1 October it reaches the next year
LISTED = 5


def examine(context: Context) -> tuple[Finding, ...]:
    """Everything found, the worst first. Reads only.

    Raises:
        Busy: the database is at its limit.
    """
    found = [*_sealing(), *_database(context)]
    if not found:
        found += [*examine_role(context), *_calendar(context), *_reception(context)]
        if not context.database.is_told:  # the reporters' role reads nothing of the rest
            found += _rows(context)
    return tuple(sorted(found, key=lambda f: tuple(Level).index(f.level)))


def _rows(context: Context) -> Iterator[Finding]:
    whole = agency(context)
    yield from _files(context)
    yield from _documents(context)
    yield from _intake(whole)
    yield from _desks(whole)
    yield from examine_keys(context, whole)
    yield from _custodians(context)
    yield from _retention(context)
    yield from _backups(context)
    yield from _mail(context)
    yield from examine_log(context)


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
            f"{len(check.missing)} files of cases or documents are missing: {_some(check.missing)}",
            "bring the folder `blobs` back from the backup",
        )
    if check.unlinked:
        yield Finding(
            Level.WARNING,
            "files",
            f"{len(check.unlinked)} files belong to no case, document or draft: {_some(check.unlinked)}",
            "`wbs serve` sweeps them two days after they came",
        )


def _documents(context: Context) -> Iterator[Finding]:
    if context.rules.instance_key is None:
        return
    with context.database.reading() as work:
        stored = documents.all_of(work)
    closed = tuple(each.filing.id for each in stored if not _opens(context, each))
    if closed:
        yield Finding(
            Level.ERROR,
            "documents",
            f"{len(closed)} of {len(stored)} evidence documents do not open: {_some(closed)}",
            "bring `secrets/evidence.key` back from the backup; if it is the one, rows were altered",
        )


def _opens(context: Context, stored: documents.StoredDocument) -> bool:
    try:
        unseal(context, stored)
    except Tampered:
        return False
    return True


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:LISTED]) + (", …" if len(ids) > LISTED else "")


def _reception(context: Context) -> Iterator[Finding]:
    if not takes_any(context):
        yield Finding(
            Level.ERROR,
            "intake",
            "no unit takes a report of any kind, and /sehat says closed",
            "a desk needs its first key: docs/operations.md, The first keys",
        )


def _intake(whole: Agency) -> Iterator[Finding]:
    for unit in sorted(whole.units.values(), key=lambda unit: unit.slug):
        for kind in REPORT_KINDS:
            if not intake_open(kind, unit.id, whole.units, whole.desks):
                yield Finding(
                    Level.ERROR,
                    "intake",
                    f"nobody can take a {kind} report about {unit.slug}",
                    "a desk there or above needs a member whom a second person confirmed",
                )
            elif not intake_open_if_concerned(kind, unit.id, whole.units, whole.desks):
                yield Finding(
                    Level.WARNING,
                    "intake",
                    f"nobody can take a {kind} report about the head of {unit.slug}",
                    "a desk above it, or the inspectorate's, needs a key",
                )


def _desks(whole: Agency) -> Iterator[Finding]:
    inspected = any(d.is_active and d.kind is DeskKind.INSPECTORATE for d in whole.desks)
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
            hint = "a member of the inspectorate confirms its first member"
            if desk.kind is DeskKind.INSPECTORATE and not inspected:
                hint = "the first login of its first member makes one"
            yield Finding(Level.WARNING, "desks", f"{name} has no key", hint)
        elif len(present) < 2:  # noqa: PLR2004 (one, or worse)
            yield Finding(
                Level.WARNING,
                "desks",
                f"{name} can be opened by one person alone",
                "propose a second member: if the first is lost, so are the desk's cases",
            )


def _custodians(context: Context) -> Iterator[Finding]:
    for found in custody_overview(context):
        if found.is_thin:
            yield Finding(
                Level.WARNING,
                "custodians",
                f"{found.unit.slug} has {found.ready} custodians, of whom {found.rules.threshold} must agree",
                "appoint more: when one leaves, what was sealed to them opens for nobody",
            )
    waiting = resplits_waiting(context)
    if waiting:
        yield Finding(
            Level.WARNING,
            "custodians",
            f"{waiting} sealed keys wait to be split anew for a successor",
            "custodians who hold shares find it on their page: /petugas/amanah",
        )
    lost = custody_lost(context)
    if lost:
        yield Finding(
            Level.WARNING,
            "custodians",
            f"{lost} sealed identities or escrow copies can be opened by nobody any more",
            "their custodians have left; the cases themselves open as before",
        )


def _retention(context: Context) -> Iterator[Finding]:
    found = due_erasures(context)
    if found.brought_back:
        yield Finding(
            Level.ERROR,
            "erasure",
            f"{found.brought_back} erased cases are there again, as after a backup was brought back",
            "`wbs erase --apply` erases them again; `wbs serve` does, too",
        )
    if found.over:
        yield Finding(
            Level.WARNING,
            "retention",
            f"{len(found.over)} cases are kept longer than their retention period",
            "their desks propose and confirm the erasure, or hold them: /petugas/retensi",
        )


def _backups(context: Context) -> Iterator[Finding]:
    due = context.rules.backup_due_days
    with context.database.reading() as work:
        made_on, is_needed = backed_up.last_backup(work).made_on, backed_up.has_cases(work)
    if is_needed and (made_on is None or (context.today() - made_on).days > due):
        told = f"the last backup was made on {made_on}" if made_on else "no backup was ever made"
        hint = f"`wbs backup FILE`, at least every {due} days: docs/operations.md, Backup"
        yield Finding(Level.WARNING, "backup", told, hint)


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


def _mail(context: Context) -> Iterator[Finding]:
    if context.rules.mail is None:
        yield Finding(
            Level.INFO,
            "mail",
            "no mail is sent: officers see what waits only when they sign in",
            "a section [mail] in the settings lets them be mailed",
        )
        return
    with context.database.reading() as work:
        waiting, refused = digests.stuck(work, context.today())
    if waiting:
        yield Finding(
            Level.WARNING,
            "mail",
            f"mails of days before today still wait: {waiting}",
            "`wbs mail test ADDRESS` says whether the server takes mail; `wbs serve` must run",
        )
    if refused:
        yield Finding(
            Level.WARNING,
            "mail",
            f"mails of the last 30 days refused for their address: {refused}",
            "their officers see it on their page Akun",
        )
