"""The sheets of the UPG on their pages: offered in their turn, written once, given back whole, shut to strangers."""

import html
import re

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.disclosures import CUSTODY, DETERMINATION, DISCLOSURE, FORWARDING, PHOTO, REFUSAL, REVIEW
from tests.reports import Reported, disclose, report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.case import Stage
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.services.cases.open_case import open_case
from wbs.services.upg.upg_sheets import SentSheet, write_sheet
from wbs.store.cases import cases, records

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"


def path_of(reported: Reported, sheet: str = "") -> str:
    return f"/petugas/kasus/{reported.case_id}" + (f"/lembar/{sheet}" if sheet else "")


def text_of(answer: TestResponse) -> str:
    page = answer.get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def hidden(answer: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.get_data(as_text=True))
    assert found
    return found.group(1)


def offered(browser: Visitor, reported: Reported) -> list[str]:
    page = browser.get(path_of(reported)).get_data(as_text=True)
    return re.findall(r'/lembar/([a-z_]+)"', page)


def state_of(cast: Cast, reported: Reported) -> tuple[Stage, int]:
    with cast.context.database.reading() as work:
        return (
            cases.get(work, reported.case_id).stage,
            len(records.all_of(work, reported.case_id)),
        )


def test_the_case_offers_the_sheets_of_its_moment(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)

    assert offered(budi, reported) == ["return", "review", "custody"]
    budi.get(path_of(reported, "review"))
    budi.post(path_of(reported, "review"), REVIEW)
    assert offered(budi, reported) == ["forwarding", "revision", "custody"]
    budi.post(path_of(reported, "forwarding"), FORWARDING)
    assert offered(budi, reported) == ["determination", "custody"]
    budi.post(path_of(reported, "determination"), DETERMINATION)
    assert offered(budi, reported) == ["settlement", "custody"]


def test_before_the_review_a_disclosure_is_closed_without_a_decision_and_a_report_without_a_finding(
    cast: Cast, enter: Enter
) -> None:
    budi = enter(cast.budi)
    disclosed, reported = (
        text_of(budi.get(path_of(one))) for one in (disclose(cast.context), report(cast.context))
    )

    assert "hanya dapat ditutup tanpa keputusan" in disclosed
    assert "tanpa temuan" not in disclosed
    assert "Jenis laporan Penerimaan" in disclosed
    assert "hanya dapat ditutup tanpa temuan" in reported


def test_a_refusal_is_offered_what_belongs_to_a_refusal(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context, REFUSAL)

    assert offered(enter(cast.budi), reported) == ["return", "record"]


def test_a_report_is_offered_none(cast: Cast, enter: Enter) -> None:
    assert offered(enter(cast.budi), report(cast.context)) == []


def test_the_review_knows_what_the_reporter_said_it_is_worth(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context, {**DISCLOSURE, "object-1-perishable": "yes"})

    page = enter(cast.budi).get(path_of(reported, "review"))

    body = page.get_data(as_text=True)
    assert re.search(r'name="value-1"[^>]*value="750.000"', body)
    assert re.search(r'name="perishable" value="yes" checked', body)
    assert "l. " in text_of(page)
    assert "Kurir mengantar bingkisan" in text_of(page)


