"""The accountability log for everybody: its newest checkpoint, its keys, and how to check them."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template

from wbs.services.accountability.public_log import public_log
from wbs.services.documents.issued_packs import public_packs
from wbs.web.periods import period_name
from wbs.web.shell import context

bp = Blueprint("log", __name__)

PLAIN = "text/plain; charset=utf-8"
PIECE = 16  # digits of a hash that stand together


@dataclass(frozen=True)
class PackLine:
    """A pack that was issued, as anybody may know of it."""

    unit: str
    with_subtree: bool
    period: str
    digest: tuple[str, ...]


@bp.get("/log")
def show() -> str:
    """The page."""
    return render_template("reporter/log.html", log=public_log(context()))


@bp.get("/log/paket")
def packs() -> str:
    """Which evidence packs were issued, by their hashes; the packs themselves are for assessors."""
    lines = [
        PackLine(
            pack.unit.name,
            pack.scope.with_subtree,
            period_name(pack.scope.period),
            tuple(pack.digest[at : at + PIECE] for at in range(0, len(pack.digest), PIECE)),
        )
        for pack in public_packs(context())
    ]
    return render_template("reporter/packs.html", lines=lines)


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
