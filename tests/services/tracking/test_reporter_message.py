"""A reporter's messages: with files, at once, and never half."""

import pytest
from sqlalchemy import func, select

from tests.cast import Cast
from tests.reports import report
from tests.services.at_once import at_once
from wbs.domain.errors import Expired, Invalid
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.context import Context
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.services.tracking.reporter_message import write_message
from wbs.services.tracking.track_case import read_case
from wbs.store.schema.cases import BlobRow, CaseRow


def received(context: Context, name: str, content: bytes) -> tuple[ReceivedFile, ...]:
    intake = Intake(context)
    file = intake.open(name, "text/plain")
    file.write(content)
    file.finish()
    return intake.settle()


def blobs(context: Context) -> int:
    with context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(BlobRow)) or 0


def test_messages_with_files_at_once_keep_each_its_own(context: Context, cast: Cast) -> None:
    reported = report(context)
    tracking = reported.enter(context)

    at_once(
        8,
        lambda n: write_message(
            context, tracking, f"pesan {n}", received(context, f"{n}.txt", b"isi %d" % n)
        ),
    )

    messages = open_case(context, cast.budi.actor, reported.case_id).opened.messages
    assert {(m.content.text, m.content.attachments[0].name) for m in messages} == {
        (f"pesan {n}", f"{n}.txt") for n in range(8)
    }
    assert blobs(context) == 8


def test_a_file_without_words_is_a_message(context: Context, cast: Cast) -> None:
    reported = report(context)

    number = reported.write(context, "", ("foto.txt", "text/plain", b"isi"))

    (message,) = read_case(context, reported.enter(context)).opened.messages
    assert (number, message.number) == (1, 1)
    assert [a.name for a in message.content.attachments] == ["foto.txt"]


def test_neither_words_nor_file_is_no_message(context: Context, cast: Cast) -> None:
    reported = report(context)

    with pytest.raises(Invalid) as told:
        reported.write(context, "  \r\n ")

    assert (told.value.field, told.value.reason) == ("message", "required")
    assert read_case(context, reported.enter(context)).opened.messages == ()


def test_words_sent_twice_by_a_button_pressed_twice_are_written_once(
    context: Context, cast: Cast
) -> None:
    reported = report(context)
    tracking = reported.enter(context)

    numbers = at_once(4, lambda _: write_message(context, tracking, "Sudah saya kirim."))

    messages = read_case(context, tracking).opened.messages
    assert (set(numbers), [m.content.text for m in messages]) == ({1}, ["Sudah saya kirim."])


def test_the_same_words_after_an_answer_are_a_message_of_their_own(
    context: Context, cast: Cast
) -> None:
    reported = report(context)

    reported.write(context, "Ya.")
    send_message(context, cast.budi.actor, reported.case_id, "Ya.")
    reported.write(context, "Ya.")

    assert len(read_case(context, reported.enter(context)).opened.messages) == 3


def test_the_same_words_with_another_file_are_a_message_of_their_own(
    context: Context, cast: Cast
) -> None:
    reported = report(context)

    reported.write(context, "Ini", ("a.txt", "text/plain", b"a"))
    reported.write(context, "Ini", ("b.txt", "text/plain", b"b"))

    messages = read_case(context, reported.enter(context)).opened.messages
    assert [m.content.attachments[0].name for m in messages] == ["a.txt", "b.txt"]


def test_a_message_into_an_erased_case_is_refused(context: Context, cast: Cast) -> None:
    reported = report(context)
    tracking = reported.enter(context)
    with context.database.transaction() as work:
        work.delete(work.get_one(CaseRow, reported.case_id))

    with pytest.raises(Expired):
        write_message(context, tracking, "Masih ada?")
