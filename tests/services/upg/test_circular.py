"""A unit's circular: who writes it, who reads it, and that no version is lost."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.cast import Cast
from tests.circulars import at_a_new_upg, typed
from tests.conftest import Clock
from tests.services.at_once import at_once
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Stale
from wbs.domain.gratification.circular import Circular, Standing
from wbs.services.upg.circular import campaign, shelf, shelves, starting_text, write_circular
from wbs.store.schema.people import CircularRow

# budi and indah are at satker-1's UPG desk, fajar is its evidence clerk; there is no other UPG.
WRITERS = ["budi", "indah", "fajar"]
OTHERS = ["dewi", "gita", "hadi", "citra", "eko"]


def write(
    cast: Cast, username: str, slug: str = "satker-1", seen: int = 0, **change: str
) -> Circular:
    return write_circular(
        cast.context, cast.people[username].actor.officer, slug, typed(**change), seen
    )


def rows(cast: Cast) -> int:
    with cast.context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(CircularRow)) or 0


@pytest.mark.parametrize("username", WRITERS)
def test_the_units_upg_and_its_evidence_clerk_write_its_circular(cast: Cast, username: str) -> None:
    written = write(cast, username)

    officer = cast.people[username].actor.officer
    assert (written.version, written.written_by) == (1, officer.id)
    assert written.written_on == date(2026, 8, 3)
    assert campaign(cast.context, "satker-1").circular == written
    assert [found.unit.slug for found in shelves(cast.context, officer)] == ["satker-1"]


@pytest.mark.parametrize("slug", ["satker-1", "satker-2", "kanwil-a", "inspektorat", "entah"])
@pytest.mark.parametrize("username", OTHERS)
def test_a_circular_of_others_is_as_little_there_as_none(
    cast: Cast, username: str, slug: str
) -> None:
    with pytest.raises(NotFound):
        write(cast, username, slug)
    with pytest.raises(NotFound):
        shelf(cast.context, cast.people[username].actor.officer, slug)
    assert rows(cast) == 0


@pytest.mark.parametrize("slug", ["kanwil-a", "satker-2", "entah"])
@pytest.mark.parametrize("username", WRITERS)
def test_who_writes_for_one_unit_writes_for_no_other(cast: Cast, username: str, slug: str) -> None:
    with pytest.raises(NotFound):
        write(cast, username, slug)
    assert rows(cast) == 0


def test_an_administrator_writes_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        write(cast, "ratna")
    with pytest.raises(NotAllowed):
        shelves(cast.context, cast.ratna.actor.officer)


def test_permission_is_asked_before_what_was_typed_is_looked_at(cast: Cast) -> None:
    with pytest.raises(NotFound):
        write(cast, "citra", title="")


def test_the_same_words_make_no_new_version(cast: Cast) -> None:
    first = write(cast, "budi")

    assert write(cast, "fajar", seen=1) == first
    assert write(cast, "fajar", seen=0, text=typed()["text"].replace("\n", "\r\n")) == first
    assert rows(cast) == 1


def test_nothing_is_overwritten(cast: Cast, clock: Clock) -> None:
    first = write(cast, "budi")
    clock.move(days=2)
    second = write(cast, "indah", seen=1, title="Imbauan Natal")

    found = shelf(cast.context, cast.fajar.actor.officer, "satker-1")
    assert [v.circular for v in found.versions] == [second, first]
    assert [v.standing for v in found.versions] == [Standing.IN_FORCE, Standing.SUPERSEDED]
    assert [v.writer for v in found.versions] == ["Indah Permata", "Budi Santoso"]
    assert (found.newest, found.in_force) == (second, second)


def test_whoever_did_not_see_the_newest_version_writes_none(cast: Cast) -> None:
    write(cast, "budi")

    with pytest.raises(Stale):
        write(cast, "indah", seen=0, title="Lain")
    assert rows(cast) == 1


def test_of_two_who_write_at_once_one_is_told(cast: Cast) -> None:
    def attempt(n: int) -> str:
        try:
            return f"version {write(cast, 'budi', title=f'Imbauan {n}').version}"
        except Stale:
            return "told"

    assert sorted(at_once(4, attempt)) == ["told", "told", "told", "version 1"]
    assert rows(cast) == 1


def test_what_cannot_be_is_told_and_nothing_is_stored(cast: Cast) -> None:
    with pytest.raises(InvalidForm, match="title: required, valid_to: over_already"):
        write(cast, "budi", title=" ", valid_to="2026-08-02")
    assert rows(cast) == 0


def test_a_unit_without_one_has_the_nearest_one_above(cast: Cast) -> None:
    context = cast.context
    assert campaign(context, "satker-1").circular is None

    above = _above(cast, "gita", "kanwil-a")
    top = _above(cast, "dewi", "inspektorat", title="Imbauan Inspektorat")
    own = write(cast, "budi", title="Imbauan Satker")

    def shown(slug: str) -> tuple[Circular | None, str]:
        found = campaign(context, slug)
        return found.circular, found.issuer.slug if found.issuer else ""

    assert shown("satker-1") == (own, "satker-1")
    assert shown("satker-2") == (above, "kanwil-a")
    assert shown("satker-3") == (top, "inspektorat")


def _above(cast: Cast, username: str, slug: str, **change: str) -> Circular:
    """The circular of a unit above, written by somebody at its new UPG desk."""
    officer = at_a_new_upg(cast, username, slug)
    return write_circular(cast.context, officer, slug, typed(**change), 0)


def test_after_its_last_day_there_is_none_and_the_one_above_shows_again(
    cast: Cast, clock: Clock
) -> None:
    above = _above(cast, "gita", "kanwil-a", valid_to="2026-12-31")
    write(cast, "budi", valid_to="2026-08-31")

    clock.move(days=29)
    assert campaign(cast.context, "satker-1").circular == above
    clock.move(days=200)
    assert campaign(cast.context, "satker-1").circular is None


def test_the_page_names_the_unit_whose_desk_takes_disclosures(cast: Cast) -> None:
    def receiver(slug: str) -> tuple[str, bool]:
        found = campaign(cast.context, slug)
        return found.receiver.slug if found.receiver else "", found.has_upg

    assert receiver("satker-1") == ("satker-1", True)
    assert receiver("satker-2") == ("inspektorat", False)
    _above(cast, "gita", "kanwil-a")
    assert receiver("satker-2") == ("kanwil-a", True)


def test_an_unknown_unit_says_nothing(cast: Cast) -> None:
    with pytest.raises(NotFound):
        campaign(cast.context, "entah")


def test_the_text_to_start_from_follows_the_rules_in_force(cast: Cast) -> None:
    title, text = starting_text(cast.context, cast.unit("satker-1"))

    assert "hari raya" in title
    assert "pegawai Satuan Kerja Satu" in text
    assert "(UPG): paling lambat 10 hari kerja sejak diterima" in text
    assert "ke KPK: paling lambat 30 hari kerja" in text
    assert "UU 20/2001 Pasal 12C ayat (2)" in text
    assert "Peraturan KPK 1/2026" in text
    assert "{" not in text
    write(cast, "budi", title=title, text=text)
