"""`wbs demo`: a sample agency to look at, on this machine alone."""

import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

import click

from wbs.bootstrap import open_house, real_clock
from wbs.cli.demo_agency import DemoOfficer
from wbs.cli.demo_house import make_or_find, read_officers
from wbs.cli.serve import run_servers
from wbs.cli.terminal import Place, data_option, json_option, say, say_json
from wbs.cli.units import in_order
from wbs.services.accounts.authenticator import code_at
from wbs.services.agency.overview import Agency, agency
from wbs.settings import Settings
from wbs.settings_file import read_settings

FOLDER = Path("demo")
ADDRESS = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="0: any that is free.")
@click.option("--codes", is_flag=True, help="Only show officers' credentials and codes of now.")
@json_option
@data_option
@click.pass_obj
def demo(place: Place, port: int, codes: bool, as_json: bool) -> None:
    """Serve a sample agency with two quarters of cases until stopped; the folder is made once."""
    if codes:
        _show_officers(read_officers((place.data or FOLDER).resolve()))
        return
    data_dir = (place.data or FOLDER).resolve()
    port = port or _free_port()
    os.environ["WBS_SERVER_PORT"] = str(port)
    officers = make_or_find(data_dir, port, real_clock(), _silent if as_json else say)
    settings = read_settings(data_dir, os.environ)
    house = open_house(settings)
    whole = agency(house.context)
    house.context.database.close()

    def told() -> None:
        if as_json:
            say_json(_as_dict(settings, whole, officers))
        else:
            _show(settings, officers)

    run_servers(replace(settings, data_dir=data_dir), told)


def _silent(_line: str) -> None:
    """A program that reads one line of JSON is told nothing else."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _urls(settings: Settings) -> tuple[str, str]:
    origin = settings.server.origin(ADDRESS)
    return f"{origin}/", f"{origin}/petugas/"


def _as_dict(
    settings: Settings, whole: Agency, officers: tuple[DemoOfficer, ...]
) -> dict[str, object]:
    reporter_url, officer_url = _urls(settings)
    return {
        "reporter_url": reporter_url,
        "officer_url": officer_url,
        "data_dir": str(settings.data_dir),
        "units": [
            {
                "slug": unit.slug,
                "name": unit.name,
                "parent": whole.units[unit.parent_id].slug if unit.parent_id else None,
            }
            for unit in in_order(whole)
        ],
        "officers": [officer.as_dict() for officer in officers],
    }


def _show(settings: Settings, officers: tuple[DemoOfficer, ...]) -> None:
    reporter_url, officer_url = _urls(settings)
    say("")
    say(f"  pelapor   {reporter_url}")
    say(f"  petugas   {officer_url}")
    say("")
    _show_officers(officers)
    say("")
    say(f"  codes change every 30 seconds: {sys.argv[0]} --data {settings.data_dir} demo --codes")
    say("  stop: Ctrl-C")


def _show_officers(officers: tuple[DemoOfficer, ...]) -> None:
    """A table: what is typed at the login first, then who it is, last what an authenticator app is given."""
    now = int(real_clock().timestamp())
    width = max(len(_place(officer)) for officer in officers)
    say(f"  {'username':<9} {'password':<20} {'code now':<9} {'works at':<{width}}  TOTP secret")
    for each in officers:
        code = code_at(each.totp_secret, now)
        typed = f"{each.username:<9} {each.password:<20} {code:<9}"
        say(f"  {typed} {_place(each):<{width}}  {each.totp_secret}")


def _place(officer: DemoOfficer) -> str:
    """The unit and the roles, in a program's words."""
    return f"{officer.unit} ({', '.join(officer.roles)})"
