"""The bars of the page of figures, as numbers a template draws: no style, no script, any screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_date

from wbs.domain.span import ReportingPeriod

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
    """Two bars per month, a light one and a dark one. A table holds the same numbers.

    `legend` says what each stands for.
    """

    width: int
    height: int
    base: int
    bar: int
    name: str
    legend: str
    groups: tuple[Group, ...]


def chart_of(months: Mapping[ReportingPeriod, tuple[int, int]], name: str, legend: str) -> Chart:
    """The chart of these months' pairs of numbers, the highest bar as high as the chart."""
    most = max((n for pair in months.values() for n in pair), default=0) or 1
    group_width = 2 * BAR + BETWEEN + GAP
    groups = []
    for place, (month, counts) in enumerate(months.items()):
        left = GAP + place * group_width
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
        name=name,
        legend=legend,
        groups=tuple(groups),
    )


def _bar(x: int, count: int, most: int, place: int) -> Bar:
    height = round(HIGHEST * count / most)
    return Bar(x, TOP + HIGHEST - height, height, x + BAR // 2, count, is_second=place > 0)
