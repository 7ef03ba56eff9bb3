"""The superior's decision: what it seals, which stage and clock it decides, and who may not write it."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.declarations import CONTROL, DECISION, DECLARATION, NO_CONFLICT, control, decide, declare
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.clocks import Clock as CaseClock
from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Refused, Stale
from wbs.domain.event import Act, Event
from wbs.domain.history import decided_on
from wbs.domain.kinds import Anonymity, Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import Seen, open_case
from wbs.services.conflict.superior_sheets import SentDecision, write_superior_sheet
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import cases, records
from wbs.store.log import ledger

PERIOD = "conflict_superior_decision"
RECEIVED_ON = date(2026, 8, 3)


def state(cast: Cast, case_id: str) -> tuple[Case, tuple[Event, ...], tuple[CaseClock, ...], int]:
    """The case, its events, its clocks, and how many records it has."""
    with cast.context.database.reading() as work:
        case = cases.get(work, case_id)
        return (
            case,
            ledger.events_of(work, case.log_id),
            ledger.clocks_of(work, case.log_id),
            len(records.all_of(work, case_id)),
        )


def test_a_declaration_comes_to_the_wbs_desk_with_a_name_and_counts_at_once(cast: Cast) -> None:
    declared = declare(cast.context)

    case, events, clocks, _ = state(cast, declared.case_id)
    assert (case.kind, case.stage) == (Kind.CONFLICT_OF_INTEREST, Stage.DECLARED)
    assert (case.category, case.anonymity) == ("keluarga-kerabat", Anonymity.NAMED)
    assert case.counted_on == case.received_on
    assert [e.act for e in events] == [Act.RECEIVED]
    # Seven working days from Monday 3 August, over 17 August no more.
    assert [(c.period, c.due_on) for c in clocks] == [(PERIOD, date(2026, 8, 12))]
    assert case.due_on == date(2026, 8, 12)
    assert open_case(cast.context, cast.budi.actor, declared.case_id).opened.report.fields == (
        DECLARATION
    )


def test_a_declaration_goes_from_the_decision_over_its_control_to_the_end(cast: Cast) -> None:
    declared = declare(cast.context)

    decide(cast.context, cast.budi.actor, declared.case_id)
    control(cast.context, cast.budi.actor, declared.case_id)
    close_case(
        cast.context,
        cast.budi.actor,
        declared.case_id,
        Outcome.WITHDRAWN_FROM_DUTY,
        None,
        Words(grounds="Selesai."),
    )

    case, events, clocks, _ = state(cast, declared.case_id)
    assert [e.act for e in events] == [Act.RECEIVED, Act.DECIDED, Act.CONTROLLED, Act.CLOSED]
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.WITHDRAWN_FROM_DUTY)
    assert [c.met_on for c in clocks] == [date(2026, 8, 3)]
    sheets = open_case(cast.context, cast.budi.actor, declared.case_id).opened.sheets
    assert [(s.content.sheet, s.content.fields) for s in sheets] == [
        ("decision", DECISION),
        ("control", CONTROL),
    ]


def test_a_decision_after_the_seventh_working_day_is_late(cast: Cast, clock: Clock) -> None:
    declared = declare(cast.context)
    clock.move(days=10)

    decide(cast.context, cast.budi.actor, declared.case_id, {**DECISION, "on": "2026-08-13"})

    _, _, clocks, _ = state(cast, declared.case_id)
    assert [decided_on(c, RECEIVED_ON) for c in clocks] == [(False, date(2026, 8, 13))]


def test_a_decision_entered_late_but_taken_in_time_is_kept_and_says_when_it_was_entered(
    cast: Cast, clock: Clock
) -> None:
    declared = declare(cast.context)
    clock.move(days=10)

    decide(cast.context, cast.budi.actor, declared.case_id, {**DECISION, "on": "2026-08-12"})

    _, events, clocks, _ = state(cast, declared.case_id)
    assert (events[1].occurred_on, events[1].logged_on) == (date(2026, 8, 12), date(2026, 8, 13))
    assert [decided_on(c, RECEIVED_ON) for c in clocks] == [(True, date(2026, 8, 12))]


def test_the_superior_may_decide_anew_and_the_last_decision_stands(cast: Cast) -> None:
    declared = declare(cast.context)
    decide(cast.context, cast.budi.actor, declared.case_id)

    decide(cast.context, cast.budi.actor, declared.case_id, {**DECISION, "decision": "moved"})

    case, events, clocks, _ = state(cast, declared.case_id)
    assert case.outcome is Outcome.MOVED
    assert [e.act for e in events] == [Act.RECEIVED, Act.DECIDED, Act.DECIDED]
    assert [c.met_on for c in clocks] == [RECEIVED_ON]


def test_where_there_is_no_conflict_nothing_is_to_be_controlled(cast: Cast) -> None:
    declared = declare(cast.context)
    decide(cast.context, cast.budi.actor, declared.case_id, NO_CONFLICT)

    with pytest.raises(Refused):
        control(cast.context, cast.budi.actor, declared.case_id)
    close_case(
        cast.context,
        cast.budi.actor,
        declared.case_id,
        Outcome.NO_CONFLICT,
        None,
        Words(grounds="Tidak ada."),
    )

    assert state(cast, declared.case_id)[0].stage is Stage.CLOSED


def test_what_is_to_be_controlled_cannot_be_closed_before_it_is(cast: Cast) -> None:
    declared = declare(cast.context)
    decide(cast.context, cast.budi.actor, declared.case_id)

    with pytest.raises(Refused):
        close_case(
            cast.context,
            cast.budi.actor,
            declared.case_id,
            Outcome.WITHDRAWN_FROM_DUTY,
            None,
            Words(grounds="Selesai."),
        )


def test_a_declaration_withdrawn_before_a_decision_leaves_nothing_due(cast: Cast) -> None:
    declared = declare(cast.context)

    close_case(
        cast.context,
        cast.budi.actor,
        declared.case_id,
        Outcome.WITHDRAWN,
        None,
        Words(grounds="Dicabut."),
    )

    case, events, clocks, _ = state(cast, declared.case_id)
    assert case.due_on is None
    assert [c.is_dropped for c in clocks] == [True]
    assert (events[-1].kept, events[-1].missed) == ((), ())


def test_a_reopened_declaration_has_its_seven_days_again(cast: Cast, clock: Clock) -> None:
    declared = declare(cast.context)
    decide(cast.context, cast.budi.actor, declared.case_id, NO_CONFLICT)
    grounds = Words(grounds="Ada hubungan baru.")
    close_case(cast.context, cast.budi.actor, declared.case_id, Outcome.NO_CONFLICT, None, grounds)
    clock.move(days=7)

    move_case(cast.context, cast.budi.actor, declared.case_id, Stage.DECLARED, grounds)

    case, events, clocks, _ = state(cast, declared.case_id)
    assert (case.stage, case.outcome) == (Stage.DECLARED, None)
    assert events[-1].act is Act.REOPENED
    assert [(c.started_on, c.is_open) for c in clocks] == [
        (date(2026, 8, 3), False),
        (date(2026, 8, 10), True),
    ]


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"decision": "substantiated"}, {"decision"}),
        ({"measure": ""}, {"measure"}),
        ({"superior": "", "on": "2026-08-04"}, {"superior", "on"}),
        ({"on": "2026-08-02"}, {"on"}),
        ({"until": "2026-08-02"}, {"until"}),
        ({"until": "besok"}, {"until"}),
    ],
)
def test_a_decision_that_cannot_be_taken_writes_nothing(
    cast: Cast, changed: dict[str, str], fields: set[str]
) -> None:
    declared = declare(cast.context)

    with pytest.raises(InvalidForm) as caught:
        decide(cast.context, cast.budi.actor, declared.case_id, {**DECISION, **changed})

    assert {p.field for p in caught.value.problems} == fields
    case, events, _, written = state(cast, declared.case_id)
    assert (case.stage, len(events), written) == (Stage.DECLARED, 1, 1)


def test_a_decision_on_what_meanwhile_changed_is_refused(cast: Cast) -> None:
    declared = declare(cast.context)
    declared.write(cast.context, "Satu hal lagi.")

    with pytest.raises(Stale):
        write_superior_sheet(
            cast.context,
            cast.budi.actor,
            declared.case_id,
            SentDecision(SuperiorSheet.DECISION, DECISION, Seen(1, 0, 0)),
        )


def test_only_the_desk_in_charge_writes_a_decision(cast: Cast) -> None:
    declared = declare(cast.context)

    with pytest.raises(NotFound):
        decide(cast.context, cast.citra.actor, declared.case_id)
    for person in (cast.fajar, cast.ratna):
        with pytest.raises(NotAllowed):
            decide(cast.context, person.actor, declared.case_id)


@pytest.mark.parametrize("name", ["concerns_head", "concerns_desk"])
def test_nobody_of_the_unit_handles_the_declaration_of_its_head_or_desk(
    cast: Cast, name: str
) -> None:
    declared = declare(cast.context, {**DECLARATION, name: "yes"})

    with pytest.raises(NotFound):
        open_case(cast.context, cast.budi.actor, declared.case_id)
    assert state(cast, declared.case_id)[0].counting_unit_id != cast.budi.actor.officer.unit_id


def test_whoever_declared_sees_the_decision_and_no_sheet(cast: Cast) -> None:
    declared = declare(cast.context)
    decide(
        cast.context,
        cast.budi.actor,
        declared.case_id,
        {**DECISION, "message": "Mohon serahkan berkas penawaran."},
    )

    tracked = read_case(cast.context, declared.enter(cast.context))

    assert tracked.case.outcome is Outcome.WITHDRAWN_FROM_DUTY
    assert tracked.opened.sheets == ()
    assert [m.content.text for m in tracked.opened.messages] == ["Mohon serahkan berkas penawaran."]


def test_a_declaration_reaches_kpk_by_no_closing(cast: Cast) -> None:
    declared = declare(cast.context)

    with pytest.raises(InvalidForm):
        close_case(
            cast.context,
            cast.budi.actor,
            declared.case_id,
            Outcome.FORWARDED,
            OutcomeDetail.KPK,
            Words(grounds="Bukan di sini."),
        )
