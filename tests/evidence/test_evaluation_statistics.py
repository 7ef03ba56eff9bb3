"""The evaluation sheet in `statistik.json`: what workbook, table and report say of it, by name, and no score."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from python_calamine import CalamineWorkbook

from tests.exports import BELOW, UNIT, closed_case, export_of, golden_histories
from tests.packs import pack_of, packed, payload_of
from tests.papers import text_of
from tests.sheets import NEIGHBOURS, ROWS, golden_sheet, with_wide_sheet
from wbs.domain.clocks import Clock
from wbs.domain.evaluation.answers import Said
from wbs.domain.evaluation.support import Finding
from wbs.domain.evidence_document import DocumentKind, PackDocuments, SealedDocument
from wbs.domain.history import History
from wbs.domain.span import ReportingPeriod
from wbs.evidence import texts
from wbs.evidence.evaluation_statistics import NUMBERS
from wbs.evidence.evaluation_words import SENTENCES
from wbs.evidence.pack import Signing
from wbs.evidence.papers.paper import Letterhead, Signatory
from wbs.evidence.statistics import statistics
from wbs.evidence.words import period as period_words

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "formats" / "statistik-v1.schema.json").read_text()
)
VALIDATOR = Draft202012Validator(SCHEMA)
SIGNING = Signing(
    Letterhead("Kementerian Contoh", UNIT.name), (Signatory(name="Ratna Dewi", role="Kepala"),)
)
SAID = Said("92.35", "dihitung dari register"), Said("90.00", "dua belum diperiksa")
QUARTER = ReportingPeriod.parse("2026-Q3")
PARTS = {
    "own": ("lembar-lke.csv", "LKE", ROWS),
    "neighbours": ("lembar-lke-area-lain.csv", "LKE area lain", NEIGHBOURS),
}
NAMES_A_PERIOD_OR_KIND = {
    *(Finding.LACKS_EVIDENCE, Finding.LACKS_MONEV, Finding.LACKS_CAMPAIGN),
    *(Finding.RUNNING, Finding.LACKS_KIND),
}


def documents() -> PackDocuments:
    sealed = replace(packed(9).document.filing, kind=DocumentKind.RECAP, lke_code="A.1.V.i.b")
    twice = replace(packed(1), places=(("A.1.V.i.a", QUARTER), ("A.1.V.iv.a", QUARTER)))
    return PackDocuments(
        (twice, packed(2, code="A.1.V.i.b", name="SK.pdf")), (SealedDocument(sealed, UNIT.slug),)
    )


def section(of: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = of["lembar_lke"]
    return found


def row_of(found: dict[str, Any], code: str) -> dict[str, Any]:
    (row,) = [row for row in found["baris"] if row["kode"] == code]
    return dict(row)


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from keys_in(item)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def test_the_golden_row_says_its_three_numbers_by_name() -> None:
    found = section(statistics(golden_sheet(*SAID)))

    assert row_of(found, "A.2.V.ii.a") == {
        "kode": "A.2.V.ii.a",
        "pertanyaan": "Persentase penanganan pengaduan masyarakat",
        "skala": "percent",
        "kekerapan": "monthly",
        "bobot": 3.0,
        "mendukung": None,
        "persentase": 92.35,
        "nihil": False,
        "kriteria": None,
        "dasar": [
            {
                "temuan": "three_numbers",
                "kalimat": "170 harus ditindaklanjuti, 13 sedang diproses, 157 selesai ditindaklanjuti.",
                "angka": {"harus": 170, "sedang": 13, "selesai": 157},
                "periode": None,
                "jenis_dokumen": None,
            }
        ],
        "kurang": [
            {
                "temuan": "still_open",
                "kalimat": "13 masih diproses.",
                "angka": {"sedang": 13},
                "periode": None,
                "jenis_dokumen": None,
            }
        ],
        "tanpa_eviden": [],
        "unit": {"jawaban": "92.35", "catatan": "dihitung dari register"},
        "tpi": {"jawaban": "90.00", "catatan": "dua belum diperiksa"},
    }


def test_a_gap_names_its_quarter_and_its_criterion() -> None:
    monev = row_of(section(statistics(golden_sheet())), "A.1.V.iii.c")

    assert (monev["mendukung"], monev["kriteria"]) == (
        "B",
        "dimonitoring dan dievaluasi tidak secara berkala",
    )
    assert monev["dasar"][0]["angka"] == {"ada_eviden": 2, "berakhir": 4}
    assert monev["tanpa_eviden"] == ["2026-Q2", "2026-Q4"]
    assert [told["periode"] for told in monev["kurang"]] == ["2026-Q2", "2026-Q4"]
    assert monev["unit"] == {"jawaban": None, "catatan": None}


def test_numbers_that_were_typed_or_recorded_stand_as_their_sum() -> None:
    found = section(statistics(golden_sheet()))

    counted = row_of(found, "A.1.V.iii.d")
    assert counted["dasar"][0]["angka"] == {"seluruhnya": 2, "sudah": 1, "belum": 1}
    stated = row_of(found, "A.1.V.v.c")
    assert stated["dasar"][0]["angka"] == {"pernyataan": 12, "pegawai": 20}


@pytest.mark.parametrize("part", ["own", "neighbours"])
def test_statistics_workbook_table_and_report_say_the_same_of_every_row(part: str) -> None:
    export = with_wide_sheet(export_of([*golden_histories(), *complained_of()]), *SAID)
    made = payload_of(pack_of(export, documents(), SIGNING))
    found = section(json.loads(made["statistik.json"]))
    of_part = found if part == "own" else found["area_lain"]
    file, name, codes = PARTS[part]
    table = {
        line["Kode LKE"]: line
        for line in csv.DictReader(io.StringIO(made[file].decode("utf-8-sig")))
    }
    workbooks = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"]))
    rows = workbooks.get_sheet_by_name(name).to_python()
    heads = next(row for row in rows if row[0] == "Kode LKE")
    workbook = {str(r[0]): dict(zip(heads, r, strict=True)) for r in rows[rows.index(heads) + 1 :]}
    report = squeezed(text_of(made["ringkasan.pdf"]))

    assert [row["kode"] for row in of_part["baris"]] == [row.code for row in codes] == list(table)
    for row in of_part["baris"]:
        said = as_a_table_says(row)
        assert said.items() <= table[row["kode"]].items()
        assert {name: str(workbook[row["kode"]][name]) for name in said} == said
        beginning = (row["kode"], row["pertanyaan"], said["Mendukung jawaban"] or "–")
        assert squeezed("".join(beginning)) in report


def complained_of() -> list[History]:
    """A complaint answered in time, and one that was not."""
    started, due = date(2026, 3, 2), date(2026, 3, 9)
    return [
        closed_case(
            n,
            received_on=started,
            counted_on=started,
            closed_on=date(2026, 3, 20),
            clocks=(Clock("complaint_first_reply", started, due, met),),
        )
        for n, met in ((701, date(2026, 3, 4)), (702, date(2026, 3, 12)))
    ]


def test_rows_of_another_area_stand_apart_under_their_own_heading() -> None:
    export = with_wide_sheet(export_of([*golden_histories(), *complained_of()]))
    made = payload_of(pack_of(export, signing=SIGNING))

    found = section(json.loads(made["statistik.json"]))
    beside = found["area_lain"]
    assert len(found["baris"]) == 22
    assert (beside["nomor"], beside["area"]) == ("VI", "Peningkatan Kualitas Pelayanan Publik")
    assert len(beside["baris"]) == 4
    responsive = beside["baris"][-1]
    assert responsive["mendukung"] == "D"
    assert [told["angka"] for told in responsive["dasar"]] == [
        {"saluran": 1, "luring": 0, "sp4n": 0},
        {"ditepati": 1, "terlewat": 1},
    ]
    heading = "Area VI, Peningkatan Kualitas Pelayanan Publik: baris yang memakai angka yang sama"
    report = squeezed(text_of(made["ringkasan.pdf"]))
    assert report.count(squeezed(heading)) == 1
    assert squeezed(texts.APART) in report
    sheet = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"]))
    told = [
        str(cell) for row in sheet.get_sheet_by_name("LKE area lain").to_python() for cell in row
    ]
    assert heading in told
    assert any(texts.APART in cell for cell in told)
    assert "lembar-lke-area-lain.csv" in made["BACA-SAYA.txt"].decode()
    VALIDATOR.validate(json.loads(made["statistik.json"]))


def test_without_the_other_area_no_file_speaks_of_it() -> None:
    made = payload_of(pack_of(golden_sheet(), signing=SIGNING))

    assert section(json.loads(made["statistik.json"]))["area_lain"] is None
    assert "lembar-lke-area-lain.csv" not in made
    sheets = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"])).sheet_names
    assert "LKE area lain" not in sheets
    for file in (made["statistik.json"], made["BACA-SAYA.txt"], made["lembar-lke.csv"]):
        assert b".VI." not in file
    assert ".VI." not in text_of(made["ringkasan.pdf"])


def as_a_table_says(row: dict[str, Any]) -> dict[str, str]:
    percentage = "" if row["persentase"] is None else f"{row['persentase']:.2f} %".replace(".", ",")
    supported = "nihil" if row["nihil"] else percentage or row["mendukung"] or ""
    gaps = (period_words(ReportingPeriod.parse(code)) for code in row["tanpa_eviden"])
    return {
        "Pertanyaan": row["pertanyaan"],
        "Bobot pertanyaan": f"{row['bobot']:g}".replace(".", ","),
        "Mendukung jawaban": supported,
        "Kriteria": row["kriteria"] or "",
        "Dasar": "\n".join(told["kalimat"] for told in row["dasar"]),
        "Yang kurang untuk jawaban terbaik": "\n".join(told["kalimat"] for told in row["kurang"]),
        "Periode tanpa eviden": "; ".join(gaps),
        "Catatan unit": row["unit"]["catatan"] or "",
        "Catatan TPI": row["tpi"]["catatan"] or "",
    }


def test_documents_are_listed_by_row_as_in_the_list_beside_them() -> None:
    made = payload_of(pack_of(golden_sheet(), documents()))

    listed = section(json.loads(made["statistik.json"]))["dokumen"]
    lines = list(csv.DictReader(io.StringIO(made["lampiran.csv"].decode("utf-8-sig"))))

    assert len(listed) == len(lines) == 4
    for said, line in zip(listed, lines, strict=True):
        names = ("Kode LKE", "Periode", "Unit kerja", "SHA-256", "Ukuran (bita)")
        told = (said["kode"], said["periode"], said["unit"], said["sha256"], said["ukuran"])
        assert tuple("" if each is None else str(each) for each in told) == tuple(
            line[name] for name in names
        )
        assert (said["berkas"] or "(tersegel, hanya untuk UPG)") == line["Berkas"]
    assert listed[-1] == {
        "kode": "A.1.V.i.b",
        "periode": "2026-Q3",
        "unit": "satker-1",
        "jenis": "recap",
        "berkas": None,
        "ukuran": None,
        "sha256": None,
    }
    assert b"Undangan" not in made["statistik.json"]  # the title, which may name a person


def test_several_units_have_no_rows_together_but_their_documents() -> None:
    export = export_of([closed_case(1)], units=(UNIT, BELOW))

    found = section(json.loads(payload_of(pack_of(export, documents()))["statistik.json"]))

    assert found["baris"] == []
    assert len(found["dokumen"]) == 4


def test_the_sheet_fits_its_schema_and_holds_no_score() -> None:
    found = statistics(golden_sheet(*SAID), documents())

    VALIDATOR.validate(found)
    assert not {"skor", "score", "nilai", "poin", "peringkat"} & set(keys_in(section(found)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s.pop("lembar_lke"),
        lambda s: s["lembar_lke"].update(format="wbs-lembar-lke/2"),
        lambda s: s["lembar_lke"]["baris"][0].update(skor=0.75),
        lambda s: s["lembar_lke"]["baris"][0].pop("tpi"),
        lambda s: s["lembar_lke"]["baris"][0]["dasar"][0]["angka"].update(berakhir=-1),
        lambda s: s["lembar_lke"]["dokumen"][0].update(judul="Undangan"),
        lambda s: s["lembar_lke"]["dokumen"][0].update(berkas="../SK.pdf"),
    ],
    ids=["no sheet", "other format", "a score", "no assessor", "negative", "a title", "elsewhere"],
)
def test_the_schema_refuses_what_is_no_sheet(spoil: Any) -> None:
    found = json.loads(json.dumps(statistics(golden_sheet(), documents())))
    spoil(found)

    with pytest.raises(ValidationError):
        VALIDATOR.validate(found)


def test_the_same_state_and_day_give_the_same_bytes_with_sheet_and_documents() -> None:
    one, two = (pack_of(golden_sheet(*SAID), documents(), SIGNING) for _ in range(2))

    assert one == two
    assert pack_of(golden_sheet(SAID[0]), documents(), SIGNING) != one


def test_every_number_of_a_sentence_has_a_name() -> None:
    for finding in Finding:
        places = len(set(re.findall(r"\{\d\}", SENTENCES[finding])))
        expected = 0 if finding in NAMES_A_PERIOD_OR_KIND else places
        assert len(NUMBERS.get(finding, ())) == expected, finding


def test_no_day_but_that_of_the_question_is_in_the_sheet() -> None:
    told = json.dumps(section(statistics(golden_sheet(), documents())))

    assert re.findall(r"\d{4}-\d\d-\d\d", told) == []
    assert date(2026, 10, 2) == documents().packed[0].document.filing.filed_on
