"""Makes a PostgreSQL role the reporters': it may what `reach` says, and nothing else in this database.

There is one such role. Its policies name it; named anew, the one before has nothing.
"""

from collections.abc import Iterator

from sqlalchemy import text

from wbs.store.database import Work
from wbs.store.reporter_role.reach import ALL, REACH, REVISION, Reach
from wbs.store.schema.ground import Base

VERBS = ("select", "insert", "update", "delete")
POLICY = "wbs_reporter_"
# By function: its arguments and its body. They answer a day over rows the role does not see, and nothing else.
DAYS = {
    "wbs_last_logged": (
        "at_unit text",
        'SELECT max(logged_on) FROM {schema}."event" WHERE unit_id = at_unit',
    ),
    "wbs_last_custody": ("", 'SELECT max(logged_on) FROM {schema}."custody"'),
}

_ROLES = """
SELECT rolname FROM pg_roles WHERE oid = (SELECT polroles[1] FROM pg_policy
WHERE polname = :policy AND polrelid = to_regclass('"case"'))
"""


def quoted(name: str) -> str:
    """The name as SQL writes it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def literal(words: str) -> str:
    """The text as SQL writes it."""
    doubled = words.replace("'", "''")
    return f"'{doubled}'"


def verbs_of(reach: Reach) -> tuple[str, ...]:
    """What the role may do with rows of the table."""
    may = (bool(reach.read), reach.adds, bool(reach.changed), reach.deletes)
    return tuple(verb for verb, is_so in zip(VERBS, may, strict=True) if is_so)


def policy_of(reach: Reach, verb: str) -> str:
    """Which rows the verb reaches and which it may leave, as a policy says it."""
    added = reach.rows if reach.added is None else reach.added
    kept = reach.rows if reach.kept is None else reach.kept
    return {
        "select": f"USING ({reach.rows})",
        "insert": f"WITH CHECK ({added})",
        "update": f"USING ({reach.rows}) WITH CHECK ({kept})",
        "delete": f"USING ({reach.rows})",
    }[verb]


def body_of(name: str, schema: str) -> str:
    """What the function does."""
    return DAYS[name][1].format(schema=quoted(schema))


def role_of(work: Work) -> str | None:
    """The role that is the reporters' in this database, if one is."""
    found: str | None = work.scalar(text(_ROLES), {"policy": f"{POLICY}select"})
    return found


def schema_of(work: Work) -> str:
    """The schema the tables lie in."""
    return str(work.scalar(text("SELECT current_schema()")))


def give(work: Work, role: str) -> None:
    """The role is the reporters' from the end of this transaction on; whichever was before is not.

    Raises:
        Busy: somebody is at work on a table; nothing changed.
    """
    before = role_of(work)
    for statement in statements(role, schema_of(work), before):
        work.connection().exec_driver_sql(statement)


def statements(role: str, schema: str, before: str | None = None) -> Iterator[str]:
    """All of it as SQL, in order, for one transaction: first everything is taken, then given what is to be."""
    losers = ", ".join(dict.fromkeys(("PUBLIC", quoted(before or role), quoted(role))))
    for table in (*sorted(Base.metadata.tables), REVISION):
        place = f"{quoted(schema)}.{quoted(table)}"
        yield f"REVOKE ALL ON {place} FROM {losers}"
        for verb in VERBS:
            yield f"DROP POLICY IF EXISTS {POLICY}{verb} ON {place}"
    yield f"GRANT USAGE ON SCHEMA {quoted(schema)} TO {quoted(role)}"
    for reach in REACH:
        yield from _given(reach, f"{quoted(schema)}.{quoted(reach.table)}", quoted(role))
    for name in DAYS:
        yield from _answered(name, schema, losers, quoted(role))


def _given(reach: Reach, place: str, role: str) -> Iterator[str]:
    yield f"ALTER TABLE {place} ENABLE ROW LEVEL SECURITY"
    columns = {"select": reach.read, "insert": ALL, "update": reach.changed, "delete": ALL}
    for verb in verbs_of(reach):
        named = ", ".join(map(quoted, columns[verb]))
        told = "" if columns[verb] == ALL else f" ({named})"
        yield f"GRANT {verb.upper()}{told} ON {place} TO {role}"
        policy = policy_of(reach, verb)
        yield f"CREATE POLICY {POLICY}{verb} ON {place} FOR {verb.upper()} TO {role} {policy}"
        yield f"COMMENT ON POLICY {POLICY}{verb} ON {place} IS {literal(policy)}"


def _answered(name: str, schema: str, losers: str, role: str) -> Iterator[str]:
    """Security: the path is fixed and every table named whole, so no table of the caller's stands in for ours."""
    place, called = f"{quoted(schema)}.{name}", DAYS[name][0]
    yield (
        f"CREATE OR REPLACE FUNCTION {place}({called}) RETURNS date LANGUAGE sql STABLE"
        f" SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS {literal(body_of(name, schema))}"
    )
    types = "text" if called else ""
    yield f"REVOKE ALL ON FUNCTION {place}({types}) FROM {losers}"
    yield f"GRANT EXECUTE ON FUNCTION {place}({types}) TO {role}"
