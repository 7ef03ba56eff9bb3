"""What an administrator may write down about a new officer."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from wbs.domain.access import TABLE, Permission
from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.kinds import Role

LONGEST_NAME = 200
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")


@dataclass(frozen=True)
class NewOfficer:
    """A person to be invited: in which unit, with which roles, proposed at which desks."""

    username: str
    name: str
    unit_id: str
    roles: frozenset[Role]
    desk_ids: frozenset[str] = frozenset()


def works_at_desks(roles: Collection[Role]) -> bool:
    """Whether one of the roles may sit at a desk and hold its key."""
    return any(Permission.CONFIRM_MEMBER in TABLE[role] for role in roles)


def read_new_officer(
    new: NewOfficer,
    usernames: Collection[str],
    unit_ids: Collection[str],
    desk_ids: Collection[str],
) -> NewOfficer:
    """The officer as they may be invited, the user name in lower case.

    An administrator has no other role: whoever manages accounts holds no key of a desk.

    Raises:
        InvalidForm: with every problem, at its field.
    """
    username, name = new.username.strip().casefold(), " ".join(new.name.split())
    found = (
        _username_problem(username, usernames),
        _name_problem(name),
        _unit_problem(new.unit_id, unit_ids),
        _roles_problem(new.roles),
        _desks_problem(new, desk_ids),
    )
    problems = tuple(problem for problem in found if problem)
    if problems:
        raise InvalidForm(problems)
    return NewOfficer(username, name, new.unit_id, new.roles, new.desk_ids)


def _username_problem(username: str, taken: Collection[str]) -> Problem | None:
    if not username:
        return Problem("username", "required")
    if not _USERNAME.fullmatch(username):
        return Problem("username", "username_form")
    return Problem("username", "taken") if username in taken else None


def _name_problem(name: str) -> Problem | None:
    if not name:
        return Problem("name", "required")
    if len(name) > LONGEST_NAME:
        return Problem("name", "too_long", LONGEST_NAME)
    return None if name.isprintable() else Problem("name", "control_characters")


def _unit_problem(unit_id: str, known: Collection[str]) -> Problem | None:
    if not unit_id:
        return Problem("unit", "required")
    return None if unit_id in known else Problem("unit", "unknown")


def _roles_problem(roles: frozenset[Role]) -> Problem | None:
    if not roles:
        return Problem("roles", "not_chosen")
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        return Problem("roles", "administrator_alone")
    return None


def _desks_problem(new: NewOfficer, desk_ids: Collection[str]) -> Problem | None:
    if not new.desk_ids <= frozenset(desk_ids):
        return Problem("desks", "unknown")
    if new.desk_ids and not works_at_desks(new.roles):
        return Problem("desks", "desk_needs_role")
    return None
