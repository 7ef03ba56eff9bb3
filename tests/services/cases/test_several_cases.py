"""One thing done to several cases: one that was altered stops no other, and is told."""

import pytest
from sqlalchemy import update

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import Refused, Tampered
from wbs.services.cases.notes import add_task
from wbs.services.cases.several_cases import MOST, for_each
from wbs.store.schema.cases import RecordRow


def test_an_altered_case_is_told_and_the_others_are_done(cast: Cast) -> None:
    context = cast.context
    case_ids = [report(context).case_id for _ in range(3)]
    with context.database.transaction() as work:
        work.execute(
            update(RecordRow)
            .where(RecordRow.case_id == case_ids[1])
            .values(sealed=b"WB\x01R altered")
        )

    def act(case_id: str) -> None:
        due = context.today().isoformat()
        add_task(context, cast.budi.actor, case_id, "Hubungi saksi", due, "")

    ended = for_each(case_ids, act)

    assert ended.done == (case_ids[0], case_ids[2])
    ((failed, error),) = ended.failed
    assert (failed, type(error)) == (case_ids[1], Tampered)


def test_a_defect_of_ours_is_not_taken_for_one_of_a_case(cast: Cast) -> None:
    def act(_case_id: str) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        for_each(["a"], act)


def test_more_than_fifty_are_refused_before_the_first() -> None:
    done: list[str] = []

    with pytest.raises(Refused):
        for_each([str(n) for n in range(MOST + 1)], done.append)

    assert done == []
