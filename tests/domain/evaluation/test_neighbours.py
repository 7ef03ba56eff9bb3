"""Which answer can be shown in the rows of the other area: by ways used, periods kept, meetings and documents."""

from typing import Any

import pytest

from tests.sheets import missing, placed, supported, tells
from wbs.domain.evaluation.missing import told_by_monev
from wbs.domain.evaluation.support import Finding, Told
from wbs.domain.figures import FollowUp
from wbs.domain.kinds import Channel
from wbs.domain.span import ReportingPeriod

MEDIA, MANAGED, EVALUATED, RESPONSIVE = (
    *("A.1.VI.iii.a", "A.1.VI.iii.b"),
    *("A.1.VI.iii.c", "A.2.VI.ii.a"),
)
DESK: dict[str, Any] = {"has_complaint_desk": True}
SOME = FollowUp(0, 4, 4, 1, 3)


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({}, "E"),
        ({"channels": {Channel.LETTER: 1}}, "D"),
        ({"documents": placed(MEDIA, "photo 2026")}, "D"),
        (DESK | {"channels": {Channel.BOX: 1}}, "B"),
        (DESK | {"documents": placed(MEDIA, "photo 2026")}, "B"),
        (DESK | {"documents": placed(MEDIA, "photo 2026", "screenshot 2026")}, "A"),
        (DESK | {"channels": {Channel.WALK_IN: 1, Channel.SP4N: 9}}, "B"),
        (DESK | {"channels": {Channel.WEB: 9, Channel.PHONE: 2}}, ""),
        (DESK | {"documents": placed(MEDIA, "screenshot 2026")}, ""),
        (DESK | {"documents": placed(MEDIA, "photo 2025", "screenshot 2025")}, ""),
    ],
)
def test_media_are_shown_by_a_desk_offline_ways_and_a_picture_of_the_integration(
    known: dict[str, Any], answer: str
) -> None:
    found = supported(MEDIA, **known)

    assert found.answer == answer
    assert (Told(Finding.NO_CRITERION) in found.because) == (answer == "")
    assert ("lacks_kind", "screenshot") in missing(found) or answer in {"A", ""}


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({}, "C"),
        ({"documents": placed(MANAGED, "decree 2026")}, "B"),
        (DESK | {"documents": placed(MANAGED, "decree 2026")}, "A"),
        (DESK, ""),
        (DESK | {"documents": placed(MANAGED, "photo 2026")}, ""),
    ],
)
def test_the_managing_unit_is_shown_by_a_desk_and_a_letter(
    known: dict[str, Any], answer: str
) -> None:
    found = supported(MANAGED, **known)

    assert found.answer == answer
    assert (Told(Finding.NO_CRITERION) in found.because) == (answer == "")


@pytest.mark.parametrize(
    ("channels", "replies", "answer"),
    [
        ({Channel.WEB: 3, Channel.LETTER: 1}, (8, 0), "A"),
        ({Channel.WEB: 4}, (8, 0), "B"),
        ({Channel.WEB: 3, Channel.SP4N: 1}, (7, 1), "C"),
        ({Channel.WEB: 4}, (0, 2), "D"),
        ({Channel.WEB: 4, Channel.REFERRED: 2, Channel.IMPORT: 5, Channel.BOX: 0}, (8, 0), "B"),
        ({Channel.WEB: 3, Channel.LETTER: 1}, (0, 0), ""),
    ],
)
def test_a_response_is_quick_without_a_missed_period_and_by_several_ways_from_two_on(
    channels: dict[Channel, int], replies: tuple[int, int], answer: str
) -> None:
    found = supported(RESPONSIVE, complaints=SOME, channels=channels, replies=replies)

    assert found.answer == answer
    assert [told.finding for told in found.because[:2]] == [Finding.CHANNELS, Finding.REPLIES]
    assert (Told(Finding.NO_CRITERION) in found.because) == (answer == "")
    assert tells(found, Finding.REPLIES_MISSED) == (answer in {"C", "D"})
    assert tells(found, Finding.LACKS_CHANNELS) == (answer in {"B", "D"})


def test_where_nobody_complained_the_response_is_nihil_and_no_answer() -> None:
    found = supported(RESPONSIVE, channels={Channel.WEB: 1}, replies=(1, 0))

    assert (found.answer, [told.finding for told in found.because]) == ("", [Finding.NIHIL])


def test_meetings_on_complaints_are_evidence_here_too_and_are_missed_once() -> None:
    quarters = frozenset(ReportingPeriod(2026, month, 3) for month in (1, 4, 7, 10))
    met = {"A.1.V.iii.c": quarters}

    assert supported(EVALUATED, meetings=met).answer == "A"
    assert supported(EVALUATED, meetings={"A.1.V.iv.b": quarters}).answer == "C"
    some = supported(EVALUATED, meetings={"A.1.V.iii.c": frozenset({ReportingPeriod(2026, 1, 3)})})
    assert some.answer == "B"
    assert len(some.gaps) == 3
    assert told_by_monev(EVALUATED)
    assert not told_by_monev(MEDIA)
