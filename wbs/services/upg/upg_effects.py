"""What a sheet of the UPG decides: the stage, the clocks and the clear figures of its disclosure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case, Outcome, Stage
from wbs.domain.event import Act, Event
from wbs.domain.gratification.disclosed import objects_of, rupiah_of
from wbs.domain.gratification.disclosure import day_field
from wbs.domain.gratification.gift import GivenObject, ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement, SheetKind
from wbs.domain.gratification.upg_sheet_form import Sheet
from wbs.domain.period import Trigger
from wbs.domain.record import Author, RecordKind
from wbs.sealing.key import Key
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.decision import Words, decide
from wbs.services.cases.officer_text import read_optional_message
from wbs.services.cases.read_records import OpenedCase
from wbs.services.context import Context
from wbs.store.cases import cases, disclosures
from wbs.store.cases.disclosures import ObjectFigures, ReviewFigures
from wbs.store.database import Work


@dataclass(frozen=True)
class Entry:
    """One sheet on its way into a case that is open before us."""

    context: Context
    work: Work
    actor: Actor
    case: Case
    key: Key
    opened: OpenedCase
    events: tuple[Event, ...]
    sheet: Sheet

    def __repr__(self) -> str:
        return "Entry(…)"


def gratuity_day(fields: Mapping[str, str]) -> date:
    """The day on which what is disclosed was received or refused."""
    return date.fromisoformat(fields[day_field(fields["type"])])


def _return(entry: Entry) -> None:
    _move(entry, Stage.RETURNED)


def _complete(entry: Entry) -> None:
    _move(entry, Stage.SUBMITTED)


def _review(entry: Entry) -> None:
    sheet = entry.sheet
    outcome = Outcome(sheet.fields["outcome"])
    figures = ReviewFigures(
        _move(entry, Stage.REVIEWED, outcome),
        outcome,
        exempt=sheet.fields.get("exempt"),
        conflict=sheet.says("conflict"),
        official=sheet.says("official"),
        perishable=sheet.says("perishable"),
        above_standard=sheet.says("above_standard"),
    )
    _count(entry, figures)
    if figures.perishable:
        _trigger(entry, Trigger.PERISHABLE, gratuity_day(entry.opened.report.fields))


def _record(entry: Entry) -> None:
    on = _move(entry, Stage.RECORDED, Outcome.RECORDED)
    _count(entry, ReviewFigures(on, Outcome.RECORDED))


def _revise(entry: Entry) -> None:
    _move(entry, Stage.SUBMITTED)
    disclosures.drop(entry.work, entry.case.log_id)


def _keep(entry: Entry) -> None:
    """The custody of an object decides nothing."""


def _forward(entry: Entry) -> None:
    on = _day_of(entry)
    _log(entry, Act.FORWARDED_TO_KPK, on)
    by = ForwardedBy(entry.sheet.fields["by"])
    disclosures.put_forwarding(entry.work, entry.case.log_id, on, by)
    _tell(entry)


def _recap(entry: Entry) -> None:
    _log(entry, Act.RECAPPED, _day_of(entry))


def _determine(entry: Entry) -> None:
    outcome = Outcome(entry.sheet.fields["determination"])
    _move(entry, Stage.DETERMINED, outcome)
    disclosures.put_determination(entry.work, entry.case.log_id, _day_of(entry), outcome)


def _settle(entry: Entry) -> None:
    _move(entry, Stage.SETTLED)
    settlement = Settlement(entry.sheet.fields["settlement"])
    disclosures.put_settlement(entry.work, entry.case.log_id, _day_of(entry), settlement)


EFFECTS: Mapping[SheetKind, Callable[[Entry], None]] = {
    SheetKind.RETURN: _return,
    SheetKind.COMPLETION: _complete,
    SheetKind.REVIEW: _review,
    SheetKind.RECORD: _record,
    SheetKind.REVISION: _revise,
    SheetKind.CUSTODY: _keep,
    SheetKind.FORWARDING: _forward,
    SheetKind.RECAP: _recap,
    SheetKind.DETERMINATION: _determine,
    SheetKind.SETTLEMENT: _settle,
}


def _move(entry: Entry, to: Stage, outcome: Outcome | None = None) -> date:
    """The case is at that stage; the day of the event that says so."""
    told = entry.sheet.on
    on = entry.context.today() if told is None else _in_order(entry, told)
    decide(
        entry.context,
        entry.work,
        entry.actor,
        entry.case.id,
        Words(message=entry.sheet.message),
        lambda case, today: case.move(to, today, outcome),
        key=entry.key,
        occurred_on=on,
    )
    return on


def _log(entry: Entry, act: Act, on: date) -> None:
    """What moves no stage is logged, with the clocks it ends: the log tells when it was entered."""
    case = cases.get_for_change(entry.work, entry.case.id)
    day = _in_order(entry, on)
    after = ledger.record_change(entry.context, entry.work, case, case, act, day)
    cases.save(entry.work, after)


def _in_order(entry: Entry, on: date) -> date:
    """The day of an event: a case's events keep their order, whatever day a sheet tells of."""
    return max(on, entry.events[-1].occurred_on)


def _trigger(entry: Entry, trigger: Trigger, on: date) -> None:
    case = cases.get_for_change(entry.work, entry.case.id)
    after = ledger.record_trigger(entry.context, entry.work, case, trigger, on)
    cases.save(entry.work, after)


def _tell(entry: Entry) -> None:
    content = read_optional_message(entry.context, entry.sheet.message)
    if content is not None:
        append_within(
            entry.context,
            entry.work,
            entry.case.id,
            entry.key,
            kind=RecordKind.MESSAGE,
            author=Author.OFFICER,
            content=content,
        )


def _count(entry: Entry, review: ReviewFigures) -> None:
    objects: dict[ObjectKind, list[GivenObject]] = {}
    for given in objects_of(entry.opened.report.fields):
        objects.setdefault(given.kind, []).append(given)
    figures = (
        ObjectFigures(kind, len(found), sum(rupiah_of(o, entry.sheet.fields) or 0 for o in found))
        for kind, found in objects.items()
    )
    disclosures.put_review(entry.work, entry.case.log_id, review, figures)


def _day_of(entry: Entry) -> date:
    assert entry.sheet.on is not None  # noqa: S101 (a field these sheets require)
    return entry.sheet.on
