"""Papers as people read, sign and keep them."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.papers import (
    DISCLOSURE,
    HANDOVER,
    HEAD_OF_UPG,
    LONG_RECAP,
    NIHIL_RECAP,
    RECAP,
    REFERENCE,
    SAMPLES,
    pages_of,
    text_of,
)
from wbs.domain.errors import Busy
from wbs.evidence.papers import compositor, press
from wbs.evidence.papers.disclosure import REFUSAL
from wbs.evidence.papers.paper import Paper, Section, Signatory, TextTable
from wbs.evidence.papers.press import pdf_bytes, values_of
from wbs.evidence.papers.recap import RECAP_HEADS
from wbs.evidence.papers.shown import SHOWN, shown

HOSTILE = (
    '#read("/etc/passwd") $x^2$ *tebal* _miring_ @acuan <label> // komentar `mentah` \\ \\u{41}',
    "= Judul\n- daftar\n+ satu",
    '#import "@preview/a:1.0.0": * #sys.inputs {"a": 1}',
    "李 محمد 😀",
    "\u202eterbalik",
    "\x00\x07\ud800",
)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def filled(value: Any, text: str) -> Any:
    """The same, with *text* for every text in it."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(filled(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{field.name: filled(getattr(value, field.name), text) for field in fields(value)},
        )
    return value


