"""Signing in: `/petugas/masuk`."""

import flask
from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Busy, Expired, InvalidForm
from wbs.services.accounts.log_in import known_device, log_in
from wbs.services.accounts.log_out import log_out
from wbs.web.answers import BUSY_SECONDS
from wbs.web.limits import LimitReached, spend
from wbs.web.officer import cookies
from wbs.web.officer.navigation import navigation, signed_in
from wbs.web.officer.problems import Problems, answer, problems_of, too_many, try_again
from wbs.web.shell import context

bp = Blueprint("login", __name__)


@bp.get("/")
def start() -> AnyResponse:
    """The first page that is open to this officer; for a stranger the login."""
    return redirect(navigation()[0].url if signed_in() else url_for("login.show"))


@bp.get("/masuk")
def show() -> AnyResponse:
    """The form; who is signed in already goes on to work."""
    if g.actor is not None:
        return redirect(url_for("login.start"))
    return _form("", {}, news=request.args.get("pesan", ""))


@bp.post("/masuk")
def enter() -> AnyResponse:
    """A fresh session under a fresh token, whatever the browser brought along."""
    username = request.form.get("username", "")
    try:
        spend_login()
        entered = log_in(
            context(),
            username,
            request.form.get("password", ""),
            request.form.get("otp", ""),
            cookies.device_token(),
        )
    except InvalidForm as error:
        return _form(username, problems_of(error), 422)
    except LimitReached as error:
        return _form(username, too_many(), 429, error.retry_after)
    except Busy:
        return _form(username, try_again(), 503, BUSY_SECONDS)
    end_former_session()
    flask.session.clear()
    response = make_response(redirect(url_for("login.start"), 303))
    cookies.put(response, entered)
    return response


def spend_login() -> None:
    """One permit of the logins: a known browser has its own bucket, a stranger that of the source.

    Raises:
        LimitReached: none is left for now.
    """
    device = known_device(context(), cookies.device_token())
    spend("logins", key=f"device {device}" if device else None)


def end_former_session() -> None:
    """What the browser was signed in with before is over."""
    token = cookies.login_token()
    if not token:
        return
    try:
        log_out(context(), token)
    except Expired:
        return


def _form(
    username: str,
    problems: Problems,
    status: int = 200,
    retry_after: int | None = None,
    news: str = "",
) -> Response:
    page = render_template("officer/login.html", username=username, problems=problems, news=news)
    return answer(page, status, retry_after)
