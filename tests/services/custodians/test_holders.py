"""Who holds shares of a report: never one it concerns, and where they are too few it is told at its field."""

import pytest

from tests.cast import Cast
from tests.custodians import KINDS, OF_INSPECTORATE, OF_SATKER_1, appoint, confidential, everybody
from wbs.domain.custodian import CustodyRules
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Refused
from wbs.domain.kinds import Kind
from wbs.domain.opening import Matter
from wbs.services.custodians.appoint_custodian import (
    appoint_custodian,
    dismiss_custodian,
    set_custody_rules,
)
from wbs.services.intake.intake_directory import read_directory
from wbs.store.agency import officers
from wbs.store.custody import shares


def holders(cast: Cast, **fields: str) -> list[str]:
    """The user names of those who hold the identity of a report made so."""
    reported = confidential(cast.context, Kind.WBS, **fields)
    with cast.context.database.reading() as work:
        held = shares.shares_of(work, reported.case_id, Matter.IDENTITY)
        found = [officers.officer_by_id(work, share.officer_id) for share in held]
    return sorted(officer.username for officer in found if officer)


@pytest.mark.parametrize("kind", KINDS)
def test_without_custodians_it_is_refused_at_its_field(cast: Cast, kind: Kind) -> None:
    assert not read_directory(cast.context).offers_confidential
    with pytest.raises(Invalid, match="anonymity: too_few_custodians"):
        confidential(cast.context, kind)


def test_one_custodian_is_none(cast: Cast) -> None:
    appoint(cast, "satker-1", "lukman")
    assert not read_directory(cast.context).offers_confidential
    with pytest.raises(Invalid, match="anonymity"):
        confidential(cast.context)


def test_a_units_own_hold_it_else_those_of_the_nearest_above(cast: Cast) -> None:
    everybody(cast)

    assert holders(cast) == sorted(OF_SATKER_1)
    assert holders(cast, unit="satker-2") == sorted(OF_INSPECTORATE)


@pytest.mark.parametrize(
    "concerned",
    [
        {"concerns_head": "yes"},
        {"concerns_head": "unknown"},
        {"concerns_desk": "yes"},
        {"concerns_desk": "unknown"},
        {"exclude": "Siapa pun bernama Zulkarnain"},
    ],
    ids=str,
)
def test_where_somebody_is_concerned_nobody_of_the_unit_holds_a_share(
    cast: Cast, concerned: dict[str, str]
) -> None:
    everybody(cast)

    assert holders(cast, **concerned) == sorted(OF_INSPECTORATE)


@pytest.mark.parametrize("exclude", ["Qori Fadilah", "ibu QORI fadilah, S.E.", "qori"])
def test_whoever_is_named_holds_no_share_wherever_they_work(cast: Cast, exclude: str) -> None:
    everybody(cast)

    assert holders(cast, exclude=exclude) == ["omar", "putri"]


def test_with_two_of_three_named_it_is_refused_and_nothing_is_stored(cast: Cast) -> None:
    everybody(cast)

    with pytest.raises(Invalid, match="anonymity"):
        confidential(cast.context, exclude="Qori Fadilah dan Omar Bakri")


def test_a_custodian_above_who_works_in_the_concerned_unit_is_passed_over(cast: Cast) -> None:
    appoint(cast, "kanwil-a", "lukman", "mira", works_in="satker-1")
    appoint(cast, "kanwil-a", "nanda", "omar")

    assert holders(cast, concerns_head="yes") == ["nanda", "omar"]
    assert holders(cast) == ["lukman", "mira", "nanda", "omar"]


def test_more_may_have_to_agree(cast: Cast) -> None:
    everybody(cast)
    set_custody_rules(cast.context, None, cast.unit("satker-1").id, CustodyRules(3))
    reported = confidential(cast.context)

    with cast.context.database.reading() as work:
        held = shares.shares_of(work, reported.case_id, Matter.IDENTITY)
    assert {share.threshold for share in held} == {3}


def test_who_is_appointed_and_by_whom(cast: Cast) -> None:
    found = appoint(cast, "satker-1", "lukman")
    unit_id, admin = cast.unit("satker-1").id, cast.ratna.actor.officer
    lukman = found["lukman"].actor.officer.id

    with pytest.raises(Refused, match="already"):
        appoint_custodian(cast.context, admin, cast.unit("kanwil-a").id, lukman)
    with pytest.raises(Refused, match="role"):
        appoint_custodian(cast.context, admin, unit_id, cast.budi.actor.officer.id)
    with pytest.raises(NotFound):
        appoint_custodian(cast.context, admin, unit_id, "0" * 32)
    for other in (cast.budi, cast.dewi, found["lukman"]):
        with pytest.raises(NotAllowed):
            appoint_custodian(cast.context, other.actor.officer, unit_id, lukman)
        with pytest.raises(NotAllowed):
            dismiss_custodian(cast.context, other.actor.officer, unit_id, lukman)
        with pytest.raises(NotAllowed):
            set_custody_rules(cast.context, other.actor.officer, unit_id, CustodyRules())
    with pytest.raises(NotFound):
        dismiss_custodian(cast.context, admin, cast.unit("kanwil-a").id, lukman)
