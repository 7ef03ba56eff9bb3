"""The operator gives the reporters' role what it needs, the doctor looks at it, and their machine does with it."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.services_at_hand import fresh_role
from wbs.bootstrap import build_reporter, open_house
from wbs.cli import serve
from wbs.cli.main import run
from wbs.settings import SettingsError
from wbs.settings_file import read_settings

HINT = "wbs: hint: "


class Machine:
    """A data folder and what a person at its terminal sees."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        self.capsys.readouterr()
        assert run(["--data", str(self.folder), *arguments]) == code
        seen = self.capsys.readouterr()
        return seen.out + seen.err

    def of_role(self) -> list[str]:
        """What the doctor says of the role."""
        self.capsys.readouterr()
        run(["--data", str(self.folder), "doctor", "--json"])
        found = json.loads(self.capsys.readouterr().out)["findings"]
        return [each["problem"] for each in found if each["check"] == "reporter role"]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WBS_DATA", raising=False)
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")


def installed(folder: Path, capsys: pytest.CaptureFixture[str], url: str = "") -> Machine:
    machine = Machine(folder, capsys)
    machine("init", "--tls", "none", *(("--database-url", url) if url else ()))
    return machine


@pytest.fixture
def officers(tmp_path: Path, capsys: pytest.CaptureFixture[str], postgres_url: str) -> Machine:
    """A machine that serves officers, on PostgreSQL."""
    return installed(tmp_path / "officers", capsys, postgres_url)


@pytest.fixture
def role(officers: Machine, postgres_url: str) -> Iterator[tuple[str, str]]:
    """A role that has nothing yet, and its address."""
    with fresh_role(postgres_url) as found:
        yield found


def reporters_machine(officers: Machine, url: str) -> Machine:
    """A machine of the reporters' alone, made of the other's settings as the documentation says."""
    folder = officers.folder.parent / "reporters"
    (folder / "secrets").mkdir(mode=0o700, parents=True)
    for name in ("reporter", "promise"):
        key = folder / "secrets" / f"{name}.key"
        key.write_text((officers.folder / "secrets" / f"{name}.key").read_text())
        key.chmod(0o600)
    (folder / "settings.toml").write_text(
        f"""
        [instance]
        name = "Kementerian Contoh"
        log_name = "wbs.example.test"
        [database]
        reporter_url = "{url}"
        [server]
        tls = "none"
        [reporter]
        hosts = ["localhost"]
        secret_key_file = "secrets/reporter.key"
        [promise]
        key_file = "secrets/promise.key"
        """
    )
    (folder / "settings.toml").chmod(0o600)
    return Machine(folder, officers.capsys)


