"""Bars of a chart as numbers a template draws: no style, no script, any screen. A table beside it says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

BAR, BETWEEN, GAP, TOP, HIGHEST, NAMES = 20, 3, 22, 18, 110, 22
WIDE = 140  # a bar that lies in a cell of a table


@dataclass(frozen=True)
class Bar:
    """One bar with its number over it."""

    x: int
    y: int
    height: int
    middle: int
    number: str
    is_second: bool


@dataclass(frozen=True)
class Group:
    """The bars that stand together, and the name under them."""

    name: str
    middle: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarChart:
    """Two bars a group, a light one and a dark one. `legend` says what each stands for."""

    width: int
    height: int
    base: int
    bar: int
    name: str
    legend: str
    groups: tuple[Group, ...]


def bar_chart(
    pairs: Sequence[tuple[str, tuple[int, int]]],
    name: str,
    legend: str,
    text: Callable[[int], str] = str,
) -> BarChart:
    """The chart of these named pairs of numbers, the highest bar as high as the chart; *text* writes a number."""
    most = max((n for _, pair in pairs for n in pair), default=0) or 1
    group = 2 * BAR + BETWEEN + GAP
    groups = []
    for place, (group_name, counts) in enumerate(pairs):
        left = GAP + place * group
        bars = tuple(
            _bar(left + n * (BAR + BETWEEN), text(c), HIGHEST * c // most, n)
            for n, c in enumerate(counts)
        )
        groups.append(Group(group_name, left + BAR + BETWEEN // 2, bars))
    return BarChart(
        width=GAP + len(pairs) * group,
        height=TOP + HIGHEST + NAMES,
        base=TOP + HIGHEST,
        bar=BAR,
        name=name,
        legend=legend,
        groups=tuple(groups),
    )


def lengths(counts: Sequence[int]) -> tuple[int, ...]:
    """How long the bars of a column are, the longest as long as a cell; no bar for nothing."""
    most = max(counts, default=0) or 1
    return tuple(max(1, round(WIDE * n / most)) if n else 0 for n in counts)


def _bar(x: int, number: str, height: int, place: int) -> Bar:
    return Bar(x, TOP + HIGHEST - height, height, x + BAR // 2, number, is_second=place > 0)
