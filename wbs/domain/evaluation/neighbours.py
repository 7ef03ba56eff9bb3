"""How the rows of the area on public services are decided, which the figures of complaints feed beside the sheet's own.

Where what can be shown fits none of a row's criteria whole, no answer is supported and the row says so. Whether a
document is about SP4N-LAPOR! is for people.

Regulation: [LKE-90-2021]: rows A.1.VI.iii and A.2.VI.ii
"""

from collections.abc import Mapping

from wbs.domain.evaluation.cadence import Due
from wbs.domain.evaluation.decisions import kinds_missing
from wbs.domain.evaluation.support import Facts, Finding, Support, Told
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.kinds import Channel
from wbs.domain.lke import SheetRow

# Ways by which a complaint reaches the unit itself; what was referred or imported tells of none.
WAYS = frozenset(Channel) - {Channel.REFERRED, Channel.IMPORT}
OFFLINE = frozenset({Channel.LETTER, Channel.BOX, Channel.WALK_IN})
SEVERAL = 2
Used = Mapping[Channel, int]


def ways_used(channels: Used) -> tuple[int, int, int]:
    """How many ways complaints came in by, how many of them offline, and how many complaints through SP4N-LAPOR!."""
    used = {channel for channel, n in channels.items() if n and channel in WAYS}
    return len(used), len(used & OFFLINE), channels.get(Channel.SP4N, 0)


def media(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """A desk takes complaints online and has its officers; offline ways are those used, or photographed.

    The integration with SP4N-LAPOR! is shown by a screenshot of the year.
    """
    has_offline = bool(ways_used(facts.channels)[1] or facts.of_year(row.code, DocumentKind.PHOTO))
    lacks_offline = () if has_offline else (Told(Finding.LACKS_OFFLINE),)
    screenshot = kinds_missing(row.code, facts, (DocumentKind.SCREENSHOT,))
    because, lacks_desk = _desk(facts)
    because = (*because, Told(Finding.CHANNELS, ways_used(facts.channels)), _FOR_PEOPLE)
    missing = (*lacks_desk, *lacks_offline, *screenshot)
    if lacks_desk:
        return Support("D" if has_offline else "E", because, missing)
    if lacks_offline:
        return Support("", (*because, _NONE_WHOLE), missing)
    return Support("B" if screenshot else "A", because, missing)


def managing_unit(row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """A desk for complaints, and a letter of the year that says who manages SP4N-LAPOR!."""
    letter = kinds_missing(row.code, facts, (DocumentKind.DECREE,))
    because, lacks_desk = _desk(facts)
    because, missing = (*because, _FOR_PEOPLE), (*lacks_desk, *letter)
    if not letter:
        return Support("B" if lacks_desk else "A", because, missing)
    if lacks_desk:
        return Support("C", because, missing)
    return Support("", (*because, _NONE_WHOLE), missing)


def responsive(_row: SheetRow, facts: Facts, _dues: tuple[Due, ...]) -> Support:
    """Quick where no period of law to reply was missed and at least one kept; several ways are two or more used."""
    if not facts.complaints.harus:
        return Support("", (Told(Finding.NIHIL),))
    (kept, missed), used = facts.replies, ways_used(facts.channels)
    because = (Told(Finding.CHANNELS, used), Told(Finding.REPLIES, facts.replies))
    is_several = used[0] >= SEVERAL
    missing = (
        *((Told(Finding.REPLIES_MISSED, (missed,)),) if missed else ()),
        *(() if is_several else (Told(Finding.LACKS_CHANNELS, used[:1]),)),
    )
    if not kept and not missed:
        return Support("", (*because, _NONE_WHOLE), missing)
    answers = "CD" if missed else "AB"
    return Support(answers[0] if is_several else answers[1], because, missing)


_FOR_PEOPLE, _NONE_WHOLE = Told(Finding.SP4N_FOR_PEOPLE), Told(Finding.NO_CRITERION)


def _desk(facts: Facts) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """That a desk for complaints is at work, or that it lacks."""
    told, lacks = (Told(Finding.DESK),), (Told(Finding.LACKS_DESK),)
    return (told, ()) if facts.has_complaint_desk else ((), lacks)
