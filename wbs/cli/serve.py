"""`wbs serve`: both applications, and one housekeeping process beside them; on a host of the reporters' role, none."""

import logging.config
import multiprocessing
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from multiprocessing.context import SpawnProcess
from typing import Any

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from wbs.bootstrap import build_housekeeping, house_of_process, processes
from wbs.cli.terminal import Place, Trouble, data_option, say
from wbs.jobs.housekeeping import keep_house
from wbs.lifeline import call_myself, end_with_parent
from wbs.settings import Settings

# One way for all processes to say something: to standard error, and never an address.
LOG_SETTINGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "wbs: %(levelname)s: %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "_granian": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Its errors would tell what was being worked on; the housekeeping tells their kind itself.
        "huey": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
STOP_SECONDS = 10
RESTART_SECONDS = 5


@click.command()
@data_option
@click.pass_obj
def serve(place: Place) -> None:
    """Serve until stopped by Ctrl-C or SIGTERM."""
    settings = place.settings()
    require_free(settings)
    say(f"wbs starts on {_listening(settings)}; the first page takes some seconds")
    place.open(for_reporters=True).context.database.close()

    def told() -> None:
        for line in serving(settings):
            say(line)

    run_servers(settings, told)


def serving(settings: Settings) -> Iterator[str]:
    """Where pages are answered, line by line: addresses that a browser may be given, and where none else answers."""
    server = settings.server
    yield f"wbs serves on {_listening(settings)}"
    doors = {"reporters": settings.reporter, "officers": settings.officer}
    hosts = {name: own.hosts for name, own in doors.items() if own}
    for name, path in (("reporters", "/"), ("officers", "/petugas/")):
        if name in hosts:
            yield f"  {name:<10} {server.origin(hosts[name][0])}{path}"
    names = {host for each in hosts.values() for host in each}
    if server.bind not in names:
        named = ", ".join(sorted(names))
        yield f"  only by these names, anything else is answered with 400: {named}"


def _listening(settings: Settings) -> str:
    return f"{settings.server.bind}:{settings.server.port}"


def run_servers(settings: Settings, told: Callable[[], None]) -> None:
    """Both servers until the process is told to stop; *told* is called once pages are answered.

    Raises:
        Trouble: the port is taken.
    """
    require_free(settings)
    multiprocessing.set_start_method("spawn", force=True)
    os.environ["WBS_DATA"] = str(settings.data_dir.resolve())
    server = web_server(settings)
    stopping = threading.Event()
    if (
        not settings.is_told
    ):  # the reporters' role may do nothing of it: it is done beside the officers' application
        server.on_startup(lambda: _in_background(_keep_housekeeping, stopping))
    server.on_startup(lambda: _in_background(_tell_when_open, settings, told, stopping))
    server.on_shutdown(stopping.set)
    server.serve()


def web_server(settings: Settings) -> MPServer:
    """The server of both applications.

    Security: no access log; bodies stream; 64 threads, so that slow clients do not hold all.
    """
    own = settings.server
    has_tls = own.tls == "own"
    return MPServer(
        "wbs.wsgi:application",
        address=own.bind,
        port=own.port,
        interface=Interfaces.WSGI,
        workers=processes(settings),
        blocking_threads=own.threads,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        log_dictconfig=LOG_SETTINGS,
        ssl_cert=settings.data_dir / own.tls_certificate if has_tls else None,
        ssl_key=settings.data_dir / own.tls_key if has_tls else None,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )


def _in_background(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()


def require_free(settings: Settings) -> None:
    """Return if nobody serves at the address of the settings.

    Raises:
        Trouble: the port is taken.
    """
    own = settings.server
    family = socket.AF_INET6 if ":" in own.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((own.bind, own.port))
        except OSError as error:
            raise Trouble(
                f"{own.bind}:{own.port} cannot be used: {error.strerror}",
                "choose another port: server.port, or --port for the demonstration",
            ) from None


def _tell_when_open(
    settings: Settings, told: Callable[[], None], stopping: threading.Event
) -> None:
    """Calls *told* once a page is answered."""
    while not stopping.wait(0.1):
        if _answers(settings):
            told()
            return


def _answers(settings: Settings) -> bool:
    own = settings.server
    connection = (
        # Whose certificate it is does not matter: nothing is sent but the question.
        HTTPSConnection(own.bind, own.port, timeout=30, context=ssl._create_unverified_context())  # noqa: S323
        if own.tls == "own"
        else HTTPConnection(own.bind, own.port, timeout=30)
    )
    try:
        connection.request("GET", "/sehat")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _keep_housekeeping(stopping: threading.Event) -> None:
    """One housekeeping process at any time, until *stopping*; one that dies is replaced."""
    while not stopping.is_set():
        process = multiprocessing.get_context("spawn").Process(target=housekeeping, daemon=True)
        process.start()
        _watch(process, stopping)
        stopping.wait(RESTART_SECONDS)


def _watch(process: SpawnProcess, stopping: threading.Event) -> None:
    while process.is_alive() and not stopping.wait(0.5):
        pass
    if process.is_alive():
        process.terminate()
        process.join(STOP_SECONDS)
        process.kill()


def housekeeping() -> None:
    """The housekeeping process: rounds until it is told to stop, or whoever started it is gone."""
    logging.config.dictConfig(LOG_SETTINGS)
    call_myself("wbs-housekeeper")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    end_with_parent()
    keep_house(build_housekeeping(house_of_process()), stop)
