"""The sheets of the UPG: what they seal, which stage, clock and figure they decide, and who may not."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import Clock
from tests.disclosures import (
    CUSTODY,
    DETERMINATION,
    DISCLOSURE,
    FORWARDING,
    PHOTO,
    REFUSAL,
    REVIEW,
    SETTLEMENT,
)
from tests.reports import Reported, disclose, report
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import InvalidForm, NotFound, Refused, Stale
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.record import RecordKind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_attachment import open_attachment
from wbs.services.cases.open_case import CaseFile, Seen, open_case
from wbs.services.intake.receive_attachment import Intake
from wbs.services.tracking.track_case import read_case
from wbs.services.upg.upg_sheets import SentSheet, sheets_now, write_sheet
from wbs.store.cases import cases, records
from wbs.store.schema.ledger import CustodyRow, DisclosedObjectRow, DisclosureRow

K = SheetKind
RETURN = {"message": "Mohon lampirkan **kuitansi**."}
IN_THE_HOUSE = {**REVIEW, "outcome": "handled_by_agency", "perishable": "yes"}
RECAP = {"number": "REKAP-2026-S2", "on": "2026-08-03"}


def write(cast: Cast, reported: Reported, *sheets: tuple[SheetKind, dict[str, str]]) -> None:
    for kind, raw in sheets:
        write_sheet(cast.context, cast.budi.actor, reported.case_id, SentSheet(kind, raw))


def opened(cast: Cast, reported: Reported) -> CaseFile:
    return open_case(cast.context, cast.budi.actor, reported.case_id)


def state_of(cast: Cast, reported: Reported) -> tuple[Case, int]:
    with cast.context.database.reading() as work:
        return cases.get(work, reported.case_id), len(records.all_of(work, reported.case_id))


def figures_of(cast: Cast, reported: Reported) -> dict[str, Any]:
    """The clear figures; empty where there are none."""
    with cast.context.database.reading() as work:
        log_id = cases.get(work, reported.case_id).log_id
        row = work.execute(
            select(DisclosureRow.__table__).where(DisclosureRow.log_id == log_id)
        ).one_or_none()
        return {} if row is None else dict(row._mapping)


def open_clocks(cast: Cast, reported: Reported) -> set[str]:
    return {clock.period for clock in opened(cast, reported).clocks if clock.is_open}


def test_a_receipt_goes_to_kpk_and_back_and_is_settled_and_closed(cast: Cast) -> None:
    reported = disclose(cast.context)

    write(
        cast,
        reported,
        (K.CUSTODY, CUSTODY),
        (K.REVIEW, REVIEW),
        (K.FORWARDING, FORWARDING),
        (K.DETERMINATION, DETERMINATION),
        (K.SETTLEMENT, SETTLEMENT),
    )
    words = Words(grounds="Selesai.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.STATE_PROPERTY, None, words)

    case, _ = state_of(cast, reported)
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.STATE_PROPERTY)
    found = figures_of(cast, reported)
    assert found["outcome"] == "forwarded_to_kpk"
    assert (str(found["forwarded_on"]), found["forwarded_by"]) == ("2026-08-03", "upg")
    assert (str(found["determined_on"]), found["determination"]) == ("2026-08-03", "state_property")
    assert (str(found["settled_on"]), found["settlement"]) == ("2026-08-03", "handed_over")
    assert (found["conflict"], found["official"], found["above_standard"]) == (True, False, True)
    assert open_clocks(cast, reported) == set()


def test_what_a_sheet_says_is_sealed_into_the_case_and_the_reporter_does_not_see_it(
    cast: Cast,
) -> None:
    reported = disclose(cast.context)

    write(cast, reported, (K.REVIEW, {**REVIEW, "message": "Diteruskan ke KPK."}))

    (sheet,) = opened(cast, reported).opened.sheets
    assert sheet.content.sheet == "review"
    assert sheet.content.fields == REVIEW
    seen = read_case(cast.context, reported.enter(cast.context))
    assert [m.content.text for m in seen.opened.messages] == ["Diteruskan ke KPK."]
    assert seen.opened.sheets == ()


def test_the_review_counts_kinds_and_the_value_it_found_not_the_one_that_was_claimed(
    cast: Cast,
) -> None:
    second = {n.replace("-1-", "-2-"): text for n, text in DISCLOSURE.items() if "object-1" in n}
    third = {n.replace("-2-", "-3-"): text for n, text in second.items()} | {
        "object-3-kind": "money",
        "object-3-form": "money",
    }
    reported = disclose(cast.context, {**DISCLOSURE, **second, **third})

    write(
        cast, reported, (K.REVIEW, {**REVIEW, "value-2": "Rp 1.200.000", "value-3": "2500000,50"})
    )

    with cast.context.database.reading() as work:
        table = DisclosedObjectRow.__table__.c
        found = work.execute(select(table.kind, table.objects, table.rupiah).order_by(table.kind))
        assert [tuple(row) for row in found] == [
            ("food_drink", 2, 2_000_000),
            ("money", 1, 2_500_001),
        ]


def test_forwarding_ends_the_clocks_of_the_upg_and_starts_that_of_kpk(cast: Cast) -> None:
    reported = disclose(cast.context)
    assert {"upg_to_kpk", "recipient_to_kpk"} <= open_clocks(cast, reported)

    write(cast, reported, (K.REVIEW, REVIEW))
    assert {"upg_to_kpk", "recipient_to_kpk"} <= open_clocks(cast, reported)
    write(cast, reported, (K.FORWARDING, FORWARDING))

    assert open_clocks(cast, reported) == {"kpk_determination"}


def test_kpks_decision_counts_from_the_day_it_fell_though_it_is_entered_later(
    cast: Cast, clock: Clock
) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING))
    clock.move(days=14)

    write(cast, reported, (K.DETERMINATION, {**DETERMINATION, "on": "2026-08-12"}))

    found = opened(cast, reported)
    event = found.events[-1]
    assert (str(event.occurred_on), str(event.logged_on)) == ("2026-08-12", "2026-08-17")
    started = {c.period: str(c.started_on) for c in found.clocks}
    assert started["object_handover"] == "2026-08-12"


def test_a_perishable_gift_is_recapped_to_kpk_counted_from_the_day_it_was_received(
    cast: Cast,
) -> None:
    reported = disclose(cast.context)

    write(cast, reported, (K.REVIEW, IN_THE_HOUSE))

    clocks = {c.period: c for c in opened(cast, reported).clocks}
    assert str(clocks["perishable_recap_to_kpk"].started_on) == "2026-07-31"
    assert K.RECAP in sheets_now(cast.context, opened(cast, reported))
    write(cast, reported, (K.RECAP, RECAP))
    assert K.RECAP not in sheets_now(cast.context, opened(cast, reported))
    assert open_clocks(cast, reported) == set()


def test_what_was_given_away_before_the_review_may_be_settled_with_that_day(cast: Cast) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, IN_THE_HOUSE))

    donated = {"settlement": "donated", "on": "2026-07-31", "to": "Panti Asuhan Kasih"}
    write(cast, reported, (K.SETTLEMENT, donated))

    assert str(figures_of(cast, reported)["settled_on"]) == "2026-07-31"
    event = opened(cast, reported).events[-1]
    assert str(event.occurred_on) == "2026-08-03"  # after the review, whose event is written


def test_a_refusal_is_put_on_record_with_what_the_reporter_said_it_was_worth(cast: Cast) -> None:
    reported = disclose(cast.context, REFUSAL)

    write(cast, reported, (K.RECORD, {"note": "Penolakan jelas."}))

    case, _ = state_of(cast, reported)
    assert (case.stage, case.outcome) == (Stage.RECORDED, Outcome.RECORDED)
    assert figures_of(cast, reported)["outcome"] == "recorded"
    with cast.context.database.reading() as work:
        assert work.execute(select(DisclosedObjectRow.rupiah)).scalar_one() == 750_000


def test_an_incomplete_disclosure_goes_back_with_what_is_missing_and_comes_again(
    cast: Cast,
) -> None:
    reported = disclose(cast.context)

    with pytest.raises(InvalidForm, match="message: required"):
        write(cast, reported, (K.RETURN, {"message": "  "}))
    write(cast, reported, (K.RETURN, RETURN))

    assert state_of(cast, reported)[0].stage is Stage.RETURNED
    seen = read_case(cast.context, reported.enter(cast.context))
    assert "kuitansi" in seen.opened.messages[-1].content.html
    assert "completeness" in open_clocks(cast, reported)
    write(cast, reported, (K.COMPLETION, {}))
    assert state_of(cast, reported)[0].stage is Stage.SUBMITTED
    assert "completeness" not in open_clocks(cast, reported)


@pytest.mark.parametrize(
    ("kind", "raw", "problem"),
    [
        (K.REVIEW, {**REVIEW, "outcome": "state_property"}, "outcome: unknown"),
        (K.REVIEW, {**REVIEW, "exempt": "n"}, "exempt: unknown"),  # gone since 20 January 2026
        (K.REVIEW, {**REVIEW, "value-1": "murah"}, "value-1: not_a_sum"),
        (K.REVIEW, {**REVIEW, "conflict": ""}, "conflict: not_chosen"),
        (K.CUSTODY, {**CUSTODY, "on": "2026-08-04"}, "on: future_date"),
        (K.CUSTODY, {**CUSTODY, "on": "2026-07-30"}, "on: too_early"),
        (K.CUSTODY, {**CUSTODY, "movement": "lost"}, "movement: unknown"),
    ],
)
def test_what_cannot_be_in_a_sheet_is_told_at_its_field_and_nothing_happens(
    cast: Cast, kind: SheetKind, raw: dict[str, str], problem: str
) -> None:
    reported = disclose(cast.context)
    before = state_of(cast, reported)

    with pytest.raises(InvalidForm, match=problem):
        write(cast, reported, (kind, raw))

    assert state_of(cast, reported) == before
    assert figures_of(cast, reported) == {}


def test_every_problem_of_a_sheet_is_told_at_once_in_the_order_of_the_form(cast: Cast) -> None:
    reported = disclose(cast.context)

    with pytest.raises(InvalidForm) as told:
        write(cast, reported, (K.CUSTODY, {"on": "kemarin", "movement": "lost"}))

    assert [p.field for p in told.value.problems] == [
        *("movement", "number", "on", "from", "to", "condition", "place")
    ]


def test_nobody_counts_as_having_left_it_before_a_year_has_passed(cast: Cast, clock: Clock) -> None:
    reported = disclose(cast.context)
    own = {**DETERMINATION, "determination": "recipient_property"}
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING), (K.DETERMINATION, own))
    unclaimed = {"settlement": "unclaimed", "on": "2027-08-03"}
    clock.move(days=365)

    with pytest.raises(InvalidForm, match="on: not_unclaimed_yet"):
        write(cast, reported, (K.SETTLEMENT, unclaimed))
    clock.move(days=1)
    write(cast, reported, (K.SETTLEMENT, {**unclaimed, "on": "2027-08-04"}))

    assert state_of(cast, reported)[0].stage is Stage.SETTLED


def test_what_becomes_of_an_object_fits_what_was_decided(cast: Cast) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING))
    write(cast, reported, (K.DETERMINATION, DETERMINATION))

    with pytest.raises(InvalidForm, match="settlement: contradicts_outcome"):
        write(cast, reported, (K.SETTLEMENT, {**SETTLEMENT, "settlement": "given_back"}))


def test_a_sheet_out_of_its_turn_is_refused(cast: Cast) -> None:
    reported = disclose(cast.context)

    for kind, raw in (
        (K.FORWARDING, FORWARDING),
        (K.DETERMINATION, DETERMINATION),
        (K.SETTLEMENT, SETTLEMENT),
        (K.RECORD, {}),
        (K.RECAP, RECAP),
        (K.COMPLETION, {}),
    ):
        with pytest.raises(Refused):
            write(cast, reported, (kind, raw))


def test_a_report_has_no_sheets(cast: Cast) -> None:
    reported = report(cast.context)

    assert sheets_now(cast.context, opened(cast, reported)) == ()
    with pytest.raises(Refused):
        write(cast, reported, (K.CUSTODY, CUSTODY))


def test_a_photo_of_the_object_is_sealed_with_its_sheet_and_can_be_opened(cast: Cast) -> None:
    reported = disclose(cast.context)
    intake = Intake(cast.context)
    arriving = intake.open(PHOTO[0], "image/png")
    arriving.write(PHOTO[1])
    arriving.finish()
    files = intake.settle()

    sent = SentSheet(K.CUSTODY, CUSTODY, files)
    write_sheet(cast.context, cast.budi.actor, reported.case_id, sent)
    intake.commit({file.ref.blob_id for file in files})

    (sheet,) = opened(cast, reported).opened.sheets
    (ref,) = sheet.content.attachments
    file = open_attachment(
        cast.context, cast.budi.actor, reported.case_id, sheet.number, ref.blob_id
    )
    assert b"".join(file.pieces) == PHOTO[1]


def test_of_several_objects_a_custody_sheet_says_which(cast: Cast) -> None:
    second = {n.replace("-1-", "-2-"): text for n, text in DISCLOSURE.items() if "object-1" in n}
    reported = disclose(cast.context, {**DISCLOSURE, **second})

    with pytest.raises(InvalidForm, match="object-1: not_ticked"):
        write(cast, reported, (K.CUSTODY, CUSTODY))
    write(cast, reported, (K.CUSTODY, {**CUSTODY, "object-2": "yes"}))

    (sheet,) = opened(cast, reported).opened.sheets
    assert sheet.content.fields["object-2"] == "yes"


def test_a_sheet_written_on_what_is_no_longer_so_is_not_taken(cast: Cast) -> None:
    reported = disclose(cast.context)
    seen = opened(cast, reported).seen
    write(cast, reported, (K.REVIEW, REVIEW))

    with pytest.raises(Stale):
        sent = SentSheet(K.CUSTODY, CUSTODY, seen=seen)
        write_sheet(cast.context, cast.budi.actor, reported.case_id, sent)
    with pytest.raises(Stale):
        sent = SentSheet(K.CUSTODY, CUSTODY, seen=Seen(0, 0, 0))
        write_sheet(cast.context, cast.budi.actor, reported.case_id, sent)


def test_officers_of_another_unit_write_no_sheet(cast: Cast) -> None:
    reported = disclose(cast.context)

    with pytest.raises(NotFound):
        sent = SentSheet(K.CUSTODY, CUSTODY)
        write_sheet(cast.context, cast.citra.actor, reported.case_id, sent)


def test_a_reopened_disclosure_is_counted_as_if_nothing_had_been_decided(cast: Cast) -> None:
    reported = disclose(cast.context, REFUSAL)
    write(cast, reported, (K.RECORD, {}))
    words = Words(grounds="Tercatat.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.RECORDED, None, words)

    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.SUBMITTED, words)

    case, _ = state_of(cast, reported)
    assert (case.stage, case.outcome) == (Stage.SUBMITTED, None)
    assert figures_of(cast, reported) == {}


def test_a_second_round_is_bounded_by_what_was_told_in_it(cast: Cast, clock: Clock) -> None:
    reported = disclose(cast.context)
    clock.move(days=4)
    late = {"on": "2026-08-07"}
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, {**FORWARDING, **late}))
    write(cast, reported, (K.DETERMINATION, {**DETERMINATION, **late}))
    write(cast, reported, (K.SETTLEMENT, {**SETTLEMENT, **late}))
    words, budi = Words(grounds="Salah objek."), cast.budi.actor
    close_case(cast.context, budi, reported.case_id, Outcome.STATE_PROPERTY, None, words)
    move_case(cast.context, budi, reported.case_id, Stage.SUBMITTED, words)
    clock.move(days=5)

    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, {**FORWARDING, "on": "2026-08-10"}))
    with pytest.raises(InvalidForm, match="on: too_early"):
        write(cast, reported, (K.DETERMINATION, {**DETERMINATION, "on": "2026-08-09"}))
    write(cast, reported, (K.DETERMINATION, {**DETERMINATION, "on": "2026-08-11"}))

    rounds = [s.content.round for s in opened(cast, reported).opened.sheets]
    assert rounds == [0, 0, 0, 0, 1, 1, 1]


def test_a_sheet_with_its_message_opens_the_case_once(cast: Cast) -> None:
    reported = disclose(cast.context)

    write(cast, reported, (K.REVIEW, {**REVIEW, "message": "Kami teruskan."}))

    with cast.context.database.reading() as work:
        log_id = cases.get(work, reported.case_id).log_id
        acts = work.execute(select(CustodyRow.act).where(CustodyRow.log_id == log_id)).scalars()
        assert list(acts).count("case_opened") == 1
        kinds = [record.kind for record in records.all_of(work, reported.case_id)]
    assert kinds == [RecordKind.REPORT, RecordKind.MESSAGE, RecordKind.SHEET]


def clocks_of(cast: Cast, reported: Reported) -> dict[str, tuple[str, bool, bool]]:
    """By period, of the last that began: since when, whether it runs, whether it fell away."""
    found = opened(cast, reported).clocks
    return {c.period: (str(c.started_on), c.is_open, c.is_dropped) for c in found}


def close_as_recorded(cast: Cast, reported: Reported) -> None:
    words = Words(grounds="Selesai.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.RECORDED, None, words)


def test_what_is_put_on_record_need_not_go_to_kpk_and_nobody_kept_that_period(cast: Cast) -> None:
    reported = disclose(cast.context)

    write(cast, reported, (K.REVIEW, {**REVIEW, "outcome": "recorded"}))

    clocks = clocks_of(cast, reported)
    assert clocks["recipient_to_kpk"] == ("2026-07-31", False, True)
    assert clocks["upg_to_kpk"] == ("2026-08-03", False, True)
    assert not clocks["recipient_to_upg"][2]


def test_what_had_run_out_before_it_fell_away_is_missed(cast: Cast, clock: Clock) -> None:
    reported = disclose(cast.context)
    clock.move(days=80)

    write(cast, reported, (K.REVIEW, {**REVIEW, "outcome": "recorded"}))

    assert not any(is_dropped for _, _, is_dropped in clocks_of(cast, reported).values())


def test_a_review_is_taken_back_with_its_figures_and_what_fell_away_is_due_again(
    cast: Cast, clock: Clock
) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, {**REVIEW, "outcome": "recorded"}))
    clock.move(days=2)

    with pytest.raises(InvalidForm, match="note: required"):
        write(cast, reported, (K.REVISION, {}))
    write(cast, reported, (K.REVISION, {"note": "Nilainya keliru."}))

    case, _ = state_of(cast, reported)
    assert (case.stage, case.outcome) == (Stage.SUBMITTED, None)
    assert figures_of(cast, reported) == {}
    assert clocks_of(cast, reported)["recipient_to_kpk"] == ("2026-07-31", True, False)
    assert clocks_of(cast, reported)["upg_to_kpk"] == ("2026-08-03", True, False)
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, {**FORWARDING, "on": "2026-08-05"}))
    assert figures_of(cast, reported)["outcome"] == "forwarded_to_kpk"


def test_what_was_sent_to_kpk_is_not_taken_back(cast: Cast) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING))

    with pytest.raises(Refused):
        write(cast, reported, (K.REVISION, {"note": "Keliru."}))


def test_no_kind_is_exempt_where_there_is_a_conflict_of_interest(cast: Cast) -> None:
    reported = disclose(cast.context)

    with pytest.raises(InvalidForm, match="exempt: contradicts_conflict"):
        write(cast, reported, (K.REVIEW, {**REVIEW, "outcome": "recorded", "exempt": "p"}))


def test_the_log_tells_when_a_day_on_which_it_went_to_kpk_was_entered(
    cast: Cast, clock: Clock
) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, {**REVIEW, "perishable": "yes"}))
    clock.move(days=9)

    write(cast, reported, (K.RECAP, {**RECAP, "on": "2026-08-04"}), (K.FORWARDING, FORWARDING))

    events = [
        (str(e.act), str(e.occurred_on), str(e.logged_on)) for e in opened(cast, reported).events
    ]
    assert events[2:] == [
        ("recapped", "2026-08-04", "2026-08-12"),
        ("forwarded_to_kpk", "2026-08-04", "2026-08-12"),  # not before what it follows
    ]
    assert opened(cast, reported).case.stage is Stage.REVIEWED


def test_in_a_second_round_every_clock_of_a_decision_runs_anew(cast: Cast, clock: Clock) -> None:
    reported = disclose(cast.context)
    sheets = ((K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING), (K.DETERMINATION, DETERMINATION))
    write(cast, reported, *sheets, (K.SETTLEMENT, SETTLEMENT))
    words = Words(grounds="Keputusan diperbaiki KPK.")
    actor, case_id = cast.budi.actor, reported.case_id
    close_case(cast.context, actor, case_id, Outcome.STATE_PROPERTY, None, words)
    clock.move(days=10)

    move_case(cast.context, actor, case_id, Stage.SUBMITTED, words)
    write(cast, reported, (K.REVIEW, REVIEW))
    with pytest.raises(InvalidForm, match="on: too_early"):
        write(cast, reported, (K.FORWARDING, FORWARDING))  # of the first round
    later = {"on": "2026-08-13"}
    write(cast, reported, (K.FORWARDING, FORWARDING | later))
    assert clocks_of(cast, reported)["kpk_determination"] == ("2026-08-13", True, False)
    write(cast, reported, (K.DETERMINATION, DETERMINATION | later))

    assert clocks_of(cast, reported)["object_handover"] == ("2026-08-13", True, False)
    assert opened(cast, reported).case.due_on is not None
    assert clocks_of(cast, reported)["recipient_to_kpk"] == ("2026-07-31", False, False)


def test_a_perishable_gift_closed_without_its_recap_is_due_again_when_it_is_reopened(
    cast: Cast,
) -> None:
    reported = disclose(cast.context)
    recorded = {**REVIEW, "outcome": "recorded", "perishable": "yes"}
    write(cast, reported, (K.REVIEW, recorded))
    close_as_recorded(cast, reported)
    assert clocks_of(cast, reported)["perishable_recap_to_kpk"] == ("2026-07-31", False, True)

    move_case(
        cast.context, cast.budi.actor, reported.case_id, Stage.SUBMITTED, Words(grounds="Lagi.")
    )
    assert clocks_of(cast, reported)["recipient_to_kpk"] == ("2026-07-31", True, False)
    write(cast, reported, (K.REVIEW, recorded))

    assert clocks_of(cast, reported)["perishable_recap_to_kpk"] == ("2026-07-31", True, False)
    assert K.RECAP in sheets_now(cast.context, opened(cast, reported))


def test_what_was_recapped_once_is_not_asked_for_again_in_another_round(cast: Cast) -> None:
    reported = disclose(cast.context)
    recorded = {**REVIEW, "outcome": "recorded", "perishable": "yes"}
    write(cast, reported, (K.REVIEW, recorded), (K.RECAP, RECAP))
    close_as_recorded(cast, reported)

    move_case(
        cast.context, cast.budi.actor, reported.case_id, Stage.SUBMITTED, Words(grounds="Lagi.")
    )
    write(cast, reported, (K.REVIEW, recorded))

    assert K.RECAP not in sheets_now(cast.context, opened(cast, reported))


def test_a_gratuity_from_before_any_rules_is_worked_like_every_other(cast: Cast) -> None:
    reported = disclose(cast.context, {**DISCLOSURE, "received_on": "2019-11-30"})

    with pytest.raises(InvalidForm, match="exempt: unknown"):
        write(cast, reported, (K.REVIEW, {**REVIEW, "exempt": "a", "conflict": "no"}))
    write(cast, reported, (K.CUSTODY, CUSTODY), (K.REVIEW, REVIEW))

    assert state_of(cast, reported)[0].stage is Stage.REVIEWED


def test_a_sheet_is_not_taken_where_the_reporter_wrote_meanwhile(cast: Cast) -> None:
    reported = disclose(cast.context)
    seen = opened(cast, reported).seen
    reported.write(cast.context, "Koreksi: nilainya 75.000.000.")

    with pytest.raises(Stale):
        sent = SentSheet(K.REVIEW, REVIEW, seen=seen)
        write_sheet(cast.context, cast.budi.actor, reported.case_id, sent)


def test_two_officers_do_not_write_the_same_custody_twice(cast: Cast) -> None:
    reported = disclose(cast.context)
    seen = opened(cast, reported).seen
    sent = SentSheet(K.CUSTODY, CUSTODY, seen=seen)
    write_sheet(cast.context, cast.budi.actor, reported.case_id, sent)

    with pytest.raises(Stale):
        write_sheet(cast.context, cast.indah.actor, reported.case_id, sent)


def test_each_return_says_what_is_missing_though_it_says_the_same(cast: Cast) -> None:
    reported = disclose(cast.context)

    write(cast, reported, (K.RETURN, RETURN), (K.COMPLETION, {}), (K.RETURN, RETURN))

    seen = read_case(cast.context, reported.enter(cast.context))
    assert len(seen.opened.messages) == 2


def test_a_disclosure_is_not_closed_as_forwarded_to_kpk_without_a_sheet(cast: Cast) -> None:
    reported = disclose(cast.context)
    words = Words(grounds="Sudah.")

    with pytest.raises(InvalidForm, match="outcome_detail: unknown"):
        close_case(
            cast.context,
            cast.budi.actor,
            reported.case_id,
            Outcome.FORWARDED,
            OutcomeDetail.KPK,
            words,
        )
