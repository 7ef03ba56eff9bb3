"""The zip: the same state and day give the same bytes, and nothing in it points at a case."""

import hashlib
import json
import re
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.exports import BELOW, UNIT, closed_case, export_of, golden_histories
from tests.packs import made_pack, pack_of, payload_of
from tests.papers import text_of
from tests.sheets import golden_sheet
from wbs.domain.errors import Busy
from wbs.domain.evidence_pack import Correction
from wbs.domain.figure_export import CircularLine
from wbs.domain.gratification.circular import Circular, Wording
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import Signing, files, issued, pack_name
from wbs.evidence.papers.paper import Letterhead, Signatory

SIGNING = Signing(
    Letterhead("Kementerian Contoh", UNIT.name), (Signatory(name="Ratna Dewi", role="Kepala"),)
)


def test_the_same_state_and_day_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pack_of(export_of(golden_histories()))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 86_400 * 400)
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    second = pack_of(export_of(golden_histories()))

    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_a_whole_pack_made_later_and_elsewhere_is_the_same_to_the_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the papers, which a process of its own prints: no clock but the real one reaches it."""
    first = pack_of(golden_sheet(), signing=SIGNING)
    time.sleep(1.1)  # a PDF tells seconds
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    second = pack_of(golden_sheet(), signing=SIGNING)

    assert "ringkasan.pdf" in payload_of(first)
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_every_file_is_dated_by_the_day_looked_from() -> None:
    made = pack_of(export_of(golden_histories(), as_of=date(2026, 11, 30)))
    with ZipFile(BytesIO(made)) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(2026, 11, 30, 0, 0, 0)}
        with ZipFile(BytesIO(payload_of(made)["lke.xlsx"])) as workbook:
            properties = workbook.read("docProps/core.xml").decode()

    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", properties)) == {"2026-11-30T00:00:00"}


def test_another_day_gives_other_bytes() -> None:
    export = export_of(golden_histories())

    assert pack_of(export) != pack_of(export_of(golden_histories(), as_of=date(2026, 12, 30)))


def test_the_pack_holds_statistics_tables_and_how_to_read_them() -> None:
    names = set(files(export_of(golden_histories())))

    assert {"statistik.json", "lke.xlsx", "BACA-SAYA.txt", "tiga-angka.csv"} <= names
    assert {"bulan-dan-jenis.csv", "bulan-dan-kategori-pengaduan.csv", "tenggat.csv"} <= names
    assert "per-unit.csv" not in names


def test_a_pack_of_several_units_has_a_line_for_each() -> None:
    made = files(export_of([closed_case(1), closed_case(2, unit=BELOW)], units=(UNIT, BELOW)))

    lines = made["per-unit.csv"].decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [UNIT.name] * 2 + [BELOW.name] * 2


def test_the_readme_names_every_file() -> None:
    made = payload_of(pack_of(export_of(), signing=SIGNING))

    told = made["BACA-SAYA.txt"].decode()
    own = {name for name in made if not name.startswith("log/")} | {"log/"}
    assert all(name in told for name in own - {"BACA-SAYA.txt"})


def test_the_report_to_sign_says_what_the_statistics_say() -> None:
    made = payload_of(pack_of(export_of(golden_histories()), signing=SIGNING))

    told = text_of(made["ringkasan.pdf"])
    numbers = json.loads(made["statistik.json"])["tindak_lanjut"]["complaint"]
    assert [numbers[n] for n in ("harus", "sedang", "selesai", "persentase")] == [
        170,
        13,
        157,
        92.35,
    ]
    for said in ("170", "13", "157", "92,35 %", "Satuan Kerja Satu", "Tahun 2026", "Ratna Dewi"):
        assert said in told
    assert "pernyataan-nihil.pdf" not in made


def test_a_report_with_corrections_shows_both_values() -> None:
    quarter = ReportingPeriod.parse("2026-Q3")
    changed = Correction(quarter, quarter.end, date(2026, 10, 5), "complaint/harus", 41, 43)
    export = replace(export_of(golden_histories()), corrections=(changed,))

    made = payload_of(pack_of(export, signing=SIGNING))

    told = text_of(made["ringkasan.pdf"])
    for said in ("Koreksi", "Triwulan III 2026", "harus ditindaklanjuti", "41", "43"):
        assert said in told
    (line,) = json.loads(made["statistik.json"])["koreksi"]
    assert (line["angka"], line["semula"], line["menjadi"]) == ("complaint/harus", 41, 43)


def test_a_pack_is_handed_out_whole_only_once_its_hash_is_kept() -> None:
    kept: list[str] = []
    pieces = issued([b"a", b"bc", b"d"], kept.append)

    assert [next(pieces), next(pieces)] == [b"a", b"bc"]
    assert kept == []
    assert next(pieces) == b"d"
    assert kept == [hashlib.sha256(b"abcd").hexdigest()]


def test_a_pack_that_cannot_be_kept_is_not_handed_out_whole() -> None:
    def fail(_digest: str) -> None:
        raise Busy("no room")

    with pytest.raises(Busy):
        list(issued([b"a", b"b"], fail))


def test_a_unit_without_complaints_gets_a_statement_to_sign() -> None:
    nothing = export_of([closed_case(1, counted_on=None, outcome="duplicate")])
    made = payload_of(pack_of(nothing, signing=SIGNING))

    statement = text_of(made["pernyataan-nihil.pdf"])
    assert UNIT.name in statement
    assert "0 (nihil)" in statement
    assert "tidak berarti 100 %" in statement
    assert "diterima pada periode tersebut: 1. Tidak diproses: 1." in statement
    assert made["tiga-angka.csv"].decode().splitlines()[1].endswith("0,0,0,0,0,nihil,1")


def test_the_name_tells_unit_period_and_day() -> None:
    quarter = ReportingPeriod.parse("2026-Q3")
    export = export_of(units=(UNIT, BELOW), period=quarter, as_of=date(2026, 9, 30))

    assert pack_name(export) == "eviden-satker-1-subpohon-2026-Q3-2026-09-30"


def test_no_day_of_a_case_is_in_the_pack_and_the_id_of_its_log_only_in_the_ledger() -> None:
    odd_days = closed_case(
        0xABCDEF, kind=Kind.WBS, received_on=date(2026, 3, 17), counted_on=date(2026, 4, 23),
        closed_on=date(2026, 5, 29),
    )  # fmt: skip
    made = payload_of(made_pack([odd_days]).content)
    ledger = made.pop("log/satker-1/ledger.csv")
    with ZipFile(BytesIO(made["lke.xlsx"])) as workbook:
        made |= {name: workbook.read(name) for name in workbook.namelist()}

    everything = b"\n".join(made.values())
    for trace in (
        "2026-03-17",
        "2026-04-23",
        "2026-05-29",
        "17 Maret",
        "29 Mei",
        "abcdef",
        UNIT.id,
    ):
        assert trace.encode() not in everything
        assert trace == "abcdef" or trace.encode() not in ledger
    assert b"abcdef" in ledger
    assert b"2026-12-31" in everything


def test_the_circulars_of_the_period_stand_in_a_file_of_their_own() -> None:
    said = Wording(
        "=Imbauan", "SE-7/2026", date(2026, 3, 1), date(2026, 3, 2), date(2026, 4, 30), "Tolak."
    )
    circular = Circular(UNIT.id, 1, said, date(2026, 3, 4), "o" * 32)

    made = files(export_of(circulars=(CircularLine(UNIT, circular),)))

    assert made["edaran-gratifikasi.csv"].decode().splitlines() == [
        "Unit kerja,Nomor,Tanggal edaran,Judul,Berlaku sejak,Berlaku sampai,Tayang sejak,"
        "Kode LKE,Alamat laman",
        "Satuan Kerja Satu,SE-7/2026,1 Maret 2026,'=Imbauan,2 Maret 2026,30 April 2026,"
        "4 Maret 2026,A.1.V.i.a,/gratifikasi/satker-1",
    ]
    assert not any(circular.written_by.encode() in content for content in made.values())


def test_where_no_circular_was_shown_its_file_has_heads_alone() -> None:
    made = files(export_of())

    assert len(made["edaran-gratifikasi.csv"].splitlines()) == 1
