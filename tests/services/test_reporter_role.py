"""On PostgreSQL the reporters' role lists nothing: it reaches what it says it holds, and what it needs is all it has."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Column, Table, event, text
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.custodians import answer, confidential, everybody
from tests.disclosures import DISCLOSURE
from tests.reports import Reported, report
from tests.services.counting import statements
from tests.services_at_hand import ON_POSTGRES
from tests.table_rows import all_rows
from wbs.bootstrap import CONFIG
from wbs.domain.case import Outcome, Stage
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Kind
from wbs.domain.retention import ErasureProposal, ErasureReason
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import issued, pack_pieces, pack_signer
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.accountability.public_log import public_log
from wbs.services.cases.assign_case import assign_case
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.context import Context
from wbs.services.custodians.keeping import SHOWN
from wbs.services.custodians.request_opening import request_identity
from wbs.services.documents.export_figures import Wish
from wbs.services.documents.issue_pack import prepare_pack, record_pack
from wbs.services.documents.issued_packs import public_packs
from wbs.services.health import Health, health
from wbs.services.intake.draft import change_draft, new_token
from wbs.services.intake.intake_directory import intake_directory
from wbs.services.intake.receive_attachment import Intake
from wbs.services.publication.public_figures import public_figures
from wbs.services.reporter_role import role_state
from wbs.services.routing import openings
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.reroute_case import reroute
from wbs.services.tracking.counted import counted_in, prove
from wbs.services.tracking.fear_of_reprisal import say_fear
from wbs.services.tracking.leave_tracking import leave_tracking
from wbs.services.tracking.track_case import read_case, resume
from wbs.services.upg.circular import campaign
from wbs.store import migrate, reporter
from wbs.store.cases import retention
from wbs.store.database import Database, open_database
from wbs.store.reporter_role.give import quoted, verbs_of
from wbs.store.reporter_role.reach import ALL, DONE, LOGGED, NO_ROW, REACH, TOLD
from wbs.store.rules.law import load_law
from wbs.store.schema.ground import Base

pytestmark = pytest.mark.skipif(not ON_POSTGRES, reason="roles are PostgreSQL's")

LOGGING = ("event", "tally", "clock")
OURS = {*Base.metadata.tables, "alembic_version"}
PHOTO = ("foto.png", "image/png", b"\x89PNG\r\n\x1a\nnot a picture")
# What everybody may read, or every form needs: the only rows that may be listed.
LISTED = {
    *("unit", "desk", "desk_key", "desk_member", "officer", "officer_role", "custodian"),
    *("custody_rules", "circular", "publication", "public_cell", "log_key", "promise_key"),
    *("log_checkpoint", "evidence_pack", "alembic_version"),
}


@dataclass
class Asked:
    """What was asked of the database: verbs of tables, columns read and changed, acts written down."""

    verbs: set[tuple[str, str]] = field(default_factory=set)
    columns: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    acts: dict[str, set[str]] = field(default_factory=dict)

    def note(self, verb: str, table: str, *columns: str) -> None:
        self.verbs.add((table, verb))
        self.columns.setdefault((table, verb), set()).update(columns)


@contextmanager
def collected(database: Database) -> Iterator[Asked]:
    """Everything asked of the database while the block runs."""
    asked = Asked()

    def note(_conn: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _many: bool) -> None:
        if context.compiled is not None:
            _note(asked, context.compiled, context.compiled_parameters)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _note(asked: Asked, compiled: Any, values: list[dict[str, Any]]) -> None:
    statement = compiled.statement
    target: Any = statement.table if isinstance(statement, UpdateBase) else None
    if compiled.isinsert:
        asked.note("insert", target.name)
        found = {value["act"] for value in values if "act" in value}
        asked.acts.setdefault(target.name, set()).update(found)
        return
    if target is not None:
        verb = "update" if compiled.isupdate else "delete"
        names = (
            {key for value in values for key in value if key in target.c}
            if verb == "update"
            else ()
        )
        asked.note(verb, target.name, *names)
    locks = getattr(statement, "_for_update_arg", None) is not None
    # What a change sets is not read; what it looks for, and what it gives back, is.
    read = [statement] if target is None else [*statement._where_criteria, *statement._returning]
    for part in chain.from_iterable(map(visitors.iterate, read)):
        if isinstance(part, Column) and isinstance(part.table, Table) and part.table.name in OURS:
            asked.note("select", part.table.name, part.name)
            if locks:
                asked.note("update", part.table.name)


@pytest.fixture
def told(context: Context, reporter_url: str) -> Iterator[Context]:
    """The context as the reporters' application has it on a host of its own."""
    with closing(open_database(reporter_url, is_told=True)) as database:
        yield replace(context, database=database)


