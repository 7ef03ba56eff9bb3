"""Searching a desk's cases in its session: what is found, what is left behind, and how far it goes."""

import pytest
from sqlalchemy import delete, select, update

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import Invalid, NotAllowed
from wbs.domain.event import CustodyAct
from wbs.services.cases import search_cases as module
from wbs.services.cases.case_summary import set_summary
from wbs.services.cases.open_case import open_case
from wbs.services.cases.search_cases import SearchResult, search_cases, search_words
from wbs.store.schema.casework import SummaryRow
from wbs.store.schema.ledger import CustodyRow
from wbs.store.schema.people import SeedBoxRow


def found(cast: Cast, typed: str, username: str = "budi") -> SearchResult:
    actor = cast.people[username].actor
    return search_cases(cast.context, actor, search_words(cast.context, typed))


def ids(result: SearchResult) -> set[str]:
    return {match.case.id for match in result.matches}


def test_a_case_is_found_by_its_first_words_its_names_and_its_reference(cast: Cast) -> None:
    wanted = report(cast.context, what="Honor dipotong bendahara.", who="Sutrisno")
    other = report(cast.context, what="Parkir liar.", who="Wahyu")

    for typed in ("honor", "SUTRIS", "bendahara sutrisno", wanted.case_id[:8]):
        assert ids(found(cast, typed)) == {wanted.case_id}, typed
    assert ids(found(cast, "satuan")) == {wanted.case_id, other.case_id}
    assert ids(found(cast, "honor wahyu")) == set()


def test_what_the_desk_writes_is_found_from_then_on(cast: Cast) -> None:
    reported = report(cast.context, who="Sutrisno")

    set_summary(cast.context, cast.indah.actor, reported.case_id, "Gudang timur", "CV Maju Jaya")

    assert ids(found(cast, "maju gudang")) == {reported.case_id}
    assert ids(found(cast, "sutrisno")) == set()
    summary = open_case(cast.context, cast.budi.actor, reported.case_id).summary
    assert (summary.title, summary.names) == ("Gudang timur", "CV Maju Jaya")


@pytest.mark.parametrize("username", ["citra", "eko", "gita", "hadi", "dewi"])
def test_another_desk_finds_nothing_of_it(cast: Cast, username: str) -> None:
    report(cast.context, who="Sutrisno")

    result = found(cast, "sutrisno", username)

    assert (ids(result), result.looked_at) == (set(), 0)


@pytest.mark.parametrize("username", ["ratna", "fajar"])
def test_who_opens_no_case_searches_none(cast: Cast, username: str) -> None:
    with pytest.raises(NotAllowed):
        found(cast, "sutrisno", username)


def test_a_search_is_one_row_of_the_custody_log_and_says_not_what_for(cast: Cast) -> None:
    for _ in range(3):
        report(cast.context, who="Sutrisno")

    found(cast, "sutrisno")

    with cast.context.database.reading() as work:
        query = select(CustodyRow).where(CustodyRow.act == CustodyAct.CASE_LISTED.value)
        (row,) = work.scalars(query)
    assert (row.officer_id, row.reason, row.log_id) == (cast.budi.actor.officer.id, "search", None)
    assert b"sutrisno" not in row.open_line + row.closed_line


def test_no_name_of_a_summary_lies_open(cast: Cast) -> None:
    report(cast.context, who="Sutrisno")

    with cast.context.database.reading() as work:
        (row,) = work.scalars(select(SummaryRow))
    assert b"Sutrisno" not in row.sealed
    assert len(row.sealed) > 512


def test_a_case_from_before_is_told_and_found_once_it_was_opened(cast: Cast) -> None:
    reported = report(cast.context, who="Sutrisno")
    with cast.context.database.transaction() as work:
        work.execute(delete(SummaryRow))

    before = found(cast, "sutrisno")
    open_case(cast.context, cast.budi.actor, reported.case_id)

    assert (ids(before), before.unwritten) == (set(), 1)
    assert ids(found(cast, "sutrisno")) == {reported.case_id}


def test_what_cannot_be_looked_into_is_told_and_stops_nothing(cast: Cast) -> None:
    wanted, broken = (report(cast.context, who="Sutrisno") for _ in range(2))
    with cast.context.database.transaction() as work:
        row = work.get_one(SummaryRow, wanted.case_id)
        of_broken = SummaryRow.case_id == broken.case_id
        work.execute(update(SummaryRow).where(of_broken).values(sealed=row.sealed))

    result = found(cast, "sutrisno")
    with cast.context.database.transaction() as work:
        work.execute(delete(SeedBoxRow).where(SeedBoxRow.officer_id == cast.budi.actor.officer.id))
    keyless = found(cast, "sutrisno")

    assert (ids(result), result.broken) == ({wanted.case_id}, 1)
    assert (ids(keyless), keyless.sealed) == (set(), 2)


def test_a_search_goes_on_in_portions_until_every_case_was_looked_at(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PORTION", 2)
    monkeypatch.setattr(module, "MOST", 4)
    wanted = {report(cast.context, who="Sutrisno").case_id for _ in range(5)}
    words, place = search_words(cast.context, "sutrisno"), None
    seen: set[str] = set()
    bounds = []

    while True:
        result = search_cases(cast.context, cast.budi.actor, words, place)
        assert not seen & ids(result)
        seen |= ids(result)
        bounds.append(result.is_at_bound)
        place = result.goes_on
        if place is None:
            break

    assert seen == wanted
    assert (result.looked_at, bounds) == (5, [False, True, False])


@pytest.mark.parametrize("typed", ["", "  ", "a", "x" * 201, "\x00ab"])
def test_words_that_cannot_be_looked_for_are_told(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid, match="search"):
        search_words(cast.context, typed)
