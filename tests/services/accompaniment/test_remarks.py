"""Remarks: the inspectorate above writes, the unit answers, everybody else reads or sees nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from tests.cast import Cast
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Tampered
from wbs.domain.kinds import Role
from wbs.domain.remark import Side, side_of
from wbs.domain.span import ReportingPeriod
from wbs.services.accompaniment.remarks import remarks_on, write_remark
from wbs.store.agency.units import all_units
from wbs.store.schema.monev import RemarkRow

YEAR = ReportingPeriod.parse("2026")
ROW = "A.1.V.iii.c"
TEXT = "Notula triwulan I belum ada."


def remark(cast: Cast, by: str = "dewi", text: str = TEXT, code: str = ROW) -> None:
    write_remark(cast.context, cast.people[by].actor.officer, "satker-1", code, YEAR, text)


def test_a_remark_is_answered_and_both_are_read_in_order(cast: Cast) -> None:
    remark(cast)
    asked = remarks_on(cast.context, cast.fajar.actor.officer, "satker-1", YEAR)
    remark(cast, "fajar", "Sudah disimpan hari ini.")

    found = remarks_on(cast.context, cast.budi.actor.officer, "satker-1", YEAR)

    assert asked.on(ROW, YEAR).waits_for_unit
    assert [(each.remark.side, each.by) for each in found.on(ROW, YEAR).remarks] == [
        (Side.INSPECTORATE, "Dewi Anggraini"),
        (Side.UNIT, "Fajar Hidayat"),
    ]
    assert not found.on(ROW, YEAR).waits_for_unit
    assert found.on("A.1.V.iv.b", YEAR).remarks == ()


def test_a_remark_lies_sealed_and_does_not_open_elsewhere(cast: Cast) -> None:
    remark(cast)
    with cast.context.database.transaction() as work:
        (sealed,) = work.scalars(select(RemarkRow.sealed))
        work.execute(update(RemarkRow).values(side="unit"))

    assert b"Notula" not in sealed
    with pytest.raises(Tampered):
        remarks_on(cast.context, cast.fajar.actor.officer, "satker-1")


@pytest.mark.parametrize("username", ["citra", "eko", "gita"])
def test_who_does_not_see_the_unit_neither_reads_nor_writes(cast: Cast, username: str) -> None:
    remark(cast)
    stranger = cast.people[username].actor.officer

    with pytest.raises(NotFound):
        remarks_on(cast.context, stranger, "satker-1")
    with pytest.raises(NotFound):
        write_remark(cast.context, stranger, "satker-1", ROW, YEAR, TEXT)


def test_an_administrator_reads_no_remark(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        remarks_on(cast.context, cast.ratna.actor.officer, "satker-1")


@pytest.mark.parametrize(
    ("username", "side"),
    [
        ("dewi", Side.INSPECTORATE),
        ("fajar", Side.UNIT),
        ("budi", Side.UNIT),
        ("citra", None),
        ("gita", None),
        ("ratna", None),
    ],
)
def test_the_side_is_who_one_is(cast: Cast, username: str, side: Side | None) -> None:
    officer = cast.people[username].actor.officer
    with cast.context.database.reading() as work:
        units = all_units(work)

    assert side_of(officer, cast.unit("satker-1").id, units) is side
    assert side_of(officer, "0" * 32, units) is None


def test_the_inspectorates_role_without_its_desk_writes_nothing(cast: Cast) -> None:
    dewi = cast.dewi.actor.officer
    invited = replace(dewi, desk_ids=frozenset(), at_inspectorate=False)

    with cast.context.database.reading() as work:
        units = all_units(work)
    assert Role.INSPECTORATE in invited.roles
    assert side_of(invited, cast.unit("satker-1").id, units) is None


@pytest.mark.parametrize(
    ("code", "period", "text", "problem"),
    [
        ("A.9", "2026", TEXT, "lke_code: unknown"),
        (ROW, "2027", TEXT, "period: not_begun"),
        (ROW, "2026", "  ", "remark: required"),
        (ROW, "2026", "x" * 4001, "remark: too_long"),
    ],
)
def test_a_remark_that_cannot_be_taken_is_told(
    cast: Cast, code: str, period: str, text: str, problem: str
) -> None:
    dewi = cast.dewi.actor.officer

    with pytest.raises(Invalid, match=problem):
        write_remark(cast.context, dewi, "satker-1", code, ReportingPeriod.parse(period), text)
