"""The main story: a report from the first word to the figures, and nothing of it left in the clear."""

import json
import re
import subprocess
import sys
import zipfile
from base64 import b32decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench.client import Client, read_page
from tests.stories import evidence_files
from tests.stories.installation import Installation, installed
from tests.stories.navigators import REPORT, OfficerAtWork, Reporter
from tests.stories.traces import find_traces

QUESTION = "Apakah Saudara ingat **tanggal** permintaan terakhir?"
ANSWER = "Terakhir hari Jumat, setelah apel, disaksikan Bu Rahmiyati."
GROUNDS = "Terbukti dari kesaksian dan pencocokan kuitansi bernomor kembar."
VERDICT = "Terima kasih. Pemeriksaan selesai dan dugaan Anda terbukti."
FORGED = "198.51.100.77"
OTHER_SOURCE = "127.0.0.77"


@dataclass
class Told:
    """What the story leaves for the tests after it."""

    code: str = ""
    case_href: str = ""
    attachment_href: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)


def quarter_of(today: date) -> str:
    """The quarter of *today*, as the command line writes it."""
    return f"{today.year}-Q{(today.month + 2) // 3}"


def words_of(text: str) -> set[str]:
    """The words by which a text would be recognised."""
    return {word for word in re.findall(r"[A-Za-z]+", text) if len(word) >= 8}


def find_words(text: str, words: set[str]) -> list[str]:
    """Those of *words* that stand in *text*."""
    return sorted(word for word in words if word in text)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The installation of this story; left running until its last test."""
    with installed(tmp_path_factory.mktemp("travels"), workers=2) as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A photo of 3 MB and a document, where no server looks."""
    folder = tmp_path_factory.mktemp("sari")
    return (
        evidence_files.photo(folder / "kuitansi-kembar.jpg"),
        evidence_files.document(folder / "catatan-bendahara.pdf"),
    )


@pytest.fixture(scope="module")
def told(place: Installation, files: tuple[Path, Path], browser: Browser) -> Told:
    """The whole story, once; what follows asks what came of it."""
    told = Told()
    home, office = (browser.new_context(java_script_enabled=False) for _ in range(2))
    sari = Reporter(home.new_page(), place.base)
    budi = OfficerAtWork(office.new_page(), place.base, place.cast.budi, place.context)
    _report(sari, files, told)
    assert home.cookies() == []
    _ask(budi, told)
    _answer(sari, told)
    _work(budi)
    sari.look_again()
    told.seen["outcome"] = sari.page.locator("main").inner_text()
    _visit_from_elsewhere(place, told)
    return told


def _report(sari: Reporter, files: tuple[Path, Path], told: Told) -> None:
    sari.report("satker-1", files=files)
    told.seen["review"] = sari.page.locator("main").inner_text()
    told.code = sari.confirm()


def _ask(budi: OfficerAtWork, told: Told) -> None:
    budi.sign_in()
    cases = budi.inbox()
    assert len(cases) == 1
    told.case_href = cases[0]
    budi.open(told.case_href)
    told.seen["case"] = budi.page.locator("main").inner_text()
    told.attachment_href = _first_attachment(budi.page)
    budi.write(QUESTION)
    budi.open(told.case_href)
    budi.move("clarification")


def _first_attachment(page: Page) -> str:
    """The address of the first attachment; it may be a form's, since opening one is recorded."""
    link = page.locator(".attachments a, .attachments form").first
    href = link.get_attribute("href") or link.get_attribute("action")
    assert href
    return href


def _answer(sari: Reporter, told: Told) -> None:
    sari.track(told.code)
    told.seen["question"] = sari.page.locator("main").inner_text()
    sari.write(ANSWER)


def _work(budi: OfficerAtWork) -> None:
    for stage in ("review", "investigation", "follow_up"):
        href = budi.inbox()[0]
        budi.open(href)
        budi.move(stage)
    budi.open(href)
    budi.write(VERDICT)
    budi.open(href)
    budi.close("substantiated", GROUNDS)


