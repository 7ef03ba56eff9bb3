"""How a case came in when an officer enters it: by which way, on which day, under which number there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, chosen, read_day, read_fields
from wbs.domain.kinds import Channel

# The ways an officer may enter a case by. Of the others the system itself knows.
ENTERED_CHANNELS = (
    *(Channel.LETTER, Channel.BOX, Channel.PHONE, Channel.WALK_IN, Channel.WHATSAPP),
    Channel.SP4N,
)
SOURCE_NUMBER = "source_number"
FIELDS = (
    chosen("channel"),
    FormField("came_on", is_required=True),
    FormField(SOURCE_NUMBER),
)
# Earlier cases belong to no figure anybody still asks for: such a day is a slip.
EARLIEST = date(2015, 1, 1)


@dataclass(frozen=True)
class Arrival:
    """How a case came in. `number` is the one it bears at its source: sealed with the report.

    `entered_by` is the id of the officer who entered it; None: its reporter did, on the website.
    """

    came_on: date
    channel: Channel = Channel.WEB
    number: str = field(default="", repr=False)
    entered_by: str | None = None

    @property
    def fields(self) -> Mapping[str, str]:
        """What of it goes into the sealed record."""
        return {SOURCE_NUMBER: self.number} if self.number else {}


def read_arrival(
    raw: Mapping[str, str], today: date, lengths: Mapping[str, int], entered_by: str
) -> Arrival:
    """The arrival in the form *raw*.

    Raises:
        InvalidForm: with every problem of every field. A case of SP4N-LAPOR! needs its number there.
    """
    fields, problems = read_fields(FIELDS, raw, lengths)
    came_on = today
    if "came_on" in fields:
        try:
            came_on = came_on_day("came_on", fields["came_on"], today)
        except Invalid as error:
            problems += error.problems
    channel = fields.get("channel", "")
    if channel and channel not in {c.value for c in ENTERED_CHANNELS}:
        problems.append(Problem("channel", Reason.UNKNOWN))
    if channel == Channel.SP4N and SOURCE_NUMBER not in fields:
        problems.append(Problem(SOURCE_NUMBER, Reason.REQUIRED))
    if problems:
        raise InvalidForm(tuple(problems))
    return Arrival(came_on, Channel(channel), fields.get(SOURCE_NUMBER, ""), entered_by)


def came_on_day(name: str, text: str, today: date) -> date:
    """The day on which something came in, as year-month-day.

    Raises:
        Invalid: it is no such day, is still to come, or lies too far back to be meant.
    """
    day = read_day(name, text, today)
    if day < EARLIEST:
        raise Invalid(name, Reason.TOO_LONG_AGO)
    return day
