"""The report on a period that the head of a unit signs: figures, what they mean, and how to check them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import COUNTED_KINDS, FollowUp
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence import texts, words
from wbs.evidence.above_words import ABOVE, deskless_note
from wbs.evidence.papers.paper import Letterhead, Paper, Section, Signatory, TextTable
from wbs.evidence.papers.recap import as_of, grouped
from wbs.evidence.papers.summary_sheet import sheet_parts
from wbs.evidence.papers.text_tables import shown
from wbs.evidence.table import Title
from wbs.evidence.tables import tables

# The tables of the report, in the order of reading, under the heads of the report's parts.
PARTS: tuple[tuple[str, tuple[Title, ...]], ...] = (
    ("Tindak lanjut", (Title.NUMBERS, Title.UNITS, Title.QUARTERS_OF_COMPLAINTS, Title.QUARTERS_OF_WBS)),
    ("Yang diterima", (Title.MONTHS_BY_KIND, Title.CATEGORIES_OF_COMPLAINTS, Title.CATEGORIES_OF_WBS)),
    ("Ditangani di atasnya", (Title.HANDLED_ABOVE,)),
    ("Hasil dan jangka waktu", (Title.OUTCOMES, Title.REASONS, Title.DAYS_OPEN, Title.CLOCKS)),
    ("Gratifikasi", (Title.DISCLOSURES, Title.WAY_OF_DISCLOSURES, Title.DISCLOSURES_IN_TIME)),
    ("Konflik/benturan kepentingan", (Title.MONTHS_OF_DECLARATIONS, Title.MAPPED_DUTIES, Title.STATEMENTS)),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A month of the chart, and its two numbers."""

    name: str
    harus: int
    selesai: int


@dataclass(frozen=True, kw_only=True)
class SummaryPaper(Paper):
    """The figures of a unit and period; `numbers` are the three of the sheet with their percentage.

    `bars`: complaints month by month; `parts`: sections and tables in their order; `closing`: how the paper
    is bound to the pack. It awards no score.
    """

    layout: ClassVar[str] = "summary.typ"

    title: str = "Laporan Penguatan Pengawasan"
    unit: str
    period: ReportingPeriod
    numbers: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    parts: tuple[Section | TextTable, ...]
    closing: str

    def derived(self) -> dict[str, object]:
        """Period and day in words, and what the chart says to whoever does not see it."""
        told = (f"{bar.name}: {bar.harus} harus, {bar.selesai} selesai" for bar in self.bars)
        return {
            **super().derived(),
            "period": words.period(self.period),
            "as_of": as_of(self.dated_on),
            "chart": "Pengaduan masyarakat per bulan. " + "; ".join(told),
        }


def summary_paper(
    export: FigureExport,
    letterhead: Letterhead | None,
    signatories: tuple[Signatory, ...],
    beside: Iterable[Section | TextTable] = (),
) -> SummaryPaper:
    """The report on an export. `beside`: what is told besides figures of cases, after them."""
    question = export.figures.question
    complaints = export.figures.kinds[Kind.COMPLAINT]
    scope = " beserta unit di bawahnya" if export.with_subtree else ""
    return SummaryPaper(
        dated_on=question.as_of,
        letterhead=letterhead,
        signatories=signatories,
        unit=export.unit.name + scope,
        period=question.period,
        numbers=_numbers(complaints.total.follow_up),
        bars=tuple(
            Bar(
                name=words.MONTHS[month.first_month - 1][:3],
                harus=line.follow_up.harus,
                selesai=line.follow_up.selesai,
            )
            for month, line in complaints.months.items()
        ),
        parts=(*_parts(export), *beside, *_corrections(export), *_reading(export)),
        closing=(
            "Angka dalam laporan ini dapat dihitung ulang dari buku besar dalam paket eviden yang memuatnya. "
            "Laporan ini tidak memberi nilai LKE."
        ),
    )


def _numbers(numbers: FollowUp) -> tuple[tuple[str, str], ...]:
    return (
        ("Harus ditindaklanjuti", grouped(numbers.harus)),
        ("Sedang diproses", grouped(numbers.sedang)),
        ("Selesai ditindaklanjuti", grouped(numbers.selesai)),
        ("Persentase", words.percentage(numbers.percentage)),
    )


def _parts(export: FigureExport) -> Iterator[Section | TextTable]:
    made = tables(export)
    if export.is_nihil:
        yield Section("Nihil", (("Pernyataan", texts.nihil_lines(export)[3]),))
    elif all(export.figures.kinds[kind].is_nihil for kind in COUNTED_KINDS):
        yield Section("Nihil", (("Pengaduan dan WBS", "Nihil pada periode ini."),))
    if note := deskless_note(export.above):
        yield Section("Meja pengelola", (("Catatan", note),))
    for _, titles in PARTS:
        for title in titles:
            if title in made and made[title].rows:
                yield shown(made[title])
    yield from sheet_parts(export, made)


def _corrections(export: FigureExport) -> Iterator[TextTable]:
    """What an earlier pack said otherwise stands here with both values."""
    if export.corrections:
        heads = ("Periode", "Dilihat per", "Diterbitkan", "Angka", "Semula", "Menjadi")
        rows = tuple(
            (
                words.period(each.period),
                *(words.day(each.as_of), words.day(each.issued_on), texts.number(each.number)),
                *(grouped(each.issued), grouped(each.now)),
            )
            for each in export.corrections
        )
        yield TextTable("Koreksi atas paket yang sudah terbit", heads, rows)


def _reading(export: FigureExport) -> Iterator[Section]:
    above = ABOVE if export.above.lines else ()
    sentences = (*texts.HOW_TO_READ, texts.protection(export), texts.GRATUITIES, *above)
    yield Section("Cara membaca", tuple((str(n), text) for n, text in enumerate(sentences, 1)))


@dataclass(frozen=True, kw_only=True)
class NihilPaper(Paper):
    """The statement of a unit that had no complaint to follow up in a period."""

    layout: ClassVar[str] = "nihil.typ"

    title: str = "Pernyataan Nihil"
    unit: str
    period: ReportingPeriod
    sentences: tuple[str, ...]

    def derived(self) -> dict[str, object]:
        """Period and day in words."""
        return {
            **super().derived(),
            "period": words.period(self.period),
            "as_of": as_of(self.dated_on),
        }


def nihil_paper(
    export: FigureExport, letterhead: Letterhead | None, signatories: tuple[Signatory, ...]
) -> NihilPaper:
    """The statement for an export in which nothing was to be followed up."""
    _, unit, _, statement, received, *_ = texts.nihil_lines(export)
    note = deskless_note(export.above)
    return NihilPaper(
        dated_on=export.figures.question.as_of,
        letterhead=letterhead,
        signatories=signatories,
        unit=unit.partition(": ")[2],
        period=export.figures.question.period,
        sentences=(statement, received, note) if note else (statement, received),
    )
