"""The empty form: made once for everybody, with a token for each."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.reporter.reporter_pages import Reporter
from wbs.domain.agency import read_unit
from wbs.domain.errors import InvalidForm
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store.schema.people import UnitRow
from wbs.web.reporter.empty_form import _PLACE, EmptyForms

PATHS = ("/lapor/wbs", "/lapor/pengaduan", "/lapor/gratifikasi", "/lapor/konflik-kepentingan")


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def rename(context: Context, name: str) -> None:
    with context.database.transaction() as work:
        work.execute(update(UnitRow).where(UnitRow.slug == "satker-1").values(name=name))


@pytest.mark.parametrize("path", PATHS)
def test_everybody_gets_the_same_page_with_a_token_of_their_own(sari: Reporter, path: str) -> None:
    first, second = sari.open(path), sari.open(path)
    tokens = first.form.values["draft"], second.form.values["draft"]

    assert tokens[0] != tokens[1]
    assert first.text.replace(tokens[0], "") == second.text.replace(tokens[1], "")


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_the_one_that_is_made_for_a_single_visitor(sari: Reporter, path: str) -> None:
    kept, single = sari.open(path), sari.open(f"{path}?lain=1")
    tokens = kept.form.values["draft"], single.form.values["draft"]

    assert kept.text.replace(tokens[0], "") == single.text.replace(tokens[1], "")


def test_a_change_of_the_agency_is_on_the_next_page(cast: Cast, sari: Reporter) -> None:
    sari.open("/lapor/wbs")
    rename(cast.context, "Kantor yang Lain")

    assert "Kantor yang Lain" in sari.open("/lapor/wbs").text


def test_the_page_is_of_today(cast: Cast, clock: Clock, sari: Reporter) -> None:
    before = sari.open("/lapor/konflik-kepentingan").form.values["declared_on"]
    clock.move(days=1)

    assert sari.open("/lapor/konflik-kepentingan").form.values["declared_on"] > before


def test_each_language_has_its_own(sari: Reporter) -> None:
    assert '<html lang="id">' in sari.open("/lapor/wbs").text
    assert '<html lang="en">' in sari.open("/lapor/wbs?bahasa=en").text
    assert '<html lang="id">' in sari.open("/lapor/wbs").text


def test_a_unit_in_the_address_is_chosen_and_not_kept(sari: Reporter) -> None:
    assert sari.open("/lapor/wbs?unit=satker-2").form.values["unit"] == "satker-2"
    assert "unit" not in sari.open("/lapor/wbs").form.values


@pytest.mark.parametrize(
    ("method", "query", "said"),
    [
        ("GET", "", {"Host": "attacker.example"}),
        ("GET", "", {"X-Forwarded-Host": "attacker.example", "Forwarded": "host=attacker.example"}),
        ("GET", "", {"X-Forwarded-Prefix": "/anywhere", "X-Script-Name": "/anywhere"}),
        ("GET", "", {"X-Forwarded-Proto": "https", "Cookie": "wbs=1", "Range": "bytes=0-9"}),
        ("GET", "", {"Accept-Language": "en", "X-HTTP-Method-Override": "POST"}),
        ("GET", "?bahasa=xx&bahasa=en", {}),
        ("GET", "?bahasa=%22%3E%3Cb%3E", {}),
        ("GET", "?unit=satker-2", {}),
        ("HEAD", "?bahasa=en", {}),
        ("POST", "", {}),
    ],
)
def test_whoever_asks_first_leaves_nothing_for_whoever_asks_next(
    cast: Cast, reporter_app: Flask, sari: Reporter, method: str, query: str, said: dict[str, str]
) -> None:
    for path in PATHS:
        reporter_app.test_client().open(
            f"{path}{query}",
            method=method,
            headers=said,
            data={"start": "1", "unit": "satker-2"} if method == "POST" else None,
        )
        kept, single = sari.open(path), sari.open(f"{path}?lain=1")
        tokens = kept.form.values["draft"], single.form.values["draft"]

        assert kept.text.replace(tokens[0], "") == single.text.replace(tokens[1], "")


def test_no_name_of_a_unit_can_hold_the_place_of_the_token() -> None:
    """Else every visitor's token would stand in it."""
    with pytest.raises(InvalidForm):
        read_unit(Unit("a" * 32, "a", f"Kantor {_PLACE}", UnitKind.WORK_UNIT, None, None), {})


def test_addresses_without_end_fill_no_memory(sari: Reporter, reporter_app: Flask) -> None:
    for number in range(20):
        sari.open(f"/lapor/wbs?bahasa=x{number}")
        sari.open(f"/lapor/wbs?x{number}=1")

    assert set(reporter_app.extensions["empty_forms"]._made) == {(Kind.WBS, "id")}


def test_no_token_is_kept(cast: Cast, sari: Reporter, reporter_app: Flask) -> None:
    tokens = {sari.open("/lapor/wbs").form.values["draft"] for _ in range(3)}
    forms: EmptyForms = reporter_app.extensions["empty_forms"]
    kept = forms._made[Kind.WBS, "id"]._last

    assert len(tokens) == 3
    assert kept is not None
    assert not any(token in kept[1] for token in tokens)


def test_what_is_no_unit_in_the_address_is_not_on_the_page(sari: Reporter) -> None:
    assert "tidak-ada" * 2000 not in sari.open(f"/lapor/wbs?unit={'tidak-ada' * 2000}").text
