"""On a reporter's page: how the closed case was counted in each evidence pack, and the proof to take along."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired
from wbs.services.accountability.trees import ProvenLeaf
from wbs.services.tracking.counted import Counted, counted_in, prove
from wbs.services.tracking.track_case import TrackedCase, resume
from wbs.web.languages import gettext
from wbs.web.periods import period_name
from wbs.web.reporter.tracking_acts import ask, problems_of_request, session_token
from wbs.web.reporter.tracking_page import Typed
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("counted", __name__)
ACT = "hitungan"
FORMAT = "wbs-counted/1"


@dataclass(frozen=True)
class CountedLine:
    """One pack, and how it counted the case."""

    pack_id: str
    name: str
    said: str
    digest: str


def counted_panel(tracked: TrackedCase, _typed: Typed) -> tuple[CountedLine, ...] | None:
    """Every pack that holds the case; None while it is open, or where there is none."""
    found = counted_in(context(), tracked.case.id)
    return tuple(map(_line, found)) or None


@bp.post("/lacak/hitungan")
def proof() -> ResponseReturnValue:
    """The proof for one pack as a file; without a session, or for another pack, the page again."""
    try:
        tracking = resume(context(), session_token())
    except Expired:
        return ask(410, ended=True)
    if problems_of_request(tracking, ACT):
        return ask(400)
    found = prove(context(), tracking.case_id, request.form.get("pack", ""))
    if found is None:
        return ask(404)
    answer: Response = make_response(json.dumps(_as_json(*found), indent=1))
    answer.content_type = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="bukti.json"'
    return answer


def _line(counted: Counted) -> CountedLine:
    pack = counted.pack
    name = gettext(
        "%(unit)s, %(period)s, seen from %(day)s",
        unit=counted.unit.name,
        period=period_name(pack.scope.period),
        day=day(pack.as_of),
    )
    return CountedLine(pack.id, name, _said(counted), pack.digest)


def _said(counted: Counted) -> str:
    if counted.is_selesai:
        return gettext("Counted among the cases to be followed up, and among those completed.")
    if counted.is_harus:
        return gettext("Counted among the cases to be followed up, still open on that day.")
    if counted.is_apart:
        return gettext("Shown apart: closed before it counted, and in no percentage.")
    return gettext("In the ledger, and in none of that period's numbers.")


def _as_json(counted: Counted, events: Sequence[ProvenLeaf]) -> dict[str, object]:
    """docs/formats/pack-v1.md section 8."""
    return {
        "format": FORMAT,
        "pack": counted.pack.digest,
        "checkpoint": counted.checkpoint.decode(),
        "events": [
            {
                "line": leaf.open_line.decode().removesuffix("\n"),
                "salt": leaf.open_salt.hex(),
                "closed_commitment": leaf.closed_commitment.hex(),
                "index": leaf.position,
                "path": [b64encode(node).decode() for node in event.proof],
            }
            for event in events
            for leaf in (event.leaf,)
            if leaf is not None
        ],
    }
