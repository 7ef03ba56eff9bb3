"""Many people doing one thing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def at_once(people: int, act: Callable[[int], T]) -> list[T]:
    """What each got; every one of them begins when all are ready."""
    ready = Barrier(people)

    def one(number: int) -> T:
        ready.wait(timeout=120)
        return act(number)

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))
