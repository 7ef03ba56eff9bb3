"""Whether a PostgreSQL role may exactly what the reporters' role is to: read from the catalogue, changing nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from wbs.store.database import Work
from wbs.store.reporter_role.give import DAYS, POLICY, body_of, policy_of, schema_of, verbs_of
from wbs.store.reporter_role.reach import ALL, REACH, REVISION, Reach
from wbs.store.schema.ground import Base

_OURS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
_ATTRIBUTES = text("""
SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles
WHERE rolname = :role
""")
_STANDING = text(f"""
SELECT 'is a member of ' || g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = :role)
UNION ALL SELECT 'owns ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE pg_get_userbyid(c.relowner) = :role AND {_OURS} AND c.relkind <> 'i'
UNION ALL SELECT 'owns the database' FROM pg_database
WHERE datname = current_database() AND pg_get_userbyid(datdba) = :role
UNION ALL SELECT 'CREATE in ' || n.nspname FROM pg_namespace n
WHERE {_OURS} AND has_schema_privilege(:role, n.oid, 'CREATE')
""")  # noqa: S608 (constants)
_COLUMNS = text(f"""
SELECT c.relname, a.attname, verb FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS verb
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {_OURS}
AND has_column_privilege(:role, c.oid, a.attnum, verb)
""")  # noqa: S608 (constants)
_WHOLE = text(f"""
SELECT c.relname, verb FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS verb
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {_OURS} AND has_table_privilege(:role, c.oid, verb)
UNION ALL SELECT c.relname, 'USAGE' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {_OURS} AND CASE WHEN c.relkind = 'S'
THEN has_sequence_privilege(:role, c.oid, 'USAGE, SELECT, UPDATE') ELSE false END
""")  # noqa: S608 (constants)
_POLICIES = text(f"""
SELECT c.relname, p.polname, coalesce(obj_description(p.oid, 'pg_policy'), '') FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {_OURS} AND p.polpermissive AND c.relrowsecurity
AND (p.polroles = '{{0}}' OR (SELECT oid FROM pg_roles WHERE rolname = :role) = ANY (p.polroles))
""")  # noqa: S608 (constants)
_OPEN = text("""
SELECT relname FROM pg_class WHERE relname = ANY (:names) AND NOT relrowsecurity
AND relnamespace = current_schema()::regnamespace
""")
_ANSWERING = text(f"""
SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {_OURS} AND p.prosecdef AND has_function_privilege(:role, p.oid, 'EXECUTE')
""")  # noqa: S608 (constants)
_ATTRIBUTE_WORDS = ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "CREATEDB", "REPLICATION")


@dataclass(frozen=True)
class Fit:
    """What a role may beyond what it is to, and what it lacks; both empty: it fits."""

    more: tuple[str, ...]
    less: tuple[str, ...]


def who(work: Work) -> str:
    """The role this transaction is of."""
    return str(work.scalar(text("SELECT current_user")))


def is_bound(work: Work) -> bool:
    """Whether this transaction's own role is shown nothing but what it says it holds."""
    return bool(
        work.scalar(text("""SELECT coalesce(row_security_active(to_regclass('"case"')), false)"""))
    )


def is_role(work: Work, role: str) -> bool:
    """Whether there is a role of that name."""
    return work.execute(_ATTRIBUTES, {"role": role}).first() is not None


def stands_above(work: Work, role: str) -> tuple[str, ...]:
    """What the role is or owns that no taking away of rights would change."""
    attributes = work.execute(_ATTRIBUTES, {"role": role}).one()
    words = (w for w, is_so in zip(_ATTRIBUTE_WORDS, attributes, strict=True) if is_so)
    return (*words, *sorted(work.scalars(_STANDING, {"role": role})))


def examine(work: Work, role: str) -> Fit:
    """How the role's rights differ from those of the reporters' role of this version."""
    here = {"role": role}
    found = set(_told(work.execute(_COLUMNS, here))) | set(_told(work.execute(_WHOLE, here)))
    wanted = set(_wanted())
    policies = set(_told(work.execute(_POLICIES, here)))
    answering = set(_told(work.execute(_ANSWERING, here)))
    functions = {(name, body_of(name, schema_of(work))) for name in DAYS}
    expected = {(r.table, f"{POLICY}{v}", policy_of(r, v)) for r in REACH for v in verbs_of(r)}
    reached = {right[0] for right in found} & {reach.table for reach in REACH}
    unguarded = work.scalars(_OPEN, {"names": sorted(reached)})
    return Fit(
        (
            *stands_above(work, role),
            *_said(found - wanted),
            *(f"rows of {table} by {name}" for table, name, _ in sorted(policies - expected)),
            *(f"every row of {table}" for table in sorted(unguarded)),
            *(f"the function {name}" for name, _ in sorted(answering - functions)),
        ),
        (
            *_said(wanted - found),
            *(f"rows of {table} by {name}" for table, name, _ in sorted(expected - policies)),
            *(f"the function {name}" for name, _ in sorted(functions - answering)),
        ),
    )


def _told(rows: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    return (tuple(row) for row in rows)


def _wanted() -> Iterator[tuple[str, ...]]:
    for reach in REACH:
        for verb in verbs_of(reach):
            if verb == "delete":
                yield reach.table, "DELETE"
                continue
            named = {"select": reach.read, "insert": ALL, "update": reach.changed}[verb]
            yield from ((reach.table, column, verb.upper()) for column in _columns(reach, named))


def _columns(reach: Reach, named: tuple[str, ...]) -> tuple[str, ...]:
    if named != ALL:
        return named
    if reach.table == REVISION:
        return ("version_num",)
    return tuple(Base.metadata.tables[reach.table].columns.keys())


def _said(rights: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Each verb of a table once, however many columns it is about."""
    return tuple(sorted({f"{right[-1]} on {right[0]}" for right in rights}))
