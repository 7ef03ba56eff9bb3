"""What people may ask about their personal data, and what a breach asks of us: `/petugas/panduan-data`."""

from flask import Blueprint, Response, render_template

from wbs.domain.data_letter import DataLetter
from wbs.domain.errors import NotFound
from wbs.web.languages import language
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.problems import answer
from wbs.web.shell import context

bp = Blueprint("data_rights", __name__)
CHARACTERS_A_ROW = 64


@bp.get("/panduan-data")
def show() -> Response:
    """Rights, limits and the breach notice in plain words, and the letters to fill in."""
    letters = [
        (each.id, each.title.text(language()), each.use.text(language()))
        for each in context().law.data_letters
    ]
    return answer(render_template("officer/data_rights.html", letters=letters))


@bp.get("/panduan-data/<letter_id>")
def letter(letter_id: str) -> Response:
    """One letter, to be changed and printed, or copied; what is typed there is kept nowhere."""
    found = _letter(letter_id)
    page = render_template(
        "officer/data_letter.html",
        letter_id=found.id,
        title=found.title.text(language()),
        use=found.use.text(language()),
        text=found.text,
        rows=sum(1 + len(line) // CHARACTERS_A_ROW for line in found.text.splitlines()),
    )
    return answer(page)


@bp.get("/panduan-data/<letter_id>/naskah.txt")
def download(letter_id: str) -> Response:
    """The same letter as a text file, for a word processor."""
    found = _letter(letter_id)
    body = found.text.replace("\n", "\r\n").encode("utf-8-sig")
    return sent_file(body, f"{found.id}.txt", "text/plain; charset=utf-8")


def _letter(letter_id: str) -> DataLetter:
    for each in context().law.data_letters:
        if each.id == letter_id:
            return each
    raise NotFound("no such letter")
