"""Samples of every paper, and how to read what was printed."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from tests.exports import export_of
from tests.sheets import golden_sheet
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.case import CasePaper
from wbs.evidence.papers.disclosure import DisclosurePaper
from wbs.evidence.papers.minutes import MinutesPaper
from wbs.evidence.papers.paper import Letterhead, Paper, Section, Signatory, TextTable
from wbs.evidence.papers.recap import RecapPaper, RecapRow
from wbs.evidence.papers.sample import sample_paper
from wbs.evidence.papers.summary import nihil_paper, summary_paper
from wbs.evidence.papers.transfers import (
    DepositReceiptPaper,
    DonationPaper,
    HandoverPaper,
    ObjectLine,
    Party,
)

WEDNESDAY = date(2026, 11, 25)


def picture(size: int = 24, kind: str = "PNG") -> bytes:
    """A picture of a logo."""
    target = BytesIO()
    Image.new("RGB", (size, size), (20, 82, 76)).save(target, kind)
    return target.getvalue()


LOGO = picture()
REFERENCE = "GRT-2026-7K4M"
HEAD = Letterhead(
    "Kementerian Contoh",
    "Balai Pelayanan Perizinan Wilayah III",
    ("Jalan Pemuda Nomor 12, Semarang 50132", "Telepon (024) 000-0000 · balai3@contoh.example"),
)
UPG = Party(
    name="Dewi Lestari, S.H.",
    nip="19850412 201001 2 003",
    role="Sekretaris Unit Pengendalian Gratifikasi",
    unit="Balai Pelayanan Perizinan Wilayah III",
)
REPORTER = Party(
    name="Bambang Sutrisno",
    nip="19790803 200312 1 001",
    role="Analis Perizinan Ahli Muda",
    unit="Balai Pelayanan Perizinan Wilayah III",
    address="Jalan Mawar 7, Semarang",
)
HEAD_OF_UPG = Signatory(
    place="Semarang",
    role="Ketua Unit Pengendalian Gratifikasi",
    name="Rina Wahyuni, S.E., M.M.",
    nip="19750101 199903 2 001",
)
OBJECTS = (
    ObjectLine(
        description="Jam tangan pria merek Contoh, warna perak, dalam kotak asli",
        quantity="1 buah",
        value="Rp4.500.000",
        condition="Baik, belum dipakai",
    ),
    ObjectLine(
        description="Uang tunai dalam amplop putih, pecahan Rp100.000",
        quantity="20 lembar",
        value="Rp2.000.000",
        condition="Baik",
    ),
)
DISCLOSURE = DisclosurePaper(
    number="14/UPG/BPP-III/2026",
    dated_on=WEDNESDAY,
    letterhead=HEAD,
    signatories=(Signatory(place="Semarang", side="Pelapor", name="Bambang Sutrisno"),),
    case_reference=REFERENCE,
    reached_upg_on=date(2026, 11, 24),
    parts=(
        Section("", (("Unit kerja", "Balai Pelayanan Perizinan Wilayah III"),)),
        Section(
            "Identitas pelapor",
            (
                ("Nama lengkap", "Bambang Sutrisno"),
                ("Nomor induk kependudukan (NIK)", "3374000000000001"),
                ("Tempat lahir", "Kudus"),
                ("Tanggal lahir", "3 Agustus 1979"),
                ("Jabatan", "Analis Perizinan Ahli Muda"),
                ("Pangkat dan golongan", "Penata, III/c"),
                ("Alamat sesuai kartu identitas", "Jalan Mawar 7\nKelurahan Contoh, Semarang"),
                ("Telepon", "0812-0000-0000"),
                ("Alamat surel", "bambang@contoh.example"),
                ("Orang lain yang dapat dihubungi", ""),
            ),
        ),
        Section(
            "Waktu dan kronologi",
            (
                ("Tanggal penerimaan", "20 November 2026"),
                ("Tempat", "Ruang pelayanan, loket 4"),
                ("Peristiwa", "Terkait pelaksanaan tugas pokok dan fungsi"),
                (
                    "Kronologi",
                    "Setelah izin diserahkan, seorang pria yang mengaku kurir menitipkan sebuah "
                    "kotak dan amplop di loket. Pengirim baru diketahui ketika kotak dibuka di "
                    "hadapan dua orang saksi.\nKurir sudah tidak berada di tempat.",
                ),
            ),
        ),
        TextTable(
            "Pemberi",
            ("No.", "Nama", "Instansi dan jabatan", "Alamat", "Hubungan", "Alasan"),
            (
                (
                    *("1", "Hartono", "PT Contoh Abadi, direktur", "Jalan Melati 1, Kudus"),
                    *("Penerima layanan", "Ucapan terima kasih"),
                ),
            ),
            (1, 3, 4, 4, 3, 3),
        ),
        TextTable(
            "Objek",
            ("No.", "Uraian", "Bentuk", "Jumlah", "Nilai", "Dasar nilai", "Lokasi"),
            (
                (
                    *("1", "Jam tangan pria", "Barang", "1 buah", "Rp4.500.000"),
                    *("Harga pasar", "Dititipkan di UPG"),
                ),
                (
                    *("2", "Uang tunai", "Uang", "20 lembar", "Rp2.000.000"),
                    *("Nilai nominal", "Dititipkan di UPG"),
                ),
            ),
            (1, 4, 2, 2, 3, 3, 3),
        ),
        Section("Tindak lanjut", (("Permohonan kompensasi", "Tidak"),)),
    ),
    statement="Laporan ini saya buat dengan sebenarnya. Saya bersedia menyerahkan objek "
    "gratifikasi apabila ditetapkan menjadi milik negara.",
)
DEPOSIT_RECEIPT = DepositReceiptPaper(
    number="TT-07/UPG/BPP-III/2026",
    dated_on=WEDNESDAY,
    letterhead=HEAD,
    case_reference=REFERENCE,
    from_party=REPORTER,
    to_party=UPG,
    objects=OBJECTS,
    place="Kantor Balai Pelayanan Perizinan Wilayah III, Semarang",
    kept_at="lemari besi UPG, ruang 204",
    note="Kotak disegel di hadapan kedua pihak.",
)
HANDOVER = HandoverPaper(
    number="BA-03/UPG/BPP-III/2026",
    dated_on=WEDNESDAY,
    letterhead=HEAD,
    signatories=(Signatory(side="Mengetahui", role="Kepala Balai", name="Ir. Sri Mulyati"),),
    case_reference=REFERENCE,
    from_party=UPG,
    to_party=Party(
        name="Agus Salim",
        role="Kepala Seksi Pengelolaan Kekayaan Negara",
        unit="Kantor Pelayanan Kekayaan Negara dan Lelang Semarang",
    ),
    objects=OBJECTS,
    place="KPKNL Semarang",
    basis="Keputusan Pimpinan KPK Nomor 123 Tahun 2026 tanggal 18 November 2026",
)
DONATION = DonationPaper(
    number="BA-04/UPG/BPP-III/2026",
    dated_on=date(2026, 3, 16),
    letterhead=HEAD,
    case_reference="GRT-2026-2Q9F",
    from_party=UPG,
    to_party=Party(
        name="Siti Aminah",
        role="Pengurus",
        unit="Panti Asuhan Contoh Kasih",
        address="Jalan Kenanga 3, Semarang",
    ),
    objects=(
        ObjectLine(
            description="Parsel buah segar",
            quantity="2 keranjang",
            value="Rp600.000 (taksiran)",
            condition="Segar, mudah rusak",
        ),
    ),
    place="Panti Asuhan Contoh Kasih, Semarang",
)
ROWS = (
    RecapRow(
        reporter="Bambang Sutrisno\nNIP 19790803 200312 1 001\nAnalis Perizinan Ahli Muda, Penata, III/c",
        happened_on=date(2026, 7, 20),
        reached_upg_on=date(2026, 7, 24),
        giver="Hartono, PT Contoh Abadi",
        type="Penerimaan",
        objects="Jam tangan pria, 1 buah; uang tunai, 20 lembar",
        location="Dititipkan di UPG",
        amount_rupiah=6_500_000,
        remark="Terkait tugas; diteruskan ke KPK",
    ),
    RecapRow(
        reporter="Ratna Kusuma\nNIP 19900909 201503 2 002\nPranata Komputer, Penata Muda, III/a",
        happened_on=date(2026, 8, 14),
        reached_upg_on=date(2026, 8, 18),
        giver="Tidak diketahui",
        type="Penolakan",
        objects="Parsel makanan",
        location="Dikembalikan ke pemberi",
        amount_rupiah=None,
        remark="Hari raya",
    ),
)
RECAP = RecapPaper(
    dated_on=date(2026, 10, 5),
    letterhead=HEAD,
    signatories=(HEAD_OF_UPG,),
    unit="Balai Pelayanan Perizinan Wilayah III",
    period=ReportingPeriod.parse("2026-Q3"),
    rows=ROWS,
)
NIHIL_RECAP = replace(RECAP, rows=(), period=ReportingPeriod.parse("2026-S1"))
LONG_RECAP = replace(RECAP, rows=ROWS * 150)

CASE = CasePaper(
    dated_on=WEDNESDAY,
    letterhead=HEAD,
    case_reference="WBS-2026-7K4M",
    facts=(("Jenis", "Laporan pelanggaran (WBS)"), ("Tahap", "Pemeriksaan")),
    parts=(
        Section("Yang dilaporkan", (("Apa yang terjadi", "Pungutan di loket tiga."),)),
        Section("Pesan", (("1. Meja, 24 November 2026", "Mohon kirim kuitansinya."),)),
        TextTable(
            "Tugas",
            ("Apa yang perlu dilakukan", "Oleh siapa", "Tenggat"),
            (("Minta kuitansi asli", "Budi Santoso", "1 Desember 2026"),),
            (4, 3, 3),
        ),
    ),
)


MINUTES = MinutesPaper(
    dated_on=WEDNESDAY,
    letterhead=replace(
        HEAD,
        lines=(
            "Kementerian Contoh",
            "Direktorat Jenderal Perizinan",
            "Balai Pelayanan Wilayah III",
        ),
        logo=LOGO,
    ),
    signatories=(
        Signatory(side="Pimpinan rapat", name="Joko Susilo, S.H."),
        Signatory(side="Notulis", name="Fajar Hidayat"),
    ),
    quarter="Triwulan III 2026",
    facts=(("Unit kerja", "Balai Pelayanan Perizinan Wilayah III"), ("Peserta", "8 orang")),
    agenda="1. Pengaduan masyarakat\n- Lewat tenggat: 2 kasus (2 sampai 14 hari).",
    notes="Formulir lama masih dipakai di dua loket.",
    recommendations=TextTable(
        "Rekomendasi",
        ("No.", "Kanal", "Rekomendasi", "Penanggung jawab", "Tenggat"),
        (("1", "Pengaduan masyarakat", "Ganti formulir", "Kepala loket", "30 November 2026"),),
        (1, 4, 9, 5, 4),
    ),
)
SAMPLES: dict[str, Paper] = {
    "minutes": MINUTES,
    "sample": sample_paper(HEAD, WEDNESDAY),
    "case": CASE,
    "disclosure": DISCLOSURE,
    "deposit_receipt": DEPOSIT_RECEIPT,
    "handover": HANDOVER,
    "donation": DONATION,
    "recap": RECAP,
    "nihil_recap": NIHIL_RECAP,
    "long_recap": LONG_RECAP,
    "summary": summary_paper(golden_sheet(), HEAD, (HEAD_OF_UPG,)),
    "nihil": nihil_paper(export_of(), HEAD, (HEAD_OF_UPG,)),
}


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, its spaces made one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """All the text, its spaces made one."""
    return " ".join(pages_of(pdf))
