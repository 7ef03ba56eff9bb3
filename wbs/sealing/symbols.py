"""Fifteen bytes as 24 symbols a person can copy, and a 25th that catches a slip.

Crockford's base32; the check symbol makes a weighted sum over GF(2^5) zero, so that any one wrong
symbol and any two symbols exchanged are noticed (sealing-v1 §9).
"""

from wbs.sealing.errors import Malformed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 15
SYMBOLS = 25
GROUP = 5
READ_AS = {"O": "0", "I": "1", "L": "1"}
# Dashes, dots and what a copy from a page may carry; a symbol may be typed with any of them around it.
SEPARATORS = frozenset("-_.\u00ad\u200b\u2010\u2011\u2012\u2013\u2014\u2212\ufeff")
MAX_TYPED = 200
POLYNOMIAL = 0b100101  # x^5 + x^2 + 1


def _powers_of_alpha() -> tuple[int, ...]:
    powers = [1]
    while len(powers) < SYMBOLS:
        doubled = powers[-1] << 1
        powers.append(doubled ^ POLYNOMIAL if doubled & 0b100000 else doubled)
    return tuple(powers)


WEIGHTS = _powers_of_alpha()


def _times(a: int, b: int) -> int:
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= POLYNOMIAL << (bit - 5)
    return product


# By weight, what each value is worth there; and by the sum of the others, the value of the 25th.
WEIGHED = tuple(tuple(_times(weight, value) for value in range(32)) for weight in WEIGHTS)
CHECK_VALUES = tuple(WEIGHED[-1].index(total) for total in range(32))


def _weighted_sum(values: list[int]) -> int:
    total = 0
    for weighed, value in zip(WEIGHED, values, strict=False):
        total ^= weighed[value]
    return total


def _check_value(values: list[int]) -> int:
    """The 25th value: its weight times it equals the sum of the others."""
    return CHECK_VALUES[_weighted_sum(values)]


def write_symbols(secret: bytes) -> str:
    """The 25 symbols in five groups of five."""
    number = int.from_bytes(secret, "big")
    values = [number >> shift & 31 for shift in range(115, -1, -5)]
    values.append(_check_value(values))
    text = "".join(ALPHABET[value] for value in values)
    return "-".join(text[i : i + GROUP] for i in range(0, SYMBOLS, GROUP))


def read_symbols(text: str) -> bytes:
    """The 15 bytes behind the symbols, however they were typed: case, spaces and dashes do not count.

    Raises:
        Malformed: "symbol" (a character that is none), "length" (not 25), "check" (a slip).
    """
    if len(text) > MAX_TYPED:
        raise Malformed("length")
    typed = [c for c in text if not (c.isspace() or c in SEPARATORS)]
    symbols = [c.upper() if c.isascii() else c for c in typed]
    values = [ALPHABET.find(READ_AS.get(symbol, symbol)) for symbol in symbols]
    if -1 in values:
        raise Malformed("symbol")
    if len(values) != SYMBOLS:
        raise Malformed("length")
    if _weighted_sum(values):
        raise Malformed("check")
    number = 0
    for value in values[:-1]:
        number = number << 5 | value
    return number.to_bytes(SECRET_BYTES, "big")
