"""Two persons on screen: what waits, for whom, and that nobody else decides."""

import re

import pytest

from tests.cast import Cast, seat
from tests.custodians import approved
from tests.reports import report
from tests.web.officer.conftest import Enter
from wbs.domain.custodian import CustodyRules
from wbs.domain.kinds import DeskKind
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import set_custody_rules
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.store.agency import proposals
from wbs.store.cases import routing

PAGE = "/petugas/persetujuan"


def newcomer(cast: Cast) -> str:
    """eko, proposed at a new desk; where the inspectorate confirms him."""
    by = cast.ratna.actor.officer
    desk = add_desk(cast.context, by, "satker-4", DeskKind.WBS)
    propose_member(cast.context, by, desk.id, cast.eko.actor.officer.id)
    return f"{PAGE}/meja/{desk.id}/{cast.eko.actor.officer.id}"


def other_head(cast: Cast) -> str:
    """A head of satker-1 that ratna proposed; the proposal's id."""
    set_unit(cast.context, cast.ratna.actor.officer, "satker-1", UnitChange(head_name="Ibu Sri"))
    with cast.context.database.reading() as work:
        (proposal,) = proposals.waiting(work)
    return proposal.id


def test_the_inspectorate_compares_a_fingerprint_and_the_desk_has_its_key(
    context: Context, cast: Cast, enter: Enter
) -> None:
    where, dewi = newcomer(cast), enter(cast.dewi)
    page = dewi.get(PAGE).get_data(as_text=True)
    shown = own_fingerprint(cast.eko.actor)
    assert shown in page
    assert "Eko Prasetyo" in page

    assert dewi.post(where, {"fingerprint": shown}).status_code == 422
    assert not agency(context).desk("satker-4", DeskKind.WBS).is_active
    answer = dewi.post(where, {"fingerprint": shown, "compared": "yes"})

    assert answer.location == f"{PAGE}?kabar=kunci"
    assert agency(context).desk("satker-4", DeskKind.WBS).is_active
    assert shown not in dewi.get(PAGE).get_data(as_text=True)


def test_a_number_that_would_show_a_unit_alone_waits_and_says_what_it_does(
    cast: Cast, enter: Enter
) -> None:
    form = {"name": "Satuan Kerja Satu", "parent": "kanwil-a", "head_name": "Joko Susilo"}
    sent = enter(cast.ratna).post(
        "/petugas/unit/satker-1", {**form, "employees": "60", "year": "2026"}
    )
    assert sent.location == "/petugas/usulan?kabar=disimpan"

    page = enter(cast.dewi).get(PAGE).get_data(as_text=True)

    assert "Pegawai 2026" in page
    assert "40 → 60" in page
    assert "tidak pernah ditarik kembali" in page


def test_whom_a_case_of_the_desk_shuts_out_is_given_no_first_key_and_the_page_says_why(
    context: Context, cast: Cast, enter: Enter
) -> None:
    case_id, desk = report(context, unit="satker-2").case_id, cast.desk("satker-2", DeskKind.WBS)
    with context.database.transaction() as work:
        routing.shut_out(work, case_id, [cast.eko.actor.officer.id])
    cast.remove(cast.citra, desk.id)
    propose_member(context, cast.ratna.actor.officer, desk.id, cast.eko.actor.officer.id)
    dewi, shown = enter(cast.dewi), own_fingerprint(cast.eko.actor)
    dewi.get(PAGE)

    answer = dewi.post(
        f"{PAGE}/meja/{desk.id}/{cast.eko.actor.officer.id}",
        {"fingerprint": shown, "compared": "yes"},
    )

    assert answer.status_code == 422
    assert "benturan kepentingan" in answer.get_data(as_text=True)
    assert not agency(context).desk("satker-2", DeskKind.WBS).is_active


