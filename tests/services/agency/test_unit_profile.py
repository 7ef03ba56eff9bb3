"""What stands on a unit's papers: who changes it, what is told of which head, and the stages of the Zona Integritas."""

import os
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from tests.cast import Cast
from tests.papers import picture
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.unit_profile import LARGEST_LOGO_BYTES, ZiStage
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.agency.unit_profile import (
    enter_stage,
    picture_of,
    profile_for_papers,
    put_logo,
    set_logo,
    set_profile,
    unit_papers,
)
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.store.schema.ledger import CustodyRow

HEAD = {"head_nip": "19850412 201001 2 003", "head_title": "Kepala Satker", "head_rank": "Pembina"}
LINES = {"letterhead": "Kementerian Contoh\nSatuan Kerja Satu", "address": "Jalan Pemuda 12"}


def noise(side: int) -> bytes:
    """A picture that nothing makes smaller."""
    target = BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(target, "PNG")
    assert len(target.getvalue()) > LARGEST_LOGO_BYTES
    return target.getvalue()


def received(cast: Cast, content: bytes, name: str = "logo.png") -> ReceivedFile:
    """A file that came in by a form."""
    intake = Intake(cast.context)
    incoming = intake.open(name, "image/png")
    incoming.write(content)
    incoming.finish()
    (found,) = intake.settle()
    return found


def test_an_administrator_tells_all_of_any_unit(cast: Cast) -> None:
    ratna = cast.ratna.actor.officer

    set_profile(cast.context, ratna, "satker-2", HEAD | LINES)

    found = profile_for_papers(cast.context, cast.unit("satker-2"))
    assert (found.head_nip, found.head_rank) == ("198504122010012003", "Pembina")
    assert found.letterhead == LINES["letterhead"]


def test_the_clerk_tells_the_letterhead_of_the_own_unit_and_no_more(cast: Cast) -> None:
    fajar = cast.fajar.actor.officer

    set_profile(cast.context, fajar, "satker-1", HEAD | LINES)

    found = profile_for_papers(cast.context, cast.unit("satker-1"))
    assert (found.address, found.head_nip) == (LINES["address"], "")
    with pytest.raises(NotFound):
        set_profile(cast.context, fajar, "satker-2", LINES)
    with pytest.raises(NotFound):
        put_logo(cast.context, fajar, "satker-2", picture())
    with pytest.raises(NotAllowed):
        enter_stage(cast.context, fajar, "satker-1", "wbk", "2026-08-03")


@pytest.mark.parametrize("username", ["budi", "indah", "citra", "dewi", "eko"])
def test_who_works_at_a_desk_changes_no_letterhead(cast: Cast, username: str) -> None:
    officer = cast.people[username].actor.officer

    with pytest.raises(NotAllowed):
        unit_papers(cast.context, officer, "")
    with pytest.raises(NotAllowed):
        set_profile(cast.context, officer, "satker-1", LINES)
    with pytest.raises(NotAllowed):
        put_logo(cast.context, officer, "satker-1", None)
    with pytest.raises(NotAllowed):
        enter_stage(cast.context, officer, "satker-1", "wbk", "2026-08-03")


def test_the_next_head_does_not_sign_with_the_number_of_the_one_before(cast: Cast) -> None:
    set_profile(cast.context, None, "satker-1", HEAD | LINES)

    unit = set_unit(cast.context, None, "satker-1", UnitChange(head_name="Wayan Sudirta"))

    found = profile_for_papers(cast.context, unit)
    assert (found.head_nip, found.head_title, found.head_rank) == ("", "", "")
    assert found.letterhead == LINES["letterhead"]
    set_profile(cast.context, cast.fajar.actor.officer, "satker-1", LINES)
    set_unit(cast.context, None, "satker-1", UnitChange(head_name="Joko Susilo"))
    assert profile_for_papers(cast.context, cast.unit("satker-1")).head_nip == ""


