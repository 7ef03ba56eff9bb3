"""The Indonesian words of monev in the files."""

from enum import Enum

from wbs.domain.monev import Extent, Progress, Regularity, Standing
from wbs.domain.monev_agenda import Age
from wbs.domain.unit_profile import ZiStage
from wbs.evidence.table import Head, Title

MONEV_WORDS: tuple[tuple[Enum, str], ...] = (
    (Standing.HELD, "Ada monev"),
    (Standing.COVERED, "Tercakup monev triwulan lain dalam semester ini"),
    (Standing.GAP, "Tidak ada monev"),
    (Standing.OPEN, "Belum jatuh waktu"),
    (Regularity.REGULAR, "berkala"),
    (Regularity.IRREGULAR, "tidak berkala"),
    (Regularity.NEVER, "belum dievaluasi"),
    (Progress.OPEN, "Belum dimulai"),
    (Progress.IN_PROGRESS, "Sedang berjalan"),
    (Progress.DONE, "Selesai"),
    (Progress.CANCELLED, "Dibatalkan"),
    (Extent.ALL, "seluruh hasil evaluasi ditindaklanjuti"),
    (Extent.SOME, "sebagian hasil evaluasi ditindaklanjuti"),
    (Extent.NONE_YET, "belum ada hasil evaluasi yang ditindaklanjuti"),
    (Extent.NOTHING, "tidak ada rekomendasi"),
    (Age.UP_TO_14, "sampai 14 hari"),
    (Age.UP_TO_30, "15 sampai 30 hari"),
    (Age.UP_TO_90, "31 sampai 90 hari"),
    (Age.OVER_90, "lebih dari 90 hari"),
    (ZiStage.DECLARED, "Pencanangan"),
    (ZiStage.CHOSEN, "Penetapan"),
    (ZiStage.BUILDING, "Pembangunan"),
    (ZiStage.PROPOSED, "Pengusulan"),
    (ZiStage.ASSESSED, "Penilaian"),
    (ZiStage.WBK, "WBK"),
    (ZiStage.WBBM, "WBBM"),
    (Head.STANDING, "Keadaan"),
    (Head.HELD_ON, "Tanggal rapat"),
    (Head.ENTERED_ON, "Dicatat pada"),
    (Head.ATTENDEES, "Jumlah peserta"),
    (Head.GIVEN, "Rekomendasi diberikan"),
    (Head.DONE, "Selesai dengan bukti"),
    (Head.IN_PROGRESS, "Sedang dikerjakan"),
    (Head.OVERDUE, "Lewat tenggat"),
    (Head.CANCELLED, "Dibatalkan"),
    (Head.EXTENT, "Tingkat tindak lanjut"),
    (Head.RECOMMENDATION, "Rekomendasi"),
    (Head.OWNER, "Penanggung jawab"),
    (Head.DUE_ON, "Tenggat"),
    (Head.PROGRESS, "Status"),
    (Head.STEP_ON, "Status sejak"),
    (Head.PROOF, "Bukti"),
    (Title.MONEV_QUARTERS, "Rapat monev per triwulan"),
    (Title.FOLLOWED_UP, "Tindak lanjut hasil evaluasi"),
    (Title.RECOMMENDATIONS, "Rekomendasi dan tindak lanjutnya"),
)
MONEV = (
    "Rapat monev dihitung untuk triwulan yang dievaluasinya, bukan triwulan rapatnya diadakan; hari rapat dan hari "
    "pencatatannya tercantum. Rekomendasi selesai hanya bila dokumen buktinya disimpan dan tidak ditarik kembali. Yang "
    "dibatalkan tidak dihitung sebagai ditindaklanjuti dan tidak sebagai belum. Jawaban tetap diisi oleh unit kerja dan TPI."
)
