"""The periods an officer chooses from."""

from wbs.domain.span import ReportingPeriod
from wbs.web.periods import period_name
from wbs.web.shell import context

Lengths = tuple[tuple[int, int], ...]  # how many months long, how many are offered
LENGTHS: Lengths = ((3, 9), (12, 3), (6, 5), (1, 13))


def offered_periods(chosen: str, lengths: Lengths = LENGTHS) -> list[tuple[str, str]]:
    """The periods to choose from, of each length the latest first, and the one that was named."""
    today = context().today()
    offered: list[tuple[str, str]] = []
    for months_long, how_many in lengths:
        first = today.month - (today.month - 1) % months_long
        period = ReportingPeriod(today.year, first, months_long)
        for _ in range(how_many):
            offered.append((period.code, period_name(period)))
            period = period.before()
    if chosen and chosen not in {code for code, _ in offered}:
        offered.insert(0, (chosen, chosen))
    return offered
