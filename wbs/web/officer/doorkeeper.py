"""Stands before every view of the officer's application: no door opens that is not in the table."""

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.access import require
from wbs.domain.errors import Expired, NotFound
from wbs.services.actor import Actor
from wbs.services.session import resume
from wbs.web.officer import cookies
from wbs.web.officer.permissions import OPEN, PERMISSIONS
from wbs.web.shell import context

# What an officer may have typed for long; it is given back when the session ended meanwhile.
TYPED = ("message", "grounds")


def install(app: Flask) -> None:
    """Ask every request for its permission before any view runs."""
    app.before_request(_guard)


def actor() -> Actor:
    """The officer behind this request; only called where the doorkeeper let one in."""
    found: Actor = g.actor
    return found


def _guard() -> AnyResponse | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "asset":
        return None
    g.actor = _resumed()
    if endpoint in OPEN:
        return None
    needed = PERMISSIONS.get(endpoint)
    if needed is None:
        raise NotFound("a door nobody drew")
    if g.actor is None:
        return _sign_in_first()
    require(g.actor.officer, needed)
    return None


def _resumed() -> Actor | None:
    token = cookies.login_token()
    if not token:
        return None
    try:
        return resume(context(), token)
    except Expired:
        return None


def _sign_in_first() -> AnyResponse:
    """The way to the login; a form that came too late gets back what was typed into it."""
    if request.method != "POST":
        return redirect(url_for("login.show"))
    typed = [request.form[name] for name in TYPED if request.form.get(name)]
    page = make_response(render_template("officer/expired.html", typed=typed))
    return _gone(page)


def _gone(page: Response) -> Response:
    page.status_code = 410
    return page
