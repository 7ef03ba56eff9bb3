"""The evaluation sheet of a pack is held against its figures and documents: whoever changes a number in it is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.exports import closed_case, golden_histories
from tests.packs import KEY, OTHER_SEED, SEED, Made, made_pack, opened_zip, packed, tampered
from tests.sheets import with_sheet, with_wide_sheet
from wbs.domain.evidence_document import PackDocuments
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.bag import RAW_SIGNATURE, SSH_SIGNATURE
from wbs.evidence.verify.archive import NoPack
from wbs.evidence.verify.finding import Check, Finding
from wbs.evidence.verify.pack import examine
from wbs.tlog.note import PublicKey

STATISTICS = "data/statistik.json"
DOCUMENT = "data/lampiran/A.1.V.i.a/01-undangan.pdf"
QUARTER = ReportingPeriod.parse("2026-Q3")
Checked = Callable[..., tuple[Finding, ...]]
Told = dict[str, Any]
Change = Callable[[Told], None]


@pytest.fixture(scope="module")
def golden() -> Made:
    """The golden pack with its sheet and two documents, one of which counts for two rows."""
    twice = replace(packed(1), places=(("A.1.V.i.a", QUARTER), ("A.1.V.iv.a", QUARTER)))
    taken = PackDocuments((twice, packed(2, b"SK", code="A.1.V.i.b", name="SK.pdf")))
    return made_pack(golden_histories(), documents=taken, change=with_sheet)


@pytest.fixture(scope="module")
def wide() -> Made:
    """The golden pack with the rows of the other area beside its sheet."""
    return made_pack(golden_histories(), change=with_wide_sheet)


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    def check(content: bytes, keys: tuple[PublicKey, ...] = (KEY,)) -> tuple[Finding, ...]:
        (tmp_path / "pack.zip").write_bytes(content)
        return examine(tmp_path / "pack.zip", keys)

    return check


def told_anew(pack: bytes, change: Change, **how: Any) -> bytes:
    """The pack with other statistics in their place."""

    def rewrite(files: dict[str, bytes]) -> None:
        told = json.loads(files[STATISTICS])
        change(told)
        files[STATISTICS] = json.dumps(told).encode()

    return tampered(pack, rewrite, **how)


def wrong(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, f.subject) for f in findings if f.check is Check.FAILS}


def row_of(told: Told, code: str) -> Told:
    section = told["lembar_lke"]
    rows = [*section["baris"], *(section["area_lain"] or {"baris": []})["baris"]]
    found: Told = next(row for row in rows if row["kode"] == code)
    return found


def numbers(code: str, **changed: int) -> Change:
    """The first sentence of the row says other numbers."""
    return lambda told: row_of(told, code)["dasar"][0]["angka"].update(changed)


def row(code: str, **changed: Any) -> Change:
    return lambda told: row_of(told, code).update(changed)


def test_sheet_and_documents_of_a_pack_as_it_was_made_hold(golden: Made, checked: Checked) -> None:
    findings = checked(golden.content)

    assert wrong(findings) == set()
    held = {(f.code, f.subject): f.said for f in findings if f.check is Check.HOLDS}
    assert int(held["sheet", "lembar_lke"].split()[0]) > 10
    assert held["document", "lampiran/"].startswith("2 dokumen ")


def test_what_no_pack_can_show_of_the_sheet_is_named(golden: Made, checked: Checked) -> None:
    named = {f.subject: f.said for f in checked(golden.content) if f.check is Check.OPEN}

    assert "jawaban, catatan" in named["lembar_lke"]
    assert "diambil dari basis data dan dokumen" in named["lembar_lke"]


def better(told: Told) -> None:
    numbers("A.2.V.ii.a", sedang=0, selesai=170)(told)
    row_of(told, "A.2.V.ii.a").update(persentase=100.0)


def praised(told: Told) -> None:
    """What stands nowhere else: an assessor's answer."""
    row_of(told, "A.1.V.i.a")["tpi"].update(jawaban="A", catatan="sempurna")


@pytest.mark.parametrize("change", [better, praised])
def test_a_changed_sheet_is_not_the_one_the_manifest_lists(
    golden: Made, checked: Checked, change: Change
) -> None:
    found = wrong(checked(told_anew(golden.content, change)))

    assert ("manifest", STATISTICS) in found
    assert not any(code == "signature" for code, _ in found)


@pytest.mark.parametrize("change", [better, praised])
def test_who_lists_the_changed_sheet_anew_breaks_both_signatures(
    golden: Made, checked: Checked, change: Change
) -> None:
    found = wrong(checked(told_anew(golden.content, change, relisted=True)))

    assert {("signature", SSH_SIGNATURE), ("signature", RAW_SIGNATURE)} <= found
    assert not any(code == "manifest" for code, _ in found)


