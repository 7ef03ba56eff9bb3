"""A case is referred to somebody outside: sealed for officers, told to the reporter, counted in clear."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.disclosures import DISCLOSURE
from tests.reports import Reported, disclose, report
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Refused
from wbs.domain.kinds import Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.refer_case import note_reply, refer_case
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import referrals
from wbs.store.schema.cases import RecordRow

TODAY = date(2026, 8, 3)
LETTER = {
    "addressee": "kpk",
    "referred_on": "2026-08-03",
    "letter_number": "R-17/ITJEN/2026",
    "referral_note": "Dugaan suap di atas wewenang kami.",
}
ANSWER = {"replied_on": "2026-08-03", "reply_number": "B-9", "reply_note": "Diterima KPK."}


def counts(cast: Cast, until: date = TODAY) -> dict[OutcomeDetail, tuple[int, int]]:
    with cast.context.database.reading() as work:
        return referrals.count(work, [cast.unit("satker-1").id], date(2026, 1, 1), until)


def referred(cast: Cast, **change: str) -> Reported:
    reported = report(cast.context)
    refer_case(cast.context, cast.budi.actor, reported.case_id, {**LETTER, **change})
    return reported


def number_of(cast: Cast, reported: Reported) -> str:
    opened = open_case(cast.context, cast.budi.actor, reported.case_id).opened
    return str(opened.referrals[0].number)


def test_it_stands_in_the_case_and_moves_nothing(cast: Cast) -> None:
    reported = report(cast.context)
    before = open_case(cast.context, cast.budi.actor, reported.case_id)

    refer_case(cast.context, cast.budi.actor, reported.case_id, LETTER)

    after = open_case(cast.context, cast.indah.actor, reported.case_id)
    assert dict(after.opened.referrals[0].content.fields) == LETTER
    assert (after.case, after.clocks, after.events) == (before.case, before.clocks, before.events)


def test_the_reporter_sees_to_whom_and_when_and_not_what_was_written(cast: Cast) -> None:
    reported = referred(cast, message="Laporan Anda kami teruskan.")
    note_reply(
        cast.context,
        cast.budi.actor,
        reported.case_id,
        {**ANSWER, "referral": number_of(cast, reported)},
    )

    tracked = read_case(cast.context, reported.enter(cast.context))

    seen = [dict(sheet.content.fields) for sheet in tracked.opened.referrals]
    assert seen[0] == {"addressee": "kpk", "referred_on": "2026-08-03"}
    assert set(seen[1]) == {"referral", "replied_on"}
    assert [m.content.text for m in tracked.opened.messages] == ["Laporan Anda kami teruskan."]


def test_words_are_sealed_and_addressees_counted(cast: Cast) -> None:
    first = referred(cast)
    referred(cast)
    referred(cast, addressee="ombudsman")
    assert counts(cast) == {OutcomeDetail.KPK: (2, 0), OutcomeDetail.OMBUDSMAN: (1, 0)}

    typed = {**ANSWER, "referral": number_of(cast, first)}
    note_reply(cast.context, cast.budi.actor, first.case_id, typed)

    assert counts(cast)[OutcomeDetail.KPK] == (2, 1)
    assert counts(cast, until=TODAY - timedelta(days=1)) == {}
    with cast.context.database.reading() as work:
        sealed = b"".join(row.sealed for row in work.query(RecordRow))
    assert b"R-17" not in sealed


def test_pressed_twice_it_was_referred_once(cast: Cast) -> None:
    reported = referred(cast)

    refer_case(cast.context, cast.budi.actor, reported.case_id, LETTER)

    assert counts(cast) == {OutcomeDetail.KPK: (1, 0)}


def test_closing_as_forwarded_needs_no_second_word(cast: Cast) -> None:
    reported, actor = referred(cast), cast.budi.actor

    close_case(
        *(cast.context, actor, reported.case_id, Outcome.FORWARDED, None),
        Words(grounds="Ditangani KPK."),
    )

    case = open_case(cast.context, actor, reported.case_id).case
    assert (case.stage, case.outcome_detail) == (Stage.CLOSED, OutcomeDetail.KPK)


def test_without_a_referral_closing_as_forwarded_asks_to_whom(cast: Cast) -> None:
    reported = report(cast.context)

    with pytest.raises(InvalidForm) as refused:
        close_case(
            *(cast.context, cast.budi.actor, reported.case_id, Outcome.FORWARDED, None),
            Words(grounds="Ditangani pihak lain."),
        )
    assert [problem.field for problem in refused.value.problems] == ["outcome_detail"]


def test_an_answer_may_come_after_the_case_was_closed(cast: Cast) -> None:
    reported, actor = referred(cast), cast.budi.actor
    close_case(
        *(cast.context, actor, reported.case_id, Outcome.FORWARDED, None),
        Words(grounds="Ditangani KPK."),
    )

    typed = {**ANSWER, "referral": number_of(cast, reported)}
    note_reply(cast.context, actor, reported.case_id, typed)

    assert counts(cast) == {OutcomeDetail.KPK: (1, 1)}
    with pytest.raises(InvalidForm):  # it came once
        note_reply(cast.context, actor, reported.case_id, typed)
    with pytest.raises(Refused):
        refer_case(cast.context, actor, reported.case_id, LETTER)


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("addressee", "", "not_chosen"),
        ("addressee", "polisi", "unknown"),
        ("referred_on", "", "required"),
        ("referred_on", "2026-08-04", "future_date"),
        ("referred_on", "2026-08-02", "too_early"),
        ("letter_number", "9" * 201, "too_long"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(
    cast: Cast, name: str, said: str, reason: str
) -> None:
    reported = report(cast.context)

    with pytest.raises(InvalidForm) as refused:
        refer_case(cast.context, cast.budi.actor, reported.case_id, {**LETTER, name: said})

    assert [(p.field, p.reason) for p in refused.value.problems] == [(name, reason)]
    assert counts(cast) == {}


def test_another_agency_needs_its_name(cast: Cast) -> None:
    with pytest.raises(InvalidForm) as refused:
        referred(cast, addressee="other_agency")
    assert refused.value.problems[0].field == "addressee_name"

    referred(cast, addressee="other_agency", addressee_name="Kementerian Lain")
    assert counts(cast) == {OutcomeDetail.OTHER_AGENCY: (1, 0)}


def test_others_refer_nothing_and_a_disclosure_goes_by_its_sheets(cast: Cast) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)

    with pytest.raises(NotFound):
        refer_case(cast.context, cast.citra.actor, reported.case_id, LETTER)
    with pytest.raises(NotFound):
        note_reply(cast.context, cast.citra.actor, reported.case_id, ANSWER)
    with pytest.raises(NotAllowed):
        refer_case(cast.context, cast.fajar.actor, reported.case_id, LETTER)
    disclosed = disclose(cast.context, DISCLOSURE)
    with pytest.raises(Refused):
        refer_case(cast.context, cast.budi.actor, disclosed.case_id, LETTER)
