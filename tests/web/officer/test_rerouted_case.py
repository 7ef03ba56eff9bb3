"""A case that was routed away leaves no mark on any page of the unit it concerns."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from tests.cast import Cast
from tests.reports import report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import CSRF, Visitor
from wbs.domain.kinds import Kind
from wbs.services.open_case import open_case

LINK = re.compile(r'href="(/petugas/[^"#]*)"')
LEAVING = [
    {"concerns_head": head, "concerns_desk": desk, "exclude": exclude}
    for head, desk, exclude in product(
        ["no", "yes", "unknown"], ["no", "yes", "unknown"], ["", "Budi Santoso"]
    )
    if {head, desk} & {"yes", "unknown"} or exclude
]
PHOTO = ("bukti.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(40))


def pages(browser: Visitor) -> Iterator[tuple[str, str]]:
    """Every page a person can walk to from the first, and what it says, without its form's token."""
    waiting, seen = ["/petugas/akun"], {"/petugas/akun"}
    while waiting:
        path = waiting.pop()
        answer = browser.get(path, follow=True)
        assert answer.status_code == 200, path
        if answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        yield path, CSRF.sub("", text)
        found = {link.replace("&amp;", "&") for link in LINK.findall(text)}
        waiting += sorted(link for link in found - seen if "bahasa=en" not in link)
        seen |= found


@pytest.mark.parametrize("username", ["budi", "indah", "fajar"])
def test_no_page_of_the_unit_changes_when_a_report_was_routed_away(
    cast: Cast, enter: Enter, username: str
) -> None:
    context = cast.context
    stayed = report(context)
    browser = enter(cast.people[username])
    dict(pages(browser))  # whatever is read is read now
    before = dict(pages(browser))

    cases = [
        report(context, kind=kind, category="lainnya", **fields)
        for kind in (Kind.WBS, Kind.COMPLAINT)
        for fields in LEAVING
    ]

    after = dict(pages(browser))
    assert after == before
    assert any(stayed.case_id in text for text in after.values()) is (username != "fajar")
    assert not [case for case in cases if any(case.case_id in text for text in after.values())]


@pytest.mark.parametrize("username", ["budi", "indah", "fajar", "citra", "eko", "dewi", "ratna"])
def test_whoever_knows_its_address_finds_nothing_there(
    cast: Cast, enter: Enter, username: str
) -> None:
    case = report(cast.context, PHOTO, concerns_desk="yes")
    file = open_case(cast.context, cast.gita.actor, case.case_id)
    blob_id = file.opened.report.attachments[0].blob_id
    browser = enter(cast.people[username])
    place = f"/petugas/kasus/{case.case_id}"

    answers = {
        browser.get(place).status_code,
        browser.get(f"{place}/berkas/0/{blob_id}").status_code,
        browser.post(place, {"message": "halo"}).status_code,
        browser.post(place, {"stage": "review"}).status_code,
    }

    assert answers == {404}
