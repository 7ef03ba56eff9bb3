"""Administrator pages: units, desks, officers, and what they never show."""

import re

import pytest

from tests.cast import Cast, seat
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import OfficerState
from wbs.services.agency.overview import agency
from wbs.services.approvals.decide import approve
from wbs.services.approvals.waiting import waiting_for
from wbs.services.context import Context


def test_a_unit_is_added_and_changed_on_its_page(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.ratna)
    fields = {"slug": "satker-5", "name": "Satker Lima", "kind": "work_unit", "parent": "kanwil-a"}
    assert browser.post("/petugas/unit", fields).status_code == 303

    page = browser.get("/petugas/unit/satker-5").get_data(as_text=True)
    assert "Satker Lima" in page
    change = {"name": "Satker V", "parent": "kanwil-b", "head_name": "Ibu Sri", "employees": "25"}
    answer = browser.post("/petugas/unit/satker-5", {**change, "year": "2026"})

    assert answer.location == "/petugas/usulan?kabar=disimpan"
    assert "Ibu Sri" in browser.get("/petugas/usulan").get_data(as_text=True)
    for view in waiting_for(context, cast.dewi.actor.officer).proposals:
        approve(context, cast.dewi.actor, view.proposal.id)
    unit = agency(context).unit("satker-5")
    assert (unit.name, unit.head_name) == ("Satker V", "Ibu Sri")
    assert agency(context).employees[unit.id] == 25
    assert "Satker V" in browser.get("/petugas/unit").get_data(as_text=True)


def test_a_unit_that_cannot_be_gives_back_what_was_typed(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)

    answer = browser.post("/petugas/unit", {"slug": "Satker!", "name": "Satker Lima"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Satker!"' in page
    assert 'value="Satker Lima"' in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"parent": "satker-1"}, "parent"),
        ({"employees": "banyak"}, "employees"),
        ({"year": "1066", "employees": "3"}, "year"),
    ],
)
def test_a_change_of_a_unit_that_cannot_be_is_told_at_its_field(
    cast: Cast, enter: Enter, change: dict[str, str], field: str
) -> None:
    browser = enter(cast.ratna)
    fields = {"name": "Satker Satu", "parent": "kanwil-a", "head_name": "", "year": "2026"}

    answer = browser.post("/petugas/unit/satker-1", {"employees": "", **fields, **change})

    assert answer.status_code == 422
    assert f'id="p-{field}"' in answer.get_data(as_text=True)


def test_an_unknown_unit_is_not_found(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)

    assert browser.get("/petugas/unit/entah").status_code == 404
    assert browser.post("/petugas/unit/entah", {"name": "X"}).status_code == 404


def test_a_desk_is_set_up_and_filled(context: Context, cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)

    browser.post("/petugas/pengelola", {"unit": "satker-4", "kind": "wbs"})
    desk = agency(context).desk("satker-4", DeskKind.WBS)
    page = f"/petugas/pengelola/{desk.id}"
    assert cast.eko.actor.officer.id in browser.get(page).get_data(as_text=True)
    browser.post(f"{page}/usul", {"officer": cast.eko.actor.officer.id})
    enter(cast.eko)
    assert not agency(context).desk("satker-4", DeskKind.WBS).is_active
    seat(context, cast.dewi, cast.eko, [desk.id])

    assert agency(context).desk("satker-4", DeskKind.WBS).is_active
    leave = f"{page}/lepas/{cast.eko.actor.officer.id}"
    assert "Eko Prasetyo" in browser.post(leave).get_data(as_text=True)
    assert agency(context).desk("satker-4", DeskKind.WBS).is_active
    assert browser.post(leave, {"sure": "yes"}).location == "/petugas/usulan?kabar=menunggu"
    assert agency(context).desk("satker-4", DeskKind.WBS).is_active
    (view,) = waiting_for(context, cast.dewi.actor.officer).proposals
    approve(context, cast.dewi.actor, view.proposal.id)
    assert not agency(context).desk("satker-4", DeskKind.WBS).is_active


@pytest.mark.parametrize(
    ("unit", "kind"), [("satker-1", "wbs"), ("entah", "wbs"), ("satker-1", "meja"), ("", "")]
)
def test_a_desk_that_cannot_be_gives_the_form_back(
    cast: Cast, enter: Enter, unit: str, kind: str
) -> None:
    answer = enter(cast.ratna).post("/petugas/pengelola", {"unit": unit, "kind": kind})

    assert answer.status_code == 422
    assert "p-kind" in answer.get_data(as_text=True) or "p-unit" in answer.get_data(as_text=True)


def test_an_invitation_that_cannot_be_gives_everything_back(cast: Cast, enter: Enter) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    fields = {"name": "Joko", "username": "BUDI", "unit": "satker-1", "roles": ["evidence"]}

    answer = enter(cast.ratna).post("/petugas/petugas/undang", {**fields, "desks": [desk.id]})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-username"' in page
    assert 'id="p-desks"' in page
    assert 'value="evidence" checked' in page
    assert f'value="{desk.id}" checked' in page


