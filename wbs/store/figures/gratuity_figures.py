"""The figures of disclosures by SQL: the same numbers as `domain/gratification/gratuity_counting.py`."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from wbs.domain.case import Outcome
from wbs.domain.figures import Question
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import (
    TO_KPK,
    TO_UPG,
    Amount,
    GratuityFigures,
    Punctuality,
    TypeFigures,
)
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.kinds import DisclosureType
from wbs.domain.span import ReportingPeriod
from wbs.store.figures import gratuity_queries as queries

NUMBERS = {
    "received": queries.received,
    "reviewed": queries.reviewed,
    "unreviewed": queries.unreviewed,
    "dropped": queries.dropped,
    "still_open": queries.still_open,
}
Key = TypeVar("Key", bound=Hashable)


def gratuity_figures(work: Session, question: Question) -> GratuityFigures:
    """The figures of disclosures that answer *question*, from the ledger's rows."""
    asked = (question.window, sorted(question.unit_ids))

    def amounts(query: Select[Any], key: Callable[..., Key]) -> dict[Key, Amount]:
        rows = work.execute(query)
        width = queries.AMOUNT_COLUMNS
        return {key(*row[:-width]): queries.amount(row[-width:]) for row in rows}

    return GratuityFigures(
        types=_types(work, question),
        kinds=amounts(queries.kinds(*asked), lambda t, k: (DisclosureType(t), ObjectKind(k))),
        reviews=amounts(queries.reviews(*asked), lambda t, o: (DisclosureType(t), Outcome(o))),
        forwarded=amounts(queries.forwarded(*asked), ForwardedBy),
        determinations=amounts(queries.determinations(*asked), Outcome),
        settlements=amounts(queries.settlements(*asked), Settlement),
        to_kpk=_all(_punctuality(work, queries.to_kpk(*asked, TO_KPK))),
    )


def _types(work: Session, question: Question) -> dict[DisclosureType, TypeFigures]:
    asked = (question.window, sorted(question.unit_ids))
    found = {name: dict(work.execute(query(*asked)).all()) for name, query in NUMBERS.items()}
    in_time = _punctuality(work, queries.to_upg(*asked, TO_UPG))
    by_month = {
        (of, ReportingPeriod(year, month, 1)): n
        for of, year, month, n in work.execute(queries.months(*asked))
    }
    return {
        of: TypeFigures(
            **{name: numbers.get(of.value, 0) for name, numbers in found.items()},
            to_upg=in_time.get(of, Punctuality(0, 0, 0)),
            months={month: by_month.get((of.value, month), 0) for month in question.months},
        )
        for of in DisclosureType
    }


def _punctuality(
    work: Session, query: Select[str, int, int, int]
) -> dict[DisclosureType, Punctuality]:
    rows = work.execute(query)
    return {DisclosureType(of): Punctuality(*map(int, numbers)) for of, *numbers in rows}


def _all(found: Mapping[DisclosureType, Punctuality]) -> Punctuality:
    each = found.values()
    return Punctuality(
        sum(p.on_time for p in each), sum(p.late for p in each), sum(p.unknown for p in each)
    )
