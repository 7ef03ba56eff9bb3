"""What a page says of the act before it. That every form tells its page is held by `Visitor.post`."""

import re

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.web.officer.news import ANY, NEWS

SAID = re.compile(r'<p class="note[^"]*" role="status">([^<]+)</p>')


def test_a_saved_unit_and_an_approved_change_are_told_at_the_top_of_the_next_page(
    cast: Cast, enter: Enter
) -> None:
    ratna, dewi = enter(cast.ratna), enter(cast.dewi)
    change = {"name": "Satker Satu", "parent": "kanwil-a", "employees": "", "year": "2026"}

    saved = ratna.post("/petugas/unit/satker-1", {**change, "head_name": "Ibu Sri"})
    waits = SAID.findall(ratna.get(saved.location).text)
    view = re.search(r"/petugas/persetujuan/\w+/setuju", dewi.get("/petugas/persetujuan").text)
    assert view
    approved = dewi.post(view[0], {"sure": "yes"})

    assert waits == [
        "Unit tersimpan. Yang memerlukan orang kedua menunggu di sini sampai disetujui."
    ]
    assert SAID.findall(dewi.get(approved.location).text) == [
        "Anda menyetujuinya. Perubahannya sudah berlaku."
    ]
    now = {**change, "name": "Satker I", "head_name": "Ibu Sri"}
    assert SAID.findall(ratna.get(ratna.post("/petugas/unit/satker-1", now).location).text) == [
        "Unit tersimpan."
    ]


def test_a_page_says_nothing_of_a_word_that_another_page_or_nobody_knows(
    cast: Cast, enter: Enter
) -> None:
    ratna = enter(cast.ratna)

    for word in ("", "kunci", "<b>", "disimpan&kabar=kunci"):
        found = SAID.findall(ratna.get(f"/petugas/pengelola?kabar={word}").text)
        assert not found
    assert not SAID.findall(ratna.get("/petugas/unit?kabar=menunggu").text)
    assert SAID.findall(ratna.get("/petugas/unit?kabar=ditambah").text)


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_a_link_from_elsewhere_makes_no_page_say_that_something_was_done(
    cast: Cast, enter: Enter, site: str
) -> None:
    ratna, budi = enter(cast.ratna), enter(cast.budi)
    lies = (ratna, "/petugas/unit?kabar=ditambah"), (budi, "/petugas/impor?kabar=250")

    for who, lie in lies:
        assert SAID.findall(who.get(lie, site="same-origin").text)
        assert not SAID.findall(who.get(lie, site=site).text)


def test_a_form_that_comes_back_does_not_say_that_it_was_done(cast: Cast, enter: Enter) -> None:
    ratna = enter(cast.ratna)
    ratna.get("/petugas/unit?kabar=ditambah")

    answer = ratna.post("/petugas/unit?kabar=ditambah", {"slug": "Satker!", "name": "Lima"})

    assert answer.status_code == 422
    assert not SAID.findall(answer.text)


@pytest.mark.parametrize("endpoint", sorted(NEWS))
def test_what_is_told_stands_at_a_page_that_is_there(officer_app: Flask, endpoint: str) -> None:
    assert any(
        rule.endpoint == endpoint and "GET" in (rule.methods or ())
        for rule in officer_app.url_map.iter_rules()
    )
    assert all(word == ANY or re.fullmatch(r"[a-z_-]+", word) for word in NEWS[endpoint])


def test_a_visitor_of_the_tests_notices_a_form_that_tells_nothing(officer_app: Flask) -> None:
    answer = Visitor(officer_app).client.get("/petugas/unit", base_url="http://localhost")
    answer.status_code, answer.location = 303, "/petugas/unit"

    with pytest.raises(AssertionError):
        Visitor(officer_app)._taken(answer)
