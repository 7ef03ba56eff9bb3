"""The doctor's look at the database role of the reporters' application (ADR 0145)."""

from collections.abc import Iterator

from wbs.services.context import Context
from wbs.services.finding import Finding, Level
from wbs.services.reporter_role import role_state

LISTED = 5


def examine_role(context: Context) -> Iterator[Finding]:
    """What the role may beyond what it is to, and what it lacks; nothing where there is none."""
    state = role_state(context.database)
    if state is None:
        return
    hint = f"`wbs database reporter-role {state.role}`, where the officers' application is"
    for found, told in ((state.more, "more"), (state.less, "less")):
        if found:
            yield Finding(
                Level.ERROR,
                "reporter role",
                f"{state.role} may {told} than this version needs: {_some(found)}",
                hint,
            )


def _some(found: tuple[str, ...]) -> str:
    return "; ".join(found[:LISTED]) + ("; …" if len(found) > LISTED else "")
