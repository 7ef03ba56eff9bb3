"""Look for words in the summaries of a desk's cases, opened in the officer's session, a portion at a time.

There is no index: what is sealed is opened, compared and forgotten. That a search was made is noted, and
never what for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.errors import Invalid, Tampered
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.form import FormField, read_text
from wbs.domain.inbox import Filters, Position, Standing
from wbs.domain.officer import Officer
from wbs.domain.summary import Summary, holds, words_of
from wbs.domain.unit import Unit
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.case_key import Seeds, open_boxed
from wbs.services.cases.case_summary import opened_summary
from wbs.services.context import Context
from wbs.store.agency import units
from wbs.store.cases import routing, summaries
from wbs.store.cases.inbox import inbox_page
from wbs.store.database import Work

ASKED = FormField("search", is_required=True)
# Opened at one press of the button; the next press goes on from there.
PORTION = 500
MOST = 5_000
SHORTEST_WORD = 2
LANGUAGES = ("id", "en")
REFERENCE = 8  # characters of an id that officers write


@dataclass(frozen=True)
class SearchPlace:
    """Where a search goes on: after which case, and how many it has looked at."""

    after: Position
    looked_at: int


@dataclass(frozen=True)
class Match:
    """A case in whose summary every word was found."""

    case: Case
    summary: Summary

    def __repr__(self) -> str:
        return "Match(…)"


class Closed(Enum):
    """Why a case could not be looked into."""

    UNWRITTEN = auto()
    SEALED = auto()
    BROKEN = auto()


@dataclass(frozen=True)
class SearchResult:
    """What a portion gave. `goes_on` is None once every case was looked at.

    `unwritten` cases have no summary yet: it is made when they are opened next. `sealed` ones are from
    before the officer came; `broken` ones do not open as they were stored.
    """

    matches: tuple[Match, ...] = field(repr=False)
    looked_at: int
    unwritten: int
    sealed: int
    broken: int
    goes_on: SearchPlace | None
    units: Mapping[str, Unit] = field(repr=False)

    @property
    def is_at_bound(self) -> bool:
        """Whether so many were looked at that narrower words, or another way, would serve better."""
        return self.goes_on is not None and self.looked_at >= MOST


def search_words(context: Context, typed: str) -> tuple[str, ...]:
    """The words to look for.

    Raises:
        Invalid: `search` is empty, too long, not to be read, or "too_short": no word has two letters.
    """
    text = read_text(ASKED, typed, context.law.lengths[ASKED.name])
    words = words_of(text)
    if not any(len(word) >= SHORTEST_WORD for word in words):
        raise Invalid(ASKED.name, "too_short", SHORTEST_WORD)
    return words


def search_cases(
    context: Context, actor: Actor, words: Sequence[str], place: SearchPlace | None = None
) -> SearchResult:
    """The next portion of the cases at the officer's desks, open ones first, nearest deadline first.

    Raises:
        NotAllowed: no role of the officer opens cases.
    """
    officer = actor.officer
    require(officer, Permission.OPEN_CASE)
    _note_search(context, officer)
    after, before = (place.after, place.looked_at) if place else (None, 0)
    with context.database.reading() as work:
        today, everything = context.today(), Filters(Standing.ALL)
        page = inbox_page(work, officer.desk_ids, everything, today, after, PORTION)
        tree = units.all_units(work)
        hidden = routing.closed_to(work, officer.id)
        found = _opened(context, work, actor, [c for c in page.cases if c.id not in hidden])
    looked_at = before + len(page.cases)
    matches = (m for m in found if isinstance(m, Match))
    return SearchResult(
        matches=tuple(m for m in matches if _matches(context, m, tree, words)),
        looked_at=looked_at,
        unwritten=sum(m is Closed.UNWRITTEN for m in found),
        sealed=sum(m is Closed.SEALED for m in found),
        broken=sum(m is Closed.BROKEN for m in found),
        goes_on=SearchPlace(page.after, looked_at) if page.after else None,
        units=tree,
    )


def _note_search(context: Context, officer: Officer) -> None:
    """Committed before anything is opened: half a thousand boxes would keep every writer waiting."""
    entry = CustodyEntry(
        CustodyAct.CASE_LISTED,
        context.today(),
        officer_id=officer.id,
        desk_id=next(iter(officer.desk_ids)) if len(officer.desk_ids) == 1 else None,
        reason="search",
    )
    with context.database.transaction() as work:
        ledger.note(context, work, entry)


def _opened(
    context: Context, work: Work, actor: Actor, cases: Sequence[Case]
) -> list[Match | Closed]:
    """Of each case its summary, or why there is none to look into."""
    boxes = summaries.with_boxes(work, {case.desk_id for case in cases}, [c.id for c in cases])
    seeds: Seeds = {}
    found: list[Match | Closed] = []
    for case in cases:
        held = boxes.get((case.id, case.desk_id))
        if held is None:
            found.append(Closed.SEALED)
            continue
        epoch, box, sealed = held
        try:
            key = open_boxed(context, work, actor, case.id, (case.desk_id, epoch, box), seeds)
            if key is None:
                found.append(Closed.SEALED)
            elif sealed is None:
                found.append(Closed.UNWRITTEN)
            else:
                found.append(Match(case, opened_summary(case.id, key, sealed)))
        except Tampered:
            found.append(Closed.BROKEN)
    return found


def _matches(
    context: Context, match: Match, tree: Mapping[str, Unit], words: Sequence[str]
) -> bool:
    """Whether each word is the case's reference, or stands in its summary, category or unit."""
    case = match.case
    rest = [word for word in words if not _is_reference(case.id, word)]
    about = (context.law.category_label(case.category, language) for language in LANGUAGES)
    texts = (match.summary.title, match.summary.names, tree[case.unit_id].name, *about)
    return holds(texts, rest)


def _is_reference(case_id: str, word: str) -> bool:
    start = word.replace("-", "")
    return len(start) >= REFERENCE and case_id.startswith(start)
