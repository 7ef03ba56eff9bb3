"""The ways a case of the demonstration may take, in working days after its receipt."""

from dataclasses import dataclass
from enum import StrEnum

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.kinds import ComplaintClass, Kind


class Does(StrEnum):
    """What somebody does with a case."""

    MOVE = "move"
    CLOSE = "close"
    REOPEN = "reopen"
    CLASSIFY = "classify"
    WRITE = "write"
    ANSWER = "answer"
    READ = "read"


@dataclass(frozen=True)
class Step:
    """One thing done, *after* that many working days. `says` names the kind of text that goes with it."""

    after: int
    does: Does
    says: str = ""
    stage: Stage | None = None
    outcome: Outcome | None = None
    detail: OutcomeDetail | None = None
    complaint_class: ComplaintClass | None = None


Path = tuple[Step, ...]


def _move(after: int, stage: Stage, says: str = "") -> Step:
    return Step(after, Does.MOVE, says, stage)


def _close(after: int, outcome: Outcome, detail: OutcomeDetail | None = None) -> Step:
    return Step(after, Does.CLOSE, outcome=outcome, detail=detail)


def _asked(after: int, answered: int) -> Path:
    return (
        _move(after, Stage.CLARIFICATION, "question"),
        Step(answered, Does.ANSWER, "answer"),
    )


def _worked(review: int, investigation: int, follow_up: int) -> Path:
    return (
        _move(review, Stage.REVIEW, "review"),
        _move(investigation, Stage.INVESTIGATION, "investigation"),
        _move(follow_up, Stage.FOLLOW_UP),
    )


def _classed(after: int, complaint_class: ComplaintClass) -> Step:
    return Step(after, Does.CLASSIFY, complaint_class=complaint_class)


THANKS = Step(5, Does.ANSWER, "thanks")
NORMAL, SUPERVISION = ComplaintClass.NORMAL, ComplaintClass.SUPERVISION

WBS_PATHS: tuple[Path, ...] = (
    (*_worked(3, 9, 24), _close(38, Outcome.SUBSTANTIATED)),
    (*_asked(2, 5), *_worked(7, 14, 30), _close(41, Outcome.PARTLY_SUBSTANTIATED)),
    (_move(4, Stage.REVIEW, "review"), THANKS, _close(18, Outcome.UNSUBSTANTIATED)),
    (*_asked(3, 40), _close(22, Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE)),
    (_move(13, Stage.REVIEW), _move(19, Stage.INVESTIGATION), _close(44, Outcome.SUBSTANTIATED)),
    (_close(2, Outcome.FORWARDED, OutcomeDetail.LAW_ENFORCEMENT),),
    (
        _move(2, Stage.REVIEW),
        _move(6, Stage.INVESTIGATION, "investigation"),
        _close(17, Outcome.INSUFFICIENT_EVIDENCE),
        Step(21, Does.ANSWER, "answer"),
        Step(23, Does.REOPEN),
        _move(27, Stage.INVESTIGATION),
        _close(39, Outcome.SUBSTANTIATED),
    ),
    (_move(3, Stage.REVIEW), _close(8, Outcome.DUPLICATE)),
)
COMPLAINT_PATHS: tuple[Path, ...] = (
    (_classed(1, NORMAL), _move(1, Stage.REVIEW), _close(6, Outcome.RESOLVED), THANKS),
    (_classed(2, NORMAL), _move(2, Stage.REVIEW, "review"), _close(11, Outcome.RESOLVED)),
    (*_asked(1, 3), _move(4, Stage.REVIEW), _close(9, Outcome.SUBSTANTIATED)),
    (_close(2, Outcome.FORWARDED, OutcomeDetail.OTHER_AGENCY),),
    (_move(5, Stage.REVIEW), _close(20, Outcome.RESOLVED)),
    (
        _classed(1, SUPERVISION),
        *_worked(2, 8, 21),
        _close(33, Outcome.PARTLY_SUBSTANTIATED),
    ),
    (*_asked(2, 40), _close(13, Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE)),
    (_move(2, Stage.REVIEW), _close(7, Outcome.UNSUBSTANTIATED)),
    (_move(3, Stage.REVIEW), Step(4, Does.ANSWER, "thanks"), _close(5, Outcome.WITHDRAWN)),
)


@dataclass(frozen=True)
class Recent:
    """A case of the last weeks: how many working days ago, where, and its way so far."""

    ago: int
    unit: str
    kind: Kind
    path: Path


BANDUNG, MAKASSAR, CIREBON = "kantor-bandung", "kantor-makassar", "kantor-cirebon"
PAREPARE, JAWA_BARAT, INSPEKTORAT = "kantor-parepare", "kanwil-jawa-barat", "inspektorat"

# So that every stage has some cases, and every desk something to do.
RECENT: tuple[Recent, ...] = (
    Recent(24, BANDUNG, Kind.WBS, _worked(2, 7, 15)),
    Recent(21, CIREBON, Kind.WBS, ()),
    Recent(19, MAKASSAR, Kind.WBS, _worked(3, 8, 14)),
    Recent(16, BANDUNG, Kind.WBS, (*_asked(2, 4), *_worked(5, 9, 40))),
    Recent(14, INSPEKTORAT, Kind.WBS, _worked(2, 6, 40)),
    Recent(13, BANDUNG, Kind.COMPLAINT, (_classed(1, SUPERVISION), *_worked(2, 6, 40))),
    Recent(11, JAWA_BARAT, Kind.COMPLAINT, (_classed(2, NORMAL), *_worked(3, 40, 41))),
    Recent(9, MAKASSAR, Kind.WBS, (_move(3, Stage.REVIEW, "review"),)),
    Recent(
        8, BANDUNG, Kind.WBS, (_move(3, Stage.REVIEW, "review"), Step(7, Does.ANSWER, "thanks"))
    ),
    Recent(7, PAREPARE, Kind.COMPLAINT, _asked(2, 40)),
    Recent(6, BANDUNG, Kind.WBS, _asked(2, 4)),
    Recent(5, CIREBON, Kind.COMPLAINT, _asked(1, 3)),
    Recent(3, MAKASSAR, Kind.COMPLAINT, (Step(1, Does.READ),)),
    Recent(2, BANDUNG, Kind.COMPLAINT, ()),
    Recent(1, BANDUNG, Kind.WBS, ()),
    Recent(1, INSPEKTORAT, Kind.COMPLAINT, ()),
)
