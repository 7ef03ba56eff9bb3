"""The roles in words are those of the table that decides."""

import re

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.officer.conftest import Enter
from wbs.domain.access import TABLE, Permission
from wbs.domain.kinds import Role
from wbs.web.officer.role_words import LEADS, PERMISSIONS, role_lines


def test_every_role_and_every_permission_is_told_in_words() -> None:
    assert set(LEADS) == set(Role)
    assert set(PERMISSIONS) == set(Permission)


@pytest.mark.parametrize("username", ["ratna", "budi", "fajar", "dewi"])
def test_each_officer_reads_what_each_role_may_and_may_not(
    cast: Cast, enter: Enter, username: str
) -> None:
    page = enter(cast.people[username]).get("/petugas/peran").get_data(as_text=True)

    for role, part in zip(Role, page.split('<section class="panel"')[1:], strict=True):
        may = set(re.findall("<li>([^<]+)</li>", part))
        may_not = part.split("</strong>:")[-1].split("</p>")[0].strip(" .").split(", ")
        assert len(may) == len(TABLE[role])
        assert not may & set(may_not)
        assert f'id="peran-{role}"' in part


def test_the_words_follow_the_table(officer_app: Flask, cast: Cast) -> None:
    with officer_app.test_request_context("/petugas/peran"):
        lines = role_lines()
        for line in lines:
            told = {p for p, text in PERMISSIONS.items() if str(text) in line.may}
            assert told == TABLE[line.role]
            assert len(line.may) + len(line.may_not) == len(Permission)


def test_the_form_of_an_invitation_says_what_each_role_is_for(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ratna).get("/petugas/petugas/undang").get_data(as_text=True)

    assert page.count('<span class="explanation">') >= len(Role)
    assert 'href="/petugas/peran"' in page
