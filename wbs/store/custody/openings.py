"""Requests to open what custodians keep, who may read why, and the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, delete, select, update

from wbs.domain.opening import Matter, Reply, RequestState
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.custody import OpeningRequestRow, RequestAnswerRow, RequestReaderRow

RUNNING = tuple(state.value for state in RequestState if state.is_running)


@dataclass(frozen=True)
class OpeningRequest:
    """A request as it stands. `reason` is sealed."""

    id: str
    case_id: str
    matter: Matter
    requester_id: str
    state: RequestState
    asked_on: date
    ends_on: date
    reason: bytes = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """What a custodian answered; `box` is their share for the requester, as long as it may be used."""

    officer_id: str
    reply: Reply
    answered_on: date
    box: bytes | None = field(default=None, repr=False)


def _request(row: OpeningRequestRow) -> OpeningRequest:
    return OpeningRequest(
        row.id,
        row.case_id,
        Matter(row.matter),
        row.requester_id,
        RequestState(row.state),
        row.asked_on,
        row.ends_on,
        row.reason,
    )


def add(work: Work, request: OpeningRequest, readers: Mapping[str, bytes]) -> None:
    """The request stands, and these officers may read why."""
    columns = {**vars(request), "matter": request.matter.value, "state": request.state.value}
    plain.add(work, OpeningRequestRow, **columns)
    for officer_id, box in readers.items():
        plain.add(work, RequestReaderRow, request_id=request.id, officer_id=officer_id, box=box)


def case_of(work: Work, request_id: str) -> str | None:
    """The case the request is about; that never changes."""
    return work.scalar(select(OpeningRequestRow.case_id).where(OpeningRequestRow.id == request_id))


def get_for_change(work: Work, request_id: str) -> OpeningRequest | None:
    """The request, kept from others' changes until the transaction ends."""
    query = select(OpeningRequestRow).where(OpeningRequestRow.id == request_id)
    found = _requests(work, query.with_for_update())
    return found[0] if found else None


def put_state(work: Work, request_id: str, state: RequestState, ends_on: date) -> None:
    """The request has come so far; one that has ended holds no share any more."""
    work.execute(
        update(OpeningRequestRow)
        .where(OpeningRequestRow.id == request_id)
        .values(state=state.value, ends_on=ends_on)
    )
    if not state.is_running:
        work.execute(
            update(RequestAnswerRow)
            .where(RequestAnswerRow.request_id == request_id)
            .values(box=None)
        )


def of_case(work: Work, case_id: str, matter: Matter) -> tuple[OpeningRequest, ...]:
    """Every request about this of the case, the last one first."""
    return _requests(
        work,
        select(OpeningRequestRow)
        .where(OpeningRequestRow.case_id == case_id, OpeningRequestRow.matter == matter.value)
        .order_by(OpeningRequestRow.asked_on.desc(), OpeningRequestRow.id),
    )


def running_of_requester(work: Work, officer_id: str, matter: Matter) -> tuple[OpeningRequest, ...]:
    """What the officer has asked for and can still be given or use."""
    return _requests(
        work,
        select(OpeningRequestRow).where(
            OpeningRequestRow.requester_id == officer_id,
            OpeningRequestRow.matter == matter.value,
            OpeningRequestRow.state.in_(RUNNING),
        ),
    )


def asked_of(work: Work, officer_id: str) -> tuple[OpeningRequest, ...]:
    """Every request whose reason the officer may read, their own left out, the last one first."""
    return _requests(
        work,
        select(OpeningRequestRow)
        .join(RequestReaderRow, RequestReaderRow.request_id == OpeningRequestRow.id)
        .where(
            RequestReaderRow.officer_id == officer_id,
            OpeningRequestRow.requester_id != officer_id,
        )
        .order_by(OpeningRequestRow.asked_on.desc(), OpeningRequestRow.id),
    )


def running_with(work: Work, officer_id: str) -> tuple[OpeningRequest, ...]:
    """The running requests in which the officer asks or is asked, kept from others' changes."""
    asked = select(RequestReaderRow.request_id).where(RequestReaderRow.officer_id == officer_id)
    return _requests(
        work,
        select(OpeningRequestRow)
        .where(OpeningRequestRow.id.in_(asked), OpeningRequestRow.state.in_(RUNNING))
        .order_by(OpeningRequestRow.id)
        .with_for_update(),
    )


def running_of_case(work: Work, case_id: str) -> tuple[OpeningRequest, ...]:
    """The running requests about the case, kept from others' changes."""
    return _requests(
        work,
        select(OpeningRequestRow)
        .where(OpeningRequestRow.case_id == case_id, OpeningRequestRow.state.in_(RUNNING))
        .order_by(OpeningRequestRow.id)
        .with_for_update(),
    )


def ended_before(work: Work, today: date) -> tuple[str, ...]:
    """The ids of running requests whose last day is over."""
    return tuple(
        work.scalars(
            select(OpeningRequestRow.id)
            .where(OpeningRequestRow.state.in_(RUNNING), OpeningRequestRow.ends_on < today)
            .order_by(OpeningRequestRow.id)
        )
    )


def reason_box(work: Work, request_id: str, officer_id: str) -> bytes | None:
    """The key of the reason, sealed to the officer, if they may read it."""
    row = work.get(RequestReaderRow, (request_id, officer_id))
    return row.box if row else None


def forget_reader(work: Work, officer_id: str) -> None:
    """The officer reads no reason any more but those they wrote themselves."""
    own = select(OpeningRequestRow.id).where(OpeningRequestRow.requester_id == officer_id)
    work.execute(
        delete(RequestReaderRow).where(
            RequestReaderRow.officer_id == officer_id, RequestReaderRow.request_id.not_in(own)
        )
    )


def forget_readers_of(work: Work, case_id: str) -> None:
    """Nobody reads any more why the case's requests were written."""
    about = select(OpeningRequestRow.id).where(OpeningRequestRow.case_id == case_id)
    readers = plain.table_of(RequestReaderRow)
    work.execute(delete(readers).where(readers.c.request_id.in_(about)))


def answers_to(work: Work, request_id: str) -> tuple[Answer, ...]:
    """What custodians answered."""
    rows = work.scalars(
        select(RequestAnswerRow)
        .where(RequestAnswerRow.request_id == request_id)
        .order_by(RequestAnswerRow.officer_id)
        .execution_options(populate_existing=True)
    )
    return tuple(Answer(r.officer_id, Reply(r.reply), r.answered_on, r.box) for r in rows)


def add_answer(work: Work, request_id: str, answer: Answer) -> None:
    """The custodian has answered.

    Raises:
        Conflict: they had already.
    """
    columns = {**vars(answer), "reply": answer.reply.value}
    plain.add(work, RequestAnswerRow, request_id=request_id, **columns)


def drop_box(work: Work, request_id: str, officer_id: str) -> None:
    """What the custodian gave for the request is gone; that they answered stays."""
    work.execute(
        update(RequestAnswerRow)
        .where(RequestAnswerRow.request_id == request_id, RequestAnswerRow.officer_id == officer_id)
        .values(box=None)
    )


def _requests(work: Work, query: Select[OpeningRequestRow]) -> tuple[OpeningRequest, ...]:
    rows: Iterable[OpeningRequestRow] = work.scalars(
        query.execution_options(populate_existing=True)
    )
    return tuple(_request(row) for row in rows)
