"""What the reporters' role reaches: per table the rows, the columns and the verbs, and why. Any other is denied.

`rows` and `added` are SQL. They compare with what the transaction said it holds (`wbs.store.in_hand`); a
transaction that said nothing is shown nothing of a case. Where tables grow, each is a comparison with one value or
one array that is made once: so PostgreSQL keeps to the index.
"""

from dataclasses import dataclass

from wbs.domain.accountability import INSTANCE
from wbs.domain.event import Act, CustodyAct
from wbs.domain.kinds import Role
from wbs.domain.officer import Membership
from wbs.store.in_hand import CASE, DRAFT, LOGS, LOOKUP, READING

REVISION = "alembic_version"  # the one table that stands in no model
ALL = ("*",)
EVERY_ROW, NO_ROW = "true", "false"

# Of the custody log: what a reporter is told, and what a reporter does.
TOLD = (
    *(CustodyAct.CASE_REROUTED, CustodyAct.CASE_HANDED_OVER, CustodyAct.CASE_SHARED),
    *(CustodyAct.CASE_LOOKED_INTO, CustodyAct.CASE_TAKEN_OVER, CustodyAct.SHARES_RESPLIT),
    *(CustodyAct.OPENING_REQUESTED, CustodyAct.OPENING_APPROVED, CustodyAct.OPENING_REFUSED),
    *(CustodyAct.IDENTITY_OPENED, CustodyAct.ESCROW_OPENED, CustodyAct.OPENING_EXPIRED),
)
DONE = (
    *(CustodyAct.CASE_ROUTED, CustodyAct.SHARES_SEALED, CustodyAct.CASE_SHARED),
    *(CustodyAct.CASE_REROUTED, CustodyAct.OPENING_EXPIRED, CustodyAct.ERASURE_DROPPED),
    *(CustodyAct.REPRISAL_FEARED, CustodyAct.REPRISAL_NOT_FEARED),
)
LOGGED = (Act.RECEIVED, Act.OVERDUE, Act.FORWARDED)


@dataclass(frozen=True)
class Reach:
    """One table. `read` and `changed` are columns; `added`: which new rows are right, those of `rows` if None.

    A changed row has to be one of `kept`, which are `rows` if None.
    """

    table: str
    why: str
    rows: str = EVERY_ROW
    read: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    adds: bool = False
    deletes: bool = False
    added: str | None = None
    kept: str | None = None


def _held(setting: str) -> str:
    return f"current_setting('{setting}', true)"


def _one_of(words: tuple[str, ...]) -> str:
    return f"IN ({', '.join(f'{word!r}' for word in map(str, words))})"


OF_CASE = f"case_id = {_held(CASE)}"
_NAMES = (
    'ARRAY(SELECT log_id::text FROM "case")'  # that of the case it holds; those of before it says
)
OF_LOGS = f"log_id = ANY ({_NAMES} || string_to_array({_held(LOGS)}, ','))"
# Proofs are handed out of closed cases alone; a case is never added closed, nor closed by this role.
_COUNTED_AT = 'ANY (ARRAY(SELECT counting_unit_id::text FROM "case" WHERE closed_on IS NOT NULL))'
_OF_REQUESTS = "request_id = ANY (ARRAY(SELECT id::text FROM opening_request))"
_OF_DRAFT_OR_CASE = f"document_id IS NULL AND (draft_id = {_held(DRAFT)} OR {OF_CASE})"