@pytest.fixture
def thief(reporter_url: str) -> Iterator[psycopg.Connection[Any]]:
    """Whoever has the address of the database that the reporters' machine holds."""
    with psycopg.connect(reporter_url, autocommit=True) as connection:
        yield connection


def sees(thief: psycopg.Connection[Any], statement: str, **held: str) -> list[tuple[Any, ...]]:
    """What the thief is shown who says to hold these."""
    with thief.transaction():
        for name, value in held.items():
            thief.execute("SELECT set_config(%s, %s, true)", (f"wbs.{name}", value))
        return thief.execute(statement.encode()).fetchall()


# An agency may decide that what a reporter writes has to be answered, counted from the last message.
ANSWERED = """
[[period]]
id = "answer"
label_id = "Jawaban kepada pelapor"
label_en = "Answer to the reporter"
kind = "wbs"
amount = 1
unit = "hk"
counted_from = "reporter_message"
restarts = true
ended_by = ["officer_message", "closed"]
force = "praktik"
source = "Keputusan Inspektur"
regulations = ["SP4N"]
effective_from = 2020-01-01
"""


def live_through_everything(told: Context, cast: Cast, clock: Clock) -> None:
    """All a reporter can do or be shown, with what officers do in between."""
    custodians = everybody(cast, escrow=True)
    migrate.require_current(told.database)
    assert health(told) is Health.OK
    assert intake_directory(told)
    campaign(told, "satker-1")
    public_figures(told)
    _leave_off(told)
    feared = report(told, PHOTO, fear_of_reprisal="yes")
    report(told, kind=Kind.GRATIFICATION, **DISCLOSURE)
    _worked_on(told, cast, clock, feared)
    _rerouted(told, cast, clock, confidential(told), custodians.mira)
    _counted(told, cast, clock, report(told, kind=Kind.COMPLAINT))


def _leave_off(told: Context) -> None:
    """A draft with a file that is taken out again."""
    token, intake = new_token(told), Intake(told)
    arriving = intake.open(*PHOTO[:2])
    arriving.write(PHOTO[2])
    arriving.finish()
    received = intake.settle()
    change_draft(told, token, received)
    blob_ids = {file.ref.blob_id for file in received}
    intake.commit(blob_ids)
    change_draft(told, token, remove=blob_ids)


def _worked_on(told: Context, cast: Cast, clock: Clock, reported: Reported) -> None:
    context = cast.context
    assign_case(context, cast.budi.actor, reported.case_id, cast.budi.actor.officer.id)
    move_case(
        context, cast.budi.actor, reported.case_id, Stage.CLARIFICATION, Words(message="Di mana?")
    )
    for word in ("Di ruang keuangan.", "Dan di gudang."):
        clock.move(days=1)
        reported.write(told, word, PHOTO)
    tracking = reported.enter(told)
    say_fear(told, tracking, is_feared=False)
    say_fear(told, tracking, is_feared=True)
    ask_inspectorate(told, tracking)
    assert read_case(told, resume(told, tracking.token)).openings
    leave_tracking(told, tracking.token)


def _rerouted(told: Context, cast: Cast, clock: Clock, reported: Reported, holder: Any) -> None:
    """In review, with a request that runs and an erasure that somebody proposed, and overdue the second time."""
    context, day = cast.context, cast.context.today()
    move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    request_identity(context, cast.budi.actor, reported.case_id, "Saksi harus didengar oleh tim.")
    answer(cast, holder)
    with context.database.transaction() as work:
        officer_id = cast.budi.actor.officer.id
        reason = ErasureReason.REQUEST
        proposal = ErasureProposal(reported.case_id, reason, day, officer_id, None, None)
        retention.put_proposal(work, proposal)
    clock.move(days=1)
    reroute(
        told, reported.enter(told), {"concerns_head": "yes", "exclude": holder.actor.officer.name}
    )
    clock.move(days=60)
    reroute(told, reported.enter(told), {"exclude": "Gita Maharani"})
    assert CustodyAct.CASE_REROUTED in {
        each.act for each in read_case(told, reported.enter(told)).openings
    }


def _counted(told: Context, cast: Cast, clock: Clock, reported: Reported) -> None:
    context = cast.context
    move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    close_case(
        context, cast.budi.actor, reported.case_id, Outcome.RESOLVED, None, Words(grounds=".")
    )
    clock.move(days=1)
    wish = Wish("satker-1", ReportingPeriod.parse("2026-Q4"), context.today())
    pack = prepare_pack(context, cast.budi.actor.officer, wish)
    pieces = pack_pieces(pack.export, pack.documents, pack.logs, pack_signer(pack.signer))
    b"".join(issued(pieces, lambda digest: record_pack(context, pack, digest)))
    (found,) = counted_in(told, reported.case_id)
    assert prove(told, reported.case_id, found.pack.id) is not None
    public_log(told)
    assert public_packs(told)


