"""Rate limits: exactly so many pass, over processes too, and nothing but memory knows who came."""

import multiprocessing
import os
import stat
import time
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_limiter import Limiter
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import parse
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, RedisStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from wbs.store import limits_storage
from wbs.store.limits_storage import VolatileStorage, volatile_key
from wbs.store.volatile import default_url, is_in_memory, own_folder

TODAY = date(2026, 8, 3)
KINDS = ("sqlite", "redis")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite+volatile://{tmp_path}/volatile/limits.sqlite"
        return
    address: str = request.getfixturevalue("redis_url")
    storage = _storage(address)
    storage.storage.flushdb()
    yield address
    storage.storage.flushdb()


@pytest.fixture
def volatile(tmp_path: Path) -> VolatileStorage:
    return VolatileStorage(f"sqlite+volatile://{tmp_path}/volatile/limits.sqlite")


def _storage(url: str) -> Any:
    return storage_from_string(url)


class Clock:
    """Stands in for the module `time`: the store measures by the machine's clock."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def time(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(limits_storage, "time", clock)
    return clock


def hit(url: str, times: int, passed: "Queue[int]") -> None:
    limiter = MovingWindowRateLimiter(_storage(url))
    passed.put(sum(limiter.hit(parse("100/minute"), "source") for _ in range(times)))


def test_over_two_processes_exactly_as_many_pass_as_may(url: str) -> None:
    spawning = multiprocessing.get_context("spawn")
    passed: Queue[int] = spawning.Queue()
    processes = [spawning.Process(target=hit, args=(url, 100, passed)) for _ in range(2)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert passed.get() + passed.get() == 100


def test_a_source_that_is_over_the_limit_knows_when_it_may_come_again(url: str) -> None:
    limiter, limit = MovingWindowRateLimiter(_storage(url)), parse("3/minute")
    for _ in range(3):
        assert limiter.hit(limit, "source")

    assert not limiter.hit(limit, "source")
    assert not limiter.test(limit, "source")
    assert limiter.hit(limit, "another")
    window = limiter.get_window_stats(limit, "source")
    assert window.remaining == 0
    assert 55 < window.reset_time - time.time() <= 60


def test_the_window_moves(volatile: VolatileStorage, clock: Clock) -> None:
    start = clock.at
    for clock.at in (start, start + 30, start + 50):
        assert volatile.acquire_entry("k", 3, 60)

    clock.at = start + 59
    assert not volatile.acquire_entry("k", 3, 60)
    clock.at = start + 60
    assert volatile.acquire_entry("k", 3, 60)
    assert volatile.get_moving_window("k", 3, 60) == (start + 30, 3)
    clock.at = start + 300
    assert volatile.get_moving_window("k", 3, 60) == (clock.at, 0)


@settings(max_examples=60, deadline=None)
@given(
    limit=st.integers(1, 6),
    hits=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3)), max_size=40),
)
def test_as_many_pass_as_a_list_of_all_hits_would_let_pass(
    limit: int, hits: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("limits")
    volatile = VolatileStorage(f"sqlite+volatile://{folder}/volatile/limits.sqlite")
    clock, past = Clock(), list[float]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits_storage, "time", clock)
        for waited, amount in hits:
            clock.at += waited
            room = limit - sum(at > clock.at - 60 for at in past)
            may = amount <= room
            past += [clock.at] * amount * may

            assert volatile.acquire_entry("k", limit, 60, amount) == may


def test_more_than_the_limit_at_once_never_passes(volatile: VolatileStorage) -> None:
    assert not volatile.acquire_entry("k", 3, 60, amount=4)
    assert volatile.acquire_entry("k", 3, 60, amount=3)


def test_what_is_over_is_forgotten(volatile: VolatileStorage, clock: Clock) -> None:
    for n in range(300):
        volatile.acquire_entry(f"source {n}", 3, 60)
    clock.at += 61
    for _ in range(200):
        volatile.acquire_entry("somebody", 1000, 60)

    assert volatile.reset() == 1


def test_fixed_windows_count_too(volatile: VolatileStorage, clock: Clock) -> None:
    assert [volatile.incr("k", 60), volatile.incr("k", 60, 2)] == [1, 3]
    assert volatile.get("k") == 3
    assert volatile.get_expiry("k") == clock.at + 60
    clock.at += 60
    assert volatile.get("k") == 0
    assert volatile.incr("k", 60) == 1
    volatile.clear("k")
    assert volatile.get("k") == 0
    assert volatile.check()


def test_the_key_of_a_day_is_the_same_everywhere_and_of_no_other_day(url: str) -> None:
    first, second = _storage(url), _storage(url)

    key = volatile_key(first, TODAY)

    assert len(key) == 32
    assert volatile_key(second, TODAY) == key
    assert volatile_key(second, TODAY + timedelta(days=1)) != key


def test_the_key_of_yesterday_is_gone(volatile: VolatileStorage) -> None:
    yesterday = volatile_key(volatile, TODAY - timedelta(days=1))
    volatile_key(volatile, TODAY)
    volatile.close()

    left = b"".join(path.read_bytes() for path in volatile.path.parent.iterdir())
    assert yesterday not in left
    assert volatile_key(volatile, TODAY) in volatile.path.read_bytes() + b"".join(
        path.read_bytes() for path in volatile.path.parent.iterdir()
    )


def test_redis_forgets_the_key_by_itself(redis_url: str) -> None:
    storage = _storage(redis_url)
    volatile_key(storage, TODAY)

    left = storage.storage.ttl(f"WBS:key:{TODAY.isoformat()}")
    storage.storage.flushdb()

    assert 0 < left <= 2 * 86_400


@pytest.mark.parametrize("kind", KINDS)
def test_while_the_store_does_not_answer_a_key_of_our_own_stands_in(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    storage = _unreachable(kind, tmp_path)

    key = volatile_key(storage, TODAY)

    assert len(key) == 32
    assert volatile_key(storage, TODAY) == key
    assert volatile_key(storage, TODAY + timedelta(days=1)) != key
    assert "does not answer" in caplog.text
    assert key.hex() not in caplog.text


def _unreachable(kind: str, tmp_path: Path) -> Any:
    if kind == "redis":
        return RedisStorage("redis://127.0.0.1:1")
    storage = VolatileStorage(f"sqlite+volatile://{tmp_path}/volatile/limits.sqlite")
    storage.path.parent.rmdir()
    return storage


@pytest.mark.parametrize("kind", KINDS)
def test_while_the_store_does_not_answer_nobody_is_turned_away(kind: str, tmp_path: Path) -> None:
    storage = _unreachable(kind, tmp_path)
    address = "redis://127.0.0.1:1" if kind == "redis" else f"sqlite+volatile://{storage.path}"
    app = Flask("limited")
    limiter = Limiter(
        lambda: volatile_key(storage, TODAY).hex(),
        app=app,
        storage_uri=address,
        strategy="moving-window",
        swallow_errors=True,
    )
    if kind == "sqlite":
        storage.path.parent.rmdir()
    app.add_url_rule("/", view_func=limiter.limit("1/minute")(lambda: "ok"))

    answers = [app.test_client().get("/").status_code for _ in range(3)]

    assert answers == [200, 200, 200]


def test_a_store_of_one_process_gets_no_key() -> None:
    storage = MemoryStorage()
    storage.timer.join()

    with pytest.raises(ConfigurationError):
        volatile_key(storage, TODAY)


@pytest.mark.parametrize("address", ["sqlite+volatile://", "sqlite+volatile:///"])
def test_a_store_without_a_place_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError):
        VolatileStorage(address)


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_process_that_forked_off_counts_on(volatile: VolatileStorage) -> None:
    volatile.acquire_entry("k", 2, 60)
    child = os.fork()
    if child == 0:
        os._exit(0 if volatile.acquire_entry("k", 2, 60) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not volatile.acquire_entry("k", 2, 60)


def test_the_store_is_for_its_owner_alone(volatile: VolatileStorage) -> None:
    volatile.acquire_entry("k", 2, 60)

    assert stat.S_IMODE(volatile.path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in volatile.path.parent.iterdir()} == {0o600}


def test_a_folder_somebody_else_could_look_into_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "private").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "private")

    for name in ("open", "link"):
        with pytest.raises(PermissionError):
            own_folder(tmp_path / name)
    own_folder(tmp_path / "private")


def test_the_default_place_lies_in_memory_and_is_one_per_data_folder(tmp_path: Path) -> None:
    place = default_url(tmp_path).removeprefix("sqlite+volatile://")

    assert is_in_memory(Path(place).parent)
    assert not is_in_memory(Path("/proc"))
    assert default_url(tmp_path) == default_url(tmp_path / "." / "x" / "..")
    assert default_url(tmp_path) != default_url(tmp_path / "other")
