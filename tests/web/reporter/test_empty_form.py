"""The empty form: made once for everybody, with a token for each."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.reporter.reporter_pages import Reporter
from wbs.domain.kinds import Kind
from wbs.services.context import Context
from wbs.store.schema.people import UnitRow
from wbs.web.reporter.empty_form import EmptyForms

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


def test_no_token_is_kept(cast: Cast, sari: Reporter, reporter_app: Flask) -> None:
    tokens = {sari.open("/lapor/wbs").form.values["draft"] for _ in range(3)}
    forms: EmptyForms = reporter_app.extensions["empty_forms"]
    kept = forms._made[Kind.WBS, "id"]._last

    assert len(tokens) == 3
    assert kept is not None
    assert not any(token in kept[1] for token in tokens)
