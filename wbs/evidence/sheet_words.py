"""The Indonesian words of the evaluation sheet and of the documents filed under its rows."""

from enum import Enum

from wbs.domain.evidence_document import DocumentKind
from wbs.evidence.table import Head, Title

SHEET_WORDS: tuple[tuple[Enum, str], ...] = (
    (DocumentKind.RECAP, "Rekapitulasi gratifikasi"),
    (DocumentKind.REGISTER, "Register gratifikasi"),
    (DocumentKind.GOL_SHEET, "Lembar isian GOL"),
    (DocumentKind.DECLARATIONS, "Rekapitulasi deklarasi konflik kepentingan"),
    (DocumentKind.MAPPING, "Matriks pemetaan benturan kepentingan"),
    (DocumentKind.DECREE, "Surat keputusan (SK)"),
    (DocumentKind.PROCEDURE, "Prosedur (SOP)"),
    (DocumentKind.CIRCULAR, "Surat edaran"),
    (DocumentKind.INVITATION, "Undangan"),
    (DocumentKind.ATTENDANCE, "Daftar hadir"),
    (DocumentKind.MINUTES, "Notula"),
    (DocumentKind.PHOTO, "Foto"),
    (DocumentKind.MATERIAL, "Materi"),
    (DocumentKind.STATEMENT, "Surat pernyataan"),
    (DocumentKind.SUMMARY, "Laporan"),
    (DocumentKind.INNOVATION, "Dokumentasi inovasi"),
    (DocumentKind.SCREENSHOT, "Tangkapan layar"),
    (DocumentKind.PLAN, "Rencana kerja"),
    (DocumentKind.OTHER, "Lainnya"),
    (Head.QUESTION, "Pertanyaan"),
    (Head.POINTS, "Bobot pertanyaan"),
    (Head.CRITERION, "Kriteria"),
    (Head.BECAUSE, "Dasar"),
    (Head.MISSING, "Yang kurang untuk jawaban terbaik"),
    (Head.GAPS, "Periode tanpa eviden"),
    (Head.UNIT_ANSWER, "Jawaban unit"),
    (Head.UNIT_NOTE, "Catatan unit"),
    (Head.ASSESSOR_ANSWER, "Jawaban TPI"),
    (Head.ASSESSOR_NOTE, "Catatan TPI"),
    (Title.EVALUATION, "Lembar LKE: yang didukung eviden, dan yang dijawab"),
    (Title.NEIGHBOURS, "Baris LKE area lain yang memakai angka yang sama"),
)