def test_what_is_not_named_stays_and_who_was_slower_is_told(cast: Cast) -> None:
    ratna = cast.ratna.actor.officer
    set_profile(cast.context, ratna, "satker-1", HEAD, seen=0)

    set_profile(cast.context, ratna, "satker-1", {"address": "Jalan Baru 1"}, seen=1)

    found = profile_for_papers(cast.context, cast.unit("satker-1"))
    assert (found.address, found.head_title) == ("Jalan Baru 1", "Kepala Satker")
    with pytest.raises(Stale):
        set_profile(cast.context, ratna, "satker-1", {"address": "Jalan Lama"}, seen=1)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"head_nip": "123"}, "head_nip: not_a_nip"),
        ({"head_nip": "x" * 18}, "head_nip: not_a_nip"),
        ({"letterhead": "a\n" * 7}, "letterhead: too_many_lines"),
        ({"address": "x" * 601}, "address: too_long"),
    ],
)
def test_what_cannot_be_told_is_named(cast: Cast, raw: dict[str, str], problem: str) -> None:
    with pytest.raises(InvalidForm, match=problem):
        set_profile(cast.context, None, "satker-1", raw)


def test_a_logo_stands_on_the_papers_without_metadata(cast: Cast) -> None:
    target = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Ruang Kenanga"
    Image.new("RGB", (30, 30), (9, 9, 9)).save(target, "JPEG", exif=exif)
    assert b"Kenanga" in target.getvalue()

    set_logo(cast.context, cast.fajar.actor.officer, "satker-1", received(cast, target.getvalue()))

    logo = profile_for_papers(cast.context, cast.unit("satker-1")).logo
    assert logo is not None
    assert logo.startswith(b"\xff\xd8\xff")
    assert b"Kenanga" not in logo
    set_logo(cast.context, cast.fajar.actor.officer, "satker-1", None)
    assert profile_for_papers(cast.context, cast.unit("satker-1")).logo is None


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"%PDF-1.7", "not_a_logo"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_logo"),
        (lambda: b"\x89PNG\r\n\x1a\nabgebrochen", "not_a_logo"),
        (lambda: noise(300), "logo_too_large"),
    ],
    ids=["pdf", "svg", "damaged", "large"],
)
def test_what_is_no_logo_is_not_taken(cast: Cast, make: Callable[[], bytes], problem: str) -> None:
    with pytest.raises(InvalidForm, match=problem):
        picture_of(cast.context, received(cast, make()))


def test_stages_are_kept_as_a_history(cast: Cast) -> None:
    ratna = cast.ratna.actor.officer
    enter_stage(cast.context, ratna, "satker-1", "declared", "2025-02-03")
    enter_stage(cast.context, ratna, "satker-1", "building", "2026-01-05")

    papers = unit_papers(cast.context, ratna, "satker-1")

    assert [reached.stage for reached in papers.stages] == [ZiStage.DECLARED, ZiStage.BUILDING]
    assert papers.stages[-1].reached_on.isoformat() == "2026-01-05"


@pytest.mark.parametrize(
    ("stage", "on", "problem"),
    [
        ("", "2026-01-05", "zi_stage: not_chosen"),
        ("emas", "2026-01-05", "zi_stage: unknown"),
        ("wbk", "2026-08-04", "zi_on: future_date"),
        ("wbk", "", "zi_on: not_a_date"),
    ],
)
def test_a_stage_that_cannot_be_is_told(cast: Cast, stage: str, on: str, problem: str) -> None:
    with pytest.raises(InvalidForm, match=problem):
        enter_stage(cast.context, None, "satker-1", stage, on)


def test_the_custody_log_names_what_changed_and_never_what_was_typed(cast: Cast) -> None:
    set_profile(cast.context, cast.ratna.actor.officer, "satker-1", HEAD | LINES)
    enter_stage(cast.context, None, "satker-1", "wbk", "2026-08-03")

    with cast.context.database.reading() as work:
        reasons = work.scalars(
            select(CustodyRow.reason).where(CustodyRow.act == CustodyAct.UNIT_CHANGED.value)
        ).all()
    assert {"address head_nip head_rank head_title letterhead", "zi_stage"} <= set(reasons)
