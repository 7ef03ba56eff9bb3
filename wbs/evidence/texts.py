"""The texts of a pack: how to read it, and the statement of a unit that had no complaints."""

from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import Line
from wbs.domain.kinds import Kind
from wbs.domain.lke import Neighbours
from wbs.evidence import words
from wbs.evidence.above_words import deskless_note
from wbs.evidence.attachments import INDEX
from wbs.evidence.table import Head, Table

HOW_TO_READ = (
    "Kasus masuk hitungan sejak hari penelaahan dimulai atau sejak jangka waktu verifikasinya habis, mana yang "
    "lebih dahulu; laporan yang dibiarkan tidak dibaca tetap terhitung. Kasus yang dibuka kembali dihitung lagi "
    "sejak hari itu.",
    "Harus ditindaklanjuti: kasus yang terhitung dan masih terbuka pada awal periode (saldo awal), ditambah kasus "
    "yang masuk hitungan dalam periode (baru). Setiap kasus dihitung satu kali.",
    "Selesai ditindaklanjuti: di antaranya, kasus yang sudah ditutup pada tanggal laporan, apa pun hasilnya. "
    "Sedang diproses: di antaranya, kasus yang masih terbuka pada tanggal laporan.",
    "Saldo awal + baru = harus = selesai + sedang. Persentase = selesai / harus, dua desimal.",
    "Setiap periode dihitung sendiri. Kasus yang terbuka selama dua bulan tercantum pada kedua bulan itu, sehingga "
    "angka bulanan tidak dapat dijumlahkan menjadi angka triwulan.",
    "Tidak diproses: kasus yang ditutup sebelum masuk hitungan, disajikan terpisah beserta alasannya, dan tidak "
    "masuk persentase.",
    "Baris A.2.V.ii menghitung pengaduan masyarakat saja. Laporan WBS disajikan terpisah.",
    "Jangka waktu ditepati sampai dengan hari terakhirnya dan terlewat sejak hari berikutnya; dihitung pada periode "
    "ketika hal itu menjadi pasti. Acuan internasional bukan hukum Indonesia.",
    "Laporan gratifikasi dihitung menurut hari disampaikan, laporan ke KPK menurut hari dilaporkan, penetapan dan "
    "penyelesaian menurut harinya, atau menurut hari telaah bila itu lebih akhir. Objek dan nilainya baru diketahui "
    "setelah ditelaah dan adalah nilai menurut telaah UPG; yang masih tercantum belum ditelaah terlihat hasilnya bila "
    "ekspor dibuat per tanggal yang lebih akhir. Nilai satu laporan dihitung seluruhnya, juga bila hanya sebagian objeknya diselesaikan.",
    "Kelas objek KPK: karangan bunga digabung dengan cendera mata menurut formulir KPK, dengan makanan dan minuman "
    "menurut statistik KPK. Nilai uang meliputi uang dan alat tukar lain; nilai barang meliputi semua jenis lainnya.",
    "Berkas ini tidak memberi nilai LKE. Kolom jawaban diisi oleh unit kerja dan TPI.",
)
HOW_TO_CHECK = (
    "sha256sum --check manifest-sha256.txt tagmanifest-sha256.txt: tidak ada berkas yang diubah sejak paket dibuat.",
    "wbs evidence verify BERKAS.zip --key KUNCI: buku besar dihitung ulang, dibandingkan dengan angka, dan dicocokkan "
    "dengan titik periksa yang ditandatangani. Ambil kunci dari halaman /log instansi, bukan dari paket ini.",
    "ssh-keygen -Y verify dan openssl pkeyutl juga dapat memeriksa tanda tangan tagmanifest-sha256.txt.",
)
GUARDED = (
    "Untuk melindungi pelapor, kategori laporan WBS, anonimitas, dan kekhawatiran akan pembalasan disajikan per bulan "
    "hanya jika setiap selnya paling sedikit 5 sepanjang triwulan. Jika tidak, bulan digabung menjadi triwulan; "
    "pada triwulan, sel di bawah 5 digabung satu sama lain, bila perlu bersama satu sel yang lebih besar, agar tidak "
    "dapat dihitung dari jumlahnya. Yang tidak dapat digabung, triwulan yang belum berakhir, dan gabungan beberapa "
    "unit tidak disajikan."
)
FULL = (
    "Ekspor lengkap untuk inspektorat: sel kecil tidak digabung dan dapat menunjuk pada orang. Jangan diteruskan "
    "ke unit kerja."
)
DOCUMENTS = (
    "Folder lampiran memuat dokumen yang disimpan unit kerja untuk periode ini atau bagiannya dan tidak ditarik kembali. "
    "Dokumen UPG memuat nama. Dokumen itu hanya ada dalam paket yang dibuat oleh anggota UPG atau inspektorat yang "
    "sudah memegang kuncinya ketika dokumen disimpan; dalam paket lain hanya tercantum dalam daftar."
)

