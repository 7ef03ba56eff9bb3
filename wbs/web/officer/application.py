"""The officer's application: accounts, cases, figures and administration, under /petugas/."""

from flask import Flask, url_for
from flask_wtf.csrf import CSRFProtect

from wbs.services.context import Context
from wbs.web.officer import (
    account,
    activation,
    attachment,
    case,
    desks,
    figures,
    inbox,
    login,
    members,
    officers,
    recovery,
    units,
)
from wbs.web.officer.doorkeeper import install as install_doorkeeper
from wbs.web.officer.navigation import navigation, signed_in
from wbs.web.shell import WebSettings, build_shell

PREFIX = "/petugas"
# Officers send words, no files. Below this Werkzeug keeps whatever comes in memory; above it a stranger's
# body would be written to the disk before anybody has asked who it is from.
BODY_BYTES = 500_000
BLUEPRINTS = (
    login.bp,
    activation.bp,
    recovery.bp,
    account.bp,
    inbox.bp,
    case.bp,
    attachment.bp,
    figures.bp,
    members.bp,
    units.bp,
    desks.bp,
    officers.bp,
)


def create(context: Context, settings: WebSettings) -> Flask:
    """The application served to officers, on the reporter's host or on one of its own."""
    app = build_shell("officer", context, settings, BLUEPRINTS, prefix=PREFIX)
    # Pages send no referrer, so the token alone must carry the proof; forms may stay open for long.
    app.config.update(
        WTF_CSRF_SSL_STRICT=False, WTF_CSRF_TIME_LIMIT=None, MAX_CONTENT_LENGTH=BODY_BYTES
    )
    # On a host of its own people type the bare name.
    app.add_url_rule("/", "root", login.start)
    CSRFProtect(app)
    install_doorkeeper(app)
    app.jinja_env.globals.update(
        frame=_frame, home_url=_home_url, navigation=navigation, signed_in=signed_in
    )
    return app


def _frame() -> str:
    return "officer/frame.html"


def _home_url() -> str:
    return url_for("login.start")
