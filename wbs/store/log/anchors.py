"""Letters to the anchors: the checkpoint of a day, waiting for an address or mailed to it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, update

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.notices.digests import DigestState
from wbs.store.schema.log import AnchorLetterRow

_ROW = plain.table_of(AnchorLetterRow).c


@dataclass(frozen=True)
class AnchorLetter:
    """To whom the checkpoint of which day goes, and how often the mail server did not take it."""

    day: date
    address: str
    tries: int


def add(work: Work, day: date, address: str) -> None:
    """The checkpoint of that day waits to be mailed to the address.

    Raises:
        Conflict: it waits already, or was sent.
    """
    columns = {"state": DigestState.WAITING.value, "tries": 0, "not_before": 0}
    plain.add(work, AnchorLetterRow, day=day, address=address, **columns)


def waiting(work: Work, now: int) -> tuple[AnchorLetter, ...]:
    """The letters that nobody is sending at this moment, the oldest first."""
    rows = work.execute(
        select(_ROW.day, _ROW.address, _ROW.tries)
        .where(_ROW.state == DigestState.WAITING.value, _ROW.not_before <= now)
        .order_by(_ROW.day, _ROW.address)
    )
    return tuple(AnchorLetter(*row) for row in rows)


def claim(work: Work, letter: AnchorLetter, now: int, until: int) -> bool:
    """Whether the letter is ours to send: nobody else does before *until*."""
    row = work.execute(
        update(AnchorLetterRow)
        .where(
            _ROW.day == letter.day,
            _ROW.address == letter.address,
            _ROW.state == DigestState.WAITING.value,
            _ROW.not_before <= now,
        )
        .values(not_before=until)
        .returning(_ROW.day)
    ).first()
    return row is not None


def put_back(work: Work, letter: AnchorLetter, not_before: int) -> None:
    """The mail server did not take it; it is tried again then."""
    work.execute(
        update(AnchorLetterRow)
        .where(_ROW.day == letter.day, _ROW.address == letter.address)
        .values(not_before=not_before, tries=letter.tries + 1)
    )


def end(work: Work, letter: AnchorLetter, state: DigestState) -> None:
    """The letter was sent, or its address refused for good."""
    work.execute(
        update(AnchorLetterRow)
        .where(_ROW.day == letter.day, _ROW.address == letter.address)
        .values(state=state.value, not_before=0)
    )


def remove(work: Work, letter: AnchorLetter) -> None:
    """The letter goes to nobody."""
    work.execute(
        delete(AnchorLetterRow).where(_ROW.day == letter.day, _ROW.address == letter.address)
    )


def remove_before(work: Work, day: date) -> None:
    """Letters of days before that are forgotten, sent or not: each later one shows the same and more."""
    work.execute(delete(AnchorLetterRow).where(_ROW.day < day))


def stuck(work: Work, before: date) -> tuple[int, int]:
    """How many letters of days before that one wait, and how many addresses refused theirs."""
    late = select(func.count()).where(
        _ROW.state == DigestState.WAITING.value, _ROW.day < before, _ROW.tries > 0
    )
    refused = select(func.count()).where(_ROW.state == DigestState.REFUSED.value)
    return work.scalar(late) or 0, work.scalar(refused) or 0
