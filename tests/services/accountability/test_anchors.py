"""Each day's checkpoint is mailed to the anchors, once, and holds against the log."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import closed_days, log_key, rows_of
from tests.mailbox import Mailbox, mail_server
from tests.reports import report
from tests.services.at_once import at_once
from wbs.domain.errors import Refused, Unavailable
from wbs.jobs.housekeeping import run_round
from wbs.services.accountability.anchors import deliver_checkpoint, due_letters
from wbs.services.accountability.publish import publish
from wbs.services.context import Context
from wbs.services.reminders.letter import Letter
from wbs.tlog.checkpoint import verify_checkpoint

ANCHORS = ("tpi@example.test", "irjen@example.test")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def anchored(cast: Cast, clock: Clock) -> Context:
    """An instance with two anchors, in which three days passed and none is closed."""
    rules = cast.context.rules.log
    assert rules is not None
    rules = replace(rules, anchors=ANCHORS)
    context = replace(cast.context, rules=replace(cast.context.rules, log=rules))
    report(context)
    clock.move(days=1)
    return context


def states(context: Context) -> set[tuple[object, ...]]:
    return {row[1:3] for row in rows_of(context, "anchor_letter")["anchor_letter"]}


def test_the_checkpoint_of_the_day_is_mailed_to_every_anchor_once(
    anchored: Context, box: Mailbox
) -> None:
    for _ in range(3):
        assert run_round(anchored, box.mailer())

    assert sorted(box.addresses) == sorted(ANCHORS)
    assert len(set(box.names)) == 2
    text = box.letters[0].get_content().replace("\r\n", "\n")
    signed = text.split("-----\n")[1].encode()
    assert verify_checkpoint(signed, "wbs.example.test", [log_key(anchored)]).size == 8
    assert "satker" not in text


def test_of_many_who_send_at_once_one_sends_each(anchored: Context, box: Mailbox) -> None:
    publish(anchored)

    at_once(
        4, lambda _: [deliver_checkpoint(anchored, box.mailer(), w) for w in due_letters(anchored)]
    )

    assert sorted(box.addresses) == sorted(ANCHORS)
    assert states(anchored) == {(address, "sent") for address in ANCHORS}


def test_a_server_that_does_not_take_it_is_asked_again_and_a_refused_address_is_not(
    anchored: Context, clock: Clock
) -> None:
    publish(anchored)
    taken: list[str] = []

    def post(letter: Letter) -> None:
        if letter.to == ANCHORS[0]:
            raise Refused("address")
        if not taken:
            taken.append("not yet")
            raise Unavailable("no")
        taken.append(letter.to)

    for _ in range(3):
        for letter in due_letters(anchored):
            deliver_checkpoint(anchored, post, letter)
        clock.move(minutes=16)

    assert taken == ["not yet", ANCHORS[1]]
    assert states(anchored) == {(ANCHORS[0], "refused"), (ANCHORS[1], "sent")}


def test_of_several_missed_days_only_the_last_is_mailed(anchored: Context, clock: Clock) -> None:
    publish(anchored)
    clock.move(days=4)
    publish(anchored)

    days = [row[0] for row in rows_of(anchored, "anchor_letter")["anchor_letter"]]
    assert len(days) == 4
    assert len(set(days)) == 2


def test_an_address_that_is_no_anchor_any_more_is_mailed_nothing(anchored: Context) -> None:
    publish(anchored)
    rules = anchored.rules.log
    assert rules is not None
    fewer = replace(rules, anchors=ANCHORS[:1])
    changed = replace(anchored, rules=replace(anchored.rules, log=fewer))
    sent: list[str] = []

    for letter in due_letters(changed):
        deliver_checkpoint(changed, lambda each: sent.append(each.to), letter)

    assert sent == [ANCHORS[0]]
    assert states(changed) == {(ANCHORS[0], "sent")}


def test_letters_are_forgotten_after_a_month(anchored: Context, box: Mailbox, clock: Clock) -> None:
    run_round(anchored, box.mailer())
    clock.move(days=40)
    run_round(anchored, box.mailer())

    assert len({row[0] for row in rows_of(anchored, "anchor_letter")["anchor_letter"]}) == 1


def test_without_anchors_nothing_is_mailed(cast: Cast, clock: Clock, box: Mailbox) -> None:
    closed_days(cast, clock)
    run_round(cast.context, box.mailer())

    assert box.letters == []
