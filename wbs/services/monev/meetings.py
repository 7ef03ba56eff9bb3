"""Meetings of monev: read by whoever exports a unit's figures, written down at the own unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wbs.domain.access import Permission, may
from wbs.domain.errors import NotFound, Refused
from wbs.domain.kinds import Kind
from wbs.domain.monev import Meeting, Standing, held_quarters, months_of
from wbs.domain.monev_form import HeldMeeting, read_meeting
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.conflict.duties import chosen, require_own, units_seen
from wbs.services.context import Context
from wbs.services.documents.document_content import instance_key
from wbs.services.monev.monev_texts import (
    OpenedMeeting,
    OpenedRecommendation,
    open_meeting,
    open_recommendation,
    seal_meeting,
)
from wbs.store.agency.officers import all_officers
from wbs.store.database import Work
from wbs.store.evidence import monev

HAS_RECOMMENDATIONS = "meeting_has_recommendations"


@dataclass(frozen=True)
class MonevYear:
    """What one unit evaluated of the quarters of a year, the units that may be looked at, and whether this one may be written."""

    unit: Unit
    units: tuple[Unit, ...]
    year: int
    standings: Mapping[Kind, Mapping[ReportingPeriod, Standing]]
    meetings: tuple[OpenedMeeting, ...]
    recommendations: tuple[OpenedRecommendation, ...]
    may_write: bool


@dataclass(frozen=True)
class MeetingFile:
    """One meeting with what it recommended; `names` are officers' by id."""

    unit: Unit
    opened: OpenedMeeting
    recommendations: tuple[OpenedRecommendation, ...]
    names: Mapping[str, str]
    may_write: bool


def monev_year(context: Context, by: Officer, year: int, unit_slug: str = "") -> MonevYear:
    """The year of the unit; without a slug of the officer's own, or of the first they see.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such unit, or it is not the officer's to see.
        Unavailable: there is no instance key.
        Tampered: a row was altered.
    """
    instance_key(context)
    with context.database.reading() as work:
        units = units_seen(work, by)
        unit = chosen(units, by, unit_slug)
        stored = monev.meetings_of(work, [unit.id])
        given = monev.recommendations_of(work, stored)
    of_year = {s.meeting.id: s for s in stored if s.meeting.quarter.year == year}
    return MonevYear(
        unit,
        units,
        year,
        held_quarters(
            (s.meeting for s in stored), year, context.today(), months_of(context.law.sheet)
        ),
        tuple(open_meeting(context, each) for each in of_year.values()),
        tuple(
            open_recommendation(context, each)
            for each in given
            if each.recommendation.meeting_id in of_year
        ),
        may_write=writes(by, unit.id),
    )


def meeting_file(context: Context, by: Officer, meeting_id: str) -> MeetingFile:
    """One meeting of a unit whose figures the officer exports.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such meeting for the officer.
        Unavailable, Tampered: as `monev_year`.
    """
    with context.database.reading() as work:
        stored = monev.meeting(work, meeting_id)
        unit = _seen(work, by, stored.meeting.unit_id)
        given = monev.recommendations_of(work, [stored])
        names = {officer.id: officer.name for officer in all_officers(work)}
    return MeetingFile(
        unit,
        open_meeting(context, stored),
        tuple(open_recommendation(context, each) for each in given),
        names,
        may_write=writes(by, unit.id),
    )


def write_meeting(
    context: Context,
    by: Officer,
    raw: Mapping[str, str],
    kinds: Collection[str],
    meeting_id: str = "",
    seen: int = 0,
) -> Meeting:
    """The meeting is written down as typed: a new one of the own unit, or one that was at version *seen*.

    A kind about which the meeting recommended something stays with it.

    Raises:
        NotAllowed: the officer writes down no unit's meetings.
        NotFound: there is no such meeting at the officer's unit.
        InvalidForm: with every problem of every field.
        Stale: somebody changed it meanwhile.
        Unavailable: there is no instance key.
    """
    with context.database.transaction() as work:
        unit = require_own(work, by)
        before = _own(work, unit, meeting_id) if meeting_id else None
        bound = _recommended(work, before)
        all_kinds = {*kinds, *(kind.value for kind in bound)}
        said = read_meeting(raw, all_kinds, context.law.lengths, context.today())
        if before is not None and bound and said.quarter != before.meeting.quarter:
            raise Refused(HAS_RECOMMENDATIONS)
        new = _stored(context, by, unit, said, before, seen)
        if before is None:
            monev.add_meeting(work, new)
        else:
            monev.replace_meeting(work, new)
    return new.meeting


def end_meeting(context: Context, by: Officer, meeting_id: str, seen: int) -> None:
    """The meeting is taken out: it was written down by mistake.

    Raises:
        NotAllowed: the officer writes down no unit's meetings.
        NotFound: there is no such meeting at the officer's unit.
        Refused: it recommended something, which would go with it.
        Stale: somebody changed it meanwhile.
    """
    with context.database.transaction() as work:
        before = _own(work, require_own(work, by), meeting_id)
        if _recommended(work, before):
            raise Refused(HAS_RECOMMENDATIONS)
        monev.end_meeting(work, meeting_id, seen, context.today())


def own_meeting(work: Work, by: Officer, meeting_id: str) -> monev.StoredMeeting:
    """A meeting of the officer's unit, to be written to.

    Raises:
        NotAllowed: the officer writes down no unit's meetings.
        NotFound: there is no such meeting at the officer's unit.
    """
    return _own(work, require_own(work, by), meeting_id)


def writes(by: Officer, unit_id: str) -> bool:
    """Whether the officer writes down the meetings of that unit."""
    return may(by, Permission.FILE_EVIDENCE) and by.unit_id == unit_id


def _stored(
    context: Context,
    by: Officer,
    unit: Unit,
    said: HeldMeeting,
    before: monev.StoredMeeting | None,
    seen: int,
) -> monev.StoredMeeting:
    """The row of a meeting. Who wrote it first, and when, stays."""
    meeting = Meeting(
        id=before.meeting.id if before else context.new_id(),
        unit_id=unit.id,
        quarter=said.quarter,
        kinds=said.kinds,
        held_on=said.held_on,
        attendees=said.attendees,
        entered_on=before.meeting.entered_on if before else context.today(),
    )
    entered_by, version = before.entered_by if before else by.id, seen + 1
    names = ("place", "chair", "agenda", "notes")
    texts = {name: getattr(said, name) for name in names}
    sealed = seal_meeting(context, meeting, entered_by, version, texts)
    return monev.StoredMeeting(meeting, entered_by, version, sealed)


def _seen(work: Work, by: Officer, unit_id: str) -> Unit:
    for unit in units_seen(work, by):
        if unit.id == unit_id:
            return unit
    raise NotFound("no such meeting")


def _own(work: Work, unit: Unit, meeting_id: str) -> monev.StoredMeeting:
    found = monev.meeting(work, meeting_id)
    if found.meeting.unit_id != unit.id:
        raise NotFound("no such meeting")
    return found


def _recommended(work: Work, before: monev.StoredMeeting | None) -> frozenset[Kind]:
    """About which kinds the meeting recommended something."""
    given = monev.recommendations_of(work, [before]) if before else ()
    return frozenset(each.recommendation.kind for each in given)
