"""The two rows of links at the top: where somebody is, also on a page that hangs on another."""

import re

import pytest

from tests.cast import Cast
from tests.reports import report
from tests.web.officer.conftest import Enter

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


def test_a_case_has_its_own_way_back_and_marks_nothing(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)

    page = enter(cast.budi).get(f"/petugas/kasus/{reported.case_id}").get_data(as_text=True)

    assert marked(page) == []
    assert 'href="/petugas/kasus">←' in page
