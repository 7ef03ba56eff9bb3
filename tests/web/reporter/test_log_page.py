"""The log for everybody, and the promise a reporter takes along."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import closed_days, log_key
from tests.reports import report
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.services.accountability.publish import publish
from wbs.services.accountability.verify import verify
from wbs.store.log import log_rows
from wbs.tlog.checkpoint import verify_checkpoint
from wbs.tlog.note import PublicKey
from wbs.tlog.promise import Promise, verify_promise

PATH = "/lacak/janji"


@pytest.fixture
def sari(reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def take(sari: Reporter, page: PageSeen, **change: str) -> PageSeen:
    (form,) = [form for form in page.forms if form.action.startswith(PATH)]
    return sari.send(form, change)


def read(cast: Cast, page: PageSeen) -> Promise:
    _, promise, certificate = page.answer.data.split(b"\n-----\n")
    return verify_promise(promise, [certificate], [log_key(cast.context)])


def test_before_the_first_day_was_closed_the_page_says_so(cast: Cast, sari: Reporter) -> None:
    assert "Belum ada yang diterbitkan" in sari.open("/log").text
    assert sari.open("/log/checkpoint").status == 404
    assert sari.open("/log/keys").status == 200


def test_the_page_shows_the_checkpoint_and_keys_that_verify_it(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    closed_days(cast, clock)

    page = sari.open("/log")
    keys = [
        PublicKey.parse(line)
        for line in sari.open("/log/keys").answer.data.decode().splitlines()
        if line
    ]
    signed = sari.open("/log/checkpoint").answer.data
    found = verify_checkpoint(signed, "wbs.example.test", keys)

    assert found.size == len(cast.agency.units) + 1
    assert keys == [log_key(cast.context)]
    assert keys[0].id.hex() in page.text
    assert signed.decode().splitlines()[2] in page.text


def test_nothing_of_any_unit_is_on_the_public_pages(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    closed_days(cast, clock)
    shown = "".join(sari.open(path).text for path in ("/log", "/log/checkpoint", "/log/keys"))

    assert not [unit.slug for unit in cast.agency.units.values() if f"/{unit.slug}" in shown]
    assert "_custody" not in shown


def test_the_tracking_page_says_tomorrow_and_on_the_day_after_that_it_is_there(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    reported = report(cast.context)
    assert "akan ada di dalamnya besok" in sari.track(reported.code).text
    clock.move(days=1)
    publish(cast.context)

    again = sari.track(reported.code).text
    assert "akan ada di dalamnya besok" not in again
    assert "Semua yang terjadi sampai sekarang sudah ada" in again


def test_a_promise_is_signed_by_a_certified_key_and_kept(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    closed_days(cast, clock)
    reported = report(cast.context)

    answer = take(sari, sari.track(reported.code))

    assert answer.status == 200
    promise = read(cast, answer)
    assert promise.log_name == "wbs.example.test"
    assert promise.due_on.isoformat() == "2026-08-07"
    clock.move(days=1)
    publish(cast.context)
    with cast.context.database.reading() as work:
        unit = cast.unit("satker-1").id
        placed = {leaf.leaf_hash for leaf in log_rows.leaves_between(work, unit, 0, 99)}
    assert set(promise.leaves) <= placed
    assert verify(cast.context).first is None


def test_a_promise_names_neither_unit_nor_kind_nor_code_and_warns_before(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    closed_days(cast, clock)
    reported = report(cast.context)
    page = sari.track(reported.code)
    answer = take(sari, page)

    text = answer.answer.data.decode()
    assert "jangan pernah di perangkat kantor" in page.text
    assert not [u.slug for u in cast.agency.units.values() if u.slug in text]
    assert reported.code not in text
    assert reported.case_id not in text
    assert 'filename="catatan.txt"' in answer.answer.headers["Content-Disposition"]


def test_without_a_certified_key_no_promise_is_offered(cast: Cast, sari: Reporter) -> None:
    page = sari.track(report(cast.context).code)

    assert "Dalam log akuntabilitas" in page.text
    assert not [form for form in page.forms if form.action.startswith(PATH)]
    (other,) = [form for form in page.forms if form.action.startswith("/lacak/takut")]
    refused = sari.send(replace(other, action=PATH))
    assert refused.status == 409


def test_a_promise_needs_the_session_and_its_token(
    cast: Cast, sari: Reporter, clock: Clock
) -> None:
    closed_days(cast, clock)
    page = sari.track(report(cast.context).code)

    refused = take(sari, page, csrf="0" * 64)
    assert (refused.status, bool(refused.problem("janji"))) == (422, True)
    clock.move(minutes=16)
    assert take(sari, page).status == 410
