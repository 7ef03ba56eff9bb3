"""The command line of a real installation, from an empty folder to a desk that waits for its member."""

import json
import re
from pathlib import Path

import pytest

from tests.mailbox import mail_server
from tests.papers import picture
from wbs.cli.main import run
from wbs.cli.terminal import Place
from wbs.domain.unit_profile import ZiStage
from wbs.services.agency.unit_profile import unit_papers

LINK = re.compile(r"https?://\S+/petugas/aktivasi/(\S+)")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation on plain HTTP, made by `wbs init`."""
    monkeypatch.delenv("WBS_DATA", raising=False)
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")
    path = tmp_path / "installation"
    assert run(["--data", str(path), "init", "--tls", "none", "--name", "Kementerian Contoh"]) == 0
    return path


class Shell:
    """What a person at a terminal sees."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        capsys.readouterr()

    def __call__(self, *arguments: str, code: int = 0) -> str:
        assert run(["--data", str(self.folder), *arguments]) == code
        seen = self.capsys.readouterr()
        return seen.out if code == 0 else seen.err

    def json(self, *arguments: str) -> object:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def shell(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(folder, capsys)


def test_init_invites_the_first_administrator_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ["--data", str(tmp_path / "new"), "init", "--host", "lapor.example.test"]

    assert run(first) == 0
    said = capsys.readouterr().out
    assert run(first) == 0
    said_again, told = capsys.readouterr()

    assert "left as they are" not in said
    assert "not used: --host (the settings are there: change them in the file)" in told
    assert "settings.toml (left as they are)" in said_again
    assert len(LINK.findall(said)) == 1
    assert "https://lapor.example.test/petugas/aktivasi/" in said
    assert not LINK.findall(said_again)


def test_init_invites_the_first_two_persons_where_both_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ["--data", str(tmp_path / "new"), "init", "--tls", "none"]

    assert run([*first, "--inspector", "dewi", "Dewi Anggraini", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    shell = Shell(tmp_path / "new", capsys)

    assert (told["username"], [each["username"] for each in told["inspectors"]]) == (
        "admin",
        ["dewi"],
    )
    assert len({told["link"], *(each["link"] for each in told["inspectors"])}) == 2
    assert shell.json("desk", "list") == [
        {"unit": "inspektorat", "kind": "inspectorate", "has_key": False, "is_closed": False,
         "present": [], "proposed": ["dewi"]}
    ]  # fmt: skip


def test_the_operator_proposes_an_officer_for_a_desk(shell: Shell) -> None:
    shell("desk", "add", "inspektorat", "inspectorate")
    shell("officer", "invite", "dewi", "Dewi", "--unit", "inspektorat", "--role", "inspectorate")

    shell("desk", "propose", "inspektorat", "inspectorate", "dewi")

    assert "dewi" in shell("desk", "list")


def test_only_an_active_account_is_taken_up_anew(shell: Shell) -> None:
    assert shell("officer", "reset", "admin", code=1) == "wbs: error: account not active\n"


def test_init_leaves_nothing_that_others_may_read(folder: Path) -> None:
    modes = {path.stat().st_mode & 0o077 for path in [folder, *folder.rglob("*")]}

    assert modes == {0}


def test_a_token_of_a_link_is_stored_nowhere(shell: Shell) -> None:
    said = shell("officer", "invite", "budi", "Budi", "--unit", "inspektorat", "--role", "auditor")
    token = LINK.findall(said)[0].encode()

    files = [path for path in shell.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if token in path.read_bytes()]


def test_a_units_papers_and_stage_are_told(shell: Shell, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    shell(
        *("unit", "set", "inspektorat", "--letterhead", "Kementerian Contoh"),
        *("--letterhead", "Inspektorat", "--address", "Jalan Pemuda 12", "--logo", str(logo)),
        *("--head-nip", "198504122010012003", "--zi-stage", "declared", "2025-02-03"),
    )

    papers = unit_papers(Place(shell.folder).open().context, None, "inspektorat")

    assert papers.profile.letterhead == "Kementerian Contoh\nInspektorat"
    assert papers.profile.head_nip == "198504122010012003"
    assert papers.profile.logo
    assert [reached.stage for reached in papers.stages] == [ZiStage.DECLARED]
    shell("unit", "set", "inspektorat", "--logo", "")
    assert unit_papers(Place(shell.folder).open().context, None, "inspektorat").profile.logo is None


@pytest.mark.parametrize(
    ("options", "code", "problem"),
    [
        (("--head-nip", "12"), 1, "head nip: not a nip"),
        (("--zi-stage", "wbk", "2999-01-01"), 1, "zi on: future date"),
        (("--zi-stage", "emas", "2025-01-01"), 2, "is not one of"),
        (("--logo", "/tidak/ada.png"), 2, "ada.png"),
        (("--logo", __file__), 1, "attachments: not a logo"),
    ],
    ids=["nip", "future", "stage", "no file", "no picture"],
)
def test_what_cannot_stand_on_papers_is_told(
    shell: Shell, options: tuple[str, ...], code: int, problem: str
) -> None:
    assert problem in shell("unit", "set", "inspektorat", *options, code=code)


def test_units_hang_in_a_tree(shell: Shell) -> None:
    shell("unit", "add", "kanwil", "Kantor Wilayah", "--kind", "regional_office",
          "--parent", "inspektorat", "--head", "Ibu Kepala")  # fmt: skip
    shell("unit", "add", "satker", "Satuan Kerja", "--parent", "kanwil")
    shell("unit", "set", "satker", "--employees", "2026", "41")

    assert shell.json("unit", "list", "--year", "2026") == [
        {"slug": "inspektorat", "name": "Kementerian Contoh", "kind": "inspectorate",
         "parent": None, "head": None, "employees": None},
        {"slug": "kanwil", "name": "Kantor Wilayah", "kind": "regional_office",
         "parent": "inspektorat", "head": "Ibu Kepala", "employees": None},
        {"slug": "satker", "name": "Satuan Kerja", "kind": "work_unit",
         "parent": "kanwil", "head": None, "employees": 41},
    ]  # fmt: skip
    assert "    satker" in shell("unit", "list")


def test_an_officer_is_invited_to_a_desk_and_waits_there(shell: Shell) -> None:
    shell("desk", "add", "inspektorat", "inspectorate")
    shell("officer", "invite", "dewi", "Dewi", "--unit", "inspektorat",
          "--role", "inspectorate", "--desk", "inspectorate")  # fmt: skip

    desks = shell.json("desk", "list")
    assert desks == [
        {"unit": "inspektorat", "kind": "inspectorate", "has_key": False, "is_closed": False,
         "present": [], "proposed": ["dewi"]}
    ]  # fmt: skip
    officers = shell.json("officer", "list")
    assert isinstance(officers, list)
    assert [(o["username"], o["state"], o["desks"]) for o in officers] == [
        ("admin", "invited", []),
        ("dewi", "invited", ["inspektorat/inspectorate"]),
    ]


def test_a_disabled_officer_stays_disabled(shell: Shell) -> None:
    shell("officer", "invite", "budi", "Budi", "--unit", "inspektorat", "--role", "auditor")
    shell("officer", "disable", "budi")

    assert "disabled" in shell("officer", "list")
    assert shell("officer", "disable", "budi", code=1) == "wbs: error: disabled already\n"


def test_a_renewed_link_is_another_one(shell: Shell) -> None:
    assert shell.json("officer", "renew", "admin") != shell.json("officer", "renew", "admin")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["unit", "add", "inspektorat", "X"], 1, "wbs: error: slug: taken"),
        (["unit", "add", "Kantor Satu", "X"], 1, "wbs: error: slug: slug form"),
        (["unit", "add", "Kantor Satu", "X"], 1, "wbs: hint: lower-case letters, digits"),
        (["desk", "add", "nowhere", "wbs"], 1, "wbs: hint: `wbs unit list` shows the units"),
        (["unit", "set", "nowhere", "--name", "X"], 1, "wbs: error: no such unit"),
        (["desk", "add", "inspektorat", "kitchen"], 2, "wbs: error: Invalid value"),
        (["officer", "disable", "nobody"], 1, "wbs: error: no such officer"),
        (["officer", "invite", "budi"], 2, "wbs: error: Missing argument"),
        (["dance"], 2, "wbs: hint: `wbs --help` lists the commands"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    shell: Shell, arguments: list[str], code: int, told: str
) -> None:
    assert told in shell(*arguments, code=code)


def test_without_a_folder_nothing_is_guessed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WBS_DATA", raising=False)

    assert run(["unit", "list"]) == 2
    assert "wbs: hint: name it with --data DIR or WBS_DATA" in capsys.readouterr().err


def test_a_folder_without_an_installation_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(tmp_path), "unit", "list"]) == 2
    assert "holds no installation" in capsys.readouterr().err


def test_settings_that_cannot_be_used_are_named_each(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WBS_LIMITS_LOGIN", "3")
    monkeypatch.setenv("WBS_SERVER_TSL", "own")

    told = shell("unit", "list", code=2)

    assert "wbs: error: unknown variable WBS_LIMITS_LOGIN" in told
    assert "wbs: error: unknown variable WBS_SERVER_TSL" in told


def test_the_folder_may_be_named_after_the_command_too(folder: Path) -> None:
    assert run(["unit", "list", "--data", str(folder)]) == 0


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0

    listed = capsys.readouterr().out
    commands = (
        "init",
        "serve",
        "unit",
        "desk",
        "officer",
        "deadlines",
        "evidence",
        "doctor",
        "demo",
    )
    assert [c for c in commands if not re.search(rf"^  {c} ", listed, re.MULTILINE)] == []


def test_custodians_are_listed_and_their_rules_changed(shell: Shell) -> None:
    shell("custodian", "set", "inspektorat", "--threshold", "3", "--escrow")
    shell("custodian", "set", "inspektorat", "--threshold", "2")

    assert shell.json("custodian", "list") == [
        {
            "unit": "inspektorat",
            "custodians": [],
            "ready": 0,
            "threshold": 2,
            "escrow": True,
            "confidential": False,
        }
    ]
    assert "no such officer" in shell("custodian", "add", "inspektorat", "siapa", code=1)
    shell("officer", "invite", "lukman", "Lukman", "--unit", "inspektorat", "--role", "custodian")
    assert "no active officer" in shell("custodian", "add", "inspektorat", "lukman", code=1)


def test_the_mail_server_is_tried_from_the_command_line(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no mail is set up" in shell("mail", "test", "a@example.test", code=1)
    with mail_server() as box:
        for key, value in {"HOST": "127.0.0.1", "PORT": str(box.port), "TLS": "none"}.items():
            monkeypatch.setenv(f"WBS_MAIL_{key}", value)
        monkeypatch.setenv("WBS_MAIL_SENDER", "wbs@example.test")
        assert "took the letter" in shell("mail", "test", "a@example.test")
        box.answers += ["550 nobody", "451 later"]
        assert "refuses this address" in shell("mail", "test", "b@example.test", code=1)
        assert "does not take" in shell("mail", "test", "b@example.test", code=1)
        assert "mail address: address form" in shell("mail", "test", "nobody", code=1)

    assert box.addresses == ["a@example.test"]


def test_what_is_due_is_printed_without_an_id(shell: Shell) -> None:
    assert shell.json("deadlines") == []
    assert "no case is open" in shell("deadlines")
