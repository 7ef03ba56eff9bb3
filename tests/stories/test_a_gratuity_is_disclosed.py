"""Fruit before a holiday and cash of a vendor, from the form to the end, and nothing of it left in the clear."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.disclosures import CUSTODY, DETERMINATION, DISCLOSURE, FORWARDING, REVIEW, SETTLEMENT
from tests.papers import text_of
from tests.stories import evidence_files
from tests.stories.disclosed import Disclosed, in_words, last_day, make_list, rows_of
from tests.stories.installation import Installation
from tests.stories.traces import find_traces
from wbs.domain.span import ReportingPeriod

FRUIT = {
    "giver-1-name": "CV Buah Segar Kencana",
    "object-1-description": "Parsel buah dan kue untuk Lebaran",
    "object-1-location": "donated",
    "object-1-perishable": "yes",
    "chronology": "Kurir meninggalkan parsel di pos jaga menjelang libur.",
    "donated_to": "Panti Asuhan Melati Kasih, Jalan Seruni 4, Bandung",
}
DONATION = SETTLEMENT | {
    "settlement": "donated",
    "number": "BA-9/UPG/2026",
    "from": "Sari Lestari",
    "to": "Panti Asuhan Melati Kasih",
    "message": "Terima kasih, penyaluran sudah dicatat.",
}
CASH = {
    "name": "Wulandari Prameswari",
    "id_number": "3273016708880002",
    "address": "Jalan Flamboyan 21, Cibeunying, Bandung, Jawa Barat",
    "phone": "081377700099",
    "giver-1-name": "PT Baja Rekanan Utama",
    "object-1-kind": "money",
    "object-1-form": "money",
    "object-1-description": "Amplop cokelat berisi uang dolar",
    "object-1-currency": "USD",
    "object-1-value": "300",
    "object-1-rate": "16.000",
    "object-1-valuation_basis": "nominal",
    "chronology": "Rekanan menyelipkan amplop ke dalam map berita acara.",
}
MISSING = "Mohon kirim foto isi amplop dan nama pegawai rekanan."
ANSWER = "Nama pegawainya Darmawansyah; fotonya saya sertakan."
GROUNDS = "Penyelesaian lengkap dan sesuai berita acara bernomor kembar."
RECEIPT, HANDOVER, DONATED, FORM = (
    "Tanda terima penitipan (PDF)",
    "Berita acara serah terima (PDF)",
    "Berita acara penyaluran (PDF)",
    "Cetak laporan gratifikasi (PDF)",
)


@pytest.fixture(scope="module")
def today(installation: Installation) -> date:
    """The day on which the stories happen."""
    return installation.context.today()


@pytest.fixture(scope="module")
def came_on(today: date) -> date:
    """The day on which the fruit came."""
    return today - timedelta(days=2)


@pytest.fixture(scope="module")
def fruit(begin: Callable[[], Disclosed], photo: Path, today: date, came_on: date) -> Disclosed:
    """Fruit that would have spoiled: given away at once, disclosed, recapped to KPK."""
    told, on = begin(), {"on": today.isoformat()}
    told.hand_in(photo, **FRUIT, received_on=came_on.isoformat(), donated_on=came_on.isoformat())
    told.write("review", REVIEW | {"outcome": "handled_by_agency", "perishable": "yes"})
    told.look("reviewed")
    told.write("settlement", DONATION | on, photo)
    told.print(DONATED)
    told.write("recap", {"number": "REKAP-4/UPG/2026"} | on)
    told.close("handled_by_agency", GROUNDS)
    told.look("closed")
    return told


@pytest.fixture(scope="module")
def cash(begin: Callable[[], Disclosed], photo: Path, today: date) -> Disclosed:
    """Money of a vendor: completed, kept, forwarded, the state's by KPK's decree, handed over."""
    told, on = begin(), {"on": today.isoformat()}
    told.hand_in(photo, **CASH, received_on=today.isoformat())
    told.write("return", {"message": MISSING})
    told.look("returned")
    told.sari.write(ANSWER, photo)
    told.write("completion", {})
    told.write("custody", CUSTODY | on | {"from": CASH["name"]}, photo)
    told.print(RECEIPT)
    told.write("review", REVIEW | {"value-1": "4.900.000"})
    told.write("forwarding", FORWARDING | on)
    told.look("forwarded")
    told.write("determination", DETERMINATION | on)
    told.look("determined")
    told.write("settlement", SETTLEMENT | on)
    told.print(HANDOVER)
    told.print(FORM)
    told.close("state_property", GROUNDS, message="Uang telah diterima KPK.")
    told.look("closed")
    return told


def test_the_reporter_reads_the_rules_and_the_last_days_before_sending(
    fruit: Disclosed, installation: Installation, came_on: date
) -> None:
    context, review = installation.context, fruit.seen["review"]

    assert context.law.gratuities.in_force(came_on).title in review
    for period in ("recipient_to_upg", "recipient_to_kpk"):
        assert last_day(context, period, came_on).removeprefix("menunggu ") in review
    assert "tetap diterima" not in review
    assert "Data tersembunyi tentang perangkat, tempat, dan pembuat sudah dihapus." in review
    assert "Catat kode ini sekarang." in fruit.seen["received"]


def test_fruit_that_was_given_away_waits_for_its_recap_and_then_for_nothing(
    fruit: Disclosed, installation: Installation, came_on: date, today: date
) -> None:
    recap = "Rekapitulasi bingkisan mudah rusak ke KPK"
    until = last_day(installation.context, "perishable_recap_to_kpk", came_on)

    assert f"{recap}: {until}" in fruit.seen["reviewed"]
    assert "Instansi Anda menentukan pengelolaan objek ini" in fruit.seen["reviewed"]
    assert "Nomor rekapitulasi REKAP-4/UPG/2026" in fruit.desk["recap"]
    assert f"{recap} Ditepati {in_words(today)}" in fruit.desk["recap"]
    assert "Tanpa tenggat" in fruit.desk["recap"]


def test_the_donation_record_names_what_went_to_whom(fruit: Disclosed, came_on: date) -> None:
    for word in ("BA-9/UPG/2026", "Parsel buah dan kue", "Panti Asuhan Melati Kasih", "Rp800.000"):
        assert word in fruit.papers[DONATED]


def test_the_reporter_reads_how_it_ended_and_never_the_grounds(
    fruit: Disclosed, cash: Disclosed
) -> None:
    for told, outcome in ((fruit, "Dikelola instansi"), (cash, "Milik negara")):
        assert "Kasus sudah ditutup. Pelapor dapat melihat hasilnya." in told.desk["closed"]
        assert GROUNDS in told.desk["closed"]
        assert f"Hasil akhirnya: {outcome}" in told.seen["closed"]
        assert "Sampai kapan" not in told.seen["closed"]
        assert GROUNDS not in told.seen["closed"]
        assert REVIEW["note"] not in told.seen["closed"]
    assert "penyaluran sudah dicatat" in fruit.seen["closed"]
    assert "Uang telah diterima KPK." in cash.seen["closed"]


def test_what_is_missing_is_asked_for_and_sent_from_the_tracking_page(
    cash: Disclosed, installation: Installation, today: date
) -> None:
    until = last_day(installation.context, "completeness", today)

    assert "Tahap: Dikembalikan untuk dilengkapi" in cash.seen["returned"]
    assert MISSING in cash.seen["returned"]
    assert f"Pelengkapan laporan: {until}" in cash.seen["returned"]
    assert ANSWER in cash.desk["completion"]
    assert "Dilengkapi dan disampaikan kembali" in cash.desk["completion"]


def test_the_money_goes_to_the_state_by_the_decree_that_stands_in_the_record(
    cash: Disclosed, installation: Installation, today: date
) -> None:
    context = installation.context

    assert "USD 300, yaitu Rp4.800.000" in cash.desk["submitted"]
    until = last_day(context, "kpk_determination", today)
    assert f"Penetapan status oleh KPK: {until}" in cash.seen["forwarded"]
    assert "menjadi tugas KPK" in cash.seen["forwarded"]
    assert "KPK menetapkan objek gratifikasi ini menjadi milik negara." in cash.seen["determined"]
    until = last_day(context, "object_handover", today)
    assert f"Penyerahan objek milik negara: {until}" in cash.seen["determined"]
    assert f"Keputusan KPK nomor SK 1234/2026 tanggal {in_words(today)}" in cash.papers[HANDOVER]


def test_the_papers_name_the_money_as_it_was_counted(cash: Disclosed) -> None:
    for word in ("TT-1/2026", CASH["name"], "Lemari besi UPG", "USD 300, yaitu Rp4.800.000"):
        assert word in cash.papers[RECEIPT]
    assert "USD 300, yaitu Rp4.900.000" in cash.papers[HANDOVER]
    for word in (CASH["name"], CASH["id_number"], CASH["giver-1-name"], CASH["chronology"]):
        assert word in cash.papers[FORM]


def test_the_quarters_recap_and_register_name_both_to_their_end(
    fruit: Disclosed, cash: Disclosed, today: date
) -> None:
    quarter = ReportingPeriod.quarter_of(today)

    recap = text_of(make_list(cash.upg, quarter, "Rekapitulasi sepuluh kolom (PDF)"))
    register = rows_of(make_list(cash.upg, quarter, "Register (XLSX)"))

    for told in (FRUIT, CASH):
        assert told["giver-1-name"] in recap
        assert told["object-1-description"] in recap
    by_giver = {row[6]: row for row in register}
    assert set(by_giver) == {FRUIT["giver-1-name"], CASH["giver-1-name"]}
    assert "Disalurkan sebagai bantuan sosial" in by_giver[FRUIT["giver-1-name"]]
    assert {"GOL-2026-0815", "SK 1234/2026", "BA-3/2026"} <= set(by_giver[CASH["giver-1-name"]])


def test_nothing_the_servers_wrote_names_anybody_or_anything_of_it(
    fruit: Disclosed, cash: Disclosed, installation: Installation, photo: Path
) -> None:
    typed = (
        *DISCLOSURE.values(),
        *FRUIT.values(),
        *CASH.values(),
        *DONATION.values(),
        MISSING,
        ANSWER,
        GROUNDS,
    )
    words: list[str | bytes] = [text for text in typed if len(text) > 12]
    words += ["Darmawansyah", "GOL-2026-0815", "SK 1234/2026"]
    words += [photo.stem, evidence_files.PLACE, photo.read_bytes()[9_000:9_032]]
    words += [fruit.code, cash.code, fruit.code.replace("-", ""), cash.code.replace("-", "")]
    installation.context.database.close()

    assert find_traces(installation.written_in(), words) == []
