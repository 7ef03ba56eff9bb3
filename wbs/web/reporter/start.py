"""The front page: choose the unit and what to report, and read how it works."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wbs.domain.report import FIELDS
from wbs.services.intake.intake_directory import intake_directory
from wbs.web.reporter.units import unit_choice
from wbs.web.shell import context

bp = Blueprint("start", __name__)


@bp.get("/")
def show() -> str:
    """The page; a unit that takes nothing at the moment is named before anybody types."""
    units = unit_choice(intake_directory(context()), FIELDS)
    return render_template("reporter/start.html", units=units)


@bp.get("/lapor", strict_slashes=False)
def choose() -> ResponseReturnValue:
    """Whoever cut an address short comes to where one chooses what to report."""
    return redirect(url_for("start.show"))
