"""What the doctor finds, each thing in an installation where it is so."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.cast import Cast, build_cast
from tests.reports import report
from wbs.domain.kinds import DeskKind
from wbs.services.context import Context
from wbs.services.doctor import Finding, Level, examine
from wbs.services.propose_member import remove_member

LONG_AGO = 1_600_000_000


@pytest.fixture
def cast(context: Context) -> Cast:
    return build_cast(context)


def found(context: Context, check: str) -> list[Finding]:
    return [finding for finding in examine(context) if finding.check == check]


def blobs_of(context: Context) -> Iterator[Path]:
    return (p for p in context.blobs.root.rglob("*") if p.is_file() and p.parent.name != "incoming")


def test_an_agency_at_work_has_no_error(cast: Cast) -> None:
    report(cast.context, ("foto.txt", "text/plain", b"satu"))

    assert [f for f in examine(cast.context) if f.level is Level.ERROR] == []


def test_an_empty_installation_takes_no_report_and_is_told_nothing_else(context: Context) -> None:
    assert examine(context) == ()


def test_a_unit_nobody_can_take_reports_about_is_an_error(cast: Cast) -> None:
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    remove_member(cast.context, cast.ratna.actor.officer, desk.id, cast.dewi.actor.officer.id)

    told = found(cast.context, "intake")

    assert {f.level for f in told} == {Level.ERROR, Level.WARNING}
    assert "nobody can take a wbs report about inspektorat" in {f.problem for f in told}


def test_a_desk_with_one_member_or_without_a_key_is_a_warning(cast: Cast) -> None:
    told = [f.problem for f in found(cast.context, "desks")]

    assert "the wbs desk of satker-2 can be opened by one person alone" in told
    assert not [problem for problem in told if "satker-1" in problem]


def test_a_desk_nobody_sits_at_has_no_key(cast: Cast) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    remove_member(cast.context, cast.ratna.actor.officer, desk.id, cast.citra.actor.officer.id)

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
