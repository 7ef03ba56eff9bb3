"""What is sealed of a meeting, a recommendation and a step, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wbs.domain.monev import Meeting, ProgressStep, Recommendation
from wbs.services.context import Context
from wbs.services.house_text import TextPlace, open_texts, seal_texts
from wbs.store.evidence.monev import StoredMeeting, StoredRecommendation


@dataclass(frozen=True)
class OpenedMeeting:
    """A meeting with what was said at it, and who wrote it down (`entered_by`, an officer's id)."""

    meeting: Meeting
    version: int
    entered_by: str
    place: str = field(repr=False)
    chair: str = field(repr=False)
    agenda: str = field(repr=False)
    notes: str = field(repr=False)


@dataclass(frozen=True)
class OpenedRecommendation:
    """A recommendation with its words; `notes` are those of its steps, in their order."""

    recommendation: Recommendation
    text: str = field(repr=False)
    owner: str = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)
    taken_by: tuple[str, ...]


def seal_meeting(
    context: Context, meeting: Meeting, by: str, version: int, texts: Mapping[str, str]
) -> bytes:
    """What was said at the meeting, in the version of that number."""
    return seal_texts(context, _of_meeting(meeting, by, version), texts)


def open_meeting(context: Context, stored: StoredMeeting) -> OpenedMeeting:
    """The meeting.

    Raises:
        Unavailable: there is no instance key.
        Tampered: its row was altered.
    """
    place = _of_meeting(stored.meeting, stored.entered_by, stored.version)
    texts = open_texts(context, place, stored.sealed)
    return OpenedMeeting(
        stored.meeting,
        stored.version,
        stored.entered_by,
        **{name: texts.get(name, "") for name in ("place", "chair", "agenda", "notes")},
    )


def seal_recommendation(
    context: Context, said: Recommendation, by: str, texts: Mapping[str, str]
) -> bytes:
    """The words of the recommendation."""
    return seal_texts(context, _of_recommendation(said, by), texts)


def seal_step(
    context: Context, of: Recommendation, number: int, step: ProgressStep, by: str, note: str
) -> bytes:
    """The words of a step."""
    return seal_texts(context, _of_step(of, number, step, by), {"note": note})


def open_recommendation(context: Context, stored: StoredRecommendation) -> OpenedRecommendation:
    """The recommendation, with the words of its steps.

    Raises:
        Unavailable: there is no instance key.
        Tampered: one of its rows was altered.
    """
    said = stored.recommendation
    texts = open_texts(context, _of_recommendation(said, stored.entered_by), stored.sealed)
    steps = zip(said.steps, stored.taken_by, stored.sealed_steps, strict=True)
    return OpenedRecommendation(
        said,
        texts.get("text", ""),
        texts.get("owner", ""),
        tuple(
            open_texts(context, _of_step(said, number, step, by), sealed).get("note", "")
            for number, (step, by, sealed) in enumerate(steps, start=1)
        ),
        stored.taken_by,
    )


def _of_meeting(meeting: Meeting, by: str, version: int) -> TextPlace:
    """Bound to all that is clear of it: nothing of that is changed behind the text's back."""
    kinds = " ".join(sorted(meeting.kinds))
    at = f"{version} {meeting.held_on.isoformat()} {meeting.attendees} {kinds}"
    return TextPlace(
        "meeting",
        meeting.id,
        meeting.unit_id,
        at,
        meeting.quarter.code,
        meeting.entered_on.isoformat(),
        by,
    )


def _of_recommendation(said: Recommendation, by: str) -> TextPlace:
    return TextPlace(
        "recommendation",
        said.id,
        said.unit_id,
        f"{said.meeting_id} {said.kind.value}",
        said.due_on.isoformat(),
        said.entered_on.isoformat(),
        by,
    )


def _of_step(of: Recommendation, number: int, step: ProgressStep, by: str) -> TextPlace:
    return TextPlace(
        "step",
        of.id,
        of.unit_id,
        f"{number} {step.progress.value} {step.proof or ''}",
        "",
        step.taken_on.isoformat(),
        by,
    )
