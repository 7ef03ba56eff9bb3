"""Handing a case over from its page, looking into one, taking it over; and what strangers get."""

import pytest

from tests.cast import Cast
from tests.reports import Reported, report
from tests.web.officer.conftest import Enter
from tests.web.officer.test_case_page import look, text_of
from tests.web.officer.visitor import Visitor
from wbs.domain.kinds import DeskKind
from wbs.sealing.keypair import fingerprint
from wbs.services.keys.propose_member import propose_member
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.reroute_case import reroute

WHY = "Perkara ini menyangkut atasan saya."
MISFILED = {
    "unit": "satker-2",
    "concerns_head": "no",
    "concerns_desk": "no",
    "grounds": "Gudang itu milik Satuan Kerja Dua.",
}


def place(case_id: str) -> str:
    return f"/petugas/kasus/{case_id}"


@pytest.fixture
def reported(cast: Cast) -> Reported:
    return report(cast.context)


@pytest.fixture
def above(cast: Cast) -> str:
    return cast.desk("kanwil-a", DeskKind.WBS).id


@pytest.fixture
def shared(cast: Cast, reported: Reported) -> Reported:
    ask_inspectorate(cast.context, reported.enter(cast.context))
    return reported


def give(browser: Visitor, case_id: str, desk_id: str, **fields: str) -> tuple[int, str]:
    look(browser, case_id)
    answer = browser.post(f"{place(case_id)}/serah", {"desk": desk_id, "grounds": WHY, **fields})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def test_a_case_is_handed_over_and_gone(
    cast: Cast, enter: Enter, reported: Reported, above: str
) -> None:
    browser = enter(cast.budi)
    page = text_of(look(browser, reported.case_id))
    assert "· Kantor Wilayah A" in page

    status, location = give(browser, reported.case_id, above)

    assert (status, location) == (303, "/petugas/kasus/diserahkan")
    assert "Kasus telah diserahkan" in browser.get(location).get_data(as_text=True)
    assert browser.get(place(reported.case_id)).status_code == 404
    assert reported.case_id not in browser.get("/petugas/kasus").get_data(as_text=True)
    assert WHY in look(enter(cast.gita), reported.case_id)