def tags_of(pdf: bytes) -> Iterator[str]:
    """The names of the structure, from its root on."""
    root: Any = reader(pdf).trailer["/Root"]
    pending = [root["/StructTreeRoot"]]
    while pending:
        node = pending.pop().get_object()
        if isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            children = node.get("/K", [])
            pending += children if isinstance(children, list) else [children]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Every sample as it is made in earnest: in a process of its own."""
    return {name: pdf_bytes(paper) for name, paper in SAMPLES.items()}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paper_claims_both_standards_and_the_day_it_bears(
    name: str, made: dict[str, bytes]
) -> None:
    paper, pdf = SAMPLES[name], made[name]
    root: Any = reader(pdf).trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()

    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root["/Lang"] == "id-ID"
    assert root["/MarkInfo"]["/Marked"]
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == paper.title
    assert isinstance(metadata.creation_date, datetime)
    assert metadata.creation_date.date() == paper.dated_on


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in {"sample", "nihil"}])
def test_tables_are_tagged_with_their_heads(name: str, made: dict[str, bytes]) -> None:
    tags = set(tags_of(made[name]))

    assert {"/Document", "/Table", "/THead", "/TH", "/TBody", "/TR", "/TD", "/P"} <= tags


def test_a_letterhead_of_a_unit_stands_in_the_place_of_agency_and_unit_with_its_logo(
    made: dict[str, bytes],
) -> None:
    text, tags = text_of(made["minutes"]), set(tags_of(made["minutes"]))

    assert "DIREKTORAT JENDERAL PERIZINAN" in text
    assert "BALAI PELAYANAN PERIZINAN WILAYAH III KEMENTERIAN" not in text
    assert "/Figure" in tags
    assert "/Figure" not in set(tags_of(made["sample"]))


@pytest.mark.parametrize("name", ["disclosure", "handover", "recap", "minutes"])
def test_the_same_paper_gives_the_same_bytes(name: str, made: dict[str, bytes]) -> None:
    assert pdf_bytes(SAMPLES[name]) == made[name]


def test_a_disclosure_holds_every_field_its_reference_and_the_day_it_reached_the_upg(
    made: dict[str, bytes],
) -> None:
    text = text_of(made["disclosure"])

    for part in DISCLOSURE.parts:
        cells = part.lines if isinstance(part, Section) else (part.heads, *part.rows)
        assert part.heading in text
        assert all(" ".join(cell.split()) in text for row in cells for cell in row)
    assert "LAPORAN PENERIMAAN GRATIFIKASI" in text
    assert "Nomor: 14/UPG/BPP-III/2026" in text
    assert f"Nomor laporan pada sistem : {REFERENCE}" in text
    assert "Diterima UPG pada tanggal : 24 November 2026" in text
    assert "RAHASIA" in text
    assert DISCLOSURE.statement in text
    assert "Semarang, 25 November 2026 Pelapor, Bambang Sutrisno" in text


def test_a_refusal_is_called_one() -> None:
    assert "LAPORAN PENOLAKAN GRATIFIKASI" in text_of(pdf_bytes(replace(DISCLOSURE, title=REFUSAL)))


def test_without_letterhead_and_number_the_title_comes_first() -> None:
    bare = replace(DISCLOSURE, letterhead=None, number="", classification="")

    assert text_of(pdf_bytes(bare)).startswith("LAPORAN PENERIMAAN GRATIFIKASI Nomor laporan")


def test_a_deposit_receipt_says_what_was_left_where_and_until_when(made: dict[str, bytes]) -> None:
    text = text_of(made["deposit_receipt"])

    assert "TANDA TERIMA PENITIPAN OBJEK GRATIFIKASI Nomor: TT-07/UPG/BPP-III/2026" in text
    assert (
        "Pada hari ini, Rabu tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam"
        in text
    )
    assert "Objek disimpan di lemari besi UPG, ruang 204." in text
    assert "Catatan: Kotak disegel di hadapan kedua pihak." in text
    assert "sampai dengan penetapan status kepemilikan gratifikasi oleh Komisi" in text


def test_a_handover_names_its_basis_both_parties_and_every_object(made: dict[str, bytes]) -> None:
    text = text_of(made["handover"])

    assert "Berdasarkan Keputusan Pimpinan KPK Nomor 123 Tahun 2026" in text
    assert f"dalam laporan gratifikasi nomor {REFERENCE}" in text
    for line in HANDOVER.objects:
        for cell in (line.description, line.quantity, line.value, line.condition):
            assert cell in text
    signed = text[text.index("Yang menyerahkan,") :]
    assert signed.index("Dewi Lestari, S.H.") < signed.index("Agus Salim")
    assert signed.index("Agus Salim") < signed.index("Mengetahui, Kepala Balai, Ir. Sri Mulyati")


def test_a_donation_says_that_nothing_was_given_for_it(made: dict[str, bytes]) -> None:
    text = text_of(made["donation"])

    assert "sebagai bantuan sosial, dan Pihak Kedua menerima" in text
    assert "Panti Asuhan Contoh Kasih" in text
    assert "Objek diserahkan tanpa imbalan apa pun." in text


def test_whoever_has_no_name_yet_signs_on_a_dotted_line() -> None:
    paper = replace(RECAP, signatories=(replace(HEAD_OF_UPG, name="", nip=""),))
    text = text_of(pdf_bytes(paper))

    assert "....." in text
    assert "NIP 1975" not in text


def test_the_recap_lies_across_with_ten_columns_and_a_sum(made: dict[str, bytes]) -> None:
    page = reader(made["recap"]).pages[0]
    text = text_of(made["recap"])

    assert page.mediabox.width > page.mediabox.height
    assert len(RECAP_HEADS) == 10
    assert all(head in text for head in RECAP_HEADS)
    assert "1 2 3 4 5 6 7 8 9 10" in text
    assert "Triwulan III 2026" in text
    assert "20-07-2026" in text
    assert "Jumlah 6.500.000" in text
    assert "halaman 1 dari 1" in text


def test_a_period_without_disclosures_says_nihil_in_every_column(made: dict[str, bytes]) -> None:
    text = text_of(made["nihil_recap"])

    assert text.count("NIHIL") == len(RECAP_HEADS)
    assert "Semester I 2026" in text
    assert "Jumlah" not in text
    assert NIHIL_RECAP.signatories[0].name in text


def test_the_heads_of_a_long_recap_stand_on_every_page(made: dict[str, bytes]) -> None:
    pages = pages_of(made["long_recap"])

    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert RECAP_HEADS[1] in page
        assert f"halaman {number} dari {len(pages)}" in page
    starts = [
        f" {number} {row.reporter.splitlines()[0]}" for number, row in enumerate(LONG_RECAP.rows, 1)
    ]
    assert all(start in "".join(pages) for start in starts)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", [n for n in SAMPLES if n != "long_recap"])
def test_nothing_a_person_wrote_is_read_as_markup(name: str, text: str) -> None:
    printed = text_of(compositor.composed(values_of(filled(SAMPLES[name], text))))

    assert "root:" not in printed
    assert " ".join(shown(text).split()) in printed


def test_what_cannot_be_seen_is_made_to_be_seen() -> None:
    assert shown("李 dan \u202ea\u202c") == "[U+674E] dan [U+202E]a[U+202C]"
    assert shown("😀\ufe0f") == "[U+1F600 U+FE0F]"
    assert shown("e\u0301 é\ttab\r\nbaris\u2028lagi") == "é é tab\nbaris\nlagi"
    assert shown("\ud800\x00") == "[U+D800 U+0000]"


def test_the_face_has_every_character_it_is_said_to_have() -> None:
    characters = "".join(chr(c) for first, last in SHOWN for c in range(first, last + 1))
    paper = replace(
        DISCLOSURE,
        statement=characters,
        parts=(TextTable(characters[:150], (characters[:150],), ((characters,),)),),
    )
    assert shown(characters) == characters

    assert compositor.composed(values_of(paper)).startswith(b"%PDF-")


@pytest.mark.parametrize("long", ["x" * 10_000, "kata " * 2_000, "a\n" * 1_000])
def test_a_long_text_goes_on_over_pages_and_none_of_it_is_lost(long: str) -> None:
    paper = replace(
        DISCLOSURE,
        parts=(
            Section("Kronologi", (("Kronologi", long),)),
            TextTable("Objek", ("Uraian", "Nilai"), ((long, "1"),)),
        ),
    )
    printed = re.sub(r"[\s\u200b]", "", text_of(pdf_bytes(paper)))
    letter = long[0]

    assert printed.count(letter) >= 2 * long.count(letter)


def test_a_long_name_does_not_push_the_page_out_of_its_frame() -> None:
    pages = pages_of(
        pdf_bytes(replace(RECAP, unit="Balai " * 500, signatories=(Signatory(name="n" * 5_000),)))
    )

    assert len(pages) == 1
    assert "…" in pages[0]


def test_empty_values_are_a_dash() -> None:
    paper = replace(DISCLOSURE, parts=(Section("", (("Telepon", " \n"),)),), statement="")

    assert "Telepon : – Semarang" in text_of(pdf_bytes(paper))


def test_what_makes_no_table_or_has_no_title_is_no_paper() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        TextTable("Objek", ("Uraian", "Nilai"), (("satu",),))
    with pytest.raises(ValueError, match="do not fit"):
        TextTable("Objek", ("Uraian", "Nilai"), (), (1,))
    with pytest.raises(ValueError, match="title"):
        replace(RECAP, title=" ")


def test_a_paper_that_takes_too_long_is_given_up_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "_SECONDS", 0.01)

    with pytest.raises(Busy) as caught:
        pdf_bytes(LONG_RECAP)
    assert str(caught.value) == "a paper took too long"


def test_a_paper_that_cannot_be_set_is_given_up_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(press, "values_of", lambda _: b'{"secret": "Bambang"}')

    with pytest.raises(Busy) as caught:
        pdf_bytes(RECAP)
    assert str(caught.value) == "a paper was not made"
    assert capfd.readouterr() == ("", "")


def test_a_layout_reads_nothing_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    (tmp_path / "beside.txt").write_text("beside")
    (folder / "bad.typ").write_text('#read("../beside.txt")')
    monkeypatch.setattr(compositor, "LAYOUTS", folder)
    values = json.dumps({"layout": "bad.typ", "dated_on": "2026-11-25"}).encode()

    with pytest.raises(RuntimeError, match=r"access|root|escape"):
        compositor.composed(values)


def test_every_layout_belongs_to_the_package_that_is_installed() -> None:
    used = {type(paper).layout for paper in SAMPLES.values()}

    assert used <= {layout.name for layout in compositor.LAYOUTS.glob("*.typ")}


def every_paper() -> Iterator[type[Paper]]:
    pending = list(Paper.__subclasses__())
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if hasattr(kind, "layout"):
            yield kind


def test_every_kind_of_paper_has_a_sample() -> None:
    assert set(every_paper()) == {type(paper) for paper in SAMPLES.values()}
