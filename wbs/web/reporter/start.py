"""The front page: choose the unit and what to report, and read how it works."""

from flask import Blueprint, render_template

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
