"""What every test may ask for: a clock, a Context, the two applications.

The suite runs on the database WBS_TEST_DATABASE names (`sqlite`, or `postgresql` with
WBS_TEST_POSTGRES_URL); each test finds it empty.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings

from tests.cast import Cast, Rehearsal
from tests.made_once import made_once
from tests.services_at_hand import (
    ON_POSTGRES,
    copy_database,
    emptying,
    make_tables,
    postgres_database,
    reporters_role,
    service_url,
)
from wbs import bootstrap
from wbs.lifeline import settle
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS
from wbs.services.context import Context
from wbs.settings import (
    DatabaseSettings,
    EvidenceSettings,
    InstanceSettings,
    LogSettings,
    OfficerSettings,
    PasswordSettings,
    PromiseSettings,
    ReporterSettings,
    Secret,
    ServerSettings,
    Settings,
    VolatileSettings,
)

# A busy machine is no failure of a property.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

MONDAY = datetime(2026, 8, 3, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
HOSTS = ("localhost", "127.0.0.1")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests come first: processes that share the work then end together."""
    long = {item.path for item in items if any(map(item.get_closest_marker, ("story", "slow")))}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Twelve thousand tests wait in memory: the collector need not look through them again and again."""
    settle()


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass: `move(days=3, minutes=10)`."""
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Monday, 3 August 2026, 09:00 in Jakarta."""
    return Clock(MONDAY)


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Tests that need an application or the law have what an earlier one compiled or read."""
    with made_once():
        yield


@pytest.fixture(scope="session")
def empty_database(
    worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Path], str]]:
    """The address of an empty database for a data folder: a copied file, or the worker's own on PostgreSQL."""
    if not ON_POSTGRES:
        file = tmp_path_factory.mktemp("empty") / "wbs.sqlite"
        make_tables(f"sqlite:///{file}")
        yield partial(copy_database, file)
        return
    with postgres_database(worker_id) as url:
        make_tables(url)
        with emptying(url) as empty:

            def emptied(_data_dir: Path) -> str:
                empty()
                return url

            yield emptied


@pytest.fixture(scope="session")
def reporter_url(
    empty_database: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """On PostgreSQL the same database as the reporters' role, which lists nothing; else nothing."""
    if not ON_POSTGRES:
        yield ""
        return
    with reporters_role(empty_database(tmp_path_factory.mktemp("role"))) as url:
        yield url


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with nothing in it."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def database_url(empty_database: Callable[[Path], str], data_dir: Path) -> str:
    """A database with all tables and no row, of the kind this run is about."""
    return empty_database(data_dir)


@pytest.fixture
def settings(data_dir: Path, database_url: str, tmp_path: Path) -> Settings:
    """Settings of a small installation without TLS, with the cheapest passwords."""
    return Settings(
        data_dir=data_dir,
        instance=InstanceSettings(name="Kementerian Contoh", log_name="wbs.example.test"),
        volatile=VolatileSettings(url=f"sqlite+volatile:///{tmp_path / 'volatile' / 'v.sqlite'}"),
        database=DatabaseSettings(url=database_url),
        server=ServerSettings(tls="none"),
        passwords=PasswordSettings(profile=CHEAPEST_FOR_TESTS.name, permits=2),
        reporter=ReporterSettings(HOSTS, Secret("reporter-secret-of-the-tests-0001")),
        officer=OfficerSettings(HOSTS, Secret("officer-secret-of-the-tests-00002")),
        evidence=EvidenceSettings(Secret("e5" * 32)),
        log=LogSettings(Secret("10" * 32)),
        promise=PromiseSettings(Secret("9a" * 32)),
    )


@pytest.fixture
def context(settings: Settings, clock: Clock) -> Iterator[Context]:
    """A whole Context on an empty database, with the clock of the test."""
    context = bootstrap.build_context(settings, clock=clock)
    yield context
    context.database.close()


@pytest.fixture(scope="session")
def rehearsal() -> Rehearsal:
    """The cast, made once through the real services."""
    return Rehearsal()


@pytest.fixture
def cast(context: Context, rehearsal: Rehearsal) -> Cast:
    """Everybody, as the real services made them, in the context."""
    return rehearsal.perform(context)


@pytest.fixture
def reporter_app(context: Context, settings: Settings, reporter_url: str) -> Iterator[Flask]:
    """The application reporters see; on PostgreSQL it reaches the database as their role."""
    own = replace(settings.database, reporter_url=reporter_url)
    app = bootstrap.build_reporter(context, replace(settings, database=own))
    yield app
    app.extensions["wbs"].context.database.close()


@pytest.fixture
def officer_app(context: Context, settings: Settings) -> Flask:
    """The application officers see."""
    return bootstrap.build_officer(context, settings)


@pytest.fixture
def postgres_url(worker_id: str) -> Iterator[str]:
    """A PostgreSQL database without tables, for tests about PostgreSQL itself."""
    with postgres_database(worker_id) as url:
        yield url


@pytest.fixture
def redis_url() -> str:
    """A Redis server."""
    return service_url("WBS_TEST_REDIS_URL")
