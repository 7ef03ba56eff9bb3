"""Meetings of monev: the year of a unit, the form of a meeting, one meeting, its minutes: `/petugas/monev`."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, NotFound, Refused, Stale, Unavailable
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.monev import MONITORED, ROWS
from wbs.domain.monev_form import MEETING_FIELDS, length_name
from wbs.domain.span import ReportingPeriod
from wbs.evidence.monev_agenda import agenda_text
from wbs.evidence.papers.press import pdf_bytes
from wbs.services.monev.agenda_figures import agenda_figures
from wbs.services.monev.meetings import (
    MeetingFile,
    end_meeting,
    meeting_file,
    monev_year,
    write_meeting,
)
from wbs.services.monev.monev_texts import OpenedMeeting
from wbs.services.monev.recommendations import recommend
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.monev.minutes import minutes_paper
from wbs.web.officer.monev.page import (
    LABELS,
    QUARTERS,
    asked_quarter,
    asked_year,
    kind_rows,
    recommendation_lines,
    tabs,
    years,
)
from wbs.web.officer.news import tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day, label

bp = Blueprint("meetings", __name__)
NAMES = tuple(f.name for f in MEETING_FIELDS)
GIVEN = ("kind", "text", "owner", "due_on")


@bp.errorhandler(Unavailable)
def without_key(_: Unavailable) -> Response:
    """The server has no key for what is said at meetings; whoever runs it can make one."""
    return answer(render_template("officer/documents_keyless.html"), 503)


@bp.get("/monev")
def show() -> Response:
    """Which quarters of the year were evaluated, kind by kind, and the meetings."""
    found = monev_year(context(), actor().officer, asked_year(), request.args.get("unit", ""))
    page = render_template(
        "officer/monev.html",
        tabs=tabs(),
        found=found,
        rows=kind_rows(found),
        meetings=[_line(opened) for opened in reversed(found.meetings)],
        units=[(unit.slug, unit.name) for unit in found.units],
        years=years(),
    )
    return answer(page)


@bp.get("/monev/rapat/baru")
def form() -> Response:
    """The empty form, its agenda begun with the figures of the quarter."""
    quarter = asked_quarter(request.args.get("triwulan", ""))
    sent = dict.fromkeys(NAMES, "") | {"quarter": quarter.code, "agenda": _agenda(quarter)}
    return _form(None, sent, [kind.value for kind in MONITORED], {})


@bp.post("/monev/rapat/baru")
def add() -> AnyResponse:
    """One more meeting."""
    return _write(None)


@bp.get("/monev/rapat/<meeting_id>")
def one(meeting_id: str) -> Response:
    """One meeting, what it recommended, and its minutes."""
    return _one(meeting_id, dict.fromkeys(GIVEN, ""), {})


@bp.get("/monev/rapat/<meeting_id>/notula.pdf")
def minutes(meeting_id: str) -> Response:
    """The minutes as a paper to sign."""
    found = meeting_file(context(), actor().officer, meeting_id)
    paper = minutes_paper(found)
    name = f"notula-monev-{found.unit.slug}-{found.opened.meeting.held_on.isoformat()}.pdf"
    return sent_file(pdf_bytes(paper), name, "application/pdf")


@bp.get("/monev/rapat/<meeting_id>/ubah")
def edit(meeting_id: str) -> Response:
    """The meeting as it was last written down, to be changed."""
    found = meeting_file(context(), actor().officer, meeting_id)
    if not found.may_write:
        raise NotFound("no meeting to change")
    said = found.opened.meeting
    sent = {
        "quarter": said.quarter.code,
        "held_on": said.held_on.isoformat(),
        "attendees": str(said.attendees),
        **{n: getattr(found.opened, n) for n in ("place", "chair", "agenda", "notes")},
    }
    return _form(found, sent, [kind.value for kind in said.kinds], {})


@bp.post("/monev/rapat/<meeting_id>/ubah")
def change(meeting_id: str) -> AnyResponse:
    """The meeting as typed."""
    return _write(meeting_file(context(), actor().officer, meeting_id))


@bp.post("/monev/rapat/<meeting_id>/hapus")
def end(meeting_id: str) -> AnyResponse:
    """The meeting is taken out, where it recommended nothing."""
    try:
        end_meeting(context(), actor().officer, meeting_id, _seen())
    except Refused:
        told = gettext("It recommended something, which would go with it. It stays.")
        return _one(meeting_id, dict.fromkeys(GIVEN, ""), {"text": told}, 409)
    return tell("meetings.show", "dihapus")


@bp.post("/monev/rapat/<meeting_id>/rekomendasi")
def give(meeting_id: str) -> AnyResponse:
    """The meeting recommended one thing more."""
    sent = typed(*GIVEN)
    try:
        recommend(context(), actor().officer, meeting_id, sent)
    except InvalidForm as error:
        return _one(meeting_id, sent, problems_of(error), 422)
    return tell("meetings.one", "rekomendasi", meeting_id=meeting_id)


def _write(found: MeetingFile | None) -> AnyResponse:
    sent, kinds = typed(*NAMES), request.form.getlist("kinds")
    meeting_id = found.opened.meeting.id if found else ""
    try:
        meeting = write_meeting(context(), actor().officer, sent, kinds, meeting_id, _seen())
    except InvalidForm as error:
        return _form(found, sent, kinds, problems_of(error), 422)
    except Stale:
        return _form(found, sent, kinds, {}, 409, is_stale=True)
    return tell("meetings.one", "disimpan", meeting_id=meeting.id)


def _seen() -> int:
    """The version the form was made from; what is no number is none."""
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004


def _agenda(quarter: ReportingPeriod) -> str:
    """The quarter's figures in words; nothing where the officer may see none of them yet."""
    found = monev_year(context(), actor().officer, quarter.year)
    try:
        figures = agenda_figures(context(), actor().officer, found.unit.slug, quarter)
    except Invalid:
        return ""
    return agenda_text(figures)