def ask(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for each in statements:
            connection.execute(each.encode())


def test_the_command_gives_the_role_what_it_needs_however_often(
    officers: Machine, role: tuple[str, str]
) -> None:
    for _ in range(2):
        said = officers("database", "reporter-role", role[0])
        assert said == (
            f"{role[0]} is the reporters' role: database.reporter_url of their machine names it\n"
        )
    assert officers.of_role() == []


def test_the_doctor_says_what_the_role_may_beyond_and_what_it_lacks_and_init_mends_it(
    officers: Machine, role: tuple[str, str], postgres_url: str
) -> None:
    name, _ = role
    officers("database", "reporter-role", name)
    ask(
        postgres_url,
        f'GRANT SELECT ON officer_session TO "{name}"',
        f'REVOKE INSERT ON record FROM "{name}"',
        'ALTER TABLE "case" DISABLE ROW LEVEL SECURITY',
        "DROP POLICY wbs_reporter_select ON task",
        f'CREATE POLICY all_of_them ON record TO "{name}" USING (true)',
    )

    more, less = officers.of_role()
    officers("init")

    assert more.startswith(f"{name} may more than this version needs: SELECT on officer_session")
    assert "every row of case" in more
    assert "rows of record by all_of_them" in more
    assert less.startswith(f"{name} may less than this version needs: INSERT on record")
    assert "rows of task by wbs_reporter_select" in less
    (left,) = officers.of_role()
    assert left.endswith(
        ": rows of record by all_of_them"
    )  # a stranger's policy is the operator's to drop


def test_another_role_takes_the_place_of_the_one_before(
    officers: Machine, role: tuple[str, str], postgres_url: str
) -> None:
    officers("database", "reporter-role", role[0])
    with fresh_role(postgres_url) as (second, address):
        officers("database", "reporter-role", second)

        assert officers.of_role() == []
        with psycopg.connect(address) as other:
            assert other.execute('SELECT count(*) FROM "case"').fetchall() == [(0,)]
        with psycopg.connect(role[1]) as first, pytest.raises(psycopg.errors.InsufficientPrivilege):
            first.execute("SELECT slug FROM unit")


def test_a_role_that_may_more_than_can_be_taken_is_refused(
    officers: Machine, role: tuple[str, str], postgres_url: str
) -> None:
    name = role[0]
    for statement, told in (
        (f'GRANT pg_read_all_data TO "{name}"', "is a member of pg_read_all_data"),
        (f'ALTER ROLE "{name}" BYPASSRLS', "BYPASSRLS"),
        (f'ALTER TABLE record OWNER TO "{name}"', "owns record"),
    ):
        ask(postgres_url, statement)
        assert told in officers("database", "reporter-role", name, code=1)
    ask(postgres_url, "ALTER TABLE record OWNER TO CURRENT_USER")
    assert officers.of_role() == []  # none was made


def test_a_role_nobody_made_is_told_with_how_to_make_it(officers: Machine) -> None:
    said = officers("database", "reporter-role", "nobody_made_it", code=1)

    assert "there is no role nobody_made_it" in said
    assert f"{HINT}as a superuser: CREATE ROLE nobody_made_it LOGIN" in said


def test_on_sqlite_there_are_no_roles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine = installed(tmp_path / "small", capsys)

    assert "no roles to give" in machine("database", "reporter-role", "lapor", code=1)
    assert machine.of_role() == []


def test_what_would_be_done_is_shown_as_sql(
    tmp_path: Path, officers: Machine, role: tuple[str, str], postgres_url: str
) -> None:
    said = officers("database", "reporter-role", role[0], "--print")

    assert officers.of_role() == []
    ask(postgres_url, said)
    assert officers.of_role() == []
    with psycopg.connect(role[1]) as connection:
        assert connection.execute("SELECT slug FROM unit").fetchall() == [("inspektorat",)]


def test_the_reporters_machine_serves_and_looks_after_itself_and_nothing_else(
    officers: Machine, role: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, address = role
    officers("database", "reporter-role", name)
    theirs = reporters_machine(officers, address)
    house = open_house(read_settings(theirs.folder, {}))

    answer = build_reporter(house.context, house.settings).test_client().get("/")

    assert answer.status_code == 200
    assert theirs.of_role() == []
    assert theirs("init") == ""
    assert "promises are signed by" in theirs("log", "key", "list")
    for command in (("unit", "list"), ("erase",), ("deadlines",)):
        assert "reporters' role" in theirs(*command, code=1)
    assert "reporters' role" in theirs("database", "reporter-role", name, code=1)
    house.context.database.close()


def test_an_address_that_is_shown_every_row_is_refused_at_the_reporters_machine(
    officers: Machine, postgres_url: str
) -> None:
    theirs = reporters_machine(officers, postgres_url)

    with pytest.raises(SettingsError, match="is shown every row"):
        open_house(read_settings(theirs.folder, {}))


@pytest.mark.parametrize("is_theirs", [True, False])
def test_housekeeping_is_done_beside_the_officers_application_alone(
    officers: Machine, role: tuple[str, str], monkeypatch: pytest.MonkeyPatch, is_theirs: bool
) -> None:
    machine = reporters_machine(officers, role[1]) if is_theirs else officers
    started: list[object] = []

    class Server:
        """Starts nothing."""

        def on_startup(self, begin: object) -> None:
            started.append(begin)

        def on_shutdown(self, _end: object) -> None:
            pass

        def serve(self) -> None:
            pass

    monkeypatch.setattr(serve, "web_server", lambda _settings: Server())
    monkeypatch.setattr(serve, "require_free", lambda _settings: None)
    monkeypatch.setenv("WBS_DATA", "")
    serve.run_servers(read_settings(machine.folder, {}), lambda: None)

    assert len(started) == (1 if is_theirs else 2)
