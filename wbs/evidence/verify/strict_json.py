"""Reads JSON that every reader reads alike: what one takes so and another otherwise is refused."""

import json
from math import isfinite
from typing import Any

from wbs.evidence.verify.archive import Archive, NoPack


def read_json(archive: Archive, path: str) -> dict[str, Any]:
    """The object in a file.

    Raises:
        NoPack: it is none, a name stands in it twice, or a number is none of JSON's or beyond all measure.
    """
    try:
        read = json.loads(
            archive.content(path),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise NoPack(f"{path} tidak dapat dibaca")
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(word: str) -> float:
    raise ValueError(word)


def _finite(text: str) -> float:
    found = float(text)
    if not isfinite(found):
        raise ValueError("no finite number")
    return found
