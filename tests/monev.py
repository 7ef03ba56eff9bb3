"""Monev of the tests, written down through the real services."""

from collections.abc import Iterable
from typing import Any

from tests.cast import Cast
from tests.documents import filed
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.monev import Meeting, Progress, Recommendation
from wbs.services.monev.meetings import write_meeting
from wbs.services.monev.recommendations import recommend, take_step

MEETING = {
    "quarter": "2026-Q2",
    "held_on": "2026-07-02",
    "place": "Ruang rapat lantai dua",
    "chair": "Joko Susilo",
    "attendees": "8",
    "agenda": "1. Pengaduan masyarakat",
    "notes": "Formulir lama masih dipakai di dua loket.",
}
RECOMMENDATION = {
    "kind": "complaint",
    "text": "Ganti formulir pengaduan di semua loket",
    "owner": "Kepala loket",
    "due_on": "2026-07-31",
}
ALL_KINDS = ("complaint", "wbs", "gratification", "conflict_of_interest")


def held(cast: Cast, by: str = "fajar", kinds: Iterable[str] = ALL_KINDS, **more: str) -> Meeting:
    """A meeting about the second quarter of 2026, written down by the clerk."""
    officer = cast.people[by].actor.officer
    return write_meeting(cast.context, officer, MEETING | more, list(kinds))


def recommended(cast: Cast, meeting: Meeting, by: str = "fajar", **more: str) -> Recommendation:
    """What the meeting recommended about complaints."""
    officer = cast.people[by].actor.officer
    return recommend(cast.context, officer, meeting.id, RECOMMENDATION | more)


def proof(cast: Cast, by: str = "fajar", **more: Any) -> str:
    """A document that proves something, by its id."""
    said = {"lke_code": "A.1.V.iii.d", "kind": DocumentKind.OTHER, "title": "Formulir baru"} | more
    return filed(cast, by, **said).filing.id


def taken(
    cast: Cast,
    said: Recommendation,
    progress: Progress,
    document_id: str = "",
    by: str = "fajar",
    note: str = "",
) -> Recommendation:
    """A step of the recommendation."""
    officer = cast.people[by].actor.officer
    raw = {"progress": progress.value, "note": note}
    return take_step(cast.context, officer, said.id, raw, document_id)
