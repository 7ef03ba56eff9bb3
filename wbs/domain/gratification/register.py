"""The register of a UPG: its disclosures, opened, and what one giver gave within a year.

Regulation: [PERKPK-2-2019 art. 2], [PERKPK-1-2026]
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from unicodedata import normalize

from wbs.domain.case import Case
from wbs.domain.deadline import ONE_DAY
from wbs.domain.gratification.disclosed import givers_of, objects_of, rupiah_of
from wbs.domain.gratification.disclosure import day_field
from wbs.domain.gratification.gift import GivenObject, Giver, Relation, in_rupiah, read_amount
from wbs.domain.gratification.gratuity import LimitPer, RuleSet
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.gratification.upg_sheet_form import chosen_objects
from wbs.domain.kinds import DisclosureType

YEAR = timedelta(days=365)
COLLEAGUES = (
    "o"  # the letter of the exempt kind in art. 2 (3): gifts among colleagues, with a limit a year
)
_SIGNS = re.compile(r"[^\w]+")
WrittenSheet = tuple[SheetKind, Mapping[str, str]]


@dataclass(frozen=True)
class RegisterEntry:
    """A disclosure with what it says and what the UPG wrote about it, in the order it was written.

    `sheets` are those of the running round: what was decided before a reopening no longer stands.

    Security: names are in it; it exists between opening and answering.
    """

    case: Case
    fields: Mapping[str, str] = field(repr=False)
    sheets: tuple[WrittenSheet, ...] = field(repr=False)

    @property
    def type(self) -> DisclosureType:
        """Whether it was received or refused."""
        return DisclosureType(self.fields["type"])

    @property
    def gratuity_on(self) -> date:
        """The day of receipt or refusal."""
        return date.fromisoformat(self.fields[day_field(self.fields["type"])])

    @cached_property
    def givers(self) -> tuple[Giver, ...]:
        """Who gave."""
        return givers_of(self.fields)

    @cached_property
    def objects(self) -> tuple[GivenObject, ...]:
        """What was given."""
        return objects_of(self.fields)

    def rupiah(self, given: GivenObject) -> int | None:
        """What the object is worth: by the review, else by the reporter."""
        return rupiah_of(given, self._last(SheetKind.REVIEW))

    def reviewed_rupiah(self, given: GivenObject) -> int | None:
        """What the object is worth by the review; None where that says nothing of it."""
        value = read_amount(self.sheet(SheetKind.REVIEW, f"value-{given.number}"))
        return None if value is None else in_rupiah(value, None)

    def total(self) -> int | None:
        """What all of it is worth in whole rupiah; None where no value is known at all."""
        known = [value for o in self.objects if (value := self.rupiah(o)) is not None]
        return sum(known) if known else None

    def sheet(self, kind: SheetKind, name: str) -> str:
        """What stands in a field of the last sheet of that kind; empty where nothing does."""
        return self._last(kind).get(name, "")

    @cached_property
    def last_words(self) -> Mapping[int, WrittenSheet]:
        """What was last written about each object, by its number: its settlement, else its keeping."""
        found: dict[int, WrittenSheet] = {}
        for kind in (SheetKind.CUSTODY, SheetKind.SETTLEMENT):
            for sheet in (s for s in self.sheets if s[0] is kind):
                about = chosen_objects(sheet[1], self.objects)
                found |= {given.number: sheet for given in about}
        return found

    def _last(self, kind: SheetKind) -> Mapping[str, str]:
        return next((fields for k, fields in reversed(self.sheets) if k is kind), {})


@dataclass(frozen=True)
class GiverTotal:
    """What one giver gave one recipient, in whole rupiah, up to and with a day.

    `rolling` are the 365 days that end with it, `calendar` is its year so far; `gifts` counts the objects
    of either. Objects of no known value count as nothing. `is_colleague`: somewhere in it the giver is one.
    """

    giver: str
    recipient: str
    rolling: int
    calendar: int
    gifts: int
    is_colleague: bool

    def __repr__(self) -> str:
        return "GiverTotal(…)"

    def is_over(self, limit: int | None) -> bool:
        """Whether either year of a colleague's gifts is worth more than *limit*, which is theirs alone."""
        return self.is_colleague and limit is not None and max(self.rolling, self.calendar) > limit


@dataclass(frozen=True)
class _Gift:
    giver: str
    giver_name: str
    recipient: str
    recipient_name: str
    on: date
    rupiah: int
    is_colleague: bool


def colleagues_limit(rules: RuleSet) -> int | None:
    """What one colleague may give another within a year, in whole rupiah; None where the rules say nothing."""
    return rules.limits_of(COLLEAGUES).get(LimitPer.GIVER_YEAR)


def year_until(on: date) -> date:
    """The first day that belongs to a year up to *on*, the calendar's or any."""
    return min(on - YEAR + ONE_DAY, date(on.year, 1, 1))


def same_name(name: str) -> str:
    """A name as it is compared: without case, signs and doubled spaces; `PT. Maju` is `PT Maju`."""
    return " ".join(_SIGNS.sub(" ", normalize("NFKC", name).casefold()).split())


def giver_totals(
    entries: Iterable[RegisterEntry], names: Iterable[str], on: date
) -> tuple[GiverTotal, ...]:
    """What each giver of one of these names gave each recipient within a year up to *on*, the most first.

    The rules limit what one recipient takes from one giver in a year; whether the calendar's or any year
    stands in no source, so both are told. Only what was received counts.
    """
    wanted = {same for name in names if (same := same_name(name))}
    found: dict[tuple[str, str], list[_Gift]] = {}
    first = year_until(on)
    for gift in _gifts(entries):
        if gift.giver in wanted and first <= gift.on <= on:
            found.setdefault((gift.giver, gift.recipient), []).append(gift)
    totals = (_total(gifts, on) for gifts in found.values())
    return tuple(sorted(totals, key=lambda t: (-t.rolling, t.giver, t.recipient)))


def _total(gifts: list[_Gift], on: date) -> GiverTotal:
    return GiverTotal(
        giver=gifts[-1].giver_name,
        recipient=gifts[-1].recipient_name,
        rolling=sum(g.rupiah for g in gifts if g.on > on - YEAR),
        calendar=sum(g.rupiah for g in gifts if g.on.year == on.year),
        gifts=len(gifts),
        is_colleague=any(g.is_colleague for g in gifts),
    )


def _gifts(entries: Iterable[RegisterEntry]) -> Iterable[_Gift]:
    for entry in entries:
        if entry.type is not DisclosureType.RECEIVED:
            continue
        givers = {giver.number: giver for giver in entry.givers}
        for given in entry.objects:
            giver = givers.get(given.giver)
            name = giver.name if giver else ""
            yield _Gift(
                giver=same_name(name),
                giver_name=name,
                recipient=entry.fields["id_number"],
                recipient_name=entry.fields["name"],
                on=entry.gratuity_on,
                rupiah=entry.rupiah(given) or 0,
                is_colleague=giver is not None and giver.relation is Relation.COLLEAGUE,
            )
