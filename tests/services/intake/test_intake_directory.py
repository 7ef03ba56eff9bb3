"""What a reporter is told before typing: which units take reports, and which take none about their head."""

from tests.cast import Cast
from wbs.domain.kinds import Kind
from wbs.services.context import Context
from wbs.services.intake.intake_directory import intake_directory

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
