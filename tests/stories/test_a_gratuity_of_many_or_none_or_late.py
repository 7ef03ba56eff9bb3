"""A wedding's forty givers, a refusal, and a day too late: disclosed in the browser, nothing of it in the clear."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.disclosures import DISCLOSURE, FORWARDING, REVIEW
from tests.recaps import OWN, WEDDING, wedding, xlsx
from tests.stories import evidence_files
from tests.stories.disclosed import Disclosed, in_words, last_day, make_list, rows_of
from tests.stories.installation import Installation
from tests.stories.traces import find_traces
from wbs.domain.deadline import working_days_between
from wbs.domain.span import ReportingPeriod

OVER = "2 dari 40 pemberi melebihi batas"
REFUSED = {
    "name": "Bagaskara Widjanarko",
    "id_number": "3273010101850003",
    "giver-1-name": "PT Angkasa Pemborong Jaya",
    "object-1-description": "Tiket pesawat dan voucer hotel",
    "chronology": "Tawaran tiket saya tolak di hadapan dua rekan.",
}
LATE = {
    "name": "Nurhayati Simatupang",
    "id_number": "3273014101790004",
    "giver-1-name": "CV Sinar Pengadaan",
    "object-1-description": "Jam tangan dalam kotak beludru",
    "late_reason": "Saya dirawat di rumah sakit selama lima minggu.",
}
NOTED = "Penolakan Saudara kami catat sebagai teladan."
GROUNDS = "Penolakan didukung keterangan dua saksi bernama lengkap."


@pytest.fixture(scope="module")
def today(installation: Installation) -> date:
    """The day on which the stories happen."""
    return installation.context.today()


@pytest.fixture(scope="module")
def long_ago(installation: Installation, today: date) -> date:
    """The last day of which today is the thirty-first working day after it."""
    calendar = installation.context.law.calendar
    day = today
    while working_days_between(day, today, calendar) < 31:
        day -= timedelta(days=1)
    return day


@pytest.fixture(scope="module")
def guests(
    begin: Callable[[], Disclosed],
    photo: Path,
    today: date,
    tmp_path_factory: pytest.TempPathFactory,
) -> Disclosed:
    """Forty givers in a workbook, two of whom gave more than any limit."""
    file = tmp_path_factory.mktemp("tamu") / "buku-tamu-resepsi.xlsx"
    file.write_bytes(xlsx(*wedding(40, 2)))
    told, on = begin(), {"on": today.isoformat()}
    told.sari.put_in_recap(file)
    told.seen["filled"] = told.sari.text()
    told.sari.disclose_more(photo, **OWN | {"received_on": today.isoformat()})
    told.send()
    told.write("review", {n: t for n, t in REVIEW.items() if n != "value-1"} | {"conflict": "no"})
    told.write("forwarding", FORWARDING | on)
    told.look("forwarded")
    return told


@pytest.fixture(scope="module")
def refused(begin: Callable[[], Disclosed], today: date) -> Disclosed:
    """A gift that was turned down; nothing to photograph, nothing for KPK to decide."""
    told = begin()
    told.hand_in(**REFUSED, type="refused", received_on="", refused_on=today.isoformat())
    told.write("record", {"message": NOTED})
    told.look("recorded")
    told.close("recorded", GROUNDS)
    told.look("closed")
    return told


@pytest.fixture(scope="module")
def late(
    begin: Callable[[], Disclosed],
    installation: Installation,
    photo: Path,
    today: date,
    long_ago: date,
) -> Disclosed:
    """A gift disclosed on the thirty-first working day after it came."""
    told = begin()
    told.hand_in(photo, **LATE, received_on=long_ago.isoformat())
    told.desk["inbox"] = told.line_in_the_inbox()
    told.desk["terminal"] = _deadlines(installation)
    told.write("review", REVIEW)
    told.write("forwarding", FORWARDING | {"on": today.isoformat()})
    return told


def _deadlines(installation: Installation) -> str:
    command = [sys.executable, "-m", "wbs", "--data", str(installation.data_dir), "deadlines"]
    command += ["--unit", "satker-1", "--json"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_workbook_comes_into_the_form_and_the_review_marks_the_two_above_the_limit(
    guests: Disclosed,
) -> None:
    assert "40 baris dari berkas Anda sudah masuk ke formulir." in guests.seen["filled"]
    assert OVER in guests.seen["review"]
    assert guests.seen["review"].count("Di atas batas") == 2
    assert "Tamu 40 " in guests.seen["review"]


def test_the_desk_sees_all_forty_and_which_two_gave_too_much(guests: Disclosed) -> None:
    assert OVER in guests.desk["submitted"]
    assert guests.desk["submitted"].count("Di atas batas") == 2
    for place in (1, 20, 40):
        assert f"{place}. Tamu {place} " in guests.desk["submitted"]


def test_the_reporter_finds_the_guests_again_on_the_tracking_page(guests: Disclosed) -> None:
    assert "Laporan diteruskan ke KPK" in guests.seen["forwarded"]
    assert "40. Tamu 40 " in guests.seen["forwarded"]
    assert DISCLOSURE["id_number"] not in guests.seen["forwarded"]


def test_the_sheet_for_retyping_has_a_row_for_each_gift(guests: Disclosed, today: date) -> None:
    rows = rows_of(
        make_list(guests.upg, ReportingPeriod.quarter_of(today), "Lembar isian GOL (XLSX)")
    )

    names = [cell for row in rows for cell in row if cell.startswith("Tamu ")]
    assert names == [f"Tamu {n}" for n in range(1, 41)]


def test_a_refusal_is_put_on_record_without_a_picture_and_ends_there(refused: Disclosed) -> None:
    assert "Penolakan gratifikasi" in refused.desk["submitted"]
    assert "Penolakan Anda telah dicatat." in refused.seen["recorded"]
    assert NOTED in refused.seen["recorded"]
    assert "Hasil akhirnya: Dicatat" in refused.seen["closed"]
    assert "Ditetapkan KPK" not in refused.seen["closed"]
    assert GROUNDS not in refused.seen["closed"]
    assert GROUNDS in refused.desk["closed"]


def test_on_working_day_31_the_review_says_it_is_late_taken_and_what_follows(
    late: Disclosed, installation: Installation, long_ago: date
) -> None:
    context, review = installation.context, late.seen["review"]
    for period in ("recipient_to_upg", "recipient_to_kpk"):
        was_due = last_day(context, period, long_ago)
        assert f"tenggatnya {was_due} sudah lewat" in review
    assert context.law.gratuities.in_force(long_ago).late.indonesian in review
    assert "Laporan Anda sudah diterima" in late.seen["received"]


def test_the_reporter_reads_on_the_tracking_page_what_being_late_means(
    late: Disclosed, installation: Installation, long_ago: date
) -> None:
    was_due = last_day(installation.context, "recipient_to_kpk", long_ago)
    assert f"Pelaporan ke KPK: {was_due} (terlambat)" in late.seen["submitted"]
    assert (
        installation.context.law.gratuities.in_force(long_ago).late.indonesian
        in late.seen["submitted"]
    )


def test_the_desk_sees_both_days_missed_before_and_after_it_went_to_kpk(
    late: Disclosed, installation: Installation, long_ago: date, today: date
) -> None:
    to_upg, to_kpk = (
        last_day(installation.context, period, long_ago)
        for period in ("recipient_to_upg", "recipient_to_kpk")
    )
    done = f"Dipenuhi terlambat {in_words(today)}, tenggatnya"

    assert LATE["late_reason"] in late.desk["submitted"]
    assert f"Pelaporan ke KPK Terlambat, tenggat {to_kpk}" in late.desk["submitted"]
    assert f"(UPG) {done} {to_upg}" in late.desk["submitted"]
    assert f"Terlambat, tenggat {to_kpk}" in late.desk["inbox"]
    assert f"Pelaporan ke KPK {done} {to_kpk}" in late.desk["forwarding"]


def test_the_terminal_lists_it_first_without_a_word_of_it(late: Disclosed, today: date) -> None:
    first = json.loads(late.desk["terminal"])[0]

    assert first["kind"] == "gratification"
    assert first["days_late"] == (today - date.fromisoformat(first["due_on"])).days >= 1
    for text in LATE.values():
        assert text not in late.desk["terminal"]


def test_nothing_the_servers_wrote_names_anybody_or_anything_of_it(
    guests: Disclosed,
    refused: Disclosed,
    late: Disclosed,
    installation: Installation,
    photo: Path,
) -> None:
    typed = (*DISCLOSURE.values(), *WEDDING.values(), *REFUSED.values(), *LATE.values())
    words: list[str | bytes] = [text for text in (*typed, NOTED, GROUNDS) if len(text) > 10]
    words += ["Tamu 17", "Tamu 40", "CV Karya Mandiri", "buku-tamu-resepsi"]
    words += [photo.stem, evidence_files.PLACE, photo.read_bytes()[9_000:9_032]]
    words += [told.code for told in (guests, refused, late)]
    installation.context.database.close()

    assert find_traces(installation.written_in(), words) == []
