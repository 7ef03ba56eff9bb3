"""A file of a case, handed out for downloading only, never for looking at inside the page."""

import logging
from collections.abc import Iterator
from unicodedata import category
from urllib.parse import quote

from flask import Blueprint, Response

from wbs.domain.errors import Tampered
from wbs.services.cases.open_attachment import OpenedFile, open_attachment
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import guard
from wbs.web.shell import context

bp = Blueprint("attachment", __name__)
LOG = logging.getLogger("wbs.web")

PLAIN_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._- ")
LONGEST_NAME = 120


@bp.get("/kasus/<case_id>/berkas/<int:number>/<blob_id>")
def download(case_id: str, number: int, blob_id: str) -> Response:
    """The file, decrypted while it leaves; one that was cut off breaks off instead of looking whole."""
    return handed_out(open_attachment(context(), actor(), case_id, number, blob_id))


def handed_out(opened: OpenedFile) -> Response:
    """The answer that hands a file out under its name, for saving alone."""
    response = Response(sent(opened.pieces), content_type="application/octet-stream")
    response.call_on_close(opened.pieces.close)
    response.headers["Content-Length"] = str(opened.size_bytes)
    response.headers["Content-Disposition"] = disposition(opened)
    guard(response)
    return response


def sent(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces. After the first no other answer can be given: the connection breaks, and someone is woken."""
    try:
        yield from pieces
    except Tampered:
        LOG.critical("stored bytes were altered")
        raise


def disposition(opened: OpenedFile) -> str:
    """A Content-Disposition that saves the file under its name, in both spellings of RFC 6266 and 8187.

    Invisible characters and paths are taken out of it: they could make a program look like a picture.
    """
    seen = "".join("_" if c in "/\\" or category(c)[0] == "C" else c for c in opened.name)
    name = seen.strip(" .")[:LONGEST_NAME] or "berkas"
    plain = "".join(c if c in PLAIN_NAME else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
