"""Gratuities: what the rules say today, and what each unit says to everybody. Nothing is stored."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Problem
from wbs.services.intake.intake_directory import intake_directory
from wbs.services.upg.circular import campaign
from wbs.web import words
from wbs.web.reporter.gratification_page import overview_page
from wbs.web.reporter.units import unit_options
from wbs.web.shell import context

bp = Blueprint("campaign", __name__)

NONE: Mapping[str, str] = {}


@bp.get("/gratifikasi")
def show() -> ResponseReturnValue:
    """What a gratuity is, the limits in force today, and the way to a unit's page."""
    return _overview()


@bp.post("/gratifikasi")
def choose() -> ResponseReturnValue:
    """To the page of the unit that was chosen."""
    slug = request.form.get("unit", "")
    if slug not in {entry.slug for entry in intake_directory(context())}:
        return _overview(
            {"unit": words.message(Problem("unit", "unknown" if slug else "not_chosen"))}, 422
        )
    return redirect(url_for("campaign.of_unit", slug=slug), 303)


@bp.get("/gratifikasi/<slug>")
def of_unit(slug: str) -> ResponseReturnValue:
    """The same for one unit: its circular, and who takes what its people disclose."""
    here = campaign(context(), slug)
    return render_template("reporter/campaign.html", page=overview_page(), here=here)


def _overview(problems: Mapping[str, str] = NONE, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "reporter/gratification.html",
        page=overview_page(),
        units=unit_options(intake_directory(context())),
        problems=problems,
    )
    return page, status
