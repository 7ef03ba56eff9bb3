"""What the pages of monev show, as final strings."""

from dataclasses import dataclass
from datetime import date

from flask import g, request, url_for
from flask_babel.speaklater import LazyString

from wbs.domain.access import may
from wbs.domain.errors import Invalid
from wbs.domain.kinds import Kind
from wbs.domain.monev import (
    EVALUATED,
    FOLLOWED_UP,
    MONITORED,
    ROWS,
    Progress,
    Standing,
    follow_up,
    regularity,
)
from wbs.domain.span import ReportingPeriod, last_month_end
from wbs.services.monev.meetings import MonevYear
from wbs.services.monev.monev_texts import OpenedRecommendation
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.officer.navigation import Link
from wbs.web.officer.permissions import PERMISSIONS
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day, label

_l = lazy_gettext
YEARS = 5
QUARTERS = ((3, 6),)
PAGES = (("meetings.show", _l("Meetings")), ("recommendations.show", _l("Recommendations")))
LABELS: dict[str, LazyString] = {
    "quarter": _l("Quarter that is evaluated"),
    "held_on": _l("Day of the meeting"),
    "place": _l("Place"),
    "chair": _l("Who chairs it"),
    "attendees": _l("How many are present"),
    "kinds": _l("What is evaluated"),
    "agenda": _l("Agenda"),
    "notes": _l("Notes of the meeting"),
    "kind": _l("What it is about"),
    "text": _l("Recommendation"),
    "owner": _l("Who is responsible"),
    "due_on": _l("Last day"),
    "progress": _l("Status"),
    "note": _l("Remark"),
    "proof": _l("Proof"),
    "attachments": _l("Proof as a new file"),
}
MARKS = {Standing.HELD: "tag tag--good", Standing.GAP: "tag tag--warn"}


@dataclass(frozen=True)
class KindRow:
    """A kind: how each quarter stands, and what of the recommendations is done."""

    name: str
    cells: tuple[tuple[str, str, str], ...]  # quarter, words, class
    evaluated: str
    followed_up: str
    counts: str


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation as its line shows it. Without `url` whoever looks only reads."""

    text: str
    owner: str
    kind: str
    quarter: str
    due: str
    is_overdue: bool
    progress: str
    is_done: bool
    since: str
    note: str
    meeting_url: str
    proof: str
    url: str


def tabs() -> tuple[Link, ...]:
    """The links between the pages of monev, that of this page marked."""
    here = (request.endpoint or "").partition(".")[0]
    return tuple(
        Link(str(text), url_for(endpoint), here == endpoint.partition(".")[0])
        for endpoint, text in PAGES
        if may(g.actor.officer, PERMISSIONS[endpoint])
    )


def asked_year() -> int:
    """The year somebody asked for; that of the last month that ended where they asked for none we offer."""
    text = request.args.get("tahun", "")
    latest = context().today().year
    if text in {code for code, _ in years()}:
        return int(text)
    return latest


def years() -> list[tuple[str, str]]:
    """The years to choose from, the latest first."""
    latest = context().today().year
    return [(str(year), str(year)) for year in range(latest, latest - YEARS, -1)]


def asked_quarter(text: str) -> ReportingPeriod:
    """The quarter somebody asked for; the one in which the last month ended where that is none."""
    try:
        quarter = ReportingPeriod.parse(text)
    except Invalid:
        quarter = None
    if quarter is None or quarter.quarters != (quarter,):
        return ReportingPeriod.quarter_of(last_month_end(context().today()))
    return quarter


def kind_rows(found: MonevYear) -> tuple[KindRow, ...]:
    """A row for every kind."""
    return tuple(_kind_row(found, kind) for kind in MONITORED)


def _kind_row(found: MonevYear, kind: Kind) -> KindRow:
    today, standings = context().today(), found.standings[kind]
    given = (each.recommendation for each in found.recommendations)
    tracked = follow_up(given, kind, ReportingPeriod(found.year, 1, 12), today)
    regular = regularity(standings.values())
    counts = gettext(
        "%(done)s of %(asked)s done, %(overdue)s past the last day",
        done=tracked.done,
        asked=tracked.given - tracked.cancelled,
        overdue=tracked.overdue,
    )
    return KindRow(
        name=label(kind),
        cells=tuple(
            (period_name(quarter), label(standing), MARKS.get(standing, "soft"))
            for quarter, standing in standings.items()
        ),
        evaluated=_supports(label(regular), ROWS[kind].evaluated, EVALUATED[regular], kind),
        followed_up=_supports(
            label(tracked.extent), ROWS[kind].followed_up or "", FOLLOWED_UP[tracked.extent], kind
        ),
        counts=counts if tracked.given else "",
    )


def _supports(words: str, code: str, answer: str | None, kind: Kind) -> str:
    """What it is, and which answer of the sheet that supports; no row asks about some kinds."""
    if ROWS[kind].followed_up is None or answer is None:
        return words
    return gettext(
        "%(words)s (%(code)s: supports %(answer)s)", words=words, code=code, answer=answer
    )


def recommendation_lines(
    opened: tuple[OpenedRecommendation, ...], *, may_write: bool
) -> tuple[RecommendationLine, ...]:
    """The recommendations, those that wait first."""
    today = context().today()
    order = list(Progress)
    shown = sorted(
        opened,
        key=lambda each: (
            order.index(each.recommendation.progress(today)),
            each.recommendation.due_on,
        ),
    )
    return tuple(_line(each, today, may_write=may_write) for each in shown)


def _line(opened: OpenedRecommendation, today: date, *, may_write: bool) -> RecommendationLine:
    said = opened.recommendation
    progress, step = said.progress(today), said.step(today)
    proof = step.proof if step and progress is Progress.DONE else None
    return RecommendationLine(
        text=opened.text,
        owner=opened.owner,
        kind=label(said.kind),
        quarter=period_name(said.quarter),
        due=day(said.due_on),
        is_overdue=said.is_overdue(today),
        progress=label(progress),
        is_done=progress is Progress.DONE,
        since=day(step.taken_on) if step else "",
        note=opened.notes[-1] if opened.notes else "",
        meeting_url=url_for("meetings.one", meeting_id=said.meeting_id),
        proof=url_for("documents.download", document_id=proof) if proof else "",
        url=url_for("recommendations.edit", recommendation_id=said.id) if may_write else "",
    )
