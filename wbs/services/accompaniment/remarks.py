"""Remarks on the rows of a unit's evaluation sheet: the inspectorate above writes, the unit answers.

For another page to show beside its rows: `remarks_on`, with the template `officer/_remarks.html`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from wbs.domain.access import Permission
from wbs.domain.errors import Invalid, NotAllowed, NotFound
from wbs.domain.form import Reason
from wbs.domain.officer import Officer
from wbs.domain.remark import Remark, Side, read_remark, side_of, waits_for_unit
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.conflict.duties import chosen, units_seen
from wbs.services.context import Context
from wbs.services.documents.document_content import instance_key
from wbs.services.house_text import TextPlace, open_texts, seal_texts
from wbs.services.in_turn import in_turn
from wbs.store.agency.officers import all_officers
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import remarks as rows

LENGTH = "remark"


@dataclass(frozen=True)
class OpenedRemark:
    """A remark with its words, and the name of who wrote it."""

    remark: Remark
    by: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class RowRemarks:
    """What was written about one row for one period, in order."""

    lke_code: str
    period: ReportingPeriod
    remarks: tuple[OpenedRemark, ...] = ()

    @property
    def waits_for_unit(self) -> bool:
        """Whether the unit has yet to answer."""
        return waits_for_unit(each.remark for each in self.remarks)


@dataclass(frozen=True)
class Accompaniment:
    """The remarks about one unit, and on which side whoever looks may write; None: they read."""

    unit: Unit
    units: tuple[Unit, ...]
    rows: tuple[RowRemarks, ...]
    side: Side | None

    def on(self, lke_code: str, period: ReportingPeriod) -> RowRemarks:
        """What was written about that row for that period; nothing, where nothing was."""
        for row in self.rows:
            if (row.lke_code, row.period) == (lke_code, period):
                return row
        return RowRemarks(lke_code, period)


def remarks_on(
    context: Context, by: Officer, unit_slug: str = "", period: ReportingPeriod | None = None
) -> Accompaniment:
    """The remarks about the unit, of every period or of exactly that one.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such unit, or it is not the officer's to see.
        Unavailable: there is no instance key.
        Tampered: a row was altered.
    """
    instance_key(context)
    with context.database.reading() as work:
        units = units_seen(work, by)
        unit = chosen(units, by, unit_slug)
        side = side_of(by, unit.id, all_units(work))
        stored = rows.remarks_of(work, [unit.id], period)
        names = {officer.id: officer.name for officer in all_officers(work)}
    opened = [_opened(context, each, names) for each in stored]
    grouped = groupby(opened, key=lambda each: (each.remark.lke_code, each.remark.period))
    return Accompaniment(
        unit, units, tuple(RowRemarks(*key, tuple(each)) for key, each in grouped), side
    )


def write_remark(
    context: Context,
    by: Officer,
    unit_slug: str,
    lke_code: str,
    period: ReportingPeriod,
    text: str,
) -> Remark:
    """The remark stands behind the others of that row and period.

    Raises:
        NotAllowed: the officer is neither the inspectorate above nor files the unit's evidence.
        NotFound: there is no such unit for the officer.
        InvalidForm: the text cannot be taken, or the row or period is none.
        Busy: others were faster too many times in a row.
        Unavailable: there is no instance key.
    """
    instance_key(context)
    said = read_remark(text, context.law.lengths[LENGTH])
    _require_row(context, lke_code, period)

    def act(work: Work) -> Remark:
        unit = chosen(units_seen(work, by), by, unit_slug)
        side = side_of(by, unit.id, all_units(work))
        if side is None:
            raise NotAllowed(Permission.ACCOMPANY.value)
        number = rows.next_number(work, unit.id, lke_code, period)
        remark = Remark(
            *(context.new_id(), unit.id, lke_code, period),
            *(number, side, context.today(), by.id),
        )
        sealed = seal_texts(context, _place(remark), {"text": said})
        rows.add(work, rows.StoredRemark(remark, sealed))
        return remark

    return in_turn(context, act)


def _require_row(context: Context, lke_code: str, period: ReportingPeriod) -> None:
    try:
        context.law.sheet.row(lke_code)
    except NotFound:
        raise Invalid("lke_code", Reason.UNKNOWN) from None
    if period.start > context.today():
        raise Invalid("period", "not_begun")


def _opened(context: Context, stored: rows.StoredRemark, names: Mapping[str, str]) -> OpenedRemark:
    remark = stored.remark
    texts = open_texts(context, _place(remark), stored.sealed)
    return OpenedRemark(remark, names.get(remark.written_by, ""), texts.get("text", ""))


def _place(remark: Remark) -> TextPlace:
    return TextPlace(
        "remark",
        remark.id,
        remark.unit_id,
        f"{remark.lke_code} {remark.number} {remark.side.value}",
        remark.period.code,
        remark.written_on.isoformat(),
        remark.written_by,
    )
