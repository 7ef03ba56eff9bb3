"""The officer's application: accounts, cases, figures and administration, under /petugas/."""

from flask import Flask, url_for
from flask_wtf.csrf import CSRFProtect

from wbs.services.context import Context
from wbs.web.officer import (
    accompaniment,
    account,
    activation,
    approvals,
    attachment,
    case,
    circulars,
    custodians,
    custody_log,
    data_rights,
    desks,
    documents,
    entry,
    escalation,
    figures,
    hand_over,
    holds,
    identity,
    imports,
    inbox,
    login,
    members,
    officers,
    openings,
    packs,
    proposals,
    recovery,
    referrals,
    reminders,
    retention,
    roles,
    unit_papers,
    units,
)
from wbs.web.officer.casework import acts, case_paper, filters, search, several, tasks
from wbs.web.officer.charts import charts
from wbs.web.officer.comparison import page as comparison
from wbs.web.officer.conflict import declarations, duties, statements, superior
from wbs.web.officer.doorkeeper import install as install_doorkeeper
from wbs.web.officer.doorkeeper import let_files_in
from wbs.web.officer.evaluation import calendar_page, sheet, uses
from wbs.web.officer.monev import meetings, recommendations
from wbs.web.officer.navigation import navigation, signed_in
from wbs.web.officer.news import told
from wbs.web.officer.requests import OfficerRequest
from wbs.web.officer.upg import papers, register, sheets
from wbs.web.shell import WebSettings, build_shell

PREFIX = "/petugas"
BLUEPRINTS = (
    login.bp,
    activation.bp,
    recovery.bp,
    account.bp,
    inbox.bp,
    entry.bp,
    imports.bp,
    reminders.bp,
    case.bp,
    hand_over.bp,
    holds.bp,
    retention.bp,
    acts.bp,
    case_paper.bp,
    search.bp,
    tasks.bp,
    several.bp,
    filters.bp,
    referrals.bp,
    superior.bp,
    declarations.bp,
    duties.bp,
    statements.bp,
    sheets.bp,
    papers.bp,
    register.bp,
    attachment.bp,
    identity.bp,
    openings.bp,
    escalation.bp,
    figures.bp,
    charts.bp,
    comparison.bp,
    circulars.bp,
    documents.bp,
    packs.bp,
    uses.bp,
    sheet.bp,
    calendar_page.bp,
    meetings.bp,
    recommendations.bp,
    accompaniment.bp,
    unit_papers.bp,
    members.bp,
    approvals.bp,
    proposals.bp,
    units.bp,
    desks.bp,
    officers.bp,
    custodians.bp,
    roles.bp,
    custody_log.bp,
    data_rights.bp,
)


def create(context: Context, settings: WebSettings) -> Flask:
    """The application served to officers, on the reporter's host or on one of its own."""
    app = build_shell(
        "officer", context, settings, BLUEPRINTS, prefix=PREFIX, request_class=OfficerRequest
    )
    # Pages send no referrer, so the token alone must carry the proof; forms may stay open for long.
    app.config.update(WTF_CSRF_SSL_STRICT=False, WTF_CSRF_TIME_LIMIT=None)
    # On a host of its own people type the bare name.
    app.add_url_rule("/", "root", login.start)
    app.before_request(let_files_in)  # before CSRFProtect, which reads the body
    CSRFProtect(app)
    install_doorkeeper(app)
    app.jinja_env.globals.update(
        frame=_frame, home_url=_home_url, navigation=navigation, signed_in=signed_in, just_done=told
    )
    return app


def _frame() -> str:
    return "officer/frame.html"


def _home_url() -> str:
    return url_for("login.start")
