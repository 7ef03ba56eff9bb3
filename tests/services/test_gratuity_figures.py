"""The figures of disclosures as the UPG's sheets leave them, and who may have them."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.disclosures import (
    DETERMINATION,
    DISCLOSURE,
    FORWARDING,
    REFUSAL,
    REVIEW,
    SETTLEMENT,
)
from tests.reports import Reported, disclose
from wbs.domain.case import Outcome, Stage
from wbs.domain.errors import NotFound
from wbs.domain.figure_export import FigureExport
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import Amount, GratuityFigures, Punctuality
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement, SheetKind
from wbs.domain.kinds import DisclosureType
from wbs.domain.span import ReportingPeriod
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.upg.upg_sheets import SentSheet, write_sheet

K = SheetKind
RECEIVED, REFUSED = DisclosureType.RECEIVED, DisclosureType.REFUSED
CASH = {"object-2-kind": "money", "object-2-form": "money"}
SECOND = {n.replace("-1-", "-2-"): text for n, text in DISCLOSURE.items() if "object-1" in n} | CASH
TWO = {**DISCLOSURE, **SECOND}
VALUED = {**REVIEW, "value-2": "2.500.000"}


def write(cast: Cast, reported: Reported, *sheets: tuple[SheetKind, Mapping[str, str]]) -> None:
    for kind, raw in sheets:
        write_sheet(cast.context, cast.budi.actor, reported.case_id, SentSheet(kind, dict(raw)))


def export(cast: Cast, slug: str = "satker-1", *, with_subtree: bool = False) -> FigureExport:
    wish = Wish(slug, ReportingPeriod.parse("2026-Q3"), with_subtree=with_subtree)
    return read_figures(cast.context, cast.dewi.actor.officer, wish)


def figures(cast: Cast) -> GratuityFigures:
    return export(cast).figures.gratuities


def test_sheets_are_counted_as_they_were_written(cast: Cast) -> None:
    written = disclose(cast.context, TWO)
    write(cast, written, (K.REVIEW, VALUED), (K.FORWARDING, FORWARDING))
    write(
        cast,
        written,
        (K.DETERMINATION, DETERMINATION),
        (K.SETTLEMENT, SETTLEMENT | {"object-1": "yes"}),
    )
    write(cast, disclose(cast.context, REFUSAL), (K.RECORD, {}))
    disclose(cast.context)

    found = figures(cast)

    both = Amount(1, 2, 2_500_000, 800_000)
    receipts, refusals = found.types[RECEIVED], found.types[REFUSED]
    assert (receipts.received, receipts.reviewed, receipts.unreviewed) == (2, 1, 1)
    assert (refusals.received, refusals.reviewed, refusals.still_open) == (1, 1, 1)
    assert found.kinds == {
        (RECEIVED, ObjectKind.FOOD_DRINK): Amount(1, 1, 0, 800_000),
        (RECEIVED, ObjectKind.MONEY): Amount(1, 1, 2_500_000, 0),
        (REFUSED, ObjectKind.FOOD_DRINK): Amount(1, 1, 0, 750_000),
    }
    assert found.reviews[RECEIVED, Outcome.FORWARDED_TO_KPK] == both
    assert found.forwarded == {ForwardedBy.UPG: both}
    assert found.determinations == {Outcome.STATE_PROPERTY: both}
    assert found.settlements == {Settlement.HANDED_OVER: both}
    assert found.to_kpk == Punctuality(1, 0, 0)
    assert receipts.to_upg == Punctuality(2, 0, 0)


def test_a_late_disclosure_and_a_late_report_to_kpk_are_counted_late(
    cast: Cast, clock: Clock
) -> None:
    clock.move(days=60)
    today = cast.context.today().isoformat()
    reported = disclose(cast.context, {**DISCLOSURE, "late_reason": "Sakit."})
    sent = {**FORWARDING, "by": "individual", "on": today}
    budi = cast.actor(cast.budi)
    for kind, raw in ((K.REVIEW, REVIEW), (K.FORWARDING, sent)):
        write_sheet(cast.context, budi, reported.case_id, SentSheet(kind, raw))

    wish = Wish("satker-1", ReportingPeriod.parse("2026"))
    found = read_figures(cast.context, budi.officer, wish).figures.gratuities

    assert found.types[RECEIVED].to_upg == Punctuality(0, 1, 0)
    assert found.to_kpk == Punctuality(0, 1, 0)
    assert [*found.forwarded] == [ForwardedBy.INDIVIDUAL]


def test_what_was_decided_is_not_counted_any_more_once_it_is_reopened(cast: Cast) -> None:
    reported = disclose(cast.context, REFUSAL)
    write(cast, reported, (K.RECORD, {}))
    words = Words(grounds="Tercatat.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.RECORDED, None, words)
    assert figures(cast).types[REFUSED].still_open == 0

    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.SUBMITTED, words)

    found = figures(cast)
    assert found.types[REFUSED].unreviewed == found.types[REFUSED].still_open == 1
    assert (found.kinds, found.reviews) == ({}, {})


def test_what_is_closed_without_a_review_is_dropped(cast: Cast) -> None:
    reported = disclose(cast.context)
    words = Words(grounds="Dicabut.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.WITHDRAWN, None, words)

    assert figures(cast).types[RECEIVED].dropped == 1


def test_a_unit_has_its_own_disclosures_and_a_subtree_those_of_all(cast: Cast) -> None:
    disclose(cast.context)

    beside = export(cast, "satker-2")
    above = export(cast, "kanwil-a", with_subtree=True)

    assert beside.figures.gratuities.is_nihil
    assert not beside.has_upg
    assert above.figures.gratuities.types[RECEIVED].received == 1
    assert above.has_upg


def test_the_day_looked_from_is_kept(cast: Cast, clock: Clock) -> None:
    reported = disclose(cast.context)
    clock.move(days=1)
    write(cast, reported, (K.REVIEW, REVIEW))
    quarter = ReportingPeriod.parse("2026-Q3")

    def reviewed(as_of: date) -> int:
        found = read_figures(cast.context, None, Wish("satker-1", quarter, as_of))
        return found.figures.gratuities.types[RECEIVED].reviewed

    assert [reviewed(date(2026, 8, day)) for day in (3, 4)] == [0, 1]


def test_strangers_to_the_unit_have_none_of_it(cast: Cast) -> None:
    wish = Wish("satker-1", ReportingPeriod.parse("2026-Q3"))

    with pytest.raises(NotFound):
        read_figures(cast.context, cast.citra.actor.officer, wish)
