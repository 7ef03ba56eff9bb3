"""Coming back without the password: `/petugas/pulihkan`."""

from flask import Blueprint, Response, render_template, request

from wbs.domain.errors import Busy, InvalidForm
from wbs.services.accounts.recover_access import (
    RecoveryRequest,
    complete_recovery,
    prepare_recovery,
)
from wbs.web.answers import BUSY_SECONDS
from wbs.web.limits import LimitReached
from wbs.web.officer.login import spend_login
from wbs.web.officer.problems import Problems, answer, problems_of, too_many, try_again
from wbs.web.shell import context

bp = Blueprint("recovery", __name__)


@bp.get("/pulihkan")
def show() -> Response:
    """The form for user name, recovery code, one-time code and a new password."""
    return _form("", "", {})


@bp.post("/pulihkan")
def recover() -> Response:
    """The page with the new recovery code, made first; then the change is written, then it is sent."""
    username = request.form.get("username", "")
    code = request.form.get("recovery_code", "")
    typed = RecoveryRequest(
        username,
        code,
        request.form.get("otp", ""),
        request.form.get("password", ""),
        request.form.get("password_again", ""),
    )
    try:
        spend_login()
        prepared = prepare_recovery(context(), typed)
        page = render_template("officer/recovered.html", recovery_code=prepared.recovery_code)
        complete_recovery(context(), prepared)
    except InvalidForm as error:
        return _form(username, code, problems_of(error), 422)
    except LimitReached as error:
        return _form(username, code, too_many(), 429, error.retry_after)
    except Busy:
        return _form(username, code, try_again(), 503, BUSY_SECONDS)
    return answer(page)


def _form(
    username: str, code: str, problems: Problems, status: int = 200, retry_after: int | None = None
) -> Response:
    page = render_template(
        "officer/recovery.html", username=username, recovery_code=code, problems=problems
    )
    return answer(page, status, retry_after)
