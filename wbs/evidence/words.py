"""The Indonesian words of the files. Files are evidence for Indonesian assessors and speak no other language."""

from datetime import date
from decimal import Decimal
from enum import Enum

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.event import DaysOpen
from wbs.domain.figures import Dimension
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement, SheetKind
from wbs.domain.kinds import Anonymity, Answer, Channel, ComplaintClass, DisclosureType, Kind
from wbs.domain.label import Label
from wbs.domain.period import Force
from wbs.domain.small_cells import LeftOut
from wbs.domain.span import ReportingPeriod
from wbs.evidence.above_words import ABOVE_WORDS
from wbs.evidence.monev_words import MONEV_WORDS
from wbs.evidence.sheet_words import SHEET_WORDS
from wbs.evidence.table import Cell, Counted, Head, Mark, Title

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
ROMAN = ("", "I", "II", "III", "IV")
LENGTHS = {1: "bulan", 3: "triwulan", 6: "semester", 12: "tahun"}

# Pairs, not a dict: members of different str enumerations compare equal.
WORDS: tuple[tuple[Enum, str], ...] = (
    *SHEET_WORDS,
    (Kind.COMPLAINT, "Pengaduan masyarakat"),
    (Kind.WBS, "Laporan pelanggaran (WBS)"),
    (Kind.GRATIFICATION, "Laporan gratifikasi"),
    (Kind.CONFLICT_OF_INTEREST, "Deklarasi konflik/benturan kepentingan"),
    (Stage.RECEIVED, "Diterima"),
    (Stage.CLARIFICATION, "Klarifikasi"),
    (Stage.REVIEW, "Penelaahan"),
    (Stage.INVESTIGATION, "Pemeriksaan"),
    (Stage.FOLLOW_UP, "Tindak lanjut"),
    (Stage.SUBMITTED, "Disampaikan"),
    (Stage.RETURNED, "Dikembalikan untuk dilengkapi"),
    (Stage.REVIEWED, "Selesai ditelaah UPG"),
    (Stage.RECORDED, "Tercatat"),
    (Stage.DETERMINED, "Ditetapkan KPK"),
    (Stage.SETTLED, "Selesai dilaksanakan"),
    (Stage.DECLARED, "Dideklarasikan"),
    (Stage.DECIDED, "Diputuskan atasan"),
    (Stage.CONTROLLED, "Terkendali"),
    (Stage.CLOSED, "Selesai"),
    (Outcome.SUBSTANTIATED, "Terbukti"),
    (Outcome.PARTLY_SUBSTANTIATED, "Terbukti sebagian"),
    (Outcome.UNSUBSTANTIATED, "Tidak terbukti"),
    (Outcome.INSUFFICIENT_EVIDENCE, "Bukti tidak cukup"),
    (Outcome.RESOLVED, "Terselesaikan"),
    (Outcome.RECORDED, "Dicatat"),
    (Outcome.HANDLED_BY_AGENCY, "Dikelola instansi"),
    (Outcome.FORWARDED_TO_KPK, "Diteruskan ke KPK untuk ditetapkan"),
    (Outcome.STATE_PROPERTY, "Milik negara"),
    (Outcome.RECIPIENT_PROPERTY, "Milik penerima"),
    (Outcome.NOT_PROCESSED, "Tidak ditindaklanjuti KPK"),
    (Outcome.WITHDRAWN_FROM_DUTY, "Menarik diri dari tugas"),
    (Outcome.AUTHORITY_REDUCED, "Pengurangan kewenangan"),
    (Outcome.TASK_TRANSFERRED, "Pengalihan tugas"),
    (Outcome.MOVED, "Mutasi"),
    (Outcome.DIVESTED, "Divestasi"),
    (Outcome.DECISION_CANCELLED, "Pembatalan keputusan atau tindakan"),
    (Outcome.OTHER_CONTROL, "Pengendalian lain"),
    (Outcome.NO_CONFLICT, "Tidak ada konflik kepentingan"),
    (Outcome.NOT_ACTIONABLE, "Tidak dapat ditindaklanjuti"),
    (Outcome.FORWARDED, "Diteruskan"),
    (Outcome.DUPLICATE, "Sama dengan laporan sebelumnya"),
    (Outcome.WITHDRAWN, "Dicabut oleh pelapor"),
    (OutcomeDetail.INCOMPLETE, "tidak lengkap"),
    (OutcomeDetail.ILLOGICAL, "tidak logis"),
    (OutcomeDetail.KPK, "ke KPK"),
    (OutcomeDetail.LAW_ENFORCEMENT, "ke aparat penegak hukum"),
    (OutcomeDetail.OMBUDSMAN, "ke Ombudsman"),
    (OutcomeDetail.SP4N, "ke SP4N-LAPOR!"),
    (OutcomeDetail.OTHER_AGENCY, "ke instansi lain"),
    (OutcomeDetail.OTHER_UNIT, "ke unit lain di instansi ini"),
    (Anonymity.ANONYMOUS, "Anonim"),
    (Anonymity.CONFIDENTIAL, "Rahasia"),
    (Anonymity.NAMED, "Dengan nama"),
    (Answer.YES, "Ya"),
    (Answer.NO, "Tidak"),
    (Answer.UNKNOWN, "Tidak tahu"),
    (ComplaintClass.INFORMATION, "Permintaan informasi"),
    (ComplaintClass.NORMAL, "Tidak berkadar pengawasan"),
    (ComplaintClass.SUPERVISION, "Berkadar pengawasan"),
    (DaysOpen.UP_TO_5, "sampai 5 hari kerja"),
    (DaysOpen.UP_TO_14, "6 sampai 14 hari kerja"),
    (DaysOpen.UP_TO_30, "15 sampai 30 hari kerja"),
    (DaysOpen.UP_TO_60, "31 sampai 60 hari kerja"),
    (DaysOpen.OVER_60, "lebih dari 60 hari kerja"),
    (Force.NORM, "Ketentuan yang mengikat"),
    (Force.PRACTICE, "Praktik instansi"),
    (Force.REFERENCE, "Acuan internasional, bukan hukum Indonesia"),
    (LeftOut.SMALL, "ditiadakan: sel di bawah 5"),
    (LeftOut.QUARTER_OPEN, "ditiadakan: triwulan belum berakhir"),
    (LeftOut.SEVERAL_UNITS, "ditiadakan: hanya disajikan per unit"),
    (Dimension.CATEGORY, "kategori"),
    (Dimension.COMPLAINT_CLASS, "kelas pengaduan"),
    (Dimension.ANONYMITY, "anonimitas"),
    (Dimension.REPRISAL, "kekhawatiran akan pembalasan"),
    (Dimension.CHANNEL, "saluran masuk"),
    (Channel.WEB, "Situs web"),
    (Channel.LETTER, "Surat"),
    (Channel.BOX, "Kotak pengaduan"),
    (Channel.PHONE, "Telepon"),
    (Channel.WALK_IN, "Datang langsung"),
    (Channel.WHATSAPP, "WhatsApp"),
    (Channel.SP4N, "SP4N-LAPOR!"),
    (Channel.REFERRED, "Pelimpahan dari meja lain"),
    (Channel.IMPORT, "Impor register lama"),
    (DisclosureType.RECEIVED, "Penerimaan"),
    (DisclosureType.REFUSED, "Penolakan"),
    (ObjectKind.FOOD_DRINK, "Makanan atau minuman"),
    (ObjectKind.FLOWERS, "Karangan bunga"),
    (ObjectKind.SOUVENIR, "Cendera mata, plakat, barang berlogo pemberi"),
    (ObjectKind.OTHER_GOODS, "Barang lain"),
    (ObjectKind.FACILITY, "Tiket, penginapan, atau fasilitas lain"),
    (ObjectKind.MONEY, "Uang atau alat tukar"),
    (SheetKind.REVIEW, "Telaah UPG atas penerimaan"),
    (SheetKind.RECORD, "Pencatatan penolakan"),
    (SheetKind.FORWARDING, "Pelaporan ke KPK"),
    (SheetKind.DETERMINATION, "Penetapan KPK"),
    (SheetKind.SETTLEMENT, "Penyelesaian objek"),
    (ForwardedBy.UPG, "UPG"),
    (ForwardedBy.INDIVIDUAL, "Penerima"),
    (Settlement.HANDED_OVER, "Diserahkan kepada negara"),
    (Settlement.COMPENSATED, "Dikompensasi penerima kepada negara"),
    (Settlement.GIVEN_BACK, "Dikembalikan kepada penerima"),
    (Settlement.KEPT, "Tetap pada penerima"),
    (Settlement.UNCLAIMED, "Tidak diambil dalam satu tahun"),
    (Settlement.USED_BY_AGENCY, "Dimanfaatkan instansi"),
    (Settlement.DONATED, "Disalurkan sebagai bantuan sosial"),
    (Settlement.RETURNED_TO_GIVER, "Dikembalikan kepada pemberi"),
    (Settlement.DESTROYED, "Dimusnahkan"),
    (Counted.RECEIVED, "Disampaikan dalam periode"),
    (Counted.REVIEWED, "di antaranya sudah ditelaah atau dicatat"),
    (Counted.UNREVIEWED, "di antaranya belum ditelaah"),
    (Counted.DROPPED, "di antaranya ditutup tanpa telaah"),
    (Counted.STILL_OPEN, "Masih terbuka, termasuk dari periode sebelumnya"),
    (Counted.TO_UPG, "Disampaikan ke UPG"),
    (Counted.TO_KPK, "Dilaporkan ke KPK"),
    (Counted.ALL_KINDS, "Semua objek"),
    (Mark.NIHIL, "nihil"),
    (Mark.MERGED, "digabung"),
    (Mark.LEFT_OUT, "–"),
    (Mark.NOTHING, ""),
    (Mark.UNDECIDED, "Belum ditetapkan"),
    (Head.PERIOD, "Periode"),
    (Head.MONTH, "Bulan"),
    (Head.UNIT, "Unit kerja"),
    (Head.KIND, "Jenis"),
    (Head.RECEIVED, "Diterima"),
    (Head.BROUGHT_FORWARD, "Saldo awal"),
    (Head.NEW, "Baru"),
    (Head.HARUS, "Harus ditindaklanjuti"),
    (Head.SEDANG, "Sedang diproses"),
    (Head.SELESAI, "Selesai ditindaklanjuti"),
    (Head.PERCENTAGE, "Persentase"),
    (Head.NOT_PROCESSED, "Tidak diproses"),
    (Head.TOTAL, "Jumlah"),
    (Head.MERGED, "Jumlah yang digabung"),
    (Head.REMARK, "Keterangan"),
    (Head.OUTCOME, "Hasil"),
    (Head.DETAIL, "Rincian"),
    (Head.STAGE, "Tahap"),
    (Head.DAYS_OPEN, "Lama penanganan"),
    (Head.CASES, "Kasus"),
    (Head.CLOCK, "Jangka waktu"),
    (Head.FORCE, "Sifat"),
    (Head.SOURCE, "Sumber"),
    (Head.KEPT, "Ditepati"),
    (Head.MISSED, "Terlewat"),
    (Head.RUNNING, "Berjalan"),
    (Head.AWAITS_CALENDAR, "Menunggu kalender"),
    (Head.CIRCULAR_NUMBER, "Nomor"),
    (Head.DATED_ON, "Tanggal edaran"),
    (Head.CIRCULAR_TITLE, "Judul"),
    (Head.VALID_FROM, "Berlaku sejak"),
    (Head.VALID_TO, "Berlaku sampai"),
    (Head.SHOWN_FROM, "Tayang sejak"),
    (Head.SHEET_ROW, "Kode LKE"),
    (Head.ADDRESS, "Alamat laman"),
    (Head.DUTIES, "Tugas fungsi utama"),
    (Head.MAPPED, "Sudah dipetakan"),
    (Head.SUPPORTS, "Mendukung jawaban"),
    (Head.YEAR, "Tahun"),
    (Head.STATED, "Surat pernyataan"),
    (Head.EMPLOYEES, "Jumlah pegawai"),
    (Head.OF_RECEIVED, "Penerimaan"),
    (Head.OF_REFUSED, "Penolakan"),
    (Head.TYPE, "Gratifikasi"),
    (Head.OBJECT_KIND, "Jenis objek"),
    (Head.SHEET, "Langkah"),
    (Head.DISCLOSURES, "Laporan"),
    (Head.OBJECTS, "Objek"),
    (Head.MONEY, "Rupiah uang"),
    (Head.GOODS, "Rupiah barang"),
    (Head.RUPIAH, "Rupiah"),
    (Head.ADDRESSEE, "Kepada siapa"),
    (Head.REFERRED, "Dirujuk"),
    (Head.ANSWERED, "Dijawab"),
    (Head.ON_TIME, "Tepat waktu"),
    (Head.LATE, "Terlambat"),
    (Head.UNKNOWN, "Belum dapat dihitung"),
    (Title.NUMBERS, "Tiga angka tindak lanjut"),
    (Title.UNITS, "Tiga angka tindak lanjut per unit kerja"),
    (Title.MONTHS_OF_COMPLAINTS, "Rekapitulasi pengaduan masyarakat per bulan"),
    (Title.MONTHS_OF_WBS, "Rekapitulasi laporan WBS per bulan"),
    (Title.QUARTERS_OF_COMPLAINTS, "Rekapitulasi pengaduan masyarakat per triwulan"),
    (Title.QUARTERS_OF_WBS, "Rekapitulasi laporan WBS per triwulan"),
    (Title.MONTHS_BY_KIND, "Laporan diterima per bulan menurut jenis"),
    (Title.CATEGORIES_OF_COMPLAINTS, "Pengaduan diterima per bulan menurut kategori"),
    (Title.CATEGORIES_OF_WBS, "Laporan WBS diterima menurut kategori"),
    (Title.CLASSES_OF_COMPLAINTS, "Pengaduan diterima per bulan menurut kelas"),
    (Title.ANONYMITY_OF_COMPLAINTS, "Anonimitas pelapor pengaduan"),
    (Title.ANONYMITY_OF_WBS, "Anonimitas pelapor WBS"),
    (Title.REPRISAL_OF_COMPLAINTS, "Kekhawatiran akan pembalasan: pengaduan"),
    (Title.REPRISAL_OF_WBS, "Kekhawatiran akan pembalasan: WBS"),
    (Title.CHANNELS_OF_COMPLAINTS, "Pengaduan diterima per bulan menurut saluran"),
    (Title.CHANNELS_OF_WBS, "Laporan WBS diterima menurut saluran"),
    (Title.REFERRALS, "Rujukan ke luar dan jawabannya"),
    (Title.OUTCOMES, "Hasil kasus yang selesai ditindaklanjuti"),
    (Title.REASONS, "Tidak diproses: ditutup sebelum masuk hitungan"),
    (Title.DAYS_OPEN, "Lama penanganan kasus yang selesai ditindaklanjuti"),
    (Title.STAGES, "Tahap kasus yang masih terbuka"),
    (Title.CLOCKS, "Jangka waktu yang ditepati dan terlewat"),
    (Title.CIRCULARS, "Edaran tentang gratifikasi yang tayang pada periode ini"),
    (Title.DISCLOSURES, "Laporan gratifikasi"),
    (Title.MONTHS_OF_DISCLOSURES, "Laporan gratifikasi per bulan"),
    (Title.OBJECTS, "Objek gratifikasi menurut jenis, dari laporan yang sudah ditelaah"),
    (Title.WAY_OF_DISCLOSURES, "Hasil laporan gratifikasi dari telaah sampai penyelesaian"),
    (Title.DISCLOSURES_IN_TIME, "Ketepatan waktu pelaporan gratifikasi"),
    (Title.MONTHS_OF_DECLARATIONS, "Deklarasi konflik/benturan kepentingan per bulan"),
    (Title.MAPPED_DUTIES, "Pemetaan benturan kepentingan dalam tugas fungsi utama"),
    (Title.STATEMENTS, "Surat pernyataan seluruh pegawai"),
    *ABOVE_WORDS,
    *MONEV_WORDS,
)
_BY_NAME = {(type(word), word): text for word, text in WORDS}


def word(value: Enum) -> str:
    """What the word of the domain is called.

    Raises:
        KeyError: it has no name yet; a test prevents that.
    """
    return _BY_NAME[type(value), value]


def day(value: date) -> str:
    """A day in words: 30 September 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(value: ReportingPeriod) -> str:
    """A period in words: Juli 2026, Triwulan III 2026, Semester I 2026, Tahun 2026."""
    if value.months_long == 1:
        return f"{MONTHS[value.first_month - 1]} {value.year}"
    numeral = f"{ROMAN[value.ordinal]} " if value.months_long < len(MONTHS) else ""
    return f"{LENGTHS[value.months_long].title()} {numeral}{value.year}"


def cell(value: Cell) -> int | Decimal | str:
    """The cell as a number or a text."""
    if isinstance(value, ReportingPeriod):
        return period(value)
    if isinstance(value, Label):
        return value.indonesian
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, date):
        return day(value)
    return value


def percentage(value: Decimal | None) -> str:
    """A percentage in words: 92,35 %, or nihil."""
    return word(Mark.NIHIL) if value is None else f"{value} %".replace(".", ",")
