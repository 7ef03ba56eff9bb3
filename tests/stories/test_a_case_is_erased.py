"""A case whose period is over: held and released, proposed by one, confirmed by another, gone on the next day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext

from tests.cast import Cast
from tests.erasures import GROUNDS, PERIOD_DAYS
from tests.reports import Reported, report
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter
from tests.stories.test_pages import look_at
from wbs.domain.case import Outcome, OutcomeDetail
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.context import Context
from wbs.services.retention import carry_out

NewContext = Callable[..., BrowserContext]
LONG_AGO: list[Reported] = []


def _filed(context: Context, cast: Cast) -> None:
    """Two reports that were closed a little over two years ago."""
    past = timedelta(days=PERIOD_DAYS)
    early = replace(context, clock=lambda: context.clock() - past)
    for _ in range(2):
        reported = report(early)
        outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
        words = Words(grounds=GROUNDS)
        close_case(early, cast.budi.actor, reported.case_id, outcome, detail, words)
        LONG_AGO.append(reported)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    LONG_AGO.clear()
    with installed(tmp_path_factory.mktemp("erased"), before=_filed) as running:
        yield running


def _at_work(new_context: NewContext, place: Installation, name: str) -> OfficerAtWork:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    officer = OfficerAtWork(page, place.base, place.cast.people[name], place.context)
    officer.sign_in()
    return officer


def test_a_case_past_its_period_is_held_released_and_erased_by_two(
    place: Installation, new_context: NewContext
) -> None:
    gone, kept = LONG_AGO
    budi = _at_work(new_context, place, "budi")
    page = budi.page
    look_at(page, "inbox-with-ending-cases")
    page.locator('main a[href="/petugas/retensi"]').click()
    look_at(page, "retention-over")

    budi.open(f"/petugas/kasus/{kept.case_id}")
    page.locator("summary", has_text="Tahan kasus ini").click()
    page.locator("#f-hold-hold_reason-proceedings").check()
    page.locator("#f-hold-grounds").fill("Perkara nomor 12.")
    page.get_by_role("button", name="Tahan kasus").click()
    look_at(page, "case-held")

    budi.open("/petugas/retensi")
    page.get_by_role("button", name="Usulkan penghapusan").click()
    look_at(page, "retention-problems")
    page.locator(f'[name="cases"][value="{gone.case_id}"]').check()
    page.locator('[name="reason"][value="schedule"]').check()
    page.get_by_role("button", name="Usulkan penghapusan").click()
    look_at(page, "retention-proposed")
    assert page.get_by_role("button", name="Setujui penghapusan").count() == 0

    indah = _at_work(new_context, place, "indah")
    indah.open("/petugas/retensi")
    look_at(indah.page, "retention-to-confirm")
    indah.page.locator(f'[name="cases"][value="{gone.case_id}"]').check()
    indah.page.get_by_role("button", name="Setujui penghapusan").click()
    look_at(indah.page, "retention-confirmed")

    sari = Reporter(new_context().new_page(), place.base)
    sari.track(gone.code)
    assert "Kode pelacakan" not in sari.page.locator("h1").inner_text()
    tomorrow = replace(place.context, clock=lambda: place.context.clock() + timedelta(days=1))
    assert carry_out.run(tomorrow).erased == 1

    budi.open(f"/petugas/kasus/{gone.case_id}")
    assert "tidak" in page.locator("h1").inner_text().lower()
    again = Reporter(new_context().new_page(), place.base)
    again.track(gone.code)
    assert again.page.locator('[name="tracking_code"]').count() == 1
    budi.open(f"/petugas/kasus/{kept.case_id}")
    assert "Perkara nomor 12." in page.locator("main").inner_text()
