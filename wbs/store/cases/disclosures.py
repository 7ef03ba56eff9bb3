"""The clear figures of disclosures: written by the UPG's sheets, read by the statistics, no word of who or why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update

from wbs.domain.case import Outcome
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.ledger import DisclosedObjectRow, DisclosureRow

_DISCLOSURE = plain.table_of(DisclosureRow)
_OBJECT = plain.table_of(DisclosedObjectRow)


@dataclass(frozen=True)
class ReviewFigures:
    """What a review says in clear. `exempt` is the letter of an exempt kind."""

    reviewed_on: date
    outcome: Outcome
    exempt: str | None = None
    conflict: bool = False
    official: bool = False
    perishable: bool = False
    above_standard: bool = False


@dataclass(frozen=True)
class ObjectFigures:
    """Objects of one kind in a disclosure, and their value in whole rupiah."""

    kind: ObjectKind
    objects: int
    rupiah: int


def put_review(
    work: Work, log_id: str, review: ReviewFigures, objects: Iterable[ObjectFigures]
) -> None:
    """The figures of the disclosure are those of this review; what an earlier one said is gone."""
    drop(work, log_id)
    plain.add(
        work,
        DisclosureRow,
        log_id=log_id,
        reviewed_on=review.reviewed_on,
        outcome=review.outcome.value,
        exempt=review.exempt,
        conflict=review.conflict,
        official=review.official,
        perishable=review.perishable,
        above_standard=review.above_standard,
    )
    for of_kind in objects:
        plain.add(
            work,
            DisclosedObjectRow,
            log_id=log_id,
            kind=of_kind.kind.value,
            objects=of_kind.objects,
            rupiah=of_kind.rupiah,
        )


def put_forwarding(work: Work, log_id: str, on: date, by: ForwardedBy) -> None:
    """It went to KPK on that day."""
    _put(work, log_id, {"forwarded_on": on, "forwarded_by": by.value})


def put_determination(work: Work, log_id: str, on: date, outcome: Outcome) -> None:
    """KPK decided on that day."""
    _put(work, log_id, {"determined_on": on, "determination": outcome.value})


def put_settlement(work: Work, log_id: str, on: date, settlement: Settlement) -> None:
    """What was decided was carried out on that day."""
    _put(work, log_id, {"settled_on": on, "settlement": settlement.value})


def drop(work: Work, log_id: str) -> None:
    """What was decided about the disclosure no longer stands."""
    work.execute(delete(_OBJECT).where(_OBJECT.c.log_id == log_id))
    work.execute(delete(_DISCLOSURE).where(_DISCLOSURE.c.log_id == log_id))


def _put(work: Work, log_id: str, columns: Mapping[str, object]) -> None:
    work.execute(update(_DISCLOSURE).where(_DISCLOSURE.c.log_id == log_id).values(**columns))
