"""A case that was routed away leaves no mark on any page of the unit it concerns."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import func, select

from tests.cast import Cast
from tests.reports import report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import CSRF, Visitor
from wbs.domain.kinds import DeskKind, Kind
from wbs.sealing.box import Purpose, open_box
from wbs.sealing.errors import SealingError
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.desk_keys import desk_seed
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.take_over import take_over
from wbs.store.cases.cases import key_boxes
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.ledger import EventRow, TallyRow
from wbs.store.schema.people import DeskRow

TOKEN = re.compile(r'name="draft" value="[^"]*"')
LINK = re.compile(r'href="(/petugas/[^"#]*)"')
LEAVING = [
    {"concerns_head": head, "concerns_desk": desk, "exclude": exclude}
    for head, desk, exclude in product(
        ["no", "yes", "unknown"], ["no", "yes", "unknown"], ["", "Budi Santoso"]
    )
    if {head, desk} & {"yes", "unknown"} or exclude
]
PHOTO = ("bukti.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(40))


def pages(browser: Visitor) -> Iterator[tuple[str, str]]:
    """Every page a person can walk to from the first, and what it says, without its form's tokens."""
    waiting, seen = ["/petugas/akun"], {"/petugas/akun"}
    while waiting:
        path = waiting.pop()
        answer = browser.get(path, follow=True)
        assert answer.status_code == 200, path
        if answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        yield path, TOKEN.sub("", CSRF.sub("", text))
        found = {link.replace("&amp;", "&") for link in LINK.findall(text)}
        waiting += sorted(link for link in found - seen if "bahasa=en" not in link)
        seen |= found


@pytest.mark.parametrize("username", ["budi", "indah", "fajar"])
def test_no_page_of_the_unit_changes_when_a_report_was_routed_away(
    cast: Cast, enter: Enter, username: str
) -> None:
    context = cast.context
    stayed = report(context)
    browser = enter(cast.people[username])
    dict(pages(browser))  # whatever is read is read now
    before = dict(pages(browser))

    cases = [
        report(context, kind=kind, category="lainnya", **fields)
        for kind in (Kind.WBS, Kind.COMPLAINT)
        for fields in LEAVING
    ]

    after = dict(pages(browser))
    assert after == before
    assert any(stayed.case_id in text for text in after.values()) is (username != "fajar")
    assert not [case for case in cases if any(case.case_id in text for text in after.values())]


@pytest.mark.parametrize("username", ["budi", "indah", "fajar", "citra", "eko", "dewi", "ratna"])
def test_whoever_knows_its_address_finds_nothing_there(
    cast: Cast, enter: Enter, username: str
) -> None:
    case = report(cast.context, PHOTO, concerns_desk="yes")
    file = open_case(cast.context, cast.gita.actor, case.case_id)
    blob_id = file.opened.report.attachments[0].blob_id
    browser = enter(cast.people[username])
    place = f"/petugas/kasus/{case.case_id}"

    answers = {
        browser.get(place).status_code,
        browser.get(f"{place}/berkas/0/{blob_id}").status_code,
        browser.post(place, {"message": "halo"}).status_code,
        browser.post(place, {"stage": "review"}).status_code,
    }

    assert answers == {404}


def pack_of(browser: Visitor) -> bytes:
    """The pack of the running quarter, as the officer takes it along."""
    browser.get("/petugas/angka")
    fields = {"unit": "satker-1", "period": "2026-Q3", "as_of": "2026-08-31"}
    answer = browser.post("/petugas/angka/unduh", fields)
    assert answer.mimetype == "application/zip"
    return bytes(answer.data)


