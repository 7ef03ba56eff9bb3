"""Evidence documents: sealed under the instance key, opened by whom they are for, never lost silently."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import CONTENT, NAME, TITLE, filed, made, new_document
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale, Tampered, Unavailable
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_document import (
    DocumentKind,
    DocumentState,
    EvidenceDocument,
    WithdrawalReason,
)
from wbs.domain.span import ReportingPeriod
from wbs.sealing.key import Key
from wbs.services.context import Context
from wbs.services.doctor import examine
from wbs.services.documents.documents import list_documents, open_document
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.documents.file_document import file_document
from wbs.services.documents.packed_documents import packed_documents
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.services.sweep import FileCheck, check_files, sweep
from wbs.store.schema.cases import BlobRow
from wbs.store.schema.documents import EvidenceDocumentRow
from wbs.store.schema.ledger import CustodyRow

Q3 = ReportingPeriod.parse("2026-Q3")
PUBLIC: dict[str, Any] = {
    "kind": DocumentKind.INVITATION,
    "lke_code": "A.1.V.i.a",
    "title": "Undangan sosialisasi",
}


def opened(cast: Cast, by: str, document_id: str) -> bytes:
    return b"".join(open_document(cast.context, cast.people[by].actor, document_id).pieces)


def listed(cast: Cast, by: str | None, slug: str = "satker-1") -> dict[str, DocumentState]:
    officer = cast.people[by].actor.officer if by else None
    lines = list_documents(cast.context, officer, slug).lines
    return {line.filing.id: line.filing.state for line in lines}


def acts(context: Context) -> list[tuple[str, str | None, str | None]]:
    with context.database.reading() as work:
        rows = work.scalars(select(CustodyRow).where(CustodyRow.act.startswith("document")))
        return sorted((row.act, row.subject_id, row.reason) for row in rows)


def kept_files(context: Context) -> set[str]:
    return set(context.blobs.ids())


def packed(
    cast: Cast, by: str | None, slug: str = "satker-1", period: str = "2026-Q3"
) -> list[str]:
    officer = cast.people[by].actor.officer if by else None
    wish = Wish(slug, ReportingPeriod.parse(period), date(2026, 7, 31))
    export = read_figures(cast.context, officer, wish)
    documents = packed_documents(cast.context, officer, export)
    return [p.document.filing.id for p in documents.packed]


def test_a_document_comes_back_as_it_was_filed(cast: Cast, clock: Clock) -> None:
    document = filed(cast, held_on=date(2026, 7, 14))

    assert opened(cast, "indah", document.filing.id) == CONTENT
    (line,) = list_documents(cast.context, cast.budi.actor.officer).lines
    assert line.document == document
    assert (document.title, document.name, document.media_type) == (TITLE, NAME, "text/csv")
    assert document.held_on == date(2026, 7, 14)
    assert document.digest == sha256(CONTENT).hexdigest()
    assert document.size_bytes == len(CONTENT)
    assert document.filing.filed_on == clock.at.date()
    assert line.filed_by == "Budi Santoso"


def test_filing_and_opening_are_written_down(cast: Cast) -> None:
    document = filed(cast)
    opened(cast, "dewi", document.filing.id)

    assert acts(cast.context) == [
        ("document_filed", document.filing.id, "recap A.1.V.i.b 2026-Q3"),
        ("document_opened", document.filing.id, None),
    ]


def test_a_thief_of_database_and_files_reads_neither_content_nor_title_nor_name(
    cast: Cast, data_dir: Path
) -> None:
    document = filed(cast)
    stored = b"".join(p.read_bytes() for p in data_dir.rglob("*") if p.is_file())
    with cast.context.database.reading() as work:
        rows = work.execute(text("SELECT * FROM evidence_document")).all()
        stored += repr(rows).encode()

    traces = (b"Sari Lestari", b"Sumber Makmur", TITLE.encode(), NAME.encode())
    assert not [trace for trace in (*traces, document.digest.encode()) if trace in stored]
    key = cast.context.rules.instance_key
    assert key is not None
    assert key.raw not in stored
    assert key.hex().encode() not in stored


def test_another_instance_key_opens_nothing_and_the_doctor_says_so(cast: Cast) -> None:
    document = filed(cast)
    other = replace(cast.context, rules=replace(cast.context.rules, instance_key=Key(b"o" * 32)))

    with pytest.raises(Tampered):
        open_document(other, cast.budi.actor, document.filing.id)
    with pytest.raises(Tampered):
        list_documents(other, cast.budi.actor.officer)

    def told(context: Context) -> list[str]:
        return [f.problem for f in examine(context) if f.check == "documents"]

    assert told(cast.context) == []
    assert told(other) == [f"1 of 1 evidence documents do not open: {document.filing.id}"]


def test_without_an_instance_key_nothing_is_filed_and_no_file_stays(cast: Cast) -> None:
    keyless = replace(cast.context, rules=replace(cast.context.rules, instance_key=None))

    with pytest.raises(Unavailable):
        file_document(keyless, cast.budi.actor, "satker-1", new_document(), made())

    assert kept_files(cast.context) == set()
    assert acts(cast.context) == []


def test_a_bit_flipped_in_the_file_is_seen_before_its_last_piece(cast: Cast) -> None:
    document = filed(cast)
    (blob_id,) = kept_files(cast.context)
    path = cast.context.blobs.root / blob_id[:2] / blob_id
    body = bytearray(path.read_bytes())
    body[-20] ^= 1
    path.write_bytes(body)

    opening = open_document(cast.context, cast.budi.actor, document.filing.id)
    with pytest.raises(Tampered):
        list(opening.pieces)


@pytest.mark.parametrize(
    "change",
    [
        {"lke_code": "A.1.V.i.a"},
        {"kind": "circular"},
        {"period": "2026-Q2"},
        {"filed_on": date(2026, 9, 1)},
    ],
    ids=str,
)
def test_a_row_altered_in_the_database_does_not_open(cast: Cast, change: dict[str, Any]) -> None:
    document = filed(cast)
    with cast.context.database.transaction() as work:
        work.execute(update(EvidenceDocumentRow).values(**change))

    with pytest.raises(Tampered):
        open_document(cast.context, cast.dewi.actor, document.filing.id)


def test_a_process_that_ends_between_file_and_row_leaves_a_file_that_is_swept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("wbs.store.evidence.documents.add", die)
        patch.setattr(type(cast.context.blobs), "delete", die)
        filed(cast)

    assert listed(cast, "budi") == {}
    assert len(kept_files(cast.context)) == 1
    assert check_files(cast.context).missing == ()


def test_a_filing_that_fails_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise Tampered("on purpose")

    monkeypatch.setattr("wbs.store.evidence.documents.add", fail)
    with pytest.raises(Tampered):
        filed(cast)

    assert kept_files(cast.context) == set()
    assert acts(cast.context) == []


def test_an_empty_or_broken_file_is_not_filed(cast: Cast) -> None:
    with pytest.raises(Refused, match="empty"):
        filed(cast, content=b"")

    def breaking() -> Iterator[bytes]:
        yield b"a"
        raise OSError

    broken = replace(made(), pieces=breaking())
    with pytest.raises(OSError):
        file_document(cast.context, cast.budi.actor, "satker-1", new_document(), broken)

    assert kept_files(cast.context) == set()
    assert list((cast.context.blobs.root / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"title": " "}, "title: required"),
        ({"title": "a" * 201}, "title: too_long"),
        ({"lke_code": "A.9"}, "lke_code: unknown"),
        ({"period": ReportingPeriod.parse("2026-Q4")}, "period: not_begun"),
        ({"held_on": date(2026, 8, 4)}, "held_on: future_date"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_not_filed(cast: Cast, said: dict[str, Any], problem: str) -> None:
    with pytest.raises(Invalid, match=problem):
        filed(cast, **said)

    assert kept_files(cast.context) == set()


def test_the_same_content_filed_again_takes_the_place_of_the_earlier(cast: Cast) -> None:
    first = filed(cast)
    second = filed(cast, by="indah", title="Rekap, judul diperbaiki")

    assert listed(cast, "budi") == {
        first.filing.id: DocumentState.SUPERSEDED,
        second.filing.id: DocumentState.FILED,
    }
    assert opened(cast, "budi", first.filing.id) == CONTENT, "the history is kept"
    assert packed(cast, "budi") == [second.filing.id]
    lines = list_documents(cast.context, None, "satker-1").lines
    ends = [line.filing.end for line in lines if line.filing.end]
    assert [end.superseded_by for end in ends] == [second.filing.id]
    assert (CustodyAct.DOCUMENT_SUPERSEDED, first.filing.id) in [a[:2] for a in acts(cast.context)]


@pytest.mark.parametrize(
    "other",
    [
        {"content": CONTENT + b"2\r\n"},
        {"period": ReportingPeriod.parse("2026-07")},
        {"kind": DocumentKind.REGISTER},
        {"lke_code": "A.1.V.i.a"},
    ],
    ids=str,
)
def test_what_differs_stands_beside_it(cast: Cast, other: dict[str, Any]) -> None:
    filed(cast)
    filed(cast, **other)

    assert set(listed(cast, "budi").values()) == {DocumentState.FILED}


def test_a_corrected_document_names_the_one_whose_place_it_takes(cast: Cast) -> None:
    first = filed(cast)
    second = filed(cast, content=b"corrected", supersedes=first.filing.id)

    assert packed(cast, "budi") == [second.filing.id]
    with pytest.raises(NotFound):
        filed(cast, content=b"again", supersedes=first.filing.id)
    assert len(kept_files(cast.context)) == 2


def test_a_withdrawn_document_loses_its_file_and_keeps_its_row(cast: Cast) -> None:
    document = filed(cast)
    reason = WithdrawalReason.PERSONAL_DATA
    withdraw_document(cast.context, cast.indah.actor, document.filing.id, reason)

    assert kept_files(cast.context) == set()
    with cast.context.database.reading() as work:
        assert work.scalars(select(BlobRow.id)).all() == []
    assert packed(cast, "budi") == []
    (line,) = list_documents(cast.context, cast.budi.actor.officer).lines
    assert line.filing.end is not None
    assert (line.filing.end.reason, line.filing.end.by) == (reason, cast.indah.actor.officer.id)
    assert not line.may_withdraw
    with pytest.raises(NotFound):
        open_document(cast.context, cast.budi.actor, document.filing.id)
    with pytest.raises(Stale):
        withdraw_document(cast.context, cast.budi.actor, document.filing.id, reason)
    assert ("document_withdrawn", document.filing.id, "personal_data") in acts(cast.context)
    assert check_files(cast.context) == FileCheck((), ())


def test_what_was_withdrawn_is_gone_though_the_process_ended_before_the_file_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = filed(cast)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(type(cast.context.blobs), "delete", die)
        withdraw_document(
            cast.context, cast.budi.actor, document.filing.id, WithdrawalReason.WRONG_FILE
        )

    assert set(listed(cast, "budi").values()) == {DocumentState.WITHDRAWN}
    with cast.context.database.reading() as work:
        assert work.scalars(select(BlobRow.id)).all() == []


# Who of the cast does what with a document of satker-1: see that it is there, open it, file one.
PEOPLE: dict[str, tuple[bool, bool, bool]] = {
    "budi": (True, True, True),
    "indah": (True, True, True),
    "dewi": (True, True, False),
    "fajar": (True, False, False),
    "citra": (False, False, False),
    "gita": (False, False, False),
    "eko": (False, False, False),
    "ratna": (False, False, False),
}


@pytest.mark.parametrize("username", PEOPLE)
def test_what_the_upg_makes_is_opened_by_the_upg_and_the_inspectorate_alone(
    cast: Cast, username: str
) -> None:
    document = filed(cast)

    assert found(cast, username, document, DocumentKind.RECAP) == PEOPLE[username]


@pytest.mark.parametrize("username", PEOPLE)
def test_other_documents_are_opened_by_whoever_sees_them_and_filed_by_their_unit(
    cast: Cast, username: str
) -> None:
    document = filed(cast, "fajar", **PUBLIC)

    sees, _, files = PEOPLE[username]
    expected = (sees, sees, files or username == "fajar")
    assert found(cast, username, document, DocumentKind.INVITATION) == expected


def found(
    cast: Cast, username: str, document: EvidenceDocument, kind: DocumentKind
) -> tuple[bool, bool, bool]:
    document_id = document.filing.id

    def may(act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except (NotFound, NotAllowed):
            return False
        return True

    sees = may(lambda: listed(cast, username))
    opens = may(lambda: opened(cast, username, document_id))
    assert opens is (sees and packed(cast, username) == [document_id])
    if sees:
        officer = cast.people[username].actor.officer
        (line,) = list_documents(cast.context, officer, "satker-1").lines
        assert (line.document is not None) is opens
    files = may(lambda: filed(cast, username, content=b"another", kind=kind))
    reason = WithdrawalReason.OUTDATED
    actor = cast.people[username].actor
    withdraws = may(lambda: withdraw_document(cast.context, actor, document_id, reason))
    assert withdraws is files
    return sees, opens, files


def test_a_desk_member_who_is_not_of_the_upg_opens_nothing_of_it(cast: Cast) -> None:
    document = filed(cast)
    upg = next(d.id for d in cast.agency.desks if d.kind == "upg")
    officer = cast.budi.actor.officer
    elsewhere = replace(officer, desk_ids=officer.desk_ids - {upg})
    actor = replace(cast.budi.actor, officer=elsewhere)

    with pytest.raises(NotAllowed, match="documents_of_the_upg"):
        open_document(cast.context, actor, document.filing.id)


def test_a_pack_of_a_wider_period_takes_its_parts_along_and_not_the_other_way_round(
    cast: Cast,
) -> None:
    quarter = filed(cast)
    month = filed(cast, period=ReportingPeriod.parse("2026-07"))
    year = filed(cast, period=ReportingPeriod.parse("2026"))

    assert set(packed(cast, "budi")) == {quarter.filing.id, month.filing.id}
    assert set(packed(cast, "budi", period="2026-S2")) == {quarter.filing.id, month.filing.id}
    assert packed(cast, "budi", period="2026-07") == [month.filing.id]
    assert packed(cast, None, period="2026-Q3") == [], "the command line takes none of the UPG's"
    assert year.filing.id not in packed(cast, "budi")


def test_a_pack_whose_document_lost_its_file_is_not_begun(cast: Cast) -> None:
    filed(cast)
    (blob_id,) = kept_files(cast.context)
    cast.context.blobs.delete(blob_id)

    with pytest.raises(Tampered):
        packed(cast, "budi")


def test_two_who_file_the_same_at_once_leave_one_that_counts(cast: Cast) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda by: filed(cast, by), ["budi", "indah"] * 2))

    states = list(listed(cast, "budi").values())
    assert sorted(states).count(DocumentState.FILED) == 1
    assert len(states) == 4


def test_files_of_documents_are_not_swept(cast: Cast) -> None:
    document = filed(cast)
    (blob_id,) = kept_files(cast.context)
    path = cast.context.blobs.root / blob_id[:2] / blob_id
    os.utime(path, (0, 0))

    assert sweep(cast.context).files == 0

    assert opened(cast, "budi", document.filing.id) == CONTENT
    assert check_files(cast.context) == FileCheck((), ())
    cast.context.blobs.delete(blob_id)
    assert check_files(cast.context).missing == (blob_id,)
