"""An officer enters a case for somebody else: the same safety, the same routing, the day it came in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.entries import LETTER, enter_case
from wbs.domain.arrival import SOURCE_NUMBER, Arrival
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.event import Act, CustodyAct
from wbs.domain.intake import read_form
from wbs.domain.kinds import Channel, Kind
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.daily_work import run as run_daily
from wbs.services.intake.draft import Submitted, load_draft, new_token
from wbs.services.intake.enter_report import enter_report, entered_again
from wbs.services.tracking.track_case import enter, read_case
from wbs.store import reporter
from wbs.store.log import ledger as rows
from wbs.store.schema.ledger import CustodyRow, EventRow, TallyRow


def test_the_desk_opens_it_and_the_reporter_follows_it(cast: Cast) -> None:
    entered = enter_case(cast.context, cast.budi, number="B-12/2026")

    opened = open_case(cast.context, cast.budi.actor, entered.case_id)
    followed = read_case(cast.context, enter(cast.context, entered.code))

    assert opened.case.channel is Channel.LETTER
    assert opened.opened.report.fields["what"] == LETTER
    assert opened.opened.report.fields[SOURCE_NUMBER] == "B-12/2026"
    assert followed.opened.report.fields["what"] == LETTER


def test_what_came_days_ago_counts_from_then_and_is_marked_as_late(cast: Cast) -> None:
    today = cast.context.today()
    came_on = today - timedelta(days=20)

    entered = enter_case(cast.context, cast.budi, came_on=came_on)

    found = open_case(cast.context, cast.budi.actor, entered.case_id)
    (received,) = found.events
    assert (received.occurred_on, received.logged_on) == (came_on, today)
    assert found.case.received_on == came_on
    assert {clock.started_on for clock in found.clocks} == {came_on}
    with cast.context.database.reading() as work:
        (tally,) = work.query(TallyRow).all()
        (event,) = work.query(EventRow).all()
    assert (tally.channel, tally.received_on) == ("letter", came_on)
    assert b"late=yes" in event.open_line
    assert b"channel=letter" in event.open_line


def test_a_verification_that_ran_out_before_it_was_entered_is_missed(cast: Cast) -> None:
    came_on = cast.context.today() - timedelta(days=20)
    entered = enter_case(cast.context, cast.budi, came_on=came_on)

    run_daily(cast.context)

    found = open_case(cast.context, cast.budi.actor, entered.case_id)
    assert [event.act for event in found.events] == [Act.RECEIVED, Act.OVERDUE]


def test_what_came_today_is_not_late(cast: Cast) -> None:
    enter_case(cast.context, cast.budi)

    with cast.context.database.reading() as work:
        (event,) = work.query(EventRow).all()
    assert b"late=" not in event.open_line


def test_who_entered_it_stands_in_the_custody_log_with_ids_alone(cast: Cast) -> None:
    enter_case(cast.context, cast.budi)

    with cast.context.database.reading() as work:
        entry = work.query(CustodyRow).filter_by(act=CustodyAct.CASE_ENTERED.value).one()
    assert entry.officer_id == cast.budi.actor.officer.id
    assert entry.reason == "letter"


@pytest.mark.parametrize(
    ("field", "said"),
    [("concerns_head", "yes"), ("concerns_desk", "unknown"), ("exclude", "Budi")],
)
def test_what_concerns_the_house_leaves_it_although_an_officer_typed_it(
    cast: Cast, field: str, said: str
) -> None:
    entered = enter_case(cast.context, cast.budi, fields={field: said})

    assert entered.code
    assert entered.case_id == ""
    with cast.context.database.reading() as work:
        found = reporter.case_by_lookup(work, lookup_id(TrackingCode.parse(entered.code)))
    assert found is not None
    assert found.case.counting_unit_id == cast.unit("kanwil-a").id
    for person in (cast.budi, cast.indah):
        with pytest.raises(NotFound):
            open_case(cast.context, person.actor, found.case.id)
    assert open_case(cast.context, cast.gita.actor, found.case.id).case.channel is Channel.LETTER


def test_the_same_form_sent_twice_is_one_case_with_one_code(cast: Cast) -> None:
    context = cast.context
    token = new_token(context)
    raw = {"unit": "satker-1", "category": "pungutan-liar", "what": LETTER}
    rules = context.law.form_rules(Kind.WBS, context.today(), frozenset({"satker-1"}))
    report, arrival = read_form(raw, rules), Arrival(context.today(), Channel.BOX)

    first = enter_report(context, cast.budi.actor, token, report, arrival)
    second = enter_report(context, cast.budi.actor, token, report, arrival)
    draft = load_draft(context, token)

    assert first == second
    assert isinstance(draft, Submitted)
    assert entered_again(context, cast.budi.actor, draft) == first
    with context.database.reading() as work:
        assert work.query(TallyRow).count() == 1


def test_the_code_is_shown_no_longer_than_a_reporters_own(cast: Cast) -> None:
    context = cast.context
    entered = enter_case(context, cast.budi)
    assert entered.code

    again = entered_again(context, cast.budi.actor, Submitted(None))

    assert (again.code, again.case_id) == ("", "")


@pytest.mark.parametrize("username", ["ratna", "fajar"])
def test_nobody_else_enters_cases(cast: Cast, username: str) -> None:
    with pytest.raises(NotAllowed):
        enter_case(cast.context, cast.people[username])


def test_an_officer_at_no_desk_enters_none(cast: Cast) -> None:
    officer = replace(cast.budi.actor.officer, desk_ids=frozenset())
    person = replace(cast.budi, actor=replace(cast.budi.actor, officer=officer))

    with pytest.raises(NotAllowed):
        enter_case(cast.context, person)


def test_what_was_entered_late_never_turns_the_log_back(cast: Cast) -> None:
    enter_case(cast.context, cast.budi)
    enter_case(cast.context, cast.budi, came_on=cast.context.today() - timedelta(days=300))

    unit_id = cast.unit("satker-1").id
    with cast.context.database.reading() as work:
        assert rows.last_logged_on(work, unit_id) == cast.context.today()
        assert {event.logged_on for event in work.query(EventRow)} == {cast.context.today()}
