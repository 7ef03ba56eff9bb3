"""Where the numbers are measured: the real system, and the minimal one beside it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.client import Client, read_page
from bench.server import Server, free_port, running
from tests.cast import Cast, Person, unused_code
from tests.stories.installation import Installation, installed
from wbs.bootstrap import cores
from wbs.services.context import Context

RAISED = {
    "WBS_LIMITS_SUBMISSIONS": "1000000",
    "WBS_LIMITS_DRAFTS": "1000000",
    "WBS_LIMITS_CODES": "1000000",
    "WBS_LIMITS_LOGINS": "1000000",
    "WBS_LIMITS_MAX_ATTACHMENT_BYTES": "600000000",
}
THREADS = "64"


@contextmanager
def real(
    folder: Path, before: Callable[[Context, Cast], None] | None = None
) -> Iterator[Installation]:
    """The whole system, with limits raised by name: everything comes from one address here."""
    folder.mkdir()
    with installed(folder, environment=RAISED, before=before, workers=0) as place:
        yield place


@contextmanager
def minimal(folder: Path) -> Iterator[Server]:
    """`bench.minimal` under the same server program."""
    folder.mkdir()
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(cores()), "--blocking-threads", THREADS]
    command += ["bench.minimal:application"]
    environment = os.environ | {"WBS_BENCH_FOLDER": str(folder), "PYTHONPATH": os.getcwd()}
    with running(command, port, folder / "output.txt", environment) as server:
        yield server


def signed_in(place: Installation, person: Person) -> str:
    """The `Cookie` header of an officer's login."""
    client = Client(place.base)
    page = client.get("/petugas/masuk")
    form, _ = read_page(page.text)
    cookies = _cookies(page.headers)
    values = {
        "username": person.username,
        "password": person.password,
        "otp": unused_code(place.context, person),
    }
    answer = client.post("/petugas/masuk", form.values | values, headers={"Cookie": cookies})
    if answer.status != 303 and answer.status != 302:  # noqa: PLR1714
        raise RuntimeError(f"the login was answered with {answer.status}")
    return f"{cookies}; {_cookies(answer.headers)}"


def _cookies(headers: dict[str, str]) -> str:
    return "; ".join(part.split(";", 1)[0] for part in headers.get("set-cookie", "").split("\n"))
