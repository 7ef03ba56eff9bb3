"""An act on a case, done by a form of its page: the page again where it could not be done, with what was typed."""

from collections.abc import Callable, Mapping

from flask import Response, redirect, render_template, request, url_for
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, Refused, Stale
from wbs.services.cases.open_case import open_case
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.officer.case_forms import NAMES, Sent
from wbs.web.officer.case_page import page_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.panels import panels_of
from wbs.web.officer.problems import answer, problems_of
from wbs.web.shell import context

_l = lazy_gettext

# What the page says after an act, by the act's name; of others it says that it was done.
NEWS: Mapping[str, LazyString] = {
    "message": _l("Your message was sent."),
    "identity": _l("The custodians were asked. You see here when they have answered."),
    "assign": _l("It is noted who has the case."),
    "note": _l("The note is in the case. The reporter does not see it."),
    "task": _l("The task is in the case."),
    "finish": _l("The task is done."),
    "link": _l("Both cases say that they are one matter."),
    "unlink": _l("The two cases are no longer linked."),
    "summary": _l("The case is found by these words from now on."),
    "refer": _l("The referral is noted. The reporter sees to whom it went."),
    "reply": _l("The answer is noted."),
    "decision": _l("The superior's decision is written down. Whoever declared sees it in words."),
    "control": _l("It is written down that the control was carried out."),
    "close": _l("The case is closed. The reporter sees the outcome."),
    "ambil-alih": _l("Your desk is in charge of the case now."),
    "hold": _l("The case is held. It is not erased until somebody of the desk lifts the hold."),
    "lift": _l("The hold is lifted. The retention period counts again."),
}


def act_on_case(case_id: str, act: str, do: Callable[[], None]) -> AnyResponse:
    """The act is done and the case shown; or the case, with what was typed and why it was not done.

    *act* names the form on the page: its fields are told their problems, and after it `NEWS` is said.
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
    return redirect(url_for("case.show", case_id=case_id, kabar=act, _anchor="isi"), 303)


def case_answer(
    case_id: str, sent: Sent, *, news: str = "", refusal: str = "", status: int = 200
) -> Response:
    """The page of a case; *news* names the act that was just done."""
    case_file = open_case(context(), actor(), case_id)
    page = render_template(
        "officer/case.html",
        page=page_of(case_file),
        panels=panels_of(case_file, sent),
        sent=sent,
        names=NAMES,
        news=str(NEWS.get(news, gettext("Done."))) if news else "",
        refusal=refusal,
    )
    return answer(page, status)
