"""Stands before every view of the officer's application: no door opens that is not in the table."""

from typing import cast

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.access import may, require
from wbs.domain.errors import Expired, NotFound
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.web.officer import cookies
from wbs.web.officer.permissions import OPEN, PERMISSIONS
from wbs.web.officer.requests import OfficerRequest
from wbs.web.shell import context

WITH_FILES = frozenset(
    {
        *("sheets.write", "documents.file", "entry.send", "imports.send", "statements.enter"),
        *("recommendations.take", "unit_papers.picture"),
    }
)
# What an officer may have typed for long; it is given back when the session ended meanwhile.
TYPED = (
    *("message", "grounds", "note", "text", "reason", "task", "summary_names", "search"),
    *("what", "who", "how", "where", "when"),
    *("agenda", "notes", "remark"),
)


def install(app: Flask) -> None:
    """Ask every request for its permission before any view runs."""
    app.before_request(_guard)


def let_files_in() -> None:
    """Whoever may do what the address asks for may send files there; anybody else sends a small body.

    Security: asked before anything of the body is read, by the cookie alone.
    """
    endpoint = request.endpoint or ""
    if request.method != "POST" or endpoint not in WITH_FILES:
        return
    comer = _comer()
    if comer is not None and may(comer.officer, PERMISSIONS[endpoint]):
        cast(OfficerRequest, request).accept_files()


def actor() -> Actor:
    """The officer behind this request; only called where the doorkeeper let one in."""
    found: Actor = g.actor
    return found


def _guard() -> AnyResponse | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "asset":
        return None
    g.actor = _comer()
    if endpoint in OPEN:
        return None
    needed = PERMISSIONS.get(endpoint)
    if needed is None:
        raise NotFound("a door nobody drew")
    if g.actor is None:
        return _sign_in_first()
    require(g.actor.officer, needed)
    return None


def _comer() -> Actor | None:
    """Who is at the door, by their cookie; asked once for each request."""
    if "comer" not in g:
        g.comer = _resumed(cookies.login_token())
    found: Actor | None = g.comer
    return found


def _resumed(token: str | None) -> Actor | None:
    try:
        return resume(context(), token) if token else None
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