def test_the_role_has_what_everything_a_reporter_does_needs_and_nothing_more(
    told: Context, cast: Cast, clock: Clock, data_dir: Path
) -> None:
    (data_dir / "config").mkdir()
    (data_dir / "config" / "periods.toml").write_text(ANSWERED)
    law = load_law(CONFIG, data_dir / "config")  # the same on both machines
    told, cast = replace(told, law=law), replace(cast, context=replace(cast.context, law=law))

    with collected(told.database) as asked:
        live_through_everything(told, cast, clock)

    assert asked.verbs == {(reach.table, verb) for reach in REACH for verb in verbs_of(reach)}
    for reach in REACH:
        if reach.changed and reach.kept != NO_ROW:
            assert asked.columns[reach.table, "update"] == set(reach.changed), reach.table
        if reach.read and reach.read != ALL:
            read = asked.columns[reach.table, "select"]
            assert read == set(reach.read), reach.table
    assert asked.acts["custody"] == set(DONE)
    assert asked.acts["event"] == set(LOGGED)


def test_of_the_custody_log_the_role_reads_what_a_reporter_is_told() -> None:
    assert set(TOLD) == {*SHOWN, *openings.TOLD}


def test_whoever_has_the_role_and_holds_nothing_lists_what_everybody_may_read(
    told: Context, cast: Cast, clock: Clock, thief: psycopg.Connection[Any]
) -> None:
    live_through_everything(told, cast, clock)
    listed, denied = set(), set()

    for table in sorted(OURS):
        columns = [c for reach in REACH if reach.table == table for c in reach.read]
        named = ", ".join(c if c == "*" else quoted(c) for c in columns) or "*"
        try:
            rows = thief.execute(f"SELECT {named} FROM {quoted(table)}".encode()).fetchall()
        except psycopg.errors.InsufficientPrivilege:
            denied.add(table)
            continue
        if rows:
            listed.add(table)

    assert listed <= LISTED
    assert {"unit", "desk", "officer", "custodian", "promise_key"} - listed == {"promise_key"}
    assert denied == OURS - {reach.table for reach in REACH if reach.read}
    assert {"officer_session", "seed_box", "tombstone", "saved_filter", "digest"} < denied


def test_of_officers_names_are_read_and_no_account(
    told: Context, cast: Cast, thief: psycopg.Connection[Any]
) -> None:
    names = {name for (name,) in sees(thief, "SELECT username FROM officer")}
    assert {"budi", "dewi", "eko"} < names
    for column in ("seed_by_password", "seed_by_recovery", "totp_sealed", "activation_lookup"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            thief.execute(f"SELECT {column} FROM officer".encode())


@pytest.fixture
def two(told: Context, cast: Cast) -> tuple[Reported, Reported]:
    """A case and another one, whose reporter is confidential."""
    everybody(cast, escrow=True)
    return report(told, PHOTO), confidential(told)


def test_a_code_in_hand_shows_its_case_and_no_other(
    two: tuple[Reported, Reported], thief: psycopg.Connection[Any]
) -> None:
    own = two[0]
    lookup = lookup_id(TrackingCode.parse(own.code))

    assert sees(thief, 'SELECT id FROM "case"', lookup=lookup) == [(own.case_id,)]
    assert sees(thief, 'SELECT id FROM "case"', case=own.case_id) == [(own.case_id,)]
    for table in ("record", "case_key_box", "blob", "event", "tally", "clock"):
        named = "draft_id" if table == "blob" else "log_id" if table in LOGGING else "case_id"
        mine = sees(thief, f"SELECT {named} FROM {table}", case=own.case_id)
        assert mine, table
        assert len(set(mine)) == 1, table
        assert not sees(thief, f"SELECT {named} FROM {table}"), table


def test_what_a_transaction_said_it_holds_is_over_with_it(
    two: tuple[Reported, Reported], told: Context
) -> None:
    with told.database.transaction() as work:
        assert reporter.case_by_id(work, two[0].case_id)
    with told.database.reading() as work:
        assert work.scalar(text('SELECT count(*) FROM "case"')) == 0
        assert reporter.case_by_id(work, two[1].case_id)
        assert work.scalar(text('SELECT count(*) FROM "case"')) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE \"case\" SET stage = 'closed'",
        "UPDATE task SET officer_id = NULL",
        "UPDATE clock SET is_dropped = true",
        "DELETE FROM case_key_box",
        "DELETE FROM case_share",
        "DELETE FROM blob",
        "DELETE FROM clock",
        "DELETE FROM tracking_session",
        "UPDATE draft SET state = 'gone'",
    ],
)
def test_a_change_of_what_is_not_held_changes_nothing(
    told: Context,
    cast: Cast,
    two: tuple[Reported, Reported],
    thief: psycopg.Connection[Any],
    statement: str,
) -> None:
    held, other = two
    other.enter(told)
    before = all_rows(cast.context.database)

    with thief.transaction():
        assert thief.execute(statement.encode()).rowcount == 0

    assert all_rows(cast.context.database) == before
    assert held.case_id != other.case_id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk SET epoch = 9",
        "UPDATE custodian SET since = '2020-01-01'",
        "UPDATE \"case\" SET id = 'x'",
        "UPDATE event SET act = 'closed'",
        'DELETE FROM "case"',
        "DELETE FROM event",
        "DELETE FROM custody",
        "DELETE FROM record",
        "UPDATE record SET author = 'officer'",
        "UPDATE \"case\" SET closed_on = '2026-08-03'",
        "TRUNCATE blob",
        "CREATE TABLE own (id int)",
        "SET ROLE postgres",
        'ALTER TABLE "case" DISABLE ROW LEVEL SECURITY',
        "SELECT * FROM pg_statistic",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_what_is_nobodys_at_the_reporters_door_is_refused(
    cast: Cast, thief: psycopg.Connection[Any], statement: str
) -> None:
    everybody(cast)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        thief.execute(statement.encode())


