"""What the stories share: a running installation and a real browser without script."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.stories import evidence_files
from tests.stories.disclosed import Disclosed
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A system of the module's own, with the cast in it."""
    with installed(tmp_path_factory.mktemp("installation")) as running:
        yield running


@pytest.fixture(scope="session")
def player() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="session")
def browser(player: Playwright) -> Iterator[Browser]:
    """Chromium as Debian packages it; its profile lies where no server writes."""
    found = shutil.which("chromium")
    assert found, "chromium is not installed (make test installs it)"
    browser = player.chromium.launch(executable_path=found, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small photo with a place in it, where no server looks."""
    return evidence_files.photo(tmp_path_factory.mktemp("sari") / "pos-jaga-timur.jpg", 60_000)


@pytest.fixture(scope="module")
def begin(installation: Installation, browser: Browser) -> Iterator[Callable[[], Disclosed]]:
    """A disclosure about to be made, each by a browser of its own; budi of the UPG signs in once."""
    contexts = [browser.new_context(java_script_enabled=False)]
    at_work = contexts[0].new_page()
    budi = OfficerAtWork(at_work, installation.base, installation.cast.budi, installation.context)
    budi.sign_in()

    def make() -> Disclosed:
        contexts.append(browser.new_context(java_script_enabled=False))
        return Disclosed(Reporter(contexts[-1].new_page(), installation.base), budi)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """A fresh browser profile each time it is called; script is off unless asked for."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**({"java_script_enabled": False} | options))  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
