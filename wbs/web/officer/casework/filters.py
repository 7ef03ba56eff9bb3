"""Filters of the inbox that an officer keeps."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Refused
from wbs.services.cases.saved_filters import MOST, drop_filter, keep_filter
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.inbox import FILTERS, filters_of, inbox_answer
from wbs.web.officer.news import tell
from wbs.web.shell import context

bp = Blueprint("filters", __name__)


@bp.post("/kasus/saringan")
def keep() -> AnyResponse:
    """The filters of the form are kept, and the list is shown by them."""
    chosen = {name: request.form.get(name, "") for name in FILTERS}
    try:
        keep_filter(context(), actor(), filters_of(chosen), chosen["unit"])
    except Refused:
        told = gettext("You keep %(most)s already. Please drop one first.", most=MOST)
        return inbox_answer(request.form, {"kept": told}, 422)
    words = {name: word for name, word in chosen.items() if word}
    return tell("inbox.show", "saringan", **words)


@bp.post("/kasus/saringan/<filter_id>")
def drop(filter_id: str) -> AnyResponse:
    """The filter is kept no more."""
    drop_filter(context(), actor(), filter_id)
    return tell("inbox.show", "tanpa-saringan")
