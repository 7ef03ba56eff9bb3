"""`wbs database …`: what the operator does with the database itself."""

from contextlib import closing

import click

from wbs.cli.terminal import REFUSED, Place, Trouble, data_option, say
from wbs.domain.errors import NotFound, Refused, Unavailable
from wbs.services.reporter_role import RoleState, give_role, written


@click.group()
def database() -> None:
    """The database itself."""


@database.command("reporter-role")
@click.argument("name")
@click.option(
    "--print",
    "is_printed",
    is_flag=True,
    help="Show the SQL, for tables in the schema public, and change nothing.",
)
@data_option
@click.pass_obj
def reporter_role(place: Place, name: str, is_printed: bool) -> int:
    """Let the PostgreSQL role NAME do what the reporters' application needs, and nothing more.

    Whoever may make roles makes it first. Everything it had in this database is taken from it. May be
    repeated; another NAME takes the place of the one before.
    """
    if is_printed:
        say("BEGIN;")
        for statement in written(name):
            say(f"{statement};")
        say("COMMIT;")
        return 0
    house = place.open()
    with closing(house.context.database) as opened:
        try:
            state = give_role(opened, name)
        except Unavailable:
            hint = "roles are PostgreSQL's; run it with the officers' settings"
            raise Trouble("this database has no roles to give", hint) from None
        except NotFound:
            hint = f"as a superuser: CREATE ROLE {name} LOGIN; then \\password {name}"
            raise Trouble(f"there is no role {name}", hint) from None
        except Refused as error:
            hint = "make a role for the reporters' application alone"
            raise Trouble(f"{name} may do more than can be taken from it: {error}", hint) from None
    return _say(state)


def _say(state: RoleState) -> int:
    say(f"{state.role} is the reporters' role: database.reporter_url of their machine names it")
    for found, told in ((state.more, "more"), (state.less, "less")):
        for each in found:
            say(f"{told} than it needs: {each}")
    return REFUSED if state.more or state.less else 0
