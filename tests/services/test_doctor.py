"""What the doctor finds, each thing in an installation where it is so."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from tests.cast import Cast
from tests.conftest import Clock
from tests.custodians import confidential, everybody
from tests.erasures import PERIOD_DAYS, closed
from tests.reminded import rounds, want_mail, with_mail
from tests.reports import report
from wbs.domain.kinds import DeskKind
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import dismiss_custodian
from wbs.services.doctor import Finding, Level, examine
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.services.retention import carry_out
from wbs.store.cases import tombstones

LONG_AGO = 1_600_000_000


def found(context: Context, check: str) -> list[Finding]:
    return [finding for finding in examine(context) if finding.check == check]


def blobs_of(context: Context) -> Iterator[Path]:
    return (p for p in context.blobs.root.rglob("*") if p.is_file() and p.parent.name != "incoming")


def test_an_agency_at_work_has_no_error(cast: Cast) -> None:
    report(cast.context, ("foto.txt", "text/plain", b"satu"))

    assert [f for f in examine(cast.context) if f.level is Level.ERROR] == []


def test_an_empty_installation_takes_no_report_and_is_told_so(context: Context) -> None:
    assert [each.check for each in examine(context)] == ["intake", "log", "mail", "log"]


def test_a_unit_nobody_can_take_reports_about_is_an_error(cast: Cast) -> None:
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    remove_member(cast.context, None, desk.id, cast.dewi.actor.officer.id)

    told = found(cast.context, "intake")

    assert {f.level for f in told} == {Level.ERROR, Level.WARNING}
    assert "nobody can take a wbs report about inspektorat" in {f.problem for f in told}


def test_a_unit_with_no_custodian_to_spare_is_a_warning(cast: Cast) -> None:
    assert found(cast.context, "custodians") == []
    custodians = everybody(cast)
    confidential(cast.context)
    assert found(cast.context, "custodians") == []
    for username, told in (
        ("lukman", ["satker-1 has 2 custodians, of whom 2 must agree"]),
        (
            "mira",
            [
                "satker-1 has 1 custodians, of whom 2 must agree",
                "1 sealed identities or escrow copies can be opened by nobody any more",
            ],
        ),
        ("nanda", ["1 sealed identities or escrow copies can be opened by nobody any more"]),
    ):
        officer_id = custodians.people[username].actor.officer.id
        dismiss_custodian(cast.context, None, cast.unit("satker-1").id, officer_id)
        assert [f.problem for f in found(cast.context, "custodians")] == told


def test_a_desk_with_one_member_or_without_a_key_is_a_warning(cast: Cast) -> None:
    told = [f.problem for f in found(cast.context, "desks")]

    assert "the wbs desk of satker-2 can be opened by one person alone" in told
    assert not [problem for problem in told if "satker-1" in problem]


def test_a_desk_nobody_sits_at_has_no_key(cast: Cast) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    cast.remove(cast.citra, desk.id)

    problems = [f.problem for f in found(cast.context, "desks")]

    assert "the wbs desk of satker-2 has no key" in problems


def test_a_file_of_a_case_that_is_gone_is_an_error(cast: Cast) -> None:
    report(cast.context, ("foto.txt", "text/plain", b"satu"))
    (file,) = blobs_of(cast.context)
    file.unlink()

    (told,) = found(cast.context, "files")

    assert told.level is Level.ERROR
    assert file.name in told.problem


def test_a_file_that_belongs_to_nothing_is_a_warning(cast: Cast) -> None:
    blob_id = cast.context.new_id()
    with cast.context.blobs.begin(blob_id) as file:
        file.write(b"sealed")
    cast.context.blobs.keep(blob_id)
    (place,) = blobs_of(cast.context)
    os.utime(place, (LONG_AGO, LONG_AGO))

    (told,) = found(cast.context, "files")

    assert told.level is Level.WARNING
    assert blob_id in told.problem


def test_a_year_without_a_calendar_is_a_warning_three_months_ahead(cast: Cast) -> None:
    calendar = replace(cast.context.law.calendar, years=frozenset({2026}))
    law = replace(cast.context.law, calendar=calendar)
    in_november = replace(
        cast.context, law=law, clock=lambda: cast.context.clock().replace(month=11)
    )

    unknown = "the holidays and collective leave of 2027 are not known"
    in_august = {f.problem for f in found(replace(cast.context, law=law), "calendar")}
    assert unknown not in in_august
    assert unknown in {f.problem for f in found(in_november, "calendar")}


def test_a_database_of_another_revision_is_an_error_and_nothing_else_is_looked_at(
    cast: Cast,
) -> None:
    with cast.context.database.transaction() as work:
        before = work.scalar(text("SELECT version_num FROM alembic_version"))
        work.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    try:
        (told,) = examine(cast.context)
    finally:  # the table outlives the test on PostgreSQL
        with cast.context.database.transaction() as work:
            work.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": before})

    assert told.level is Level.ERROR
    assert "revision older" in told.problem


def test_open_cases_nobody_can_open_are_an_error(cast: Cast) -> None:
    report(cast.context, unit="satker-2")
    assert not found(cast.context, "keys")

    cast.remove(cast.citra, cast.desk("satker-2", DeskKind.WBS).id)

    (told,) = found(cast.context, "keys")
    assert told.level is Level.ERROR
    assert told.problem == "1 open cases can be opened by nobody"


def test_cases_that_have_yet_to_follow_a_new_key_are_a_warning_until_they_did(cast: Cast) -> None:
    report(cast.context)
    desk = cast.desk("satker-1", DeskKind.WBS)
    remove_member(cast.context, None, desk.id, cast.budi.actor.officer.id)

    (told,) = found(cast.context, "keys")
    cast.log_in(cast.indah)

    assert told.level is Level.WARNING
    assert "1 open cases still lie under an earlier key" in told.problem
    assert not found(cast.context, "keys")


def test_a_member_without_the_key_in_force_is_an_error(cast: Cast) -> None:
    desk, indah = cast.desk("satker-1", DeskKind.WBS), cast.indah.actor.officer
    with cast.context.database.transaction() as work:
        lost = text("DELETE FROM seed_box WHERE desk_id = :d AND officer_id = :o")
        work.execute(lost, {"d": desk.id, "o": indah.id})

    (told,) = found(cast.context, "keys")

    assert told.level is Level.ERROR
    assert "indah is present at the wbs desk of satker-1 without its key" in told.problem


def test_who_and_what_waits_for_a_second_person_is_a_warning(cast: Cast) -> None:
    by = cast.ratna.actor.officer
    set_unit(cast.context, by, "satker-1", UnitChange(head_name="Ibu Sri"))
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(cast.context, by, desk.id, cast.citra.actor.officer.id)

    problems = [f.problem for f in found(cast.context, "approvals")]

    assert problems == [
        "1 changes wait for a second person",
        "citra waits at the wbs desk of satker-1",
    ]


def test_cases_kept_longer_than_their_period_are_a_warning(cast: Cast, clock: Clock) -> None:
    closed(cast)
    assert not found(cast.context, "retention")
    clock.move(days=PERIOD_DAYS)

    (told,) = found(cast.context, "retention")

    assert told.level is Level.WARNING
    assert "/petugas/retensi" in told.hint


def test_an_erased_case_that_is_there_again_is_an_error(cast: Cast) -> None:
    reported = closed(cast)
    with cast.context.database.transaction() as work:
        tombstones.add_tombstone(work, reported.case_id, "l", cast.context.today())

    (told,) = found(cast.context, "erasure")
    assert told.level is Level.ERROR
    carry_out.run(cast.context)

    assert not found(cast.context, "erasure")


def test_an_installation_without_mail_is_told_and_one_whose_mails_wait_is_warned(
    cast: Cast,
) -> None:
    assert [f.level for f in found(cast.context, "mail")] == [Level.INFO]
    mailing = with_mail(cast)
    assert found(mailing.context, "mail") == []
    want_mail(mailing, "budi")
    report(mailing.context)
    rounds(mailing.context)
    assert found(mailing.context, "mail") == []

    later = replace(mailing.context, clock=lambda: mailing.context.clock() + timedelta(days=2))

    (told,) = found(later, "mail")
    assert (told.level, told.problem) == (Level.WARNING, "mails of days before today still wait: 1")
