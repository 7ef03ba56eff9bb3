"""How each artefact is opened, and in which words the outcome of a vector is told."""

import io
from collections.abc import Callable

from tests.vectors.files import Vector
from tests.vectors.log_openers import LOG_OPENERS, WITH_REASON, WITHOUT
from wbs.sealing import commitment, voucher
from wbs.sealing.attachment import open_attachment
from wbs.sealing.box import Place, Purpose, open_box
from wbs.sealing.document import DocumentContext, open_document
from wbs.sealing.draft import DraftToken, TokenExpired, open_draft, read_draft_token
from wbs.sealing.errors import Malformed, Tampered, WrongKey
from wbs.sealing.identity import open_identity
from wbs.sealing.key import Key, derive
from wbs.sealing.keypair import fingerprint, public_half, public_key_of
from wbs.sealing.officer_key import (
    RecoveryCode,
    unwrap_seed_by_password,
    unwrap_seed_by_recovery,
)
from wbs.sealing.padding import padded_size
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate
from wbs.sealing.reason import open_reason
from wbs.sealing.record import RecordContext, open_record, record_hash
from wbs.sealing.resplit import open_parts
from wbs.sealing.session_token import SessionToken, open_session
from wbs.sealing.shares import Holding, combine, open_holding
from wbs.sealing.summary import open_summary
from wbs.sealing.totp import open_totp
from wbs.sealing.tracking_code import TrackingCode, lookup_id, unwrap_case_key
from wbs.tlog import leaf

Given = dict[str, str]
GATE = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=1)


def _key(vector: Vector, name: str) -> Key:
    return Key(vector.hex(name))


def _box(vector: Vector) -> Given:
    opened = open_box(
        vector.body,
        _key(vector, "seed"),
        Purpose(vector.fields["purpose"]),
        subject=vector.fields["subject"],
        recipient=vector.fields["recipient"],
        epoch=int(vector.fields["epoch"]),
    )
    return {"secret": opened.hex()}


def _holding(vector: Vector) -> Given:
    f = vector.fields
    place = Place(Purpose(f["purpose"]), f["subject"], f["recipient"], int(f["epoch"]))
    opened = open_holding(vector.body, _key(vector, "seed"), place)
    return {"holding": opened.to_bytes().hex()}


def _resplit(vector: Vector) -> Given:
    f = vector.fields
    place = Place(Purpose(f["purpose"]), f["subject"], f["recipient"], int(f["epoch"]))
    opened = open_parts(vector.body, _key(vector, "seed"), place)
    return {"holding": opened.to_bytes().hex()}


def _identity(vector: Vector) -> Given:
    keys = _key(vector, "identity-key"), _key(vector, "case-key")
    return {"plaintext": open_identity(*keys, vector.body, vector.fields["case-id"]).hex()}


def _reason(vector: Vector) -> Given:
    key = _key(vector, "request-key")
    return {"text": open_reason(key, vector.body, vector.fields["request-id"])}


def _shares(vector: Vector) -> Given:
    return {"key": combine(Holding.from_bytes(bytes.fromhex(h)) for h in vector.text.split()).hex()}


def _record(vector: Vector) -> Given:
    f = vector.fields
    context = RecordContext(f["case-id"], int(f["number"]), f["kind"], f["author"])
    opened = open_record(_key(vector, "case-key"), vector.body, context, vector.hex("previous"))
    return {"plaintext": opened.hex(), "record-hash": record_hash(vector.body).hex()}


def _attachment(vector: Vector) -> Given:
    f = vector.fields
    pieces = open_attachment(
        io.BytesIO(vector.body), _key(vector, "key"), f["blob-id"], int(f["size-bytes"])
    )
    return {"plaintext": b"".join(pieces).hex()}


def _code_wrap(vector: Vector) -> Given:
    code = TrackingCode(vector.hex("code"))
    return {"case-key": unwrap_case_key(code, vector.body, vector.fields["case-id"]).hex()}


def _document(vector: Vector) -> Given:
    f = vector.fields
    context = DocumentContext(
        document_id=f["document-id"],
        unit_id=f["unit-id"],
        lke_code=f["lke-code"],
        kind=f["kind"],
        period=f["period"],
        filed_on=f["filed-on"],
        filed_by=f["filed-by"],
    )
    return {"plaintext": open_document(_key(vector, "instance-key"), vector.body, context).hex()}


def _draft(vector: Vector) -> Given:
    token = DraftToken(vector.hex("random"), 0, "")
    opened = open_draft(token, vector.body, slot=vector.fields["slot"])
    return {"plaintext": opened.hex(), "draft-id": token.id}


