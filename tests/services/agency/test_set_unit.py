"""The agency's tree and its desks, as an administrator sets them up."""

import pytest
from sqlalchemy import text

from tests.cast import EMPLOYEES, Cast
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound
from wbs.domain.kinds import DeskKind, UnitKind
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.context import Context


def reasons(error: InvalidForm) -> list[str]:
    return [f"{problem.field} {problem.reason}" for problem in error.problems]


def test_a_unit_stands_below_its_parent(context: Context, cast: Cast) -> None:
    admin = cast.ratna.actor.officer

    unit = add_unit(
        context, admin, "satker-5", " Satuan  Kerja Lima ", UnitKind.WORK_UNIT, "kanwil-a"
    )

    found = agency(context).unit("satker-5")
    assert found == unit
    assert (found.name, found.head_name) == ("Satuan Kerja Lima", None)
    assert found.parent_id == cast.unit("kanwil-a").id


@pytest.mark.parametrize(
    ("slug", "name", "parent", "problem"),
    [
        ("", "Nama", "kanwil-a", "slug required"),
        ("Satker", "Nama", "kanwil-a", "slug slug_form"),
        ("a--b", "Nama", "kanwil-a", "slug slug_form"),
        ("x" * 41, "Nama", "kanwil-a", "slug slug_form"),
        ("satker-1", "Nama", "kanwil-a", "slug taken"),
        ("satker-5", "", "kanwil-a", "name required"),
        ("satker-5", "x" * 201, "kanwil-a", "name too_long"),
        ("satker-5", "Na\x07ma", "kanwil-a", "name control_characters"),
        ("satker-5", "Nama", "entah", "parent unknown"),
    ],
)
def test_a_unit_that_cannot_be_is_told_at_its_field(
    context: Context, cast: Cast, slug: str, name: str, parent: str, problem: str
) -> None:
    with pytest.raises(InvalidForm) as refused:
        add_unit(context, None, slug, name, UnitKind.WORK_UNIT, parent)

    assert reasons(refused.value) == [problem]
    assert len(agency(context).units) == len(cast.agency.units)


def test_what_is_not_named_stays_as_it_is(context: Context, cast: Cast) -> None:
    before = cast.unit("satker-1")

    after = set_unit(context, None, "satker-1", UnitChange(head_name="Wayan Sudirta"))

    assert after.head_name == "Wayan Sudirta"
    assert (after.name, after.parent_id) == (before.name, before.parent_id)


def test_an_empty_text_takes_head_and_parent_away(context: Context, cast: Cast) -> None:
    after = set_unit(context, None, "satker-1", UnitChange(parent_slug="", head_name=""))

    assert (after.parent_id, after.head_name) == (None, None)


def test_employees_are_kept_by_year(context: Context, cast: Cast) -> None:
    year = context.today().year
    set_unit(context, None, "satker-1", UnitChange(employees=(year - 1, 31)))
    set_unit(context, None, "satker-1", UnitChange(employees=(year, 33)))

    unit_id = cast.unit("satker-1").id
    assert agency(context, year - 1).employees[unit_id] == 31
    assert agency(context).employees[unit_id] == 33
    assert agency(context).employees[cast.unit("satker-2").id] == EMPLOYEES


@pytest.mark.parametrize("employees", [(1999, 3), (2300, 3), (2026, -1), (2026, 10_000_000)])
def test_an_impossible_number_of_employees_is_refused(
    context: Context, cast: Cast, employees: tuple[int, int]
) -> None:
    with pytest.raises(InvalidForm):
        set_unit(context, None, "satker-1", UnitChange(employees=employees))


@pytest.mark.parametrize("parent", ["kanwil-a", "satker-1"])
def test_the_tree_has_no_circle(context: Context, cast: Cast, parent: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        set_unit(context, None, "kanwil-a", UnitChange(parent_slug=parent))

    assert reasons(refused.value) == ["parent below_itself"]


def test_a_unit_that_is_not_there_cannot_be_set(context: Context, cast: Cast) -> None:
    with pytest.raises(NotFound):
        set_unit(context, None, "entah", UnitChange(name="Nama"))


def test_changes_are_custody_rows_that_say_what_changed(context: Context, cast: Cast) -> None:
    set_unit(context, None, "satker-1", UnitChange(head_name="X", parent_slug="kanwil-b"))

    with context.database.reading() as work:
        row = work.execute(
            text(
                "SELECT officer_id, reason FROM custody WHERE act = 'unit_changed' "
                "AND unit_id = :id AND reason LIKE '%head%'"
            ),
            {"id": cast.unit("satker-1").id},
        ).one()
    assert tuple(row) == (None, "parent head")


def test_a_new_desk_has_no_key(context: Context, cast: Cast) -> None:
    desk = add_desk(context, cast.ratna.actor.officer, "satker-4", DeskKind.WBS)

    assert agency(context).desk("satker-4", DeskKind.WBS) == desk
    assert not desk.is_active


@pytest.mark.parametrize(
    ("slug", "kind", "problem"),
    [
        ("satker-1", DeskKind.WBS, "kind taken"),
        ("entah", DeskKind.WBS, "unit unknown"),
        ("satker-1", DeskKind.INSPECTORATE, "kind inspectorate_only"),
    ],
)
def test_a_desk_that_cannot_be_is_told_at_its_field(
    context: Context, cast: Cast, slug: str, kind: DeskKind, problem: str
) -> None:
    with pytest.raises(InvalidForm) as refused:
        add_desk(context, None, slug, kind)

    assert reasons(refused.value) == [problem]


def test_only_administrators_set_up_the_agency(context: Context, cast: Cast) -> None:
    for person in (cast.budi, cast.dewi, cast.gita, cast.fajar):
        by = person.actor.officer
        with pytest.raises(NotAllowed):
            add_unit(context, by, "satker-9", "Nama", UnitKind.WORK_UNIT)
        with pytest.raises(NotAllowed):
            set_unit(context, by, "satker-1", UnitChange(name="Nama"))
        with pytest.raises(NotAllowed):
            add_desk(context, by, "satker-4", DeskKind.WBS)
