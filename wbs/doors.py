"""Two applications behind one address: which one answers a request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True)
class Doors:
    """Sends officers' hosts and `/petugas` to the officers' application, all else to the reporter's.

    Security: on a host that is the reporter's alone, `/petugas` is a page that does not exist.
    """

    reporter: Application
    officer: Application
    reporter_hosts: frozenset[str]
    officer_hosts: frozenset[str]
    prefix: str = "/petugas"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """The answer of the application this address belongs to."""
        return self._answering(environ)(environ, start_response)

    def _answering(self, environ: dict[str, Any]) -> Application:
        host = host_name(environ.get("HTTP_HOST", ""))
        if host not in self.officer_hosts:
            return self.reporter
        path = environ.get("PATH_INFO", "")
        asks_officer = path == self.prefix or path.startswith(f"{self.prefix}/")
        if asks_officer or host not in self.reporter_hosts:
            return self.officer
        return self.reporter


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()