def test_a_written_sheet_stands_in_the_case_under_its_names(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(path_of(reported, "review"))

    answer = budi.post(path_of(reported, "review"), {**REVIEW, "note": HOSTILE})

    assert answer.status_code == 303
    page = budi.get(path_of(reported))
    assert "<script>alert" not in page.get_data(as_text=True)
    text = text_of(page)
    assert "Lembar telaah" in text
    assert "Rp800.000" in text
    assert HOSTILE in text


def test_what_cannot_be_taken_is_told_at_its_field_and_everything_typed_comes_back(
    cast: Cast, enter: Enter
) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(path_of(reported, "custody"))

    answer = budi.post(
        path_of(reported, "custody"), {**CUSTODY, "on": "2026-12-01", "condition": ""}
    )

    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    assert 'id="p-on"' in body
    assert 'id="p-condition"' in body
    assert "Lemari besi UPG" in body
    assert state_of(cast, reported) == (Stage.SUBMITTED, 1)


def test_a_photo_comes_with_the_sheet_and_leaves_through_the_case(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(path_of(reported, "custody"))

    name, content = PHOTO
    answer = budi.post_file(path_of(reported, "custody"), CUSTODY, name, content)

    assert answer.status_code == 303
    page = budi.get(path_of(reported)).get_data(as_text=True)
    (link,) = re.findall(r'href="([^"]*/berkas/1/[^"]*)"', page)
    assert budi.get(link).data == content


def test_a_file_of_a_sheet_that_is_not_taken_leaves_nothing_behind(
    cast: Cast, enter: Enter
) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(path_of(reported, "custody"))
    root = cast.context.blobs.root
    before = sorted(p for p in root.rglob("*") if p.is_file())

    name, content = PHOTO
    lacking = {**CUSTODY, "place": ""}
    answer = budi.post_file(path_of(reported, "custody"), lacking, name, content)
    answer.close()

    assert answer.status_code == 422
    assert "Silakan tambahkan lagi berkasnya" in text_of(answer)
    assert sorted(p for p in root.rglob("*") if p.is_file()) == before


def test_a_large_file_is_taken_from_an_officer_of_the_desk_alone(
    cast: Cast, enter: Enter, visitor: Visitor
) -> None:
    reported = disclose(cast.context)
    path, large = path_of(reported, "custody"), b"x" * 3_000_000
    budi = enter(cast.budi)
    budi.get(path)

    assert budi.post_file(path, CUSTODY, "video.bin", large).status_code == 303
    assert visitor.post_file(path, CUSTODY, "video.bin", large).status_code == 413
    assert enter(cast.citra).post_file(path, CUSTODY, "video.bin", large).status_code != 303


def test_a_sheet_out_of_its_turn_leads_back_to_the_case_or_is_given_back(
    cast: Cast, enter: Enter
) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)

    assert budi.get(path_of(reported, "settlement")).status_code == 303
    budi.get(path_of(reported, "review"))
    late = {"settlement": "donated", "on": "2026-08-01", "note": "Sudah disalurkan"}
    answer = budi.post(path_of(reported, "settlement"), late)
    assert answer.status_code == 409
    assert "Sudah disalurkan" in answer.get_data(as_text=True)
    assert budi.get(path_of(reported, "unknown")).status_code == 404


def test_a_sheet_on_what_changed_meanwhile_is_given_back(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    seen = hidden(budi.get(path_of(reported, "custody")), "seen")
    review = SentSheet(SheetKind.REVIEW, REVIEW)
    write_sheet(cast.context, cast.budi.actor, reported.case_id, review)

    answer = budi.post(path_of(reported, "custody"), {**CUSTODY, "seen": seen})

    assert answer.status_code == 409
    assert "Lemari besi UPG" in answer.get_data(as_text=True)
    assert not open_case(cast.context, cast.budi.actor, reported.case_id).opened.sheets[1:]


def test_a_disclosure_is_not_moved_past_its_sheets(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(path_of(reported))

    answer = budi.post(path_of(reported), {"act": "stage", "stage": "returned"})

    assert answer.status_code == 409
    assert state_of(cast, reported)[0] is Stage.SUBMITTED


@pytest.mark.parametrize("sheet", ["review", "custody"])
def test_strangers_and_officers_of_other_units_get_no_sheet(
    cast: Cast, enter: Enter, visitor: Visitor, sheet: str
) -> None:
    reported = disclose(cast.context)

    assert visitor.get(path_of(reported, sheet)).status_code == 302
    for person in (cast.citra, cast.dewi, cast.eko, cast.fajar, cast.ratna):
        browser = enter(person)
        assert browser.get(path_of(reported, sheet)).status_code == 404
        assert browser.post(path_of(reported, sheet), CUSTODY).status_code == 404
    assert state_of(cast, reported) == (Stage.SUBMITTED, 1)
