"""The shipped law, read once, and small pieces of it for tests that need no more."""

from datetime import date
from functools import cache
from pathlib import Path

from wbs.domain.deadline import WorkingCalendar
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.period import Force, Period, PeriodUnit, Trigger
from wbs.store.rules.law import Law, load_law

CONFIG = Path(__file__).parent.parent / "config"
NO_CALENDAR = WorkingCalendar(frozenset(), frozenset())


@cache
def shipped_law() -> Law:
    """What `config/` says, without an operator's corrections."""
    return load_law(CONFIG)


def period(
    name: str = "verify",
    *,
    amount: int = 3,
    unit: PeriodUnit = PeriodUnit.DAYS,
    counted_from: Trigger | None = Trigger.RECEIVED,
    follows: str | None = None,
    ended_by: frozenset[Trigger] = frozenset({Trigger.CLOSED}),
    effective_from: date = date(2020, 1, 1),
    effective_to: date | None = None,
) -> Period:
    """A rule for WBS reports, in calendar days unless a test wants otherwise."""
    return Period(
        id=name,
        label=Label(name, name),
        kind=Kind.WBS,
        classes=frozenset(),
        amount=amount,
        unit=unit,
        counted_from=counted_from,
        follows_period=follows,
        restarts=False,
        ended_by=ended_by,
        is_verification=False,
        force=Force.PRACTICE,
        source="a test",
        regulations=(),
        effective_from=effective_from,
        effective_to=effective_to,
    )
