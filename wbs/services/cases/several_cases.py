"""Do one thing to several cases: each is decided alone, and what could not be done is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wbs.domain.errors import Busy, InvalidForm, NotFound, Refused, Stale, Tampered, Unavailable

MOST = 50
# What may be wrong with one case and not with the others.
FAILURES = (Busy, InvalidForm, NotFound, Refused, Stale, Tampered, Unavailable)


@dataclass(frozen=True)
class Done:
    """For which cases it was done, and for which not: the error says why."""

    done: tuple[str, ...]
    failed: tuple[tuple[str, Exception], ...]


def for_each(case_ids: Sequence[str], act: Callable[[str], None]) -> Done:
    """*act* is done to each of the cases, once, in a transaction of its own; one that fails stops no other.

    What is wrong for every case is told before the first is changed, by whoever reads the form.

    Raises:
        Refused: more than fifty cases.
    """
    chosen = tuple(dict.fromkeys(case_ids))
    if len(chosen) > MOST:
        raise Refused("too_many_cases")
    done: list[str] = []
    failed: list[tuple[str, Exception]] = []
    for case_id in chosen:
        try:
            act(case_id)
        except FAILURES as error:
            failed.append((case_id, error))
        else:
            done.append(case_id)
    return Done(tuple(done), tuple(failed))
