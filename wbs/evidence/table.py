"""What a table is: heads, titles and marks, which each face of an export has its own words for.

A cell is a value of the domain, not a text.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from wbs.domain.figures import Dimension
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.span import ReportingPeriod

Cell = int | Decimal | str | date | ReportingPeriod | Enum | Label

CAMPAIGN_ROW = "A.1.V.i.a"
CAMPAIGN_PAGE = "/gratifikasi/"  # and the unit: where everybody reads its circular


class Head(StrEnum):
    """What stands over a column."""

    PERIOD = "period"
    MONTH = "month"
    UNIT = "unit"
    KIND = "kind"
    RECEIVED = "received"
    BROUGHT_FORWARD = "brought_forward"
    NEW = "new"
    HARUS = "harus"
    SEDANG = "sedang"
    SELESAI = "selesai"
    PERCENTAGE = "percentage"
    NOT_PROCESSED = "not_processed"
    TOTAL = "total"
    MERGED = "merged"
    REMARK = "remark"
    OUTCOME = "outcome"
    DETAIL = "detail"
    STAGE = "stage"
    DAYS_OPEN = "days_open"
    CASES = "cases"
    CLOCK = "clock"
    FORCE = "force"
    SOURCE = "source"
    KEPT = "kept"
    MISSED = "missed"
    RUNNING = "running"
    AWAITS_CALENDAR = "awaits_calendar"
    CIRCULAR_NUMBER = "circular_number"
    DATED_ON = "dated_on"
    CIRCULAR_TITLE = "circular_title"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    SHOWN_FROM = "shown_from"
    SHEET_ROW = "sheet_row"
    ADDRESS = "address"
    DUTIES = "duties"
    MAPPED = "mapped"
    SUPPORTS = "supports"
    YEAR = "year"
    STATED = "stated"
    EMPLOYEES = "employees"
    OF_RECEIVED = "of_received"
    OF_REFUSED = "of_refused"
    TYPE = "type"
    OBJECT_KIND = "object_kind"
    SHEET = "sheet"
    DISCLOSURES = "disclosures"
    OBJECTS = "objects"
    MONEY = "money"
    GOODS = "goods"
    RUPIAH = "rupiah"
    STANDING = "standing"
    HELD_ON = "held_on"
    ENTERED_ON = "entered_on"
    ATTENDEES = "attendees"
    GIVEN = "given"
    DONE = "done"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    EXTENT = "extent"
    RECOMMENDATION = "recommendation"
    OWNER = "owner"
    DUE_ON = "due_on"
    PROGRESS = "progress"
    STEP_ON = "step_on"
    PROOF = "proof"
    ADDRESSEE = "addressee"
    REFERRED = "referred"
    ANSWERED = "answered"
    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "unknown"
    QUESTION = "question"
    POINTS = "points"
    CRITERION = "criterion"
    BECAUSE = "because"
    MISSING = "missing"
    GAPS = "gaps"
    UNIT_ANSWER = "unit_answer"
    UNIT_NOTE = "unit_note"
    ASSESSOR_ANSWER = "assessor_answer"
    ASSESSOR_NOTE = "assessor_note"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Counted(StrEnum):
    """What a line of the tables of disclosures counts."""

    RECEIVED = "received"
    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    DROPPED = "dropped"
    STILL_OPEN = "still_open"
    TO_UPG = "to_upg"
    TO_KPK = "to_kpk"
    ALL_KINDS = "all_kinds"


class Mark(StrEnum):
    """What stands in a cell instead of a number."""

    NIHIL = "nihil"
    MERGED = "merged"
    LEFT_OUT = "left_out"
    NOTHING = "nothing"
    UNDECIDED = "undecided"


class Title(StrEnum):
    """Which table it is; the value is the name of its CSV file."""

    NUMBERS = "tiga-angka"
    UNITS = "per-unit"
    MONTHS_OF_COMPLAINTS = "rekap-bulanan-pengaduan"
    MONTHS_OF_WBS = "rekap-bulanan-wbs"
    QUARTERS_OF_COMPLAINTS = "rekap-triwulan-pengaduan"
    QUARTERS_OF_WBS = "rekap-triwulan-wbs"
    MONTHS_BY_KIND = "bulan-dan-jenis"
    CATEGORIES_OF_COMPLAINTS = "bulan-dan-kategori-pengaduan"
    CATEGORIES_OF_WBS = "bulan-dan-kategori-wbs"
    CLASSES_OF_COMPLAINTS = "bulan-dan-kelas-pengaduan"
    ANONYMITY_OF_COMPLAINTS = "anonimitas-pengaduan"
    ANONYMITY_OF_WBS = "anonimitas-wbs"
    REPRISAL_OF_COMPLAINTS = "kekhawatiran-pembalasan-pengaduan"
    REPRISAL_OF_WBS = "kekhawatiran-pembalasan-wbs"
    CHANNELS_OF_COMPLAINTS = "bulan-dan-saluran-pengaduan"
    CHANNELS_OF_WBS = "bulan-dan-saluran-wbs"
    OUTCOMES = "hasil"
    REASONS = "tidak-diproses"
    DAYS_OPEN = "lama-penanganan"
    STAGES = "tahap"
    CLOCKS = "tenggat"
    REFERRALS = "rujukan"
    HANDLED_ABOVE = "ditangani-di-atas"
    CIRCULARS = "edaran-gratifikasi"
    DISCLOSURES = "gratifikasi"
    MONTHS_OF_DISCLOSURES = "gratifikasi-bulanan"
    OBJECTS = "gratifikasi-objek"
    WAY_OF_DISCLOSURES = "gratifikasi-hasil"
    DISCLOSURES_IN_TIME = "gratifikasi-waktu"
    MONTHS_OF_DECLARATIONS = "deklarasi-bulanan"
    MAPPED_DUTIES = "pemetaan-benturan-kepentingan"
    STATEMENTS = "surat-pernyataan"
    EVALUATION = "lembar-lke"
    NEIGHBOURS = "lembar-lke-area-lain"
    MONEV_QUARTERS = "monev-triwulan"
    FOLLOWED_UP = "hasil-evaluasi-ditindaklanjuti"
    RECOMMENDATIONS = "tindak-lanjut-rekomendasi"


BREAKDOWN_TITLES = {
    (Kind.COMPLAINT, Dimension.CATEGORY): Title.CATEGORIES_OF_COMPLAINTS,
    (Kind.WBS, Dimension.CATEGORY): Title.CATEGORIES_OF_WBS,
    (Kind.COMPLAINT, Dimension.COMPLAINT_CLASS): Title.CLASSES_OF_COMPLAINTS,
    (Kind.COMPLAINT, Dimension.ANONYMITY): Title.ANONYMITY_OF_COMPLAINTS,
    (Kind.WBS, Dimension.ANONYMITY): Title.ANONYMITY_OF_WBS,
    (Kind.COMPLAINT, Dimension.REPRISAL): Title.REPRISAL_OF_COMPLAINTS,
    (Kind.WBS, Dimension.REPRISAL): Title.REPRISAL_OF_WBS,
    (Kind.COMPLAINT, Dimension.CHANNEL): Title.CHANNELS_OF_COMPLAINTS,
    (Kind.WBS, Dimension.CHANNEL): Title.CHANNELS_OF_WBS,
}
LINE_HEADS = (
    *(Head.RECEIVED, Head.BROUGHT_FORWARD, Head.NEW, Head.HARUS, Head.SEDANG, Head.SELESAI),
    *(Head.PERCENTAGE, Head.NOT_PROCESSED),
)


@dataclass(frozen=True)
class Table:
    """Heads, and rows of as many cells. `is_guarded`: small cells were merged or left out."""

    title: Title
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_guarded: bool = False
