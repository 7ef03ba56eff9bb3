"""What is counted of disclosures, in KPK's categories, and what must hold between the numbers.

What came in counts by the day it came in, a report to KPK by the day it went out, a determination and
what became of the object by theirs, but none of these before the review. A value is known from the review on and is that of the review.

Regulation: [PERKPK-2-2019], [UU-20-2001 art. 12C]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wbs.domain.case import Outcome
from wbs.domain.errors import Tampered
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.kinds import DisclosureType
from wbs.domain.span import ReportingPeriod

# The periods of `config/periods.toml` that say what is in time.
TO_UPG, TO_KPK = "recipient_to_upg", "recipient_to_kpk"
# What KPK calls money; the other kinds are goods and facilities.
MONEY = ObjectKind.MONEY


@dataclass(frozen=True)
class Amount:
    """How many disclosures, how many objects they name, and what these are worth in whole rupiah."""

    disclosures: int
    objects: int
    money: int
    goods: int

    @property
    def rupiah(self) -> int:
        """The worth of all of it."""
        return self.money + self.goods

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.disclosures + other.disclosures,
            self.objects + other.objects,
            self.money + other.money,
            self.goods + other.goods,
        )


NO_AMOUNT = Amount(0, 0, 0, 0)


@dataclass(frozen=True)
class Punctuality:
    """How many came on or before the last day, how many later, and of how many that day is not known."""

    on_time: int
    late: int
    unknown: int

    @property
    def all(self) -> int:
        """Every one of them."""
        return self.on_time + self.late + self.unknown


@dataclass(frozen=True)
class TypeFigures:
    """Receipts, or refusals: those that came in within the period, and what is known of them.

    `unreviewed` wait for the UPG; `dropped` were closed without its review. `still_open` are all that are
    open, whenever they came in.
    """

    received: int
    reviewed: int
    unreviewed: int
    dropped: int
    still_open: int
    to_upg: Punctuality
    months: Mapping[ReportingPeriod, int]

    def verify(self) -> None:
        """Pass where the numbers agree with each other.

        Raises:
            Tampered: they were found each by its own query and do not add up.
        """
        if self.received != self.reviewed + self.unreviewed + self.dropped:
            raise Tampered("disclosures received do not add up")
        if not self.received == self.to_upg.all == sum(self.months.values()):
            raise Tampered("disclosures in time and late do not add up to those received")


@dataclass(frozen=True)
class GratuityFigures:
    """The figures of disclosures. What is not there is zero.

    `kinds` and `reviews` are of those that came in within the period and are reviewed; a disclosure with
    objects of two kinds stands under both. `forwarded`, `determinations`, `settlements` and `to_kpk` are
    of whatever went out, was determined or carried out within the period, whenever it came in.
    """

    types: Mapping[DisclosureType, TypeFigures]
    kinds: Mapping[tuple[DisclosureType, ObjectKind], Amount]
    reviews: Mapping[tuple[DisclosureType, Outcome], Amount]
    forwarded: Mapping[ForwardedBy, Amount]
    determinations: Mapping[Outcome, Amount]
    settlements: Mapping[Settlement, Amount]
    to_kpk: Punctuality

    @property
    def is_nihil(self) -> bool:
        """Whether nothing came in, went out, was decided, carried out or is open."""
        moved = (self.forwarded, self.determinations, self.settlements)
        return not any(moved) and not any(f.received or f.still_open for f in self.types.values())

    def reviewed(self, of: DisclosureType) -> Amount:
        """The receipts, or refusals, that came in within the period and are reviewed."""
        return total(amount for (type_, _), amount in self.reviews.items() if type_ is of)

    def verify(self) -> None:
        """Pass where the numbers agree with each other.

        Raises:
            Tampered: they do not.
        """
        for type_, found in self.types.items():
            found.verify()
            reviewed = self.reviewed(type_)
            by_kind = total(amount for (t, _), amount in self.kinds.items() if t is type_)
            if reviewed.disclosures != found.reviewed:
                raise Tampered("reviews do not add up to the disclosures reviewed")
            if (by_kind.objects, by_kind.rupiah) != (reviewed.objects, reviewed.rupiah):
                raise Tampered("kinds of objects do not add up to the objects reviewed")
        if total(self.forwarded.values()).disclosures != self.to_kpk.all:
            raise Tampered("reports to KPK in time and late do not add up")


def total(amounts: Iterable[Amount]) -> Amount:
    """All of them together."""
    return sum(amounts, NO_AMOUNT)
