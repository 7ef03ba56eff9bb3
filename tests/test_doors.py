"""Which application answers: by host first, then by path."""

from collections.abc import Iterable
from typing import Any

import pytest

from wbs.doors import Application, Doors, host_name


def saying(word: bytes) -> Application:
    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return [word]

    return application


def answer(doors: Doors, host: str, path: str) -> bytes:
    return b"".join(doors({"HTTP_HOST": host, "PATH_INFO": path}, None))


def doors(reporter: set[str], officer: set[str]) -> Doors:
    return Doors(saying(b"reporter"), saying(b"officer"), frozenset(reporter), frozenset(officer))


ONE_HOST = doors({"127.0.0.1"}, {"127.0.0.1"})
TWO_HOSTS = doors({"lapor.test"}, {"petugas.test"})


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/", b"reporter"),
        ("/lacak", b"reporter"),
        ("/petugas", b"officer"),
        ("/petugas/kasus", b"officer"),
        ("/petugasan", b"reporter"),
        ("/lapor/petugas/", b"reporter"),
    ],
)
def test_on_one_host_the_path_decides(path: str, who: bytes) -> None:
    assert answer(ONE_HOST, "127.0.0.1:8000", path) == who


@pytest.mark.parametrize(
    ("host", "path", "who"),
    [
        ("lapor.test", "/petugas/masuk", b"reporter"),
        ("petugas.test", "/petugas/masuk", b"officer"),
        ("petugas.test", "/lapor/wbs", b"officer"),
        ("PETUGAS.test:443", "/", b"officer"),
        ("stranger.test", "/petugas/masuk", b"reporter"),
        ("", "/petugas/masuk", b"reporter"),
    ],
)
def test_on_two_hosts_neither_application_is_reachable_on_the_others(
    host: str, path: str, who: bytes
) -> None:
    assert answer(TWO_HOSTS, host, path) == who


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("lapor.test:8000", "lapor.test"),
        ("lapor.test", "lapor.test"),
        ("[::1]:8000", "[::1]"),
        ("[::1]", "[::1]"),
        ("", ""),
    ],
)
def test_a_host_is_named_without_its_port(header: str, name: str) -> None:
    assert host_name(header) == name