@pytest.mark.parametrize(
    ("act", "officer"), [("desk_key_made", None), ("case_opened", None), ("case_shared", "budi")]
)
def test_into_the_custody_log_goes_what_a_reporter_does_in_nobodys_name(
    cast: Cast, thief: psycopg.Connection[Any], act: str, officer: str | None
) -> None:
    def write(act: str, officer: str | None) -> None:
        values = (b"\x01" * 32, act, MONDAY.date(), officer, "1", b"", b"", b"", b"")
        thief.execute(
            "INSERT INTO custody (leaf_hash, act, logged_on, officer_id, log_id, open_line, open_salt,"
            " closed_line, closed_salt) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            values,
        )

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        write(act, officer)
    write("case_shared", None)


def test_no_statistic_tells_the_values_of_columns(
    two: tuple[Reported, Reported], cast: Cast, thief: psycopg.Connection[Any]
) -> None:
    with cast.context.database.transaction() as work:
        work.execute(text("ANALYZE"))

    assert (
        thief.execute("SELECT tablename FROM pg_stats WHERE schemaname = 'public'").fetchall() == []
    )


def test_a_table_of_a_later_version_is_denied(
    context: Context, reporter_url: str, thief: psycopg.Connection[Any]
) -> None:
    with psycopg.connect(
        context.database.engine.url.render_as_string(False).replace("+psycopg", ""), autocommit=True
    ) as owner:
        owner.execute("CREATE TABLE later (id int)")
        try:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                thief.execute("SELECT * FROM later")
            owner.execute("GRANT SELECT ON later TO PUBLIC")
            state = role_state(context.database)
        finally:
            owner.execute("DROP TABLE later")
    assert state is not None
    assert (state.more, state.less) == (("SELECT on later",), ())


def test_a_report_costs_one_statement_more(told: Context, cast: Cast) -> None:
    with statements(cast.context.database) as plain:
        report(cast.context)
    with statements(told.database) as bound:
        report(told)

    more = Counter(bound) - Counter(plain)
    said = [each for each in more.elements() if "set_config" in each]
    in_transactions = [s for s in bound if s.startswith("INSERT INTO event")]
    assert len(in_transactions) == 1
    # The draft, the code of the receipt and of the test's own look are looked up in transactions of their own.
    assert len(said) == len(bound) - len(plain)
    assert sum(s.count("set_config(") == 3 for s in said) == 1


def test_policies_leave_the_index_to_every_question_about_a_case(
    told: Context, two: tuple[Reported, Reported]
) -> None:
    """With sequential scans as dear as can be, one is chosen only where no index serves."""
    asked = {
        "event": "log_id = 'x'",
        "tally": "log_id = 'x'",
        "clock": "log_id = 'x'",
        "record": "case_id = 'x'",
        "custody": "log_id = 'x'",
        "log_leaf": "leaf_hash = 'x'",
        "draft": "id = 'x'",
    }
    for table, where in asked.items():
        columns = next(", ".join(reach.read) for reach in REACH if reach.table == table)
        with told.database.reading() as work:
            work.execute(text("SET LOCAL enable_seqscan = off"))
            plan = "\n".join(
                work.scalars(text(f"EXPLAIN SELECT {columns} FROM {table} WHERE {where}"))
            )
        assert "Seq Scan" not in plan, plan
        assert f" on {table}" in plan
