"""An act on a case, done by a form of its page: the page again where it could not be done, with what was typed."""

from collections.abc import Callable

from flask import Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, Refused, Stale
from wbs.services.cases.open_case import open_case
from wbs.web.languages import gettext
from wbs.web.officer.case_forms import NAMES, Sent
from wbs.web.officer.case_page import page_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.panels import panels_of
from wbs.web.officer.problems import answer, problems_of
from wbs.web.shell import context


def act_on_case(case_id: str, act: str, do: Callable[[], None]) -> AnyResponse:
    """The act is done and the case shown; or the case, with what was typed and why it was not done.

    *act* names the form on the page: its fields are told their problems, and after it the page says what was
    done (`wbs.web.officer.news`).
    """
    try:
        do()
    except InvalidForm as error:
        return case_answer(case_id, Sent(act, request.form, problems_of(error)), status=422)
    except Stale:
        sentence = gettext(
            "The case changed while you were deciding: somebody moved it, or the reporter wrote. "
            "Please look at it again, then decide."
        )
        return case_answer(case_id, Sent(act, request.form), refusal=sentence, status=409)
    except Refused:
        sentence = gettext("The procedure does not allow this at the present stage.")
        return case_answer(case_id, Sent(act, request.form), refusal=sentence, status=409)
    return tell("case.show", act, case_id=case_id, anchor="isi")


def case_answer(case_id: str, sent: Sent, *, refusal: str = "", status: int = 200) -> Response:
    """The page of a case."""
    case_file = open_case(context(), actor(), case_id)
    page = render_template(
        "officer/case.html",
        page=page_of(case_file),
        panels=panels_of(case_file, sent),
        sent=sent,
        names=NAMES,
        refusal=refusal,
    )
    return answer(page, status)
