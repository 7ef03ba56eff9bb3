"""The queue of the housekeeping: names of steps and ids of rows, as JSON.

What is queued is a nudge and never a fact: the rows say what is to be done, and a queue that is lost, doubled
or written to by somebody else changes nothing but when.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

NAME = "wbs"
PRIVATE = 0o600


class PlainSerializer(Serializer):  # type: ignore[misc]
    """Messages as JSON.

    Security: nothing read from the queue is unpickled, so who can write into Redis runs no code here.
    """

    def _serialize(self, data: Message) -> bytes:
        ends = data.expires_resolved
        parts = [data.id, data.name, list(data.args or ()), ends.isoformat() if ends else None]
        return json.dumps(parts).encode()

    def _deserialize(self, data: bytes) -> Message:
        id_, name, arguments, ends = json.loads(data)
        return Message(
            id_,
            name,
            args=tuple(map(str, arguments)),
            kwargs={},
            expires_resolved=datetime.fromisoformat(ends) if ends else None,
        )


def open_queue(url: str, data_dir: Path) -> Huey:
    """The queue at *url*, a Redis server's; without one, a file of the data folder its owner alone reads."""
    options: dict[str, Any] = {"results": False, "serializer": PlainSerializer()}
    if url:
        return RedisHuey(NAME, url=url, **options)
    file = data_dir / "jobs.sqlite"
    file.touch(PRIVATE)
    return SqliteHuey(NAME, filename=str(file), **options)
