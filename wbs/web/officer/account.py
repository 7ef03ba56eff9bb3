"""The officer's own account: `/petugas/akun`, and leaving."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Busy, InvalidForm
from wbs.services.change_password import change_password as change
from wbs.services.confirm_member import own_fingerprint
from wbs.services.log_out import log_out_everywhere as end_all_logins
from wbs.web.answers import BUSY_SECONDS
from wbs.web.limits import LimitReached, spend
from wbs.web.officer import cookies
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.login import end_former_session
from wbs.web.officer.problems import Problems, answer, problems_of, too_many, try_again
from wbs.web.shell import context

bp = Blueprint("account", __name__)


@bp.get("/akun")
def show() -> Response:
    """Who the officer is here, the fingerprint of their key, and what they may change."""
    return _page({})


@bp.post("/akun/kata-sandi")
def change_password() -> AnyResponse:
    """The new password counts, and every login ends, this one too."""
    try:
        spend("logins", key=f"officer {actor().officer.id}")
        change(
            context(),
            actor(),
            request.form.get("current_password", ""),
            request.form.get("password", ""),
            request.form.get("password_again", ""),
        )
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    except LimitReached as error:
        return _page(too_many("current_password"), 429, error.retry_after)
    except Busy:
        return _page(try_again("current_password"), 503, BUSY_SECONDS)
    return _left("kata-sandi")


@bp.post("/akun/keluar-semua")
def log_out_everywhere() -> AnyResponse:
    """Every login on every device ends."""
    end_all_logins(context(), actor())
    return _left("semua")


@bp.post("/keluar")
def log_out() -> AnyResponse:
    """The login ends, if it has not ended already."""
    end_former_session()
    return _left("keluar")


def _left(reason: str) -> Response:
    response = make_response(redirect(url_for("login.show", pesan=reason), 303))
    cookies.clear_login(response)
    return response


def _page(problems: Problems, status: int = 200, retry_after: int | None = None) -> Response:
    page = render_template(
        "officer/account.html",
        officer=actor().officer,
        fingerprint=own_fingerprint(actor()),
        problems=problems,
    )
    return answer(page, status, retry_after)
