"""Deciding about a case: its stages, its end, its reopening, and whoever decides at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import Reported, report
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, InvalidForm, Refused, Stale
from wbs.domain.kinds import ComplaintClass
from wbs.domain.record import RecordKind
from wbs.services.actor import Actor
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import CaseFile, open_case
from wbs.services.cases.set_class import set_class
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import cases, records

GROUNDS = "Saksi **Rudi** mengakui menerima uang; lihat berita acara 12."


def opened(cast: Cast, reported: Reported) -> CaseFile:
    return open_case(cast.context, cast.budi.actor, reported.case_id)


def state_of(cast: Cast, reported: Reported) -> tuple[Case, int]:
    with cast.context.database.reading() as work:
        stored = records.all_of(work, reported.case_id)
        return cases.get(work, reported.case_id), len(stored)


def move(cast: Cast, reported: Reported, *stages: Stage) -> None:
    for stage in stages:
        move_case(cast.context, cast.budi.actor, reported.case_id, stage, Words())


def close(cast: Cast, reported: Reported, words: Words) -> None:
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.SUBSTANTIATED, None, words)


def test_a_case_goes_its_whole_way(cast: Cast) -> None:
    reported = report(cast.context)

    move(cast, reported, Stage.CLARIFICATION, Stage.REVIEW, Stage.INVESTIGATION, Stage.FOLLOW_UP)
    close(cast, reported, Words(grounds=GROUNDS))

    case, _ = state_of(cast, reported)
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.SUBSTANTIATED)


def test_a_question_goes_with_the_stage_that_asks_it(cast: Cast) -> None:
    reported = report(cast.context)

    words = Words(message="Kapan *terakhir* terjadi?")
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.CLARIFICATION, words)

    seen = read_case(cast.context, reported.enter(cast.context))
    assert seen.case.stage is Stage.CLARIFICATION
    assert [m.content.html for m in seen.opened.messages] == [
        "<p>Kapan <em>terakhir</em> terjadi?</p>\n"
    ]


def test_the_grounds_are_the_officers_and_the_message_the_reporters(cast: Cast) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)

    close(cast, reported, Words(grounds=GROUNDS, message="Laporan Anda terbukti."))

    seen = read_case(cast.context, reported.enter(cast.context))
    assert [m.content.text for m in seen.opened.messages] == ["Laporan Anda terbukti."]
    assert "Rudi" not in repr([m.content.html for m in seen.opened.messages])
    assert seen.case.outcome is Outcome.SUBSTANTIATED
    by_kind = {m.kind: m.content.text for m in opened(cast, reported).opened.messages}
    assert by_kind[RecordKind.GROUNDS] == GROUNDS


@pytest.mark.parametrize("grounds", ["", "  \n ", "x" * 10_001, "a\x00b"], ids=str.__len__)
def test_no_case_ends_without_grounds_that_can_be_kept(cast: Cast, grounds: str) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    before = state_of(cast, reported)

    with pytest.raises(Invalid) as caught:
        close(cast, reported, Words(grounds=grounds, message="Selesai."))

    assert caught.value.field == "grounds"
    assert state_of(cast, reported) == before


def test_a_case_is_reopened_only_with_grounds(cast: Cast) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    close(cast, reported, Words(grounds=GROUNDS))

    with pytest.raises(Invalid):
        move(cast, reported, Stage.REVIEW)
    words = Words(grounds="Bukti baru diterima.")
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, words)

    assert state_of(cast, reported)[0].stage is Stage.REVIEW


def test_what_the_procedure_does_not_allow_writes_nothing(cast: Cast) -> None:
    reported = report(cast.context)
    before = state_of(cast, reported)

    with pytest.raises(Refused):
        words = Words(message="Mulai.")
        move_case(cast.context, cast.budi.actor, reported.case_id, Stage.FOLLOW_UP, words)
    with pytest.raises(Refused):
        close(cast, reported, Words(grounds=GROUNDS))
    with pytest.raises(InvalidForm):
        close_case(
            cast.context,
            cast.budi.actor,
            reported.case_id,
            Outcome.FORWARDED,
            OutcomeDetail.INCOMPLETE,
            Words(grounds=GROUNDS),
        )

    assert state_of(cast, reported) == before


def test_a_decision_on_what_has_changed_is_not_taken(cast: Cast) -> None:
    reported = report(cast.context)
    seen = opened(cast, reported).seen
    move_case(cast.context, cast.indah.actor, reported.case_id, Stage.CLARIFICATION, Words())

    with pytest.raises(Stale):
        words = Words(seen=seen)
        move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, words)

    assert state_of(cast, reported)[0].stage is Stage.CLARIFICATION


def test_a_case_is_not_closed_over_a_message_nobody_read(cast: Cast) -> None:
    reported = report(cast.context)
    move(cast, reported, Stage.REVIEW)
    seen = opened(cast, reported).seen
    reported.write(cast.context, "Saya punya rekaman.")

    with pytest.raises(Stale):
        close(cast, reported, Words(grounds=GROUNDS, seen=seen))
    close(cast, reported, Words(grounds=GROUNDS, seen=opened(cast, reported).seen))

    assert state_of(cast, reported)[0].stage is Stage.CLOSED


def test_of_two_officers_who_decide_at_once_one_decides(cast: Cast) -> None:
    reported = report(cast.context)
    seen = opened(cast, reported).seen

    def decide(actor: Actor) -> bool:
        try:
            words = Words(message="Kami mulai.", seen=seen)
            move_case(cast.context, actor, reported.case_id, Stage.REVIEW, words)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        decided = list(people.map(decide, [cast.budi.actor, cast.indah.actor] * 4))

    assert decided.count(True) == 1
    case_file = opened(cast, reported)
    assert [event.act.value for event in case_file.events] == ["received", "review"]
    assert len(case_file.opened.messages) == 1


def test_only_an_open_complaint_has_a_class_to_decide(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context)

    with pytest.raises(Refused):
        set_class(cast.context, cast.budi.actor, reported.case_id, ComplaintClass.NORMAL)