@pytest.mark.parametrize("change", [better, praised])
def test_who_signs_the_changed_sheet_with_another_key_is_named_by_it(
    golden: Made, checked: Checked, change: Change
) -> None:
    pack = told_anew(golden.content, change, relisted=True, signed_by=OTHER_SEED)

    (key,) = [f for f in checked(pack) if f.code == "key"]

    assert key.check is Check.FAILS
    assert key.subject.startswith("SHA256:")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (numbers("A.2.V.ii.a", sedang=0), "A.2.V.ii.a/three_numbers/sedang"),
        (numbers("A.1.V.iii.b", harus=171), "A.1.V.iii.b/three_numbers/harus"),
        (row("A.2.V.ii.a", persentase=100.0), "A.2.V.ii.a/persentase"),
        (row("A.2.V.ii.a", persentase=True), "A.2.V.ii.a/persentase"),
        (row("A.2.V.ii.a", nihil=True), "A.2.V.ii.a/nihil"),
        (row("A.1.V.iii.b", nihil=True), "A.1.V.iii.b/nihil"),
        (row("A.1.V.iii.c", mendukung="A"), "A.1.V.iii.c/mendukung"),
        (row("A.1.V.iii.c", tanpa_eviden=[]), "A.1.V.iii.c/periods_kept"),
        (numbers("A.1.V.iii.d", sudah=2), "A.1.V.iii.d/counted/sudah"),
        (numbers("A.1.V.iii.d", seluruhnya=3), "A.1.V.iii.d/counted"),
        (row("A.1.V.iii.d", mendukung="A"), "A.1.V.iii.d/mendukung"),
        (numbers("A.1.V.v.a", dipetakan=4), "A.1.V.v.a/duties_mapped/dipetakan"),
        (row("A.1.V.v.a", mendukung="A"), "A.1.V.v.a/mendukung"),
        (numbers("A.1.V.v.c", pernyataan=20), "A.1.V.v.c/statements/pernyataan"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_right_key_spares_nobody_a_number_that_contradicts_another(
    golden: Made, checked: Checked, change: Change, named: str
) -> None:
    pack = told_anew(golden.content, change, relisted=True, signed_by=SEED)

    found = wrong(checked(pack))

    assert ("sheet", f"lembar_lke/{named}") in found
    assert {code for code, _ in found} == {"sheet"}


def test_untouched_complaints_and_disclosures_are_those_of_the_figures(
    golden: Made, checked: Checked
) -> None:
    def add(told: Told) -> None:
        row_of(told, "A.1.V.iii.b")["kurang"].append(sentence("untouched", belum_ditelaah=5))
        row_of(told, "A.1.V.i.b")["dasar"].append(sentence("disclosures", disampaikan=40))

    found = wrong(checked(told_anew(golden.content, add, relisted=True, signed_by=SEED)))

    assert found == {
        ("sheet", "lembar_lke/A.1.V.iii.b/untouched/belum_ditelaah"),
        ("sheet", "lembar_lke/A.1.V.i.b/disclosures/disampaikan"),
    }


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (numbers("A.2.VI.ii.a", saluran=5), "A.2.VI.ii.a/channels/saluran"),
        (numbers("A.2.VI.ii.a", sp4n=5), "A.2.VI.ii.a/channels/sp4n"),
        (
            lambda t: row_of(t, "A.2.VI.ii.a")["dasar"][1]["angka"].update(ditepati=9),
            "A.2.VI.ii.a/replies/ditepati",
        ),
        (
            lambda t: row_of(t, "A.2.VI.ii.a")["kurang"][0]["angka"].update(saluran=2),
            "A.2.VI.ii.a/lacks_channels/saluran",
        ),
        (
            lambda t: row_of(t, "A.1.VI.iii.c").update(tanpa_eviden=["2026-Q1"]),
            "A.1.VI.iii.c/periods_kept",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rows_of_another_area_are_held_against_the_figures_too(
    wide: Made, checked: Checked, change: Change, named: str
) -> None:
    pack = told_anew(wide.content, change, relisted=True, signed_by=SEED)

    assert wrong(checked(wide.content)) == set()
    assert wrong(checked(pack)) == {("sheet", f"lembar_lke/{named}")}


def sentence(finding: str, **of: int) -> Told:
    return {
        "temuan": finding,
        "kalimat": "",
        "angka": of,
        "periode": None,
        "jenis_dokumen": None,
    }


def test_a_sheet_of_no_complaints_is_nihil_and_a_hundred_written_into_it_is_found(
    checked: Checked,
) -> None:
    nobody = made_pack([closed_case(1, kind=Kind.WBS)], change=with_sheet).content
    told = json.loads(opened_zip(nobody)[STATISTICS])
    row_said = row_of(told, "A.2.V.ii.a")
    assert (row_said["nihil"], row_said["persentase"], row_said["mendukung"]) == (True, None, None)
    assert row_of(told, "A.1.V.iii.b")["nihil"]
    assert wrong(checked(nobody)) == set()

    whole = row("A.2.V.ii.a", nihil=False, persentase=100.0)
    found = wrong(checked(told_anew(nobody, whole, relisted=True, signed_by=SEED)))

    assert found == {
        ("sheet", "lembar_lke/A.2.V.ii.a/nihil"),
        ("sheet", "lembar_lke/A.2.V.ii.a/persentase"),
    }


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda t: t["lembar_lke"]["baris"].append(row_of(t, "A.1.V.i.a")), "lembar_lke/A.1.V.i.a"),
        (lambda t: t["lembar_lke"]["baris"].remove(row_of(t, "A.2.V.ii.a")), "lembar_lke"),
    ],
    ids=["a row twice", "without the percentage"],
)
def test_rows_stand_once_and_that_of_the_percentage_is_there(
    golden: Made, checked: Checked, change: Change, named: str
) -> None:
    found = wrong(checked(told_anew(golden.content, change, relisted=True, signed_by=SEED)))

    assert found == {("sheet", named)}


