"""The workbook in an office program that is not ours: it opens, and its numbers are those of the pack."""

import csv
import os
import shutil
import subprocess
from io import StringIO

import pytest

from tests.exports import golden_histories
from tests.packs import made_pack, payload_of

# Every sheet as a file of its own: comma, quotes, UTF-8, from the first line, cells as they are shown.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
Rows = list[list[str]]


@pytest.fixture(scope="module")
def sheets(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, Rows], dict[str, bytes]]:
    """The rows of each sheet as LibreOffice reads them, and the files of the pack."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("WBS_TEST_SERVICES") == "required":
            pytest.fail("LibreOffice is not installed and services are required")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    payload = payload_of(made_pack(golden_histories()).content)
    (folder / "lke.xlsx").write_bytes(payload["lke.xlsx"])
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, home, "--headless", "--convert-to", EVERY_SHEET, "lke.xlsx"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    found = {
        path.stem.removeprefix("lke-"): list(csv.reader(StringIO(path.read_text())))
        for path in folder.glob("lke-*.csv")
    }
    return found, payload


def number(text: str) -> int:
    """A count as the program shows it, in whatever language it groups thousands."""
    return int(text.replace(",", "").replace(".", ""))


def table(payload: dict[str, bytes], name: str) -> Rows:
    return list(csv.reader(payload[f"{name}.csv"].decode().splitlines()))


def below(rows: Rows, head: str) -> Rows:
    """The rows under the one that begins with *head*, up to the next empty one."""
    start = next(n for n, row in enumerate(rows) if row and row[0] == head) + 1
    end = next((n for n in range(start, len(rows)) if not any(rows[n])), len(rows))
    return rows[start:end]


def test_it_opens_with_every_sheet(sheets: tuple[dict[str, Rows], dict[str, bytes]]) -> None:
    found, _ = sheets

    assert {"Ringkasan", "A.2.V.ii", "A.1.V.iii.b", "Cara membaca"} <= set(found)
    assert all(any(any(row) for row in rows) for rows in found.values())


def test_the_three_numbers_are_those_of_the_pack(
    sheets: tuple[dict[str, Rows], dict[str, bytes]],
) -> None:
    found, payload = sheets

    heads, *ours = table(payload, "tiga-angka")
    shown = below(found["Ringkasan"], heads[0])
    for mine, theirs in zip(ours, shown, strict=True):
        assert theirs[0] == mine[0]
        assert [number(cell) for cell in theirs[1:7]] == [int(cell) for cell in mine[1:7]]
    assert [number(cell) for cell in shown[0][4:7]] == [170, 13, 157]


def test_the_sums_of_a_table_are_what_its_lines_add_up_to(
    sheets: tuple[dict[str, Rows], dict[str, bytes]],
) -> None:
    found, payload = sheets

    heads, *ours = table(payload, "bulan-dan-kategori-pengaduan")
    rows = next(r for r in found.values() if any(row[: len(heads)] == heads for row in r))
    start = next(n for n, row in enumerate(rows) if row[: len(heads)] == heads) + 1
    shown = rows[start : start + len(ours)]
    for mine, theirs in zip(ours, shown, strict=True):
        cells = [number(cell) for cell in theirs[1 : len(heads)]]
        assert sum(cells[:-1]) == cells[-1] == int(mine[-1])
