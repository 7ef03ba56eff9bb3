"""Every word of a file has an Indonesian name, and the files say what the pages say."""

from enum import Enum
from itertools import chain

import pytest
from flask import Flask
from flask_babel import force_locale

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.event import DaysOpen
from wbs.domain.figures import Dimension
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement, SheetKind
from wbs.domain.handled_above import Hidden, Withheld
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, DisclosureType, Kind
from wbs.domain.period import Force
from wbs.domain.small_cells import LeftOut
from wbs.domain.span import ReportingPeriod
from wbs.evidence import words
from wbs.evidence.table import Counted, Head, Mark, Title
from wbs.web.officer import figure_words
from wbs.web.periods import period_name

COUNTED_SHEETS = (
    *(SheetKind.REVIEW, SheetKind.RECORD, SheetKind.FORWARDING),
    *(SheetKind.DETERMINATION, SheetKind.SETTLEMENT),
)
SHARED = (
    *(Kind, Stage, Outcome, OutcomeDetail, Anonymity, Answer, DaysOpen, Force),
    *(DisclosureType, ObjectKind, ForwardedBy, Settlement, Counted, COUNTED_SHEETS),
)
OWN = (ComplaintClass, LeftOut, Dimension, Mark, Head, Title, Withheld, Hidden)


@pytest.mark.parametrize(
    "value", tuple(chain(*SHARED, *OWN)), ids=lambda v: f"{type(v).__name__}.{v.name}"
)
def test_every_word_has_a_name(value: Enum) -> None:
    assert isinstance(words.word(value), str)


@pytest.mark.parametrize(
    "value", tuple(chain(*SHARED, Head)), ids=lambda v: f"{type(v).__name__}.{v.name}"
)
def test_files_and_pages_use_the_same_words(officer_app: Flask, value: Enum) -> None:
    with officer_app.test_request_context(), force_locale("id"):
        assert figure_words.label(value) == words.word(value)


@pytest.mark.parametrize(
    "value",
    tuple(chain(LeftOut, Mark, Title, Withheld)),
    ids=lambda v: f"{type(v).__name__}.{v.name}",
)
def test_every_word_has_a_name_on_the_page(officer_app: Flask, value: Enum) -> None:
    with officer_app.test_request_context():
        assert figure_words.label(value)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026-07", "Juli 2026"),
        ("2026-Q3", "Triwulan III 2026"),
        ("2026-S1", "Semester I 2026"),
        ("2026", "Tahun 2026"),
    ],
)
def test_a_period_is_called_the_same_in_files_and_on_the_page(
    officer_app: Flask, code: str, name: str
) -> None:
    period = ReportingPeriod.parse(code)

    with officer_app.test_request_context(), force_locale("id"):
        assert words.period(period) == period_name(period) == name
