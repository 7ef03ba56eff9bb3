"""What a use case costs: the statements it sends and the passwords it derives."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from wbs.sealing.key import Key
from wbs.sealing.passwords import PasswordGate, Profile
from wbs.store.database import Database


class CountingGate(PasswordGate):
    """A real gate that counts what passes through it."""

    def __init__(self, profile: Profile, permits: int = 2, wait_seconds: float = 2) -> None:
        super().__init__(profile, permits, wait_seconds)
        self.derivations = 0

    def derive(self, password: str, salt: bytes, profile: Profile | None = None) -> Key:
        """As the gate; counted."""
        self.derivations += 1
        return super().derive(password, salt, profile)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The statements sent while the block runs, without their values."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in database.engines:
            event.remove(engine, "before_cursor_execute", note)
