"""The way of a declaration through the pages: form, review, code, and what its reporter sees of the decision."""

import html

import pytest
from flask import Flask

from tests.cast import Cast
from tests.declarations import DECISION, DECLARATION, decide
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.store import reporter as rows
from wbs.store.schema.cases import CaseRow

PATH = "/lapor/konflik-kepentingan"
FILE = ("deklarasi.txt", b"Deklarasi yang ditandatangani.")


@pytest.fixture
def laras(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def fill(laras: Reporter, *files: tuple[str, bytes], **answers: str) -> PageSeen:
    return laras.send(laras.open(PATH).form, DECLARATION | answers, files, press="review")


def case_id(context: Context, code: str) -> str:
    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    return found.case.id


def test_the_start_page_offers_it_and_the_path_gives_the_form_with_every_field(
    laras: Reporter,
) -> None:
    assert f'href="{PATH}"' in laras.open("/").text
    page = laras.open(PATH)

    assert page.form.action == PATH
    assert page.form.names >= {*DECLARATION, "attachments", "concerns_head", "concerns_desk"}
    assert "konflik kepentingan" in page.text
    assert "benturan kepentingan" in page.text


def test_a_declaration_is_reviewed_then_sent_and_the_desk_reads_every_field_and_file(
    laras: Reporter, cast: Cast, context: Context
) -> None:
    review = fill(laras, FILE)
    assert review.status == 200
    assert "Hubungan keluarga atau kerabat" in review.text
    with context.database.reading() as work:
        assert work.query(CaseRow).count() == 0

    code = laras.send(review.form, press="confirm").code

    opened = open_case(context, cast.budi.actor, case_id(context, code)).opened
    assert DECLARATION.items() <= opened.report.fields.items()
    assert [a.name for a in opened.report.attachments] == ["deklarasi.txt"]


def test_every_problem_stands_at_its_field_and_nothing_typed_is_lost(laras: Reporter) -> None:
    wrong = {
        "name": "",
        "nature": "lain",
        "source": "pungutan-liar",
        "relation": "x",
        "affected_duty": "",
        "declared_on": "2099-01-01",
    }

    page = fill(laras, FILE, **wrong)

    assert page.status == 422
    for name in wrong:
        assert page.problem(name), name
    assert page.form.values["related_party"] == DECLARATION["related_party"]
    assert "deklarasi.txt" in page.text


def test_only_the_fields_others_rely_on_are_needed(laras: Reporter) -> None:
    form = laras.open(PATH).form
    asked = {n: t for n, t in DECLARATION.items() if n != "proposed_control"}

    assert laras.send(form, asked, (), press="review").status == 200


def test_whoever_declared_follows_the_decision_but_the_code_tells_nobody_who_they_are(
    laras: Reporter, cast: Cast, context: Context
) -> None:
    code = laras.send(fill(laras).form, press="confirm").code
    before = laras.track(code)
    decide(context, cast.budi.actor, case_id(context, code))

    after = html.unescape(laras.track(code).text)

    assert "Dideklarasikan" in before.text
    assert "Keputusan atasan atas deklarasi" in before.text
    assert "Menarik diri dari tugas" in after
    assert DECLARATION["affected_duty"] in after
    for hidden in (DECLARATION["name"], DECLARATION["related_party"], DECISION["superior"]):
        assert hidden not in after
    assert DECISION["measure"] not in after
