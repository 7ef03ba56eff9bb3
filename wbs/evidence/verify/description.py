"""Reads `data/log/pack.json`: what the pack says it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wbs.domain.errors import Invalid
from wbs.domain.evidence_pack import TreeHead
from wbs.domain.span import ReportingPeriod
from wbs.evidence.ledger import DESCRIPTION, FORMAT
from wbs.evidence.verify.archive import Archive, NoPack


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
    is_recounted: bool
    units: tuple[str, ...]
    before: Before | None


def read_description(archive: Archive) -> Description:
    """What the pack says it is.

    Raises:
        NoPack: it says nothing that this version understands.
    """
    try:
        told: dict[str, Any] = json.loads(archive.content(f"data/{DESCRIPTION}"))
        if told["format"] != FORMAT:
            raise NoPack(f"paket memakai format {told['format']!s:.40}, bukan {FORMAT}")
        before = told["previous"]
        return Description(
            log_name=str(told["instance"]),
            unit=str(told["unit"]),
            with_subtree=bool(told["subtree"]),
            period=ReportingPeriod.parse(told["period"]),
            as_of=date.fromisoformat(told["as_of"]),
            is_recounted=bool(told["recounted"]),
            units=tuple(map(str, told["units"])),
            before=None if before is None else _before(before),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, Invalid):
        raise NoPack("log/pack.json tidak dapat dibaca") from None


def _before(told: Mapping[str, Any]) -> Before:
    heads = {
        str(slug): TreeHead(int(head["size"]), bytes.fromhex(head["root"]))
        for slug, head in told["units"].items()
    }
    return Before(str(told["period"]), str(told["as_of"]), str(told["sha256"]), heads)
