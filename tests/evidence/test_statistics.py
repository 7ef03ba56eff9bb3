"""`statistik.json` keeps its schema, whatever happened."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from tests.exports import BELOW, UNIT, closed_case, export_of, golden_histories
from tests.histories import DAYS, registers
from wbs.domain.history import History
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod, resolve_as_of
from wbs.evidence.statistics import statistics, statistics_json

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "formats" / "statistik-v1.schema.json").read_text()
)
VALIDATOR = Draft202012Validator(SCHEMA)
CODES = ("2026-02", "2026-08", "2026-Q1", "2026-Q3", "2026-S1", "2026")


def read(content: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(content)
    return value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    register=registers(),
    code=st.sampled_from(CODES),
    day=DAYS,
    full=st.booleans(),
    units=st.sampled_from([(UNIT,), (UNIT, BELOW)]),
)
def test_every_export_fits_the_schema(
    register: tuple[History, ...], code: str, day: date, full: bool, units: Any
) -> None:
    period = ReportingPeriod.parse(code)
    as_of = resolve_as_of(period, max(day, period.start), date(2027, 1, 1))
    export = export_of(register, units=units, period=period, as_of=as_of, full=full)

    VALIDATOR.validate(read(statistics_json(export)))


def test_the_golden_sheet_is_found_again() -> None:
    found = read(statistics_json(export_of(golden_histories())))

    complaints = found["tindak_lanjut"]["complaint"]
    assert (complaints["harus"], complaints["sedang"], complaints["selesai"]) == (170, 13, 157)
    assert complaints["persentase"] == 92.35
    assert complaints["tidak_diproses"] == 4
    assert found["nihil"] is False
    assert found["tindak_lanjut"]["wbs"]["harus"] == 6
    (row,) = found["lke"]
    assert row["kode"] == "A.2.V.ii.a"
    assert [entry["nilai"] for entry in row["isian"]] == [170, 13, 157]
    assert row["persentase"] == 92.35


def test_a_unit_without_complaints_is_nihil_and_has_no_percentage() -> None:
    found = read(statistics_json(export_of([closed_case(1, kind=Kind.WBS)])))

    assert found["nihil"] is True
    assert found["tindak_lanjut"]["complaint"]["persentase"] is None
    assert found["lke"][0]["persentase"] is None
    assert found["tindak_lanjut"]["wbs"]["persentase"] == 100.0


def test_complaints_closed_before_they_counted_leave_the_unit_nihil() -> None:
    found = read(statistics_json(export_of([closed_case(1, counted_on=None, outcome="withdrawn")])))

    assert found["nihil"] is True
    assert found["tindak_lanjut"]["complaint"]["diterima"] == 1
    assert found["tidak_diproses"]["complaint"][0]["hasil"] == "withdrawn"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s.pop("tenggat"),
        lambda s: s.update(format="wbs-statistik/2"),
        lambda s: s["tindak_lanjut"]["complaint"].update(persentase=None),
        lambda s: s["tindak_lanjut"]["complaint"].update(nihil=True),
        lambda s: s["tindak_lanjut"]["complaint"].update(harus=-1),
        lambda s: s["rincian"][0].update(pelapor="x"),
    ],
    ids=[
        "part missing",
        "other format",
        "no percentage",
        "nihil with cases",
        "negative",
        "more than it may say",
    ],
)
def test_the_schema_refuses_what_is_no_export(spoil: Any) -> None:
    found = statistics(export_of(golden_histories()))
    spoil(found)

    with pytest.raises(ValidationError):
        VALIDATOR.validate(found)


def test_a_guarded_export_holds_no_small_cell_of_wbs() -> None:
    few = [closed_case(n, kind=Kind.WBS, category="korupsi") for n in range(3)]
    many = [closed_case(10 + n, kind=Kind.WBS, category="pengadaan") for n in range(9)]

    guarded, whole = (
        next(
            b
            for b in statistics(export_of([*few, *many], full=full))["rincian"]
            if (b["jenis"], b["menurut"]) == ("wbs", "category")
        )
        for full in (False, True)
    )

    assert guarded["terlindung"] is True
    assert all(
        row["ditiadakan"] == "small" or not any(row["nilai"].values()) for row in guarded["baris"]
    )
    assert whole["baris"][0]["nilai"]["korupsi"] == 3
    assert whole["terlindung"] is False
