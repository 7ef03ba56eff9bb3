"""While the store of the rate limits does not answer, people are served and no one is counted."""

import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlparse

import pytest
from flask import Flask

from wbs import bootstrap
from wbs.services.context import Context
from wbs.settings import LimitSettings, Settings

CODE = "00000-00000-00000-00000-00000"


@pytest.fixture
def strict_app(context: Context, settings: Settings) -> Flask:
    """One code may be tried."""
    return bootstrap.build_reporter(context, replace(settings, limits=LimitSettings(codes=1)))


def statuses(app: Flask) -> list[int]:
    client = app.test_client()
    return [client.post("/lacak", data={"tracking_code": CODE}).status_code for _ in range(3)]


def test_a_source_is_slowed_down(strict_app: Flask) -> None:
    first, *others = statuses(strict_app)

    assert first != 429
    assert others == [429, 429]


def test_with_the_store_gone_nobody_is_slowed_down(
    strict_app: Flask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    storage = strict_app.extensions["wbs"].limiter.storage
    storage.close()
    shutil.rmtree(Path(urlparse(settings.volatile.url).path).parent)

    found = statuses(strict_app)

    assert 429 not in found
    assert max(found) < 500
    assert "does not answer" in caplog.text
    assert "127.0.0.1" not in caplog.text
