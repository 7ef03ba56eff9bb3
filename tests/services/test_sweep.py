"""What is over goes, what is not stays, and running it twice at once harms nobody."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from tests.conftest import Clock
from tests.reports import report
from wbs import bootstrap
from wbs.domain.errors import NotFound
from wbs.sealing.draft import DraftToken
from wbs.services.context import Context
from wbs.services.intake.draft import Draft, Submitted, change_draft, load_draft, new_token
from wbs.services.intake.receive_attachment import Intake
from wbs.services.sweep import FileCheck, Swept, check_files, sweep
from wbs.settings import DatabaseSettings, InstanceSettings, Settings, VolatileSettings
from wbs.store.agency import sessions
from wbs.store.agency.sessions import OfficerSession
from wbs.store.schema.cases import BlobRow, DraftRow, TrackingSessionRow
from wbs.store.schema.people import OfficerDeviceRow, OfficerRow, OfficerSessionRow, UnitRow

NOTHING = Swept(drafts=0, submitted=0, sessions=0, files=0)
TEXT = ("catatan.txt", "text/plain", b"isi")
OFFICER = "0" * 32
DAY = 86_400


@pytest.fixture
def each_context(each_url: str, settings: Settings, clock: Clock) -> Iterator[Context]:
    """A Context on an empty database of each kind in turn."""
    context = bootstrap.build_context(
        replace(settings, database=DatabaseSettings(url=each_url)), clock=clock
    )
    yield context
    context.database.close()


def draft_with_a_file(context: Context) -> tuple[DraftToken, str]:
    token, intake = new_token(context), Intake(context)
    arriving = intake.open(*TEXT[:2])
    arriving.write(TEXT[2])
    arriving.finish()
    (file,) = intake.settle()
    change_draft(context, token, [file])
    intake.commit({file.ref.blob_id})
    return token, file.ref.blob_id


def unlinked_file(context: Context, days_old: float) -> str:
    blob_id = context.new_id()
    context.blobs.begin(blob_id).close()
    context.blobs.keep(blob_id)
    age(context.blobs.root / blob_id[:2] / blob_id, days_old * DAY)
    return blob_id


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def count(context: Context, table: type) -> int:
    with context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(table)) or 0


def test_an_abandoned_draft_goes_with_its_files_after_four_idle_hours(
    each_context: Context, clock: Clock
) -> None:
    token, blob_id = draft_with_a_file(each_context)

    clock.move(hours=3, minutes=59)
    assert sweep(each_context) == NOTHING
    clock.move(minutes=20)
    assert sweep(each_context) == Swept(drafts=1, submitted=0, sessions=0, files=1)

    assert load_draft(each_context, token) is None
    assert count(each_context, BlobRow) == 0
    with pytest.raises(NotFound):
        each_context.blobs.open(blob_id)
    assert sweep(each_context) == NOTHING


def test_a_step_in_the_form_gives_the_draft_four_hours_more(context: Context, clock: Clock) -> None:
    token, blob_id = draft_with_a_file(context)
    clock.move(hours=3)
    change_draft(context, token)
    clock.move(hours=3)

    assert sweep(context) == NOTHING
    found = load_draft(context, token)
    assert isinstance(found, Draft)
    assert [f.ref.blob_id for f in found.files] == [blob_id]


@pytest.mark.usefixtures("cast")
def test_of_a_submitted_draft_the_bare_id_stays_until_no_form_can_repeat_it(
    context: Context, clock: Clock
) -> None:
    case_id = report(context, TEXT).case_id
    sweep(context)

    def stored() -> DraftRow | None:
        with context.database.reading() as work:
            return work.scalar(select(DraftRow))

    row = stored()
    assert row is not None and row.sealed is not None
    clock.move(minutes=31)
    assert sweep(context).submitted == 1
    row = stored()
    assert row is not None and row.sealed is None
    assert row.goes_at % DAY == 0, "the row would tell the quarter hour of the report"
    assert sweep(context) == NOTHING

    clock.move(hours=25)
    assert sweep(context).submitted == 0
    clock.move(hours=24)
    assert sweep(context).submitted == 1
    assert stored() is None
    with context.database.reading() as work:
        assert work.scalars(select(BlobRow.case_id)).all() == [case_id]
    assert check_files(context) == FileCheck((), ())


@pytest.mark.usefixtures("cast")
def test_a_form_sent_again_a_day_later_still_makes_no_second_case(
    context: Context, clock: Clock
) -> None:
    token = new_token(context)
    change_draft(context, token)
    with context.database.transaction() as work:
        work.execute(update(DraftRow).values(state="submitted"))
    for _ in range(4):
        clock.move(hours=5, minutes=55)
        sweep(context)

    assert load_draft(context, token) == Submitted(None)


def test_sessions_and_known_browsers_go_when_they_are_over(
    each_context: Context, clock: Clock
) -> None:
    now, today = each_context.now(), each_context.today()
    with each_context.database.transaction() as work:
        work.add(UnitRow(id=OFFICER, slug="u", name="-", kind="work_unit"))
        work.flush()
        work.add(
            OfficerRow(
                id=OFFICER,
                username="o",
                name="-",
                unit_id=OFFICER,
                state="active",
                version=1,
                totp_last_step=0,
            )
        )
        work.flush()
        for n, (idle, end) in enumerate([(60, 900), (900, 60), (900, 900)]):
            sessions.add_session(
                work, OfficerSession(f"login {n}", OFFICER, 1, b"-", now + idle, now + end)
            )
        for n, ends_on in enumerate([today - timedelta(days=1), today]):
            sessions.add_device(work, f"browser {n}", OFFICER, ends_on)
        work.add(TrackingSessionRow(lookup="a", sealed=b"-", goes_at=now + 60))
        work.add(TrackingSessionRow(lookup="b", sealed=b"-", goes_at=now + 900))
    clock.move(seconds=60)

    assert sweep(each_context).sessions == 4

    left = (OfficerSessionRow, OfficerDeviceRow, TrackingSessionRow)
    assert [count(each_context, table) for table in left] == [1, 1, 1]


def test_files_nobody_knows_go_after_two_days(each_context: Context) -> None:
    _, known = draft_with_a_file(each_context)
    age(each_context.blobs.root / known[:2] / known, 30 * DAY)
    old, new = unlinked_file(each_context, 3.1), unlinked_file(each_context, 1.5)

    assert sweep(each_context).files == 1

    assert set(each_context.blobs.ids()) == {known, new}
    assert old not in set(each_context.blobs.ids())


def test_incoming_files_go_once_nobody_has_written_to_them_for_six_hours(context: Context) -> None:
    for hours in (5, 7):
        blob_id = context.new_id()
        context.blobs.begin(blob_id).close()
        age(context.blobs.root / "incoming" / blob_id, hours * 3600)

    assert sweep(context).files == 1
    assert len(list((context.blobs.root / "incoming").iterdir())) == 1


def test_rows_without_files_and_files_without_rows_are_found(context: Context) -> None:
    _, lost = draft_with_a_file(context)
    _, kept = draft_with_a_file(context)
    age(context.blobs.root / kept[:2] / kept, 3 * DAY)
    stray = unlinked_file(context, 3)
    assert check_files(context) == FileCheck(missing=(), unlinked=(stray,))

    context.blobs.delete(lost)

    assert check_files(context) == FileCheck(missing=(lost,), unlinked=(stray,))


def test_two_threads_sweep_what_is_over_once(each_context: Context, clock: Clock) -> None:
    for _ in range(20):
        draft_with_a_file(each_context)
    clock.move(hours=5)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(sweep, [each_context] * 2)

    assert first.drafts + second.drafts == 20
    assert first.files + second.files == 20
    assert [count(each_context, t) for t in (DraftRow, BlobRow)] == [0, 0]
    assert list(each_context.blobs.ids()) == []


def sweep_elsewhere(data_dir: Path, url: str, at: datetime) -> None:
    settings = Settings(
        data_dir=data_dir,
        instance=InstanceSettings(name="-", log_name="-"),
        volatile=VolatileSettings(url=f"sqlite+volatile://{data_dir}/volatile/limits.sqlite"),
        database=DatabaseSettings(url=url),
    )
    context = bootstrap.build_context(settings, clock=lambda: at)
    sweep(context)
    context.database.close()


def test_two_processes_sweep_without_harm(
    each_context: Context, each_url: str, settings: Settings, clock: Clock
) -> None:
    for _ in range(10):
        draft_with_a_file(each_context)
    spawning = multiprocessing.get_context("spawn")
    where = (settings.data_dir, each_url, clock.at + timedelta(hours=5))
    processes = [spawning.Process(target=sweep_elsewhere, args=where) for _ in range(2)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [p.exitcode for p in processes] == [0, 0]
    assert [count(each_context, t) for t in (DraftRow, BlobRow)] == [0, 0]
    assert list(each_context.blobs.ids()) == []


def test_a_draft_somebody_writes_to_while_it_is_swept_is_whole_or_gone(
    each_context: Context, clock: Clock
) -> None:
    token, _ = draft_with_a_file(each_context)
    clock.move(hours=5)

    def write() -> None:
        change_draft(each_context, token)

    with ThreadPoolExecutor(2) as pool:
        writing, sweeping = pool.submit(write), pool.submit(sweep, each_context)
        writing.result()
        sweeping.result()

    found = load_draft(each_context, token)
    assert isinstance(found, Draft)
    for file in found.files:
        each_context.blobs.open(file.ref.blob_id).close()
    assert count(each_context, BlobRow) == len(found.files)


def test_a_sweep_that_ends_between_rows_and_files_is_completed_by_a_later_one(
    context: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, blob_id = draft_with_a_file(context)
    clock.move(hours=5)

    def die(_: object, __: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(type(context.blobs), "delete", die)
        sweep(context)

    assert count(context, BlobRow) == 0
    assert context.blobs.has(blob_id)
    age(context.blobs.root / blob_id[:2] / blob_id, 4 * DAY)
    assert sweep(context).files == 1
    assert not context.blobs.has(blob_id)
