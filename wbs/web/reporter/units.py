"""The units as a reporter's page shows them: which one can be chosen, and which cannot at the moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wbs.domain.directory import UnitEntry
from wbs.domain.kinds import Kind

STEP = "\u2003"  # an em space per level: option texts cannot be indented otherwise


@dataclass(frozen=True)
class UnitChoice:
    """What a page offers: (slug, text) of open units, and the names of those that take nothing now.

    `not_about_head`: (slug, name) of open units of which nobody outside can take a report about their head.
    """

    options: tuple[tuple[str, str], ...]
    closed: tuple[str, ...]
    not_about_head: tuple[tuple[str, str], ...]


def unit_choice(entries: Collection[UnitEntry], kinds: Collection[Kind]) -> UnitChoice:
    """The units that take at least one of *kinds*, and the others."""
    is_open = {entry.slug: not entry.takes.isdisjoint(kinds) for entry in entries}
    return UnitChoice(
        unit_options(e for e in entries if is_open[e.slug]),
        tuple(e.name for e in entries if not is_open[e.slug]),
        tuple(
            (e.slug, e.name)
            for e in entries
            if is_open[e.slug] and e.takes_about_head.isdisjoint(kinds)
        ),
    )


def unit_options(entries: Iterable[UnitEntry]) -> tuple[tuple[str, str], ...]:
    """(slug, text) of each unit, as far in as it lies deep."""
    return tuple((entry.slug, STEP * entry.depth + entry.name) for entry in entries)
