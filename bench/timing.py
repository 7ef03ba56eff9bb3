"""Times things and says it in a line: always beside another thing measured in the same run."""

import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

HEADING = f"{'':<34}{'wbs':>10}{'':<7}{'measured beside it':<32}{'':>8}{'':<7}{'wbs : it':>8}"


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


def together(act: Callable[[int], Iterable[str]], clients: int) -> tuple[list[str], float]:
    """What *clients* at once brought back, each called with its number, and the seconds it took."""
    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        shares = list(pool.map(lambda client: list(act(client)), range(clients)))
        seconds = time.perf_counter() - began
    return [one for share in shares for one in share], seconds


def line(what: str, ours: float, unit: str, measure: str, other: float) -> str:
    """One printed row: our figure, the figure beside it, and the ratio of the two."""
    ratio = f"{ours / other:>8.2f}" if other else ""
    return f"{what:<34}{ours:>10.1f} {unit:<6}{measure:<32}{other:>8.1f} {unit:<6}{ratio}"


def alone(what: str, ours: float, unit: str, told: str = "") -> str:
    """One printed row with nothing beside it, and what is to be known of it."""
    return f"{what:<34}{ours:>10.1f} {unit:<6}{told}"
