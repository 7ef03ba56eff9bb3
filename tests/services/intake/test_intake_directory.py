"""What a reporter is told before typing: which units take reports, and which take none about their head."""

import pytest
from sqlalchemy import Executable, delete, update

from tests.cast import Cast
from tests.custodians import appoint
from wbs.domain.custodian import CustodyRules
from wbs.domain.directory import Directory
from wbs.domain.kinds import Kind
from wbs.services.context import Context
from wbs.services.intake.intake_directory import intake_directory, read_directory
from wbs.store import reporter
from wbs.store.agency.units import unit_by_slug
from wbs.store.custody import custodians
from wbs.store.schema.people import DeskKeyRow, DeskMemberRow, DeskRow, OfficerRow, UnitRow

ALL = frozenset(Kind)


def test_every_unit_below_a_desk_with_a_key_takes_reports(cast: Cast) -> None:
    entries = {entry.slug: entry for entry in intake_directory(cast.context)}

    assert set(entries) == set(unit.slug for unit in cast.agency.units.values())
    assert all(entry.takes == ALL for entry in entries.values())


def test_only_the_highest_unit_takes_no_report_about_its_head(cast: Cast) -> None:
    entries = intake_directory(cast.context)

    assert [e.slug for e in entries if not e.takes_about_head] == ["inspektorat"]
    assert all(e.takes_about_head == ALL for e in entries if e.slug != "inspektorat")


def test_units_come_each_followed_by_those_below(cast: Cast) -> None:
    order = [(entry.depth, entry.slug) for entry in intake_directory(cast.context)]

    assert order == [
        (0, "inspektorat"),
        (1, "kanwil-a"),
        (2, "satker-2"),
        (2, "satker-1"),
        (1, "kanwil-b"),
        (2, "satker-4"),
        (2, "satker-3"),
    ]


def test_an_agency_without_units_offers_none(context: Context) -> None:
    assert intake_directory(context) == ()


def test_the_agency_is_made_out_once_while_nothing_changes(cast: Cast) -> None:
    first = read_directory(cast.context)

    assert read_directory(cast.context) is first
    assert first.entries is read_directory(cast.context).entries


@pytest.mark.parametrize(
    "changed",
    [
        update(UnitRow).where(UnitRow.slug == "satker-1").values(name="Lain"),
        update(UnitRow).where(UnitRow.slug == "satker-1").values(head_name="Lain"),
        update(UnitRow).where(UnitRow.slug == "satker-1").values(parent_id=None),
        update(DeskRow).values(is_closed=True),
        update(DeskRow).values(epoch=DeskRow.epoch + 1),
        update(DeskKeyRow).values(public_key=b"another"),
        delete(DeskMemberRow),
        update(DeskMemberRow).values(state="proposed"),
        update(OfficerRow).where(OfficerRow.username == "budi").values(name="Lain"),
        update(OfficerRow).where(OfficerRow.username == "budi").values(username="lain"),
    ],
)
def test_a_change_of_the_agency_is_seen_by_the_next_who_asks(
    cast: Cast, changed: Executable
) -> None:
    first = read_directory(cast.context)
    with cast.context.database.transaction() as work:
        work.execute(changed)

    assert read_directory(cast.context) != first


def test_custodians_and_their_rules_are_part_of_it(cast: Cast) -> None:
    first = read_directory(cast.context)
    appoint(cast, "satker-1", "lukman", "maya")
    second = read_directory(cast.context)
    with cast.context.database.transaction() as work:
        unit = unit_by_slug(work, "satker-1")
        assert unit is not None
        custodians.put_rules(work, unit.id, CustodyRules(3, has_escrow=True))

    third = read_directory(cast.context)
    assert first.custody != second.custody != third.custody
    assert (first.offers_confidential, second.offers_confidential) == (False, True)


def test_one_statement_reads_what_several_read(cast: Cast) -> None:
    with cast.context.database.reading() as work:
        units, desks = reporter.directory(work)
        board = custodians.board(work, units)

    assert read_directory(cast.context) == Directory(units, desks, board)
    assert list(read_directory(cast.context).units) == list(units)
