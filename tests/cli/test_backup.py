"""`wbs backup` and `wbs restore`: what is brought back serves, what is damaged changes nothing, what was erased stays so."""

import errno
import hashlib
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tarfile
import threading
import tracemalloc
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.backups import Place, install, opened, told, wbs
from tests.cast import Rehearsal
from tests.conftest import Clock
from tests.documents import filed
from tests.erasures import closed
from tests.law_at_hand import CONFIG
from tests.reports import WHAT, report
from tests.services_at_hand import ON_POSTGRES, postgres_database
from wbs.bootstrap import build_officer
from wbs.domain.account import NewOfficer
from wbs.domain.errors import Expired, NotFound, Refused, Tampered
from wbs.domain.kinds import Role
from wbs.services.accounts.activate_officer import prepare_activation
from wbs.services.accounts.invite_officer import invite_officer
from wbs.services.accounts.log_in import log_in
from wbs.services.accounts.session import resume
from wbs.services.backup.keys_file import write_keys
from wbs.services.backup.read_backup import stones_of, verify
from wbs.services.cases.open_attachment import open_attachment
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.doctor import examine
from wbs.services.intake.draft import change_draft, new_token
from wbs.services.intake.receive_attachment import Intake
from wbs.services.retention.carry_out import erase_again
from wbs.services.tracking.track_case import read_case
from wbs.settings_file import read_settings
from wbs.store import backed_up
from wbs.store.backup import archive
from wbs.store.backup.rows import load
from wbs.store.backup.target import tables_of
from wbs.store.cases import tombstones
from wbs.store.schema.ground import Base

PHOTO = ("bukti.txt", "text/plain", b"Catatan serah terima gudang\n" * 3000)


@pytest.fixture
def place(tmp_path: Path, rehearsal: Rehearsal, clock: Clock, worker_id: str) -> Iterator[Place]:
    """A machine with an installation of the kind of database this run is about."""
    if not ON_POSTGRES:
        found = install(tmp_path, rehearsal, clock)
        yield found
        found.context.database.close()
        return
    with postgres_database(worker_id) as url:
        found = install(tmp_path, rehearsal, clock, url)
        yield found
        found.context.database.close()


@pytest.fixture
def fresh(tmp_path: Path, worker_id: str) -> Iterator[tuple[Path, list[str]]]:
    """Another machine: a data folder that is not there yet, and the address of its database."""
    if not ON_POSTGRES:
        yield tmp_path / "other", []
        return
    with postgres_database(worker_id) as url:
        yield tmp_path / "other", ["--database-url", url]


def rows(context: Context) -> dict[str, set[tuple[object, ...]]]:
    """Every row, by table."""
    with context.database.reading() as work:
        return {
            table.name: {tuple(row) for row in work.execute(select(*table.columns))}
            for table in Base.metadata.sorted_tables
        }


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what it holds; SQLite's own bookkeeping left out."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal", "-turn"))
    }


