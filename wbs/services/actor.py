"""Who acts: an officer behind a session, with the seed that opens what is theirs to open."""

from dataclasses import dataclass

from wbs.domain.officer import Officer
from wbs.sealing.key import Key


@dataclass(frozen=True)
class Actor:
    """An officer for the length of one request.

    Security: `seed` opens the desks' keys and so the cases; it is never stored, logged or cached.
    """

    officer: Officer
    seed: Key

    def __repr__(self) -> str:
        return "Actor(…)"
