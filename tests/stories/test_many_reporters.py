"""Eight people at once, five hundred reports: none is refused, none is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.client import Client, read_page
from tests.stories.installation import Installation, installed
from tests.stories.navigators import REPORT

CLIENTS = 8
REPORTS = 500


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation whose limits are raised by name: all come from one address."""
    limits = {
        "WBS_LIMITS_SUBMISSIONS": "100000",
        "WBS_LIMITS_DRAFTS": "100000",
        "WBS_LIMITS_CODES": "100000",
    }
    with installed(tmp_path_factory.mktemp("many"), environment=limits, workers=2) as running:
        yield running


def submit(base: str, numbers: range) -> dict[int, str]:
    """One client's reports, one after another: number → code."""
    client = Client(base)
    codes = {}
    for n in numbers:
        values = REPORT | {"unit": "satker-1", "category": "korupsi", "what": f"Peristiwa ke-{n}."}
        note = (f"catatan-{n}.txt", "text/plain", f"isi catatan {n}".encode())
        codes[n] = client.submit("/lapor/wbs", values, (note,))
    client.close()
    return codes


def unopened(base: str, codes: dict[int, str]) -> list[int]:
    """The numbers whose code does not open the whole case."""
    missing = []
    for n, code in codes.items():
        client = Client(base)
        form, _ = read_page(client.get("/lacak").text)
        entered = client.post("/lacak", form.values | {"tracking_code": code})
        cookie = entered.headers["set-cookie"].split(";", 1)[0]
        page = client.get("/lacak", {"Cookie": cookie}).text
        if f"Peristiwa ke-{n}." not in page or f"catatan-{n}.txt" not in page:
            missing.append(n)
        client.close()
    return missing


def test_every_one_of_500_reports_opens_with_its_own_code(place: Installation) -> None:
    shares = [range(first, REPORTS, CLIENTS) for first in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        codes = list(clients.map(lambda share: submit(place.base, share), shares))
        lost = list(clients.map(lambda share: unopened(place.base, share), codes))

    assert len({code for share in codes for code in share.values()}) == REPORTS
    assert [n for share in lost for n in share] == []
