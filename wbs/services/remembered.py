"""What was made of something, kept until that is another."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """The last thing that was made, given again while what it was made of is the same; for any threads.

    It saves work and decides nothing: whoever asks reads what it is made of, each time, from where it stands.
    """

    def __init__(self) -> None:
        self._last: tuple[object, T] | None = None

    def of(self, what: object, make: Callable[[], T]) -> T:
        """What *make* gives for *what*; what is given is shared, and must not be altered."""
        last = self._last
        if last is not None and last[0] == what:
            return last[1]
        made = make()
        self._last = (what, made)
        return made
