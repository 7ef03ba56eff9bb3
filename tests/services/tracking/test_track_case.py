"""A code opens one case; unknown and erased cost the same; a session ends exactly."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from tests.services.counting import statements
from wbs.domain.errors import Expired, Invalid, NotFound, Tampered
from wbs.domain.period import Force
from wbs.sealing import key
from wbs.sealing.tracking_code import TrackingCode
from wbs.services.context import Context
from wbs.services.tracking.leave_tracking import leave_tracking
from wbs.services.tracking.track_case import enter, read_case, resume
from wbs.store.schema.cases import CaseRow, RecordRow, TrackingSessionRow


@contextmanager
def derivations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The labels of the keys derived while the block runs; HKDF itself does its work."""
    made: list[bytes] = []

    def counting(*args: Any, **kwargs: Any) -> HKDF:
        made.append(kwargs["info"])
        return HKDF(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(key, "HKDF", counting)
        yield made


def erase(context: Context, case_id: str) -> None:
    with context.database.transaction() as work:
        work.delete(work.get_one(CaseRow, case_id))


def test_unknown_and_erased_codes_cost_the_same_statements_and_derivations(
    context: Context, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased = report(context)
    report(context)
    erase(context, erased.case_id)
    unknown = TrackingCode.new(context.random_bytes).grouped()
    costs = []

    for code in (erased.code, unknown):
        with (
            statements(context.database) as sent,
            derivations(monkeypatch) as made,
            pytest.raises(NotFound) as told,
        ):
            enter(context, code)
        costs.append((sent, made, str(told.value)))

    assert costs[0] == costs[1]
    assert len(costs[0][1]) == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "required"),
        ("   ", "required"),
        ("ABC", "length"),
        ("A" * 26, "length"),
        ("AAAAA-AAAAA-AAAAA-AAAAA-AAAA!", "symbol"),
        ("AAAAA-AAAAA-AAAAA-AAAAA-AAAAB", "check"),
    ],
)
def test_a_slip_is_told_before_anything_is_looked_up(
    context: Context, typed: str, reason: str
) -> None:
    with statements(context.database) as sent, pytest.raises(Invalid) as told:
        enter(context, typed)

    assert (told.value.field, told.value.reason) == ("tracking_code", reason)
    assert sent == []


def test_every_single_slip_in_a_code_is_noticed(context: Context, cast: Cast) -> None:
    code = report(context).code
    wrong = [
        code[:n] + other + code[n + 1 :]
        for n, letter in enumerate(code)
        if letter != "-"
        for other in "0A7Z"
        if other != letter
    ]

    for typed in wrong:
        with pytest.raises(Invalid):
            enter(context, typed)


def test_a_session_is_renewed_by_requests_and_ends_to_the_second(
    context: Context, cast: Cast, clock: Clock
) -> None:
    tracking = report(context).enter(context)

    clock.move(minutes=14, seconds=59)
    resume(context, tracking.token)
    clock.move(minutes=14, seconds=59)
    resume(context, tracking.token)
    clock.move(minutes=15)
    with pytest.raises(Expired):
        resume(context, tracking.token)


def test_a_left_session_opens_nothing(context: Context, cast: Cast) -> None:
    tracking = report(context).enter(context)

    leave_tracking(context, tracking.token)
    leave_tracking(context, "no token at all")

    with pytest.raises(Expired):
        resume(context, tracking.token)


@pytest.mark.parametrize("token", ["", "x", "A" * 44], ids=["empty", "short", "unknown"])
def test_a_token_that_is_none_has_expired(context: Context, token: str) -> None:
    with pytest.raises(Expired):
        resume(context, token)


def test_the_row_of_a_session_opens_nothing_without_the_cookie(
    context: Context, cast: Cast
) -> None:
    reported = report(context)
    tracking = reported.enter(context)

    with context.database.reading() as work:
        row = work.scalars(select(TrackingSessionRow)).one()
    for secret in (tracking.token, reported.case_id, reported.code, tracking.case_key.hex()):
        assert secret.encode() not in row.sealed
        assert secret != row.lookup
    assert tracking.case_key.raw not in row.sealed


def test_a_session_never_prints_its_token(context: Context, cast: Cast) -> None:
    tracking = report(context).enter(context)

    assert repr(tracking) == "Tracking(…)"
    assert repr(read_case(context, tracking)) == "TrackedCase(…)"


def test_an_open_session_of_an_erased_case_shows_nothing(context: Context, cast: Cast) -> None:
    reported = report(context)
    tracking = reported.enter(context)
    erase(context, reported.case_id)

    with pytest.raises(Expired):
        read_case(context, tracking)


def test_an_altered_record_is_noticed(context: Context, cast: Cast) -> None:
    tracking = report(context).enter(context)
    with context.database.transaction() as work:
        sealed = work.scalars(select(RecordRow.sealed)).one()
        work.execute(update(RecordRow).values(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])))

    with pytest.raises(Tampered):
        read_case(context, tracking)


def test_an_altered_session_is_noticed(context: Context, cast: Cast) -> None:
    tracking = report(context).enter(context)
    with context.database.transaction() as work:
        work.execute(update(TrackingSessionRow).values(sealed=bytes(600)))

    with pytest.raises(Tampered):
        resume(context, tracking.token)


def test_deadlines_come_with_what_stands_behind_them_the_nearest_first(
    context: Context, cast: Cast
) -> None:
    tracking = report(context).enter(context)

    deadlines = read_case(context, tracking).deadlines

    days = [d.due_on for d in deadlines if d.due_on]
    assert days == sorted(days)
    assert days[0] == date(2026, 8, 10)
    assert deadlines[0].force is Force.REFERENCE
    assert not any(d.is_overdue for d in deadlines)


def test_opening_a_case_costs_the_same_number_of_statements_however_much_was_written(
    context: Context, cast: Cast
) -> None:
    reported = report(context)
    tracking = reported.enter(context)
    with statements(context.database) as before:
        read_case(context, tracking)
    for n in range(10):
        reported.write(context, f"pesan {n}")

    with statements(context.database) as after:
        read_case(context, tracking)

    assert after == before