def _visit_from_elsewhere(place: Installation, told: Told) -> None:
    """A visit from an address unlike the server's, with a forged one in a header."""
    visitor = Client(place.base, source=OTHER_SOURCE)
    headers = {"X-Forwarded-For": FORGED, "User-Agent": "PenanyaUnik/7"}
    form, _ = read_page(visitor.get("/lacak", headers).text)
    answer = visitor.post("/lacak", form.values | {"tracking_code": told.code}, headers=headers)
    assert answer.status < 400
    visitor.close()


def test_the_code_is_shown_in_five_groups_of_five(told: Told) -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}", told.code)


def test_the_review_page_repeats_the_text_and_says_what_was_taken_out_of_the_files(
    told: Told,
) -> None:
    assert REPORT["what"] in told.seen["review"]
    assert "kuitansi-kembar.jpg" in told.seen["review"]


def test_the_desk_reads_every_word_and_every_file_name(told: Told) -> None:
    for text in (*REPORT.values(), "kuitansi-kembar.jpg", "catatan-bendahara.pdf"):
        assert text in told.seen["case"]


def test_the_reporter_reads_the_question_and_later_the_outcome(told: Told) -> None:
    assert "permintaan terakhir" in told.seen["question"]
    assert "Terbukti" in told.seen["outcome"]
    assert VERDICT in told.seen["outcome"]
    assert GROUNDS not in told.seen["outcome"]


def test_the_export_of_the_quarter_counts_it(
    told: Told, place: Installation, tmp_path: Path
) -> None:
    today = datetime.now(UTC).astimezone(ZoneInfo("Asia/Jakarta")).date()
    out = tmp_path / "eviden.zip"
    command = [sys.executable, "-m", "wbs", "--data", str(place.data_dir)]
    command += ["evidence", "export", "--unit", "satker-1", "--period", quarter_of(today)]
    subprocess.run([*command, "--out", str(out)], check=True, capture_output=True)

    with zipfile.ZipFile(out) as pack:
        name = next(n for n in pack.namelist() if n.endswith("statistik.json"))
        text = pack.read(name).decode()

    wbs = json.loads(text)
    assert _three_numbers(wbs, "wbs") == (1, 0, 1)
    assert _three_numbers(wbs, "complaint") == (0, 0, 0)


def _three_numbers(statistics: dict[str, object], kind: str) -> tuple[int, int, int]:
    found = statistics["tindak_lanjut"][kind]  # type: ignore[index]
    return found["harus"], found["sedang"], found["selesai"]


def test_an_officer_of_another_unit_sees_nothing_of_it(
    told: Told, place: Installation, new_context: Callable[..., BrowserContext]
) -> None:
    citra = OfficerAtWork(new_context().new_page(), place.base, place.cast.citra, place.context)
    citra.sign_in()

    assert citra.inbox() == []
    for href in (told.case_href, told.attachment_href):
        answer = citra.page.request.get(place.base + href)
        assert answer.status == 404
        assert "Halaman tidak ditemukan" in answer.text()
        assert find_words(answer.text(), words_of(" ".join(REPORT.values()))) == []


def test_nothing_the_servers_wrote_holds_a_word_of_it(
    told: Told, place: Installation, files: tuple[Path, Path]
) -> None:
    typed = " ".join((*REPORT.values(), ANSWER, QUESTION, GROUNDS, VERDICT))
    budi = place.cast.budi
    words: list[str | bytes] = [
        *words_of(typed),
        "kuitansi-kembar",
        "catatan-bendahara",
        evidence_files.PLACE,
        evidence_files.AUTHOR,
        files[0].read_bytes()[50_000:50_032],
        told.code,
        told.code.replace("-", ""),
        budi.password,
        b32decode(budi.totp_secret),
        budi.totp_secret,
        budi.recovery_code,
        OTHER_SOURCE,
        FORGED,
        "PenanyaUnik",
    ]
    place.context.database.close()

    assert find_traces(place.written_in(), words) == []


def test_the_same_search_finds_a_planted_word(place: Installation) -> None:
    planted = place.root / "home" / "planted"
    planted.write_text("sebelum mencairkan honor")
    try:
        assert find_traces(place.written_in(), ["mencairkan"])
    finally:
        planted.unlink()
