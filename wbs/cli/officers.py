"""`wbs officer`: accounts. A password is never asked for or shown here: it is chosen at activation."""

from collections.abc import Sequence

import click

from wbs.bootstrap import House
from wbs.cli.terminal import Place, Trouble, data_option, json_option, say, say_json, say_table
from wbs.domain.account import NewOfficer
from wbs.domain.kinds import DeskKind, Role
from wbs.domain.officer import Officer
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import Invitation, invite_officer, renew_invitation
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.agency.overview import Agency, agency
from wbs.services.context import Context
from wbs.services.keys.leaving import leaving

ROLES = click.Choice([role.value for role in Role])
DESK_KINDS = click.Choice([kind.value for kind in DeskKind])


@click.group()
def officer() -> None:
    """Officers and their accounts."""


@officer.command("invite")
@click.argument("username")
@click.argument("name")
@click.option("--unit", required=True, metavar="SLUG", help="Where the officer works.")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True)
@click.option(
    "--desk",
    "kinds",
    type=DESK_KINDS,
    multiple=True,
    help="A desk of that unit to propose them for.",
)
@json_option
@data_option
@click.pass_obj
def invite(
    place: Place,
    username: str,
    name: str,
    unit: str,
    roles: Sequence[str],
    kinds: Sequence[str],
    as_json: bool,
) -> None:
    """Invite an officer and print the link that works once."""
    house = place.open()
    whole = agency(house.context)
    new = NewOfficer(
        username,
        name,
        whole.unit(unit).id,
        frozenset(Role(role) for role in roles),
        frozenset(whole.desk(unit, DeskKind(kind)).id for kind in kinds),
    )
    say_link(house, username, invite_officer(house.context, None, new), as_json)


@officer.command("renew")
@click.argument("username")
@json_option
@data_option
@click.pass_obj
def renew(place: Place, username: str, as_json: bool) -> None:
    """Print a fresh link for an invited officer; the one before is dead."""
    house = place.open()
    found = agency(house.context).officer(username)
    say_link(house, username, renew_invitation(house.context, None, found.id), as_json)


@officer.command("list")
@json_option
@data_option
@click.pass_obj
def show(place: Place, as_json: bool) -> None:
    """List the officers."""
    whole = agency(place.open().context)
    found = sorted(whole.officers.values(), key=lambda each: each.username)
    if as_json:
        say_json([_as_dict(whole, each) for each in found])
        return
    rows = [
        (
            each.username,
            each.name,
            whole.units[each.unit_id].slug,
            ", ".join(sorted(each.roles)),
            each.state.value,
            ", ".join(_desks_of(whole, each)),
        )
        for each in found
    ]
    say_table(("USERNAME", "NAME", "UNIT", "ROLES", "STATE", "DESKS"), rows)


loss_option = click.option(
    "--accept-loss",
    "accepted",
    type=int,
    metavar="NUMBER",
    help="How many open cases nobody can open afterwards, where there are some.",
)


@officer.command("disable")
@click.argument("username")
@loss_option
@data_option
@click.pass_obj
def disable(place: Place, username: str, accepted: int | None) -> None:
    """Disable an account; each desk the officer leaves has a new key at once."""
    context = place.open().context
    found = agency(context).officer(username)
    _require_accepted(context, found, accepted)
    disable_officer(context, None, found.id)
    say(f"disabled {username}")


@officer.command("reset")
@click.argument("username")
@loss_option
@json_option
@data_option
@click.pass_obj
def reset(place: Place, username: str, accepted: int | None, as_json: bool) -> None:
    """Print a link by which an officer without password and recovery code takes up the account anew.

    The old key is gone. At each desk a second person lets them in again by the new fingerprint.
    """
    house = place.open()
    found = agency(house.context).officer(username)
    _require_accepted(house.context, found, accepted)
    done = reset_officer(house.context, None, found.id)
    if isinstance(done, Invitation):
        say_link(house, username, done, as_json)


def _require_accepted(context: Context, found: Officer, accepted: int | None) -> None:
    """Returns if nothing is lost without the officer, or the very number of cases was accepted.

    Raises:
        Trouble: cases would be lost and nobody said so.
    """
    lost = leaving(context, found.id).lost_cases
    if lost and accepted != lost:
        raise Trouble(
            f"{lost} open cases could then be opened by nobody",
            f"let a second member into the desk first, or say --accept-loss {lost}",
        )


def say_link(house: House, username: str, invitation: Invitation, as_json: bool) -> None:
    """Prints the one-time link of an invitation.

    Raises:
        Trouble: the settings have no application for officers that could take it up.
    """
    told = link_of(house, username, invitation)
    if as_json:
        say_json(told)
        return
    say(f"{username} activates the account within seven days at:")
    say(f"  {told['link']}")


def link_of(house: House, username: str, invitation: Invitation) -> dict[str, object]:
    """The one-time link of an invitation, as programs read it.

    Raises:
        Trouble: the settings have no application for officers that could take it up.
    """
    own = house.settings.officer
    if own is None:
        raise Trouble("missing section [officer]", "officers are invited where they log in")
    origin = house.settings.server.origin(own.hosts[0])
    return {"username": username, "link": f"{origin}/petugas/aktivasi/{invitation.token}"}


def _as_dict(whole: Agency, found: Officer) -> dict[str, object]:
    return {
        "username": found.username,
        "name": found.name,
        "unit": whole.units[found.unit_id].slug,
        "roles": sorted(role.value for role in found.roles),
        "state": found.state.value,
        "desks": _desks_of(whole, found),
    }


def _desks_of(whole: Agency, found: Officer) -> list[str]:
    own = {member.desk_id for member in whole.members if member.officer_id == found.id}
    return sorted(
        f"{whole.units[desk.unit_id].slug}/{desk.kind}" for desk in whole.desks if desk.id in own
    )
