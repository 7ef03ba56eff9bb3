"""The circulars on gratuities of the demonstration's agency."""

from datetime import date, timedelta

from wbs.cli.demo_agency import DemoAgency
from wbs.services.agency.overview import agency
from wbs.services.context import Context
from wbs.services.upg.circular import starting_text, write_circular

# Who writes for which unit: a member of the inspectorate's UPG, and a unit's evidence clerk.
WRITERS = (("dewi", "inspektorat", "SE-03/ITJEN"), ("budi", "kantor-bandung", "SE-11/KP.BDG"))
STILL_IN_FORCE = timedelta(days=60)


def publish_circulars(context: Context, people: DemoAgency, today: date) -> None:
    """The circulars are published on the clock's day and can still be read a while after *today*."""
    day = context.today()
    for username, slug, number in WRITERS:
        title, text = starting_text(context, agency(context).unit(slug))
        typed = {
            "title": title,
            "number": f"{number}/{day.year}",
            "dated_on": day.isoformat(),
            "valid_from": day.isoformat(),
            "valid_to": (today + STILL_IN_FORCE).isoformat(),
            "text": text,
        }
        write_circular(context, people.actors[username].officer, slug, typed, 0)
