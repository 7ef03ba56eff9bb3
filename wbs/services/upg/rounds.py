"""The rounds of a case: each reopening begins a new one, and what was decided before no longer stands."""

from collections.abc import Iterable

from wbs.domain.event import Act, Event
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.services.cases.read_records import OpenedCase, OpenedSheet


def round_of(events: Iterable[Event]) -> int:
    """The round a case with these events is in, from 0."""
    return sum(event.act is Act.REOPENED for event in events)


def current_sheets(opened: OpenedCase, events: Iterable[Event]) -> tuple[OpenedSheet, ...]:
    """The sheets of the running round, in the order they were written."""
    return sheets_of_round(opened, round_of(events))


def sheets_of_round(opened: OpenedCase, number: int) -> tuple[OpenedSheet, ...]:
    """The sheets written in that round, in order; a review that was taken back is none of them."""
    found = tuple(sheet for sheet in opened.sheets if sheet.content.round == number)
    taken_back = [s.number for s in found if s.content.sheet == SheetKind.REVISION]
    return tuple(
        sheet
        for sheet in found
        if sheet.content.sheet != SheetKind.REVIEW or sheet.number > max(taken_back, default=0)
    )
