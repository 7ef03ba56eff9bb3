"""What a case's page shows of the ways to another desk: to whom it may go, and what its reporter answered."""

from dataclasses import dataclass
from datetime import date

from flask import request

from wbs.domain.kinds import Answer
from wbs.domain.unit import Desk
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedRouting
from wbs.services.routing.circumstances import FORMERLY
from wbs.services.routing.hand_across import owners_of
from wbs.services.routing.hand_over import takers_of
from wbs.services.routing.take_over import may_be_taken_over
from wbs.web.languages import gettext
from wbs.web.officer.case_forms import Choices, Sent, written
from wbs.web.shell import context
from wbs.web.words import label

HAND_OVER = "serah"
CONCERNED = "serah-benturan"
ACROSS = "salah-unit"
TAKE_OVER = "ambil-alih"


@dataclass(frozen=True)
class HandOverForms:
    """The desks the case may be handed to, and those it may go to where the own desk is concerned.

    `is_alone`: it could be handed over, but no desk may take it if this one is concerned. `units`: those
    it may go to where it was filed under the wrong one; `answers`: what is asked of whom it concerns there;
    `asks_unit`: that form was asked for or sent. An agency has many units, so it is not on every page.
    """

    case_id: str
    seen: str
    ordinary: Choices
    if_concerned: Choices
    is_alone: bool
    units: Choices
    answers: Choices
    asks_unit: bool
    sent: Sent

    def __repr__(self) -> str:
        return "HandOverForms(…)"


@dataclass(frozen=True)
class TakeOverForm:
    """A case that the officer's desk looks into."""

    case_id: str
    seen: str
    may_take: bool
    sent: Sent

    def __repr__(self) -> str:
        return "TakeOverForm(…)"


@dataclass(frozen=True)
class Asked:
    """One time that the case went elsewhere and was asked whom it concerns.

    `formerly`: the unit it was filed under until an officer handed it to another; empty where its reporter asked.
    """

    on: date
    formerly: str
    answers: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "Asked(…)"


def hand_over_forms(case_file: CaseFile, sent: Sent) -> HandOverForms | None:
    """The forms of handing the case over, for the desk in charge; None where no desk may take it."""
    if not case_file.is_in_charge:
        return None
    found, owners = takers_of(context(), case_file), owners_of(context(), case_file)
    if not found.ordinary and not owners:
        return None
    return HandOverForms(
        case_file.case.id,
        written(case_file.seen),
        _choices(case_file, found.ordinary),
        _choices(case_file, found.if_concerned),
        not found.if_concerned,
        tuple((unit.slug, unit.name) for unit in owners),
        tuple((answer.value, label(answer)) for answer in Answer),
        ACROSS in {sent.act, request.args.get("bagian", "")},
        sent,
    )


def take_over_form(case_file: CaseFile, sent: Sent) -> TakeOverForm | None:
    """That the officer's desk looks in, and the form of taking the case over."""
    if case_file.is_in_charge:
        return None
    may_take = may_be_taken_over(case_file.case)
    return TakeOverForm(case_file.case.id, written(case_file.seen), may_take, sent)


def reroutings(case_file: CaseFile, _: Sent) -> tuple[Asked, ...] | None:
    """What was answered each time that the reporter asked for another desk, or an officer found the right unit."""
    return tuple(_asked(case_file, one) for one in case_file.opened.routings) or None


def _asked(case_file: CaseFile, one: OpenedRouting) -> Asked:
    fields = dict(one.fields)
    before = case_file.units.get(fields.pop(FORMERLY, ""))
    answers = tuple(_answer(*field) for field in sorted(fields.items()))
    return Asked(one.written_on, before.name if before else "", answers)


def _answer(name: str, text: str) -> tuple[str, str]:
    if name == "exclude":
        return gettext("Must not see it"), text
    if name == "concerns_head":
        return gettext("Concerns the head of the unit"), label(Answer(text))
    return gettext("Concerns somebody at a desk of the unit"), label(Answer(text))


def _choices(case_file: CaseFile, desks: tuple[Desk, ...]) -> Choices:
    units = case_file.units
    return tuple((desk.id, f"{label(desk.kind)} · {units[desk.unit_id].name}") for desk in desks)
