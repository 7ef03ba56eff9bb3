"""What a meeting recommended, and the steps taken: written at the own unit, never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.errors import Invalid, NotFound
from wbs.domain.evidence_document import OF_THE_UPG, DocumentState, Filing
from wbs.domain.form import Reason
from wbs.domain.monev import (
    NEXT_PROGRESS,
    ROWS,
    Progress,
    ProgressStep,
    Recommendation,
)
from wbs.domain.monev_form import read_recommendation, read_step
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit
from wbs.services.conflict.duties import require_own
from wbs.services.context import Context
from wbs.services.documents.document_content import unseal
from wbs.services.in_turn import in_turn
from wbs.services.monev.meetings import own_meeting
from wbs.services.monev.monev_texts import (
    OpenedRecommendation,
    open_recommendation,
    seal_recommendation,
    seal_step,
)
from wbs.store.database import Work
from wbs.store.evidence import documents, monev


@dataclass(frozen=True)
class Choice:
    """An evidence document that may be a proof, and what it is called."""

    document_id: str
    lke_code: str
    title: str


@dataclass(frozen=True)
class NextStep:
    """A recommendation of the own unit, what may follow, and the documents that may prove it."""

    unit: Unit
    opened: OpenedRecommendation
    progress: Progress
    choices: tuple[Choice, ...]

    @property
    def next_progress(self) -> tuple[Progress, ...]:
        """What may follow."""
        return NEXT_PROGRESS[_before(self.opened.recommendation)]

    @property
    def proof_row(self) -> str:
        """Under which row of the evaluation sheet its proof is filed."""
        rows = ROWS[self.opened.recommendation.kind]
        return rows.followed_up or rows.evaluated


def recommend(
    context: Context, by: Officer, meeting_id: str, raw: Mapping[str, str]
) -> Recommendation:
    """The meeting recommended this.

    Raises:
        NotAllowed: the officer writes down no unit's meetings.
        NotFound: there is no such meeting at the officer's unit.
        InvalidForm: with every problem of every field.
        Unavailable: there is no instance key.
    """
    with context.database.transaction() as work:
        of = own_meeting(work, by, meeting_id).meeting
        given = read_recommendation(raw, of.kinds, context.law.lengths, of.held_on)
        said = Recommendation(
            id=context.new_id(),
            meeting_id=of.id,
            unit_id=of.unit_id,
            quarter=of.quarter,
            kind=given.kind,
            due_on=given.due_on,
            entered_on=context.today(),
        )
        texts = {"text": given.text, "owner": given.owner}
        sealed = seal_recommendation(context, said, by.id, texts)
        monev.add_recommendation(work, monev.StoredRecommendation(said, by.id, sealed))
    return said


def next_step(context: Context, by: Officer, recommendation_id: str) -> NextStep:
    """What may be done next about a recommendation of the officer's unit.

    Raises:
        NotAllowed: the officer writes down no unit's meetings.
        NotFound: there is no such recommendation at the officer's unit.
        Unavailable: there is no instance key.
        Tampered: a row was altered.
    """
    with context.database.reading() as work:
        unit = require_own(work, by)
        stored = _own(work, unit, recommendation_id)
        there = [s for s in documents.of_units(work, [unit.id]) if _proves(s.filing, unit.id)]
    choices = tuple(
        Choice(each.filing.id, each.filing.lke_code, unseal(context, each).document.title)
        for each in there
    )
    progress = stored.recommendation.progress(context.today())
    return NextStep(unit, open_recommendation(context, stored), progress, choices)


def check_step(
    context: Context, by: Officer, recommendation_id: str, raw: Mapping[str, str]
) -> Progress:
    """What the form would make of the recommendation; nothing is written.

    Raises:
        NotAllowed, NotFound: as `next_step`.
        InvalidForm: with every problem of every field but the proof.
    """
    with context.database.reading() as work:
        stored = _own(work, require_own(work, by), recommendation_id)
    return read_step(raw, _before(stored.recommendation), context.law.lengths).progress


def take_step(
    context: Context,
    by: Officer,
    recommendation_id: str,
    raw: Mapping[str, str],
    document_id: str = "",
) -> Recommendation:
    """The step is taken; done is what an evidence document of the unit proves, and nothing else.

    Raises:
        NotAllowed, NotFound: as `next_step`.
        InvalidForm: with every problem of every field; the document is none of the unit that counts.
        Busy: others were faster too many times in a row.
        Unavailable: there is no instance key.
    """

    def act(work: Work) -> Recommendation:
        unit = require_own(work, by)
        stored = _own(work, unit, recommendation_id)
        said = stored.recommendation
        taken = read_step(raw, _before(said), context.law.lengths)
        proof = None
        if taken.progress is Progress.DONE:
            proof = _proof(work, unit, document_id)
        step = ProgressStep(taken.progress, context.today(), proof)
        number = len(said.steps) + 1
        sealed = seal_step(context, said, number, step, by.id, taken.note)
        monev.add_step(work, said.id, number, step, by.id, sealed)
        return monev.recommendation(work, recommendation_id).recommendation

    return in_turn(context, act)


def _before(said: Recommendation) -> Progress:
    """What the last step said: what may follow goes by it, also where its proof was withdrawn since.

    A withdrawn proof makes of *done* what is in progress, so that it can be done again.
    """
    if not said.steps:
        return Progress.OPEN
    last = said.steps[-1]
    if last.progress is Progress.DONE and last.proof_gone_on is not None:
        return Progress.IN_PROGRESS
    return last.progress


def _own(work: Work, unit: Unit, recommendation_id: str) -> monev.StoredRecommendation:
    found = monev.recommendation(work, recommendation_id)
    if found.recommendation.unit_id != unit.id:
        raise NotFound("no such recommendation")
    return found


def _proves(filing: Filing, unit_id: str) -> bool:
    """Whether the document may be a proof: the unit's, not withdrawn, and open to whoever checks it."""
    return (
        filing.unit_id == unit_id
        and filing.state is DocumentState.FILED
        and filing.kind not in OF_THE_UPG
    )


def _proof(work: Work, unit: Unit, document_id: str) -> str:
    if not document_id:
        raise Invalid("proof", Reason.NOT_CHOSEN)
    try:
        filing = documents.get_for_change(work, document_id).filing
    except NotFound:
        raise Invalid("proof", Reason.UNKNOWN) from None
    if not _proves(filing, unit.id):
        raise Invalid("proof", Reason.UNKNOWN)
    return filing.id
