"""Counts disclosures. This is what their figures mean; `store/figures/gratuity_figures.py` must give the same.

What the sheets of the UPG say is known from the day of the review on, or of the record of a refusal.
What went to KPK, was determined or carried out before counts on that day too: else no period had it.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from wbs.domain.figures import Window
from wbs.domain.gratification.gratuity_figures import (
    MONEY,
    NO_AMOUNT,
    TO_KPK,
    TO_UPG,
    Amount,
    GratuityFigures,
    Punctuality,
    TypeFigures,
)
from wbs.domain.history import History, Reviewed
from wbs.domain.kinds import DisclosureType, Kind
from wbs.domain.span import ReportingPeriod

Key = TypeVar("Key", bound=Hashable)


def gratuity_figures(
    histories: Iterable[History], window: Window, months: Sequence[ReportingPeriod]
) -> GratuityFigures:
    """The figures of disclosures in the window; *histories* are those of the question's units."""
    own = [h for h in histories if h.kind is Kind.GRATIFICATION]
    known = [(h, r) for h in own if (r := h.reviewed) and r.reviewed_on <= window.as_of]
    came = [(h, r) for h, r in known if _is_in(h.received_on, window)]
    sent = [(h, r) for h, r in known if _is_in(_counted_on(r.forwarded_on, r), window)]
    determined = [r for _, r in known if _is_in(_counted_on(r.determined_on, r), window)]
    settled = [r for _, r in known if _is_in(_counted_on(r.settled_on, r), window)]
    return GratuityFigures(
        types={
            of: _type_figures([h for h in own if h.category == of], window, months)
            for of in DisclosureType
        },
        kinds=_summed(
            ((DisclosureType(h.category), kind), amount_of(r, kind)) for h, r in came for kind in r.objects
        ),
        reviews=_summed(((DisclosureType(h.category), r.outcome), amount_of(r)) for h, r in came),
        forwarded=_summed((r.forwarded_by, amount_of(r)) for _, r in sent if r.forwarded_by),
        determinations=_summed((r.determination, amount_of(r)) for r in determined if r.determination),
        settlements=_summed((r.settlement, amount_of(r)) for r in settled if r.settlement),
        to_kpk=_punctuality((h, r.forwarded_on, TO_KPK) for h, r in sent if r.forwarded_on),
    )  # fmt: skip


def amount_of(reviewed: Reviewed, *kinds: str) -> Amount:
    """One disclosure with its objects, or those of these kinds."""
    chosen = {k: found for k, found in reviewed.objects.items() if not kinds or k in kinds}
    return Amount(
        disclosures=1,
        objects=sum(objects for objects, _ in chosen.values()),
        money=sum(rupiah for kind, (_, rupiah) in chosen.items() if kind is MONEY),
        goods=sum(rupiah for kind, (_, rupiah) in chosen.items() if kind is not MONEY),
    )


def _type_figures(
    histories: Sequence[History], window: Window, months: Sequence[ReportingPeriod]
) -> TypeFigures:
    came = [h for h in histories if _is_in(h.received_on, window)]
    waiting = [h for h in came if not _is_reviewed(h, window.as_of)]
    return TypeFigures(
        received=len(came),
        reviewed=sum(_is_reviewed(h, window.as_of) for h in came),
        unreviewed=sum(h.is_open_on(window.as_of) for h in waiting),
        dropped=sum(h.is_completed_on(window.as_of) for h in waiting),
        still_open=sum(h.is_open_on(window.as_of) for h in histories),
        to_upg=_punctuality((h, h.received_on, TO_UPG) for h in came),
        months={month: sum(h.received_on in month for h in came) for month in months},
    )


def _counted_on(day: date | None, reviewed: Reviewed) -> date | None:
    """The day on which it was done, or that of the review if nobody could know of it before."""
    return day and max(day, reviewed.reviewed_on)


def _is_in(day: date | None, window: Window) -> bool:
    return day is not None and window.start <= day <= window.until


def _is_reviewed(history: History, day: date) -> bool:
    return history.reviewed is not None and history.reviewed.reviewed_on <= day


def _punctuality(reported: Iterable[tuple[History, date, str]]) -> Punctuality:
    """Whether each was reported by the last day of that period; the first, should it have run twice."""
    on_time = late = unknown = 0
    for history, on, period in reported:
        due = [c.due_on for c in history.clocks if c.period == period and c.due_on is not None]
        unknown += not due
        on_time += bool(due) and on <= min(due)
        late += bool(due) and on > min(due)
    return Punctuality(on_time, late, unknown)


def _summed(amounts: Iterable[tuple[Key, Amount]]) -> dict[Key, Amount]:
    sums: dict[Key, Amount] = defaultdict(lambda: NO_AMOUNT)
    for key, amount in amounts:
        sums[key] += amount
    return dict(sums)
