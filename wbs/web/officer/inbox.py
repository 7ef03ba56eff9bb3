"""The list of cases: filters in the address, one page at a time, nearest deadline first."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from flask import Blueprint, render_template, request, url_for

from wbs.domain.case import Case, Stage
from wbs.domain.inbox import Filters, Position, Standing
from wbs.domain.kinds import Kind
from wbs.services.inbox import Inbox, inbox
from wbs.web.languages import gettext, language
from wbs.web.officer.deadlines import Due, due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("inbox", __name__)
Word = TypeVar("Word", bound=Enum)
FILTERS = ("standing", "stage", "kind", "unit")


@dataclass(frozen=True)
class Row:
    """One case in the list."""

    url: str
    reference: str
    category: str
    kind: str
    unit: str
    stage: str
    outcome: str
    due: Due
    received_on: date
    is_unread: bool


@bp.get("/kasus")
def show() -> str:
    """The officer's inbox."""
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    found = inbox(context(), actor(), _filters(chosen), _position(), unit_slug=chosen["unit"])
    return render_template(
        "officer/inbox.html",
        rows=tuple(_row(found, case) for case in found.cases),
        choices=_choices(found),
        chosen=chosen,
        is_filtered=any(chosen.values()),
        has_desk=bool(actor().officer.desk_ids),
        before_url=_page_url(chosen, found.before),
        after_url=_page_url(chosen, found.after),
    )


def _filters(chosen: dict[str, str]) -> Filters:
    """The filters of the address; a word nobody offers filters nothing."""
    stage = _word(Stage, chosen["stage"])
    standing = _word(Standing, chosen["standing"]) or Standing.OPEN
    return Filters(
        standing=Standing.CLOSED if stage is Stage.CLOSED else standing,
        stage=stage,
        kind=_word(Kind, chosen["kind"]),
    )


def _word(words: type[Word], text: str) -> Word | None:
    try:
        return words(text)
    except ValueError:
        return None


def _position() -> Position | None:
    """The place the address names; the beginning if it names none that can be read."""
    for name, is_forward in (("after", True), ("before", False)):
        day, _, case_id = request.args.get(name, "").partition("_")
        try:
            return Position(date.fromisoformat(day), case_id, is_forward)
        except ValueError:
            continue
    return None


def _page_url(chosen: dict[str, str], position: Position | None) -> str:
    if position is None:
        return ""
    name = "after" if position.is_forward else "before"
    query: dict[str, Any] = {key: word for key, word in chosen.items() if word}
    query[name] = f"{position.due_sort.isoformat()}_{position.case_id}"
    return url_for("inbox.show", **query)


def _choices(found: Inbox) -> dict[str, list[tuple[str, str]]]:
    return {
        "standing": [
            (Standing.OPEN.value, gettext("Open")),
            (Standing.OVERDUE.value, gettext("Late")),
            (Standing.CLOSED.value, gettext("Closed")),
            (Standing.ALL.value, gettext("All")),
        ],
        "stage": [(stage.value, label(stage)) for stage in Stage],
        "kind": [(kind.value, label(kind)) for kind in (Kind.WBS, Kind.COMPLAINT)],
        "unit": [(unit.slug, unit.name) for unit in found.offered_units],
    }


def _row(found: Inbox, case: Case) -> Row:
    return Row(
        url=url_for("case.show", case_id=case.id),
        reference=reference(case.id),
        category=context().law.category_label(case.category, language()),
        kind=label(case.kind),
        unit=found.units[case.unit_id].name,
        stage=label(case.stage),
        outcome=label(case.outcome) if case.outcome else "",
        due=due_of(case, found.today),
        received_on=case.received_on,
        is_unread=case.id in found.unread,
    )
