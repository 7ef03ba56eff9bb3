"""What a paper shows of a text: every character the face has, and the number of every other one.

A paper has one face, which travels with the program. What it cannot show is neither dropped nor
drawn as an empty box, and what would work unseen (a change of direction, a character without
width) is made to be seen.
"""

import re
from unicodedata import normalize

# Letters of Latin, Greek and Cyrillic, signs, money. A test sets every one of them.
SHOWN = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x23F)),
    *((0x386, 0x386), (0x388, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3CE)),
    *((0x400, 0x45F), (0x1E00, 0x1E9B), (0x1EA0, 0x1EF9)),
    *((0x2010, 0x2027), (0x2030, 0x2037), (0x2039, 0x203E), (0x2070, 0x2071), (0x2074, 0x208E)),
    *((0x20A7, 0x20A8), (0x20AB, 0x20AC), (0x20B1, 0x20B1), (0x20BF, 0x20BF)),
    *((0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122)),
    *((0x2153, 0x215E), (0x2190, 0x2193), (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248)),
    *((0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25CF, 0x25CF)),
)
_SHOWN = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in SHOWN)
_HIDDEN = re.compile(f"[^{_SHOWN}\n]+")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\v\f\u0085]")
_SPACES = re.compile("[\t\u2000-\u200a\u202f\u205f\u3000]")


def shown(text: str) -> str:
    """The text as the paper shows it: 李 becomes [U+674E]; its lines stay lines."""
    composed = normalize("NFC", text)
    lines = _LINE_ENDS.sub("\n", composed)
    return _HIDDEN.sub(_numbers, _SPACES.sub(" ", lines))


def _numbers(found: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(character):04X}' for character in found.group())}]"
