"""`wbs serve` and `wbs demo` as processes: they answer, they end in order, and they leave nobody behind."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bench.server import free_port
from wbs.cli.main import run
from wbs.cli.serve import serving
from wbs.settings_file import read_settings

WBS = [sys.executable, "-c", "import sys; from wbs.cli.main import main; main()"]
START_SECONDS = 90

pytestmark = [pytest.mark.story, pytest.mark.slow]


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("WBS_")}
    process = subprocess.Popen(
        [*WBS, "--data", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environ, "WBS_PASSWORDS_PROFILE": "cheapest-for-tests"},
    )
    try:
        yield process
    finally:
        below = children(process.pid)
        process.kill()
        process.wait()
        for pid in wait_until_gone(below):
            os.kill(pid, signal.SIGKILL)
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def once_it_serves(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What it says at once, and the line that says that pages are answered."""
    return first_line(process), first_line(process)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for task in tasks for child in task.read_text().split()]
    return [*found, *(grandchild for child in found for grandchild in children(child))]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: list[int], seconds: float = 20) -> list[int]:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and any(map(is_alive, pids)):
        time.sleep(0.1)
    return [pid for pid in pids if is_alive(pid)]


def status(port: int, path: str, host: str = "127.0.0.1") -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, int]:
    """An installation on plain HTTP, and its port."""
    monkeypatch.delenv("WBS_DATA", raising=False)
    folder, port = tmp_path / "installation", free_port()
    assert run(["--data", str(folder), "init", "--tls", "none", "--port", str(port)]) == 0
    return folder, port


def test_both_doors_are_open_until_told_to_stop(installation: tuple[Path, int]) -> None:
    folder, port = installation

    with started(folder, "serve") as process:
        begun, line = once_it_serves(process)
        addresses = [first_line(process), first_line(process)]
        answers = [status(port, path) for path in ("/", "/sehat", "/petugas/masuk", "/nowhere")]
        stranger = status(port, "/", host="evil.example")
        below = children(process.pid)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=START_SECONDS)

    assert begun == f"wbs starts on 127.0.0.1:{port}; the first page takes some seconds\n"
    assert line == f"wbs serves on 127.0.0.1:{port}\n"
    assert [address.split() for address in addresses] == [
        ["reporters", f"http://127.0.0.1:{port}/"],
        ["officers", f"http://127.0.0.1:{port}/petugas/"],
    ]
    assert answers == [200, 200, 200, 404]
    assert stranger == 400
    assert process.returncode == 0
    assert rest == ""
    assert len(below) >= 2
    assert wait_until_gone(below) == []


def test_where_only_other_names_answer_they_are_said(installation: tuple[Path, int]) -> None:
    folder, port = installation
    settings = read_settings(folder, {})
    assert settings.reporter
    assert settings.officer
    named = replace(
        settings,
        server=replace(settings.server, tls="proxy"),
        reporter=replace(settings.reporter, hosts=("lapor.example.go.id", "www.example.go.id")),
        officer=replace(settings.officer, hosts=("petugas.example.go.id",)),
    )

    assert list(serving(named)) == [
        f"wbs serves on 127.0.0.1:{port}",
        "  reporters  https://lapor.example.go.id/",
        "  officers   https://petugas.example.go.id/petugas/",
        "  only by these names, anything else is answered with 400: "
        "lapor.example.go.id, petugas.example.go.id, www.example.go.id",
    ]
    assert list(serving(replace(named, reporter=None)))[1:] == [
        "  officers   https://petugas.example.go.id/petugas/",
        "  only by these names, anything else is answered with 400: petugas.example.go.id",
    ]


def test_housekeeping_that_dies_is_replaced(installation: tuple[Path, int]) -> None:
    folder, port = installation

    with started(folder, "serve") as process:
        once_it_serves(process)
        first = housekeeper(process.pid, other_than=0)
        os.kill(first, signal.SIGKILL)
        replaced = housekeeper(process.pid, other_than=first)
        answer = status(port, "/sehat")

    assert replaced
    assert answer == 200


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def housekeeper(pid: int, other_than: int) -> int:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        for child in children(pid):
            if child != other_than and name_of(child) == "wbs-housekeeper":
                return child
        time.sleep(0.1)
    return 0


def test_nobody_outlives_a_server_that_is_killed(installation: tuple[Path, int]) -> None:
    folder, port = installation

    with started(folder, "serve") as process:
        once_it_serves(process)
        assert housekeeper(process.pid, other_than=0)
        below = children(process.pid)
        process.kill()
        process.wait()
        left = wait_until_gone(below)

    assert len(below) >= 2
    assert left == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_a_port_that_is_taken_is_said_to_be(installation: tuple[Path, int]) -> None:
    folder, port = installation

    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with started(folder, "serve") as process:
            said, _ = process.communicate(timeout=START_SECONDS)

    assert process.returncode == 1
    assert said.startswith(f"wbs: error: 127.0.0.1:{port} cannot be used")
    assert "wbs: hint: choose another port" in said


def test_an_older_database_is_not_served(installation: tuple[Path, int]) -> None:
    folder, _ = installation
    (folder / "wbs.sqlite").unlink()

    with started(folder, "serve") as process:
        said, _ = process.communicate(timeout=START_SECONDS)

    assert process.returncode == 1
    assert "`wbs init` brings the database up to date" in said


def test_the_demonstration_says_everything_in_one_line_and_serves(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()

    with started(folder, "demo", "--port", "0", "--json") as process:
        told = json.loads(first_line(process))
        port = int(told["reporter_url"].rsplit(":")[-1].strip("/"))
        answers = [status(port, path) for path in ("/lapor/wbs", "/lacak", "/petugas/masuk")]
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=START_SECONDS)

    assert answers == [200, 200, 200]
    assert set(told) == {"reporter_url", "officer_url", "data_dir", "units", "officers"}
    assert told["officer_url"] == f"http://127.0.0.1:{port}/petugas/"
    assert Path(told["data_dir"]) == folder
    assert len(told["units"]) == 7
    assert {"slug": "inspektorat", "name": "Inspektorat", "parent": None} in told["units"]
    assert len(told["officers"]) == 12
    assert {*told["officers"][0]} == {"username", "password", "totp_secret", "roles", "unit"}
    assert rest == ""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
