"""What the report to sign says of the evaluation sheet and of monev: the same as the tables and figures beside it."""

import csv
import io
import json
import re
from typing import Any

from pypdf import PdfReader

from tests.exports import BELOW, UNIT, closed_case, export_of
from tests.packs import pack_of, payload_of
from tests.papers import text_of
from tests.sheets import golden_sheet as golden
from wbs.evidence.pack import Signing
from wbs.evidence.papers.paper import Letterhead, Signatory
from wbs.evidence.papers.summary_sheet import OF_EACH_UNIT, briefly

SIGNING = Signing(
    Letterhead("Kementerian Contoh", UNIT.name), (Signatory(name="Ratna Dewi", role="Kepala"),)
)


def test_the_report_tells_each_row_of_the_sheet_as_its_table_does() -> None:
    export = golden()
    made = payload_of(pack_of(export, signing=SIGNING))

    told = squeezed(text_of(made["ringkasan.pdf"]))
    table = list(csv.DictReader(io.StringIO(made["lembar-lke.csv"].decode("utf-8-sig"))))
    assert len(table) == 22
    for line in table:
        columns = ("Kode LKE", "Pertanyaan", "Mendukung jawaban", "Kriteria")
        cells = [line[name] or "–" for name in columns]
        missing = briefly(line["Yang kurang untuk jawaban terbaik"]) or "–"
        assert squeezed("".join((*cells, missing))) in told, line["Kode LKE"]
    assert "bukannilaidanbukanjawaban" in told
    root: Any = PdfReader(io.BytesIO(made["ringkasan.pdf"])).trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_the_report_tells_monev_as_the_statistics_and_tables_do() -> None:
    made = payload_of(pack_of(golden(), signing=SIGNING))

    told = squeezed(text_of(made["ringkasan.pdf"]))
    (found,) = [
        line
        for line in json.loads(made["statistik.json"])["monev"]["tindak_lanjut"]
        if line["jenis"] == "complaint"
    ]
    names = ("rekomendasi", "selesai", "terlambat", "dibatalkan")
    numbers = "".join(str(found[name]) for name in names)
    assert f"Pengaduanmasyarakat{numbers}sebagianhasilevaluasiditindaklanjuti" in told
    quarters = csv.DictReader(io.StringIO(made["monev-triwulan.csv"].decode("utf-8-sig")))
    for line in quarters:
        assert squeezed("".join(line[n] for n in ("Jenis", "Periode", "Keadaan"))) in told
    for line in csv.DictReader(
        io.StringIO(made["tindak-lanjut-rekomendasi.csv"].decode("utf-8-sig"))
    ):
        row = ("Jenis", "Periode", "Rekomendasi", "Penanggung jawab", "Tenggat", "Status")
        cells = [line[n] for n in row if n != "Tenggat"]
        assert all(squeezed(cell) in told for cell in cells)


def test_a_report_of_several_units_tells_where_their_meetings_stand() -> None:
    export = export_of([closed_case(1)], units=(UNIT, BELOW))

    told = squeezed(text_of(payload_of(pack_of(export, signing=SIGNING))["ringkasan.pdf"]))

    assert squeezed(OF_EACH_UNIT) in told
    assert "LembarLKE:" not in told


def test_what_is_missing_in_several_periods_is_said_once() -> None:
    lines = (
        "Triwulan I 2026: tidak ada monev.\nAngka belum diisi.\nTriwulan II 2026: tidak ada monev."
    )

    told = "Triwulan I 2026, Triwulan II 2026: tidak ada monev. Angka belum diisi."
    assert (briefly(lines), briefly("")) == (told, "")


def squeezed(text: str) -> str:
    """Without what a page puts between letters: spaces, ends of lines, places to break a word."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)
