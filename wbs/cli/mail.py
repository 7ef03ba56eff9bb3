"""`wbs mail`: whether the mail server takes our letters."""

from datetime import UTC, datetime

import click

from wbs.bootstrap import build_mailer
from wbs.cli.terminal import Place, Trouble, data_option, say
from wbs.domain.digest import read_address
from wbs.domain.errors import Refused, Unavailable
from wbs.services.reminders.letter import letter_to


@click.group()
@data_option
def mail() -> None:
    """Mail to officers."""


@mail.command()
@click.argument("address")
@data_option
@click.pass_obj
def test(place: Place, address: str) -> None:
    """Send the letter officers get to ADDRESS, now."""
    house = place.open()
    mailer, rules = build_mailer(house.settings), house.context.rules.mail
    if mailer is None or rules is None:
        raise Trouble("no mail is set up", "a section [mail] in the settings: docs/operations.md")
    name = house.context.new_id()
    letter = letter_to(read_address(address, ()), name, datetime.now(UTC), rules.officers_url)
    try:
        mailer(letter)
    except Refused:
        raise Trouble("the mail server refuses this address") from None
    except Unavailable as error:
        raise Trouble(str(error), "look at [mail] in the settings, and at the server") from None
    say("the mail server took the letter")
