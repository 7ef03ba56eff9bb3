"""The health of the service, for machines: one word, no detail."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from wbs.services.health import is_healthy
from wbs.web.shell import context

bp = Blueprint("status", __name__)


@bp.get("/sehat")
def show() -> ResponseReturnValue:
    """200 while reports can be received, else 503."""
    if is_healthy(context()):
        return jsonify(status="ok"), 200
    return jsonify(status="unavailable"), 503
