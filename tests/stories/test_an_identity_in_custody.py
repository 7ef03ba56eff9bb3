"""A confidential report: its desk reads no name, custodians let one officer read it, the reporter sees each step."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.cast import Cast, Person
from tests.custodians import everybody
from tests.reports import Reported, report
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter
from tests.stories.test_pages import look_at
from tests.stories.traces import find_traces
from wbs.domain.kinds import Role
from wbs.services.approvals.decide import approve as approve_change
from wbs.services.context import Context
from wbs.store.agency import proposals

NewContext = Callable[..., BrowserContext]
NAME, CONTACT = "Sariwangi Tjokrodimedjo", "surat ke Loket Anggrek 19"
REASON = "Keterangan pelapor dibutuhkan tim Kepodang sebelum audit lapangan."
LATE = "Kuitansi rangkap ditemukan lama sebelum hari ini."

pytestmark = pytest.mark.story


@pytest.fixture(scope="module")
def people() -> dict[str, Person]:
    """The custodians, once they are enrolled."""
    return {}


@pytest.fixture(scope="module")
def late() -> list[Reported]:
    """The report that has lain for sixty days."""
    return []


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, people: dict[str, Person], late: list[Reported]
) -> Iterator[Installation]:
    """An installation with custodians, and one long overdue case with an escrow copy."""

    def enrolled(context: Context, cast: Cast) -> None:
        people.update(everybody(cast, escrow=True).people)
        early = replace(context, clock=lambda: context.clock() - timedelta(days=60))
        late.append(report(early, what=LATE))

    with installed(tmp_path_factory.mktemp("custody"), before=enrolled) as running:
        yield running


def at_work(new_context: NewContext, place: Installation, person: Person) -> OfficerAtWork:
    """The officer signed in; with script, so that their pages can be measured."""
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    officer = OfficerAtWork(page, place.base, person, place.context)
    officer.sign_in()
    return officer


def press(page: Page, action: str, **fields: str) -> None:
    """Fill in the form that posts to *action* and send it by its first button."""
    form = page.locator(f'form[action$="{action}"]')
    for name, text in fields.items():
        form.locator(f'[name="{name}"]').fill(text)
    form.locator("button").first.click()


def approve(
    new_context: NewContext, place: Installation, person: Person, *, look: str = ""
) -> None:
    """The custodian comes, reads, compares and approves the one request that waits."""
    custodian = at_work(new_context, place, person)
    assert re.search(r"/petugas/amanah$", custodian.page.url), "it is their first page"
    assert NAME not in custodian.text()
    if look:
        look_at(custodian.page, look)
        custodian.page.locator('button[value="approve"]').click()
        assert "Cocokkan dahulu sidik jari" in custodian.text()
        look_at(custodian.page, f"{look}-problem")
    custodian.page.locator('[name="compared"]').check()
    custodian.page.locator('button[value="approve"]').click()
    assert "Tidak ada permintaan yang menunggu Anda" in custodian.text()


def test_an_identity_is_opened_by_two_of_three_and_leaves_no_trace(
    place: Installation, people: dict[str, Person], new_context: NewContext
) -> None:
    page = new_context().new_page()
    sari = Reporter(page, place.base)
    sari.report("satker-1", anonymity="confidential", identity_name=NAME, identity_contact=CONTACT)
    assert NAME in sari.text(), "the review shows what is sent"
    sari.track(sari.confirm())
    assert "2 dari 3 pemegang amanah" in sari.text()
    assert "Sejauh ini tidak ada yang memintanya" in sari.text()
    assert NAME not in page.content()

    budi = at_work(new_context, place, place.cast.budi)
    case = next(href for href in budi.inbox() if _is_new(budi, href))
    look_at(budi.page, "identity-sealed")
    assert NAME not in budi.page.content()
    press(budi.page, "/identitas", reason="")
    assert "Isian ini harus diisi" in budi.text() or "isi" in budi.text().lower()
    press(budi.page, "/identitas", reason=REASON)
    look_at(budi.page, "identity-asked")
    approve(new_context, place, people["lukman"], look="amanah")
    approve(new_context, place, people["nanda"])
    budi.open(case)
    look_at(budi.page, "identity-approved")
    press(budi.page, "/identitas/buka")
    assert NAME in budi.text()
    assert CONTACT in budi.text()
    look_at(budi.page, "identity-opened")
    budi.open(case)
    assert NAME not in budi.page.content()

    sari.look_again()
    assert sari.text().count("Seorang pemegang amanah setuju") == 2
    assert "Identitas Anda dibuka oleh petugas yang memintanya" in sari.text()
    seen = new_context(java_script_enabled=True, bypass_csp=True)
    seen.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    own = seen.new_page()
    own.goto(f"{place.base}/lacak")
    look_at(own, "tracked-identity")

    indah = at_work(new_context, place, place.cast.indah)
    indah.open(case)
    assert "Buka identitas" not in indah.text()
    assert find_traces(place.written_in(), ["Tjokrodimedjo", "Loket Anggrek", "Kepodang"]) == []


def _is_new(budi: OfficerAtWork, href: str) -> bool:
    budi.open(href)
    return "Identitas pelapor" in budi.text()


def test_an_overdue_case_is_opened_by_its_escrow_copy(
    place: Installation,
    people: dict[str, Person],
    late: list[Reported],
    new_context: NewContext,
) -> None:
    dewi = at_work(new_context, place, place.cast.dewi)
    dewi.page.goto(f"{place.base}/petugas/eskalasi")
    look_at(dewi.page, "escalated")
    assert "Kuitansi rangkap" not in dewi.page.content()
    dewi.page.locator(f'a[href$="/eskalasi/{late[0].case_id}"]').click()
    look_at(dewi.page, "escalated-case")
    press(dewi.page, f"/eskalasi/{late[0].case_id}", reason=REASON)
    look_at(dewi.page, "escalated-asked")
    approve(new_context, place, people["omar"])
    approve(new_context, place, people["putri"])
    dewi.page.reload()
    press(dewi.page, "/buka")
    assert LATE in dewi.text()
    dewi.write("Inspektorat ikut melihat laporan ini.")

    sari = Reporter(new_context().new_page(), place.base)
    sari.track(late[0].code)
    assert "Inspektorat membuka laporan Anda dengan salinan cadangan" in sari.text()
    assert "Inspektorat ikut melihat laporan ini" in sari.text()


def approve_what_waits(place: Installation) -> None:
    """*dewi* of the inspectorate is the second person."""
    with place.context.database.reading() as work:
        (proposal,) = proposals.waiting(work)
    approve_change(place.context, place.cast.dewi.actor, proposal.id)


def test_an_administrator_sees_who_keeps_what_and_is_warned(
    place: Installation, people: dict[str, Person], new_context: NewContext
) -> None:
    ratna = at_work(new_context, place, place.cast.ratna)
    assert Role.ADMINISTRATOR in place.cast.ratna.actor.officer.roles
    ratna.page.goto(f"{place.base}/petugas/pemegang-amanah")
    look_at(ratna.page, "custodians")
    ratna.page.goto(f"{place.base}/petugas/pemegang-amanah/satker-1")
    look_at(ratna.page, "custodians-unit")
    mira = people["mira"].actor.officer.id
    press(ratna.page, f"/lepas/{mira}")
    look_at(ratna.page, "custodian-leave")
    press(ratna.page, f"/lepas/{mira}")
    look_at(ratna.page, "custodian-proposed")
    approve_what_waits(place)
    ratna.page.goto(f"{place.base}/petugas/pemegang-amanah/satker-1")
    assert "Mira Astuti (mira)" not in ratna.text()
    assert "Terlalu sedikit" in ratna.text()
    lukman = people["lukman"].actor.officer.id
    press(ratna.page, f"/lepas/{lukman}")
    assert "1 identitas tersegel" in ratna.text()
