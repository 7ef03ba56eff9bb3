"""What a unit's papers say of it, and the stages of the Zona Integritas it reached."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select, update

from wbs.domain.errors import Stale
from wbs.domain.unit_profile import ReachedStage, UnitProfile, ZiStage
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.profiles import UnitProfileRow, ZiStageRow

_PROFILE, _STAGE = plain.table_of(UnitProfileRow), plain.table_of(ZiStageRow).c


def profile_of(work: Work, unit_id: str) -> UnitProfile:
    """What is told of the unit; nothing, at version 0, where nobody told anything yet."""
    row = work.execute(select(_PROFILE).where(_PROFILE.c.unit_id == unit_id)).first()
    return UnitProfile(**row._mapping) if row else UnitProfile(unit_id)


def put_profile(work: Work, new: UnitProfile) -> None:
    """The unit's papers say this, if what they said was at the version before.

    Raises:
        Stale: somebody changed it meanwhile.
        Conflict: somebody else told the first of it meanwhile.
    """
    if new.version == 1:
        plain.add(work, UnitProfileRow, **vars(new))
        return
    result = work.execute(
        update(_PROFILE)
        .where(_PROFILE.c.unit_id == new.unit_id, _PROFILE.c.version == new.version - 1)
        .values(**vars(new))
        .returning(_PROFILE.c.unit_id)
    )
    if result.first() is None:
        raise Stale("what is told of the unit was changed")


def stages_of(work: Work, unit_ids: Collection[str]) -> dict[str, tuple[ReachedStage, ...]]:
    """The stages each of these units reached, as they were entered; a unit without any is absent."""
    query = (
        select(*_STAGE)
        .where(_STAGE.unit_id.in_(sorted(unit_ids)))
        .order_by(_STAGE.unit_id, _STAGE.number)
    )
    found: dict[str, list[ReachedStage]] = defaultdict(list)
    for row in work.execute(query):
        found[row.unit_id].append(ReachedStage(ZiStage(row.stage), row.reached_on, row.entered_on))
    return {unit_id: tuple(stages) for unit_id, stages in found.items()}


def add_stage(work: Work, unit_id: str, number: int, reached: ReachedStage) -> None:
    """The unit reached the stage; it is the entry of that number.

    Raises:
        Conflict: somebody else made one of that number meanwhile.
    """
    plain.add(
        work,
        ZiStageRow,
        unit_id=unit_id,
        number=number,
        stage=reached.stage.value,
        reached_on=reached.reached_on,
        entered_on=reached.entered_on,
    )
