"""Who reports confidentially is known to nobody, until k custodians agree for one officer and some days."""

from contextlib import suppress

import pytest
from sqlalchemy import text

from tests.cast import Cast, let_in, take_up
from tests.conftest import Clock
from tests.custodians import (
    KINDS,
    OF_SATKER_1,
    REASON,
    Custodians,
    answer,
    appoint,
    approved,
    confidential,
    enrol,
    everybody,
    shown_fingerprint,
)
from tests.reports import Reported, report
from tests.services.at_once import at_once
from wbs.domain.custodian import CustodyRules
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Anonymity, DeskKind, Kind, Role
from wbs.domain.opening import Matter, Reply, RequestState
from wbs.sealing.errors import SealingError
from wbs.sealing.identity import open_identity as unsealed
from wbs.sealing.shares import combine, open_holding
from wbs.services import daily_work
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import Invitation
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.cases.open_case import open_case
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.appoint_custodian import (
    appoint_custodian,
    dismiss_custodian,
    set_custody_rules,
)
from wbs.services.custodians.keeping import identity_for
from wbs.services.custodians.leave_custody import what_is_lost
from wbs.services.custodians.open_identity import open_identity
from wbs.services.custodians.request_opening import request_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.custodians.sealed_apart import share_place
from wbs.services.keys.propose_member import propose_member
from wbs.services.tracking.track_case import read_case
from wbs.store.custody import custodians as store
from wbs.store.custody import shares
from wbs.store.database import db


@pytest.fixture
def custodians(cast: Cast) -> Custodians:
    return everybody(cast)


@pytest.fixture
def reported(cast: Cast, custodians: Custodians) -> Reported:
    return confidential(cast.context)


def steps(cast: Cast, reported: Reported) -> list[tuple[str, str]]:
    keeping = read_case(cast.context, reported.enter(cast.context)).keeping
    return [(step.act.value, step.matter.value) for step in keeping.steps]


def every_byte(cast: Cast) -> bytes:
    """Everything the database holds."""
    found = []
    with cast.context.database.reading() as work:
        for table in db.metadata.sorted_tables:
            for row in work.execute(table.select()):
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(found)


@pytest.mark.parametrize("kind", KINDS)
def test_who_reported_is_in_no_record_and_no_row(
    cast: Cast, custodians: Custodians, kind: Kind
) -> None:
    reported = confidential(cast.context, kind)

    opened = open_case(cast.context, cast.budi.actor, reported.case_id)

    assert opened.case.anonymity is Anonymity.CONFIDENTIAL
    assert not opened.opened.report.fields.keys() & {"identity_name", "identity_contact"}
    assert opened.opened.report.fields["anonymity"] == "confidential"
    assert b"Sari" not in every_byte(cast)
    assert b"0812-3456" not in every_byte(cast)


def test_a_named_reporter_stands_in_the_first_record_and_nothing_is_sealed_apart(
    cast: Cast, custodians: Custodians
) -> None:
    reported = report(cast.context, anonymity="named", identity_name="Sari Rahmawati")
    opened = open_case(cast.context, cast.budi.actor, reported.case_id)

    assert opened.opened.report.fields["identity_name"] == "Sari Rahmawati"
    assert identity_for(cast.context, cast.budi.actor, opened.case) is None


