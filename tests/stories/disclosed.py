"""A disclosure as both sides live it: the reporter in one browser, the UPG in another, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from python_calamine import CalamineWorkbook

from tests.papers import text_of
from tests.stories.navigators import OfficerAtWork, Reporter
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context


def in_words(day: date) -> str:
    """A day as the pages write it."""
    return str(format_date(day, "d MMMM yyyy", locale="id"))


def last_day(context: Context, period: str, start: date) -> str:
    """The last day of that period as the pages write it; where its year is unknown, that it waits."""
    day = context.law.periods.find(period, start).due_on(start, context.law.calendar)
    return "menunggu kalender tahun itu" if day is None else in_words(day)


@dataclass
class Disclosed:
    """One disclosure, and what each side read: `seen` by the reporter, `desk` by the UPG, `papers` in print."""

    sari: Reporter
    upg: OfficerAtWork
    code: str = ""
    href: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    desk: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)

    def hand_in(self, *files: Path, **answers: str) -> None:
        """The reporter fills in the form, reads it once more, sends it, and comes back with the code."""
        self.sari.disclose(*files, **answers)
        self.send()

    def send(self) -> None:
        """The reporter sends what was reviewed, and comes back with the code; the UPG opens the case."""
        before = set(self.upg.inbox())
        self.seen["review"] = self.sari.text()
        self.code = self.sari.confirm()
        self.seen["received"] = self.sari.text()
        self.sari.track(self.code)
        self.seen["submitted"] = self.sari.text()
        (self.href,) = set(self.upg.inbox()) - before
        self.read_at_the_desk("submitted")

    def write(self, sheet: str, fields: Mapping[str, str], *files: Path) -> None:
        """The UPG writes a sheet; the case comes back with it."""
        self.upg.open(f"{self.href}/lembar/{sheet}")
        self.upg.fill_sheet(fields, *files)
        self.desk[sheet] = self.upg.text()
        assert self.upg.page.url.partition("?")[0].endswith(self.href), self.desk[sheet]

    def close(self, outcome: str, grounds: str, **more: str) -> None:
        """The UPG closes the case."""
        self.upg.open(self.href)
        self.upg.close(outcome, grounds, **more)
        self.desk["closed"] = self.upg.text()

    def print(self, name: str) -> None:
        """The UPG saves the newest paper of that name."""
        self.upg.open(self.href)
        link = self.upg.page.get_by_role("link", name=name).last
        self.papers[name] = text_of(self.upg.download(link))

    def look(self, name: str) -> None:
        """The reporter looks again, and unfolds what was disclosed."""
        self.sari.look_again()
        self.sari.page.get_by_text("Yang Anda laporkan").click()
        self.seen[name] = self.sari.text()

    def read_at_the_desk(self, name: str) -> None:
        """The UPG opens the case."""
        self.upg.open(self.href)
        self.desk[name] = self.upg.text()

    def line_in_the_inbox(self) -> str:
        """How the inbox tells of the case."""
        self.upg.inbox()
        link = self.upg.page.locator(f'a[href="{self.href}"]')
        return " ".join(self.upg.page.locator("tr", has=link).inner_text().split())


def make_list(upg: OfficerAtWork, quarter: ReportingPeriod, title: str) -> bytes:
    """The list of that title, as the UPG saves it from the register of the quarter."""
    upg.open("/petugas/gratifikasi")
    upg.page.locator('[name="period"]').first.select_option(quarter.code)
    upg.page.get_by_role("button", name="Tampilkan").click()
    return upg.download(upg.page.get_by_role("button", name=title))


def rows_of(workbook: bytes) -> list[list[str]]:
    """The rows of a list, without its title and heads."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0)
    rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    return [row for row in rows if any(row)][3:]
