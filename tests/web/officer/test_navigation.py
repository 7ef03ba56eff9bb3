"""The two rows of links at the top: where somebody is, also on a page that hangs on another."""

import re

import pytest
from flask import Flask, request

from tests.cast import Cast
from tests.reports import report
from tests.web.officer.conftest import Enter
from wbs.web.officer.navigation import GROUPS, is_within

MARKED = re.compile(r'href="([^"]*)" aria-current="(page|true)"')


def marked(page: str) -> list[tuple[str, str]]:
    """The marked links of the head, outer row first."""
    head = page[page.index("<header") : page.index("</header>")]
    return [(path, how) for path, how in MARKED.findall(head)]


@pytest.mark.parametrize(
    ("username", "path", "links"),
    [
        ("budi", "/petugas/cari", [("/petugas/kasus", "true"), ("/petugas/cari", "page")]),
        (
            "ratna",
            "/petugas/unit/satker-1",
            [("/petugas/unit", "true"), ("/petugas/unit", "true")],
        ),
        (
            "budi",
            "/petugas/konflik-kepentingan/pemetaan/baru",
            [("/petugas/gratifikasi", "true"), ("/petugas/konflik-kepentingan", "true")],
        ),
        (
            "fajar",
            "/petugas/konflik-kepentingan/pernyataan",
            [("/petugas/edaran", "true"), ("/petugas/konflik-kepentingan/pemetaan", "true")],
        ),
        ("budi", "/petugas/angka/wbs", [("/petugas/angka", "true"), ("/petugas/angka", "page")]),
        ("dewi", "/petugas/kasus/diserahkan", []),
    ],
)
def test_a_page_marks_its_group_and_the_page_it_hangs_on(
    cast: Cast, enter: Enter, username: str, path: str, links: list[tuple[str, str]]
) -> None:
    page = enter(cast.people[username]).get(path).get_data(as_text=True)

    assert marked(page) == links


@pytest.mark.parametrize("username", ["budi", "dewi"])
def test_desks_and_keys_are_called_so_whether_one_page_or_several_lie_behind(
    cast: Cast, enter: Enter, username: str
) -> None:
    page = enter(cast.people[username]).get("/petugas/akun").get_data(as_text=True)
    head = page[page.index("<header") : page.index("</header>")]

    assert re.findall(r'<a href="/petugas/meja"[^>]*>([^<]+)</a>', head) == ["Meja dan kunci"]


CASES = [("/petugas/kasus", "true"), ("/petugas/kasus", "true")]


def test_a_case_hangs_on_the_list_of_cases_and_has_a_way_back(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    budi, path = enter(cast.budi), f"/petugas/kasus/{reported.case_id}"

    page = budi.get(path).get_data(as_text=True)

    assert marked(page) == CASES
    assert 'href="/petugas/kasus">←' in page
    for act in ("serah", "catatan", "rujukan", "tahan"):
        answer = budi.post(f"{path}/{act}", {})
        assert (answer.status_code, marked(answer.text)) == (422, CASES)


# Whoever stands before these is in no room: not signed in, or where a case was that is gone.
NOWHERE = {"login.show", "recovery.show", "activation.ask", "activation.show", "hand_over.done"}


def test_every_page_that_is_shown_hangs_on_one_of_the_navigation(officer_app: Flask) -> None:
    shown = {
        rule.endpoint
        for rule in officer_app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "." in rule.endpoint and "." not in rule.rule
    }
    places = [endpoint for _, pages in GROUPS for endpoint, _ in pages]
    lost = set()
    for endpoint in shown - NOWHERE:
        with officer_app.test_request_context():
            request.url_rule = next(officer_app.url_map.iter_rules(endpoint))
            if not any(is_within(place) for place in places):
                lost.add(endpoint)

    assert lost == {"login.start", "attachment.download"}
