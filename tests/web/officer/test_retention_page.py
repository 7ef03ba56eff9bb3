"""The page of retention and the hold on a case's page: what a desk is told, and how two persons decide."""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.erasures import closed, rested
from tests.reports import Reported, report
from tests.web.officer.conftest import Enter
from wbs.domain.errors import NotFound
from wbs.domain.kinds import Kind
from wbs.domain.retention import ErasureReason
from wbs.services.backup.make_backup import make_backup
from wbs.services.retention import carry_out
from wbs.services.retention.propose_erasure import confirm_erasure, propose_erasure

LIST = "/petugas/retensi"


def place(reported: Reported) -> str:
    return f"/petugas/kasus/{reported.case_id}"


def test_a_desk_is_told_a_month_before_and_erases_by_two(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    reported = closed(cast)
    clock.move(days=710)
    budi = enter(cast.budi)
    assert (
        "1" in budi.get("/petugas/kasus").get_data(as_text=True).split('href="/petugas/retensi"')[2]
    )
    assert "Berakhir dalam 30 hari" in budi.get(LIST).get_data(as_text=True)

    clock.move(days=30)
    budi = enter(cast.budi)
    budi.get(LIST)
    answer = budi.post(LIST, {"cases": reported.case_id, "reason": "schedule"})
    assert (answer.status_code, answer.location) == (303, f"{LIST}?kabar=usul")
    own = budi.get(answer.location).get_data(as_text=True)
    assert "Budi Santoso" in own
    assert 'value="confirm"' not in own

    indah = enter(cast.indah)
    assert 'value="confirm"' in indah.get(LIST).get_data(as_text=True)
    fields = {"cases": reported.case_id, "decision": "confirm"}
    assert indah.post(f"{LIST}/putusan", fields).location == f"{LIST}?kabar=setuju"
    clock.move(days=1)
    assert carry_out.run(cast.context).erased == 1
    budi = enter(cast.budi)
    assert budi.get(place(reported)).status_code == 404
    assert reported.case_id not in budi.get(LIST).get_data(as_text=True)


def test_who_proposed_cannot_confirm_by_the_form_of_another(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    reported = rested(cast, clock)
    propose_erasure(cast.context, cast.budi.actor, [reported.case_id], ErasureReason.PURPOSE)
    budi = enter(cast.budi)

    fields = {"cases": reported.case_id, "decision": "confirm"}
    answer = budi.post(f"{LIST}/putusan", fields)

    assert answer.status_code == 409
    assert "Orang kedua" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "fields_told"),
    [
        ({}, ("f-cases", "f-reason")),
        ({"reason": "schedule"}, ("f-cases",)),
        ({"reason": "karena"}, ("f-cases", "f-reason")),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    cast: Cast, clock: Clock, enter: Enter, fields: dict[str, str], fields_told: tuple[str, ...]
) -> None:
    rested(cast, clock)
    budi = enter(cast.budi)

    answer = budi.post(LIST, fields)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert [f'href="#{name}"' in page and f'id="{name}"' in page for name in fields_told] == [
        True
    ] * len(fields_told)


def test_what_changed_meanwhile_is_told_and_nothing_is_done(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    young = closed(cast)
    budi = enter(cast.budi)

    answer = budi.post(LIST, {"cases": young.case_id, "reason": "schedule"})
    assert answer.status_code == 409
    assert budi.post(f"{LIST}/putusan", {"cases": young.case_id}).status_code == 409
    assert budi.post(f"{LIST}/putusan", {}).status_code == 422


def test_a_case_is_held_and_released_on_its_page(cast: Cast, clock: Clock, enter: Enter) -> None:
    reported = rested(cast, clock)
    budi = enter(cast.budi)
    page = budi.get(place(reported)).get_data(as_text=True)
    assert "Masa simpan habis" in page

    answer = budi.post(f"{place(reported)}/tahan", {"grounds": "Perkara 12/2028"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'id="f-hold-hold_reason"' in page
    assert 'href="#f-hold-hold_reason"' in page
    assert "Perkara 12/2028" in page

    fields = {"hold_reason": "proceedings", "grounds": "Perkara 12/2028"}
    answer = budi.post(f"{place(reported)}/tahan", fields)
    assert answer.status_code == 303
    page = budi.get(answer.location.split("#")[0]).get_data(as_text=True)
    assert "Perkara 12/2028" in page
    assert "/lepas-tahan" in page
    assert "Kasus yang ditahan" in budi.get(LIST).get_data(as_text=True)
    answer = budi.post(f"{place(reported)}/lepas-tahan", {"grounds": "Putusan tetap."})
    assert answer.status_code == 303
    assert f'value="{reported.case_id}"' in budi.get(LIST).get_data(as_text=True)


def test_an_open_case_shows_no_end_and_can_be_held(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    page = enter(cast.budi).get(place(reported)).get_data(as_text=True)

    assert "/tahan" in page
    assert "Disimpan sampai" not in page


@pytest.mark.parametrize("username", ["citra", "gita", "eko", "dewi", "ratna", "fajar"])
def test_a_stranger_finds_nothing_on_any_of_the_pages(
    cast: Cast, clock: Clock, enter: Enter, username: str
) -> None:
    reported = rested(cast, clock)
    propose_erasure(cast.context, cast.budi.actor, [reported.case_id], ErasureReason.PURPOSE)
    browser = enter(cast.people[username])

    shown = browser.get(LIST)
    assert shown.status_code == (404 if username in {"ratna", "fajar"} else 200)
    assert reported.case_id not in shown.get_data(as_text=True)
    for path, fields in (
        (f"{place(reported)}/tahan", {"hold_reason": "other", "grounds": "x"}),
        (f"{place(reported)}/lepas-tahan", {"grounds": "x"}),
        (LIST, {"cases": reported.case_id, "reason": "schedule"}),
        (f"{LIST}/putusan", {"cases": reported.case_id, "decision": "confirm"}),
        (f"{LIST}/putusan", {"cases": reported.case_id}),
    ):
        assert browser.post(path, fields).status_code == 404, path


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT])
def test_an_erased_code_answers_like_one_that_never_was(
    cast: Cast, clock: Clock, kind: Kind
) -> None:
    """The cost of both is held by the tests of tracking; here that erasing leads there."""
    reported = closed(cast, kind=kind)
    clock.move(days=740)
    propose_erasure(cast.context, cast.budi.actor, [reported.case_id], ErasureReason.PURPOSE)
    confirm_erasure(cast.context, cast.indah.actor, [reported.case_id])
    clock.move(days=1)
    carry_out.run(cast.context)

    with pytest.raises(NotFound):
        reported.enter(cast.context)


def test_officers_read_until_when_a_backup_holds_what_they_erase(
    cast: Cast, clock: Clock, enter: Enter, tmp_path: Path
) -> None:
    budi = enter(cast.budi)
    assert "cadangan" not in budi.get(LIST).get_data(as_text=True)

    make_backup(cast.context, tmp_path / "one.wbs", {})

    assert "paling lambat sampai 1 November 2026" in budi.get(LIST).get_data(as_text=True)
    clock.move(days=91)
    assert "cadangan" not in enter(cast.budi).get(LIST).get_data(as_text=True)