def rows_at(context: Context, unit_id: str) -> dict[str, int]:
    """How many rows each table of the ledger, and the register of the unit's desks, hold for that unit."""
    with context.database.reading() as work:
        counted = {
            row.__tablename__: work.scalar(
                select(func.count()).select_from(row).where(row.unit_id == unit_id)
            )
            for row in (EventRow, TallyRow)
        }
        own_desks = select(DeskRow.id).where(DeskRow.unit_id == unit_id)
        for row in (CaseRow, CaseKeyBoxRow):
            counted[row.__tablename__] = work.scalar(
                select(func.count()).select_from(row).where(row.desk_id.in_(own_desks))
            )
    return {name: found or 0 for name, found in counted.items()}


def test_nothing_at_the_unit_differs_from_one_without_a_case_routed_away(
    cast: Cast, enter: Enter
) -> None:
    context, unit_id = cast.context, cast.unit("satker-1").id
    context.clock.move(days=28)  # type: ignore[attr-defined]  # the clerk exports as of a month's end
    report(context)
    people = {name: enter(cast.people[name]) for name in ("budi", "indah", "fajar")}
    before = {name: pack_of(browser) for name, browser in people.items()}
    rows = rows_at(context, unit_id)
    dict(pages(people["budi"]))  # whatever is read is read now
    read = dict(pages(people["budi"]))

    case = report(context, PHOTO, concerns_head="yes", who="Joko Susilo")
    reported = case.enter(context)
    ask_inspectorate(context, reported)
    open_case(context, cast.dewi.actor, case.case_id)
    take_over(context, cast.dewi.actor, case.case_id, "Menyangkut pimpinan.")

    assert {name: pack_of(browser) for name, browser in people.items()} == before
    assert rows_at(context, unit_id) == rows
    assert dict(pages(people["budi"])) == read
    for browser in people.values():
        for _, text in pages(browser):
            assert case.case_id not in text


@pytest.mark.parametrize("username", ["budi", "indah", "fajar", "citra", "eko", "gita", "ratna"])
def test_a_case_that_was_handed_over_is_gone_for_everybody_but_its_new_desk(
    cast: Cast, enter: Enter, username: str
) -> None:
    context = cast.context
    case = report(context, PHOTO)
    file = open_case(context, cast.budi.actor, case.case_id)
    blob_id = file.opened.report.attachments[0].blob_id
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    asked = HandOver(desk.id, "Menyangkut rekan.", is_concerned=True)
    hand_over(context, cast.indah.actor, case.case_id, asked)
    browser = enter(cast.people[username])
    place = f"/petugas/kasus/{case.case_id}"

    answers = {
        browser.get(place).status_code,
        browser.get(f"{place}/berkas/0/{blob_id}").status_code,
        *(
            browser.post(f"{place}{act}", fields).status_code
            for act, fields in (
                ("", {"message": "halo"}),
                ("", {"stage": "review"}),
                ("/serah", {"desk": desk.id, "grounds": "x"}),
                ("/ambil-alih", {"grounds": "x"}),
            )
        ),
    }

    assert answers == {404}
    assert not [path for path, text in pages(browser) if case.case_id in text]


def test_what_the_old_desk_still_holds_opens_nothing_of_the_case(cast: Cast) -> None:
    """Its seeds are whole, and its own rows of the database: there is no box for them any more."""
    context = cast.context
    case = report(context)
    own, above = (cast.desk(slug, DeskKind.WBS) for slug in ("satker-1", "kanwil-a"))
    hand_over(context, cast.budi.actor, case.case_id, HandOver(above.id, "Bukan wewenang kami."))

    with context.database.reading() as work:
        boxes = key_boxes(work, case.case_id, [own.id, above.id])
        seed = desk_seed(context, work, cast.budi.actor, own.id, own.epoch)

    (desk_id, epoch, box), *others = boxes
    assert (desk_id, others) == (above.id, [])
    for recipient in (own.id, above.id):
        with pytest.raises(SealingError):
            open_box(
                box,
                seed,
                Purpose.CASE_TO_DESK,
                subject=case.case_id,
                recipient=recipient,
                epoch=epoch,
            )
