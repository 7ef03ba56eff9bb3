"""Which cases the demonstration has, and on which days: the same for the same day, every time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from wbs.cli.demo_paths import COMPLAINT_PATHS, RECENT, WBS_PATHS, Path
from wbs.cli.demo_stories import Story, Texts
from wbs.domain.case import Stage
from wbs.domain.deadline import WorkingCalendar
from wbs.domain.kinds import Channel, Kind

OLDER_CASES = 40
SEED = "wbs demo 1"
TOP = "inspektorat"
# More cases where more people work; a unit whose desk nobody sits at is among them.
UNITS = (
    *("kantor-bandung",) * 6,
    *("kantor-makassar",) * 5,
    *("kantor-cirebon",) * 3,
    *("kantor-parepare",) * 3,
    *("kanwil-jawa-barat",) * 3,
    *("kanwil-sulawesi-selatan",) * 2,
    TOP,
)
KINDS = (Kind.WBS, Kind.COMPLAINT, Kind.COMPLAINT, Kind.WBS, Kind.COMPLAINT)
# Of twelve cases four do not come by the website; they are entered on the day they came.
EVERY = 12
OTHER_CHANNELS = {
    2: Channel.LETTER,
    5: Channel.WHATSAPP,
    7: Channel.WALK_IN,
    10: Channel.SP4N,
}
FRIDAY = 4
MONTHS_A_QUARTER = 3
Arrival = tuple[date, str, Kind, Path]


@dataclass(frozen=True)
class Plan:
    """One case: what is reported where and when, and the way it takes."""

    number: int
    on: date
    unit: str
    story: Story
    path: Path
    files: int
    channel: Channel = Channel.WEB
    choices: dict[str, str] = field(default_factory=dict)


def first_day(today: date) -> date:
    """The first day of the two full quarters before the running one."""
    month = today.year * 12 + (today.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER
    return date(*_month(month - 2 * MONTHS_A_QUARTER), 1)


def _month(months: int) -> tuple[int, int]:
    return months // 12, months % 12 + 1


def working_days(start: date, end: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The working days from *start* to *end*; in a year without a calendar, Monday to Friday."""
    days = (start + timedelta(n) for n in range((end - start).days + 1))
    return tuple(
        day
        for day in days
        if (calendar.is_working_day(day) if day.year in calendar.years else day.weekday() <= FRIDAY)
    )


def plans(workdays: Sequence[date], texts: Texts) -> tuple[Plan, ...]:
    """The cases in the order in which they are reported, over those working days."""
    chance = Random(SEED)  # noqa: S311 (not for secrets: it must give the same every time)
    older = [_older(chance, n, workdays) for n in range(OLDER_CASES)]
    recent = [(workdays[-1 - r.ago], r.unit, r.kind, r.path) for r in RECENT]
    return tuple(
        _plan(chance, number, arrival, texts)
        for number, arrival in enumerate(sorted([*older, *recent], key=lambda found: found[0]))
    )


def _older(chance: Random, n: int, workdays: Sequence[date]) -> Arrival:
    """One of the cases spread evenly over all days but those of the recent ones."""
    kind = KINDS[n % len(KINDS)]
    ways = WBS_PATHS if kind is Kind.WBS else COMPLAINT_PATHS
    days = len(workdays) - RECENT[0].ago
    return workdays[n * days // OLDER_CASES], chance.choice(UNITS), kind, ways[n % len(ways)]


def _plan(chance: Random, number: int, arrival: Arrival, texts: Texts) -> Plan:
    on, unit, kind, path = arrival
    stories = texts.stories_of(kind)
    if any(step.stage is Stage.INVESTIGATION for step in path):  # a question is not investigated
        stories = tuple(story for story in stories if not story.complaint_class)
    return Plan(
        number=number,
        on=on,
        unit=unit,
        story=stories[number % len(stories)],
        path=path,
        files=chance.choice((0, 0, 1, 1, 2)),
        channel=OTHER_CHANNELS.get(number % EVERY, Channel.WEB),
        choices=_choices(chance, kind, unit),
    )


def _choices(chance: Random, kind: Kind, unit: str) -> dict[str, str]:
    """The answers beside the story: whom it concerns, fear, how much of oneself is told."""
    choices = {}
    if kind is Kind.WBS:
        choices["fear_of_reprisal"] = chance.choice(("yes", "no", "no"))
        concerns_head = chance.choice(("yes", "unknown", "no", "no", "no", "no"))
        # Above the inspectorate there is nobody in this agency who could take it.
        choices["concerns_head"] = "no" if unit == TOP else concerns_head
    if chance.random() < (0.4 if kind is Kind.COMPLAINT else 0.15):
        choices |= {
            "anonymity": "named",
            "identity_name": "Nama Samaran",
            "identity_contact": "pelapor@contoh.test",
        }
    return choices
