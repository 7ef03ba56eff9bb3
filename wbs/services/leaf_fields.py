"""Which fields of an event stand in the two lines of its leaf, as docs/formats/log-v1.md lists them."""

from wbs.domain.errors import Tampered
from wbs.domain.event import CustodyEntry, Event
from wbs.tlog.leaf import OPEN, BadLine, read_line

Fields = dict[str, str]
MONTH = len("2026-07")  # of a day as it is written


def of_event(event: Event) -> tuple[Fields, Fields]:
    """The fields of the open and of the closed line; what the event does not have is left out."""
    opened = {
        "log": event.log_id,
        "ordinal": str(event.ordinal),
        "unit": event.unit_slug,
        "kind": event.kind.value,
        "channel": event.channel.value,
        "act": event.act.value,
        "outcome": event.outcome,
        "detail": event.outcome_detail,
        "month": event.occurred_on.isoformat()[:MONTH],
        "late": "yes" if event.occurred_on != event.logged_on else None,
        "kept": " ".join(sorted(event.kept)),
        "missed": " ".join(sorted(event.missed)),
        "days_open": event.days_open.value if event.days_open else None,
        "commitment": event.commitment,
    }
    closed = {
        "day": event.occurred_on.isoformat(),
        "logged": event.logged_on.isoformat(),
        "category": event.category,
    }
    return _held(opened), closed


def of_custody(entry: CustodyEntry) -> tuple[Fields, Fields]:
    """The fields of the open and of the closed line: act and month are open, whoever and whatever is closed."""
    opened = {"act": entry.act.value, "month": entry.logged_on.isoformat()[:MONTH]}
    closed = {
        "day": entry.logged_on.isoformat(),
        "officer": entry.officer_id,
        "desk": entry.desk_id,
        "unit": entry.unit_id,
        "subject": entry.subject_id,
        "log": entry.log_id,
        "reason": entry.reason,
    }
    return opened, _held(closed)


def commitment_in(received_line: bytes) -> bytes:
    """The commitment to the first record, as the open line of the first event carries it.

    Raises:
        Tampered: it is no such line.
    """
    try:
        return bytes.fromhex(read_line(OPEN, received_line)["commitment"])
    except (BadLine, KeyError, ValueError) as error:
        raise Tampered("a first event is not what was logged") from error


def _held(fields: dict[str, str | None]) -> Fields:
    return {name: value for name, value in fields.items() if value}