def _draft_token(vector: Vector) -> Given:
    f = vector.fields
    token = read_draft_token(vector.text, vector.hex("app-key"), int(f["now-hour"]))
    return {"draft-id": token.id, "draft-key": token.key.hex(), "hour": str(token.hour)}


def _session(vector: Vector) -> Given:
    token = SessionToken(vector.hex("random"))
    return {"payload": open_session(token, vector.body, vector.fields["kind"]).hex()}


def _session_token(vector: Vector) -> Given:
    token = SessionToken.parse(vector.text)
    return {"lookup": token.lookup, "csrf": token.csrf(), "officer-key": token.key("officer").hex()}


def _password_wrap(vector: Vector) -> Given:
    f = vector.fields
    seed = unwrap_seed_by_password(vector.body, f["password"], f["officer-id"], GATE)
    return {"seed": seed.hex()}


def _recovery_wrap(vector: Vector) -> Given:
    code = RecoveryCode(vector.hex("code"))
    return {"seed": unwrap_seed_by_recovery(vector.body, code, vector.fields["officer-id"]).hex()}


def _summary(vector: Vector) -> Given:
    opened = open_summary(_key(vector, "case-key"), vector.body, vector.fields["case-id"])
    return {"plaintext": opened.hex()}


def _totp(vector: Vector) -> Given:
    opened = open_totp(_key(vector, "seed"), vector.body, vector.fields["officer-id"])
    return {"secret": opened.hex()}


def _tracking_code(vector: Vector) -> Given:
    code = TrackingCode.parse(vector.text)
    return {"secret": code.secret.hex(), "lookup-id": lookup_id(code), "grouped": code.grouped()}


def _commitment(vector: Vector) -> Given:
    case_key, record = _key(vector, "case-key"), vector.hex("first-record-hash")
    commitment.verify_commitment(case_key, record, vector.body)
    returns = int(vector.fields.get("returns", "0"))
    return {"log-id": commitment.log_id(case_key, vector.fields["unit-id"], returns)}


def _voucher(vector: Vector) -> Given:
    key, public_key = _key(vector, "instance-key"), vector.hex("public-key")
    desk_id, epoch = vector.fields["desk-id"], int(vector.fields["epoch"])
    voucher.verify_voucher(key, desk_id, epoch, public_key, vector.body)
    return {}


def _public_key(vector: Vector) -> Given:
    public_half(vector.body)
    return {"fingerprint": fingerprint(vector.body)}


def _key_pair(vector: Vector) -> Given:
    public_key = public_key_of(Key(vector.body))
    return {"public-key": public_key.hex(), "fingerprint": fingerprint(public_key)}


def _derivation(vector: Vector) -> Given:
    return {"key": derive(Key(vector.body), vector.fields["label"], vector.hex("context")).hex()}


def _padding(vector: Vector) -> Given:
    return {"padded": str(padded_size(int(vector.text)))}


def _leaf(vector: Vector) -> Given:
    closed = vector.hex("closed-commitment")
    found = leaf.verify_open_line(vector.body, vector.hex("salt"), closed, vector.hex("leaf-hash"))
    return {f"field-{name}": value for name, value in found.items()}


def _line(vector: Vector) -> Given:
    found = leaf.read_line(vector.fields["title"], vector.body)
    return {f"field-{name}": value for name, value in found.items()}


OPENERS: dict[str, Callable[[Vector], Given]] = {
    "attachment": _attachment,
    "box": _box,
    "code-wrap": _code_wrap,
    "commitment": _commitment,
    "derivation": _derivation,
    "document": _document,
    "draft": _draft,
    "draft-token": _draft_token,
    "holding": _holding,
    "identity": _identity,
    "key-pair": _key_pair,
    "leaf": _leaf,
    "line": _line,
    "padding": _padding,
    "password-wrap": _password_wrap,
    "public-key": _public_key,
    "reason": _reason,
    "record": _record,
    "recovery-wrap": _recovery_wrap,
    "session": _session,
    "session-token": _session_token,
    "resplit": _resplit,
    "shares": _shares,
    "summary": _summary,
    "totp": _totp,
    "tracking-code": _tracking_code,
    "voucher": _voucher,
    **LOG_OPENERS,
}


def outcome(artefact: str, vector: Vector) -> tuple[str, Given]:
    """What becomes of a vector: the words of its `expect`, and what opening gave."""
    try:
        return "opens", OPENERS[artefact](vector)
    except (Tampered, Malformed, leaf.BadLine, *WITH_REASON) as error:
        return f"{type(error).__name__} {error.reason}", {}
    except (WrongKey, TokenExpired, leaf.WrongLeaf, *WITHOUT) as error:
        return type(error).__name__, {}
