"""`wbs evidence`: the file it writes, the table it prints, and what it says when it cannot."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.cast import Cast, build_cast
from tests.conftest import Clock
from tests.documents import CONTENT, TITLE, filed
from tests.exports import disclosed_histories, golden_histories
from tests.histories import store_histories
from tests.monev import held
from tests.packs import opened_zip, payload_of, tampered
from wbs.bootstrap import bring_up_to_date, build_context, open_house
from wbs.cli.main import run
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_document import DocumentKind, WithdrawalReason
from wbs.domain.span import ReportingPeriod
from wbs.new_settings import Installation, write_new_settings
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.settings_file import read_settings
from wbs.store.agency.units import unit_by_slug
from wbs.store.schema.ledger import CustodyRow

UNIT = "inspektorat"
Q3 = ReportingPeriod.parse("2025-Q3")
PUBLIC: dict[str, Any] = {"kind": DocumentKind.INVITATION, "title": "Undangan", "period": Q3}


class Terminal:
    """What a person at a terminal sees of an installation with the golden sheet of 2025 in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        assert run(["--data", str(folder), "init", "--tls", "none", "--name", "Contoh"]) == 0
        context = open_house(read_settings(folder, os.environ)).context
        with context.database.transaction() as work:
            unit = unit_by_slug(work, UNIT)
            assert unit is not None
            store_histories(work, (*golden_histories(unit, 2025), *disclosed_histories(unit)))
        context.database.close()
        capsys.readouterr()

    def export(self, out: Path, *options: str, unit: str = UNIT, period: str = "2025") -> int:
        """The exit code."""
        asked = ["--unit", unit, "--period", period, "--out", str(out)]
        return run(["--data", str(self.folder), "evidence", "export", *asked, *options])

    def sheet(self, *options: str, unit: str = UNIT, period: str = "2025") -> int:
        """The exit code."""
        asked = ["--unit", unit, "--period", period]
        return run(["--data", str(self.folder), "evidence", "sheet", *asked, *options])

    def gratification(self, *options: str, unit: str = UNIT, period: str = "2026-01") -> int:
        """The exit code."""
        asked = ["--unit", unit, "--period", period]
        return run(["--data", str(self.folder), "evidence", "gratification", *asked, *options])

    def said(self) -> tuple[str, str]:
        """Answers, and what went wrong."""
        seen = self._capsys.readouterr()
        return seen.out, seen.err


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    monkeypatch.delenv("WBS_DATA", raising=False)
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")
    return Terminal(tmp_path / "installation", capsys)


def test_the_export_says_what_it_wrote(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out) == 0

    said, _ = terminal.said()
    assert said == (
        f"wrote {out}: inspektorat 2025 as of 2025-12-31: "
        "harus 170, sedang 13, selesai 157, 92,35 %\n"
    )
    told = json.loads(payload_of(out.read_bytes())["statistik.json"])
    assert told["tindak_lanjut"]["complaint"]["harus"] == 170


def test_a_program_is_told_the_numbers_and_the_files_hash(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out, "--json", "--as-of", "2025-12-31", "--subtree") == 0

    assert json.loads(terminal.said()[0]) == {
        "file": str(out),
        "sha256": sha256(out.read_bytes()).hexdigest(),
        "unit": UNIT,
        "subtree": True,
        "period": "2025",
        "as_of": "2025-12-31",
        "nihil": False,
        "harus": 170,
        "sedang": 13,
        "selesai": 157,
        "percentage": 92.35,
        "documents": 0,
        "sealed_documents": 0,
    }


