"""`wbs init`: a data folder with settings, secrets, database and the first administrator."""

import os
import socket
from typing import Any

import click

from wbs.bootstrap import bring_up_to_date, open_house
from wbs.cli.officers import say_link
from wbs.cli.terminal import Place, data_option, json_option, say
from wbs.domain.kinds import UnitKind
from wbs.new_settings import Installation, write_new_settings
from wbs.services.add_unit import add_unit
from wbs.services.agency import agency
from wbs.services.context import Context
from wbs.services.invite_officer import create_first_administrator
from wbs.settings import SETTINGS_FILE

ROOT_UNIT = "inspektorat"


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
@json_option
@data_option
@click.pass_obj
def init(
    place: Place,
    /,
    administrator: str,
    administrator_name: str,
    as_json: bool,
    instance_name: str,
    **server: Any,
) -> None:
    """Make a new installation, or bring an existing one's database up to date.

    The first administrator is invited by a link that works once. Nothing that exists is overwritten.
    """
    data_dir = place.data_dir()
    is_new = not (data_dir / SETTINGS_FILE).exists()
    if is_new:
        write_new_settings(data_dir, _installation(instance_name, **server), os.urandom)
    settings = place.settings()
    bring_up_to_date(settings)
    house = open_house(settings)
    if not as_json:
        say(f"settings: {data_dir / SETTINGS_FILE}{'' if is_new else ' (left as they are)'}")
        say("database: up to date")
    if agency(house.context).officers:
        return
    _make_root(house.context, instance_name)
    invitation = create_first_administrator(
        house.context, administrator, administrator_name, ROOT_UNIT
    )
    say_link(house, administrator, invitation, as_json)


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
