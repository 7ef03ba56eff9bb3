"""What stands on a unit's papers, and its stage of the Zona Integritas: read, and changed by those who may."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.errors import Invalid, NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.form import FormField
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit
from wbs.domain.unit_profile import (
    HEAD_FIELDS,
    LARGEST_LOGO_BYTES,
    LETTERHEAD_FIELDS,
    ReachedStage,
    UnitProfile,
    logo_format,
    profile_fields,
    read_profile,
    read_stage,
)
from wbs.services import custody
from wbs.services.cases.open_attachment import pieces_of
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.store.agency import profiles, units
from wbs.store.database import Work

CLEANED = frozenset({"stripped", "none"})


@dataclass(frozen=True)
class UnitPapers:
    """What is told of a unit, which stages it reached, and which fields may be changed by whoever looks."""

    unit: Unit
    profile: UnitProfile
    stages: tuple[ReachedStage, ...]
    fields: tuple[FormField, ...] = ()

    @property
    def may_set_stage(self) -> bool:
        """Whether stage and head may be changed, too."""
        return set(HEAD_FIELDS) <= set(self.fields)


def profile_for_papers(context: Context, unit: Unit) -> UnitProfile:
    """What the papers of the unit say of it today; nothing secret."""
    with context.database.reading() as work:
        return profiles.profile_of(work, unit.id).of_head(unit)


def unit_papers(context: Context, by: Officer | None, slug: str) -> UnitPapers:
    """What is told of the unit; without a slug of the officer's own.

    Raises:
        NotAllowed: the officer changes no unit's papers.
        NotFound: there is no such unit, or it is not theirs to change.
    """
    custody.require_if_officer(by, Permission.KEEP_LETTERHEAD)
    with context.database.reading() as work:
        return _papers(work, by, slug)


def set_profile(
    context: Context, by: Officer | None, slug: str, raw: Mapping[str, str], seen: int | None = None
) -> UnitProfile:
    """The unit's papers say this; what *raw* does not name stays as it is.

    Number, title and rank are those of the head of today: another head begins without.

    Raises:
        NotAllowed, NotFound: as `unit_papers`.
        InvalidForm: with every problem of every field.
        Stale: somebody changed it since version *seen*.
    """
    custody.require_if_officer(by, Permission.KEEP_LETTERHEAD)

    def act(work: Work) -> UnitProfile:
        papers = _papers(work, by, slug)
        asked = tuple(field for field in papers.fields if field.name in raw)
        said = read_profile(asked, raw, context.law.lengths)
        return _put(context, work, by, papers, seen, **said)

    return in_turn(context, act)


def set_logo(
    context: Context, by: Officer | None, slug: str, received: ReceivedFile | None
) -> UnitProfile:
    """The picture stands on the unit's papers, or none does; the caller discards the file.

    Raises:
        NotAllowed, NotFound: as `unit_papers`.
        Invalid: it is no PNG or JPEG, too large, or could not be freed of hidden details.
    """
    logo = picture_of(context, received) if received else None
    return put_logo(context, by, slug, logo)


def put_logo(context: Context, by: Officer | None, slug: str, logo: bytes | None) -> UnitProfile:
    """The picture, read and cleaned before, stands on the unit's papers; or none does.

    Raises:
        NotAllowed, NotFound: as `unit_papers`.
        Invalid: it is no PNG or JPEG, or too large.
    """
    custody.require_if_officer(by, Permission.KEEP_LETTERHEAD)
    if logo is not None:
        logo_format(logo)

    def act(work: Work) -> UnitProfile:
        return _put(context, work, by, _papers(work, by, slug), None, logo=logo)

    return in_turn(context, act)


def picture_of(context: Context, received: ReceivedFile) -> bytes:
    """The picture as it was kept, without metadata.

    Raises:
        Invalid: it is no PNG or JPEG, too large, or could not be freed of hidden details.
    """
    if received.ref.size_bytes > LARGEST_LOGO_BYTES:
        raise Invalid("attachments", "logo_too_large", LARGEST_LOGO_BYTES // 1000)
    logo = b"".join(pieces_of(context, received.ref))
    logo_format(logo)
    if received.ref.metadata not in CLEANED:
        raise Invalid("attachments", "not_a_logo")
    return logo


def picture_in(context: Context, data: bytes) -> bytes:
    """The picture in these bytes, cleaned as one that came by a form; nothing of it is kept.

    Raises:
        Invalid: it is no PNG or JPEG, too large, or could not be freed of hidden details.
    """
    intake = Intake(context)
    try:
        incoming = intake.open("logo", "")
        incoming.write(data)
        incoming.finish()
        for received in intake.settle():
            return picture_of(context, received)
    finally:
        intake.discard()
    raise Invalid("attachments", "not_a_logo")


def enter_stage(
    context: Context, by: Officer | None, slug: str, stage: str, reached_on: str
) -> ReachedStage:
    """The unit is at that stage since that day; what was entered before stays as its history.

    Raises:
        NotAllowed: *by* manages no units.
        NotFound: there is no such unit.
        InvalidForm: the stage is none, or the day is none or lies in the future.
    """
    custody.require_if_officer(by, Permission.MANAGE_UNITS)
    reached = read_stage(stage, reached_on, context.today())

    def act(work: Work) -> ReachedStage:
        unit = _unit(work, by, slug)
        before = profiles.stages_of(work, [unit.id]).get(unit.id, ())
        profiles.add_stage(work, unit.id, len(before) + 1, reached)
        _note(context, work, by, unit, "zi_stage")
        return reached

    return in_turn(context, act)


def _papers(work: Work, by: Officer | None, slug: str) -> UnitPapers:
    unit = _unit(work, by, slug)
    fields = profile_fields(by, unit.id) if by else (*LETTERHEAD_FIELDS, *HEAD_FIELDS)
    if not fields:
        raise NotFound("no such unit")
    profile = profiles.profile_of(work, unit.id).of_head(unit)
    stages = profiles.stages_of(work, [unit.id]).get(unit.id, ())
    return UnitPapers(unit, profile, stages, fields)


def _unit(work: Work, by: Officer | None, slug: str) -> Unit:
    unit = units.unit_by_slug(work, slug) if slug or by is None else None
    if not slug and by is not None:
        unit = units.unit_by_id(work, by.unit_id)
    if unit is None:
        raise NotFound("no such unit")
    return unit


def _put(
    context: Context,
    work: Work,
    by: Officer | None,
    papers: UnitPapers,
    seen: int | None,
    **said: str | bytes | None,
) -> UnitProfile:
    before = papers.profile
    if seen not in (None, before.version):
        raise Stale("what is told of the unit was changed")
    changed = sorted(name for name, value in said.items() if getattr(before, name) != value)
    new = replace(
        before,
        **said,  # type: ignore[arg-type]  # the names are those of fields, read as their types
        version=before.version + 1,
        head_of=papers.unit.head_name or "",
    )
    profiles.put_profile(work, new)
    if changed:
        _note(context, work, by, papers.unit, " ".join(changed))
    return new


def _note(context: Context, work: Work, by: Officer | None, unit: Unit, what: str) -> None:
    act = CustodyAct.UNIT_CHANGED
    custody.record(context, work, act, by, unit_id=unit.id, reason=what)