def test_a_restored_installation_has_every_row_and_file_and_opens_all_of_it(
    place: Place, fresh: tuple[Path, list[str]], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    reported = report(place.context, PHOTO)
    filed(place.cast)
    (place.data_dir / "config").mkdir()
    shutil.copy("config/retention.toml", place.data_dir / "config")
    before, (other, more) = rows(place.context), fresh
    made = place.backup()

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 0, told(capsys)

    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(other.stat().st_mode) == 0o700
    left_out = {"draft", "tracking_session", "officer_session", "officer_device", "custody"}
    with opened(other, clock) as context:
        after = rows(context)
        assert {n: r for n, r in after.items() if n not in left_out} == {
            n: r for n, r in before.items() if n not in left_out
        }
        assert before["custody"] < after["custody"]
        assert not any(after[name] for name in left_out - {"custody"})
        assert [f for f in examine(context) if f.check in {"files", "documents", "erasure"}] == []
        budi = place.cast.budi
        clock.move(minutes=10)
        signed_in = log_in(context, budi.username, budi.password, budi.code(context.now()))
        actor = resume(context, signed_in.token)
        shown = open_case(context, actor, reported.case_id).opened
        assert shown.report.fields["what"] == WHAT
        ref = shown.report.attachments[0].blob_id
        assert (
            b"".join(open_attachment(context, actor, reported.case_id, 0, ref).pieces) == PHOTO[2]
        )
        assert read_case(context, reported.enter(context)).opened
    settings = read_settings(other, os.environ)
    assert settings.instance == place.settings.instance
    assert settings.officer == place.settings.officer
    assert (other / "config" / "retention.toml").is_file()
    with opened(other, clock) as context:
        assert build_officer(context, settings).test_client().get("/petugas/masuk")


def test_a_backup_holds_no_key_of_the_installation_and_nothing_anybody_typed(place: Place) -> None:
    report(place.context, PHOTO)
    made = place.backup().read_bytes()

    for path in (place.data_dir / "secrets").iterdir():
        assert path.read_bytes().strip() not in made
    assert place.settings.database_url.encode() not in made
    assert WHAT.encode() not in made
    assert b"serah terima" not in made


def test_a_backup_is_read_and_checked_without_this_program(place: Place, tmp_path: Path) -> None:
    report(place.context, PHOTO)
    made = place.backup()
    out = tmp_path / "out"
    out.mkdir()

    subprocess.run(["/usr/bin/tar", "-xf", made, "-C", out], check=True)
    done = subprocess.run(
        ["/usr/bin/sha256sum", "--quiet", "-c", archive.MANIFEST], cwd=out, check=False
    )

    assert done.returncode == 0
    head = json.loads((out / archive.HEAD).read_text())
    assert head["log_name"] == "wbs.example.test"


def test_drafts_and_their_files_and_logins_are_left_out(place: Place) -> None:
    token, intake = new_token(place.context), Intake(place.context)
    arriving = intake.open(PHOTO[0], PHOTO[1])
    arriving.write(PHOTO[2])
    arriving.finish()
    received = intake.settle()
    change_draft(place.context, token, received)
    intake.commit({file.ref.blob_id for file in received})
    place.backup()

    with tarfile.open(place.backups / "one.wbs") as tar:
        names = tar.getnames()
    assert not [n for n in names if n.startswith(("blobs/", "rows/draft", "rows/officer_session"))]
    assert not [n for n in names if n.startswith("rows/blob/")]


def test_reports_filed_while_a_backup_is_made_are_in_it_whole_or_not_at_all(
    place: Place, fresh: tuple[Path, list[str]], clock: Clock
) -> None:
    case_ids, stop = [], threading.Event()
    first = report(place.context, PHOTO)

    def keep_filing() -> None:
        while not stop.is_set():
            case_ids.append(report(place.context, PHOTO).case_id)

    filing = threading.Thread(target=keep_filing)
    filing.start()
    try:
        made = [place.backup(f"{n}.wbs") for n in range(3)]
    finally:
        stop.set()
        filing.join(timeout=60)

    other, more = fresh
    assert wbs(other, "restore", str(made[-1]), "--keys", str(place.keys), *more) == 0
    with opened(other, clock) as context, context.database.reading() as work:
        found = set(work.scalars(text('SELECT id FROM "case"')))
        records = set(work.scalars(text("SELECT case_id FROM record WHERE number = 0")))
        boxes = set(work.scalars(text("SELECT case_id FROM case_key_box")))
        blobs = list(work.execute(text("SELECT id, case_id FROM blob")))
        assert found == records == boxes == {case_id for _, case_id in blobs}
        assert {blob_id for blob_id, _ in blobs} == set(context.blobs.ids())
        assert first.case_id in found
        assert found <= {first.case_id, *case_ids}
    assert len(case_ids) > 1


def test_what_was_erased_after_the_backup_stays_erased(
    place: Place, fresh: tuple[Path, list[str]], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, stays = closed(place.cast, PHOTO), report(place.context)
    made = place.backup("early.wbs")
    with place.context.database.transaction() as work:
        log_id = work.scalar(text('SELECT log_id FROM "case" WHERE id = :id'), {"id": gone.case_id})
        tombstones.add_tombstone(work, gone.case_id, log_id, place.context.today())
    assert erase_again(place.context) == 1
    place.backup("late.wbs")
    other, more = fresh

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), "--json", *more) == 0

    assert json.loads(told(capsys).splitlines()[-1])["erased_again"] == 1
    with opened(other, clock) as context:
        with pytest.raises(NotFound):
            gone.enter(context)
        assert stays.enter(context)
        assert not set(context.blobs.ids())
        with context.database.reading() as work:
            assert tombstones.erased_on(work, gone.case_id)
            assert not tombstones.brought_back(work)


