"""Times things and says it in a line: always beside another thing measured in the same run."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def milliseconds(act: Callable[[], object], times: int, warm: int = 3) -> float:
    """The median time of *act* in milliseconds."""
    for _ in range(warm):
        act()
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def per_second(workers: list[Callable[[], int]]) -> float:
    """How many acts per second all *workers* did together; each says how many it did."""
    with ThreadPoolExecutor(len(workers)) as pool:
        began = time.perf_counter()
        done = sum(pool.map(lambda work: work(), workers))
        return float(done / (time.perf_counter() - began))


def line(what: str, ours: float, unit: str, measure: str, other: float) -> str:
    """One printed row: our figure, the figure beside it, and the ratio of the two."""
    ratio = ours / other if other else float("nan")
    return f"{what:<44}{ours:>10.1f} {unit:<5} {measure:<34}{other:>10.1f} {unit:<5}{ratio:>7.2f}"