def test_two_of_three_let_the_officer_in_charge_open_it_and_the_reporter_sees_every_step(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    budi = cast.budi.actor
    request_identity(cast.context, budi, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    with pytest.raises(Refused, match="no approved request"):
        open_identity(cast.context, budi, reported.case_id)
    answer(cast, custodians.nanda)

    identity = open_identity(cast.context, budi, reported.case_id)

    assert (identity.name, identity.contact) == ("Sari Rahmawati", "0812-3456-7890")
    assert "Sari" not in repr(identity)
    assert steps(cast, reported) == [
        ("opening_requested", "identity"),
        ("opening_approved", "identity"),
        ("opening_approved", "identity"),
        ("identity_opened", "identity"),
    ]


def test_every_opening_is_another_step(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)
    for _ in range(3):
        open_identity(cast.context, cast.budi.actor, reported.case_id)

    assert steps(cast, reported).count((CustodyAct.IDENTITY_OPENED.value, "identity")) == 3


def test_custodians_read_the_reason_and_nothing_of_the_case(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)

    for username in OF_SATKER_1:
        view = requests_to_me(cast.context, custodians.people[username].actor)
        (request,) = view.requests
        assert (request.reason, request.requester_name) == (REASON, "Budi Santoso")
        assert request.fingerprint == shown_fingerprint(cast.budi.actor)
        assert view.unit_name == "Satuan Kerja Satu"
        with pytest.raises(NotAllowed):
            open_case(cast.context, custodians.people[username].actor, reported.case_id)
    assert requests_to_me(cast.context, custodians.omar.actor).requests == ()
    assert REASON.encode() not in every_byte(cast)


def test_the_reason_is_required_and_given_back(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    with pytest.raises(Invalid, match="reason: required"):
        request_identity(cast.context, cast.budi.actor, reported.case_id, "  ")
    with pytest.raises(Invalid, match="reason: too_long"):
        request_identity(cast.context, cast.budi.actor, reported.case_id, "a" * 20_001)
    assert steps(cast, reported) == []


def test_nobody_but_an_officer_in_charge_asks(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    for stranger in (cast.citra, cast.dewi, cast.gita):
        with pytest.raises(NotFound):
            request_identity(cast.context, stranger.actor, reported.case_id, REASON)
    for other in (cast.fajar, cast.ratna, custodians.lukman):
        with pytest.raises(NotAllowed):
            request_identity(cast.context, other.actor, reported.case_id, REASON)


def test_what_was_approved_for_one_opens_for_nobody_else(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)

    with pytest.raises(Refused):
        open_identity(cast.context, cast.indah.actor, reported.case_id)
    for stranger in (cast.citra, cast.dewi):
        with pytest.raises(NotFound):
            open_identity(cast.context, stranger.actor, reported.case_id)


def test_two_refusals_of_three_end_the_request(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman, Reply.REFUSE)
    answer(cast, custodians.mira, Reply.REFUSE)

    (request,) = requests_to_me(cast.context, custodians.nanda.actor).requests
    assert request.state is RequestState.REFUSED
    with pytest.raises(Stale):
        answer_request(
            cast.context, custodians.nanda.actor, request.id, Reply.APPROVE, request.fingerprint
        )
    request_identity(cast.context, cast.budi.actor, reported.case_id, "Alasan lain.")


def test_a_running_request_is_not_asked_twice(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    with pytest.raises(Refused, match="asked already"):
        request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    request_identity(cast.context, cast.indah.actor, reported.case_id, REASON)


def test_a_custodian_who_asks_does_not_answer_their_own_request(cast: Cast) -> None:
    """*tono* sits at the desk and is a custodian as well: he needs the k others."""
    appoint(cast, "satker-1", "lukman", "mira")
    tono = enrol(cast, "tono", "satker-1", Role.CUSTODIAN, Role.DESK_MEMBER)
    admin, officer = cast.ratna.actor.officer, tono.actor.officer
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(cast.context, admin, desk.id, officer.id)
    let_in(cast.context, cast.budi, tono, [desk.id])
    approved(cast, appoint_custodian(cast.context, admin, cast.unit("satker-1").id, officer.id))
    reported = confidential(cast.context)
    actor = cast.actor(tono)
    request_identity(cast.context, actor, reported.case_id, REASON)

    assert requests_to_me(cast.context, actor).requests == ()
    with cast.context.database.reading() as work:
        request_id = work.scalar(text("SELECT id FROM opening_request"))
    with pytest.raises(Refused, match="own request"):
        answer_request(
            cast.context, actor, str(request_id), Reply.APPROVE, shown_fingerprint(actor)
        )


def test_a_custodian_answers_once_and_for_the_key_they_saw(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests
    lukman = custodians.lukman.actor

    with pytest.raises(Stale, match="another key"):
        answer_request(
            cast.context, lukman, request.id, Reply.APPROVE, shown_fingerprint(cast.citra.actor)
        )
    answer(cast, custodians.lukman)
    with pytest.raises(Stale, match="answered already"):
        answer_request(cast.context, lukman, request.id, Reply.REFUSE, request.fingerprint)
    with pytest.raises(NotFound):
        answer_request(
            cast.context, custodians.omar.actor, request.id, Reply.APPROVE, request.fingerprint
        )
    with pytest.raises(NotAllowed):
        answer_request(
            cast.context, cast.ratna.actor, request.id, Reply.APPROVE, request.fingerprint
        )


def test_what_was_approved_is_over_after_seven_days(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)
    clock.move(days=7)
    daily_work.run(cast.context)
    open_identity(cast.context, cast.budi.actor, reported.case_id)
    clock.move(days=1)
    with pytest.raises(Refused):
        open_identity(cast.context, cast.budi.actor, reported.case_id)

    daily_work.run(cast.context)
    daily_work.run(cast.context)

    assert steps(cast, reported)[-1] == ("opening_expired", "identity")
    assert steps(cast, reported).count(("opening_expired", "identity")) == 1
    with cast.context.database.reading() as work:
        assert work.scalar(text("SELECT count(*) FROM request_answer WHERE box IS NOT NULL")) == 0


def test_a_request_nobody_answers_is_over_after_fourteen_days(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    clock.move(days=15)
    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests
    with pytest.raises(Stale):
        answer_request(
            cast.context, custodians.lukman.actor, request.id, Reply.APPROVE, request.fingerprint
        )
    daily_work.run(cast.context)

    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests
    assert request.state is RequestState.EXPIRED


def test_one_custodian_and_the_whole_database_open_nothing(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    """Whoever holds one custodian's seed and every row, and the case's key as well, still holds nothing."""
    case_key = reported.enter(cast.context).case_key
    with cast.context.database.reading() as work:
        held = shares.shares_of(work, reported.case_id, Matter.IDENTITY)
        sealed = shares.identity(work, reported.case_id)
    assert sealed is not None and len(held) == 3
    opened = {}
    for person in custodians.people.values():
        officer = person.actor.officer
        for share in held:
            place = share_place(Matter.IDENTITY, reported.case_id, share.officer_id, share.split)
            try:
                holding = open_holding(share.box, person.actor.seed, place)
            except SealingError:
                continue
            assert share.officer_id == officer.id
            opened[officer.username] = holding

    assert sorted(opened) == sorted(OF_SATKER_1)
    for alone in opened.values():
        with pytest.raises(SealingError):
            combine([alone])
    both = combine([opened["lukman"], opened["mira"]])
    with pytest.raises(SealingError):
        unsealed(both, both, sealed, reported.case_id)  # two custodians without the case
    assert b"Sari" in unsealed(both, case_key, sealed, reported.case_id)


def test_an_administrator_alone_appoints_dismisses_and_rules_nothing(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    admin, unit_id = cast.ratna.actor.officer, cast.unit("satker-1").id
    puppet = enrol(cast, "boneka", "satker-1", Role.CUSTODIAN).actor.officer
    lukman = custodians.lukman.actor.officer.id

    asked = (
        dismiss_custodian(cast.context, admin, unit_id, lukman),
        appoint_custodian(cast.context, admin, unit_id, puppet.id),
        set_custody_rules(cast.context, admin, unit_id, CustodyRules(3, has_escrow=True)),
    )

    assert all(asked)
    with cast.context.database.reading() as work:
        held = {s.officer_id for s in shares.shares_of(work, reported.case_id, Matter.IDENTITY)}
        assert lukman in held
        assert puppet.id not in store.appointed(work, unit_id)
        assert store.rules_of(work, unit_id) == CustodyRules()
    for proposal in asked:
        approved(cast, proposal)
    with cast.context.database.reading() as work:
        assert lukman not in store.appointed(work, unit_id)
        assert puppet.id in store.appointed(work, unit_id)
        assert store.rules_of(work, unit_id) == CustodyRules(3, has_escrow=True)


def test_who_has_another_key_than_the_one_seen_is_not_appointed(cast: Cast) -> None:
    admin, unit_id = cast.ratna.actor.officer, cast.unit("satker-1").id
    officer = enrol(cast, "tono", "satker-1", Role.CUSTODIAN).actor.officer
    proposal = appoint_custodian(cast.context, admin, unit_id, officer.id)
    reset = reset_officer(cast.context, admin, officer.id)
    assert isinstance(reset, Invitation)
    take_up(cast.context, "tono", reset)

    with pytest.raises(Stale):
        approved(cast, proposal)


def test_an_administrators_puppets_get_nothing_of_what_was_reported_before_them(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    admin, unit_id = cast.ratna.actor.officer, cast.unit("satker-1").id
    for username in OF_SATKER_1:
        officer_id = custodians.people[username].actor.officer.id
        approved(cast, dismiss_custodian(cast.context, admin, unit_id, officer_id))
    puppets = appoint(cast, "satker-1", "boneka-a", "boneka-b")

    with cast.context.database.reading() as work:
        assert shares.shares_of(work, reported.case_id, Matter.IDENTITY) == ()
    for puppet in puppets.values():
        assert requests_to_me(cast.context, puppet.actor).requests == ()
    with pytest.raises(Refused, match="too few"):
        request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    keeping = read_case(cast.context, reported.enter(cast.context)).keeping
    assert keeping.identity is not None and keeping.identity.is_lost


def test_a_custodian_who_leaves_takes_their_approval_along(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)
    mira = custodians.mira.actor.officer.id
    approved(cast, disable_officer(cast.context, cast.ratna.actor.officer, mira))

    with pytest.raises(Refused):
        open_identity(cast.context, cast.budi.actor, reported.case_id)
    answer(cast, custodians.nanda)
    assert open_identity(cast.context, cast.budi.actor, reported.case_id).name == "Sari Rahmawati"


def test_a_dismissed_custodian_reads_no_reason_any_more(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    lukman = custodians.lukman.actor
    assert requests_to_me(cast.context, lukman).requests != ()
    dismiss_custodian(cast.context, None, cast.unit("satker-1").id, lukman.officer.id)

    assert requests_to_me(cast.context, lukman).requests == ()


def test_what_nobody_could_open_without_a_custodian_is_told_before_they_leave(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    lukman, mira = (custodians.people[n].actor.officer.id for n in ("lukman", "mira"))
    assert what_is_lost(cast.context, lukman) == 0
    dismiss_custodian(cast.context, None, cast.unit("satker-1").id, mira)
    assert what_is_lost(cast.context, lukman) == 1


def test_a_requester_who_is_disabled_holds_nothing_any_more(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    disable_officer(cast.context, cast.ratna.actor.officer, cast.budi.actor.officer.id)

    (request,) = requests_to_me(cast.context, custodians.mira.actor).requests
    assert request.state is RequestState.EXPIRED
    assert steps(cast, reported)[-1] == ("opening_expired", "identity")


def test_three_custodians_who_answer_at_once_all_count(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    people = [custodians.people[name].actor for name in OF_SATKER_1]
    (request,) = requests_to_me(cast.context, people[0]).requests

    def approve(number: int) -> bool:
        me = people[number]
        try:
            answer_request(cast.context, me, request.id, Reply.APPROVE, request.fingerprint)
        except Stale:  # the two others were enough
            return False
        return True

    assert sum(at_once(3, approve)) == 2
    assert open_identity(cast.context, cast.budi.actor, reported.case_id).name == "Sari Rahmawati"
    assert steps(cast, reported).count(("opening_approved", "identity")) == 2


def test_of_an_approval_and_a_dismissal_at_once_neither_leaves_a_share_behind(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    lukman = custodians.lukman.actor
    (request,) = requests_to_me(cast.context, lukman).requests
    unit_id = cast.unit("satker-1").id

    def act(number: int) -> None:
        if number:
            dismiss_custodian(cast.context, None, unit_id, lukman.officer.id)
            return
        with suppress(NotFound, Stale):
            answer_request(cast.context, lukman, request.id, Reply.APPROVE, request.fingerprint)

    at_once(2, act)

    with cast.context.database.reading() as work:
        held = shares.shares_of(work, reported.case_id, Matter.IDENTITY)
        left = work.scalar(text("SELECT count(*) FROM request_answer WHERE box IS NOT NULL"))
    assert lukman.officer.id not in {share.officer_id for share in held}
    assert left == 0