def test_a_case_erased_while_the_backup_is_made_comes_with_its_tombstone(
    place: Place,
    fresh: tuple[Path, list[str]],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = closed(place.cast, PHOTO)
    real = backed_up.kept_files

    def erased_after_the_rows_were_read(work: object) -> Iterator[str]:
        yield from real(work)  # type: ignore[arg-type]
        with place.context.database.transaction() as other:
            query = text('SELECT log_id FROM "case" WHERE id = :id')
            log_id = other.scalar(query, {"id": gone.case_id})
            tombstones.add_tombstone(other, gone.case_id, log_id, place.context.today())
        erase_again(place.context)

    monkeypatch.setattr(backed_up, "kept_files", erased_after_the_rows_were_read)
    made = place.backup()
    monkeypatch.undo()
    other, more = fresh

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 0

    with opened(other, clock) as context, pytest.raises(NotFound):
        gone.enter(context)


def test_a_disk_that_is_full_leaves_nothing_and_what_was_there(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report(place.context, PHOTO)
    made = place.backup()
    whole = made.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive.ArchiveWriter, "add_stream", full)

    assert wbs(place.data_dir, "backup", str(made), "--overwrite") == 1
    assert wbs(place.data_dir, "backup", str(place.backups / "two.wbs")) == 1
    assert "No space left" in told(capsys)
    assert [path.name for path in place.backups.iterdir()] == ["one.wbs"]
    assert made.read_bytes() == whole


def test_nothing_is_overwritten_unless_it_is_said(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    made = place.backup()
    first = made.read_bytes()

    assert wbs(place.data_dir, "backup", str(made)) == 2
    assert "--overwrite" in told(capsys)
    assert made.read_bytes() == first
    assert wbs(place.data_dir, "backup", str(made), "--overwrite") == 0
    assert wbs(place.data_dir, "backup", str(made), "--keys", str(place.backups / "keys")) == 2
    assert "one folder" in told(capsys)
    assert wbs(place.data_dir, "backup", str(place.backups / "no" / "where")) == 2


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_file_that_is_cut_changes_nothing(
    place: Place, fresh: tuple[Path, list[str]], part: float, capsys: pytest.CaptureFixture[str]
) -> None:
    report(place.context, PHOTO)
    made = place.backup()
    whole = made.read_bytes()
    end = whole.rstrip(b"\0")
    made.write_bytes(whole[: int(len(end) * part)])
    other, more = fresh

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 1

    assert "nothing was changed" in told(capsys)
    assert not other.exists()


def test_one_byte_changed_anywhere_is_found_or_is_none_of_a_members(
    place: Place, tmp_path: Path
) -> None:
    report(place.context, PHOTO)
    whole = place.backup().read_bytes()
    changed, found = tmp_path / "changed.wbs", 0
    for at in range(7, len(whole.rstrip(b"\0")), len(whole) // 60):
        changed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            verify(changed)
        except (Tampered, Refused):
            found += 1
        else:
            with changed.open("rb") as one, (place.backups / "one.wbs").open("rb") as other:
                assert [m.read() for m in archive.members(one)] == [
                    m.read() for m in archive.members(other)
                ]
    assert found > 30


def test_another_target_than_an_empty_one_is_refused_and_stays_as_it_is(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    reported = report(place.context, PHOTO)
    made = place.backup()
    before = everything(place.data_dir)

    assert wbs(place.data_dir, "restore", str(made), "--keys", str(place.keys)) == 2

    assert "is not empty" in told(capsys)
    assert everything(place.data_dir) == before
    assert reported.enter(place.context)


@pytest.mark.parametrize("step", ["load", "replay", "put_in_place"])
def test_a_restore_that_fails_leaves_the_target_as_it_was(
    place: Place,
    fresh: tuple[Path, list[str]],
    step: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report(place.context, PHOTO)
    made, (other, more) = place.backup(), fresh
    other.mkdir()

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "the disk broke")

    where = {
        "load": "wbs.services.backup.restore_backup.load",
        "replay": "wbs.cli.restore.replay",
        "put_in_place": "wbs.cli.restore.put_in_place",
    }
    monkeypatch.setattr(where[step], fails)
    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 1
    assert "the disk broke" in told(capsys)
    assert list(other.iterdir()) == []
    monkeypatch.undo()

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 0


def test_a_backup_of_a_newer_version_is_refused(
    place: Place,
    fresh: tuple[Path, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, (other, more) = place.backup(), fresh
    monkeypatch.setattr("wbs.store.migrate.revisions", lambda: ("0001",))

    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 1
    assert "newer version" in told(capsys)
    assert not other.exists()


def test_keys_are_asked_for_and_those_of_another_installation_refused(
    place: Place, fresh: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    filed(place.cast)
    made, (other, more) = place.backup(), fresh
    strange = place.keys.with_name("strange")
    write_keys(strange, "wbs.example.org", {})
    wrong = place.keys.with_name("wrong")
    keys = {f"{n}.key": str(n)[0].encode() * 64 for n in ("reporter", "officer")}
    keys |= {"log.key": b"cd" * 32, "promise.key": b"ef" * 32}
    write_keys(wrong, "wbs.example.test", keys | {"evidence.key": b"ab" * 32})

    assert wbs(other, "restore", str(made), *more) == 2
    assert "--new-keys" in told(capsys)
    for file in (strange, wrong):
        assert wbs(other, "restore", str(made), "--keys", str(file), *more) == 1
    assert "not the one of this backup" in told(capsys)
    assert not other.exists()


@pytest.mark.skipif(ON_POSTGRES, reason="its database is another one each time")
def test_an_installation_is_replaced_and_what_was_there_lies_aside(
    place: Place, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = report(place.context, PHOTO)
    made = place.backup()
    later = report(place.context, PHOTO)
    place.context.database.close()

    assert wbs(place.data_dir, "restore", str(made), "--overwrite", "--json") == 0

    aside = Path(json.loads(told(capsys).splitlines()[-1])["put_aside"])
    with opened(place.data_dir, clock) as context:
        assert kept.enter(context)
        with pytest.raises(NotFound):
            later.enter(context)
    with opened(aside, clock) as context:
        assert later.enter(context)
    assert wbs(place.data_dir, "doctor") in {0, 1}
    assert "lies aside since a restore" in told(capsys)


@pytest.mark.skipif(ON_POSTGRES, reason="begins with SQLite")
def test_a_backup_moves_an_installation_from_sqlite_to_postgresql(
    place: Place, tmp_path: Path, clock: Clock, worker_id: str
) -> None:
    reported = report(place.context, PHOTO)
    made, other = place.backup(), tmp_path / "other"
    with postgres_database(worker_id) as url:
        arguments = ("--keys", str(place.keys), "--database-url", url)
        assert wbs(other, "restore", str(made), *arguments) == 0
        with opened(other, clock) as context:
            assert context.database.engine.dialect.name == "postgresql"
            assert reported.enter(context)


def test_links_of_invitations_from_before_open_nothing(
    place: Place, fresh: tuple[Path, list[str]], clock: Clock
) -> None:
    new = NewOfficer("joko", "Joko", place.cast.unit("satker-1").id, frozenset({Role.AUDITOR}))
    invited = invite_officer(place.context, place.cast.ratna.actor.officer, new)
    made, (other, more) = place.backup(), fresh
    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 0

    with opened(other, clock) as context, pytest.raises((Expired, NotFound)):
        prepare_activation(context, invited.token, "angin laut utara", "angin laut utara", "wbs")


def test_the_doctor_warns_once_there_is_something_to_lose(place: Place, clock: Clock) -> None:
    def warned() -> list[str]:
        return [f.problem for f in examine(place.context) if f.check == "backup"]

    assert warned() == []
    report(place.context)
    assert warned() == ["no backup was ever made"]
    place.backup()
    clock.at = clock.at.replace(year=2026, month=11, day=26)
    with place.context.database.reading() as work:
        made_on = backed_up.last_backup(work).made_on
    assert made_on
    clock.move(days=(made_on - place.context.today()).days)
    assert warned() == []
    clock.move(days=8)
    assert warned() == [f"the last backup was made on {made_on}"]


def test_memory_stays_flat_however_large_a_file_is(place: Place, tmp_path: Path) -> None:
    source = tmp_path / "large"
    with source.open("wb") as file:
        file.truncate(300_000_000)
    tracemalloc.start()
    with (tmp_path / "out").open("wb") as out, source.open("rb") as large:
        writer = archive.ArchiveWriter(out, tmp_path)
        writer.add(archive.HEAD, b"{}")
        writer.add_stream(f"blobs/{'a' * 32}", large, 300_000_000)
        writer.finish()
    with (tmp_path / "out").open("rb") as file:
        sums = [hashlib.sha256(next(m.pieces())).digest() for m in archive.members(file)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(sums) == 2
    assert peak < 20_000_000


def test_a_backup_of_an_earlier_revision_is_brought_up_to_date(
    place: Place, fresh: tuple[Path, list[str]], clock: Clock
) -> None:
    reported = report(place.context, PHOTO)
    made, (other, more) = place.backup(), fresh
    earlier = place.backups / "earlier.wbs"
    with made.open("rb") as file, earlier.open("wb") as out:
        writer = archive.ArchiveWriter(out, place.backups)
        for member in archive.members(file):
            content = member.read()
            if member.name == archive.HEAD:
                content = json.dumps(json.loads(content) | {"revision": "0012"}).encode()
            if not member.name.startswith("rows/resplit"):
                writer.add(member.name, content)
        writer.finish()

    assert wbs(other, "restore", str(earlier), "--keys", str(place.keys), *more) == 0

    with opened(other, clock) as context:
        assert reported.enter(context)


@pytest.mark.skipif(ON_POSTGRES, reason="its database is another one each time")
def test_an_installation_that_serves_is_not_replaced(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    made = place.backup()
    before = everything(place.data_dir)
    with socket.create_server((place.settings.server.bind, place.settings.server.port)):
        assert wbs(place.data_dir, "restore", str(made), "--overwrite") == 1

    assert "cannot be used" in told(capsys)
    assert everything(place.data_dir) == before


@pytest.mark.story
def test_a_restored_installation_serves(place: Place, fresh: tuple[Path, list[str]]) -> None:
    report(place.context, PHOTO)
    made, (other, more) = place.backup(), fresh
    assert wbs(other, "restore", str(made), "--keys", str(place.keys), *more) == 0

    command = [sys.executable, "-m", "wbs", "--data", str(other), "serve"]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert serving.stdout is not None
        assert b"starts" in serving.stdout.readline()
        assert b"serves" in serving.stdout.readline()
        port = place.settings.server.port
        with urllib.request.urlopen(f"http://localhost:{port}/sehat", timeout=30) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"http://localhost:{port}/petugas/masuk") as answer:
            assert b"password" in answer.read()
    finally:
        serving.terminate()
        serving.communicate(timeout=60)


def test_a_file_beside_the_law_that_nothing_reads_spoils_no_backup(
    place: Place, fresh: tuple[Path, list[str]]
) -> None:
    config = place.data_dir / "config"
    config.mkdir(exist_ok=True)
    (config / "calendar-2027.toml").write_text("# notes of the operator\n")
    (config / "form.toml").write_bytes((CONFIG / "form.toml").read_bytes())
    path = place.backup()

    other, more = fresh
    assert wbs(other, "restore", str(path), "--keys", str(place.keys), *more) == 0

    assert [each.name for each in (other / "config").iterdir()] == ["form.toml"]


@pytest.mark.parametrize(
    "piece",
    [
        b'["id"]\n["a", "b"]\n',
        b'["slug"]\n["a"]\n',
        b'["id", "parent_id"]\n[{"b": 1}, "x"]\n',
        b'7\n["a"]\n',
        b'["id", "parent_id"]\n[["a"], ["b"]]\n',
    ],
    ids=str,
)
def test_rows_that_are_none_are_named_as_such(place: Place, piece: bytes) -> None:
    metadata = tables_of(place.context.database)
    with (
        pytest.raises(Tampered),  # around it all: what was begun is undone
        place.context.database.transaction() as work,
    ):
        load(work.connection(), metadata, "unit", piece)


def test_settings_in_a_backup_name_no_service_of_a_machine(
    place: Place, fresh: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, other = place.backup(), fresh[0]
    elsewhere = other.with_name("elsewhere.sqlite")
    rewrite(
        path, "settings.toml", b'\n[database]\nurl = "sqlite:///%s"\n' % str(elsewhere).encode()
    )

    assert wbs(other, "restore", str(path), "--keys", str(place.keys)) != 0

    assert "database" in capsys.readouterr().err
    assert not elsewhere.exists()
    assert not other.exists()


def rewrite(path: Path, name: str, more: bytes) -> None:
    """A forger's backup: the member says more, and every sum fits."""
    with path.open("rb") as file:
        told = [(member.name, member.read()) for member in archive.members(file)]
    with path.open("wb") as file:
        writer = archive.ArchiveWriter(file, path.parent)
        for each, content in told:
            writer.add(each, content + (more if each == name else b""))
        writer.finish()


@pytest.mark.parametrize(
    "line",
    [b'["a", "b"]', b'[null, "b", "2026-08-03"]', b'[["a"], "b", "2026-08-03"]', b'["a", "b", 3]'],
    ids=str,
)
def test_tombstones_that_are_none_are_named_as_such(line: bytes) -> None:
    with pytest.raises(Tampered):
        list(stones_of(line))