def test_who_sits_at_another_desk_confirms_no_first_member_and_does_not_see_them(
    context: Context, cast: Cast, enter: Enter
) -> None:
    where = newcomer(cast)
    fields = {"fingerprint": own_fingerprint(cast.eko.actor), "compared": "yes"}

    for person in (cast.budi, cast.gita, cast.eko):
        browser = enter(person)
        assert own_fingerprint(cast.eko.actor) not in browser.get(PAGE).get_data(as_text=True)
        assert browser.post(where, fields).status_code == 404
    for person in (cast.ratna, cast.fajar):
        browser = enter(person)
        assert browser.get(PAGE).status_code == 404
        assert browser.post(where, fields).status_code == 404
    assert not agency(context).desk("satker-4", DeskKind.WBS).is_active


def test_a_head_counts_once_the_inspectorate_said_so(
    context: Context, cast: Cast, enter: Enter
) -> None:
    proposal_id, dewi = other_head(cast), enter(cast.dewi)
    page = dewi.get(PAGE).get_data(as_text=True)
    assert "Ibu Sri" in page
    assert "Joko Susilo" in page

    assert dewi.post(f"{PAGE}/{proposal_id}/setuju").status_code == 422
    assert agency(context).unit("satker-1").head_name == "Joko Susilo"
    dewi.post(f"{PAGE}/{proposal_id}/setuju", {"sure": "yes"})

    assert agency(context).unit("satker-1").head_name == "Ibu Sri"
    assert dewi.post(f"{PAGE}/{proposal_id}/setuju", {"sure": "yes"}).status_code == 409


@pytest.mark.parametrize("username", ["budi", "gita", "fajar", "ratna"])
def test_nobody_else_decides_about_a_head(
    context: Context, cast: Cast, enter: Enter, username: str
) -> None:
    proposal_id, browser = other_head(cast), enter(cast.people[username])

    for word in ("setuju", "tolak"):
        answer = browser.post(f"{PAGE}/{proposal_id}/{word}", {"sure": "yes"})
        assert answer.status_code == 404
    assert agency(context).unit("satker-1").head_name == "Joko Susilo"


def test_a_rejected_change_is_over_and_the_administrator_sees_it(
    context: Context, cast: Cast, enter: Enter
) -> None:
    proposal_id = other_head(cast)

    enter(cast.dewi).post(f"{PAGE}/{proposal_id}/tolak")

    assert agency(context).unit("satker-1").head_name == "Joko Susilo"
    page = enter(cast.ratna).get("/petugas/usulan").get_data(as_text=True)
    assert "Ibu Sri" in page
    assert "/batal" not in page


def test_an_administrator_takes_a_proposal_back(context: Context, cast: Cast, enter: Enter) -> None:
    proposal_id, ratna = other_head(cast), enter(cast.ratna)
    assert "/batal" in ratna.get("/petugas/usulan").get_data(as_text=True)

    ratna.post(f"/petugas/usulan/{proposal_id}/batal")

    gone = enter(cast.dewi).post(f"{PAGE}/{proposal_id}/setuju", {"sure": "yes"})
    assert gone.status_code == 409
    assert enter(cast.budi).post(f"/petugas/usulan/{proposal_id}/batal").status_code == 404


def test_taking_the_last_one_away_tells_what_is_lost_and_wants_it_ticked(
    context: Context, cast: Cast, enter: Enter
) -> None:
    desk, citra = cast.desk("satker-2", DeskKind.WBS), cast.citra.actor.officer
    for _ in range(2):
        report(context, unit="satker-2")
    ratna = enter(cast.ratna)
    ratna.get(f"/petugas/pengelola/{desk.id}")
    leave = f"/petugas/pengelola/{desk.id}/lepas/{citra.id}"
    assert 'name="accepts" value="2"' in ratna.post(leave).get_data(as_text=True)

    for tick in ({}, {"accepts": "1"}):
        answer = ratna.post(leave, {"sure": "yes", **tick})
        assert answer.status_code == 422
        assert 'id="p-accepts"' in answer.get_data(as_text=True)
    assert (
        ratna.post(leave, {"sure": "yes", "accepts": "2"}).location
        == "/petugas/usulan?kabar=menunggu"
    )

    told = enter(cast.citra).get("/petugas/meja").get_data(as_text=True)
    assert PAGE in told, "the last one may agree to it"
    shown = enter(cast.dewi).get(PAGE).get_data(as_text=True)
    assert "Citra Wulandari" in shown
    assert "<dd>2</dd>" in shown


