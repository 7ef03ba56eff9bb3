"""The lists of a UPG at their largest: the paper is made, and no cell is cut."""

from datetime import date
from io import BytesIO

from flask import Flask
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tests.disclosures import DISCLOSURE
from tests.domain.gratification.test_register import entry
from tests.papers import pages_of
from wbs.domain.kinds import DeskKind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.press import pdf_bytes
from wbs.evidence.register import list_workbook
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.upg.disclosure_register import Register
from wbs.web.languages import speaking
from wbs.web.officer.upg.register_content import recap_lists, recap_paper, register_lists

TODAY = date(2026, 8, 3)
QUARTER = ReportingPeriod.parse("2026-Q3")
DISCLOSURES, ROWS = 20, 500
LONGEST = {"giver-name": 200, "giver-institution": 200, "object-description": 400}


def largest(cast: Cast) -> Register:
    """Disclosures of a wedding with as many rows as a recap takes, each as long as it may be."""
    rows: dict[str, str] = {}
    for number in range(101, 101 + ROWS):
        for name, text in DISCLOSURE.items():
            base = name.replace("-1-", "-")
            if base != name:
                long = "Wm " * LONGEST.get(base, 0)
                rows[name.replace("-1-", f"-{number}-")] = long[: LONGEST.get(base, 0)] or text
        rows[f"object-{number}-giver"] = str(number)
    plain = {name: "" for name in DISCLOSURE if "-1-" in name}
    one = entry("2026-08-01", "0", **rows)
    fields = {name: text for name, text in one.fields.items() if name not in plain}
    entries = tuple(type(one)(one.case, fields, ()) for _ in range(DISCLOSURES))
    return Register(RegisterDesk(cast.unit("satker-1"), DeskKind.UPG), entries)


def test_twenty_weddings_of_five_hundred_givers_fit_paper_and_workbook(
    cast: Cast, officer_app: Flask
) -> None:
    register = largest(cast)

    with officer_app.test_request_context(), speaking("id"):
        pages = pages_of(pdf_bytes(recap_paper(register, QUARTER, TODAY)))
        made = list_workbook(recap_lists(register, QUARTER, TODAY), TODAY)
        list_workbook(register_lists(register, QUARTER, TODAY), TODAY)

    assert "".join(pages).count("dan 495 lainnya") == 2 * DISCLOSURES
    assert len(pages) < 2 * DISCLOSURES
    workbook = CalamineWorkbook.from_filelike(BytesIO(made))
    details = workbook.get_sheet_by_name("Rincian").to_python()
    named = [row for row in details if len(str(row[1])) == LONGEST["giver-name"]]
    assert len(named) == DISCLOSURES * ROWS
    assert all(len(str(row[3])) == LONGEST["object-description"] for row in named)