def test_only_the_owner_may_read_the_file_and_no_other_file_is_left(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    assert terminal.export(folder / "eviden.zip") == 0

    assert [path.name for path in folder.iterdir()] == ["eviden.zip"]
    assert stat.S_IMODE((folder / "eviden.zip").stat().st_mode) == 0o600


def test_the_same_question_gives_the_same_bytes(terminal: Terminal, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"

    assert terminal.export(first) == terminal.export(second) == 0

    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"
    out.write_text("somebody's")

    assert terminal.export(out) == 2
    assert out.read_text() == "somebody's"
    assert "--overwrite replaces it" in terminal.said()[1]

    assert terminal.export(out, "--overwrite") == 0
    assert out.read_bytes()[:2] == b"PK"


def test_an_empty_file_is_a_place_somebody_kept(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "eviden.zip"
    out.touch()

    assert terminal.export(out) == 0


@pytest.mark.parametrize(
    ("options", "unit", "period", "code", "error", "hint"),
    [
        ((), UNIT, "2025-13", 2, "--period 2025-13", "2026-Q3"),
        ((), UNIT, "2999", 2, "--period 2999", "has not begun"),
        (("--as-of", "besok"), UNIT, "2025", 2, "--as-of besok", "year-month-day"),
        (("--as-of", "2024-12-31"), UNIT, "2025", 2, "--as-of 2024-12-31", "or after it"),
        ((), "satker-x", "2025", 1, "no unit is called satker-x", "wbs unit list"),
    ],
)
def test_what_cannot_be_is_said_with_a_hint_and_writes_nothing(
    terminal: Terminal,
    tmp_path: Path,
    options: tuple[str, ...],
    unit: str,
    period: str,
    code: int,
    error: str,
    hint: str,
) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out, *options, unit=unit, period=period) == code

    told = terminal.said()[1].splitlines()
    assert told[0].startswith("wbs: error: ")
    assert error in told[0]
    assert told[1].startswith("wbs: hint: ")
    assert hint in told[1]
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.export(tmp_path / "nowhere" / "eviden.zip") == 2
    assert "is no folder" in terminal.said()[1]


def test_the_figures_of_disclosures_are_printed_as_tables(terminal: Terminal) -> None:
    assert terminal.gratification("--as-of", "2026-03-31") == 0

    lines = terminal.said()[0].splitlines()
    assert lines[0] == "Contoh, Januari 2026, per 31 Maret 2026"
    assert lines[2] == "Laporan gratifikasi"
    assert lines[3].split() == ["Rincian", "Penerimaan", "Penolakan", "Jumlah"]
    assert lines[4].split() == ["Disampaikan", "dalam", "periode", "4", "1", "5"]
    (money,) = [line for line in lines if line.startswith("Semua objek") and "Penerimaan" in line]
    assert money.split()[-1] == "8.150.000"
    assert not any(line.startswith("Nihil") for line in lines)


def test_a_program_is_given_the_part_of_the_statistics(terminal: Terminal) -> None:
    assert terminal.gratification("--json", "--subtree", period="2026-Q1") == 0

    found = json.loads(terminal.said()[0])
    asked = {"unit": UNIT, "subtree": True, "period": "2026-Q1", "as_of": "2026-03-31"}
    assert {name: found[name] for name in asked} == asked
    assert set(found) == {*asked, "gratifikasi"}
    assert found["gratifikasi"]["laporan"]["received"]["diterima"] == 4
    assert found["gratifikasi"]["penetapan"][0]["rupiah"] == 5_750_000


def test_a_period_without_disclosures_is_nihil(terminal: Terminal) -> None:
    assert terminal.gratification(period="2025") == 0

    assert terminal.said()[0].splitlines()[1].startswith("Nihil: pada periode ini tidak ada")


def test_printing_figures_is_written_down_like_taking_them_along(terminal: Terminal) -> None:
    assert terminal.gratification() == 0

    context = open_house(read_settings(terminal.folder, os.environ)).context
    with context.database.reading() as work:
        reasons = work.scalars(
            select(CustodyRow.reason).where(CustodyRow.act == CustodyAct.FIGURES_EXPORTED.value)
        )
        assert [*reasons] == ["2026-01 2026-01-31 unit"]
    context.database.close()


@pytest.mark.parametrize(
    ("options", "unit", "period", "code", "hint"),
    [
        ((), UNIT, "2025-13", 2, "2026-Q3"),
        (("--as-of", "besok"), UNIT, "2025", 2, "year-month-day"),
        ((), "satker-x", "2025", 1, "wbs unit list"),
    ],
)
def test_disclosures_that_cannot_be_counted_are_told_like_other_figures(
    terminal: Terminal, options: tuple[str, ...], unit: str, period: str, code: int, hint: str
) -> None:
    assert terminal.gratification(*options, unit=unit, period=period) == code

    said, told = terminal.said()
    assert said == ""
    assert told.splitlines()[0].startswith("wbs: error: ")
    assert hint in told.splitlines()[1]


@pytest.fixture
def people(
    data_dir: Path,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Cast]:
    """The cast in an installation that `wbs` finds in the data folder."""
    monkeypatch.delenv("WBS_DATA", raising=False)
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")
    hosts = ("localhost",)
    installation = Installation("Contoh", "wbs.example.test", hosts, hosts, 8000, "none")
    write_new_settings(data_dir, installation, os.urandom)
    settings = read_settings(data_dir, os.environ)
    bring_up_to_date(settings)
    context = build_context(settings, clock=clock)
    yield build_cast(context)
    context.database.close()


@pytest.fixture
def called(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Calls `wbs`: the exit code, what it said, and what went wrong."""

    def call(*options: str) -> tuple[int, str, str]:
        code = run(["--data", str(data_dir), *options])
        return (code, *capsys.readouterr())

    return call


def test_the_pack_of_the_command_line_lists_what_is_the_upgs_and_holds_the_rest(
    people: Cast, called: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    filed(people, period=Q3)
    filed(people, "fajar", content=b"Undangan", name="undangan.csv", **PUBLIC)
    day = ("--as-of", "2025-09-30", "--json")
    asked = ("evidence", "export", "--unit", "satker-1", "--period", "2025-Q3", *day)

    held, said = [], []
    for name, more in (("a", ()), ("b", ()), ("c", ("--without-documents",))):
        code, out, _ = called(*asked, "--out", str(tmp_path / name), *more)
        assert code == 0
        said.append([json.loads(out)[key] for key in ("documents", "sealed_documents")])
        made = payload_of((tmp_path / name).read_bytes())
        held.append({n: content for n, content in made.items() if "lampiran" in n})

    assert set(held[0]) == {"lampiran.csv", "lampiran/A.1.V.i.b/01-undangan.csv"}
    assert "tersegel" in held[0]["lampiran.csv"].decode()
    assert not [content for content in held[0].values() if TITLE.encode() in content]
    assert held[2] == {}
    assert said == [[1, 1], [1, 1], [0, 0]]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_documents_are_listed_for_people_and_programs(
    people: Cast, called: Callable[..., tuple[int, str, str]]
) -> None:
    document, recap = filed(people, "fajar", **PUBLIC), filed(people, period=Q3)
    gone = filed(people, "fajar", content=b"x", **PUBLIC)
    withdraw_document(people.context, people.fajar.actor, gone.filing.id, WithdrawalReason.OUTDATED)
    asked = ("evidence", "documents", "--unit", "satker-1")

    code, said, _ = called(*asked)
    assert code == 0
    for told in ("Undangan", "(sealed, for the UPG alone)", "withdrawn"):
        assert told in said
    assert TITLE not in said
    listed = {e["id"]: e for e in json.loads(called(*asked, "--period", "2025", "--json")[1])}
    assert len(listed) == 3
    line, sealed = listed[document.filing.id], listed[recap.filing.id]
    assert (line["sha256"], line["title"]) == (sha256(CONTENT).hexdigest(), "Undangan")
    assert (line["state"], line["filed_by"]) == ("filed", "Fajar Hidayat")
    assert (sealed["kind"], sealed["filed_by"]) == ("recap", "Budi Santoso")
    assert (line["is_sealed"], sealed["is_sealed"]) == (False, True)
    assert {sealed[key] for key in ("title", "name", "sha256", "size_bytes")} == {None}
    assert listed[gone.filing.id]["reason"] == "outdated"
    assert json.loads(called(*asked, "--period", "2024", "--json")[1]) == []
    assert called(*asked, "--period", "x")[0] == 2
    assert called("evidence", "documents", "--unit", "no-such")[0] == 1


def test_the_doctor_finds_an_instance_key_that_is_open_gone_or_not_this_ones(
    people: Cast, called: Callable[..., tuple[int, str, str]], data_dir: Path
) -> None:
    filed(people, period=Q3)
    key, settings_file = data_dir / "secrets" / "evidence.key", data_dir / "settings.toml"

    def told() -> str:
        return called("doctor")[1]

    assert "evidence" not in told()
    key.chmod(0o640)
    assert f"{key} is open to others" in told()
    key.chmod(0o600)
    right = key.read_text()
    key.write_text("0" * 64)
    assert "1 of 1 evidence documents do not open" in told()
    key.write_text(right)
    whole = settings_file.read_text()
    settings_file.write_text(whole.split("[evidence]")[0])
    assert "there is no section [evidence]" in told()
    settings_file.write_text(whole)
    key.unlink()
    code, _, problem = called("doctor")
    assert code != 0
    assert "evidence.instance_key_file cannot be read" in problem


def test_init_adds_the_key_to_settings_from_before_there_were_documents(
    people: Cast, called: Callable[..., tuple[int, str, str]], data_dir: Path
) -> None:
    settings_file = data_dir / "settings.toml"
    settings_file.write_text(settings_file.read_text().split("[evidence]")[0])
    (data_dir / "secrets" / "evidence.key").unlink()

    code, said, _ = called("init")

    assert code == 0
    assert "sections and keys added: evidence" in said
    assert "there is no section [evidence]" not in called("doctor")[1]
    assert "(left as they are)" in called("init")[1]


def keys_at(tmp_path: Path, pack: Path, *others: str) -> Path:
    """The key of a pack as an assessor keeps it, with a remark, from elsewhere than the pack in real life."""
    file = tmp_path / "keys"
    file.write_text(
        "\n".join(
            ["# kunci instansi", *others, opened_zip(pack.read_bytes())["keys/newest.pub"].decode()]
        )
    )
    return file


def verify(*options: str | Path) -> int:
    return run(["evidence", "verify", *map(str, options)])


def test_another_machine_verifies_a_pack_by_file_and_key_alone(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"
    terminal.export(out)
    terminal.said()

    assert verify(out, "--key", keys_at(tmp_path, out)) == 0

    said = terminal.said()[0].splitlines()
    assert said[-1] == "Semua yang dapat diperiksa sesuai."
    assert any(line.startswith("sesuai") and "tindak_lanjut" in line for line in said)
    assert any(line.startswith("tidak diperiksa") and "gratifikasi" in line for line in said)
    assert any(line.startswith("sesuai") and "lembar_lke" in line for line in said)
    assert any(line.startswith("tidak diperiksa") and "lembar_lke" in line for line in said)


def test_the_data_folder_knows_its_own_key_once_a_day_was_closed(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"
    terminal.export(out)
    assert run(["--data", str(terminal.folder), "log", "publish"]) == 0

    assert run(["--data", str(terminal.folder), "evidence", "verify", str(out)]) == 0


def test_what_does_not_hold_is_one_line_each_and_exit_code_1(
    terminal: Terminal, tmp_path: Path
) -> None:
    out, altered = tmp_path / "eviden.zip", tmp_path / "altered.zip"
    terminal.export(out)
    terminal.said()

    def change(files: dict[str, bytes]) -> None:
        files["data/tiga-angka.csv"] += b"x"

    altered.write_bytes(tampered(out.read_bytes(), change))
    keys = keys_at(tmp_path, out)
    assert verify(altered, "--key", keys) == 1
    said = terminal.said()[0].splitlines()
    failed = [line for line in said if line.startswith("TIDAK SESUAI  ")]
    assert len(failed) == 1
    assert "data/tiga-angka.csv" in failed[0]
    assert said[-1] == "TIDAK SESUAI: 1 hal"
    assert verify(altered, "--key", keys, "--json") == 1
    found = json.loads(terminal.said()[0])
    assert not found["holds"]
    assert [f["subject"] for f in found["findings"] if f["check"] == "fails"] == [
        "data/tiga-angka.csv"
    ]


def test_an_unknown_key_is_named_by_its_fingerprint(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "eviden.zip"
    terminal.export(out)
    other = tmp_path / "other"
    other.write_text(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    )
    terminal.said()

    assert verify(out, "--key", other) == 1

    failed = [line for line in terminal.said()[0].splitlines() if line.startswith("TIDAK SESUAI")]
    assert len(failed) == 2
    assert "SHA256:" in failed[0]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_what_is_no_pack_ends_with_2(terminal: Terminal, tmp_path: Path, content: bytes) -> None:
    out, key = tmp_path / "eviden.zip", tmp_path / "key"
    out.write_bytes(content)
    key.write_text(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    )

    assert verify(out, "--key", key) == 2
    assert verify(tmp_path / "nowhere.zip", "--key", key) == 2
    assert "wbs: error:" in terminal.said()[1]


@pytest.mark.parametrize("text", ["", "# nothing", "ssh-rsa AAAA", "wbs+12345678+AAAA", "hello"])
def test_a_file_without_keys_ends_with_2_and_says_what_a_key_looks_like(
    terminal: Terminal, tmp_path: Path, text: str
) -> None:
    out, key = tmp_path / "eviden.zip", tmp_path / "key"
    terminal.export(out)
    key.write_text(text)

    assert verify(out, "--key", key) == 2
    assert "ssh-ed25519" in terminal.said()[1]


def test_a_second_pack_is_held_against_the_first(terminal: Terminal, tmp_path: Path) -> None:
    before, after = tmp_path / "1.zip", tmp_path / "2.zip"
    terminal.export(before, period="2025-S1")
    terminal.export(after, period="2025")
    keys = keys_at(tmp_path, after)

    assert verify(after, "--key", keys, "--previous", before) == 0
    assert verify(after, "--key", keys, "--previous", after) == 1


def test_the_evaluation_sheet_is_printed_row_by_row(terminal: Terminal) -> None:
    assert terminal.sheet() == 0

    lines = terminal.said()[0].splitlines()
    assert lines[0] == "Contoh, Tahun 2025, per 31 Desember 2025"
    (golden,) = [line.split() for line in lines if line.startswith("A.2.V.ii.a")]
    assert golden == ["A.2.V.ii.a", "92,35", "%", "1"]
    (monev,) = [line.split() for line in lines if line.startswith("A.1.V.iii.c")]
    assert monev == ["A.1.V.iii.c", "C", "4", *(f"2025-Q{n}" for n in range(1, 5))]


def test_a_program_is_given_the_sheet_with_its_numbers(terminal: Terminal) -> None:
    assert terminal.sheet("--json") == 0

    told = json.loads(terminal.said()[0])
    rows = {row["code"]: row for row in told["rows"]}
    golden = rows["A.2.V.ii.a"]
    assert told["neighbours"] == []
    assert (golden["supports"], golden["percentage"]) == (None, 92.35)
    assert golden["because"][0].startswith("170 harus ditindaklanjuti, 13 sedang diproses, 157")
    assert rows["A.1.V.iii.c"]["missing"][0] == "Triwulan I 2025: tidak ada monev."
    assert golden["unit"] == golden["assessor"] == {"answer": None, "note": ""}


def test_rows_of_another_area_are_printed_apart_where_the_agency_wants_them(
    terminal: Terminal,
) -> None:
    (terminal.folder / "config").mkdir()
    (terminal.folder / "config" / "lke_neighbours.toml").write_text("include = true\n")

    assert terminal.sheet() == 0
    lines = terminal.said()[0].splitlines()
    heading = "Area VI, Peningkatan Kualitas Pelayanan Publik: baris yang memakai angka yang sama"
    assert [line.split()[0] for line in lines[lines.index(heading) + 2 :]] == [
        *("A.1.VI.iii.a", "A.1.VI.iii.b", "A.1.VI.iii.c", "A.2.VI.ii.a"),
    ]
    assert terminal.sheet("--json") == 0
    told = json.loads(terminal.said()[0])
    assert (len(told["rows"]), len(told["neighbours"])) == (22, 4)


@pytest.mark.parametrize(
    ("unit", "period", "code"), [("nowhere", "2025", 1), (UNIT, "2099", 2), (UNIT, "x", 2)]
)
def test_a_sheet_that_cannot_be_printed_is_told(
    terminal: Terminal, unit: str, period: str, code: int
) -> None:
    assert terminal.sheet(unit=unit, period=period) == code

    assert terminal.said()[1].startswith("wbs: error: ")


def test_a_recorded_meeting_is_no_gap_on_the_command_line_and_in_the_workbook(
    people: Cast, called: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    held(people, quarter="2025-Q3", held_on="2025-10-02")
    asked = ("--unit", "satker-1", "--period", "2025")

    def gaps(*day: str) -> list[str]:
        code, out, _ = called("evidence", "sheet", *asked, *day, "--json")
        assert code == 0
        rows = {row["code"]: row for row in json.loads(out)["rows"]}
        return [told for told in rows["A.1.V.iii.c"]["missing"] if "monev" in told]

    assert gaps() == [f"Triwulan {n} 2025: tidak ada monev." for n in ("I", "II", "IV")]
    before = gaps("--as-of", "2025-10-01")
    assert before == [f"Triwulan {n} 2025: tidak ada monev." for n in ("I", "II", "III")]
    code, *_ = called("evidence", "export", *asked, "--out", str(tmp_path / "pack"))
    assert code == 0
    made = payload_of((tmp_path / "pack").read_bytes())
    workbook = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"]))
    rows = workbook.get_sheet_by_name("LKE").to_python()
    (line,) = [row for row in rows if row[0] == "A.1.V.iii.c"]
    assert "Triwulan I 2025; Triwulan II 2025; Triwulan IV 2025" in line
    regular = json.loads(made["statistik.json"])["monev"]["keteraturan"]
    (complaints,) = [each for each in regular if each["jenis"] == "complaint"]
    assert complaints["mendukung"] == "B"
