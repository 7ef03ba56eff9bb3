"""The accountability log for everybody: its newest checkpoint, its keys, and how to check them."""

from flask import Blueprint, Response, abort, render_template

from wbs.services.accountability.public_log import public_log
from wbs.web.shell import context

bp = Blueprint("log", __name__)

PLAIN = "text/plain; charset=utf-8"


@bp.get("/log")
def show() -> str:
    """The page."""
    return render_template("reporter/log.html", log=public_log(context()))


@bp.get("/log/checkpoint")
def checkpoint() -> Response:
    """The newest checkpoint, byte for byte as it was signed; 404 before the first."""
    found = public_log(context())
    if found.day is None:
        abort(404)
    return Response(found.checkpoint, content_type=PLAIN)


@bp.get("/log/keys")
def keys() -> Response:
    """The keys, one a line, the last of which signs; below them the notes by which each introduced the next."""
    found = public_log(context()).keys
    lines = "".join(f"{each.key.text}\n" for each in found)
    notes = [each.certificate.decode() for each in found if each.certificate]
    return Response("\n".join([lines, *notes]), content_type=PLAIN)
