"""What may be written down about a unit of the agency, and where it may hang in the tree."""

import re
from collections.abc import Collection, Mapping

from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.kinds import DeskKind, UnitKind
from wbs.domain.unit import Desk, Unit, subtree

LONGEST_NAME = 200
MOST_EMPLOYEES = 1_000_000
FIRST_YEAR = 2000
LAST_YEAR = 2199
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 40


def read_unit(unit: Unit, units: Mapping[str, Unit]) -> Unit:
    """The unit as it may stand among *units* (which may hold its former self).

    Raises:
        InvalidForm: with every problem, at its field.
    """
    others = [other for other in units.values() if other.id != unit.id]
    head = " ".join((unit.head_name or "").split())
    read = Unit(
        unit.id,
        unit.slug.strip(),
        " ".join(unit.name.split()),
        unit.kind,
        unit.parent_id,
        head or None,
    )
    found = (
        _slug_problem(read.slug, {other.slug for other in others}),
        _text_problem("name", read.name) if read.name else Problem("name", "required"),
        _text_problem("head_name", head),
        _parent_problem(read, units),
    )
    problems = tuple(problem for problem in found if problem)
    if problems:
        raise InvalidForm(problems)
    return read


def read_desk(desk: Desk, units: Mapping[str, Unit], desks: Collection[Desk]) -> Desk:
    """The desk as it may be set up: one of a kind in a unit, the inspectorate's in an inspectorate.

    Raises:
        InvalidForm: the unit is unknown, has such a desk, or is no inspectorate.
    """
    unit = units.get(desk.unit_id)
    if unit is None:
        raise InvalidForm((Problem("unit", "unknown"),))
    if any(other.unit_id == unit.id and other.kind is desk.kind for other in desks):
        raise InvalidForm((Problem("kind", "taken"),))
    if desk.kind is DeskKind.INSPECTORATE and unit.kind is not UnitKind.INSPECTORATE:
        raise InvalidForm((Problem("kind", "inspectorate_only"),))
    return desk


def read_employees(year: int, employees: int) -> None:
    """Returns if that many people may work in a unit in that year.

    Raises:
        InvalidForm: with every problem, at its field.
    """
    problems = []
    if not FIRST_YEAR <= year <= LAST_YEAR:
        problems.append(Problem("year", "unknown_year"))
    if not 0 <= employees <= MOST_EMPLOYEES:
        problems.append(Problem("employees", "not_a_number"))
    if problems:
        raise InvalidForm(tuple(problems))


def _slug_problem(slug: str, taken: Collection[str]) -> Problem | None:
    if not slug:
        return Problem("slug", "required")
    if len(slug) > _LONGEST_SLUG or not _SLUG.fullmatch(slug):
        return Problem("slug", "slug_form")
    return Problem("slug", "taken") if slug in taken else None


def _text_problem(field: str, text: str) -> Problem | None:
    if len(text) > LONGEST_NAME:
        return Problem(field, "too_long", LONGEST_NAME)
    return None if text.isprintable() else Problem(field, "control_characters")


def _parent_problem(unit: Unit, units: Mapping[str, Unit]) -> Problem | None:
    if unit.parent_id is None:
        return None
    if unit.parent_id not in units:
        return Problem("parent", "unknown")
    if unit.id in units and unit.parent_id in subtree(unit.id, units):
        return Problem("parent", "below_itself")
    return None
