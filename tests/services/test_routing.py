"""Over every answer a reporter can give: who is sealed a key, who is told, and where it is counted."""

from itertools import product

import pytest

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import InvalidForm, NotFound, Unavailable
from wbs.domain.inbox import Filters, Standing
from wbs.domain.kinds import Answer, DeskKind, Kind
from wbs.sealing.keypair import fingerprint
from wbs.services.cases.inbox import inbox
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member
from wbs.services.keys.propose_member import propose_member
from wbs.store.cases import cases

KINDS = [Kind.WBS, Kind.COMPLAINT]
ANSWERS = list(product([None, *Answer], [None, *Answer], ["", "Budi Santoso", "orang lain"]))
EVERYTHING = Filters(Standing.ALL)


def typed(head: Answer | None, desk: Answer | None, exclude: str) -> dict[str, str]:
    """The fields as a browser sends them; an answer not given is not sent."""
    answers = {"concerns_head": head, "concerns_desk": desk}
    return {name: answer.value for name, answer in answers.items() if answer} | {"exclude": exclude}


def must_leave(fields: dict[str, str]) -> bool:
    answers = {fields.get("concerns_head"), fields.get("concerns_desk")}
    return bool(answers - {None, "no"} or fields["exclude"])


def desks_with_a_key(context: Context, cast: Cast, case_id: str) -> set[str]:
    with context.database.reading() as work:
        boxes = cases.key_boxes(work, case_id, [desk.id for desk in cast.agency.desks])
    return {desk_id for desk_id, _, _ in boxes}


def listed(context: Context, cast: Cast, username: str) -> set[str]:
    """Every case on every page of the officer's inbox."""
    actor = cast.people[username].actor
    page = inbox(context, actor, EVERYTHING, None)
    found = {case.id for case in page.cases}
    while page.after is not None:
        page = inbox(context, actor, EVERYTHING, page.after)
        found |= {case.id for case in page.cases}
    return found


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_over_all_answers_a_unit_gets_only_what_concerns_nobody_there(
    cast: Cast, kind: Kind
) -> None:
    context = cast.context
    own = cast.desk("satker-1", DeskKind(kind.value))
    above = cast.desk("kanwil-a", DeskKind(kind.value))
    stays, leaves = set[str](), set[str]()
    for answers in ANSWERS:
        fields = typed(*answers)
        case_id = report(context, kind=kind, category="lainnya", **fields).case_id
        expected = above if must_leave(fields) else own
        assert desks_with_a_key(context, cast, case_id) == {expected.id}
        with context.database.reading() as work:
            case = cases.get(work, case_id)
        assert case.desk_id == expected.id
        assert case.unit_id == own.unit_id
        assert case.counting_unit_id == expected.unit_id
        (leaves if must_leave(fields) else stays).add(case_id)

    assert len(stays) == 4
    assert listed(context, cast, "budi") == listed(context, cast, "indah") == stays
    assert listed(context, cast, "gita") == leaves
    assert listed(context, cast, "citra") == listed(context, cast, "dewi") == set()
    for case_id in leaves:
        with pytest.raises(NotFound):
            open_case(context, cast.budi.actor, case_id)


def test_a_complaint_about_a_unit_without_that_desk_goes_above(cast: Cast) -> None:
    case_id = report(cast.context, unit="satker-3", kind=Kind.COMPLAINT).case_id

    assert desks_with_a_key(cast.context, cast, case_id) == {
        cast.desk("kanwil-b", DeskKind.COMPLAINT).id
    }
    assert case_id not in listed(cast.context, cast, "eko")
    assert case_id in listed(cast.context, cast, "hadi")


def test_a_report_about_eko_does_not_reach_eko(cast: Cast) -> None:
    case_id = report(cast.context, unit="satker-3", concerns_head="yes").case_id

    assert case_id not in listed(cast.context, cast, "eko")
    with pytest.raises(NotFound):
        open_case(cast.context, cast.eko.actor, case_id)
    assert case_id in listed(cast.context, cast, "hadi")


def test_a_head_who_sits_at_the_desk_above_does_not_get_what_is_about_the_unit(
    context: Context, cast: Cast
) -> None:
    above = cast.desk("kanwil-b", DeskKind.WBS)
    eko = cast.eko.actor.officer
    propose_member(context, cast.ratna.actor.officer, above.id, eko.id)
    assert eko.public_key is not None
    confirm_member(context, cast.hadi.actor, above.id, eko.id, fingerprint(eko.public_key))

    case_id = report(context, unit="satker-3", concerns_head="yes").case_id

    assert desks_with_a_key(context, cast, case_id) == {
        cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    }


def test_a_report_about_the_head_of_a_regional_office_goes_to_the_inspectorate(cast: Cast) -> None:
    case_id = report(cast.context, unit="kanwil-a", concerns_head="unknown").case_id

    assert desks_with_a_key(cast.context, cast, case_id) == {
        cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    }
    assert case_id in listed(cast.context, cast, "dewi")


def test_a_report_about_the_head_of_the_inspectorate_is_refused_and_nothing_is_kept(
    cast: Cast,
) -> None:
    with pytest.raises((Unavailable, InvalidForm)):
        report(cast.context, unit="inspektorat", concerns_head="yes")

    assert listed(cast.context, cast, "dewi") == set()
