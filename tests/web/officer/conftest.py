"""Visitors of the officer's application: a stranger, and people of the cast already signed in."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Cast, Person
from tests.web.officer.visitor import Visitor

Enter = Callable[[Person], Visitor]


@pytest.fixture
def visitor(officer_app: Flask) -> Visitor:
    """A stranger."""
    return Visitor(officer_app)


@pytest.fixture
def enter(officer_app: Flask, cast: Cast) -> Enter:
    """Lets a person of the cast sign in; gives their browser."""

    def sign_in(person: Person) -> Visitor:
        browser = Visitor(officer_app)
        answer = browser.sign_in(cast, person)
        assert answer.status_code == 303
        browser.get("/petugas/akun")
        return browser

    return sign_in
