"""The yearly statements of all employees: how many came, from a list or typed, with the file as evidence."""

from typing import cast

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.conflict.statements import LINE, STATEMENT_ROW
from wbs.domain.errors import InvalidForm, Unavailable
from wbs.services.conflict.duties import duty_map
from wbs.services.conflict.statements import enter_statements, statement_years
from wbs.web.languages import gettext
from wbs.web.officer.conflict.tabs import share_text, tabs
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.requests import OfficerRequest
from wbs.web.refused_files import of_refused
from wbs.web.shell import context

bp = Blueprint("statements", __name__)
MOST_WRONG = 40  # rows told of at once
YEARS = 5


@bp.errorhandler(Unavailable)
def without_key(_: Unavailable) -> Response:
    """The server has no key for documents; whoever runs it can make one."""
    return answer(render_template("officer/documents_keyless.html"), 503)


@bp.get("/konflik-kepentingan/pernyataan")
def show() -> Response:
    """How many statements came, year by year, and the form for the next count."""
    return _page({})


@bp.post("/konflik-kepentingan/pernyataan")
def enter() -> AnyResponse:
    """The count stands and its file is filed, or the form comes back with everything typed."""
    intake = cast(OfficerRequest, request).intake
    if told := of_refused(intake.refused):
        return _page({"attachments": " ".join(told)}, 422)
    came = intake.settle()
    if len(came) != 1:
        return _page(
            {"attachments": gettext("Please add one file: the list, or the statements.")}, 422
        )
    year = request.form.get("year", "")
    title = f"Surat pernyataan konflik/benturan kepentingan {year}"
    try:
        enter_statements(context(), actor(), request.form, came[0], title)
    except InvalidForm as error:
        again = gettext("Please add the file again; it was not kept.")
        found = problems_of(error)
        return _page(
            {**found, "attachments": " ".join((found.get("attachments", ""), again)).strip()}, 422
        )
    intake.commit({came[0].ref.blob_id})
    return tell("statements.show", "disimpan")


def _page(problems: Problems, status: int = 200) -> Response:
    slug = request.args.get("unit", "")
    found = statement_years(context(), actor().officer, slug)
    seen = duty_map(context(), actor().officer, slug)
    wrong = [text for name, text in problems.items() if name.startswith(LINE)]
    today = context().today()
    page = render_template(
        "officer/statements.html",
        tabs=tabs(),
        found=found,
        lines=[(line, share_text(line.percentage)) for line in found.lines],
        units=[(unit.slug, unit.name) for unit in seen.units],
        may_write=seen.may_write,
        years=[(str(y), str(y)) for y in range(today.year, today.year - YEARS, -1)],
        typed={name: request.form.get(name, "") for name in ("year", "stated")},
        wrong=wrong[:MOST_WRONG],
        unshown=len(wrong[MOST_WRONG:]),
        problems={n: text for n, text in problems.items() if not n.startswith(LINE)},
        row=context().law.sheet.row(STATEMENT_ROW),
    )
    return answer(page, status)