def test_an_account_is_taken_up_anew_after_asking_once(
    context: Context, cast: Cast, enter: Enter
) -> None:
    ratna, indah = enter(cast.ratna), cast.indah.actor.officer
    page = f"/petugas/petugas/{indah.id}"
    assert f"{page}/ulang" in ratna.get(page).get_data(as_text=True)

    asked = ratna.post(f"{page}/ulang").get_data(as_text=True)
    assert "activation-link" not in asked
    assert context_officer(context, indah.id) == "active"
    link = ratna.post(f"{page}/ulang", {"sure": "yes"}).get_data(as_text=True)

    assert re.search(r"/petugas/aktivasi/[\w-]{44}", link)
    assert context_officer(context, indah.id) == "invited"


def context_officer(context: Context, officer_id: str) -> str:
    return agency(context).officer_by_id(officer_id).state.value


def test_a_new_recovery_code_is_shown_once_and_ends_every_login(cast: Cast, enter: Enter) -> None:
    budi = enter(cast.budi)
    budi.get("/petugas/akun")
    assert budi.post("/petugas/akun/kode-pemulihan").status_code == 422

    answer = budi.post("/petugas/akun/kode-pemulihan", {"renewal_password": cast.budi.password})

    code = re.search(r'id="recovery-code">([0-9A-Z-]{29})<', answer.get_data(as_text=True))
    assert code
    assert code.group(1) != cast.budi.recovery_code
    assert budi.get("/petugas/akun").location == "/petugas/masuk"


def test_the_fingerprint_has_a_page_of_its_own_for_each_officer(cast: Cast, enter: Enter) -> None:
    for person in (cast.budi, cast.ratna):
        page = enter(person).get("/petugas/akun/sidik-jari").get_data(as_text=True)
        assert own_fingerprint(person.actor) in page


def test_what_waits_for_another_desk_is_not_told(
    context: Context, cast: Cast, enter: Enter
) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    by = cast.ratna.actor.officer
    proposal = remove_member(context, by, desk.id, cast.citra.actor.officer.id)
    assert proposal
    budi = enter(cast.budi)

    assert "Citra" not in budi.get(PAGE).get_data(as_text=True)
    assert PAGE not in budi.get("/petugas/meja").get_data(as_text=True)
    assert budi.post(f"{PAGE}/{proposal.id}/setuju", {"sure": "yes"}).status_code == 404


def test_somebody_confirmed_elsewhere_in_the_meantime_is_told_so(
    context: Context, cast: Cast, enter: Enter
) -> None:
    where, dewi = newcomer(cast), enter(cast.dewi)
    dewi.get(PAGE)
    desk = agency(context).desk("satker-4", DeskKind.WBS)
    seat(context, cast.dewi, cast.eko, [desk.id])

    fields = {"fingerprint": own_fingerprint(cast.eko.actor), "compared": "yes"}
    assert dewi.post(where, fields).status_code == 409


def test_other_rules_that_were_decided_are_told_in_words(cast: Cast, enter: Enter) -> None:
    rules = CustodyRules(3, has_escrow=True)
    by, unit = cast.ratna.actor.officer, cast.unit("satker-1")
    approved(cast, set_custody_rules(cast.context, by, unit.id, rules))

    page = enter(cast.ratna).get("/petugas/usulan").get_data(as_text=True)

    assert "Berapa orang yang harus setuju 2 → 3; Salinan cadangan tidak → ya" in page
    assert "escrow" not in page
