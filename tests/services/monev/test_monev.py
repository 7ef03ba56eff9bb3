"""Monev: meetings at the own unit, recommendations with their proof, and strangers who see nothing of it."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.monev import ALL_KINDS, MEETING, RECOMMENDATION, held, proof, recommended, taken
from tests.reports import report
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Refused, Stale, Tampered
from wbs.domain.evidence_document import DocumentKind, WithdrawalReason
from wbs.domain.kinds import Kind
from wbs.domain.monev import Extent, Progress, Standing, follow_up
from wbs.domain.monev_agenda import Age
from wbs.domain.span import ReportingPeriod
from wbs.evidence.monev_agenda import agenda_text
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.services.monev.agenda_figures import agenda_figures
from wbs.services.monev.meetings import end_meeting, meeting_file, monev_year, write_meeting
from wbs.services.monev.recommendations import check_step, next_step, recommend, take_step
from wbs.store.schema.monev import MeetingRow, RecommendationRow, RecommendationStepRow

YEAR = ReportingPeriod.parse("2026")
Q1, Q2, Q3, _Q4 = YEAR.quarters
NOBODY = "0" * 32


def extent(cast: Cast) -> Extent:
    """How far what was recommended about complaints is followed up today."""
    found = monev_year(cast.context, cast.fajar.actor.officer, 2026)
    given = [each.recommendation for each in found.recommendations]
    return follow_up(given, Kind.COMPLAINT, YEAR, cast.context.today()).extent


def test_a_quarter_with_a_meeting_is_held_and_one_without_is_a_gap(cast: Cast) -> None:
    held(cast)

    found = monev_year(cast.context, cast.fajar.actor.officer, 2026)

    complaints = found.standings[Kind.COMPLAINT]
    assert (complaints[Q1], complaints[Q2], complaints[Q3]) == (
        Standing.GAP,
        Standing.HELD,
        Standing.OPEN,
    )
    assert found.standings[Kind.CONFLICT_OF_INTEREST][Q1] is Standing.COVERED


def test_what_was_said_is_read_back_and_lies_sealed(cast: Cast) -> None:
    meeting = held(cast)
    said = recommended(cast, meeting)
    taken(cast, said, Progress.CANCELLED, note="Loket ditutup")

    found = meeting_file(cast.context, cast.budi.actor.officer, meeting.id)

    assert found.opened.notes == MEETING["notes"]
    assert found.opened.place == MEETING["place"]
    assert found.recommendations[0].text == RECOMMENDATION["text"]
    assert found.recommendations[0].notes == ("Loket ditutup",)
    with cast.context.database.reading() as work:
        rows = [
            *work.scalars(select(MeetingRow.sealed)),
            *work.scalars(select(RecommendationRow.sealed)),
            *work.scalars(select(RecommendationStepRow.sealed)),
        ]
    words = (MEETING["chair"], RECOMMENDATION["owner"], RECOMMENDATION["text"], "Loket")
    assert len(rows) == 3
    assert not any(word.encode() in sealed for word in words for sealed in rows)


def test_done_needs_a_proof_and_all_of_it_done_is_all(cast: Cast) -> None:
    meeting = held(cast)
    first = recommended(cast, meeting)
    second = recommended(cast, meeting, text="Latih petugas loket")
    assert extent(cast) is Extent.NONE_YET
    with pytest.raises(InvalidForm, match="proof: not_chosen"):
        taken(cast, first, Progress.DONE)

    taken(cast, first, Progress.DONE, proof(cast))
    assert extent(cast) is Extent.SOME
    taken(cast, second, Progress.DONE, proof(cast, content=b"daftar hadir"))

    assert extent(cast) is Extent.ALL


def test_a_withdrawn_proof_proves_nothing_and_another_can_be_filed(cast: Cast) -> None:
    said = recommended(cast, held(cast))
    document_id = proof(cast)
    taken(cast, said, Progress.DONE, document_id)

    withdraw_document(cast.context, cast.fajar.actor, document_id, WithdrawalReason.WRONG_FILE)

    assert extent(cast) is Extent.NONE_YET
    taken(cast, said, Progress.DONE, proof(cast, content=b"yang benar"))
    assert extent(cast) is Extent.ALL


@pytest.mark.parametrize("which", ["nobody's", "another unit's", "the UPG's", "withdrawn"])
def test_only_a_document_of_the_unit_that_counts_is_a_proof(cast: Cast, which: str) -> None:
    said = recommended(cast, held(cast))
    document_id = {
        "nobody's": lambda: NOBODY,
        "another unit's": lambda: proof(cast, "citra", slug="satker-2"),
        "the UPG's": lambda: proof(cast, "budi", kind=DocumentKind.RECAP, lke_code="A.1.V.i.b"),
        "withdrawn": lambda: proof(cast),
    }[which]()
    if which == "withdrawn":
        withdraw_document(cast.context, cast.fajar.actor, document_id, WithdrawalReason.OUTDATED)

    with pytest.raises(InvalidForm, match="proof: unknown"):
        taken(cast, said, Progress.DONE, document_id)


def test_a_step_is_checked_before_a_file_is_filed_for_it(cast: Cast) -> None:
    said = recommended(cast, held(cast))
    officer = cast.fajar.actor.officer

    assert check_step(cast.context, officer, said.id, {"progress": "done"}) is Progress.DONE
    with pytest.raises(InvalidForm, match="note"):
        check_step(cast.context, officer, said.id, {"progress": "cancelled"})
    assert next_step(cast.context, officer, said.id).progress is Progress.OPEN


def test_a_step_tells_which_documents_may_prove_it(cast: Cast) -> None:
    said = recommended(cast, held(cast))
    document_id = proof(cast)
    proof(cast, "budi", kind=DocumentKind.RECAP, lke_code="A.1.V.i.b", content=b"rekap")

    found = next_step(cast.context, cast.fajar.actor.officer, said.id)

    assert [choice.document_id for choice in found.choices] == [document_id]
    assert found.proof_row == "A.1.V.iii.d"


def test_a_meeting_is_changed_once_and_what_was_typed_later_is_told(cast: Cast) -> None:
    meeting = held(cast)
    officer = cast.fajar.actor.officer

    write_meeting(cast.context, officer, MEETING | {"notes": "Lengkap"}, ["wbs"], meeting.id, 1)

    found = meeting_file(cast.context, officer, meeting.id).opened
    assert (found.notes, found.meeting.kinds, found.version) == (
        "Lengkap",
        frozenset({Kind.WBS}),
        2,
    )
    with pytest.raises(Stale):
        write_meeting(cast.context, officer, MEETING, ["wbs"], meeting.id, 1)


def test_a_kind_with_a_recommendation_stays_with_its_meeting(cast: Cast) -> None:
    meeting = held(cast)
    recommended(cast, meeting)
    officer = cast.fajar.actor.officer

    changed = write_meeting(cast.context, officer, MEETING, ["wbs"], meeting.id, 1)

    assert changed.kinds == {Kind.WBS, Kind.COMPLAINT}
    other = {"quarter": "2026-Q3", "held_on": "2026-08-03"}
    with pytest.raises(Refused):
        write_meeting(cast.context, officer, MEETING | other, ["wbs"], meeting.id, 2)
    with pytest.raises(Refused):
        end_meeting(cast.context, officer, meeting.id, 2)


def test_a_meeting_written_down_by_mistake_counts_no_more(cast: Cast) -> None:
    meeting = held(cast)
    officer = cast.fajar.actor.officer

    end_meeting(cast.context, officer, meeting.id, 1)

    found = monev_year(cast.context, officer, 2026)
    assert (found.meetings, found.standings[Kind.WBS][Q2]) == ((), Standing.GAP)
    with pytest.raises(NotFound):
        meeting_file(cast.context, officer, meeting.id)


@pytest.mark.parametrize("username", ["citra", "eko"])
def test_another_units_officer_finds_no_meeting(cast: Cast, username: str) -> None:
    meeting = held(cast)
    said = recommended(cast, meeting)
    stranger = cast.people[username].actor.officer
    context = cast.context

    with pytest.raises(NotFound):
        monev_year(context, stranger, 2026, "satker-1")
    with pytest.raises(NotFound):
        meeting_file(context, stranger, meeting.id)
    with pytest.raises(NotFound):
        write_meeting(context, stranger, MEETING, ALL_KINDS, meeting.id, 1)
    with pytest.raises(NotFound):
        end_meeting(context, stranger, meeting.id, 1)
    with pytest.raises(NotFound):
        recommend(context, stranger, meeting.id, RECOMMENDATION)
    with pytest.raises(NotFound):
        next_step(context, stranger, said.id)
    with pytest.raises(NotFound):
        check_step(context, stranger, said.id, {"progress": "done"})
    with pytest.raises(NotFound):
        take_step(context, stranger, said.id, {"progress": "in_progress"})


def test_an_administrator_sees_no_monev(cast: Cast) -> None:
    meeting = held(cast)

    with pytest.raises(NotAllowed):
        monev_year(cast.context, cast.ratna.actor.officer, 2026, "satker-1")
    with pytest.raises(NotAllowed):
        meeting_file(cast.context, cast.ratna.actor.officer, meeting.id)


def test_the_inspectorate_reads_and_does_not_write(cast: Cast) -> None:
    meeting = held(cast)
    dewi = cast.dewi.actor.officer

    found = meeting_file(cast.context, dewi, meeting.id)

    assert not found.may_write
    with pytest.raises(NotFound):
        write_meeting(cast.context, dewi, MEETING, ALL_KINDS, meeting.id, 1)


@pytest.mark.parametrize(
    "column",
    [
        {"held_on": date(2026, 4, 1)},
        {"attendees": 80},
        {"quarter": "2026-Q1"},
        {"version": 7},
        {"entered_on": date(2026, 6, 30)},
    ],
    ids=lambda column: next(iter(column)),
)
def test_a_row_that_was_altered_does_not_open(cast: Cast, column: dict[str, object]) -> None:
    meeting = held(cast)
    with cast.context.database.transaction() as work:
        work.execute(update(MeetingRow).values(**column))

    with pytest.raises(Tampered):
        meeting_file(cast.context, cast.fajar.actor.officer, meeting.id)


def test_an_altered_step_does_not_open(cast: Cast) -> None:
    said = recommended(cast, held(cast))
    taken(cast, said, Progress.IN_PROGRESS)
    with cast.context.database.transaction() as work:
        work.execute(update(RecommendationStepRow).values(progress="cancelled"))

    with pytest.raises(Tampered):
        next_step(cast.context, cast.fajar.actor.officer, said.id)


def test_an_export_tells_of_meetings_and_recommendations(cast: Cast) -> None:
    said = recommended(cast, held(cast))
    taken(cast, said, Progress.DONE, proof(cast))

    export = read_figures(
        cast.context, cast.budi.actor.officer, Wish("satker-1", YEAR, date(2026, 8, 3))
    )

    (line,) = export.monev
    assert line.standings[Kind.COMPLAINT][Q2] is Standing.HELD
    assert line.followed_up[Kind.COMPLAINT].extent is Extent.ALL
    assert [each.text for each in line.recommendations] == [RECOMMENDATION["text"]]


def test_an_agenda_counts_what_is_overdue_and_names_no_case(cast: Cast, clock: Clock) -> None:
    case = report(cast.context)
    clock.move(days=120)
    quarter = ReportingPeriod.quarter_of(cast.context.today())

    found = agenda_figures(cast.context, cast.budi.actor.officer, "satker-1", quarter)

    assert sum(found.overdue[Kind.WBS].values()) == 1
    assert set(found.overdue[Kind.WBS]) == set(Age)
    text = agenda_text(found)
    assert "Lewat tenggat: 1 kasus" in text
    assert case.case_id not in text


def test_a_clerk_sees_the_figures_of_an_agenda_as_of_the_end_of_a_month(cast: Cast) -> None:
    found = agenda_figures(cast.context, cast.fajar.actor.officer, "satker-1", Q3)

    assert found.export.figures.question.as_of == date(2026, 7, 31)
