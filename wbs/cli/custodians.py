"""`wbs custodian`: who keeps sealed identities and escrow copies, and how many must agree."""

import click

from wbs.cli.terminal import Place, data_option, json_option, say, say_json, say_table
from wbs.domain.custodian import MAX_CUSTODIANS, MIN_THRESHOLD, CustodyRules
from wbs.services.agency.overview import agency
from wbs.services.custodians.appoint_custodian import (
    appoint_custodian,
    dismiss_custodian,
    set_custody_rules,
)
from wbs.services.custodians.custody_overview import custody_of_unit, custody_overview
from wbs.services.custodians.leave_custody import what_is_lost

THRESHOLD = click.IntRange(MIN_THRESHOLD, MAX_CUSTODIANS)


@click.group()
def custodian() -> None:
    """Custodians, who together let an officer read who reported."""


@custodian.command("add")
@click.argument("unit")
@click.argument("username")
@data_option
@click.pass_obj
def add(place: Place, unit: str, username: str) -> None:
    """Appoint an active officer with that role; shares are theirs of what is reported from now on."""
    context = place.open().context
    whole = agency(context)
    appoint_custodian(context, None, whole.unit(unit).id, whole.officer(username).id)
    say(f"appointed {username}")


@custodian.command("remove")
@click.argument("unit")
@click.argument("username")
@data_option
@click.pass_obj
def remove(place: Place, unit: str, username: str) -> None:
    """Dismiss a custodian; every share of theirs is deleted."""
    context = place.open().context
    whole = agency(context)
    officer_id = whole.officer(username).id
    lost = what_is_lost(context, officer_id)
    dismiss_custodian(context, None, whole.unit(unit).id, officer_id)
    say(f"dismissed {username}" + (f"; {lost} sealed keys open for nobody now" if lost else ""))


@custodian.command("set")
@click.argument("unit")
@click.option("--threshold", type=THRESHOLD, help="How many must agree.")
@click.option("--escrow/--no-escrow", default=None, help="Whether new cases have an escrow copy.")
@data_option
@click.pass_obj
def change(place: Place, unit: str, threshold: int | None, escrow: bool | None) -> None:
    """Change what a unit decided about its custodians, for what is reported from now on."""
    context = place.open().context
    now = custody_of_unit(context, unit).custody
    rules = CustodyRules(
        threshold or now.rules.threshold,
        now.rules.has_escrow if escrow is None else escrow,
    )
    set_custody_rules(context, None, now.unit.id, rules)
    say(f"changed {unit}")


@custodian.command("list")
@json_option
@data_option
@click.pass_obj
def show(place: Place, as_json: bool) -> None:
    """List the units, their custodians, and whether one may report confidentially about them."""
    found = [
        {
            "unit": each.unit.slug,
            "custodians": sorted(one.officer.username for one in each.appointed),
            "ready": each.ready,
            "threshold": each.rules.threshold,
            "escrow": each.rules.has_escrow,
            "confidential": each.is_offered,
        }
        for each in custody_overview(place.open().context)
    ]
    if as_json:
        say_json(found)
        return
    rows = [
        (
            str(each["unit"]),
            f"{each['threshold']} of {each['ready']}",
            "yes" if each["confidential"] else "no",
            "yes" if each["escrow"] else "no",
            ", ".join(each["custodians"]),  # type: ignore[arg-type]
        )
        for each in found
    ]
    say_table(("UNIT", "AGREE", "CONFIDENTIAL", "ESCROW", "CUSTODIANS"), rows)
