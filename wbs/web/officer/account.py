"""The officer's own account: `/petugas/akun`, and leaving."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.digest import Frequency
from wbs.domain.errors import Busy, InvalidForm
from wbs.services.accounts.change_password import change_password as change
from wbs.services.accounts.choose_mail import choose_mail as choose
from wbs.services.accounts.choose_mail import mail_standing
from wbs.services.accounts.log_out import log_out_everywhere as end_all_logins
from wbs.services.accounts.renew_recovery import complete_renewal, prepare_renewal
from wbs.services.agency.overview import agency
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.web.answers import BUSY_SECONDS
from wbs.web.limits import LimitReached, spend
from wbs.web.officer import cookies
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.login import end_former_session
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, too_many, try_again
from wbs.web.officer.reminder_words import FREQUENCIES
from wbs.web.shell import context

bp = Blueprint("account", __name__)
MAIL_FIELDS = ("mail_address", "mail_frequency")


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


@bp.post("/akun/kode-pemulihan")
def renew_recovery() -> AnyResponse:
    """The page with a new recovery code, made first; then it counts, and every login ends."""
    try:
        spend("logins", key=f"officer {actor().officer.id}")
        prepared = prepare_renewal(context(), actor(), request.form.get("renewal_password", ""))
        page = render_template("officer/renewed.html", recovery_code=prepared.recovery_code)
        complete_renewal(context(), actor(), prepared)
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    except LimitReached as error:
        return _page(too_many("renewal_password"), 429, error.retry_after)
    except Busy:
        return _page(try_again("renewal_password"), 503, BUSY_SECONDS)
    response = answer(page)
    cookies.clear_login(response)
    return response


@bp.get("/akun/sidik-jari")
def show_fingerprint() -> Response:
    """The fingerprint of the officer's key alone, to read out or to print."""
    officer = actor().officer
    page = render_template(
        "officer/fingerprint.html",
        officer=officer,
        unit=agency(context()).units[officer.unit_id],
        fingerprint=own_fingerprint(actor()),
        today=context().today(),
    )
    return answer(page)


@bp.post("/akun/surel")
def choose_mail() -> AnyResponse:
    """From the next batch on the officer is mailed there, at most so often."""
    typed = {name: request.form.get(name, "") for name in MAIL_FIELDS}
    try:
        choose(context(), actor(), *typed.values())
    except InvalidForm as error:
        return _page(problems_of(error), 422, mail_typed=typed)
    return tell("account.show", "surel", anchor="isi")


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


def _page(
    problems: Problems,
    status: int = 200,
    retry_after: int | None = None,
    mail_typed: Mapping[str, str] | None = None,
) -> Response:
    mail = mail_standing(context(), actor())
    chosen = mail.choice if mail else None
    stored = (chosen.address, chosen.frequency.value) if chosen else ("", Frequency.NEVER.value)
    page = render_template(
        "officer/account.html",
        officer=actor().officer,
        fingerprint=own_fingerprint(actor()),
        problems=problems,
        mail=mail,
        mail_typed=mail_typed or dict(zip(MAIL_FIELDS, stored, strict=True)),
        frequencies=[(word.value, str(FREQUENCIES[word])) for word in Frequency],
    )
    return answer(page, status, retry_after)
