"""Reads `data/log/pack.json`: what the pack says it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from wbs.domain.errors import Invalid
from wbs.domain.evidence_pack import TreeHead, is_recountable
from wbs.domain.span import ReportingPeriod
from wbs.evidence.ledger import DESCRIPTION, FORMAT
from wbs.evidence.verify.archive import Archive, NoPack
from wbs.evidence.verify.strict_json import read_json

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Before:
    """What a pack says of the one before."""

    period: str
    as_of: str
    digest: str
    heads: Mapping[str, TreeHead]


@dataclass(frozen=True)
class Description:
    """What a pack says it is."""

    log_name: str
    unit: str
    with_subtree: bool
    period: ReportingPeriod
    as_of: date
    tree_as_of: date
    says_recounted: bool
    units: tuple[str, ...]
    before: Before | None

    @property
    def is_recountable(self) -> bool:
        """Whether the open lines carry the figures, whatever the pack says of it (R10)."""
        return is_recountable(self.as_of, self.tree_as_of)


def read_description(archive: Archive) -> Description:
    """What the pack says it is.

    Raises:
        NoPack: it says nothing that this version understands.
    """
    told = read_json(archive, f"data/{DESCRIPTION}")
    try:
        if told["format"] != FORMAT:
            raise NoPack(f"paket memakai format {told['format']!s:.40}, bukan {FORMAT}")
        before = told["previous"]
        return Description(
            log_name=_typed(told["instance"], str),
            unit=_typed(told["unit"], str),
            with_subtree=_typed(told["subtree"], bool),
            period=ReportingPeriod.parse(told["period"]),
            as_of=date.fromisoformat(told["as_of"]),
            tree_as_of=date.fromisoformat(told["tree_as_of"]),
            says_recounted=_typed(told["recounted"], bool),
            units=tuple(_typed(slug, str) for slug in _typed(told["units"], list)),
            before=None if before is None else _before(before),
        )
    except (KeyError, TypeError, ValueError, AttributeError, Invalid):
        raise NoPack("log/pack.json tidak dapat dibaca") from None


def _before(told: Mapping[str, Any]) -> Before:
    heads = {
        slug: TreeHead(_size(head["size"]), bytes.fromhex(head["root"]))
        for slug, head in told["units"].items()
    }
    period, as_of, digest = (_typed(told[name], str) for name in ("period", "as_of", "sha256"))
    return Before(period, as_of, digest, heads)


def _size(told: object) -> int:
    size = _typed(told, int)
    if isinstance(told, bool) or size < 0:
        raise ValueError("no size")
    return size


def _typed(told: object, kind: type[_Kind]) -> _Kind:
    """The value, which is of that type: `"false"` is no false."""
    if not isinstance(told, kind):
        raise TypeError(f"no {kind.__name__}")
    return told
