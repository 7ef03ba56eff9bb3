"""The health of the service, for machines: one word, no detail."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from wbs.services.health import Health, health
from wbs.web.shell import context

bp = Blueprint("status", __name__)


@bp.get("/sehat")
def show() -> ResponseReturnValue:
    """200 while pages answer and what is sent could be stored, else 503."""
    found = health(context())
    return jsonify(status=found.value), 503 if found is Health.UNAVAILABLE else 200
