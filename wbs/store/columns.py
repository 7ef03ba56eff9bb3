"""What lies open in the database, and why: every column of every table is sealed, hashed or clear.

`sealed` opens with a key that is not in the database. `hashed` was derived one way from a secret
that is not. Everything else is `clear`, and has to say why. `docs/at-rest.md` is this page.
"""

from enum import StrEnum


class Place(StrEnum):
    """How a column is stored."""

    SEALED = "sealed"
    HASHED = "hashed"
    CLEAR = "clear"


S, H, C = Place.SEALED, Place.HASHED, Place.CLEAR

COLUMNS: dict[str, tuple[Place, str]] = {
    "unit.id": (C, "a random id"),
    "unit.slug": (C, "the unit's public name in addresses"),
    "unit.name": (C, "the agency's tree is public"),
    "unit.kind": (C, "the agency's tree is public"),
    "unit.parent_id": (C, "the agency's tree is public"),
    "unit.head_name": (C, "a public office; routing compares it with whom a report excludes"),
    "unit_employees.unit_id": (C, "a random id"),
    "unit_employees.year": (C, "a published figure"),
    "unit_employees.employees": (C, "a published figure"),
    "desk.id": (C, "a random id"),
    "desk.unit_id": (C, "which desks there are is the agency's organisation"),
    "desk.kind": (C, "which desks there are is the agency's organisation"),
    "desk.epoch": (C, "which of the desk's keys is in force"),
    "desk.is_closed": (C, "routing asks it for every report"),
    "desk_key.desk_id": (C, "a random id"),
    "desk_key.epoch": (C, "counts the desk's keys"),
    "desk_key.public_key": (C, "the public half; it opens nothing"),
    "desk_key.made_on": (C, "shown to members beside the fingerprint"),
    "officer.id": (C, "a random id"),
    "officer.username": (C, "typed at the login, before any key is there"),
    "officer.name": (
        C,
        "officers are known to each other; routing compares it with whom a report excludes",
    ),
    "officer.unit_id": (C, "what an officer may see depends on it"),
    "officer.state": (C, "decides whether one may enter"),
    "officer.version": (C, "ends every session when it changes"),
    "officer.activation_lookup": (
        H,
        "finds the invitation by the link's token; the token is not stored",
    ),
    "officer.activation_ends_at": (C, "ends the invitation"),
    "officer.public_key": (C, "the public half; it opens nothing"),
    "officer.seed_by_password": (S, "the officer's secret key under Argon2id of the password"),
    "officer.seed_by_recovery": (S, "the officer's secret key under the printed recovery code"),
    "officer.totp_sealed": (S, "the second factor under the officer's secret key"),
    "officer.totp_last_step": (C, "a code is accepted once; the half minute of the last login"),
    "officer_role.officer_id": (C, "a random id"),
    "officer_role.role": (C, "decides what an officer may do"),
    "desk_member.desk_id": (C, "a random id"),
    "desk_member.officer_id": (C, "a random id"),
    "desk_member.state": (C, "proposed or present"),
    "seed_box.desk_id": (C, "a random id"),
    "seed_box.epoch": (C, "which of the desk's keys it is"),
    "seed_box.officer_id": (C, "a random id"),
    "seed_box.box": (S, "the desk's secret key, to one member"),
    "officer_session.lookup": (
        H,
        "finds the session by the cookie's token; the token is not stored",
    ),
    "officer_session.officer_id": (C, "sessions end with the account"),
    "officer_session.version": (C, "a session of an older version is over"),
    "officer_session.sealed": (S, "the officer's secret key under the cookie's token"),
    "officer_session.idle_ends_at": (C, "ends the session; swept with it"),
    "officer_session.ends_at": (C, "ends the session; swept with it"),
    "officer_device.lookup": (
        H,
        "finds the browser by its cookie's token; the token is not stored",
    ),
    "officer_device.officer_id": (C, "whose browser it is"),
    "officer_device.ends_on": (C, "ends the acquaintance; a day"),
    "draft.id": (H, "derived from the form's token, which is not stored"),
    "draft.state": (C, "open or submitted: one form becomes one case"),
    "draft.version": (C, "of two steps at once one gives way"),
    "draft.sealed": (S, "text, file keys, case key and code, under the form's token"),
    "draft.goes_at": (
        C,
        "when it is swept, and the row's only time: a quarter hour, of a submitted one soon a day",
    ),
    "case.id": (C, "a random id"),
    "case.log_id": (H, "derived from the case key; the one link to what is counted"),
    "case.lookup": (H, "derived from the tracking code, which is not stored"),
    "case.key_by_code": (S, "the case key under the tracking code"),
    "case.kind": (C, "the inbox is filtered by it"),
    "case.unit_id": (C, "the inbox is filtered by it"),
    "case.counting_unit_id": (C, "where the case is logged and counted"),
    "case.desk_id": (C, "whose inbox it is in"),
    "case.category": (C, "counted"),
    "case.complaint_class": (C, "sets the period"),
    "case.channel": (C, "counted"),
    "case.anonymity": (C, "counted"),
    "case.fear_of_reprisal": (C, "counted; yes or no, see ADR 0024"),
    "case.stage": (C, "the inbox is filtered by it, and it is counted"),
    "case.outcome": (C, "counted"),
    "case.outcome_detail": (C, "counted"),
    "case.received_on": (C, "periods run from it; a day"),
    "case.reviewed": (C, "which outcomes are possible depends on it"),
    "case.counted_on": (C, "counted; a day"),
    "case.closed_on": (C, "counted; a day"),
    "case.due_sort": (C, "the inbox is sorted by it; a day"),
    "case_key_box.case_id": (C, "a random id"),
    "case_key_box.desk_id": (C, "a random id"),
    "case_key_box.epoch": (C, "which of the desk's keys opens it"),
    "case_key_box.box": (S, "the case key, to the desk in charge"),
    "record.case_id": (C, "a random id"),
    "record.number": (C, "the order of the chain"),
    "record.kind": (C, "report, message or grounds: part of what the sealed bytes are bound to"),
    "record.author": (C, "reporter or officer: marks a case as unread"),
    "record.written_on": (C, "shown in the conversation; a day"),
    "record.sealed": (S, "everything that was written, file names and file keys"),
    "blob.id": (C, "a random id, the name of a sealed file"),
    "blob.draft_id": (H, "the draft it was added to"),
    "blob.case_id": (C, "a random id"),
    "reading.case_id": (C, "a random id"),
    "reading.officer_id": (C, "a random id"),
    "reading.number": (C, "up to where the officer has read"),
    "tracking_session.lookup": (
        H,
        "finds the session by the cookie's token; the token is not stored",
    ),
    "tracking_session.sealed": (S, "case id, case key and the exact end, under the cookie's token"),
    "tracking_session.goes_at": (C, "when it is swept; a quarter hour"),
    "tally.log_id": (H, "derived from the case key; another one at every unit that counts it"),
    "tally.unit_id": (C, "counted"),
    "tally.kind": (C, "counted"),
    "tally.channel": (C, "counted"),
    "tally.category": (C, "counted"),
    "tally.complaint_class": (C, "counted"),
    "tally.anonymity": (C, "counted"),
    "tally.fear_of_reprisal": (C, "counted; yes or no, see ADR 0024"),
    "tally.received_on": (C, "counted; a day"),
    "counted_span.log_id": (H, "derived from the case key"),
    "counted_span.ordinal": (C, "a case may be counted again after reopening"),
    "counted_span.counted_on": (C, "counted; a day"),
    "counted_span.closed_on": (C, "counted; a day"),
    "clock.log_id": (H, "derived from the case key"),
    "clock.period": (C, "which period of the law runs"),
    "clock.started_on": (C, "counted; a day"),
    "clock.due_on": (C, "counted, and the inbox shows it; a day"),
    "clock.met_on": (C, "counted; a day"),
    "event.leaf_hash": (H, "the leaf of the accountability log"),
    "event.log_id": (H, "derived from the case key"),
    "event.ordinal": (C, "the order of a case's events at a unit"),
    "event.unit_id": (C, "whose log it is in"),
    "event.act": (C, "counted"),
    "event.outcome": (C, "counted"),
    "event.outcome_detail": (C, "counted"),
    "event.occurred_on": (C, "counted; a day"),
    "event.logged_on": (C, "says what was entered late; a day"),
    "event.days_open": (C, "counted; one of five classes"),
    "event.open_line": (
        C,
        "exactly the bytes the leaf commits to: facts clear beside it, the first record's commitment",
    ),
    "event.open_salt": (C, "hides the line from whoever has the leaf alone"),
    "event.closed_line": (
        C,
        "as the open line: the days and the category",
    ),
    "event.closed_salt": (C, "hides the line from whoever has the leaf alone"),
    "custody.leaf_hash": (H, "the leaf of the custody log"),
    "custody.act": (C, "what was done with a key or behind a door"),
    "custody.logged_on": (C, "a day"),
    "custody.officer_id": (C, "who did it"),
    "custody.desk_id": (C, "at which desk"),
    "custody.unit_id": (C, "at which unit"),
    "custody.subject_id": (C, "to which officer, unit or file"),
    "custody.log_id": (H, "derived from the case key"),
    "custody.reason": (C, "a word of ours, never text that was typed"),
    "custody.open_line": (
        C,
        "exactly the bytes the leaf commits to, of facts that are clear beside it",
    ),
    "custody.open_salt": (C, "hides the line from whoever has the leaf alone"),
    "custody.closed_line": (C, "as the open line"),
    "custody.closed_salt": (C, "hides the line from whoever has the leaf alone"),
}


def page() -> str:
    """`docs/at-rest.md`, between its marks: one table per table."""
    lines: list[str] = []
    table = ""
    for name, (place, reason) in COLUMNS.items():
        found, column = name.split(".")
        if found != table:
            table = found
            lines += ["", f"### {table}", "", "| column | stored | why |", "|---|---|---|"]
        lines.append(f"| {column} | {place} | {reason} |")
    return "\n".join([*lines, ""])
