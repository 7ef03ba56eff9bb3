"""Meetings, recommendations and their steps: rows are added; a meeting alone is written over, by its version."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, delete, func, select, update

from wbs.domain.errors import NotFound, Stale
from wbs.domain.evidence_document import DocumentState
from wbs.domain.kinds import Kind
from wbs.domain.monev import Meeting, Progress, ProgressStep, Recommendation
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.documents import EvidenceDocumentRow
from wbs.store.schema.monev import (
    MeetingKindRow,
    MeetingRow,
    RecommendationRow,
    RecommendationStepRow,
)

_MEETING, _KIND = plain.table_of(MeetingRow), plain.table_of(MeetingKindRow).c
_GIVEN = plain.table_of(RecommendationRow).c
_STEP = plain.table_of(RecommendationStepRow).c
_DOCUMENT = plain.table_of(EvidenceDocumentRow).c


@dataclass(frozen=True)
class StoredMeeting:
    """A meeting as the database holds it."""

    meeting: Meeting
    entered_by: str
    version: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class StoredRecommendation:
    """A recommendation as the database holds it; `sealed_steps` are as many as its steps."""

    recommendation: Recommendation
    entered_by: str
    sealed: bytes = field(repr=False)
    taken_by: tuple[str, ...] = ()
    sealed_steps: tuple[bytes, ...] = field(default=(), repr=False)


def meetings_of(work: Work, unit_ids: Collection[str]) -> tuple[StoredMeeting, ...]:
    """The meetings of these units that were not taken out, by unit and day."""
    query = (
        select(_MEETING)
        .where(_MEETING.c.unit_id.in_(sorted(unit_ids)), _MEETING.c.ended_on.is_(None))
        .order_by(_MEETING.c.unit_id, _MEETING.c.held_on, _MEETING.c.id)
    )
    rows = work.execute(query).all()
    kinds = _kinds(work, [row.id for row in rows])
    return tuple(_meeting(row, kinds) for row in rows)


def last_held(work: Work, unit_ids: Collection[str], day: date) -> dict[str, date]:
    """By unit, the day of its last meeting until *day*; a unit without any is absent. One query for all."""
    query = (
        select(_MEETING.c.unit_id, func.max(_MEETING.c.held_on))
        .where(_MEETING.c.unit_id.in_(sorted(unit_ids)), _MEETING.c.ended_on.is_(None))
        .where(_MEETING.c.held_on <= day)
        .group_by(_MEETING.c.unit_id)
    )
    return {unit_id: held_on for unit_id, held_on in work.execute(query)}


def meeting(work: Work, meeting_id: str) -> StoredMeeting:
    """One meeting.

    Raises:
        NotFound: there is none, or it was taken out.
    """
    query = select(_MEETING).where(_MEETING.c.id == meeting_id, _MEETING.c.ended_on.is_(None))
    row = work.execute(query).first()
    if row is None:
        raise NotFound("no such meeting")
    return _meeting(row, _kinds(work, [meeting_id]))


def add_meeting(work: Work, new: StoredMeeting) -> None:
    """The meeting is there."""
    plain.add(work, MeetingRow, id=new.meeting.id, **_columns(new))
    _put_kinds(work, new.meeting)


def replace_meeting(work: Work, new: StoredMeeting) -> None:
    """The meeting is as it is now said, if it was at the version before.

    Raises:
        Stale: somebody changed it meanwhile.
    """
    _change(work, new.meeting.id, new.version - 1, _columns(new))
    work.execute(delete(MeetingKindRow).where(MeetingKindRow.meeting_id == new.meeting.id))
    _put_kinds(work, new.meeting)


def end_meeting(work: Work, meeting_id: str, seen: int, on: date) -> None:
    """The meeting counts no more.

    Raises:
        Stale: somebody changed it meanwhile.
    """
    _change(work, meeting_id, seen, {"ended_on": on})


def recommendations_of(
    work: Work, meetings: Iterable[StoredMeeting]
) -> tuple[StoredRecommendation, ...]:
    """What these meetings recommended, with every step, the one due first first."""
    by_id = {each.meeting.id: each.meeting for each in meetings}
    query = (
        select(plain.table_of(RecommendationRow))
        .where(_GIVEN.meeting_id.in_(sorted(by_id)))
        .order_by(_GIVEN.due_on, _GIVEN.id)
    )
    rows = work.execute(query).all()
    steps = _steps(work, [row.id for row in rows])
    return tuple(_recommendation(row, by_id[row.meeting_id], steps[row.id]) for row in rows)


def recommendation(work: Work, recommendation_id: str) -> StoredRecommendation:
    """One recommendation, with every step.

    Raises:
        NotFound: there is none, or its meeting was taken out.
    """
    meeting_id = work.scalar(select(_GIVEN.meeting_id).where(_GIVEN.id == recommendation_id))
    for each in recommendations_of(work, [meeting(work, meeting_id or "")]):
        if each.recommendation.id == recommendation_id:
            return each
    raise NotFound("no such recommendation")


def add_recommendation(work: Work, new: StoredRecommendation) -> None:
    """The recommendation is there."""
    said = new.recommendation
    plain.add(
        work,
        RecommendationRow,
        id=said.id,
        meeting_id=said.meeting_id,
        kind=said.kind.value,
        due_on=said.due_on,
        entered_on=said.entered_on,
        entered_by=new.entered_by,
        sealed=new.sealed,
    )


def add_step(
    work: Work, recommendation_id: str, number: int, step: ProgressStep, by: str, sealed: bytes
) -> None:
    """The step is the newest of the recommendation.

    Raises:
        Conflict: somebody else took one of that number meanwhile.
    """
    plain.add(
        work,
        RecommendationStepRow,
        recommendation_id=recommendation_id,
        number=number,
        progress=step.progress.value,
        taken_on=step.taken_on,
        taken_by=by,
        document_id=step.proof,
        sealed=sealed,
    )


def _change(work: Work, meeting_id: str, seen: int, columns: dict[str, object]) -> None:
    result = work.execute(
        update(_MEETING)
        .where(_MEETING.c.id == meeting_id, _MEETING.c.version == seen)
        .where(_MEETING.c.ended_on.is_(None))
        .values(**columns)
        .returning(_MEETING.c.id)
    )
    if result.first() is None:
        raise Stale("the meeting was changed")


def _kinds(work: Work, meeting_ids: Collection[str]) -> dict[str, set[Kind]]:
    query = select(_KIND.meeting_id, _KIND.kind).where(_KIND.meeting_id.in_(sorted(meeting_ids)))
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for meeting_id, kind in work.execute(query):
        kinds[meeting_id].add(Kind(kind))
    return kinds


def _put_kinds(work: Work, said: Meeting) -> None:
    for kind in sorted(said.kinds):
        plain.add(work, MeetingKindRow, meeting_id=said.id, kind=kind.value)


def _meeting(row: Row, kinds: dict[str, set[Kind]]) -> StoredMeeting:  # type: ignore[type-arg]
    said = Meeting(
        id=row.id,
        unit_id=row.unit_id,
        quarter=ReportingPeriod.parse(row.quarter),
        kinds=frozenset(kinds.get(row.id, ())),
        held_on=row.held_on,
        attendees=row.attendees,
        entered_on=row.entered_on,
    )
    return StoredMeeting(said, row.entered_by, row.version, row.sealed)


def _columns(new: StoredMeeting) -> dict[str, object]:
    said = new.meeting
    return {
        "unit_id": said.unit_id,
        "quarter": said.quarter.code,
        "held_on": said.held_on,
        "attendees": said.attendees,
        "entered_on": said.entered_on,
        "entered_by": new.entered_by,
        "version": new.version,
        "sealed": new.sealed,
    }


_Step = tuple[ProgressStep, str, bytes]


def _steps(work: Work, ids: Collection[str]) -> dict[str, list[_Step]]:
    gone = _DOCUMENT.state == DocumentState.WITHDRAWN.value
    query = (
        select(*_STEP, _DOCUMENT.ended_on.label("gone_on"), gone.label("is_gone"))
        .outerjoin(EvidenceDocumentRow, _DOCUMENT.id == _STEP.document_id)
        .where(_STEP.recommendation_id.in_(sorted(ids)))
        .order_by(_STEP.recommendation_id, _STEP.number)
    )
    found: dict[str, list[_Step]] = defaultdict(list)
    for row in work.execute(query):
        step = ProgressStep(
            Progress(row.progress),
            row.taken_on,
            row.document_id,
            row.gone_on if row.is_gone else None,
        )
        found[row.recommendation_id].append((step, row.taken_by, row.sealed))
    return found


def _recommendation(row: Row, of: Meeting, steps: list[_Step]) -> StoredRecommendation:  # type: ignore[type-arg]
    said = Recommendation(
        id=row.id,
        meeting_id=of.id,
        unit_id=of.unit_id,
        quarter=of.quarter,
        kind=Kind(row.kind),
        due_on=row.due_on,
        entered_on=row.entered_on,
        steps=tuple(step for step, _, _ in steps),
    )
    return StoredRecommendation(
        said,
        row.entered_by,
        row.sealed,
        tuple(by for _, by, _ in steps),
        tuple(sealed for _, _, sealed in steps),
    )
