"""Whoever sends very slowly holds a share of the threads, and never all of them."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from wbs import bootstrap
from wbs.services.context import Context
from wbs.settings import ServerSettings, Settings

SLOW, ELSEWHERE, THIRD = "198.51.100.7", "203.0.113.9", "192.0.2.1"
THREADS = 16  # eight for each application: six places, four for one source


class SlowBody(io.RawIOBase):
    """A body that says that it is read, and then comes no further until it may."""

    def __init__(self, may_end: threading.Event, is_read: threading.Semaphore) -> None:
        self._may_end = may_end
        self._is_read = is_read

    def readable(self) -> bool:
        return True

    def readinto(self, _target: object) -> int:
        self._is_read.release()
        self._may_end.wait(300)
        return 0


class Senders:
    """People who send slowly to one application, until `end`."""

    def __init__(self, app: Flask, path: str) -> None:
        self._app = app
        self._path = path
        self._may_end = threading.Event()
        self._is_read = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []

    def send(self, address: str) -> None:
        """One more, whose body is being read when this returns."""
        body = SlowBody(self._may_end, self._is_read)
        sender = threading.Thread(target=self._post, args=(address, body))
        sender.start()
        self._threads.append(sender)
        assert self._is_read.acquire(timeout=60)

    def status(self, method: str, address: str) -> int:
        """What somebody else is answered meanwhile."""
        return (
            self._app.test_client()
            .open(self._path, method=method, environ_base={"REMOTE_ADDR": address})
            .status_code
        )

    def end(self) -> None:
        """They are through."""
        self._may_end.set()
        for sender in self._threads:
            sender.join(60)

    def _post(self, address: str, body: io.RawIOBase) -> None:
        self._app.test_client().post(
            self._path,
            content_type="application/x-www-form-urlencoded",
            environ_base={"REMOTE_ADDR": address},
            environ_overrides={
                "wsgi.input": io.BufferedReader(body),
                "CONTENT_LENGTH": "1000",
            },
        )


@pytest.fixture(params=["reporter", "officer"])
def senders(
    request: pytest.FixtureRequest, context: Context, settings: Settings
) -> Iterator[Senders]:
    few = replace(settings, server=ServerSettings(tls="none", threads=THREADS))
    if request.param == "reporter":
        found = Senders(bootstrap.build_reporter(context, few), "/lacak")
    else:
        found = Senders(bootstrap.build_officer(context, few), "/petugas/masuk")
    yield found
    found.end()


def test_one_source_holds_a_share_and_others_are_served(senders: Senders) -> None:
    for _ in range(4):
        senders.send(SLOW)

    assert senders.status("POST", SLOW) == 503
    assert senders.status("GET", SLOW) == 200
    assert senders.status("POST", ELSEWHERE) in (400, 410)

    senders.end()
    assert senders.status("POST", SLOW) in (400, 410)


def test_many_sources_leave_threads_for_those_who_ask_for_a_page(senders: Senders) -> None:
    for address in (SLOW, SLOW, SLOW, ELSEWHERE, ELSEWHERE, THIRD):
        senders.send(address)

    assert senders.status("POST", "192.0.2.200") == 503
    assert senders.status("GET", "192.0.2.200") == 200
