"""The reporter's application: what a stranger may reach, and nothing else."""

from flask import Flask, url_for

from wbs.services.context import Context
from wbs.web.reporter import (
    campaign,
    counted,
    desk_rights,
    empty_form,
    fear,
    gratification,
    log,
    promise,
    public_figures,
    recap_template,
    report,
    rights,
    start,
    status,
    tracking,
)
from wbs.web.requests import SealingRequest
from wbs.web.shell import WebSettings, build_shell

BLUEPRINTS = (
    *(start.bp, rights.bp, report.bp, gratification.bp, recap_template.bp, campaign.bp),
    *(tracking.bp, desk_rights.bp, fear.bp, promise.bp, counted.bp),
    *(log.bp, public_figures.bp, status.bp),
)


def create(context: Context, settings: WebSettings) -> Flask:
    """The application served on the reporter's host."""
    app = build_shell("reporter", context, settings, BLUEPRINTS, request_class=SealingRequest)
    empty_form.install(app)
    app.jinja_env.globals.update(frame=_frame, home_url=_home_url)
    return app


def _frame() -> str:
    return "reporter/frame.html"


def _home_url() -> str:
    return url_for("start.show")
