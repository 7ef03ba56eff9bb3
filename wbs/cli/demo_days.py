"""Lives through the demonstration's days, one after the other: what days bring, then what people do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from wbs.cli.terminal import Trouble
from wbs.jobs.housekeeping import run_round
from wbs.services.context import JAKARTA, Context

MORNING = time(8, 0, tzinfo=JAKARTA)
BETWEEN = timedelta(minutes=11)
Act = Callable[[], None]


class DemoClock:
    """A clock that `wbs demo` alone may set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """What it was set to."""
        return self.at


@dataclass(frozen=True)
class Diary:
    """What people do on which working day."""

    workdays: Sequence[date]
    acts: dict[date, list[Act]] = field(default_factory=dict)

    def write(self, number: int, act: Act) -> None:
        """*act* is done on that working day; one later than the last has not happened yet."""
        if number < len(self.workdays):
            self.acts.setdefault(self.workdays[number], []).append(act)


def live(context: Context, clock: DemoClock, diary: Diary, now: datetime) -> None:
    """Every day from the first working day to *now*.

    Raises:
        Trouble: the daily work of a day failed.
    """
    first = diary.workdays[0]
    for n in range((now.astimezone(JAKARTA).date() - first).days + 1):
        day = first + timedelta(n)
        clock.at = min(datetime.combine(day, MORNING) - BETWEEN, now - BETWEEN)
        if not run_round(context):
            raise Trouble(f"the work of {day.isoformat()} failed")
        for moment, act in _moments(diary.acts.get(day, ()), day, now):
            clock.at = moment
            act()


def _moments(acts: Sequence[Act], day: date, now: datetime) -> Iterator[tuple[datetime, Act]]:
    """The acts of a day at moments of their own; those of today lie before *now*."""
    morning = datetime.combine(day, MORNING)
    between = min(BETWEEN, (now - morning) / (len(acts) + 1)) if now > morning else timedelta(0)
    start = min(morning, now)
    for n, act in enumerate(acts, start=1):
        yield start + n * between, act