def _line(opened: OpenedMeeting) -> dict[str, str | bool]:
    said = opened.meeting
    return {
        "url": url_for("meetings.one", meeting_id=said.id),
        "day": day(said.held_on),
        "quarter": period_name(said.quarter),
        "kinds": ", ".join(label(kind) for kind in MONITORED if kind in said.kinds),
        "place": opened.place,
        "attendees": str(said.attendees),
        "is_planned": not said.counts(context().today()),
        "entered": day(said.entered_on),
        "is_late": ReportingPeriod.quarter_of(said.entered_on)
        > ReportingPeriod.quarter_of(said.held_on),
    }


def _one(
    meeting_id: str, sent: Mapping[str, str], problems: Problems, status: int = 200
) -> Response:
    found = meeting_file(context(), actor().officer, meeting_id)
    said = found.opened.meeting
    page = render_template(
        "officer/meeting.html",
        found=found,
        line=_line(found.opened),
        by=found.names.get(found.opened.entered_by, ""),
        given=recommendation_lines(found.recommendations, may_write=found.may_write),
        kinds=[(kind.value, label(kind)) for kind in MONITORED if kind in said.kinds],
        filings=[
            (label(kind), _filing(found, ROWS[kind].evaluated))
            for kind in MONITORED
            if kind in said.kinds
        ],
        labels=LABELS,
        typed=sent,
        problems=problems,
    )
    return answer(page, status)


def _filing(found: MeetingFile, code: str) -> str:
    """Where the signed minutes are filed under that row of the evaluation sheet."""
    said = found.opened.meeting
    return url_for(
        "documents.form",
        lke_code=code,
        kind=DocumentKind.MINUTES.value,
        period=said.quarter.code,
        title=f"Notula rapat monev {said.held_on.isoformat()}, ditandatangani",
        held_on=said.held_on.isoformat(),
    )


def _form(
    found: MeetingFile | None,
    sent: Mapping[str, str],
    chosen: list[str],
    problems: Problems,
    status: int = 200,
    *,
    is_stale: bool = False,
) -> Response:
    unit = (
        found.unit if found else monev_year(context(), actor().officer, context().today().year).unit
    )
    page = render_template(
        "officer/meeting_form.html",
        found=found,
        unit=unit,
        typed=sent,
        chosen=chosen,
        quarter_name=period_name(asked_quarter(sent["quarter"])),
        quarters=offered_periods(asked_quarter(sent["quarter"]).code, QUARTERS),
        kinds=[(kind.value, label(kind)) for kind in MONITORED],
        labels={name: str(text) for name, text in LABELS.items()},
        lengths={name: context().law.lengths[length_name(name)] for name in NAMES},
        problems=problems,
        is_stale=is_stale,
    )
    return answer(page, status)
