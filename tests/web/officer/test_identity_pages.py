"""The pages of custodians: what each shows, what each refuses, and what strangers learn of them: nothing."""

import re

import pytest

from tests.cast import Cast, Person
from tests.conftest import Clock
from tests.custodians import (
    REASON,
    Custodians,
    answer,
    appoint,
    approved,
    confidential,
    everybody,
    shown_fingerprint,
)
from tests.reports import Reported, report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.opening import Matter
from wbs.services.custodians.appoint_custodian import dismiss_custodian
from wbs.services.custodians.request_opening import request_escrow, request_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.store.custody import resplits


@pytest.fixture
def custodians(cast: Cast) -> Custodians:
    return everybody(cast, escrow=True)


@pytest.fixture
def reported(cast: Cast, custodians: Custodians) -> Reported:
    return confidential(cast.context)


def text(browser: Visitor, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def test_the_case_page_says_that_it_is_sealed_and_never_who_it_is(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    page = text(enter(cast.budi), f"/petugas/kasus/{reported.case_id}")

    assert "2 dari 3 pemegang amanah" in page
    assert "Sari" not in page
    assert "0812" not in page


def test_a_case_without_a_sealed_identity_says_nothing_of_one(
    cast: Cast, enter: Enter, custodians: Custodians
) -> None:
    page = text(enter(cast.budi), f"/petugas/kasus/{report(cast.context).case_id}")

    assert "pemegang amanah" not in page


def test_asking_needs_a_reason_and_keeps_what_was_typed(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    budi, path = enter(cast.budi), f"/petugas/kasus/{reported.case_id}/identitas"

    empty = budi.post(path, {"reason": ""})
    long = budi.post(path, {"reason": "alasan " * 3000})
    done = budi.post(path, {"reason": REASON})
    again = budi.post(path, {"reason": "Sekali lagi."})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "alasan alasan" in long.get_data(as_text=True)
    assert 'id="p-identity-reason"' in empty.get_data(as_text=True)
    assert done.status_code == 303
    assert again.status_code == 409


def test_opening_without_an_approval_is_refused(
    cast: Cast, enter: Enter, reported: Reported
) -> None:
    answer_ = enter(cast.budi).post(f"/petugas/kasus/{reported.case_id}/identitas/buka")

    assert answer_.status_code == 409
    assert "Sari" not in answer_.get_data(as_text=True)


def test_the_identity_stands_on_the_answer_alone(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)
    budi, path = enter(cast.budi), f"/petugas/kasus/{reported.case_id}"

    opened = budi.post(f"{path}/identitas/buka")

    assert opened.status_code == 200
    assert "Sari Rahmawati" in opened.get_data(as_text=True)
    assert "no-store" in opened.headers["Cache-Control"]
    assert "Sari" not in text(budi, path)
    assert budi.get(f"{path}/identitas/buka").status_code == 405


def test_strangers_get_nothing_at_any_door(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests
    case = f"/petugas/kasus/{reported.case_id}"
    for person in (cast.citra, cast.dewi, cast.gita, cast.fajar, cast.ratna, custodians.omar):
        browser = enter(person)
        asked = browser.post(f"{case}/identitas", {"reason": REASON})
        opened = browser.post(f"{case}/identitas/buka")
        replied = browser.post(
            f"/petugas/amanah/{request.id}",
            {"reply": "approve", "compared": "yes", "fingerprint": request.fingerprint},
        )
        codes = (asked.status_code, opened.status_code, replied.status_code)
        assert codes == (404, 404, 404), person.username
    lukman = enter(custodians.lukman)
    assert lukman.get(case).status_code == 404
    assert lukman.post(f"{case}/identitas", {"reason": REASON}).status_code == 404


def test_a_custodian_sees_the_reason_and_nothing_else_of_the_case(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    page = text(enter(custodians.lukman), "/petugas/amanah")

    assert REASON in page
    assert "Budi Santoso" in page
    assert "Kepala gudang" not in page
    assert reported.case_id not in page
    assert "Tidak ada permintaan yang menunggu" in text(enter(custodians.omar), "/petugas/amanah")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"reply": "approve"}, 422),
        ({"reply": "approve", "compared": "yes", "fingerprint": "dead beef"}, 409),
        ({"reply": "perhaps"}, 422),
        ({}, 422),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told(
    cast: Cast,
    enter: Enter,
    custodians: Custodians,
    reported: Reported,
    fields: dict[str, str],
    status: int,
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    lukman = enter(custodians.lukman)
    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests

    told = lukman.post(f"/petugas/amanah/{request.id}", fields)

    assert told.status_code == status
    assert f'id="p-compared-{request.id}"' in told.get_data(as_text=True)
    assert requests_to_me(cast.context, custodians.lukman.actor).requests[0].is_mine_to_answer


@pytest.mark.parametrize(
    ("reply", "said"),
    [("approve", "Bagian kunci Anda kini ada pada petugas"), ("refuse", "tetap pada Anda")],
)
def test_a_custodian_is_told_that_the_answer_stands(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported, reply: str, said: str
) -> None:
    request_identity(cast.context, cast.budi.actor, reported.case_id, REASON)
    lukman = enter(custodians.lukman)
    (request,) = requests_to_me(cast.context, custodians.lukman.actor).requests
    fields = {"reply": reply, "compared": "yes", "fingerprint": request.fingerprint}

    told = lukman.post(f"/petugas/amanah/{request.id}", fields)

    assert told.status_code == 303
    assert said in text(lukman, told.location or "")
    assert said not in text(lukman, "/petugas/amanah")


def test_the_inspectorate_sees_overdue_cases_by_their_clear_facts(
    cast: Cast, enter: Enter, custodians: Custodians, clock: Clock
) -> None:
    reported = report(cast.context)
    own = report(cast.context, unit="inspektorat")
    clock.move(days=60)
    dewi = enter(cast.dewi)
    page = text(dewi, "/petugas/eskalasi")

    assert f"/petugas/eskalasi/{reported.case_id}" in page
    assert own.case_id not in page
    assert "Kepala gudang" not in page
    path = f"/petugas/eskalasi/{reported.case_id}"
    assert dewi.post(path, {"reason": ""}).status_code == 422
    assert dewi.post(f"{path}/buka").status_code == 409
    assert dewi.post(path, {"reason": REASON}).status_code == 303
    assert dewi.get(f"/petugas/eskalasi/{own.case_id}").status_code == 404
    for person in (cast.budi, cast.citra, cast.ratna, custodians.omar):
        assert enter(person).get("/petugas/eskalasi").status_code == 404


def test_a_case_that_is_not_escalated_is_told_to_be_so(
    cast: Cast, enter: Enter, custodians: Custodians
) -> None:
    path = f"/petugas/eskalasi/{report(cast.context).case_id}"
    dewi = enter(cast.dewi)

    assert dewi.get(path).status_code == 409
    assert dewi.post(path, {"reason": REASON}).status_code == 409


def test_an_approved_escrow_opens_on_the_case_page(
    cast: Cast, enter: Enter, custodians: Custodians, clock: Clock
) -> None:
    reported = report(cast.context)
    clock.move(days=60)
    request_escrow(cast.context, cast.dewi.actor, reported.case_id, REASON)
    answer(cast, custodians.omar)
    answer(cast, custodians.qori)
    dewi = enter(cast.dewi)

    opened = dewi.post(f"/petugas/eskalasi/{reported.case_id}/buka")

    assert opened.location == f"/petugas/kasus/{reported.case_id}?kabar=eskalasi#isi"
    assert "Kepala gudang" in text(dewi, opened.location)


def test_the_administrator_proposes_and_the_inspectorate_approves(
    cast: Cast, enter: Enter, custodians: Custodians
) -> None:
    ratna, dewi = enter(cast.ratna), enter(cast.dewi)
    path = "/petugas/pemegang-amanah/satker-1"
    mira = custodians.mira.actor.officer.id

    def approve_what_waits() -> None:
        page = text(dewi, "/petugas/persetujuan")
        (proposal,) = set(re.findall(r"/persetujuan/([0-9a-f]{32})/setuju", page))
        assert (
            dewi.post(f"/petugas/persetujuan/{proposal}/setuju", {"sure": "yes"}).status_code == 303
        )

    asked = ratna.post(f"{path}/lepas/{mira}")
    assert asked.status_code == 200
    assert ratna.post(f"{path}/lepas/{mira}", {"sure": "yes"}).status_code == 303
    assert "Mira Astuti (mira)" in text(ratna, path)
    approve_what_waits()
    assert "Mira Astuti (mira)" not in text(ratna, path)
    assert "Terlalu sedikit" in text(ratna, path)
    assert ratna.post(f"{path}/angkat", {"officer": mira}).status_code == 303
    approve_what_waits()
    assert "Mira Astuti (mira)" in text(ratna, path)
    assert ratna.post(f"{path}/angkat", {"officer": mira}).status_code == 409
    assert ratna.post(f"{path}/aturan", {"threshold": "9"}).status_code == 422
    assert ratna.post(f"{path}/aturan", {"threshold": "3"}).status_code == 303
    approve_what_waits()
    assert ratna.get("/petugas/pemegang-amanah/tidak-ada").status_code == 404
    for person in (cast.budi, cast.dewi, custodians.lukman):
        assert enter(person).get(path).status_code == 404


def test_a_custodian_splits_anew_after_comparing_and_sees_no_case(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported
) -> None:
    rudi = successor_of_mira(cast, custodians)
    lukman = enter(custodians.lukman)
    page = text(lukman, "/petugas/amanah")
    seen = re.findall(r'name="fingerprint" value="([^"]+)"', page)

    assert "Ada pengganti pemegang amanah" in page
    assert "Rudi" in page
    assert len(seen) == 3
    assert reported.case_id[:6] not in page
    unticked = lukman.post("/petugas/amanah/pengganti", {"fingerprint": seen})
    assert unticked.status_code == 422
    assert "Cocokkan dulu" in unticked.get_data(as_text=True)
    old = lukman.post("/petugas/amanah/pengganti", {"fingerprint": seen[1:], "compared": "yes"})
    assert old.status_code == 409
    done = lukman.post("/petugas/amanah/pengganti", {"fingerprint": seen, "compared": "yes"})
    assert done.location == "/petugas/amanah?kabar=dibagi"
    after = text(lukman, done.location)
    assert "Sudah dibagi ulang" in after
    assert "Ada pengganti" not in after
    assert "Ada pengganti" not in text(enter(rudi), "/petugas/amanah")


def test_no_stranger_splits_anything(
    cast: Cast, enter: Enter, custodians: Custodians, reported: Reported
) -> None:
    successor_of_mira(cast, custodians)
    shown = [shown_fingerprint(p.actor) for p in custodians.people.values()]
    fields = {"fingerprint": shown, "compared": "yes"}

    for person, status in ((cast.budi, 404), (cast.ratna, 404), (custodians.omar, 409)):
        stranger = enter(person)
        stranger.get("/petugas/akun")
        assert stranger.post("/petugas/amanah/pengganti", fields).status_code == status
    with cast.context.database.reading() as work:
        assert not resplits.parts_of(work, reported.case_id, Matter.IDENTITY)


def successor_of_mira(cast: Cast, custodians: Custodians) -> Person:
    """Mira left, rudi came, and budi, who is in charge, has logged in since."""
    by, unit_id = cast.ratna.actor.officer, cast.unit("satker-1").id
    leaver = custodians.mira.actor.officer.id
    approved(cast, dismiss_custodian(cast.context, by, unit_id, leaver))
    rudi = appoint(cast, "satker-1", "rudi")["rudi"]
    cast.actor(cast.budi)
    return rudi
