"""A summary: what a desk finds a case by. It is sealed under the case's key; there is no index of it anywhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

# Of a report's first words as many as name it.
TITLE_CHARACTERS = 80
# Fields of the forms whose first words say what happened, the best first.
TELLING = ("what", "chronology", "affected_duty", "how")
NAMING = re.compile(r"who|name|identity_name|related_party|giver-\d+-(name|institution)")


@dataclass(frozen=True)
class Summary:
    """What a case is called and whose names stand in it, one per line."""

    title: str
    names: str = ""

    def __repr__(self) -> str:
        return "Summary(…)"


def first_summary(fields: Mapping[str, str], length: int) -> Summary:
    """What the report itself says: its first words, and every name it was asked for, *length* characters at most."""
    told = next((fields[name] for name in TELLING if fields.get(name)), "")
    line = " ".join(told.split())
    title = line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"
    named = (" ".join(text.split()) for name, text in fields.items() if NAMING.fullmatch(name))
    return Summary(title, "\n".join(dict.fromkeys(filter(None, named)))[:length].rstrip())


def words_of(text: str) -> tuple[str, ...]:
    """The words of what was typed, in the shape in which words are compared."""
    return tuple(dict.fromkeys(_plain(text).split()))


def holds(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each of the words stands somewhere in the texts, be it inside a longer one."""
    found = _plain("\n".join(texts))
    return all(word in found for word in words)


def _plain(text: str) -> str:
    """Small letters without marks: *José* is found by *jose*."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
