"""`wbs init`: a data folder with settings, secrets, database, and the two persons everything begins with."""

import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import click
from click.core import ParameterSource

from wbs.bootstrap import House, bring_up_to_date, open_house
from wbs.cli.officers import link_of, say_link
from wbs.cli.terminal import Place, data_option, json_option, say, say_json
from wbs.domain.account import NewOfficer
from wbs.domain.kinds import DeskKind, Role, UnitKind
from wbs.new_settings import Installation, add_key, write_new_settings
from wbs.services.accounts.invite_officer import (
    Invitation,
    create_first_administrator,
    invite_officer,
)
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import agency
from wbs.services.context import Context
from wbs.settings import SETTINGS_FILE, Settings

ROOT_UNIT = "inspektorat"
TYPED = ParameterSource.COMMANDLINE
# What is written once: an option by its parameter.
SETTINGS_OPTIONS = {
    "instance_name": "--name",
    "hosts": "--host",
    "officer_hosts": "--officer-host",
    "database_url": "--database-url",
    "port": "--port",
    "tls": "--tls",
}
ACCOUNT_OPTIONS = {
    "administrator": "--administrator",
    "administrator_name": "--administrator-name",
    "inspectors": "--inspector",
}


@click.command()
@click.option("--name", "instance_name", default="Inspektorat", help="Whose system this is.")
@click.option("--host", "hosts", multiple=True, help="Where reporters reach it (may be repeated).")
@click.option(
    "--officer-host", "officer_hosts", multiple=True, help="Where officers do; as --host."
)
@click.option("--database-url", default="sqlite:///wbs.sqlite", help="Or postgresql://…")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--tls", type=click.Choice(["proxy", "own", "none"]), default="proxy")
@click.option("--administrator", metavar="USERNAME", default="admin", show_default=True)
@click.option("--administrator-name", metavar="NAME", default="Administrator")
@click.option(
    "--inspector",
    "inspectors",
    nargs=2,
    multiple=True,
    metavar="USERNAME NAME",
    help="The inspectorate's first member, another person than the administrator (may be repeated).",
)
@json_option
@data_option
@click.pass_obj
def init(
    place: Place,
    /,
    administrator: str,
    administrator_name: str,
    inspectors: tuple[tuple[str, str], ...],
    as_json: bool,
    instance_name: str,
    **server: Any,
) -> None:
    """Make a new installation, or bring an existing one's database up to date.

    The first administrator and the inspectorate's first members are invited by links that work once:
    two persons, of whom neither gets anywhere alone. Nothing that exists is overwritten.
    """
    done = _settled(place, instance_name, **server)
    settings = place.settings()
    if settings.is_told:
        return  # its role makes no table and no account: that is done where officers are served
    bring_up_to_date(settings)
    house = open_house(settings)
    if not as_json:
        say(f"settings: {done}")
        say("database: up to date")
    with closing(house.context.database):
        if agency(house.context).officers:
            _say_unused(ACCOUNT_OPTIONS, "officers are there: `wbs officer invite` asks others")
            return
        _make_root(house.context, instance_name)
        first = create_first_administrator(
            house.context, administrator, administrator_name, ROOT_UNIT
        )
        asked = inspectors or (() if as_json else _ask())
        _say(house, {administrator: first, **_invite(house.context, asked)}, as_json)


def _settled(place: Place, name: str, **server: Any) -> str:
    """The settings are there, with every key they need; which file it is, and what was done with it."""
    path = place.data_dir() / SETTINGS_FILE
    told = ""
    if path.exists():
        told = " (left as they are)"
        _say_unused(SETTINGS_OPTIONS, "the settings are there: change them in the file")
    else:
        write_new_settings(place.data_dir(), _installation(name, **server), os.urandom)
    added = _keyless(place.settings())
    for section in added:
        add_key(place.data_dir(), section, os.urandom)
    return f"{path} (sections and keys added: {', '.join(added)})" if added else f"{path}{told}"


def _say_unused(names: Mapping[str, str], why: str) -> None:
    """What was typed in vain, so that nobody takes it for done."""
    source = click.get_current_context().get_parameter_source
    typed = [option for name, option in names.items() if source(name) is TYPED]
    if typed:
        click.echo(f"wbs: not used: {', '.join(typed)} ({why})", err=True)


def _keyless(settings: Settings) -> tuple[str, ...]:
    """The sections with a key that settings from before them lack."""
    of_officers = [n for n in ("evidence", "log") if settings.officer and not getattr(settings, n)]
    of_reporters = ["promise"] if settings.reporter and not settings.promise else []
    return (*of_officers, *of_reporters)


def _ask() -> tuple[tuple[str, str], ...]:
    """The inspectorate's first member, where somebody sits at the terminal."""
    if not sys.stdin.isatty():
        return ()
    say("who is the inspectorate's first member? (another person than the administrator)")
    return ((click.prompt("user name"), click.prompt("name")),)


def _invite(context: Context, inspectors: tuple[tuple[str, str], ...]) -> dict[str, Invitation]:
    """The inspectorate's desk, and its first members proposed at it by the operator."""
    if not inspectors:
        return {}
    desk = add_desk(context, None, ROOT_UNIT, DeskKind.INSPECTORATE)
    role = frozenset({Role.INSPECTORATE})
    return {
        username: invite_officer(
            context, None, NewOfficer(username, name, desk.unit_id, role, frozenset({desk.id}))
        )
        for username, name in inspectors
    }


def _say(house: House, invited: dict[str, Invitation], as_json: bool) -> None:
    """Each link, and how the agency's first key comes about."""
    if as_json:
        first, *others = (link_of(house, name, each) for name, each in invited.items())
        say_json(first | {"inspectors": others})
        return
    for username, invitation in invited.items():
        say_link(house, username, invitation, as_json)
    if len(invited) > 1:
        say("hand each link to its person alone; docs/operations.md: the first keys")
    else:
        say("next: `wbs desk add inspektorat inspectorate`, then invite its first member from here")


def _installation(
    name: str,
    hosts: tuple[str, ...],
    officer_hosts: tuple[str, ...],
    port: int,
    tls: str,
    database_url: str,
) -> Installation:
    own = hosts or _own_hosts(tls)
    return Installation(name, own[0], own, officer_hosts or own, port, tls, database_url)


def _own_hosts(tls: str) -> tuple[str, ...]:
    return ("127.0.0.1", "localhost") if tls == "none" else (socket.getfqdn(),)


def _make_root(context: Context, name: str) -> None:
    """The unit at the top of the tree, unless `wbs unit add` made units already."""
    if not any(unit.slug == ROOT_UNIT for unit in agency(context).units.values()):
        add_unit(context, None, ROOT_UNIT, name, UnitKind.INSPECTORATE)