def listed(told: Told, at: int) -> Told:
    found: Told = told["lembar_lke"]["dokumen"][at]
    return found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda t: t["lembar_lke"]["dokumen"].pop(), "data/lampiran/A.1.V.i.b/01-SK.pdf"),
        (lambda t: listed(t, 2).update(berkas="lampiran/x"), "data/lampiran/x"),
        (lambda t: listed(t, 2).update(berkas="statistik.json"), "data/statistik.json"),
        (lambda t: listed(t, 1).update(sha256="0" * 64), DOCUMENT),
        (lambda t: listed(t, 0).update(kode="A.1.V.iii.a"), DOCUMENT),
    ],
    ids=["not listed", "not there", "no document", "other checksum", "other row"],
)
def test_documents_listed_in_the_sheet_are_those_in_the_pack(
    golden: Made, checked: Checked, change: Change, named: str
) -> None:
    found = wrong(checked(told_anew(golden.content, change, relisted=True, signed_by=SEED)))

    assert ("document", named) in found
    assert {code for code, _ in found} == {"document"}


def test_a_document_put_into_the_pack_or_taken_out_is_named(golden: Made, checked: Checked) -> None:
    def exchange(files: dict[str, bytes]) -> None:
        files["data/lampiran/A.1.V.i.a/02-baru.pdf"] = b"baru"
        del files[DOCUMENT]

    found = wrong(checked(tampered(golden.content, exchange, relisted=True, signed_by=SEED)))

    assert found == {
        ("document", "data/lampiran/A.1.V.i.a/02-baru.pdf"),
        ("document", DOCUMENT),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: told.pop("lembar_lke"), "tidak ada"),
        (lambda told: told["lembar_lke"].update(format="wbs-lembar-lke/2"), "wbs-lembar-lke/2"),
    ],
    ids=["made before there was one", "of a later version"],
)
def test_a_sheet_this_version_does_not_know_is_said_to_be_unchecked(
    golden: Made, checked: Checked, change: Change, said: str
) -> None:
    findings = checked(told_anew(golden.content, change, relisted=True, signed_by=SEED))

    assert wrong(findings) == set()
    (finding,) = [f for f in findings if f.code == "sheet"]
    assert finding.check is Check.OPEN
    assert said in finding.said
    assert "tidak diperiksa" in finding.said


@pytest.mark.parametrize("junk", [None, 7, "x", [], [7], {}, [{"kode": []}], [{"kode": "x"}]])
@pytest.mark.parametrize("part", ["baris", "dokumen"])
def test_a_sheet_that_cannot_be_read_fails_and_nothing_breaks(
    golden: Made, checked: Checked, part: str, junk: Any
) -> None:
    def spoil(told: Told) -> None:
        told["lembar_lke"][part] = junk

    found = wrong(checked(told_anew(golden.content, spoil, relisted=True, signed_by=SEED)))

    is_empty = junk in ([], {})
    assert found or (part == "baris" and is_empty)
    assert {code for code, _ in found} <= {"sheet", "document"}