_DIRECTORY = (
    Reach("unit", "the agency's tree, which every form shows", read=ALL),
    Reach(
        "desk",
        "routing; locked while a case is sealed to its key",
        read=ALL,
        changed=("epoch",),
        kept=NO_ROW,
    ),
    Reach("desk_key", "public keys to seal to", read=("desk_id", "epoch", "public_key")),
    Reach(
        "desk_member",
        "who sits where, so that whoever is named is passed over",
        rows=f"state = '{Membership.PRESENT}'",
        read=("desk_id", "officer_id", "state"),
    ),
    Reach(
        "officer",
        "names, held against what a report says, and custodians' public keys; no seed, no factor",
        read=("id", "unit_id", "name", "username", "state", "public_key"),
    ),
    Reach(
        "officer_role",
        "which custodians may be given shares",
        rows=f"role = '{Role.CUSTODIAN}'",
        read=("officer_id", "role"),
    ),
    Reach(
        "custodian",
        "who may be given shares; locked while they are",
        read=("officer_id", "unit_id"),
        changed=("since",),
        kept=NO_ROW,
    ),
    Reach("custody_rules", "how many custodians must agree", read=ALL),
    Reach("circular", "a unit's public page on gratuities", read=ALL),
    Reach("publication", "public figures", read=ALL),
    Reach("public_cell", "public figures", read=ALL),
    Reach("log_key", "the public keys on /log", read=ALL),
    Reach("promise_key", "certificates that go with a promise", read=ALL),
    Reach("log_checkpoint", "the instance's, on /log", rows=f"log = '{INSTANCE}'", read=ALL),
    Reach(REVISION, "whether the database is of this version", read=ALL),
)
_WRITING = (
    Reach(
        "draft",
        "the form whose token is there",
        rows=f"id = {_held(DRAFT)}",
        read=ALL,
        changed=("state", "version", "sealed", "goes_at"),
        adds=True,
    ),
    Reach(
        "blob",
        "files of that draft or case",
        rows=_OF_DRAFT_OR_CASE,
        read=("id", "draft_id"),
        changed=("draft_id", "case_id"),
        adds=True,
        deletes=True,
    ),
    Reach(
        "tracking_session",
        "the reading whose cookie is there",
        rows=f"lookup = {_held(READING)}",
        read=ALL,
        changed=("sealed", "goes_at"),
        adds=True,
        deletes=True,
    ),
)
_CASE = (
    Reach(
        "case",
        "the one a tracking code or an open reading leads to; rerouted it begins anew",
        rows=f"id = {_held(CASE)} OR lookup = {_held(LOOKUP)}",
        read=ALL,
        changed=(
            *("log_id", "counting_unit_id", "desk_id", "channel", "fear_of_reprisal"),
            *("stage", "received_on", "reviewed", "counted_on", "due_sort"),
        ),
        adds=True,
        added=f"id = {_held(CASE)} AND closed_on IS NULL",
    ),
    Reach(
        "case_key_box",
        "sealed to a desk; which desks hold one, no box",
        rows=OF_CASE,
        read=("case_id", "desk_id"),
        adds=True,
        deletes=True,
    ),
    Reach("record", "read and written in its chain", rows=OF_CASE, read=ALL, adds=True),
    Reach("case_summary", "written for the desk", rows=OF_CASE, adds=True),
    Reach("case_identity", "sealed apart", rows=OF_CASE, read=ALL, adds=True),
    Reach(
        "case_share",
        "shares given; taken from whoever is shut out",
        rows=OF_CASE,
        read=ALL,
        adds=True,
        deletes=True,
    ),
    Reach("shut_out", "who may not take it again", rows=OF_CASE, read=("case_id", "officer_id")),
    Reach(
        "task",
        "raised for the desk; they go to the next desk",
        rows=OF_CASE,
        read=ALL,
        changed=("desk_id", "officer_id"),
        adds=True,
    ),
    Reach(
        "assignment",
        "its place in an inbox; ends with the desk",
        rows=OF_CASE,
        read=("case_id",),
        changed=("due_sort",),
        deletes=True,
    ),
    *(
        Reach(
            table,
            "prepared for a successor; ends with the desk",
            OF_CASE,
            ("case_id",),
            deletes=True,
        )
        for table in ("resplit", "resplit_receiver", "resplit_part")
    ),
    Reach(
        "opening_request",
        "ends with the desk",
        rows=OF_CASE,
        read=ALL,
        changed=("state", "ends_on"),
    ),
    Reach(
        "request_reader",
        "forgotten with the request",
        rows=_OF_REQUESTS,
        read=("request_id",),
        deletes=True,
    ),
    Reach(
        "request_answer",
        "what was given for the request is dropped",
        rows=_OF_REQUESTS,
        read=("request_id",),
        changed=("box",),
    ),
    Reach("erasure_proposal", "dropped when rerouted", rows=OF_CASE, read=ALL, deletes=True),
)
_LEDGER = (
    Reach(
        "tally",
        "how the case is counted",
        rows=OF_LOGS,
        read=ALL,
        changed=("fear_of_reprisal",),
        adds=True,
    ),
    Reach(
        "counted_span",
        "how the case is counted",
        rows=OF_LOGS,
        read=ALL,
        changed=("closed_on",),
        adds=True,
    ),
    Reach(
        "clock",
        "its deadlines",
        rows=OF_LOGS,
        read=ALL,
        changed=("due_on", "met_on", "is_dropped"),
        adds=True,
        deletes=True,
    ),
    Reach(
        "event",
        "its entries in the log, with their proofs; only what befalls a case by its reporter is added",
        rows=OF_LOGS,
        read=ALL,
        adds=True,
        added=f"act {_one_of(LOGGED)} AND {OF_LOGS}",
    ),
    Reach(
        "custody",
        "what its reporter is told; added in nobody's name",
        rows=f"act {_one_of(TOLD)} AND {OF_LOGS}",
        read=("act", "logged_on", "log_id", "reason"),
        adds=True,
        added=f"act {_one_of(DONE)} AND officer_id IS NULL AND log_id IS NOT NULL",
    ),
    Reach(
        "log_leaf",
        "the places of its entries",
        rows="leaf_hash = ANY (ARRAY(SELECT leaf_hash FROM event))",
        read=ALL,
    ),
    Reach("log_tile", "proofs, once it is closed", rows=f"log = {_COUNTED_AT}", read=ALL),
    Reach(
        "pack_head",
        "packs of the unit that counted it, once it is closed",
        rows=f"unit_id = {_COUNTED_AT}",
        read=ALL,
    ),
    Reach(
        "evidence_pack",
        "the hashes on /log/paket, and those packs; not the numbers they gave",
        rows="is_full IS FALSE OR id IN (SELECT pack_id FROM pack_head)",
        read=(
            *("id", "unit_id", "with_subtree", "is_full", "period", "as_of", "tree_as_of"),
            *("issued_on", "digest"),
        ),
    ),
)
REACH = (*_DIRECTORY, *_WRITING, *_CASE, *_LEDGER)
