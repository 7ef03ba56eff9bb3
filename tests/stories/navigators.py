"""Walks through the two applications as people do: by field, button and link, without script."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page

from tests.cast import Person, unused_code
from tests.disclosures import DISCLOSURE
from wbs.services.context import Context

REPORT = {
    "what": "Bendahara meminta uang terima kasih sebelum mencairkan honor kegiatan.",
    "who": "Bendahara pengeluaran di lantai dua",
    "where": "Ruang keuangan gedung timur",
    "when": "Setiap akhir bulan sejak Maret",
    "how": "Diminta tunai, dimasukkan ke map biru, tanpa tanda terima.",
}


@dataclass
class Reporter:
    """A person with a browser and no account."""

    page: Page
    base: str

    def report(
        self,
        unit: str,
        *,
        path: str = "/lapor/wbs",
        files: tuple[Path, ...] = (),
        **answers: str,
    ) -> None:
        """Fill in the form and send it; the review page (or the form with problems) comes back."""
        self.page.goto(self.base + path)
        form = self.form()
        form.locator('[name="unit"]').select_option(unit)
        form.locator('[name="category"]').select_option(index=1)
        for name, text in (REPORT | answers).items():
            self.answer(name, text)
        if files:
            form.locator('[name="attachments"]').set_input_files([str(f) for f in files])
        form.locator('button:not([name="remove"])').last.click()

    def disclose(self, *files: Path, **answers: str) -> None:
        """Fill in a disclosure and send it; the review page (or the form with problems) comes back."""
        self.page.goto(self.base + "/lapor/gratifikasi")
        self.disclose_more(*files, **DISCLOSURE | answers)

    def disclose_more(self, *files: Path, **answers: str) -> None:
        """Fill in more of the disclosure that is open, and send it."""
        for name, text in answers.items():
            self.answer(name, text)
        if files:
            self.form().locator('[name="attachments"]').set_input_files([str(f) for f in files])
        self.form().locator('button[name="review"]').last.click()

    def put_in_recap(self, file: Path) -> None:
        """Open the form of a disclosure and put the rows of a file into it."""
        self.page.goto(self.base + "/lapor/gratifikasi")
        self.page.locator("#f-rows summary").click()
        self.page.locator('[name="recap_file"]').set_input_files(str(file))
        self.page.locator('button[name="fill"]').click()

    def answer(self, name: str, text: str) -> None:
        """Answer one question, whether it is typed or chosen."""
        answer(self.form(), name, text)

    def confirm(self) -> str:
        """Send the reviewed report; gives the code that is shown."""
        self.form().locator('button[name="confirm"]').click()
        return self.page.locator("#tracking-code").inner_text().strip()

    def form(self) -> Locator:
        """The first form of the page that sends something."""
        return self.page.locator('main form[method="post"]').first

    def track(self, code: str) -> None:
        """Come back with the code."""
        self.page.goto(self.base + "/lacak")
        self.page.locator('[name="tracking_code"]').fill(code)
        self.form().locator("button").first.click()

    def text(self) -> str:
        """What the page says."""
        return read(self.page)

    def look_again(self) -> None:
        """Reload the case; the session of a few minutes ago still stands."""
        self.page.goto(self.base + "/lacak")

    def write(self, text: str, *files: Path) -> None:
        """Write to the desk from the tracking page."""
        self.page.locator('[name="message"]').fill(text)
        if files:
            self.page.locator('[name="attachments"]').set_input_files([str(f) for f in files])
        self._form_with("message").locator("button").last.click()

    def _form_with(self, name: str) -> Locator:
        return self.page.locator("form", has=self.page.locator(f'[name="{name}"]')).first


def read(page: Page) -> str:
    """What the page says, its spaces made one."""
    page.wait_for_load_state("load")  # without the sheet, what stands in two lines runs together
    return " ".join(page.locator("main").inner_text().split())


def answer(form: Locator, name: str, text: str) -> None:
    """Answer one question of a form, whether it is typed or chosen."""
    here = f'[name="{name}"]'
    for closed in form.locator("details:not([open])", has=form.page.locator(here)).all():
        closed.locator("summary").first.click()
    chosen = form.locator(f'input{here}[value="{text}"]:is([type="radio"], [type="checkbox"])')
    if chosen.count():
        chosen.check()
    elif form.locator(f"select{here}").count():
        form.locator(here).select_option(text)
    else:
        form.locator(here).fill(text)


@dataclass
class OfficerAtWork:
    """An officer with a browser, a password and a second factor."""

    page: Page
    base: str
    person: Person
    context: Context

    def sign_in(self) -> None:
        """Enter with password and the code of this moment."""
        self.page.goto(self.base + "/petugas/masuk")
        self.page.locator('[name="username"]').fill(self.person.username)
        self.page.locator('[name="password"]').fill(self.person.password)
        self.page.locator('[name="otp"]').fill(unused_code(self.context, self.person))
        self.page.locator('main form[method="post"] button').first.click()
        self.page.wait_for_url(re.compile(r"/petugas/(?!masuk)"))

    def inbox(self) -> list[str]:
        """The addresses of the cases in the inbox."""
        self.page.goto(self.base + "/petugas/kasus")
        links = self.page.locator('main a[href*="/petugas/kasus/"]')
        found = (links.nth(i).get_attribute("href") or "" for i in range(links.count()))
        return [href for href in found if re.search(r"/kasus/[0-9a-f]{32}$", href)]

    def open(self, href: str) -> None:
        """Open a case."""
        self.page.goto(self.base + href)

    def text(self) -> str:
        """What the page says."""
        return read(self.page)

    def download(self, at: Locator) -> bytes:
        """The file behind a link or a button."""
        with self.page.expect_download() as saving:
            at.click()
        return saving.value.path().read_bytes()

    def fill_sheet(self, fields: Mapping[str, str], *files: Path) -> None:
        """Fill in the sheet of the UPG that is open, and write it."""
        form = self.page.locator('main form[method="post"]').first
        for name, text in fields.items():
            answer(form, name, text)
        if files:
            form.locator('[name="attachments"]').set_input_files([str(f) for f in files])
        form.locator("button").last.click()

    def file_document(self, fields: Mapping[str, str], name: str) -> None:
        """Fill in the open form of a new document, with a small file, and send it."""
        form = self.page.locator('main form[method="post"]').first
        for field, text in fields.items():
            answer(form, field, text)
        file: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": name.encode()}
        form.locator('[name="attachments"]').set_input_files([file])
        form.locator("button").last.click()

    def write(self, text: str) -> None:
        """Write to the reporter."""
        form = self._form_with('textarea[name="message"]')
        form.locator('[name="message"]').fill(text)
        form.locator("button").last.click()

    def move(self, stage: str, **more: str) -> None:
        """Move the case to another stage, with what that stage asks for."""
        form = self._form_with('[name="stage"]')
        answer(form, "stage", stage)
        for name, text in more.items():
            answer(form, name, text)
        form.locator("button").last.click()

    def close(self, outcome: str, grounds: str, **more: str) -> None:
        """Close the case with an outcome and its grounds."""
        form = self._form_with('[name="outcome"]')
        answer(form, "outcome", outcome)
        form.locator('[name="grounds"]').fill(grounds)
        for name, text in more.items():
            answer(form, name, text)
        form.locator("button").last.click()

    def _form_with(self, selector: str) -> Locator:
        return self.page.locator("main form", has=self.page.locator(selector)).first
