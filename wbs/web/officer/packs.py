"""Evidence packs that were made: their hashes, and the signed copies of their reports."""

from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm
from wbs.services.documents.issued_packs import (
    ListedPack,
    file_signed_copy,
    list_packs,
    pack_for_copy,
)
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.requests import OfficerRequest
from wbs.web.periods import period_name
from wbs.web.refused_files import of_refused
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("packs", __name__)
PIECE = 16  # digits of a hash that stand together


@dataclass(frozen=True)
class PackLine:
    """A pack as its line shows it."""

    name: str
    period: str
    as_of: str
    issued: str
    digest: tuple[str, ...]
    copy_url: str
    signed_url: str


@bp.get("/paket")
def show() -> Response:
    """Every pack the officer may know of."""
    lines = [line_of(listed) for listed in list_packs(context(), actor())]
    page = render_template("officer/packs.html", lines=lines)
    return answer(page, 200)


@bp.get("/paket/<pack_id>/salinan")
def ask_copy(pack_id: str) -> Response:
    """The form for the signed copy."""
    return _copy_form(pack_for_copy(context(), actor(), pack_id), {})


@bp.post("/paket/<pack_id>/salinan")
def file_copy(pack_id: str) -> AnyResponse:
    """The signed copy is filed, or the form says what is wrong with the file."""
    listed = pack_for_copy(context(), actor(), pack_id)
    intake = cast(OfficerRequest, request).intake
    received = intake.settle()
    if told := of_refused(intake.refused):
        return _copy_form(listed, {"attachments": " ".join(told)})
    if len(received) != 1:
        return _copy_form(listed, {"attachments": gettext("Please add one file.")})
    try:
        file_signed_copy(context(), actor(), pack_id, received[0])
    except InvalidForm as error:
        return _copy_form(listed, problems_of(error))
    intake.commit({received[0].ref.blob_id})
    return tell("packs.show", "disimpan")


def line_of(listed: ListedPack) -> PackLine:
    """A pack as its line shows it."""
    pack = listed.pack
    name = listed.unit.name
    if pack.scope.with_subtree:
        name = gettext("%(unit)s and all units below it", unit=name)
    signed = pack.signed_id
    return PackLine(
        name=name,
        period=period_name(pack.scope.period),
        as_of=day(pack.as_of),
        issued=day(pack.issued_on),
        digest=tuple(pack.digest[at : at + PIECE] for at in range(0, len(pack.digest), PIECE)),
        copy_url=url_for("packs.ask_copy", pack_id=pack.id) if listed.takes_copy else "",
        signed_url=url_for("documents.download", document_id=signed) if signed else "",
    )


def _copy_form(listed: ListedPack, problems: Problems) -> Response:
    page = render_template(
        "officer/pack_copy.html",
        line=line_of(listed),
        problems=problems,
        labels={"attachments": gettext("Signed copy")},
    )
    return answer(page, 422 if problems else 200)
