"""Cases at the end of their retention, and the two persons who erase them: `/petugas/retensi`."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, Problem, Refused, Stale
from wbs.domain.retention import ErasureReason
from wbs.services.backup.last_backup import last_backup
from wbs.services.retention.drop_erasure import drop_erasure
from wbs.services.retention.kept_cases import retention_list
from wbs.services.retention.propose_erasure import confirm_erasure, propose_erasure
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.retention_page import page_of
from wbs.web.shell import context

bp = Blueprint("retention", __name__)


@bp.get("/retensi")
def show() -> Response:
    """What is near or past its end, what awaits a second person, and the rules."""
    return _page({})


@bp.post("/retensi")
def propose() -> AnyResponse:
    """The chosen cases await a second person."""
    chosen, word = request.form.getlist("cases"), request.form.get("reason", "")
    problems = []
    if not chosen:
        problems.append(Problem("cases", "none_chosen"))
    if word not in set(ErasureReason):
        problems.append(Problem("reason", "unknown" if word else "not_chosen"))
    if problems:
        return _page(problems_of(InvalidForm(tuple(problems))), status=422)
    try:
        propose_erasure(context(), actor(), frozenset(chosen), ErasureReason(word))
    except Stale:
        return _changed()
    return _done("usul")


@bp.post("/retensi/putusan")
def decide() -> AnyResponse:
    """What others proposed is confirmed, or taken back."""
    chosen = frozenset(request.form.getlist("cases"))
    if not chosen:
        problems = problems_of(InvalidForm((Problem("decided", "none_chosen"),)))
        return _page(problems, status=422)
    is_confirmed = request.form.get("decision") == "confirm"
    try:
        (confirm_erasure if is_confirmed else drop_erasure)(context(), actor(), chosen)
    except Stale:
        return _changed()
    except Refused:
        sentence = gettext("You proposed this yourself. A second person has to confirm it.")
        return _page({}, refusal=str(sentence), status=409)
    return _done("setuju" if is_confirmed else "batal")


def _done(news: str) -> AnyResponse:
    return tell("retention.show", news)


def _changed() -> Response:
    sentence = gettext(
        "One of the cases changed meanwhile: it was written into, held, or decided by somebody else. "
        "Please look at the list again."
    )
    return _page({}, refusal=str(sentence), status=409)


def _backup_until() -> date | None:
    """The last day on which a backup of today may exist, if one may."""
    until = last_backup(context()).kept_until
    return until if until and until >= context().today() else None


def _page(
    problems: Problems,
    *,
    refusal: str = "",
    status: int = 200,
) -> Response:
    page = render_template(
        "officer/retention.html",
        page=page_of(retention_list(context(), actor())),
        chosen=frozenset(request.form.getlist("cases")),
        reason=request.form.get("reason", ""),
        problems=problems,
        refusal=refusal,
        backup_until=_backup_until(),
    )
    return answer(page, status)
