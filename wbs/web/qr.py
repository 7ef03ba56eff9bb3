"""A QR code as numbers a template draws: its side, and one path of dark squares. No file, no script.

A QR code is made of its bits by nothing but XOR: error correction, placement and mask add nothing else.
So the pictures of texts of one length, in the letters it packs two by two into eleven bits, are sums
of few: that of one text, and one for each bit. A code shown to a reporter is put together from those,
at a tenth of the cost; each of them was made by the library.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import segno

BORDER = 4  # the quiet zone readers need
MASK = 0  # any of the eight can be read; finding the prettiest took six times as long as the rest

# ISO/IEC 18004, 7.4.4: the letters of the alphanumeric mode, of which two are one number of 11 bits.
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PAIR_BITS, SINGLE_BITS = 11, 6
ANY_LETTER = "A"

_DARK = re.compile("1+")
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}


@dataclass(frozen=True)
class Qr:
    """`side` squares wide and high; `path` draws the dark ones."""

    side: int
    path: str

    def __repr__(self) -> str:
        return "Qr(…)"


def qr(text: str) -> Qr:
    """The QR code that holds *text*, with medium error correction."""
    rows = segno.make_qr(text, error="m", mask=MASK).matrix
    return _drawn(bytes(square + ord("0") for row in rows for square in row).decode(), len(rows))


def qr_of_code(code: str) -> Qr:
    """The same of a tracking code, or another text in `LETTERS`.

    Raises:
        KeyError: it has other letters.
    """
    sums = _sums(len(code))
    squares = sums.squares_of_any
    for difference, pictures in zip(_differences(code), sums.by_bit, strict=True):
        for bit, picture in enumerate(pictures):
            if difference >> bit & 1:
                squares ^= picture
    return _drawn(f"{squares:0{sums.side**2}b}", sums.side)


@dataclass(frozen=True)
class _Sums:
    """Pictures of texts of one length, each a number with one bit per square; `by_bit` of what a bit turns over."""

    side: int
    squares_of_any: int
    by_bit: tuple[tuple[int, ...], ...]


@cache
def _sums(length: int) -> _Sums:
    any_text = ANY_LETTER * length
    side, squares = _squares(any_text)
    by_bit = []
    for start in range(0, length, 2):
        pair = any_text[start : start + 2]
        turned = (_letters(_number(pair) ^ 1 << bit, len(pair)) for bit in range(_bits(pair)))
        texts = (any_text[:start] + letters + any_text[start + 2 :] for letters in turned)
        by_bit.append(tuple(squares ^ _squares(text)[1] for text in texts))
    return _Sums(side, squares, tuple(by_bit))


def _squares(text: str) -> tuple[int, int]:
    rows = segno.make_qr(text, error="m", mask=MASK, mode="alphanumeric").matrix
    return len(rows), int("".join(str(square) for row in rows for square in row), 2)


def _differences(text: str) -> Iterator[int]:
    """The bits in which each pair of letters differs from a pair of `ANY_LETTER`."""
    for start in range(0, len(text), 2):
        pair = text[start : start + 2]
        yield _number(pair) ^ _number(ANY_LETTER * len(pair))


def _number(pair: str) -> int:
    number = 0
    for letter in pair:
        number = number * len(LETTERS) + _VALUES[letter]
    return number


def _letters(number: int, length: int) -> str:
    first, second = divmod(number, len(LETTERS))
    return LETTERS[second] if length == 1 else LETTERS[first] + LETTERS[second]


def _bits(pair: str) -> int:
    return SINGLE_BITS if len(pair) == 1 else PAIR_BITS


def _drawn(squares: str, side: int) -> Qr:
    path = "".join(
        f"M{dark.start() + BORDER} {y + BORDER}h{len(dark[0])}v1h-{len(dark[0])}z"
        for y in range(side)
        for dark in _DARK.finditer(squares[y * side : (y + 1) * side])
    )
    return Qr(side + 2 * BORDER, path)
