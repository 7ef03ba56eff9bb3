"""`wbs unit`: the agency's tree."""

from typing import Any

import click

from wbs.cli.terminal import Place, data_option, json_option, say, say_json, say_table
from wbs.cli.unit_papers import PapersTold, papers_options
from wbs.domain.kinds import UnitKind
from wbs.domain.unit import Unit, ancestors
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import Agency, agency
from wbs.services.agency.set_unit import UnitChange, set_unit

KINDS = click.Choice([kind.value for kind in UnitKind])


@click.group()
def unit() -> None:
    """Units of the agency, and who heads them."""


@unit.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--kind", type=KINDS, default=UnitKind.WORK_UNIT.value, show_default=True)
@click.option("--parent", metavar="SLUG", help="The unit above.")
@click.option("--head", metavar="NAME", help="Who heads it: reports about the head go elsewhere.")
@data_option
@click.pass_obj
def add(
    place: Place, slug: str, name: str, kind: str, parent: str | None, head: str | None
) -> None:
    """Add a unit to the tree."""
    context = place.open().context
    add_unit(context, None, slug, name, UnitKind(kind), parent, head_name=head)
    say(f"added {slug}")


@unit.command("set")
@click.argument("slug")
@click.option("--name")
@click.option("--parent", metavar="SLUG")
@click.option("--head", metavar="NAME", help="An empty text takes the name away.")
@click.option(
    "--employees", nargs=2, type=int, metavar="YEAR NUMBER", help="People working there in a year."
)
@papers_options
@data_option
@click.pass_obj
def change(
    place: Place,
    /,
    slug: str,
    name: str | None,
    parent: str | None,
    head: str | None,
    employees: tuple[int, int] | None,
    **papers: Any,
) -> None:
    """Change a unit, what stands on its papers, or its stage."""
    installation = place.open()
    told = PapersTold(**papers)
    logo = told.picture(installation.context)
    set_unit(installation.context, None, slug, UnitChange(name, parent, head, employees))
    told.tell(installation.context, slug, logo)
    say(f"changed {slug}")


@unit.command("list")
@click.option(
    "--year", type=int, help="Of which year the employees are shown; this one unless told."
)
@json_option
@data_option
@click.pass_obj
def show(place: Place, year: int | None, as_json: bool) -> None:
    """List the units as they hang in the tree."""
    whole = agency(place.open().context, year)
    if as_json:
        say_json([_as_dict(whole, found) for found in in_order(whole)])
        return
    rows = [
        (
            "  " * _depth(whole, found) + found.slug,
            found.name,
            found.head_name or "",
            str(whole.employees.get(found.id, "")),
        )
        for found in in_order(whole)
    ]
    say_table(("UNIT", "NAME", "HEAD", "EMPLOYEES"), rows)


def in_order(whole: Agency) -> list[Unit]:
    """The units, each followed by those below it."""

    def path(found: Unit) -> list[str]:
        return [above.slug for above in reversed([*ancestors(found.id, whole.units)])] + [
            found.slug
        ]

    return sorted(whole.units.values(), key=path)


def _depth(whole: Agency, found: Unit) -> int:
    return len([*ancestors(found.id, whole.units)])


def _as_dict(whole: Agency, found: Unit) -> dict[str, object]:
    parent = whole.units[found.parent_id].slug if found.parent_id else None
    return {
        "slug": found.slug,
        "name": found.name,
        "kind": found.kind.value,
        "parent": parent,
        "head": found.head_name,
        "employees": whole.employees.get(found.id),
    }
