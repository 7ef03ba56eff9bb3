"""A QR code as numbers a template draws: its side, and one path of dark squares. No file, no script."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno

BORDER = 4  # the quiet zone readers need
MASK = 0  # any of the eight can be read; finding the prettiest took six times as long as the rest


@dataclass(frozen=True)
class Qr:
    """`side` squares wide and high; `path` draws the dark ones."""

    side: int
    path: str

    def __repr__(self) -> str:
        return "Qr(…)"


def qr(text: str) -> Qr:
    """The QR code that holds *text*, with medium error correction."""
    rows = list(segno.make_qr(text, error="m", mask=MASK).matrix_iter(border=BORDER))
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return Qr(len(rows), path)


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Where dark squares stand in a row: from which, how many."""
    runs: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if not is_dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
