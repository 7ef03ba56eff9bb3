"""How many requests that bring something are read at once, so that slow senders do not hold every thread.

A body that comes a byte a minute holds a thread for as long as its sender likes. So some threads are
kept for those who ask for a page, and one source has a share of the others. (Two applications in one
process have half of its threads each.)
"""

import hmac
import os
import threading
from collections import Counter

from flask import Flask, g, request

from wbs.domain.errors import Busy
from wbs.web.source import connection

_KEY_BYTES = 32


class Places:
    """The places of one process; `threads` are those of the application.

    Security: a source is known here by a hash under a key of this process, and for as long as its
    request lasts.
    """

    def __init__(self, threads: int) -> None:
        self._in_all = max(2, threads * 3 // 4)
        self._of_one = max(1, threads // 2)
        self._key = os.urandom(_KEY_BYTES)
        self._lock = threading.Lock()
        self._taken: Counter[bytes] = Counter()

    def take(self, address: str) -> bytes:
        """A place for a request from *address*; what is returned gives it back.

        Raises:
            Busy: all are taken, or all that one source may have.
        """
        source = hmac.digest(self._key, connection(address).encode(), "sha256")
        with self._lock:
            if self._taken.total() >= self._in_all or self._taken[source] >= self._of_one:
                raise Busy("places")
            self._taken[source] += 1
        return source

    def give_back(self, source: bytes) -> None:
        """The place is free."""
        with self._lock:
            self._taken[source] -= 1
            if not self._taken[source]:
                del self._taken[source]


def install(app: Flask, threads: int) -> None:
    """A POST has a place before anything of its body is read, and gives it back whatever happens."""
    places = Places(threads)

    def take() -> None:
        if request.method == "POST":
            g.place = places.take(request.remote_addr or "")

    def give_back(_error: BaseException | None) -> None:
        source = g.pop("place", None)
        if source is not None:
            places.give_back(source)

    app.before_request(take)
    app.teardown_request(give_back)
