"""Handled above: what a unit without a desk of its own learns of the cases about it that lie above.

How many came in within a quarter, in steps of five, for each kind, frozen once and never again; nothing under
five, and of nothing else than their number. A case is among them only if the want of a desk is the whole reason
why it lies there, and if until the day of freezing nothing was done with it but the ordinary work of its desk.

Security: a reader is taken to be the accused head of the unit, who knows the rule, reads every quarter, subtracts,
and reads what everybody may read. What is frozen cannot be subtracted from anything later; steps of five leave
everything open that a public number of the unit above leaves open (docs/adr/0139). Whoever reads exact
figures of a unit that may have taken the cases is shown nothing of this.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.deadline import ONE_DAY
from wbs.domain.event import CustodyAct
from wbs.domain.figures import COUNTED_KINDS
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.opening import Matter
from wbs.domain.routing import RoutingReason
from wbs.domain.small_cells import LEAST
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Desk, Unit, subtree

STEP = LEAST
# What the desk that got the case does with it in the course of its work, and what its reporter says of fear. Every
# other act takes the case out, those of tomorrow too: it was given away, looked into, taken over, or somebody was shut out.
ORDINARY = frozenset(
    {
        *(CustodyAct.CASE_ENTERED, CustodyAct.CASE_OPENED, CustodyAct.ATTACHMENT_OPENED),
        *(CustodyAct.CASE_LISTED, CustodyAct.CASE_PRINTED, CustodyAct.CASE_LINKED),
        *(CustodyAct.CLASS_SET, CustodyAct.CASE_ASSIGNED),
        *(CustodyAct.REPRISAL_FEARED, CustodyAct.REPRISAL_NOT_FEARED),
        *(CustodyAct.SHARES_SEALED, CustodyAct.SHARES_RESPLIT),
        *(CustodyAct.RESPLIT_PREPARED, CustodyAct.RESPLIT_GIVEN),
        *(CustodyAct.HOLD_SET, CustodyAct.HOLD_LIFTED, CustodyAct.CASE_ERASED),
        *(CustodyAct.ERASURE_PROPOSED, CustodyAct.ERASURE_CONFIRMED, CustodyAct.ERASURE_DROPPED),
    }
)
# Ordinary where they are about who reported; about an escrow copy they are the inspectorate's, after escalation.
OF_OPENINGS = frozenset(
    {
        *(CustodyAct.OPENING_REQUESTED, CustodyAct.OPENING_APPROVED, CustodyAct.OPENING_REFUSED),
        *(CustodyAct.OPENING_EXPIRED, CustodyAct.IDENTITY_OPENED),
    }
)

Alone = tuple[str, Kind, str]  # the unit a case is about, its kind, its log id
Place = tuple[str, Kind]  # a unit's id, a kind
Frozen = Mapping[tuple[ReportingPeriod, Kind], int]  # of one unit: the lower end of each step


@dataclass(frozen=True)
class Act:
    """One row of the custody log about a case."""

    act: CustodyAct
    on: date
    reason: str | None = None
    unit_id: str | None = None

    @property
    def routes_alone(self) -> bool:
        """Whether it is that the case went up for want of a desk and for nothing else."""
        return (self.act, self.reason) == (CustodyAct.CASE_ROUTED, RoutingReason.NO_DESK_ALONE)

    @property
    def is_ordinary(self) -> bool:
        """Whether the case may be counted although this was done."""
        if self.act in OF_OPENINGS:
            return self.reason == Matter.IDENTITY
        return self.act in ORDINARY or self.routes_alone


@dataclass(frozen=True)
class Way:
    """What the custody log holds of a case under one log id, and its kind."""

    log_id: str
    kind: Kind
    acts: tuple[Act, ...]


def alone(ways: Iterable[Way], quarter: ReportingPeriod) -> frozenset[Alone]:
    """The cases that came in the quarter for want of a desk alone, and with which nothing else was done since."""
    return frozenset(
        (act.unit_id, way.kind, way.log_id)
        for way in ways
        if way.kind in COUNTED_KINDS and all(each.is_ordinary for each in way.acts)
        for act in way.acts
        if act.routes_alone and act.on in quarter and act.unit_id is not None
    )


def step_of(count: int) -> int:
    """The lower end of the step that *count* lies in; 0 for fewer than five, none among them."""
    return count - count % STEP


def steps(found: Iterable[Alone], unit_ids: Collection[str]) -> dict[Place, int]:
    """What is frozen: a step for every unit and kind, also where nothing came in."""
    counts = {(unit_id, kind): 0 for unit_id in unit_ids for kind in COUNTED_KINDS}
    for unit_id, kind, _ in found:
        counts[unit_id, kind] += 1
    return {place: step_of(count) for place, count in counts.items()}


def frozen_on(quarter: ReportingPeriod) -> date:
    """The day on which the quarter is frozen, the end of the month after it: a conflict has had time to be seen."""
    return ReportingPeriod.month_of(quarter.end + ONE_DAY).end


def due_quarters(
    first: date, untold_until: date | None, frozen: Collection[ReportingPeriod], today: date
) -> tuple[ReportingPeriod, ...]:
    """The quarters to be frozen today, in order, beginning with the one *first* lies in.

    *untold_until*: the last day on which a case was routed without its being known whether the want of a desk was
    all; quarters that began by then are never frozen.
    """
    due = []
    quarter = ReportingPeriod.quarter_of(first)
    while frozen_on(quarter) <= today:
        is_told = untold_until is None or untold_until < quarter.start
        if is_told and quarter not in frozen:
            due.append(quarter)
        quarter = ReportingPeriod.quarter_of(quarter.end + ONE_DAY)
    return tuple(due)


class Withheld(StrEnum):
    """Why no number stands there."""

    FEW = "fewer_than_five"
    NOT_FROZEN = "not_frozen"
    NOT_KEPT = "not_kept"


class Hidden(StrEnum):
    """Why nothing of this is shown at all."""

    SEVERAL_UNITS = "several_units"
    COUNTED_IN_YOURS = "counted_in_yours"


@dataclass(frozen=True)
class AboveLine:
    """What is shown of one kind and quarter: a step by its lower end, or why there is none."""

    kind: Kind
    quarter: ReportingPeriod
    least: int | None = None
    withheld: Withheld | None = None

    @property
    def most(self) -> int | None:
        """The upper end of the step."""
        return None if self.least is None else self.least + STEP - 1


@dataclass(frozen=True)
class HandledAbove:
    """What is shown of a unit. `deskless`: the kinds for which it has no active desk of its own today."""

    deskless: frozenset[Kind] = frozenset()
    lines: tuple[AboveLine, ...] = ()
    hidden: Hidden | None = None

    @property
    def is_about_something(self) -> bool:
        """Whether there is anything to tell: an absent desk, today or in a quarter asked for."""
        return bool(self.deskless or self.lines)


def line_of(kind: Kind, quarter: ReportingPeriod, as_of: date, cells: Frozen) -> AboveLine:
    """The line of one kind and quarter, looked at from *as_of*.

    Security: what it says of fewer than five is the same for none and for four.
    """
    if as_of < frozen_on(quarter):
        return AboveLine(kind, quarter, withheld=Withheld.NOT_FROZEN)
    least = cells.get((quarter, kind))
    if least is None:
        return AboveLine(kind, quarter, withheld=Withheld.NOT_KEPT)
    if least < STEP:
        return AboveLine(kind, quarter, withheld=Withheld.FEW)
    return AboveLine(kind, quarter, least)


def counts_beside(
    reach: Collection[str], unit_id: str, units: Mapping[str, Unit], desks: Iterable[Desk]
) -> bool:
    """Whether somebody who exports the figures of *reach* may find the unit's cases there as exact numbers.

    That is so where a desk stands, or once stood, in one of these units that is not below it, or an inspectorate's
    anywhere but in it.
    """
    below = subtree(unit_id, units)
    return any(
        desk.unit_id in reach
        and desk.unit_id != unit_id
        and (desk.unit_id not in below or desk.kind is DeskKind.INSPECTORATE)
        for desk in desks
    )