GRATUITIES = (
    "Angka gratifikasi tidak memuat nama, tetapi jenis dan nilai dari sedikit laporan dapat menunjuk pada satu "
    "pemberian. Gunakan untuk penilaian; jangan diumumkan."
)
SUPPORTED = (
    "Kolom pendukung menyebut jawaban terbaik yang dapat ditunjukkan dengan angka dan dokumen sistem per tanggal "
    "laporan, menurut kriteria lembar. Itu bukan nilai dan bukan jawaban: unit kerja dan TPI yang menjawab."
)
APART = "Baris ini terpisah dari area lembar: tidak masuk bobot, poin, atau persentasenya."
MAPPING = (
    "Pemetaan adalah keadaan pada saat ekspor dibuat. Tugas dihitung dipetakan bila sudah ditelaah dan hasilnya "
    "dicatat, juga bila tidak ditemukan potensi. Sebagian besar berarti lebih dari separuh. Jawaban tetap diisi oleh "
    "unit kerja dan TPI."
)
DECLARATIONS = (
    "Deklarasi konflik/benturan kepentingan dihitung sejak hari diterima dan tidak masuk persentase pengaduan; hasil, "
    "tahap, dan jangka waktu keputusan atasan ada pada lembar Hasil dan tahap serta Jangka waktu. Angkanya tidak "
    "memuat nama, tetapi pada unit kecil dapat menunjuk pada satu orang. Gunakan untuk penilaian; jangan diumumkan."
)
NO_GRATUITIES = (
    "Nihil: pada periode ini tidak ada laporan gratifikasi yang disampaikan, dilaporkan ke KPK, ditetapkan, "
    "diselesaikan, atau masih terbuka."
)


def heading(export: FigureExport) -> str:
    """Whose figures these are, of which period, seen from which day."""
    question = export.figures.question
    scope = " beserta unit di bawahnya" if export.with_subtree else ""
    return f"{export.unit.name}{scope}, {words.period(question.period)}, per {words.day(question.as_of)}"


def neighbours_heading(beside: Neighbours) -> str:
    """What stands over the rows of another area."""
    return f"Area {beside.number}, {beside.area}: baris yang memakai angka yang sama"


def protection(export: FigureExport) -> str:
    """What was done for the reporters' sake."""
    return FULL if export.is_full else GUARDED


def read_me(export: FigureExport, tables: list[Table], *, with_documents: bool) -> bytes:
    """`BACA-SAYA.txt`: what each file holds, and how to read the numbers."""
    files = [
        ("ringkasan.pdf", "Laporan untuk ditandatangani pimpinan unit kerja"),
        ("lke.xlsx", "Buku kerja menurut kode LKE"),
        ("statistik.json", "Semua angka dan baris lembar LKE, untuk program"),
    ]
    files += [(f"{table.title.value}.csv", words.word(table.title)) for table in tables]
    if export.is_nihil:
        files.append(("pernyataan-nihil.pdf", "Pernyataan nihil untuk ditandatangani"))
    if with_documents:
        files += [(INDEX, "Daftar dokumen pendukung"), ("lampiran/", "Dokumen menurut kode LKE")]
    files.append(("log/", "Buku besar, titik periksa, dan bukti; untuk memeriksa paket ini"))
    width = max(len(name) for name, _ in files)
    lines = [
        "PAKET EVIDEN PENGUATAN PENGAWASAN",
        heading(export),
        "",
        "ISI",
        *(f"{name.ljust(width)}  {what}" for name, what in files),
        "",
        "CARA MEMBACA",
        *(f"- {sentence}" for sentence in HOW_TO_READ),
        f"- {protection(export)}",
        f"- {GRATUITIES}",
        f"- {DECLARATIONS}",
        *([f"- {DOCUMENTS}"] if with_documents else []),
        "- Semua berkas berbahasa Indonesia.",
        "",
        "CARA MEMERIKSA",
        *(f"- {sentence}" for sentence in HOW_TO_CHECK),
    ]
    return ("\n".join(lines) + "\n").encode()


def nihil_lines(export: FigureExport) -> tuple[str, ...]:
    """The statement of a unit that had no complaint to follow up; people sign it."""
    question = export.figures.question
    complaints = export.figures.kinds[Kind.COMPLAINT].total
    return (
        "PERNYATAAN NIHIL",
        f"Unit kerja: {export.unit.name}{' beserta unit di bawahnya' if export.with_subtree else ''}",
        f"Periode: {words.period(question.period)}, per {words.day(question.as_of)}",
        "Pada periode tersebut jumlah pengaduan masyarakat yang harus ditindaklanjuti adalah 0 (nihil). Karena itu "
        "tidak ada persentase penanganan yang dihitung, dan pernyataan ini tidak berarti 100 %.",
        _received(complaints),
        *filter(None, (deskless_note(export.above),)),
        "Tempat dan tanggal:",
        "Pimpinan unit kerja:",
        "Nama, NIP, dan tanda tangan:",
    )


def _received(line: Line) -> str:
    return (
        f"Pengaduan yang diterima pada periode tersebut: {line.received}. "
        f"Tidak diproses: {line.not_processed}."
    )


def number(name: str) -> str:
    """A number of the follow-up, as `Figures.numbers` calls it: Pengaduan masyarakat, selesai."""
    kind, _, what = name.partition("/")
    return f"{words.word(Kind(kind))}: {words.word(Head(what)).lower()}"
