"""Who says what in the sheet: the unit's clerk and heads of desk, the inspectorate; nothing said is lost."""

import pytest

from tests.cast import Cast
from tests.services.at_once import at_once
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Stale, WbsError
from wbs.domain.evaluation.answers import Said, Side
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.export_figures import Wish
from wbs.services.evaluation.say import say, type_figures
from wbs.services.evaluation.sheet import view_sheet

YEAR = ReportingPeriod.parse("2026")
CODE = "A.1.V.i.a"
AT = ("satker-1", CODE, YEAR)
ANSWER = {"answer": "B", "note": "Baru dua triwulan."}
NUMBERS = {"whole": "4", "done": "3", "still_open": "1"}
# Who may speak for satker-1: for the unit, for its assessors.
SPEAKERS = {
    "ratna": (NotAllowed, NotAllowed),
    "dewi": (NotAllowed, None),
    "gita": (NotFound, NotAllowed),
    "hadi": (NotAllowed, NotAllowed),
    "budi": (NotAllowed, NotAllowed),
    "indah": (None, NotAllowed),
    "citra": (NotAllowed, NotAllowed),
    "eko": (NotAllowed, NotAllowed),
    "fajar": (None, NotAllowed),
}


def test_everybody_of_the_cast_stands_in_the_table(cast: Cast) -> None:
    assert SPEAKERS.keys() == cast.people.keys()


@pytest.mark.parametrize("username", SPEAKERS)
@pytest.mark.parametrize("side", Side)
def test_only_its_speakers_answer_for_a_side(cast: Cast, username: str, side: Side) -> None:
    by = cast.people[username].actor.officer
    refusal = SPEAKERS[username][side is Side.ASSESSOR]

    if refusal is None:
        assert say(cast.context, by, AT, side, ANSWER, 0).said == Said(**ANSWER)
        return
    with pytest.raises(refusal):
        say(cast.context, by, AT, side, ANSWER, 0)
    view = view_sheet(cast.context, cast.budi.actor.officer, Wish("satker-1", YEAR))
    assert view.answers == ()


@pytest.mark.parametrize("username", SPEAKERS)
def test_only_the_units_speakers_type_its_numbers(cast: Cast, username: str) -> None:
    by = cast.people[username].actor.officer
    at = ("satker-1", "A.1.V.v.b", YEAR)
    refusal = SPEAKERS[username][0]

    if refusal is None:
        assert type_figures(cast.context, by, at, NUMBERS, 0).counted.done == 3
        return
    with pytest.raises(refusal):
        type_figures(cast.context, by, at, NUMBERS, 0)


def test_what_was_said_before_stays_with_who_said_it_and_when(cast: Cast) -> None:
    say(cast.context, cast.fajar.actor.officer, AT, Side.UNIT, ANSWER, 0)
    say(cast.context, cast.indah.actor.officer, AT, Side.UNIT, {"answer": "A"}, 1)
    say(cast.context, cast.dewi.actor.officer, AT, Side.ASSESSOR, {"answer": "C"}, 0)

    view = view_sheet(cast.context, cast.budi.actor.officer, Wish("satker-1", YEAR))

    said = [(a.side, a.version, a.said.answer, view.names[a.given_by]) for a in view.answers]
    assert said == [
        (Side.ASSESSOR, 1, "C", "Dewi Anggraini"),
        (Side.UNIT, 2, "A", "Indah Permata"),
        (Side.UNIT, 1, "B", "Fajar Hidayat"),
    ]
    each = view.row(CODE)
    assert each is not None
    assert (each.unit, each.assessor) == (Said("A"), Said("C"))
    assert each.support.answer == "C", "what people say changes nothing of what can be shown"


def test_whoever_did_not_see_the_last_word_is_told_and_writes_nothing(cast: Cast) -> None:
    by = cast.fajar.actor.officer
    say(cast.context, by, AT, Side.UNIT, ANSWER, 0)

    for seen in (0, 2, 7):
        with pytest.raises(Stale):
            say(cast.context, by, AT, Side.UNIT, {"answer": "A"}, seen)
    at = ("satker-1", "A.1.V.v.b", YEAR)
    type_figures(cast.context, by, at, NUMBERS, 0)
    with pytest.raises(Stale):
        type_figures(cast.context, by, at, NUMBERS, 0)


def test_of_two_who_answer_at_once_one_is_told(cast: Cast) -> None:
    by = cast.fajar.actor.officer

    def answer(number: int) -> str:
        try:
            say(cast.context, by, AT, Side.UNIT, {"answer": "ABC"[number]}, 0)
        except Stale as error:
            return type(error).__name__
        return "said"

    assert sorted(at_once(3, answer)) == ["Stale", "Stale", "said"]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (("satker-1", "A.9", YEAR), NotFound),
        (("satker-2", CODE, YEAR), NotFound),
        (("nowhere", CODE, YEAR), NotFound),
    ],
)
def test_a_row_or_unit_that_is_not_there_takes_no_answer(
    cast: Cast, at: tuple[str, str, ReportingPeriod], told: type[WbsError]
) -> None:
    with pytest.raises(told):
        say(cast.context, cast.fajar.actor.officer, at, Side.UNIT, ANSWER, 0)


def test_a_row_without_numbers_takes_none_and_wrong_ones_are_told(cast: Cast) -> None:
    by = cast.fajar.actor.officer

    with pytest.raises(NotFound):
        type_figures(cast.context, by, AT, NUMBERS, 0)
    wrong = NUMBERS | {"whole": "5"}
    with pytest.raises(InvalidForm, match="not_the_rest"):
        type_figures(cast.context, by, ("satker-1", "A.1.V.v.b", YEAR), wrong, 0)