@pytest.mark.parametrize("role", ["raja", ""])
def test_an_unknown_role_is_told_at_its_field(cast: Cast, enter: Enter, role: str) -> None:
    fields = {"name": "Joko", "username": "joko", "unit": "satker-1", "roles": [role]}

    answer = enter(cast.ratna).post("/petugas/petugas/undang", fields)

    assert answer.status_code == 422
    assert 'id="p-roles"' in answer.get_data(as_text=True)


def test_a_new_link_replaces_the_lost_one(
    context: Context, visitor: Visitor, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.ratna)
    fields = {"name": "Joko", "username": "joko", "unit": "satker-1", "roles": ["evidence"]}
    first = browser.post("/petugas/petugas/undang", fields).get_data(as_text=True)
    joko = agency(context).officer("joko")

    second = browser.post(f"/petugas/petugas/{joko.id}/tautan").get_data(as_text=True)

    def status(page: str) -> int:
        found = re.search(r"http://localhost(/petugas/aktivasi/[^<]+)<", page)
        assert found
        return visitor.get(found.group(1)).status_code

    assert (status(first), status(second)) == (410, 200)


def test_disabling_asks_once_more_and_then_shuts_the_account(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser, fajar = enter(cast.ratna), enter(cast.fajar)
    page = f"/petugas/petugas/{cast.fajar.actor.officer.id}"
    path = f"{page}/nonaktif"

    assert path in browser.get(page).get_data(as_text=True)
    assert "Fajar Hidayat" in browser.post(path).get_data(as_text=True)
    assert agency(context).officer("fajar").state is OfficerState.ACTIVE
    assert browser.post(path, {"sure": "yes"}).status_code == 303

    assert agency(context).officer("fajar").state is OfficerState.DISABLED
    assert fajar.get("/petugas/akun").status_code == 302


def test_the_last_administrator_cannot_shut_the_own_account(cast: Cast, enter: Enter) -> None:
    path = f"/petugas/petugas/{cast.ratna.actor.officer.id}/nonaktif"

    assert enter(cast.ratna).post(path, {"sure": "yes"}).status_code == 409


def test_no_page_of_the_administrator_tells_of_a_case_or_a_key(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.ratna)

    for path in ("/petugas/kasus", "/petugas/meja", "/petugas/angka"):
        assert browser.get(path).status_code == 404
    for path in (
        "/petugas/unit",
        "/petugas/pengelola",
        "/petugas/petugas",
        "/petugas/petugas/undang",
    ):
        page = browser.get(path).get_data(as_text=True)
        assert "/petugas/kasus" not in page
        for desk in agency(context).desks:
            assert desk.public_key is not None
            assert desk.public_key.hex()[:32] not in page


def test_every_page_speaks_both_languages(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)

    for path in ("unit", "pengelola", "petugas", "petugas/undang", "akun", "unit/satker-1"):
        indonesian = browser.get(f"/petugas/{path}").get_data(as_text=True)
        english = browser.get(f"/petugas/{path}?bahasa=en").get_data(as_text=True)
        assert 'lang="id"' in indonesian
        assert 'lang="en"' in english
        title = re.compile(r"<h1>([^<]+)</h1>")
        if path != "unit/satker-1":
            assert title.findall(indonesian) != title.findall(english)


def test_another_units_members_see_nothing_of_a_desk(cast: Cast, enter: Enter) -> None:
    page = enter(cast.citra).get("/petugas/meja").get_data(as_text=True)

    assert "Satuan Kerja Dua" in page
    # Whole names: three letters alone may stand by chance in a token of the page.
    others = (cast.budi, cast.indah, cast.eko)
    for foreign in ("Satuan Kerja Satu", *(other.actor.officer.name for other in others)):
        assert foreign not in page


def test_confirming_at_another_desk_is_not_found(cast: Cast, enter: Enter) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    path = f"/petugas/meja/{desk.id}/anggota/{cast.indah.actor.officer.id}"

    answer = enter(cast.citra).post(path, {"fingerprint": "x", "compared": "yes"})

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["pengelola/{desk}/usul", "pemegang-amanah/satker-1/angkat"])
def test_nobody_is_proposed_before_somebody_was_chosen(cast: Cast, enter: Enter, path: str) -> None:
    browser = enter(cast.ratna)
    desk = cast.desk("satker-1", DeskKind.WBS)

    answer = browser.post("/petugas/" + path.format(desk=desk.id), {"officer": ""})

    assert answer.status_code == 422
    assert 'class="problems"' in answer.text
    assert '<option value="">(pilih)</option>' in browser.get(f"/petugas/pengelola/{desk.id}").text


def test_a_unit_is_offered_no_place_below_itself(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ratna).get("/petugas/unit/kanwil-a").text

    assert 'value="inspektorat"' in page and 'value="kanwil-b"' in page
    assert not re.search(r'<option value="(kanwil-a|satker-1)"', page)


def test_a_desk_without_unit_and_kind_is_told_both(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)
    browser.get("/petugas/pengelola")

    page = browser.post("/petugas/pengelola", {"unit": "", "kind": ""}).text

    assert [name in page for name in ('id="p-unit"', 'id="p-kind"')] == [True, True]
    assert page.count("Mohon dipilih.") == 4
