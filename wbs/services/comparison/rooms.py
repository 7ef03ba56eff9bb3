"""What the rooms of monev and of units' profiles tell of all units at once."""

from collections.abc import Collection
from datetime import date

from wbs.domain.unit_profile import ZiStage
from wbs.store import monev, profiles
from wbs.store.database import Work


def last_monev(work: Work, unit_ids: Collection[str], as_of: date) -> dict[str, date]:
    """The day of each unit's last meeting held by *as_of*; a unit without any is absent."""
    held = [stored.meeting for stored in monev.meetings_of(work, unit_ids)]
    # Meetings come by unit and day: the last one stays.
    return {meeting.unit_id: meeting.held_on for meeting in held if meeting.counts(as_of)}


def zi_stage(work: Work, unit_ids: Collection[str], as_of: date) -> dict[str, ZiStage]:
    """The stage each unit was at on *as_of*, as last entered; a unit of which none was is absent."""
    return {
        unit_id: reached.stage
        for unit_id, stages in profiles.stages_of(work, unit_ids).items()
        for reached in stages
        if reached.reached_on <= as_of
    }
