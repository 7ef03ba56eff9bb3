"""Rights and protection of whoever reports, in plain words; only what was found in a source."""

from flask import Blueprint, render_template

bp = Blueprint("rights", __name__)


@bp.get("/hak-dan-perlindungan")
def show() -> str:
    """The page, the same for everybody."""
    return render_template("reporter/rights.html")
