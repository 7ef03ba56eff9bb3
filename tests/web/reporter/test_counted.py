"""On the tracking page of a closed case: how each pack counted it, and a proof that holds against the pack."""

import json
from base64 import b64decode
from hashlib import sha256

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.packs import payload_of
from tests.reports import Reported, report
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.domain.case import Outcome, Stage
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import issued, pack_pieces, pack_signer
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.documents.export_figures import Wish
from wbs.services.documents.issue_pack import prepare_pack, record_pack
from wbs.tlog.checkpoint import read_checkpoint
from wbs.tlog.leaf import commitment, leaf_hash
from wbs.tlog.note import read as read_note
from wbs.tlog.proof import verify_inclusion

PATH = "/lacak/hitungan"


@pytest.fixture
def sari(reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def closed(cast: Cast, clock: Clock) -> Reported:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    grounds = Words(grounds="Sudah diperiksa.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.RESOLVED, None, grounds)
    clock.move(days=1)
    return reported


def take(cast: Cast) -> bytes:
    wish = Wish("satker-1", ReportingPeriod.parse("2026-Q3"), cast.context.today())
    pack = prepare_pack(cast.context, cast.budi.actor.officer, wish)
    pieces = pack_pieces(pack.export, pack.documents, pack.logs, pack_signer(pack.signer))
    return b"".join(issued(pieces, lambda digest: record_pack(cast.context, pack, digest)))


def ask_proof(sari: Reporter, page: PageSeen, **change: str) -> PageSeen:
    (form,) = [form for form in page.forms if form.action.startswith(PATH)]
    return sari.send(form, change)


def test_the_reporter_reads_how_the_case_was_counted_and_the_proof_holds_against_the_pack(
    cast: Cast, clock: Clock, sari: Reporter
) -> None:
    reported = closed(cast, clock)
    pack = take(cast)

    page = sari.track(reported.code)
    assert "Bagaimana laporan ini dihitung" in page.text
    assert "Triwulan III 2026" in page.text
    assert "harus ditindaklanjuti dan yang selesai" in page.text
    answer = ask_proof(sari, page)

    assert answer.status == 200
    told = json.loads(answer.text)
    assert told["pack"] == sha256(pack).hexdigest()
    assert told["checkpoint"].encode() == payload_of(pack)["log/satker-1/checkpoint"]
    head = read_checkpoint(read_note(told["checkpoint"].encode()).text)
    assert [line["line"].split("act=")[1].split("\t")[0] for line in told["events"]] == [
        *("received", "review", "closed")
    ]
    for event in told["events"]:
        opened = commitment(bytes.fromhex(event["salt"]), f"{event['line']}\n".encode())
        leaf = leaf_hash(opened, bytes.fromhex(event["closed_commitment"]))
        path = [b64decode(node) for node in event["path"]]
        verify_inclusion(leaf, event["index"], head.size, path, head.root)


def test_before_it_is_closed_nothing_names_the_counting_unit(cast: Cast, sari: Reporter) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    take(cast)

    assert "Bagaimana laporan ini dihitung" not in sari.track(reported.code).text


def test_of_a_pack_that_is_none_there_is_no_proof(cast: Cast, clock: Clock, sari: Reporter) -> None:
    reported = closed(cast, clock)
    take(cast)

    assert ask_proof(sari, sari.track(reported.code), pack="0" * 32).status == 404


@pytest.mark.parametrize("csrf", ["", "0" * 64])
def test_from_another_site_no_proof_is_handed_out(
    cast: Cast, clock: Clock, sari: Reporter, csrf: str
) -> None:
    reported = closed(cast, clock)
    take(cast)

    answer = ask_proof(sari, sari.track(reported.code), csrf=csrf)

    assert answer.status == 400
    assert "commitment" not in answer.text


def test_without_a_session_no_proof_is_handed_out(
    cast: Cast, clock: Clock, sari: Reporter, reporter_app: Flask
) -> None:
    reported = closed(cast, clock)
    take(cast)
    page = sari.track(reported.code)

    assert ask_proof(Reporter(reporter_app), page).status == 410
