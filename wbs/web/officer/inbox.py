"""The list of cases: filters in the address, one page at a time, nearest deadline first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel.speaklater import LazyString

from wbs.domain.case import Case, Stage
from wbs.domain.figures import SHOWN_KINDS
from wbs.domain.inbox import MOST_COUNTED, Assigned, Filters, Position, SavedFilter, Standing
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.services.cases.inbox import Inbox, inbox
from wbs.services.retention.kept_cases import warned_of
from wbs.web.languages import gettext, language, lazy_gettext
from wbs.web.officer.case_forms import NAMES
from wbs.web.officer.deadlines import Due, due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import label

_l = lazy_gettext
bp = Blueprint("inbox", __name__)
Word = TypeVar("Word", bound=Enum)
NOTHING_WRONG: Mapping[str, str] = {}
PLACES = {"after": True, "before": False}
STANDINGS: Mapping[Standing, LazyString] = {
    Standing.OPEN: _l("Open"),
    Standing.OVERDUE: _l("Late"),
    Standing.SOON: _l("Due soon"),
    Standing.CLOSED: _l("Closed"),
    Standing.ALL: _l("All"),
}
FILTERS = ("standing", "stage", "kind", "unit", "assigned")


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
    id: str
    has: str
    is_own: bool


@dataclass(frozen=True)
class Kept:
    """A filter the officer keeps."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class Counted:
    """One part of the line at the top; `state` as that of a deadline."""

    state: str
    text: str
    url: str


@bp.get("/kasus")
def show() -> Response:
    """The officer's inbox."""
    return inbox_answer(request.args)


def inbox_answer(
    given: Mapping[str, str],
    problems: Mapping[str, str] = NOTHING_WRONG,
    status: int = 200,
) -> Response:
    """The inbox that *given* names by its filters and place, with what was wrong in its form of several."""
    chosen = {name: given.get(name, "") for name in FILTERS}
    position, filters = position_of(given), filters_of(chosen)
    found = inbox(context(), actor(), filters, position, unit_slug=chosen["unit"])
    page = render_template(
        "officer/inbox.html",
        rows=tuple(_row(found, case) for case in found.cases),
        choices=_choices(found),
        chosen=chosen,
        place={name: given[name] for name in PLACES if given.get(name)},
        kept=tuple(_kept(found, one) for one in found.kept),
        members=tuple((officer.id, officer.name) for officer in found.members),
        classes=tuple((word.value, label(word)) for word in ComplaintClass),
        waiting=len(found.waiting),
        waiting_late=sum(task.is_late(found.today) for task in found.waiting),
        typed=given,
        checked=frozenset(several("case") if (several := getattr(given, "getlist", None)) else ()),
        problems=problems,
        names=NAMES | {"case": gettext("Cases"), "act": gettext("What is to be done")},
        is_filtered=any(chosen.values()),
        due_summary=_summary(found),
        has_desk=bool(actor().officer.desk_ids),
        before_url=_page_url(chosen, found.before),
        after_url=_page_url(chosen, found.after),
        ending=warned_of(context(), actor()),
    )
    return answer(page, status)


def _kept(found: Inbox, kept: SavedFilter) -> Kept:
    """A kept filter as a link; it is named by what it says."""
    unit = found.units.get(kept.unit_id or "")
    words = [STANDINGS[kept.standing]]
    words += [label(word) for word in (kept.stage, kept.kind, kept.assigned) if word is not None]
    words += [unit.name] if unit else []
    query: dict[str, Any] = {"standing": kept.standing.value}
    query |= {"stage": kept.stage.value} if kept.stage else {}
    query |= {"kind": kept.kind.value} if kept.kind else {}
    query |= {"assigned": kept.assigned.value} if kept.assigned else {}
    query |= {"unit": unit.slug} if unit else {}
    return Kept(kept.id, " · ".join(map(str, words)), url_for("inbox.show", **query))


def filters_of(chosen: dict[str, str]) -> Filters:
    """The filters of the address; a word nobody offers filters nothing."""
    stage = _word(Stage, chosen["stage"])
    standing = _word(Standing, chosen["standing"]) or Standing.OPEN
    return Filters(
        standing=Standing.CLOSED if stage is Stage.CLOSED else standing,
        stage=stage,
        kind=_word(Kind, chosen["kind"]),
        assigned=_word(Assigned, chosen["assigned"]),
    )


def _word(words: type[Word], text: str) -> Word | None:
    try:
        return words(text)
    except ValueError:
        return None


def position_of(given: Mapping[str, str]) -> Position | None:
    """The place the address names; the beginning if it names none that can be read."""
    for name, is_forward in PLACES.items():
        day, _, case_id = given.get(name, "").partition("_")
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
        "standing": [(standing.value, str(text)) for standing, text in STANDINGS.items()],
        "assigned": [(word.value, label(word)) for word in Assigned],
        "stage": [(stage.value, label(stage)) for stage in Stage],
        "kind": [(kind.value, label(kind)) for kind in SHOWN_KINDS],
        "unit": [(unit.slug, unit.name) for unit in found.offered_units],
    }


def _summary(found: Inbox) -> tuple[Counted, ...]:
    """What is late and what is close at all the officer's desks, each with the way to it."""
    counts = found.counts
    late = gettext("%(count)s late", count=_as_counted(counts.late))
    today = gettext("%(count)s due today", count=_as_counted(counts.today))
    soon = gettext("%(count)s due soon", count=_as_counted(counts.soon))
    overdue_url = url_for("inbox.show", standing=Standing.OVERDUE.value)
    soon_url = url_for("inbox.show", standing=Standing.SOON.value)
    return tuple(
        Counted(state, text, url)
        for number, state, text, url in (
            (counts.late, "late", late, overdue_url),
            (counts.today, "today", today, soon_url),
            (counts.soon, "soon", soon, soon_url),
        )
        if number
    )


def _as_counted(number: int) -> str:
    if number > MOST_COUNTED:
        return gettext("more than %(count)s", count=MOST_COUNTED)
    return str(number)


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
        id=case.id,
        has=found.assigned[case.id].name if case.id in found.assigned else "",
        is_own=case.id in found.assigned and found.assigned[case.id].id == actor().officer.id,
    )
