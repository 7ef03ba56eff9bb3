"""Taking up an account by its one-time link: `/petugas/aktivasi`."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Busy, Expired, InvalidForm, Stale
from wbs.services.accounts.activate_officer import (
    Preparation,
    activate_officer,
    invited_officer,
    prepare_activation,
    resume_preparation,
)
from wbs.web.answers import BUSY_SECONDS
from wbs.web.limits import LimitReached, spend
from wbs.web.officer.problems import Problems, answer, link_over, problems_of, too_many, try_again
from wbs.web.qr import qr
from wbs.web.shell import context, settings

bp = Blueprint("activation", __name__)


@bp.get("/aktivasi")
def ask() -> Response:
    """A field for the code of the invitation, where the link itself cannot be opened."""
    return _ask("", {})


@bp.get("/aktivasi/<token>")
def show(token: str) -> Response:
    """The page behind the link. Opening it uses nothing up, so that a preview does no harm."""
    return _password_page(token, {})


@bp.post("/aktivasi")
def prepare() -> Response:
    """The second step: factor and recovery code, shown before anything is written."""
    token = request.form.get("token", "").strip()
    if "password" not in request.form:
        return _password_page(token, {})
    try:
        spend("logins")
        shown = prepare_activation(
            context(),
            token,
            request.form["password"],
            request.form.get("password_again", ""),
            settings().instance_name,
        )
    except InvalidForm as error:
        return _password_page(token, problems_of(error), 422)
    except Expired:
        return _ask(token, {"token": link_over()}, 410)
    except LimitReached as error:
        return _password_page(token, too_many("password"), 429, error.retry_after)
    except Busy:
        return _password_page(token, try_again("password"), 503, BUSY_SECONDS)
    return _factor_page(token, shown, {})


@bp.post("/aktivasi/selesai")
def finish() -> AnyResponse:
    """The account is active once the authenticator shows the right code."""
    token, state = request.form.get("token", ""), request.form.get("state", "")
    try:
        activate_officer(context(), token, state, request.form.get("otp", ""))
    except InvalidForm as error:
        shown = resume_preparation(context(), token, state, settings().instance_name)
        return _factor_page(token, shown, problems_of(error), 422)
    except (Expired, Stale):
        return _ask(token, {"token": link_over()}, 410)
    return redirect(url_for("login.show", pesan="aktif"), 303)


def _ask(token: str, problems: Problems, status: int = 200) -> Response:
    return answer(
        render_template("officer/activation_ask.html", token=token, problems=problems), status
    )


def _password_page(
    token: str, problems: Problems, status: int = 200, retry_after: int | None = None
) -> Response:
    try:
        officer = invited_officer(context(), token)
    except Expired:
        return _ask(token, {"token": link_over()}, 410)
    page = render_template(
        "officer/activation.html", officer=officer, token=token, problems=problems
    )
    return answer(page, status, retry_after)


def _factor_page(token: str, shown: Preparation, problems: Problems, status: int = 200) -> Response:
    page = render_template(
        "officer/activation_factor.html",
        shown=shown,
        picture=qr(shown.otpauth_uri),
        secret=" ".join(shown.totp_secret[i : i + 4] for i in range(0, len(shown.totp_secret), 4)),
        token=token,
        problems=problems,
    )
    return answer(page, status)
