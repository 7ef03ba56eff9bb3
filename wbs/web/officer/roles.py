"""What each role may and may not do, for whoever invites officers and for officers themselves: `/petugas/peran`."""

from flask import Blueprint, Response, render_template

from wbs.web.officer.problems import answer
from wbs.web.officer.role_words import role_lines

bp = Blueprint("roles", __name__)


@bp.get("/peran")
def show() -> Response:
    """The seven roles in words."""
    return answer(render_template("officer/roles.html", roles=role_lines()))
