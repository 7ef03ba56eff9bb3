"""`lampiran/`: each document under its row and number, its list beside it, and no name that leads elsewhere."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from zipfile import ZipFile

import pytest

from tests.exports import UNIT, export_of, golden_histories
from tests.packs import Pieces, pack_of, packed, payload_of, pieces_of
from wbs.domain.errors import Tampered
from wbs.domain.evidence_document import (
    DocumentKind,
    PackDocuments,
    PackedDocument,
    SealedDocument,
)
from wbs.evidence.pack import files


def unzipped(*taken: PackedDocument, sealed: tuple[SealedDocument, ...] = ()) -> ZipFile:
    documents = PackDocuments(taken, sealed)
    found = payload_of(pack_of(export_of(golden_histories()), documents))
    out = io.BytesIO()
    with ZipFile(out, "w") as flat:
        for name, content in found.items():
            flat.writestr(name, content)
    return ZipFile(out)


def test_documents_stand_under_their_row_and_number_and_are_listed_with_their_hash() -> None:
    large = bytes(range(256)) * 5000
    with unzipped(packed(1), packed(2, large), packed(3, code="A.1.V.i.b", name="SK.pdf")) as pack:
        assert pack.testzip() is None
        held = {n: pack.read(n) for n in pack.namelist() if n.startswith("lampiran/")}
        told = list(csv.DictReader(io.StringIO(pack.read("lampiran.csv").decode())))

    assert held == {
        "lampiran/A.1.V.i.a/01-undangan.pdf": b"isi",
        "lampiran/A.1.V.i.a/02-undangan.pdf": large,
        "lampiran/A.1.V.i.b/01-SK.pdf": b"isi",
    }
    assert {row["Berkas"]: row["SHA-256"] for row in told} == {
        name: sha256(content).hexdigest() for name, content in held.items()
    }
    assert [int(row["Ukuran (bita)"]) for row in told] == [3, len(large), 3]
    assert told[0] | {"Berkas": "", "SHA-256": ""} == {
        "Berkas": "",
        "Kode LKE": "A.1.V.i.a",
        "Unit kerja": "satker-1",
        "Jenis": "Undangan",
        "Judul": "Undangan",
        "Tanggal kegiatan": "2026-09-01",
        "Periode": "2026-Q3",
        "Disimpan": "2026-10-02",
        "Ukuran (bita)": "3",
        "SHA-256": "",
    }


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("../../etc/passwd", "01-_.._etc_passwd"),
        ("..", "01-berkas"),
        ('a:b*c?"<d>|.pdf', "01-a_b_c___d__.pdf"),
        ("C:\\x.pdf", "01-C__x.pdf"),
        ("Rapat ke-3, é.pdf", "01-Rapat ke-3, é.pdf"),
    ],
)
def test_a_name_that_was_typed_leads_nowhere_else(name: str, place: str) -> None:
    with unzipped(packed(1, name=name)) as pack:
        assert f"lampiran/A.1.V.i.a/{place}" in pack.namelist()


def test_a_title_is_no_formula() -> None:
    with unzipped(packed(1, title='=HYPERLINK("x")')) as pack:
        assert "\"'=HYPERLINK" in pack.read("lampiran.csv").decode()


def test_the_same_documents_give_the_same_bytes_and_the_readme_names_them() -> None:
    export = export_of(golden_histories())
    one, two = (pack_of(export, PackDocuments((packed(1),))) for _ in range(2))

    assert one == two
    with unzipped(packed(1)) as pack:
        assert "lampiran.csv" in pack.read("BACA-SAYA.txt").decode()
    with ZipFile(io.BytesIO(one)) as whole:
        assert {entry.date_time[:3] for entry in whole.infolist()} == {(2026, 12, 31)}


def test_a_document_that_stays_sealed_is_a_line_without_title_name_or_hash() -> None:
    filing = replace(packed(2).document.filing, kind=DocumentKind.RECAP, lke_code="A.1.V.i.b")
    with unzipped(packed(1), sealed=(SealedDocument(filing, UNIT.slug),)) as pack:
        held = [name for name in pack.namelist() if name.startswith("lampiran/")]
        told = list(csv.reader(io.StringIO(pack.read("lampiran.csv").decode())))

    assert held == ["lampiran/A.1.V.i.a/01-undangan.pdf"]
    assert told[-1] == [
        "(tersegel, hanya untuk UPG)", "A.1.V.i.b", "satker-1", "Rekapitulasi gratifikasi",
        "", "", "2026-Q3", "2026-10-02", "", "",
    ]  # fmt: skip


def test_without_documents_nothing_speaks_of_them() -> None:
    made = files(export_of(golden_histories()))

    assert "lampiran.csv" not in made
    assert b"lampiran" not in made["BACA-SAYA.txt"]


def test_a_document_that_breaks_off_leaves_no_zip_that_opens() -> None:
    class Broken(Pieces):
        def __iter__(self) -> Iterator[bytes]:
            yield self.content
            raise Tampered("a file was altered or cut off")

    broken = Broken(b"isi")
    sent = b""
    making = pieces_of(
        export_of(golden_histories()),
        PackDocuments((PackedDocument(packed(1).document, UNIT.slug, lambda: broken),)),
    )
    with pytest.raises(Tampered):
        for piece in making:
            sent += piece

    assert sent
    assert broken.closed
    with pytest.raises(Exception, match="not a zip file"):
        ZipFile(io.BytesIO(sent))


def test_whoever_stops_listening_leaves_no_file_open() -> None:
    pieces = Pieces(os.urandom(500_000))
    export = export_of(golden_histories())
    one = PackedDocument(packed(1).document, UNIT.slug, lambda: pieces)
    making = pieces_of(export, PackDocuments((one,)))
    while not pieces.begun:
        next(making)

    making.close()

    assert pieces.closed


def test_no_piece_is_empty_and_a_large_document_is_never_held_whole() -> None:
    large = os.urandom(3_000_000)
    sizes = [len(piece) for piece in pieces_of(export_of(), PackDocuments((packed(1, large),)))]

    assert min(sizes) > 0
    assert max(sizes) < 300_000
