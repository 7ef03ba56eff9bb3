"""How the rows of the evaluation sheet are decided from facts: one function for each kind of row.

Only what an assessor can be shown supports an answer: a typed number without a document of the year does not.
"""

from collections.abc import Callable, Sequence

from wbs.domain.conflict.duty import CRITERIA, Extent
from wbs.domain.evaluation.cadence import Due
from wbs.domain.evaluation.support import Facts, Finding, Support, Told
from wbs.domain.evaluation.typed_figures import Counted
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.lke import SheetRow

Decide = Callable[[SheetRow, Facts, tuple[Due, ...]], Support]
INNOVATION, DECREE = DocumentKind.INNOVATION, DocumentKind.DECREE
PROCEDURE, SUMMARY, MINUTES = (
    DocumentKind.PROCEDURE,
    DocumentKind.SUMMARY,
    DocumentKind.MINUTES,
)
# Which desk a row's policy needs, and which documents.
DESKS = {"A.1.V.iii.a": "has_complaint_desk", "A.1.V.iv.a": "has_wbs_desk"}
NEEDED = {
    "A.1.V.iii.a": (DECREE, PROCEDURE),
    "A.1.V.iv.a": (DECREE, PROCEDURE),
    "A.1.V.ii.c": (SUMMARY,),
}


def regular(_row: SheetRow, _facts: Facts, dues: tuple[Due, ...]) -> Support:
    """A: no due period that is over is without; B: some have evidence; C: none has."""
    over = [due for due in dues if due.is_over]
    kept = sum(due.has_evidence for due in over)
    because = (Told(Finding.PERIODS_KEPT, (kept, len(over))),)
    if not any(due.has_evidence for due in dues):
        return Support("C", because)
    return Support("A" if over and kept == len(over) else "B", because)


def gratification_control(row: SheetRow, facts: Facts, dues: tuple[Due, ...]) -> Support:
    """D without a UPG; C without any work of it; A where a procedure stands and no period is without evidence."""
    decree, procedure = facts.of_year(row.code, DECREE), facts.of_year(row.code, PROCEDURE)
    work = facts.of_year(row.code) - decree - procedure
    if not facts.has_upg and not decree:
        return Support("D", (), (Told(Finding.LACKS_DESK), Told(Finding.LACKS_KIND, (DECREE,))))
    because = (
        *((Told(Finding.DESK),) if facts.has_upg else ()),
        Told(Finding.DISCLOSURES, (facts.disclosures,)),
        Told(Finding.DOCUMENTS, (facts.of_year(row.code),)),
    )
    missing = kinds_missing(row.code, facts, (DECREE, PROCEDURE))
    has_begun = bool(work or facts.disclosures or procedure or facts.meetings.get(row.code))
    if not has_begun:
        return Support("C", because, missing)
    is_whole = not missing and _is_kept(dues)
    return Support("A" if is_whole else "B", because, missing)


def applied(row: SheetRow, facts: Facts, dues: tuple[Due, ...]) -> Support:
    """C without what the policy needs; A with an innovation besides, B without; whether it is whole, people judge."""
    needed = NEEDED.get(row.code, ())
    missing = kinds_missing(row.code, facts, needed)
    desk = DESKS.get(row.code)
    has_desk = desk is None or bool(getattr(facts, desk))
    because = (
        *((Told(Finding.DESK),) if desk and has_desk else ()),
        Told(Finding.DOCUMENTS, (facts.of_year(row.code),)),
        Told(Finding.FOR_PEOPLE),
    )
    lacks_desk = () if has_desk else (Told(Finding.LACKS_DESK),)
    innovation = kinds_missing(row.code, facts, (INNOVATION,))
    if missing or not has_desk:
        return Support("C", because, (*lacks_desk, *missing, *innovation))
    return Support("B" if innovation or not _is_kept(dues) else "A", because, innovation)


