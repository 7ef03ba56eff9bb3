"""The tables of disclosures. Every line they can have stands in them, whether anything was counted or not."""

from collections.abc import Iterator

from wbs.domain.case import STAGE_OUTCOMES, Outcome, Stage
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import (
    NO_AMOUNT,
    Amount,
    GratuityFigures,
    Punctuality,
    TypeFigures,
)
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement, SheetKind
from wbs.domain.kinds import DisclosureType
from wbs.evidence.table import Cell, Counted, Head, Mark, Table, Title

TYPES = (DisclosureType.RECEIVED, DisclosureType.REFUSED)
HEADS_OF_TYPES = (Head.OF_RECEIVED, Head.OF_REFUSED, Head.TOTAL)
Row = tuple[Cell, ...]


def gratuity_tables(found: GratuityFigures) -> tuple[Table, ...]:
    """The tables of disclosures, in the order of reading."""
    return (
        Table(Title.DISCLOSURES, (Head.DETAIL, *HEADS_OF_TYPES), tuple(_numbers(found))),
        Table(Title.MONTHS_OF_DISCLOSURES, (Head.MONTH, *HEADS_OF_TYPES), tuple(_months(found))),
        Table(
            Title.OBJECTS,
            (Head.OBJECT_KIND, Head.TYPE, Head.DISCLOSURES, Head.OBJECTS, Head.RUPIAH),
            tuple(_objects(found)),
        ),
        Table(
            Title.WAY_OF_DISCLOSURES,
            (
                *(Head.SHEET, Head.OUTCOME, Head.DISCLOSURES, Head.OBJECTS),
                *(Head.MONEY, Head.GOODS, Head.RUPIAH),
            ),
            tuple((sheet, to, *_cells(amount)) for sheet, to, amount in way(found)),
        ),
        Table(
            Title.DISCLOSURES_IN_TIME,
            (Head.DETAIL, Head.TYPE, Head.ON_TIME, Head.LATE, Head.UNKNOWN),
            tuple(_in_time(found)),
        ),
    )


def reviews(found: GratuityFigures) -> Iterator[tuple[DisclosureType, Outcome, Amount]]:
    """Every outcome a review may have, those of receipts first."""
    for type_, stage in zip(TYPES, (Stage.REVIEWED, Stage.RECORDED), strict=True):
        for outcome in _in_order(STAGE_OUTCOMES[stage]):
            yield type_, outcome, found.reviews.get((type_, outcome), NO_AMOUNT)


def way(
    found: GratuityFigures,
) -> Iterator[tuple[SheetKind, Outcome | ForwardedBy | Settlement, Amount]]:
    """From the review to the end: every sheet that decides something, and what it may decide."""
    for type_, outcome, amount in reviews(found):
        sheet = SheetKind.REVIEW if type_ is DisclosureType.RECEIVED else SheetKind.RECORD
        yield sheet, outcome, amount
    for sender in ForwardedBy:
        yield SheetKind.FORWARDING, sender, found.forwarded.get(sender, NO_AMOUNT)
    for outcome in _in_order(STAGE_OUTCOMES[Stage.DETERMINED]):
        yield SheetKind.DETERMINATION, outcome, found.determinations.get(outcome, NO_AMOUNT)
    for settlement in Settlement:
        yield SheetKind.SETTLEMENT, settlement, found.settlements.get(settlement, NO_AMOUNT)


def _in_order(outcomes: frozenset[Outcome]) -> list[Outcome]:
    return [outcome for outcome in Outcome if outcome in outcomes]


def _numbers(found: GratuityFigures) -> Iterator[Row]:
    received, refused = (found.types[type_] for type_ in TYPES)

    def counts(of: TypeFigures) -> dict[Counted, int]:
        return {
            Counted.RECEIVED: of.received,
            Counted.REVIEWED: of.reviewed,
            Counted.UNREVIEWED: of.unreviewed,
            Counted.DROPPED: of.dropped,
            Counted.STILL_OPEN: of.still_open,
        }

    for (counted, n), m in zip(counts(received).items(), counts(refused).values(), strict=True):
        yield counted, n, m, n + m


def _months(found: GratuityFigures) -> Iterator[Row]:
    received, refused = (found.types[type_].months for type_ in TYPES)
    for month, n in received.items():
        yield month, n, refused[month], n + refused[month]


def _objects(found: GratuityFigures) -> Iterator[Row]:
    for type_ in TYPES:
        for kind in ObjectKind:
            amount = found.kinds.get((type_, kind), NO_AMOUNT)
            yield kind, type_, amount.disclosures, amount.objects, amount.rupiah
        reviewed = found.reviewed(type_)
        counts = (reviewed.disclosures, reviewed.objects, reviewed.rupiah)
        yield Counted.ALL_KINDS, type_, *counts


def _cells(amount: Amount) -> Row:
    return (amount.disclosures, amount.objects, amount.money, amount.goods, amount.rupiah)


def _in_time(found: GratuityFigures) -> Iterator[Row]:
    def cells(of: Punctuality) -> Row:
        return (of.on_time, of.late, of.unknown)

    for type_ in TYPES:
        yield Counted.TO_UPG, type_, *cells(found.types[type_].to_upg)
    yield Counted.TO_KPK, Mark.NOTHING, *cells(found.to_kpk)