def test_what_was_typed_stays_where_something_is_missing(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    browser = enter(cast.budi)

    status, page = give(browser, reported.case_id, "", concerned="yes")

    assert status == 422
    assert WHY in page
    assert 'id="p-serah-benturan-desk"' in page
    assert 'id="p-serah-desk"' not in page


def test_a_case_filed_under_the_wrong_unit_is_handed_across_and_gone(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    browser = enter(cast.budi)
    assert '<option value="satker-2"' not in look(browser, reported.case_id)
    page = browser.get(f"{place(reported.case_id)}?bagian=salah-unit").get_data(as_text=True)
    assert '<option value="satker-2"' in page
    assert '<option value="satker-1"' not in page

    answer = browser.post(f"{place(reported.case_id)}/salah-unit", MISFILED)

    assert (answer.status_code, answer.location) == (303, "/petugas/kasus/diserahkan")
    assert browser.get(place(reported.case_id)).status_code == 404
    shown = text_of(look(enter(cast.citra), reported.case_id))
    assert MISFILED["grounds"] in shown
    assert "semula ditujukan kepada Satuan Kerja Satu" in shown


@pytest.mark.parametrize("field", sorted(MISFILED))
def test_what_was_typed_of_a_case_filed_wrongly_stays_where_something_is_missing(
    cast: Cast, enter: Enter, reported: Reported, field: str
) -> None:
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    answer = browser.post(f"{place(reported.case_id)}/salah-unit", {**MISFILED, field: ""})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="p-salah-unit-{field}"' in page
    assert field == "grounds" or MISFILED["grounds"] in page
    assert 'id="p-serah-grounds"' not in page


def test_a_desk_that_is_not_offered_is_none(cast: Cast, enter: Enter, reported: Reported) -> None:
    for slug in ("satker-1", "satker-2", "kanwil-b"):
        desk_id = cast.desk(slug, DeskKind.WBS).id
        assert give(enter(cast.budi), reported.case_id, desk_id)[0] == 422


@pytest.mark.parametrize("username", ["citra", "gita", "dewi", "eko", "fajar", "ratna"])
def test_a_stranger_hands_nothing_over_and_takes_nothing(
    cast: Cast, enter: Enter, reported: Reported, above: str, username: str
) -> None:
    browser = enter(cast.people[username])

    answers = [
        browser.post(f"{place(reported.case_id)}/{act}", {"desk": above, "grounds": WHY})
        for act in ("serah", "ambil-alih")
    ]
    answers.append(browser.post(f"{place(reported.case_id)}/salah-unit", MISFILED))

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_desk_that_looks_in_reads_and_writes_and_is_offered_no_decision(
    cast: Cast, enter: Enter, shared: Reported
) -> None:
    browser = enter(cast.dewi)
    listed = browser.get("/petugas/kasus/dilihat-bersama").get_data(as_text=True)
    assert shared.case_id in listed
    assert shared.case_id not in browser.get("/petugas/kasus").get_data(as_text=True)

    page = look(browser, shared.case_id)

    assert "Meja Anda ikut melihat" in page
    for name in ('name="stage"', 'name="outcome"', 'name="complaint_class"', 'name="desk"'):
        assert name not in page
    assert browser.post(place(shared.case_id), {"message": "Kami ikut membaca."}).status_code == 303
    for fields in (
        {"stage": "review"},
        {"stage": "closed", "outcome": "withdrawn", "grounds": "x"},
    ):
        assert browser.post(place(shared.case_id), fields).status_code == 404


def test_a_case_that_is_looked_into_is_taken_over(
    cast: Cast, enter: Enter, shared: Reported
) -> None:
    browser = enter(cast.dewi)
    look(browser, shared.case_id)
    address = f"{place(shared.case_id)}/ambil-alih"
    assert browser.post(address, {"grounds": " "}).status_code == 422

    answer = browser.post(address, {"grounds": WHY})

    assert answer.status_code == 303
    news = browser.get(answer.location.partition("#")[0]).get_data(as_text=True)
    assert "Meja Anda kini menangani kasus ini." in news
    assert enter(cast.budi).get(place(shared.case_id)).status_code == 404


@pytest.mark.parametrize("username", ["budi", "gita", "fajar", "ratna"])
def test_the_list_of_what_is_looked_into_is_led_to_for_the_inspectorate_alone(
    cast: Cast, enter: Enter, shared: Reported, username: str
) -> None:
    browser = enter(cast.people[username])

    assert "dilihat-bersama" not in browser.get("/petugas/akun").get_data(as_text=True)
    answer = browser.get("/petugas/kasus/dilihat-bersama")
    assert shared.case_id not in answer.get_data(as_text=True)


def test_the_new_desk_reads_what_the_reporter_answered(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    context = cast.context
    answers = {"concerns_desk": "yes", "exclude": "Budi <b>Santoso</b>"}
    reroute(context, reported.enter(context), answers)

    page = look(enter(cast.gita), reported.case_id)

    assert "Pelapor meminta laporan dipindahkan" in page
    assert "Budi &lt;b&gt;Santoso&lt;/b&gt;" in page


def test_an_officer_who_is_shut_out_is_not_confirmed_and_the_page_says_why(
    cast: Cast, enter: Enter, reported: Reported, above: str
) -> None:
    assert give(enter(cast.budi), reported.case_id, above, concerned="yes")[0] == 303
    budi = cast.budi.actor.officer
    assert budi.public_key is not None
    propose_member(cast.context, cast.ratna.actor.officer, above, budi.id)
    browser = enter(cast.gita)
    browser.get("/petugas/meja")

    seen = {"compared": "yes", "fingerprint": fingerprint(budi.public_key)}
    answer = browser.post(f"/petugas/meja/{above}/anggota/{budi.id}", seen)

    assert answer.status_code == 422
    assert "karena benturan kepentingan" in answer.get_data(as_text=True)
