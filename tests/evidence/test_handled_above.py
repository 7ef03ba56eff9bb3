"""What the files say of cases that are handled above a unit: apart from every sum, and never "nothing happened"."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.evidence.test_report import SIGNING, squeezed
from tests.evidence.test_statistics import SCHEMA
from tests.evidence.test_workbook import sheets
from tests.exports import BELOW, UNIT, export_of
from tests.packs import pack_of, payload_of
from tests.papers import text_of
from wbs.domain.figure_export import FigureExport
from wbs.domain.handled_above import AboveLine, HandledAbove, Hidden, Withheld
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.statistics import statistics

QUARTERS = ReportingPeriod.parse("2026").quarters
LINES = (
    AboveLine(Kind.COMPLAINT, QUARTERS[0], 10),
    AboveLine(Kind.COMPLAINT, QUARTERS[1], withheld=Withheld.FEW),
    AboveLine(Kind.WBS, QUARTERS[2], withheld=Withheld.NOT_KEPT),
    AboveLine(Kind.WBS, QUARTERS[3], withheld=Withheld.NOT_FROZEN),
)
BOTH = frozenset({Kind.COMPLAINT, Kind.WBS})
ABOVE = HandledAbove(BOTH, LINES)
NIL = "Nihil di sini tidak berarti bahwa tidak ada yang dilaporkan."


def deskless() -> FigureExport:
    return export_of(above=ABOVE)


@pytest.mark.parametrize(
    "above", [ABOVE, HandledAbove(), *(HandledAbove(BOTH, hidden=hidden) for hidden in Hidden)]
)
def test_the_statistics_keep_their_schema(above: HandledAbove) -> None:
    found = statistics(export_of(above=above))

    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(found)))
    assert found["ditangani_di_atas"]["tanpa_meja"] == sorted(above.deskless)


def test_a_step_below_five_has_no_place_in_the_schema() -> None:
    few = HandledAbove(BOTH, (AboveLine(Kind.WBS, QUARTERS[0], 0),))

    assert not Draft202012Validator(SCHEMA).is_valid(statistics(export_of(above=few)))


def test_nothing_else_of_the_statistics_knows_of_them() -> None:
    with_them, without = (statistics(export_of(above=a)) for a in (ABOVE, HandledAbove()))

    differing = {name for name in with_them if with_them[name] != without[name]}
    assert differing == {"ditangani_di_atas"}
    assert with_them["ditangani_di_atas"]["baris"][:2] == [
        line("complaint", "2026-Q1", 10, 14, None),
        line("complaint", "2026-Q2", None, None, "fewer_than_five"),
    ]


def line(kind: str, quarter: str, least: int | None, most: int | None, why: str | None) -> Any:
    ends = {"paling_sedikit": least, "paling_banyak": most}
    return {"jenis": kind, "triwulan": quarter, **ends, "ditiadakan": why}


def test_the_table_and_the_sheet_say_the_same() -> None:
    export = deskless()
    made = payload_of(pack_of(export))

    table = list(csv.reader(io.StringIO(made["ditangani-di-atas.csv"].decode("utf-8-sig"))))
    sheet = sheets(export)["Ditangani di atas"]

    assert table[1] == ["Pengaduan masyarakat", "Triwulan I 2026", "10", "14", ""]
    assert table[2][2:] == ["–", "–", "kurang dari lima, tidak ditampilkan"]
    below = sheet[next(n for n, row in enumerate(sheet) if row[0] == "Jenis") + 1 :]
    assert [row[:5] for row in below[:2]] == [
        ["Pengaduan masyarakat", "Triwulan I 2026", 10, 14, ""],
        ["Pengaduan masyarakat", "Triwulan II 2026", *table[2][2:]],
    ]


def test_nobody_reads_nil_as_nothing_happened() -> None:
    made = payload_of(pack_of(deskless(), signing=SIGNING))

    for paper in ("pernyataan-nihil.pdf", "ringkasan.pdf"):
        assert squeezed(NIL) in squeezed(text_of(made[paper]))
    told = sheets(deskless())
    for name in ("Ringkasan", "Nihil", "Ditangani di atas"):
        assert any(NIL in str(cell) for row in told[name] for cell in row), name


def test_a_unit_with_desks_of_its_own_reads_nothing_of_it() -> None:
    export = export_of()
    made = payload_of(pack_of(export, signing=SIGNING))

    assert "Ditangani di atas" not in sheets(export)
    for paper in ("pernyataan-nihil.pdf", "ringkasan.pdf"):
        assert squeezed(NIL) not in squeezed(text_of(made[paper]))
    assert len(made["ditangani-di-atas.csv"].decode().splitlines()) == 1


@pytest.mark.parametrize("hidden", Hidden)
def test_where_nothing_is_shown_no_number_is_in_any_file(hidden: Hidden) -> None:
    export = replace(export_of(units=(UNIT, BELOW)), above=HandledAbove(BOTH, hidden=hidden))

    found = statistics(export)["ditangani_di_atas"]
    assert (found["tidak_disajikan"], found["baris"]) == (hidden.value, [])
    said = [str(cell) for row in sheets(export)["Ditangani di atas"] for cell in row]
    assert any(cell.startswith("Tidak disajikan: ") for cell in said)