def in_extent(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """By how much of the whole it was done: all, most (more than half), few, none; where asked, with innovation."""
    letters = list(row.criteria)
    if row.code == "A.1.V.v.a":
        return _mapped(facts)
    found, because, missing = _whole_and_done(row, facts)
    if found is None or not found.done:
        return Support(letters[-1], because, missing)
    is_all = found.done == found.whole
    if not is_all:
        missing = (*missing, Told(Finding.REST, (found.whole - found.done,)))
    if len(letters) == len("ABC"):
        return Support("A" if is_all else "B", because, missing)
    most = 2 * found.done > found.whole
    if len(letters) == len("ABCD"):
        return Support("A" if is_all else "B" if most else "C", because, missing)
    innovation = kinds_missing(row.code, facts, (INNOVATION,))
    if is_all:
        return Support("B" if innovation else "A", because, (*missing, *innovation))
    return Support("C" if most else "D", because, (*missing, *innovation))


def followed_up(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """All, some or none of the recommendations of an evaluation were followed up."""
    recorded = facts.recommendations.get(row.code)
    found = recorded or facts.typed.get(row.code)
    if found is None or not found.whole:
        return Support("C", (), (Told(Finding.LACKS_RECOMMENDATIONS),))
    because = (Told(Finding.COUNTED, (found.whole, found.done, found.still_open)),)
    missing = (Told(Finding.REST, (found.still_open,)),) if found.still_open else ()
    if recorded is None and not facts.of_year(row.code):
        return Support("C", because, (*missing, Told(Finding.LACKS_ANY)))
    answer = "C" if not found.done else "B" if found.still_open else "A"
    return Support(answer, because, missing)


def taken_up(_row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """Ya where every complaint that counts was taken up; of none there is no answer, only a nihil statement."""
    numbers = facts.complaints
    if not numbers.harus:
        return Support("", (Told(Finding.NIHIL),))
    because = (Told(Finding.THREE_NUMBERS, (numbers.harus, numbers.sedang, numbers.selesai)),)
    if facts.untouched == numbers.harus:
        return Support("Tidak", because, (Told(Finding.UNTOUCHED, (facts.untouched,)),))
    missing = (Told(Finding.UNTOUCHED, (facts.untouched,)),) if facts.untouched else ()
    return Support("Ya", because, missing)


def percentage_of_complaints(_row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """*Selesai* of *harus*; of nothing there is no percentage, only a nihil statement."""
    numbers = facts.complaints
    if not numbers.harus:
        return Support("", (Told(Finding.NIHIL),))
    because = (Told(Finding.THREE_NUMBERS, (numbers.harus, numbers.sedang, numbers.selesai)),)
    missing = (Told(Finding.STILL_OPEN, (numbers.sedang,)),) if numbers.sedang else ()
    return Support("", because, missing, numbers.percentage)


def percentage_typed(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """Those who handed in, of those who have to, as typed."""
    found = facts.typed.get(row.code)
    if found is None:
        return Support("", (), (Told(Finding.LACKS_NUMBERS),))
    because = (Told(Finding.COUNTED, (found.whole, found.done, found.still_open)),)
    missing = (Told(Finding.REST, (found.still_open,)),) if found.still_open else ()
    if not facts.of_year(row.code):
        return Support("", because, (*missing, Told(Finding.LACKS_ANY)))
    return Support("", because, missing, found.percentage)


def control_mechanism(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """E to A by how many main activities are under systematic control, the head's part in it, and what came of it."""
    found, because, missing = _whole_and_done(row, facts)
    if not facts.of_year(row.code):
        return Support("E", because, missing)
    further = kinds_missing(row.code, facts, (SUMMARY, MINUTES, INNOVATION))
    because = (*because, Told(Finding.FOR_PEOPLE))
    if found is None:
        return Support("D", because, (*missing, *further))
    rest = found.whole - found.done
    if rest:
        missing = (*missing, Told(Finding.REST, (rest,)))
    lacks = {told.values[0] for told in further}
    if not found.done or rest or SUMMARY in lacks:
        return Support("D", because, (*missing, *further))
    answer = "C" if MINUTES in lacks else "B" if INNOVATION in lacks else "A"
    return Support(answer, because, (*missing, *further))


def _mapped(facts: Facts) -> Support:
    found = facts.coverage
    because = (Told(Finding.DUTIES_MAPPED, (found.mapped, found.duties)),)
    if not found.duties:
        return Support(CRITERIA[Extent.NOT_YET], (), (Told(Finding.LACKS_DUTIES),))
    rest = found.duties - found.mapped
    missing = (Told(Finding.REST, (rest,)),) if rest else ()
    return Support(CRITERIA[found.extent], because, missing)


def _whole_and_done(
    row: SheetRow, facts: Facts
) -> tuple[Counted | None, tuple[Told, ...], tuple[Told, ...]]:
    """What was counted, where it supports anything; why; and what is missing for it to."""
    if row.code == "A.1.V.v.c":
        return _stated(facts)
    found = facts.typed.get(row.code)
    if found is None:
        lacks_any = () if facts.of_year(row.code) else (Told(Finding.LACKS_ANY),)
        return None, (), (Told(Finding.LACKS_NUMBERS), *lacks_any)
    because = (Told(Finding.COUNTED, (found.whole, found.done, found.still_open)),)
    if not facts.of_year(row.code):
        return None, because, (Told(Finding.LACKS_ANY),)
    return found, because, ()


def _stated(facts: Facts) -> tuple[Counted | None, tuple[Told, ...], tuple[Told, ...]]:
    if facts.stated is None:
        return None, (), (Told(Finding.LACKS_NUMBERS),)
    if not facts.employees:
        return None, (), (Told(Finding.LACKS_EMPLOYEES),)
    done = min(facts.stated, facts.employees)
    found = Counted(facts.employees, done, facts.employees - done)
    return found, (Told(Finding.STATEMENTS, (facts.stated, facts.employees)),), ()


def kinds_missing(code: str, facts: Facts, kinds: Sequence[DocumentKind]) -> tuple[Told, ...]:
    """Which of these kinds no document of the year under the row is of."""
    return tuple(
        Told(Finding.LACKS_KIND, (kind,)) for kind in kinds if not facts.of_year(code, kind)
    )


def _is_kept(dues: tuple[Due, ...]) -> bool:
    """Whether no due period that is over is without evidence."""
    return all(due.has_evidence for due in dues if due.is_over)
