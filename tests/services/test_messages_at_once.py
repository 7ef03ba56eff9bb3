"""Reporter and officers writing into one case at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import Invalid
from wbs.domain.record import Author
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.tracking.reporter_message import write_message


def test_fifty_messages_at_once_are_all_there_in_one_whole_chain(cast: Cast) -> None:
    reported = report(cast.context)
    tracking = reported.enter(cast.context)
    writers = (
        lambda text: write_message(cast.context, tracking, text),
        lambda text: send_message(cast.context, cast.budi.actor, reported.case_id, text),
        lambda text: send_message(cast.context, cast.indah.actor, reported.case_id, text),
    )

    with ThreadPoolExecutor(10) as people:
        numbers = list(people.map(lambda n: writers[n % 3](f"pesan {n}"), range(50)))

    messages = open_case(cast.context, cast.budi.actor, reported.case_id).opened.messages
    assert sorted(numbers) == list(range(1, 51))
    assert {m.number: m.content.text for m in messages} == {
        number: f"pesan {n}" for n, number in enumerate(numbers)
    }
    assert sum(m.author is Author.REPORTER for m in messages) == 17


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "required"),
        (" \n", "required"),
        ("x" * 10_001, "too_long"),
        ("\x07", "control_characters"),
    ],
    ids=["empty", "blank", "overlong", "control characters"],
)
def test_a_message_that_cannot_be_kept_is_told_at_its_field(
    cast: Cast, text: str, reason: str
) -> None:
    reported = report(cast.context)

    with pytest.raises(Invalid) as caught:
        send_message(cast.context, cast.budi.actor, reported.case_id, text)

    assert (caught.value.field, caught.value.reason) == ("message", reason)
