"""What a transaction says it holds, so that the reporters' role is shown those rows and no others (ADR 0145).

With any other role, and on SQLite, nothing is said: `Database` tells by `Work.info`.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from wbs.store.database import SAID, Work

# The settings of PostgreSQL that policies compare rows with (`wbs.store.reporter_role.reach`).
CASE, LOGS = "wbs.case", "wbs.logs"
DRAFT, LOOKUP, READING = "wbs.draft", "wbs.lookup", "wbs.reading"


def is_told(work: Work) -> bool:
    """Whether the transaction is of a role that is shown only what it says it holds."""
    return SAID in work.info


def say_case(work: Work, case_id: str) -> None:
    """The transaction holds that case: by its id, from an open session or just drawn."""
    _say(work, [(CASE, case_id)])


def say_logs(work: Work, log_ids: Collection[str]) -> None:
    """The transaction holds these names in units' logs, each formed from a case's key; beside those before."""
    _say(work, ((LOGS, log_id) for log_id in log_ids))


def say_draft(work: Work, draft_id: str) -> None:
    """The transaction holds that draft, whose id comes from a form's token."""
    _say(work, [(DRAFT, draft_id)])


def say_submission(work: Work, draft_id: str, case_id: str, log_id: str) -> None:
    """The transaction holds the draft and the case it becomes: everything of a submission, at once."""
    _say(work, [(DRAFT, draft_id), (CASE, case_id), (LOGS, log_id)])


def say_lookup(work: Work, lookup: str) -> None:
    """The transaction holds a tracking code, of which this is the lookup id."""
    _say(work, [(LOOKUP, lookup)])


def say_reading(work: Work, lookup: str) -> None:
    """The transaction holds the token of a reporter's reading, of which this is the lookup id."""
    _say(work, [(READING, lookup)])


def _say(work: Work, held: Iterable[tuple[str, str]]) -> None:
    """Until the transaction ends. Of everything but logs the last word counts: one case, one draft."""
    if not is_told(work):
        return
    said: dict[str, frozenset[str]] = work.info[SAID]
    wanted: dict[str, frozenset[str]] = {}
    for name, value in held:
        before = wanted.get(name, said.get(name, frozenset())) if name == LOGS else frozenset()
        wanted[name] = before | {value}
    new = {name: values for name, values in wanted.items() if said.get(name) != values}
    if new:
        # What a session is told locally ends with its transaction: the next one on the connection holds nothing.
        work.execute(
            select(*(func.set_config(n, ",".join(sorted(v)), True) for n, v in new.items()))
        )
        said.update(new)
