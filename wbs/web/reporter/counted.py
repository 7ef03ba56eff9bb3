"""The proof that one's own closed case is in an evidence pack, as a file to take along."""

import json
from base64 import b64encode
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired
from wbs.services.accountability.trees import ProvenLeaf
from wbs.services.tracking.counted import Counted, prove
from wbs.services.tracking.track_case import resume
from wbs.web.limits import LimitReached, spend
from wbs.web.reporter import sentences
from wbs.web.reporter.tracking_acts import (
    ask,
    case_answer,
    problems_of_request,
    session_token,
    slowed,
)
from wbs.web.reporter.tracking_page import Typed
from wbs.web.shell import context

bp = Blueprint("counted", __name__)
ACT = "hitungan"
FILE = "catatan.json"  # a name that says nothing on somebody's disk
FORMAT = "wbs-counted/1"


@bp.post("/lacak/hitungan")
def proof() -> ResponseReturnValue:
    """The proof for one pack as a file; without a session, or for another pack, the page again."""
    try:
        tracking = resume(context(), session_token())
    except Expired:
        return ask(410, ended=True)
    if problems_of_request(tracking, ACT):
        return ask(400)
    try:
        spend("drafts")
    except LimitReached as limit:
        typed = Typed(problems={ACT: sentences.of_limit(limit.retry_after)}, act=ACT)
        return slowed(case_answer(tracking, typed, 429), limit)
    found = prove(context(), tracking.case_id, request.form.get("pack", ""))
    if found is None:
        return ask(404)
    answer: Response = make_response(json.dumps(_as_json(*found), indent=1))
    answer.content_type = "application/json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer


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
