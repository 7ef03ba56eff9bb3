"""Says whether the evaluation sheet in `statistik.json` agrees with the figures beside it and with the documents.

What an answer rests on besides (documents of the year, typed numbers) no pack can show: it is named as unchecked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wbs.domain.conflict.duty import MAPPING_ROW
from wbs.domain.conflict.duty import share as share_of
from wbs.domain.evaluation.neighbours import ways_used
from wbs.domain.evaluation.support import Finding as Sentence
from wbs.domain.figures import Dimension
from wbs.domain.kinds import Channel, Kind
from wbs.domain.period import Force
from wbs.evidence.evaluation_statistics import FORMAT, SECTION
from wbs.evidence.statistics import PERCENTAGE_ROW
from wbs.evidence.verify.archive import Archive
from wbs.evidence.verify.bag import listed_digests
from wbs.evidence.verify.figures import STATISTICS, short
from wbs.evidence.verify.finding import Finding, fails, holds, undecided
from wbs.evidence.verify.strict_json import read_json

FOLDER = "lampiran/"
# Every row is held against every line of `monev`: more of either than a sheet could have are not looked at.
MOST_LINES = 1000
_UNREADABLE = (
    *(KeyError, TypeError, AttributeError, ValueError, IndexError, ArithmeticError),
    RecursionError,
)
Given = Mapping[str, Any]
Known = Mapping[
    str, Mapping[str, Any]
]  # by sentence, the numbers that other parts of the file give


@dataclass(frozen=True)
class _Repeat:
    """A value of the sheet that another part of the pack gives, too."""

    path: str
    in_sheet: Any
    elsewhere: Any

    @property
    def agrees(self) -> bool:
        """Whether both are the same; what is no number is none."""
        is_alike = isinstance(self.in_sheet, bool) is isinstance(self.elsewhere, bool)
        return is_alike and self.in_sheet == self.elsewhere


def check_sheet(archive: Archive) -> Iterator[Finding]:
    """What of the sheet is repeated elsewhere, what contradicts it, and that the rest is unchecked."""
    given = read_json(archive, STATISTICS)
    section = given.get(SECTION)
    told = section.get("format") if isinstance(section, dict) else None
    if section is None or told != FORMAT:
        said = "tidak ada" if section is None else f"memakai format {told!s:.40}"
        yield undecided("sheet", SECTION, f"{said}; tidak diperiksa")
        return
    yield from _numbers(section, given)
    yield from _documents(archive, section)
    said = "jawaban, catatan, dan dasar selain itu diambil dari basis data dan dokumen"
    yield undecided("sheet", SECTION, said)


def _numbers(section: Given, given: Given) -> Iterator[Finding]:
    try:
        rows = _rows(section, given)
        codes = Counter(row["kode"] for row in rows)
        twice = sorted(code for code, n in codes.items() if n > 1)
        is_whole = any(row["kode"] == PERCENTAGE_ROW for row in section["baris"])
        known = _known(given) if rows else {}
        repeats = [e for row in rows for e in (*_in_row(row), *_beside(row, given, known))]
        wrong = [each for each in repeats if not each.agrees]
    except _UNREADABLE:
        yield fails("sheet", SECTION, "tidak dapat dibaca")
        return
    for each in wrong:
        said = f"lembar menyebut {short(each.in_sheet)}, bagian lain {short(each.elsewhere)}"
        yield fails("sheet", each.path, said)
    for code in twice:
        yield fails("sheet", f"{SECTION}/{code}", "disebut dua kali")
    if rows and not is_whole:
        yield fails("sheet", SECTION, f"baris {PERCENTAGE_ROW} tidak ada")
    elif not wrong and not twice and rows:
        yield holds("sheet", SECTION, f"{len(repeats)} isian sama dengan yang disebut bagian lain")


def _rows(section: Given, given: Given) -> list[Any]:
    """Every row of the sheet and of the area beside it.

    Raises:
        ValueError: they are more than can be meant, or the lines they are held against are.
    """
    rows = [*section["baris"], *_other_area(section)]
    beside = (given["monev"][name] for name in ("keteraturan", "tindak_lanjut")) if rows else ()
    if any(len(each) > MOST_LINES for each in (rows, *beside)):
        raise ValueError("more rows than a sheet has")
    return rows


def _other_area(section: Given) -> list[Any]:
    """The rows of the area beside the sheet; none where the pack has none, or was made before it could."""
    beside = section.get("area_lain")
    return [] if beside is None else list(beside["baris"])


def _in_row(row: Given) -> Iterator[_Repeat]:
    """What a row says twice itself."""
    path = f"{SECTION}/{row['kode']}"
    for told in row["dasar"]:
        numbers, at = told["angka"], f"{path}/{told['temuan']}"
        if told["temuan"] == Sentence.COUNTED:
            yield _Repeat(at, numbers["seluruhnya"], numbers["sudah"] + numbers["belum"])
            if row["persentase"] is not None:
                share = share_of(numbers["sudah"], numbers["seluruhnya"])
                found = None if share is None else float(share)
                yield _Repeat(f"{path}/persentase", row["persentase"], found)
        elif told["temuan"] == Sentence.PERIODS_KEPT:
            gaps = numbers["berakhir"] - numbers["ada_eviden"]
            yield _Repeat(at, gaps, len(row["tanpa_eviden"]))


def _beside(row: Given, given: Given, known: Known) -> Iterator[_Repeat]:
    """What a row says that other parts of the file say, too."""
    code, path = row["kode"], f"{SECTION}/{row['kode']}"
    expected_here = {**known, **_of_row(code, given)}
    for told in (*row["dasar"], *row["kurang"]):
        for name, expected in expected_here.get(told["temuan"], {}).items():
            yield _Repeat(f"{path}/{told['temuan']}/{name}", told["angka"][name], expected)
    if code == PERCENTAGE_ROW:
        numbers = given["tindak_lanjut"][Kind.COMPLAINT]
        yield _Repeat(f"{path}/persentase", row["persentase"], numbers["persentase"])
        yield _Repeat(f"{path}/nihil", row["nihil"], numbers["nihil"])
    elif row["nihil"]:
        yield _Repeat(f"{path}/nihil", row["nihil"], given["nihil"])
    for supported in _supported(row, given):
        yield _Repeat(f"{path}/mendukung", row["mendukung"], supported)


def _known(given: Given) -> Known:
    """The numbers of sentences that mean the same wherever they stand."""
    numbers = given["tindak_lanjut"][Kind.COMPLAINT]
    taken_up = sum(
        stage["jumlah"] for stage in given["tahap"][Kind.COMPLAINT] if stage["tahap"] != "received"
    )
    disclosed = sum(month[Kind.GRATIFICATION] for month in given["bulan_dan_jenis"])
    conflicts = given["benturan_kepentingan"]
    mapped, stated = conflicts["pemetaan"][0], conflicts["pernyataan"][0]
    return {
        Sentence.THREE_NUMBERS: {name: numbers[name] for name in ("harus", "sedang", "selesai")},
        Sentence.STILL_OPEN: {"sedang": numbers["sedang"]},
        Sentence.UNTOUCHED: {"belum_ditelaah": max(0, numbers["sedang"] - taken_up)},
        **_of_complaints(given),
        Sentence.DISCLOSURES: {"disampaikan": disclosed},
        Sentence.DUTIES_MAPPED: {name: mapped[name] for name in ("dipetakan", "tugas")},
        Sentence.STATEMENTS: {name: stated[name] for name in ("pernyataan", "pegawai")},
    }


def _of_complaints(given: Given) -> Known:
    """By which ways complaints came in, and which periods of law for them were kept."""
    channels: Counter[Channel] = Counter()
    for table in given["rincian"]:
        if (table["jenis"], table["menurut"]) == (Kind.COMPLAINT, Dimension.CHANNEL):
            for line in table["baris"]:
                channels.update({Channel(name): n for name, n in line["nilai"].items()})
    used, offline, sp4n = ways_used(channels)
    clocks = [
        line
        for line in given["tenggat"]
        if (line["jenis"], line["sifat"]) == (Kind.COMPLAINT, Force.NORM)
    ]
    kept, missed = (sum(line[name] for line in clocks) for name in ("ditepati", "terlewat"))
    return {
        Sentence.CHANNELS: {"saluran": used, "luring": offline, "sp4n": sp4n},
        Sentence.LACKS_CHANNELS: {"saluran": used},
        Sentence.REPLIES: {"ditepati": kept, "terlewat": missed},
        Sentence.REPLIES_MISSED: {"terlewat": missed},
    }


def _of_row(code: str, given: Given) -> Known:
    """The numbers of recorded recommendations; where none is left a row goes by typed ones, which stand nowhere else."""
    for line in given["monev"]["tindak_lanjut"]:
        asked = line["rekomendasi"] - line["dibatalkan"]
        if line["kode"] == code and asked:
            done = line["selesai"]
            counted = {"seluruhnya": asked, "sudah": done, "belum": asked - done}
            return {Sentence.COUNTED: counted, Sentence.REST: {"belum": asked - done}}
    return {}


def _supported(row: Given, given: Given) -> Iterator[Any]:
    """Which answer other parts say that the row supports; of the map they say so where the sheet has no rule, too."""
    monev = given["monev"]
    for line in (*monev["keteraturan"], *monev["tindak_lanjut"]):
        if line["kode"] == row["kode"]:
            yield line["mendukung"]
    if row["kode"] == MAPPING_ROW and row["mendukung"] is not None:
        yield given["benturan_kepentingan"]["pemetaan"][0]["mendukung"]


def _documents(archive: Archive, section: Given) -> Iterator[Finding]:
    """The documents listed are those in the pack, each with the checksum of the manifest."""
    there = {path for path in archive.paths if path.startswith(f"data/{FOLDER}")}
    listed: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    try:
        for line in section["dokumen"]:
            if line["berkas"] is not None:
                listed[f"data/{line['berkas']}"].add((line["kode"], line["sha256"]))
    except _UNREADABLE:
        yield fails("document", SECTION, "daftar dokumen tidak dapat dibaca")
        return
    digests, is_right = listed_digests(archive), True
    for path in sorted(there | listed.keys()):
        if trouble := _trouble(path, listed.get(path), digests, is_there=path in there):
            is_right = False
            yield fails("document", path, trouble)
    if there and is_right:
        said = f"{len(there)} dokumen sama dengan yang tercantum pada lembar LKE"
        yield holds("document", FOLDER, said)


def _trouble(
    path: str,
    told: set[tuple[str, str]] | None,
    digests: Mapping[str, str],
    *,
    is_there: bool,
) -> str:
    """What is wrong between a file and its lines; nothing where they agree."""
    if told is None:
        return "tidak tercantum pada lembar LKE"
    if not is_there:
        return f"tercantum pada lembar LKE, tetapi tidak ada di {FOLDER}"
    if {digest for _, digest in told} != {digests.get(path)}:
        return "SHA-256 pada lembar LKE bukan yang tercantum di manifest"
    if path.split("/")[2] not in {code for code, _ in told}:
        return "ada di folder baris yang tidak disebut lembar LKE"
    return ""
