"""One document counts for several rows and periods, without a second copy, and its history stays."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.documents import filed
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Stale
from wbs.domain.evidence_document import DocumentKind, DocumentUse, EvidenceDocument, Filing
from wbs.domain.evidence_document import WithdrawalReason as Why
from wbs.domain.span import ReportingPeriod
from wbs.evidence.attachments import index, paths
from wbs.services.documents.documents import list_documents
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.documents.packed_documents import packed_documents
from wbs.services.documents.reuse_document import end_use, reuse_document
from wbs.services.documents.withdraw_document import withdraw_document

Q1, Q2, Q3 = (ReportingPeriod.parse(f"2026-Q{n}") for n in (1, 2, 3))
HOME, OTHER = "A.1.V.iii.c", "A.1.V.iv.b"


def minutes(cast: Cast, content: bytes = b"notula", by: str = "fajar") -> EvidenceDocument:
    return filed(
        cast, by, lke_code=HOME, kind=DocumentKind.MINUTES, period=Q1, content=content, name="n.txt"
    )


def reuse(cast: Cast, document: EvidenceDocument, by: str = "fajar") -> DocumentUse:
    return reuse_document(cast.context, cast.people[by].actor, document.filing.id, OTHER, Q2)


def filing_of(cast: Cast, document: EvidenceDocument) -> Filing:
    lines = list_documents(cast.context, cast.budi.actor.officer, "satker-1").lines
    return next(line.filing for line in lines if line.filing.id == document.filing.id)


def test_a_document_counts_for_another_row_and_period_with_one_file(cast: Cast) -> None:
    document = minutes(cast)
    files = set(cast.context.blobs.ids())

    use = reuse(cast, document)

    assert filing_of(cast, document).places == ((HOME, Q1), (OTHER, Q2))
    assert (use.added_on, use.added_by) == (date(2026, 8, 3), cast.fajar.actor.officer.id)
    assert set(cast.context.blobs.ids()) == files


def test_ending_a_use_keeps_it_in_the_history_and_lets_it_begin_anew(cast: Cast) -> None:
    document = minutes(cast)
    use = reuse(cast, document)

    end_use(cast.context, cast.indah.actor, document.filing.id, use.id)

    (ended,) = filing_of(cast, document).uses
    assert (ended.ended_on, ended.ended_by) == (date(2026, 8, 3), cast.indah.actor.officer.id)
    assert filing_of(cast, document).places == ((HOME, Q1),)
    with pytest.raises(Stale):
        end_use(cast.context, cast.fajar.actor, document.filing.id, use.id)
    reuse(cast, document)
    assert len(filing_of(cast, document).uses) == 2


def test_where_it_counts_already_it_is_not_used_twice(cast: Cast) -> None:
    document = minutes(cast)
    reuse(cast, document)

    with pytest.raises(Invalid, match="period: counts_there"):
        reuse(cast, document)
    with pytest.raises(Invalid, match="period: counts_there"):
        reuse_document(cast.context, cast.fajar.actor, document.filing.id, HOME, Q1)


@pytest.mark.parametrize(
    ("code", "period", "problem"),
    [("A.9", Q2, "lke_code: unknown"), (OTHER, ReportingPeriod.parse("2026-Q4"), "not_begun")],
)
def test_a_row_that_is_none_or_a_period_ahead_is_told(
    cast: Cast, code: str, period: ReportingPeriod, problem: str
) -> None:
    document = minutes(cast)

    with pytest.raises(Invalid, match=problem):
        reuse_document(cast.context, cast.fajar.actor, document.filing.id, code, period)


def test_withdrawn_it_counts_nowhere_and_is_used_no_more(cast: Cast) -> None:
    document = minutes(cast)
    reuse(cast, document)

    withdraw_document(cast.context, cast.fajar.actor, document.filing.id, Why.OUTDATED)

    assert filing_of(cast, document).places == ()
    assert len(filing_of(cast, document).uses) == 1
    with pytest.raises(NotFound):
        reuse_document(cast.context, cast.fajar.actor, document.filing.id, OTHER, Q3)


def test_what_takes_its_place_counts_where_it_counted(cast: Cast) -> None:
    document = minutes(cast)
    reuse(cast, document)

    again = minutes(cast, by="indah")

    assert filing_of(cast, document).places == ()
    assert filing_of(cast, again).places == ((HOME, Q1), (OTHER, Q2))


def test_a_pack_takes_it_along_once_and_lists_it_for_each(cast: Cast) -> None:
    document = minutes(cast)
    reuse(cast, document)
    by = cast.budi.actor.officer

    def packed(period: ReportingPeriod) -> list[str]:
        export = read_figures(cast.context, by, Wish("satker-1", period))
        found = packed_documents(cast.context, by, export)
        assert len(paths(found.packed)) == len(found.packed) == 1
        lines = index(found).decode("utf-8-sig").splitlines()[1:]
        return [f"{line.split(',')[0]} {line.split(',')[1]}" for line in lines]

    year = ReportingPeriod.parse("2026")
    assert packed(year) == [
        f"lampiran/{HOME}/01-n.txt {HOME}",
        f"lampiran/{HOME}/01-n.txt {OTHER}",
    ]
    assert packed(Q2) == [f"lampiran/{OTHER}/01-n.txt {OTHER}"]


@pytest.mark.parametrize(
    ("username", "told"),
    [
        ("ratna", NotAllowed),
        ("citra", NotFound),
        ("eko", NotFound),
        ("gita", NotFound),
        ("dewi", NotAllowed),
    ],
)
def test_who_does_not_file_for_the_unit_neither_uses_nor_ends(
    cast: Cast, username: str, told: type[Exception]
) -> None:
    document = minutes(cast)
    use = reuse(cast, document)
    stranger = cast.people[username].actor

    with pytest.raises(told):
        reuse_document(cast.context, stranger, document.filing.id, OTHER, Q3)
    with pytest.raises(told):
        end_use(cast.context, stranger, document.filing.id, use.id)


def test_the_clerk_uses_nothing_of_the_upg(cast: Cast) -> None:
    recap = filed(cast)

    with pytest.raises(NotAllowed):
        reuse(cast, recap)
    reuse(cast, recap, by="indah")
