"""Exclusion: who may hold nothing of a report, wherever they sit. It knows people, and no desk.

Names are compared in memory: case, accents, punctuation and titles do not count. Of a name of several
words two suffice, so that somebody is rather passed over than given what is about them.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from unicodedata import combining, normalize

from wbs.domain.kinds import Answer
from wbs.domain.officer import Officer, Person
from wbs.domain.unit import Unit

ENOUGH_WORDS = 2
# Of names and degrees; a single letter is an initial or part of a degree and counts as little.
TITLES = frozenset(
    """
    bapak ibu pak bu bang mas mbak saudara saudari sdr sdri tuan nyonya tn ny nona
    haji hajah hj kh prof profesor dr drs dra drg ir insinyur raden rd rr
    sh se st sp ss si sip sos ssos skom kom spd pd sag ag sth sik stp sstp ap
    mm mh mt mp msi mkom mpd mag mba mpa mpp ma msc bsc ba phd llm ak ca cpa cfra cgcae
    kepala plt plh pj
    """.split()
)
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_NO_LETTER = re.compile(r"[\W\d_]+")
_AROUND = "\"'()[]{}<>.,;:!?/\\@*\u201c\u201d\u2018\u2019"


class Concern(Protocol):
    """What is asked of a report: whom it concerns, and whom it names. `exclude` and `who` are as typed."""

    @property
    def unit_id(self) -> str:
        """The unit the report is about."""

    @property
    def formerly_about(self) -> frozenset[str]:
        """The units it was filed under before somebody saw that it belongs to another."""

    @property
    def concerns_head(self) -> Answer:
        """Whether it concerns the head of that unit."""

    @property
    def concerns_desk(self) -> Answer:
        """Whether it concerns a member of a desk there."""

    @property
    def exclude(self) -> str:
        """Whom the reporter does not want to see it."""

    @property
    def who(self) -> str:
        """Whom it is about."""


@dataclass(frozen=True)
class Exclusion:
    """What a report shuts out, read once for many people: units as a whole, and whom the text names."""

    unit_ids: frozenset[str]
    words: frozenset[str]
    usernames: frozenset[str]

    def __repr__(self) -> str:
        return "Exclusion(…)"

    def names(self, name: str) -> bool:
        """Whether the text names a person of that name."""
        if not self.words:
            return False
        asked = name_words(name)
        return bool(asked) and len(asked & self.words) >= min(ENOUGH_WORDS, len(asked))

    def shuts_out_unit(self, unit_id: str, head_name: str | None) -> bool:
        """Whether everybody who works in that unit is out, its desks with them."""
        return unit_id in self.unit_ids or bool(head_name and self.names(head_name))

    def shuts_out(self, person: Person) -> bool:
        """Whether the person may hold nothing of the report."""
        return (
            self.shuts_out_unit(person.unit_id, person.unit_head)
            or not self.unit_ids.isdisjoint(person.heads)
            or person.username.casefold() in self.usernames
            or self.names(person.name)
        )


def exclusion_of(concern: Concern) -> Exclusion:
    """What the report shuts out.

    Where it concerns, or may concern, the head or the desk, or anybody is excluded: everybody of the
    unit it is about, and of those it was filed under before, for they may be whom its reporter meant. Whom the text on whom it is about names is out by name alone, not by user name.
    """
    return Exclusion(
        concern.formerly_about | {concern.unit_id} if must_leave(concern) else frozenset(),
        words_of(f"{concern.exclude} {concern.who}"),
        frozenset(word.strip(_AROUND) for word in concern.exclude.casefold().split()) - {""},
    )


def must_leave(concern: Concern) -> bool:
    """Whether nobody of the unit it is about may hold anything of the report."""
    answers = {concern.concerns_head, concern.concerns_desk}
    return answers != {Answer.NO} or bool(concern.exclude.strip())


def is_shut_out(question: Concern, person: Person) -> bool:
    """Whether the person may hold nothing of the report, be it a key, a share or a seat at its desk."""
    return exclusion_of(question).shuts_out(person)


def person_of(officer: Officer, units: Mapping[str, Unit]) -> Person:
    """The officer as exclusion sees them in the agency's tree."""
    place = officer.id, officer.unit_id, officer.name, officer.username
    return seen_in(units, heads_of(units), *place)


Heads = Mapping[frozenset[str], frozenset[str]]  # the words of a head's name → the units


def heads_of(units: Mapping[str, Unit]) -> Heads:
    """Which units somebody of a name heads, whatever unit their account names."""
    found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for unit in units.values():
        if unit.head_name:
            found[name_words(unit.head_name)].add(unit.id)
    return {words: frozenset(ids) for words, ids in found.items()}


def seen_in(
    units: Mapping[str, Unit], heads: Heads, officer_id: str, unit_id: str, name: str, username: str
) -> Person:
    """The person of that account in the tree, *heads* being its `heads_of`."""
    heads_units = heads.get(name_words(name), frozenset())
    unit_head = units[unit_id].head_name or ""
    return Person(officer_id, unit_id, name, username, unit_head, heads_units)


@lru_cache(maxsize=8192)
def name_words(name: str) -> frozenset[str]:
    """The words of an officer's name that count; of one that is nothing but titles and initials, those."""
    words = words_of(name)
    return frozenset(word for word in words if len(word) > 1 and word not in TITLES) or words


def words_of(text: str) -> frozenset[str]:
    """Every word of a text, without case, accents and punctuation.

    Security: not cached, for it reads what reporters typed.
    """
    plain = normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    plain = "".join(c for c in plain if not combining(c))
    return frozenset(_NO_LETTER.sub(" ", plain).split())
