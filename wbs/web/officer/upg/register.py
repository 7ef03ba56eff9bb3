"""The register of a UPG: the lists of a period as files, and what one giver gave, made in the officer's session.

The page itself opens nothing. Names are in the files and in the answer to a search, never in an address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Busy, Invalid, InvalidForm, NotFound, Refused
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.form import FormField, read_text
from wbs.domain.gratification.register import giver_totals, year_until
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.press import pdf_bytes
from wbs.evidence.register import ListSheet, list_workbook
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.documents.file_document import MadeFile
from wbs.services.upg.disclosure_register import (
    Register,
    count_disclosures,
    disclosure_desks,
    read_register,
)
from wbs.services.upg.file_lists import MadeList, file_lists, may_file_lists
from wbs.web.languages import gettext, speaking
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.news import NO_PAPER, tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.upg.gol_content import gol_list
from wbs.web.officer.upg.register_cells import desk_name
from wbs.web.officer.upg.register_content import recap_lists, recap_paper, register_lists
from wbs.web.officer.upg.year_lines import YearLine, year_lines
from wbs.web.periods import period_name
from wbs.web.shell import context

bp = Blueprint("register", __name__)
PAPER = "rekap-pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
MOST = 2_000  # disclosures opened for one answer; more of them take too long to wait for
GOL = "gol-xlsx"
GIVER = FormField("giver", is_required=True)
LENGTHS = ((3, 9), (6, 5), (12, 3))  # how many months long, how many are offered


@dataclass(frozen=True)
class Made:
    """A file made of the register."""

    name: str
    media_type: str
    body: bytes

    def __repr__(self) -> str:
        return f"Made({self.name})"


@dataclass(frozen=True)
class Asked:
    """Which desk, which period; the first and the running quarter if nothing is asked."""

    desk: RegisterDesk
    period: ReportingPeriod


@bp.get("/gratifikasi")
def show() -> Response:
    """What can be made of the period, and how many disclosures are in it."""
    return _page({})


@bp.post("/gratifikasi/<what>")
def make(what: str) -> Response:
    """One of the lists, as a file."""
    try:
        asked = _asked(request.form.get)
        register = _register(asked.desk, asked.period.start, asked.period.end)
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    made = made_of(what, register, asked.period)
    return sent_file(made.body, made.name, made.media_type)


@bp.post("/gratifikasi/arsip")
def archive() -> AnyResponse:
    """Recap and register of a UPG filed as evidence for the period; a paper that cannot be made is told of."""
    try:
        asked = _asked(request.form.get)
        if not asked.desk.is_own:
            raise NotFound("only the UPG files its register")
        register = _register(asked.desk, asked.period.start, asked.period.end)
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    wanted = [*FILED, *([GOL] if request.form.get("gol") == "yes" else [])]
    made = [_archived(what, register, asked.period) for what in wanted]
    news = "disimpan"
    try:
        made.append(_archived(PAPER, register, asked.period))
    except Busy:
        news = NO_PAPER
    try:
        file_lists(context(), actor(), asked.desk.unit.slug, asked.period, made)
    except Refused:
        told = gettext(
            "There is no room for it at the moment. Please ask whoever keeps the machine."
        )
        return _page({"period": told}, 409)
    return tell("documents.show", news, unit=asked.desk.unit.slug, period=asked.period.code)


@bp.post("/gratifikasi/pemberi")
def search() -> Response:
    """What one giver gave, by the disclosures of the last year."""
    typed, today = request.form.get("giver", ""), context().today()
    try:
        asked = _asked(request.form.get)
        name = read_text(GIVER, typed, context().law.lengths["giver-name"])
        register = _register(asked.desk, year_until(today), today)
    except InvalidForm as error:
        return _page(problems_of(error), 422, typed=typed)
    totals = giver_totals(register.entries, [name], today)
    return _page({}, typed=typed, found=year_lines(totals, today))


def made_of(what: str, register: Register, period: ReportingPeriod) -> Made:
    """The list of that name as a file.

    Raises:
        NotFound: there is no such list.
    """
    whose = register.desk.code.replace(":", "-")
    name = f"{what.rpartition('-')[0]}-gratifikasi-{whose}-{period.code}"
    today = context().today()
    with speaking("id"):
        if what == PAPER:
            return Made(f"{name}.pdf", PDF, pdf_bytes(recap_paper(register, period, today)))
        if what not in LISTS:
            raise NotFound("no such list")
        body = list_workbook(LISTS[what](register, period, today), today)
    return Made(f"{name}.xlsx", XLSX, body)


def _archived(what: str, register: Register, period: ReportingPeriod) -> MadeList:
    made = made_of(what, register, period)
    with speaking("id"):
        title = f"{ARCHIVED[what][1]}, {period_name(period)}"
    return MadeList(ARCHIVED[what][0], title, MadeFile(made.name, made.media_type, (made.body,)))


ARCHIVED = {
    PAPER: (DocumentKind.RECAP, "Rekapitulasi laporan gratifikasi"),
    "rekap-xlsx": (DocumentKind.RECAP, "Rekapitulasi laporan gratifikasi"),
    "register-xlsx": (DocumentKind.REGISTER, "Register laporan gratifikasi"),
    GOL: (DocumentKind.GOL_SHEET, "Lembar isian GOL"),
}
FILED = (
    "rekap-xlsx",
    "register-xlsx",
)  # beside the paper; the sheet for GOL only where it is wanted
LISTS: dict[str, Callable[[Register, ReportingPeriod, date], tuple[ListSheet, ...]]] = {
    "rekap-xlsx": recap_lists,
    "register-xlsx": register_lists,
    GOL: lambda register, period, today: (gol_list(register, period, today),),
}


def _asked(given: Callable[[str, str], str]) -> Asked:
    offered = disclosure_desks(context(), actor())
    code = given("unit", "").strip()
    desk = next((d for d in offered if not code or d.code == code), None)
    if desk is None:
        raise Invalid("unit", "unknown" if code else "not_chosen")
    typed, today = given("period", "").strip(), context().today()
    period = ReportingPeriod.parse(typed) if typed else ReportingPeriod.quarter_of(today)
    return Asked(desk, period)


def _register(desk: RegisterDesk, since: date, until: date) -> Register:
    """The opened disclosures.

    Raises:
        Invalid: there are too many to be opened at once.
    """
    if count_disclosures(context(), actor(), desk.code, since, until) > MOST:
        raise Invalid("period", "too_many_to_list", MOST)
    return read_register(context(), actor(), desk.code, since, until)


def _page(
    problems: Problems,
    status: int = 200,
    *,
    typed: str = "",
    found: tuple[YearLine, ...] | None = None,
) -> Response:
    offered = disclosure_desks(context(), actor())
    given = request.form.get if request.method == "POST" else request.args.get
    try:
        asked = _asked(given) if offered else None
    except InvalidForm as error:
        asked, problems, status = None, problems | problems_of(error), 422
    return answer(
        render_template(
            "officer/register.html",
            units=[(desk.code, desk_name(desk)) for desk in offered],
            asked=asked,
            desk_name=desk_name(asked.desk) if asked else "",
            period_name=period_name(asked.period) if asked else "",
            count=_count(asked) if asked else 0,
            may_archive=asked is not None and _may_archive(asked.desk),
            periods=offered_periods(asked.period.code, LENGTHS) if asked else [],
            problems=problems,
            giver=typed,
            found=found,
        ),
        status,
    )


def _count(asked: Asked) -> int:
    first, last = asked.period.start, asked.period.end
    return count_disclosures(context(), actor(), asked.desk.code, first, last)


def _may_archive(desk: RegisterDesk) -> bool:
    """Only the UPG's register is filed: its members open what is filed, and not the inspectorate's cases."""
    return desk.is_own and may_file_lists(context(), actor(), desk.unit.slug)
