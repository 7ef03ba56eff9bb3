"""A category: the matter of a report, in the agency's own list."""

from dataclasses import dataclass

from wbs.domain.kinds import Kind
from wbs.domain.label import Label


@dataclass(frozen=True)
class Category:
    """One entry of the agency's list.

    `to_inspectorate`: the agency wants the inspectorate to take it. `is_offered` is false for one that
    only old cases bear: an entry is never removed.
    """

    slug: str
    kinds: frozenset[Kind]
    label: Label
    to_inspectorate: bool = False
    is_offered: bool = True
