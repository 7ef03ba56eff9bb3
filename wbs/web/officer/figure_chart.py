"""The bars of the page of figures, as numbers a template draws: no style, no script, any screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_date

from wbs.domain.figures import Line
from wbs.domain.span import ReportingPeriod
from wbs.web.languages import gettext

BAR, BETWEEN, GAP, TOP, HIGHEST, NAMES = 22, 3, 26, 18, 120, 24


@dataclass(frozen=True)
class Bar:
    """One bar with its number over it."""

    x: int
    y: int
    height: int
    middle: int
    number: int
    is_second: bool


@dataclass(frozen=True)
class Group:
    """The two bars of a month, and the name under them."""

    name: str
    middle: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """Bars per month: to be followed up, and of these completed. A table holds the same numbers."""

    width: int
    height: int
    base: int
    bar: int
    name: str
    groups: tuple[Group, ...]


def chart_of(months: Mapping[ReportingPeriod, Line]) -> Chart:
    """The chart of these months' lines, the highest bar as high as the chart."""
    most = max((line.follow_up.harus for line in months.values()), default=0) or 1
    group_width = 2 * BAR + BETWEEN + GAP
    groups = []
    for place, (month, line) in enumerate(months.items()):
        left = GAP + place * group_width
        counts = (line.follow_up.harus, line.follow_up.selesai)
        groups.append(
            Group(
                name=format_date(month.start, "MMM"),
                middle=left + BAR + BETWEEN // 2,
                bars=tuple(
                    _bar(left + n * (BAR + BETWEEN), c, most, n) for n, c in enumerate(counts)
                ),
            )
        )
    return Chart(
        width=GAP + len(months) * group_width,
        height=TOP + HIGHEST + NAMES,
        base=TOP + HIGHEST,
        bar=BAR,
        name=gettext("Complaints to be followed up, and completed, by month"),
        groups=tuple(groups),
    )


def _bar(x: int, count: int, most: int, place: int) -> Bar:
    height = round(HIGHEST * count / most)
    return Bar(x, TOP + HIGHEST - height, height, x + BAR // 2, count, is_second=place > 0)
