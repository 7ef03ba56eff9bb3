"""Every word of the domain that reaches a screen has a name there."""

from enum import Enum

import pytest

from wbs.domain import case, event, evidence_document, kinds, officer, retention
from wbs.domain.errors import WbsError
from wbs.domain.gratification import gift, upg_sheet
from wbs.web.answers import STATUS
from wbs.web.words import LABELS

ON_SCREEN = [
    kinds.Kind,
    kinds.DisclosureType,
    kinds.Channel,
    kinds.Anonymity,
    kinds.Answer,
    kinds.ComplaintClass,
    kinds.DeskKind,
    kinds.UnitKind,
    kinds.Role,
    case.Stage,
    case.Outcome,
    case.OutcomeDetail,
    event.Act,
    gift.Relation,
    gift.Occasion,
    gift.ObjectKind,
    gift.ObjectForm,
    gift.Location,
    gift.ValuationBasis,
    upg_sheet.Movement,
    upg_sheet.ForwardedBy,
    upg_sheet.Settlement,
    evidence_document.DocumentKind,
    evidence_document.DocumentState,
    evidence_document.WithdrawalReason,
    officer.OfficerState,
    officer.Membership,
    retention.Keeping,
    retention.HoldReason,
    retention.ErasureReason,
]


@pytest.mark.parametrize("words", ON_SCREEN, ids=lambda words: words.__name__)
def test_every_word_of_the_domain_has_a_name_on_screen(words: type[Enum]) -> None:
    named = [word for word, _ in LABELS if type(word) is words]

    assert set(named) == set(words)
    assert len(named) == len(set(named))


def _descendants(root: type[WbsError]) -> set[type[WbsError]]:
    below = set(root.__subclasses__())
    return below.union(*(_descendants(c) for c in below))


def test_every_error_of_the_domain_has_an_answer_on_the_web() -> None:
    without = {c for c in _descendants(WbsError) if not set(c.__mro__) & set(STATUS)}

    assert without == set()
