"""What the sheet's findings are called in the files, in Indonesian; the values stand in their places."""

from collections.abc import Mapping

from wbs.domain.evaluation.answers import Said
from wbs.domain.evaluation.support import Finding, Support, Told
from wbs.evidence import words
from wbs.evidence.table import Mark

SENTENCES: Mapping[Finding, str] = {
    Finding.THREE_NUMBERS: "{0} harus ditindaklanjuti, {1} sedang diproses, {2} selesai ditindaklanjuti.",
    Finding.NIHIL: "Nihil: tidak ada yang harus ditindaklanjuti. Lampirkan pernyataan nihil.",
    Finding.UNTOUCHED: "{0} pengaduan belum ditelaah siapa pun.",
    Finding.PERIODS_KEPT: "{0} dari {1} periode yang sudah berakhir memiliki eviden.",
    Finding.COUNTED: "{0} seluruhnya: {1} sudah, {2} belum.",
    Finding.DUTIES_MAPPED: "{0} dari {1} tugas fungsi utama sudah dipetakan.",
    Finding.STATEMENTS: "{0} surat pernyataan dari {1} pegawai.",
    Finding.CHANNELS: "{0} saluran pengaduan dipakai, {1} di antaranya luring; lewat SP4N-LAPOR! {2} pengaduan.",
    Finding.REPLIES: "{0} jangka waktu tanggapan menurut peraturan ditepati, {1} terlewat.",
    Finding.DISCLOSURES: "{0} laporan gratifikasi disampaikan.",
    Finding.DESK: "Meja pengelola bertugas.",
    Finding.DOCUMENTS: "{0} dokumen tahun ini.",
    Finding.LACKS_EVIDENCE: "{0}: belum ada eviden.",
    Finding.LACKS_MONEV: "{0}: tidak ada monev.",
    Finding.LACKS_CAMPAIGN: "{0}: tidak ada public campaign.",
    Finding.RUNNING: "{0} sedang berjalan dan belum memiliki eviden.",
    Finding.LACKS_KIND: "Belum ada dokumen jenis {0}.",
    Finding.LACKS_ANY: "Belum ada dokumen tahun ini pada baris ini.",
    Finding.LACKS_DESK: "Belum ada meja pengelola.",
    Finding.LACKS_NUMBERS: "Angka belum diisi.",
    Finding.LACKS_EMPLOYEES: "Jumlah pegawai belum diisi.",
    Finding.LACKS_DUTIES: "Belum ada tugas fungsi utama pada peta.",
    Finding.REST: "{0} belum.",
    Finding.STILL_OPEN: "{0} masih diproses.",
    Finding.LACKS_RECOMMENDATIONS: "Belum ada rekomendasi yang dicatat atau diisi.",
    Finding.LACKS_OFFLINE: "Media luring belum terlihat: tidak ada pengaduan lewat surat, kotak, atau tatap muka, dan tidak ada foto.",
    Finding.LACKS_CHANNELS: "Baru {0} saluran yang dipakai.",
    Finding.REPLIES_MISSED: "{0} jangka waktu tanggapan terlewat.",
    Finding.NO_CRITERION: "Belum ada kriteria baris ini yang seluruhnya dapat ditunjukkan.",
    Finding.SP4N_FOR_PEOPLE: "Integrasi dengan SP4N-LAPOR! dan penugasan pengelolanya dinilai oleh manusia.",
    Finding.FOR_PEOPLE: "Apakah sesuai dengan yang ditetapkan organisasi dinilai oleh manusia.",
    Finding.NO_RULE: "Sistem tidak menilai baris ini.",
}


def sentence(told: Told) -> str:
    """The finding with its values."""
    return SENTENCES[told.finding].format(*(words.cell(value) for value in told.values))


def supported(support: Support) -> str:
    """The answer the evidence supports, the percentage, or that there was nothing; empty where there is none."""
    if any(told.finding is Finding.NIHIL for told in support.because):
        return words.word(Mark.NIHIL)
    if support.percentage is not None:
        return words.percentage(support.percentage)
    return support.answer


def answered(said: Said, scale: str) -> str:
    """What people answered, a percentage as people write it."""
    return (
        f"{said.answer} %".replace(".", ",") if said.answer and scale == "percent" else said.answer
    )
