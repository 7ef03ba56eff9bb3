"""Every door × every role: who passes, and that nobody else learns what is behind it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.cast import Cast, take_up
from tests.conftest import Clock
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.access import may
from wbs.domain.account import NewOfficer
from wbs.domain.kinds import Role
from wbs.services.accounts.invite_officer import invite_officer
from wbs.web.officer.permissions import OPEN, PERMISSIONS

NOBODY = "0" * 32
PEOPLE = ["ratna", "dewi", "gita", "hadi", "budi", "indah", "citra", "eko", "fajar"]


def doors(app: Flask) -> Iterator[Rule]:
    yield from (rule for rule in app.url_map.iter_rules() if rule.endpoint != "asset")


def path_of(rule: Rule) -> str:
    path = rule.rule
    for name in rule.arguments:
        for form in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
            path = path.replace(form, NOBODY)
    return path


def method_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def answer_of(browser: Visitor, rule: Rule) -> int:
    path = path_of(rule)
    return (browser.post(path) if method_of(rule) == "POST" else browser.get(path)).status_code


def test_every_door_is_drawn_once_and_every_drawn_door_is_there(officer_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in officer_app.url_map.iter_rules()}

    assert endpoints == OPEN | PERMISSIONS.keys()
    assert not OPEN & PERMISSIONS.keys()


def test_a_door_nobody_drew_stays_shut(officer_app: Flask, cast: Cast, enter: Enter) -> None:
    officer_app.add_url_rule("/petugas/pintu", "undrawn", lambda: "masuk")

    for person in (cast.dewi, cast.ratna):
        assert enter(person).get("/petugas/pintu").status_code == 404


def test_a_stranger_is_led_to_the_login_by_every_door(officer_app: Flask, visitor: Visitor) -> None:
    visitor.get("/petugas/masuk")
    for rule in doors(officer_app):
        if rule.endpoint in OPEN:
            continue
        path = path_of(rule)
        if method_of(rule) == "POST":
            assert visitor.post(path).status_code == 410, path
        else:
            answer = visitor.get(path)
            assert (answer.status_code, answer.location) == (302, "/petugas/masuk"), path


@pytest.mark.parametrize("username", PEOPLE)
def test_each_door_opens_to_the_roles_of_the_table_alone(
    officer_app: Flask, cast: Cast, enter: Enter, username: str
) -> None:
    person = cast.people[username]
    browser = enter(person)

    for rule in doors(officer_app):
        needed = PERMISSIONS.get(rule.endpoint)
        if needed is None or rule.endpoint in {"account.log_out_everywhere"}:
            continue
        status = answer_of(browser, rule)
        if may(person.actor.officer, needed):
            assert status < 500, rule.rule
            if method_of(rule) == "GET" and not rule.arguments:
                assert status == 200, rule.rule
        else:
            assert status == 404, rule.rule


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.AUDITOR], ids=str)
def test_each_door_opens_to_who_sits_at_no_desk_by_the_table_alone(
    officer_app: Flask, cast: Cast, enter: Enter, clock: Clock, role: Role
) -> None:
    new = NewOfficer("wati", "Wati Kusuma", cast.unit("satker-2").id, frozenset({role}))
    invitation = invite_officer(cast.context, cast.ratna.actor.officer, new)
    person = take_up(cast.context, "wati", invitation)
    clock.move(minutes=2)
    browser = enter(person)

    for rule in doors(officer_app):
        needed = PERMISSIONS.get(rule.endpoint)
        if needed is None or rule.endpoint in {"account.log_out_everywhere"}:
            continue
        status = answer_of(browser, rule)
        if may(person.actor.officer, needed):
            assert status in {200, 404, 422}, rule.rule
        else:
            assert status == 404, rule.rule


def test_the_cast_covers_the_roles_that_work(cast: Cast) -> None:
    roles = {role for person in cast.people.values() for role in person.actor.officer.roles}

    assert roles == set(Role) - {Role.CUSTODIAN, Role.AUDITOR}


@pytest.mark.parametrize("username", PEOPLE)
def test_the_navigation_leads_only_where_the_officer_may_go(
    cast: Cast, enter: Enter, username: str
) -> None:
    browser = enter(cast.people[username])
    offered = browser.offered()

    assert "/petugas/akun" in offered
    for address in offered:
        assert browser.get(address, follow=True).status_code == 200, address


def test_without_the_forms_token_no_post_is_taken(
    officer_app: Flask, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.ratna)

    for rule in doors(officer_app):
        if method_of(rule) == "POST":
            assert browser.client.post(path_of(rule)).status_code == 400, rule.rule