@pytest.mark.parametrize("part", ["benturan_kepentingan", "monev", "tahap", "bulan_dan_jenis"])
def test_figures_that_are_gone_leave_the_sheet_unread_and_nothing_breaks(
    golden: Made, checked: Checked, part: str
) -> None:
    pack = told_anew(
        golden.content, lambda t: t.update({part: None}), relisted=True, signed_by=SEED
    )

    assert ("sheet", "lembar_lke") in wrong(checked(pack))


def test_numbers_beyond_measure_break_nothing(golden: Made, checked: Checked) -> None:
    def spoil(told: Told) -> None:
        row_of(told, "A.1.V.iii.d").update(persentase=3.0)
        numbers("A.1.V.iii.d", seluruhnya=1, sudah=10**60)(told)

    found = wrong(checked(told_anew(golden.content, spoil, relisted=True, signed_by=SEED)))

    assert any(code == "sheet" for code, _ in found)


def test_numbers_too_long_to_be_written_break_nothing(golden: Made, checked: Checked) -> None:
    """Their sum has a digit more than Python writes out."""
    nines = int("9" * 4300)

    def spoil(told: Told) -> None:
        row_of(told, "A.1.V.iii.d").update(persentase=None)
        numbers("A.1.V.iii.d", sudah=nines, belum=nines)(told)

    found = wrong(checked(told_anew(golden.content, spoil, relisted=True, signed_by=SEED)))

    assert ("sheet", "lembar_lke/A.1.V.iii.d/counted") in found


@pytest.mark.parametrize("depth", range(930, 970, 2))
def test_lists_as_deep_as_json_is_read_break_nothing(
    golden: Made, checked: Checked, depth: int
) -> None:
    def nest(files: dict[str, bytes]) -> None:
        told = json.loads(files[STATISTICS])
        row_of(told, "A.2.V.ii.a")["nihil"] = told["tindak_lanjut"]["complaint"]["nihil"] = "@"
        deep = b"[" * depth + b"]" * depth
        files[STATISTICS] = json.dumps(told).encode().replace(b'"@"', deep)

    try:
        found = wrong(checked(tampered(golden.content, nest, relisted=True, signed_by=SEED)))
    except NoPack:  # deeper than it is read
        found = {("zip", "")}

    assert found


@pytest.mark.parametrize(
    "said", ["x\nsesuai  semua", "\x1b[8m", "\u202esemua", "\ud800", "x" * 9999]
)
def test_what_a_row_is_called_writes_no_line_of_the_verifiers_own(
    golden: Made, checked: Checked, said: str
) -> None:
    def name(told: Told) -> None:
        strange = row_of(told, "A.1.V.i.a") | {"kode": said}
        told["lembar_lke"]["baris"] += [strange, strange]
        told["lembar_lke"]["dokumen"][2]["berkas"] = said

    found = checked(told_anew(golden.content, name, relisted=True, signed_by=SEED))

    assert any(f.code == "sheet" and f.check is Check.FAILS for f in found)
    assert all((f.subject + f.said).isprintable() for f in found)
    assert max(len(f.subject) for f in found) < 2000


def test_a_sheet_of_very_many_rows_is_not_read_for_hours(golden: Made, checked: Checked) -> None:
    def swell(told: Told) -> None:
        empty = {"dasar": [], "kurang": [], "nihil": False, "mendukung": None, "persentase": None}
        told["lembar_lke"]["baris"] += [empty | {"kode": f"x{n}"} for n in range(20_000)]
        line = {"kode": "y", "rekomendasi": 0, "dibatalkan": 0, "selesai": 0}
        told["monev"]["tindak_lanjut"] += [line] * 20_000

    found = checked(told_anew(golden.content, swell, relisted=True, signed_by=SEED))

    assert "tidak dapat dibaca" in {f.said for f in found if f.subject == "lembar_lke"}


def test_the_row_of_the_percentage_is_no_row_of_another_area(wide: Made, checked: Checked) -> None:
    def move(told: Told) -> None:
        row_there = row_of(told, "A.2.V.ii.a")
        told["lembar_lke"]["baris"].remove(row_there)
        told["lembar_lke"]["area_lain"]["baris"].append(row_there)

    found = wrong(checked(told_anew(wide.content, move, relisted=True, signed_by=SEED)))

    assert found == {("sheet", "lembar_lke")}


def test_the_same_pack_made_twice_is_the_same_with_its_sheet(golden: Made) -> None:
    twice = replace(packed(1), places=(("A.1.V.i.a", QUARTER), ("A.1.V.iv.a", QUARTER)))
    taken = PackDocuments((twice, packed(2, b"SK", code="A.1.V.i.b", name="SK.pdf")))

    again = made_pack(golden_histories(), documents=taken, change=with_sheet)

    assert again.content == golden.content
    assert "lembar_lke" in json.loads(opened_zip(golden.content)[STATISTICS])
