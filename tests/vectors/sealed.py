"""Vectors of what is sealed under fresh salts: made once, opened ever after."""

import io
import os
from collections.abc import Callable
from dataclasses import replace

from tests.vectors import resplits
from tests.vectors.files import Vector
from wbs.sealing.attachment import AttachmentSink
from wbs.sealing.body import seal_body
from wbs.sealing.box import Place, Purpose, seal_box, seal_boxed
from wbs.sealing.document import DocumentContext, seal_document
from wbs.sealing.draft import DraftToken, seal_draft
from wbs.sealing.identity import seal_identity
from wbs.sealing.key import Key, derive, expand
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.sealing.labels import Artefact
from wbs.sealing.officer_key import RecoveryCode, wrap_seed_by_password, wrap_seed_by_recovery
from wbs.sealing.padding import pad
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate
from wbs.sealing.reason import seal_reason
from wbs.sealing.record import RecordContext, record_hash, seal_record
from wbs.sealing.session_token import SessionToken, seal_session
from wbs.sealing.summary import seal_summary
from wbs.sealing.totp import seal_totp
from wbs.sealing.tracking_code import TrackingCode, wrap_case_key

SEED = Key(bytes(range(32)))
CASE_KEY = Key(bytes(range(32, 64)))
RANDOM = bytes(range(64, 96))
CODE = bytes(range(15))
CASE, OTHER_CASE = "5f" * 16, "60" * 16
DESK, OTHER_DESK = "de" * 16, "df" * 16
OFFICER, OTHER_OFFICER = "0f" * 16, "1f" * 16
BLOB, OTHER_BLOB = "b1" * 16, "b2" * 16
ZERO = bytes(32)

Crafter = Callable[[str, str, bytes], Vector]


def vectors() -> dict[str, Vector]:
    """Every vector of this page by name."""
    return {
        **_key_pairs(),
        **_boxes(),
        **_records(),
        **_attachments(),
        **_code_wraps(),
        **_documents(),
        **_drafts(),
        **_holdings(),
        **resplits.vectors(),
        **_identities(),
        **_reasons(),
        **_sessions(),
        **_password_wraps(),
        **_recovery_wraps(),
        **_summaries(),
        **_totps(),
    }


def _header_errors(artefact: str, good: Vector) -> dict[str, Vector]:
    """What every artefact refuses before any key is used."""
    body = good.body
    swapped = b"WB\x01" + (b"R" if body[3:4] != b"R" else b"A") + body[4:]
    cases = {
        "header": ("header", "another magic", b"WS" + body[2:]),
        "header-empty": ("header", "nothing at all", b""),
        "header-cut": ("header", "three bytes", body[:3]),
        "suite": ("suite", "a suite nobody knows", body[:2] + b"\x02" + body[3:]),
        "artefact": ("artefact", "the letter of another artefact", swapped),
    }
    return {
        f"{artefact}/{name}": replace(
            good, expect=f"Tampered {reason}", about=about, body=changed, gives={}
        )
        for name, (reason, about, changed) in cases.items()
    }


def _body_errors(artefact: str, good: Vector, mismatch: str, prefix: int = 0) -> dict[str, Vector]:
    """What every Cobblestone body refuses; *mismatch* is the answer to a differing commitment."""
    body, head = good.body, 4 + prefix
    cases = {
        "salt-bit": (mismatch, "a bit of the salt flipped", _flip(body, head)),
        "commitment-bit": (mismatch, "a bit of the key commitment flipped", _flip(body, head + 40)),
        "chunk-bit": ("Tampered chunk", "a bit of the body flipped", _flip(body, head + 60)),
        "chunk-tag": (
            "Tampered chunk",
            "a bit of the last tag flipped",
            _flip(body, len(body) - 1),
        ),
    }
    if not prefix:
        cases |= {
            "chunk-long": ("Tampered chunk", "a byte too many", body + b"\0"),
            "length": ("Tampered length", "shorter than an empty body", body[:75]),
        }
    if len(body) > 100 and not prefix:
        cases |= {"chunk-cut": ("Tampered chunk", "the last byte missing", body[:-1])}
    return {
        f"{artefact}/{name}": replace(good, expect=expect, about=about, body=changed, gives={})
        for name, (expect, about, changed) in cases.items()
    }


def _places(
    artefact: str, good: Vector, expect: str, changes: dict[str, tuple[str, str]]
) -> dict[str, Vector]:
    """The same bytes, looked for at another place or with another key."""
    return {
        f"{artefact}/place-{name}": replace(
            good,
            expect=expect,
            about=f"sealed for another {name}",
            fields={**good.fields, field: value},
            gives={},
        )
        for name, (field, value) in changes.items()
    }


def _flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _key_pairs() -> dict[str, Vector]:
    public_key = public_key_of(SEED)
    shown = fingerprint(public_key)
    unreduced = b"\xff" * 1184 + public_key[1184:]
    return {
        "key-pair/opens": Vector(
            "opens",
            "an X-Wing seed, its public key and fingerprint",
            {},
            SEED.raw,
            gives={"public-key": public_key.hex(), "fingerprint": shown},
        ),
        "public-key/opens": Vector(
            "opens",
            "a public key and its fingerprint",
            {},
            public_key,
            gives={"fingerprint": shown},
        ),
        "public-key/cut": Vector("Tampered public key", "a byte missing", {}, public_key[:-1]),
        "public-key/long": Vector("Tampered public key", "one too many", {}, public_key + b"\0"),
        "public-key/unreduced": Vector(
            "Tampered public key", "coefficients ML-KEM refuses", {}, unreduced
        ),
    }


def _boxes() -> dict[str, Vector]:
    def make(purpose: Purpose, subject: str, recipient: str, epoch: int) -> Vector:
        box = seal_box(
            CASE_KEY,
            public_key_of(SEED),
            purpose,
            subject=subject,
            recipient=recipient,
            epoch=epoch,
        )
        fields = {
            "seed": SEED.hex(),
            "purpose": purpose.value,
            "subject": subject,
            "recipient": recipient,
            "epoch": str(epoch),
        }
        about = f"a box for the purpose: {purpose.value}"
        return Vector("opens", about, fields, box, gives={"secret": CASE_KEY.hex()})

    good = make(Purpose.CASE_TO_DESK, CASE, DESK, 1)
    body = good.body
    altered = {
        "enc-bit": ("WrongKey", "a bit of the encapsulated key flipped", _flip(body, 20)),
        "point-bit": ("WrongKey", "a bit of the X25519 share flipped", _flip(body, 4 + 1100)),
        "tag-bit": ("WrongKey", "a bit of the tag flipped", _flip(body, len(body) - 1)),
        "point-zero": ("WrongKey", "an X25519 share of low order", _with_zero_point(body)),
        "length-cut": ("Tampered length", "a byte missing", body[:-1]),
        "length-long": ("Tampered length", "a byte too many", body + b"\0"),
    }
    wrong = {
        "seed": ("seed", CASE_KEY.hex()),
        "purpose": ("purpose", Purpose.SEED_TO_MEMBER.value),
        "subject": ("subject", OTHER_CASE),
        "recipient": ("recipient", OTHER_DESK),
        "epoch": ("epoch", "2"),
    }
    return {
        "box/opens-case-to-desk": good,
        "box/opens-seed-to-member": make(Purpose.SEED_TO_MEMBER, DESK, OFFICER, 3),
        **_header_errors("box", good),
        **_places("box", good, "WrongKey", wrong),
        **{
            f"box/{name}": replace(good, expect=expect, about=about, body=changed, gives={})
            for name, (expect, about, changed) in altered.items()
        },
    }


def _with_zero_point(box: bytes) -> bytes:
    return box[: 4 + 1088] + ZERO + box[4 + 1120 :]


def _crafted(good: Vector, place: tuple[str | int, ...], key: Key, artefact: Artefact) -> Crafter:
    def craft(expect: str, about: str, padded: bytes) -> Vector:
        body = seal_body(artefact, key, place, padded)
        return replace(good, expect=expect, about=about, body=body, gives={})

    return craft


def _padding_errors(artefact: str, padded: bytes, craft: Crafter) -> dict[str, Vector]:
    size = int.from_bytes(padded[:8], "big")
    cases = {
        "padding-byte": ("a padding byte that is not zero", padded[:-1] + b"\1"),
        "padding-bucket": ("the bucket above", padded + bytes(32)),
        "padding-none": ("no padding at all", padded[: 8 + size]),
        "padding-length": (
            "a length beyond the end",
            (len(padded)).to_bytes(8, "big") + padded[8:],
        ),
        "padding-huge": ("the highest length", b"\xff" * 8 + padded[8:]),
        "padding-empty": ("an empty body", b""),
    }
    return {
        f"{artefact}/{name}": craft("Tampered padding", about, changed)
        for name, (about, changed) in cases.items()
    }


def _record(number: int, previous: bytes, plaintext: bytes, kind: str, author: str) -> Vector:
    context = RecordContext(CASE, number, kind, author)
    sealed = seal_record(CASE_KEY, plaintext, context, previous)
    fields = {
        "case-key": CASE_KEY.hex(),
        "case-id": CASE,
        "number": str(number),
        "kind": kind,
        "author": author,
        "previous": previous.hex(),
    }
    gives = {"plaintext": plaintext.hex(), "record-hash": record_hash(sealed).hex()}
    return Vector("opens", f"record {number} of a case", fields, sealed, gives=gives)


def _records() -> dict[str, Vector]:
    first = _record(0, ZERO, b'{"what": "a parcel"}', "report", "reporter")
    previous = record_hash(first.body)
    good = _record(1, previous, b"When was this?", "message", "officer")
    key = derive(CASE_KEY, "record key", b"\0\x08" + (1).to_bytes(8, "big"))
    craft = _crafted(good, (CASE, 1, "message", "officer"), key, Artefact.RECORD)
    wrong = {
        "case-key": ("case-key", SEED.hex()),
        "case": ("case-id", OTHER_CASE),
        "number": ("number", "2"),
        "kind": ("kind", "grounds"),
        "author": ("author", "reporter"),
    }
    chain = replace(good, expect="Tampered chain", gives={})
    return {
        "record/opens-first": first,
        "record/opens-second": good,
        "record/opens-empty": _record(1, previous, b"", "message", "reporter"),
        "record/opens-full-bucket": _record(1, previous, b"a" * 472, "message", "reporter"),
        "record/opens-next-bucket": _record(1, previous, b"a" * 473, "message", "reporter"),
        "record/opens-two-chunks": _record(1, previous, b"a" * 17_000, "message", "reporter"),
        "record/chain": replace(
            chain,
            about="behind another record",
            fields={**good.fields, "previous": record_hash(good.body).hex()},
        ),
        "record/chain-none": replace(
            chain,
            about="a second record as the first",
            fields={**good.fields, "previous": ZERO.hex()},
        ),
        "record/chain-short": craft(
            "Tampered chain", "a body too short to hold a hash", pad(b"short")
        ),
        **_header_errors("record", good),
        **_body_errors("record", good, "Tampered commitment"),
        **_padding_errors("record", pad(previous + b"When was this?"), craft),
        **_places("record", good, "Tampered commitment", wrong),
    }


def _attachment(content: bytes) -> Vector:
    target = io.BytesIO()
    sink = AttachmentSink(target, CASE_KEY, BLOB)
    sink.write(content)
    sink.finish()
    fields = {"key": CASE_KEY.hex(), "blob-id": BLOB, "size-bytes": str(len(content))}
    about = f"a file of {len(content)} bytes"
    return Vector("opens", about, fields, target.getvalue(), gives={"plaintext": content.hex()})


def _attachments() -> dict[str, Vector]:
    good, large = _attachment(b"%PDF-1.7 a short one"), _attachment(bytes(range(256)) * 66)
    sized = _places(
        "attachment", good, "Tampered padding", {"length": ("size-bytes", "19")}
    ) | _places("attachment", good, "Tampered padding", {"bucket": ("size-bytes", "513")})
    wrong = {"key": ("key", SEED.hex()), "blob": ("blob-id", OTHER_BLOB)}
    errors = _body_errors("attachment", good, "Tampered commitment")
    del errors["attachment/length"]
    craft = _crafted(good, (BLOB,), CASE_KEY, Artefact.ATTACHMENT)
    content = b"%PDF-1.7 a short one"
    cuts = {
        "cut-head": ("Tampered chunk", "cut within the key commitment", good.body[:40]),
        "cut-chunk": ("Tampered chunk", "cut after the first chunk", large.body[: 60 + 16_400]),
    }
    return {
        "attachment/opens": good,
        "attachment/opens-empty": _attachment(b""),
        "attachment/opens-two-chunks": large,
        "attachment/padding-byte": craft(
            "Tampered padding", "a padding byte that is not zero", content.ljust(511, b"\0") + b"\1"
        ),
        "attachment/padding-none": craft("Tampered padding", "no padding at all", content),
        "attachment/padding-bucket": craft(
            "Tampered padding", "the bucket above", content.ljust(544, b"\0")
        ),
        "attachment/padding-short-content": craft("Tampered padding", "content missing", b"%PDF"),
        **{
            f"attachment/{name}": replace(
                large if "chunk" in name else good, expect=expect, about=about, body=body, gives={}
            )
            for name, (expect, about, body) in cuts.items()
        },
        **_header_errors("attachment", good),
        **errors,
        **sized,
        **_places("attachment", good, "Tampered commitment", wrong),
    }


def _code_wraps() -> dict[str, Vector]:
    code = TrackingCode(CODE)
    body = wrap_case_key(code, CASE_KEY, CASE)
    fields = {"code": CODE.hex(), "case-id": CASE}
    about = "a case key under a tracking code"
    good = Vector("opens", about, fields, body, gives={"case-key": CASE_KEY.hex()})
    wrong = {"code": ("code", "ff" * 15), "case": ("case-id", OTHER_CASE)}
    return {
        "code-wrap/opens": good,
        **_header_errors("code-wrap", good),
        **_body_errors("code-wrap", good, "Tampered commitment"),
        **_places("code-wrap", good, "Tampered commitment", wrong),
    }


def _documents() -> dict[str, Vector]:
    context = DocumentContext(
        document_id="d0" * 16,
        unit_id="a1" * 16,
        lke_code="A.1.V.i.a",
        kind="recap",
        period="2026-Q3",
        filed_on="2026-10-02",
        filed_by=OFFICER,
    )
    plaintext = b'{"title": "Rekap gratifikasi"}'
    body = seal_document(SEED, plaintext, context)
    fields = {"instance-key": SEED.hex()}
    fields |= {name.replace("_", "-"): value for name, value in vars(context).items()}
    gives = {"plaintext": plaintext.hex()}
    good = Vector("opens", "what is known of an evidence document", fields, body, gives=gives)
    wrong = {
        "instance-key": ("instance-key", CASE_KEY.hex()),
        "document": ("document-id", "d1" * 16),
        "unit": ("unit-id", "a2" * 16),
        "code": ("lke-code", "A.1.V.i.b"),
        "kind": ("kind", "circular"),
        "period": ("period", "2026-Q2"),
        "day": ("filed-on", "2026-09-30"),
        "officer": ("filed-by", OTHER_OFFICER),
    }
    key = derive(SEED, "evidence document key", b"\0\x20" + context.document_id.encode())
    craft = _crafted(good, context.place(), key, Artefact.DOCUMENT)
    return {
        "document/opens": good,
        **_header_errors("document", good),
        **_body_errors("document", good, "Tampered commitment"),
        **_padding_errors("document", pad(plaintext), craft),
        **_places("document", good, "Tampered commitment", wrong),
    }


def _summaries() -> dict[str, Vector]:
    plaintext = b'{"title": "Sisa bahan bangunan"}'
    body = seal_summary(CASE_KEY, plaintext, CASE)
    fields = {"case-key": CASE_KEY.hex(), "case-id": CASE}
    gives = {"plaintext": plaintext.hex()}
    good = Vector("opens", "what a case is found by", fields, body, gives=gives)
    wrong = {"case-key": ("case-key", SEED.hex()), "case": ("case-id", OTHER_CASE)}
    craft = _crafted(good, (CASE,), derive(CASE_KEY, "case summary key"), Artefact.SUMMARY)
    return {
        "summary/opens": good,
        **_header_errors("summary", good),
        **_body_errors("summary", good, "Tampered commitment"),
        **_padding_errors("summary", pad(plaintext), craft),
        **_places("summary", good, "Tampered commitment", wrong),
    }


def _drafts() -> dict[str, Vector]:
    token = DraftToken(RANDOM, 0, "")

    def make(slot: str) -> Vector:
        plaintext = b'{"what": "half a sentence"}'
        body = seal_draft(token, plaintext, slot=slot)
        gives = {"plaintext": plaintext.hex(), "draft-id": token.id}
        fields = {"random": RANDOM.hex(), "slot": slot}
        return Vector("opens", f"what a draft row holds: {slot}", fields, body, gives=gives)

    good = make("open")
    wrong = {"token": ("random", CASE_KEY.hex()), "slot": ("slot", "submitted")}
    craft = _crafted(good, ("open", token.id), token.key, Artefact.DRAFT)
    return {
        "draft/opens": good,
        "draft/opens-submitted": make("submitted"),
        **_header_errors("draft", good),
        **_body_errors("draft", good, "Tampered commitment"),
        **_padding_errors("draft", pad(b'{"what": "half a sentence"}'), craft),
        **_places("draft", good, "Tampered commitment", wrong),
    }


def _holdings() -> dict[str, Vector]:
    held = b"\2\3\1" + RANDOM + CASE_KEY.raw
    place = Place(Purpose.IDENTITY_SHARE, CASE, OFFICER, 1)
    fields = {
        "seed": SEED.hex(),
        "purpose": place.purpose.value,
        "subject": CASE,
        "recipient": OFFICER,
        "epoch": "1",
    }

    def make(about: str, raw: bytes, expect: str = "opens", at: Place = place) -> Vector:
        box = seal_boxed(raw, public_key_of(SEED), at)
        gives = {"holding": raw.hex()} if expect == "opens" else {}
        named = {**fields, "purpose": at.purpose.value, "subject": at.subject}
        return Vector(expect, about, named, box, gives=gives)

    good = make("what one of three custodians holds", held)
    wrong = {
        "seed": ("seed", CASE_KEY.hex()),
        "purpose": ("purpose", Purpose.ESCROW_SHARE.value),
        "subject": ("subject", OTHER_CASE),
        "recipient": ("recipient", OTHER_OFFICER),
        "epoch": ("epoch", "2"),
    }
    whole = Place(Purpose.SHARE_TO_REQUESTER, "4e" * 16, OFFICER, 1)
    escrow = Place(Purpose.ESCROW_SHARE, CASE, OFFICER, 1)
    return {
        "holding/opens-identity": good,
        "holding/opens-escrow": make("what one of seven holds", b"\4\7\6" + ZERO * 20, at=escrow),
        "holding/opens-requester": make("a holding an officer was given", held, at=whole),
        "holding/share-one": make(
            "one alone would have the key", b"\1\2\0" + ZERO, "Tampered share"
        ),
        "holding/share-position": make(
            "of three the fourth", b"\2\3\3" + ZERO * 2, "Tampered share"
        ),
        "holding/length-of-another": make(
            "as long as another split's", b"\2\3\1" + ZERO * 3, "Tampered length"
        ),
        "holding/length-cut": replace(
            good, expect="Tampered length", about="a byte missing", body=good.body[:-1], gives={}
        ),
        "holding/tag-bit": replace(
            good,
            expect="WrongKey",
            about="a bit of the tag flipped",
            body=_flip(good.body, len(good.body) - 1),
            gives={},
        ),
        **_header_errors("holding", good),
        **_places("holding", good, "WrongKey", wrong),
    }


def _identities() -> dict[str, Vector]:
    plaintext = b'{"v": 1, "name": "Sari", "contact": ""}'
    fields = {"identity-key": SEED.hex(), "case-key": CASE_KEY.hex(), "case-id": CASE}
    body = seal_identity(SEED, CASE_KEY, plaintext, CASE)
    good = Vector("opens", "who reported", fields, body, gives={"plaintext": plaintext.hex()})
    wrong = {
        "identity-key": ("identity-key", ZERO.hex()),
        "case-key": ("case-key", ZERO.hex()),
        "case": ("case-id", OTHER_CASE),
    }
    bound = b"\0\x20" + CASE.encode()
    key = Key(expand(SEED.raw + CASE_KEY.raw, "identity by two keys", bound, 32))
    craft = _crafted(good, (CASE,), key, Artefact.IDENTITY)
    return {
        "identity/opens": good,
        **_header_errors("identity", good),
        **_body_errors("identity", good, "Tampered commitment"),
        **_padding_errors("identity", pad(plaintext), craft),
        **_places("identity", good, "Tampered commitment", wrong),
    }


def _reasons() -> dict[str, Vector]:
    request = "4e" * 16
    text = "Saksi harus dilindungi."
    fields = {"request-key": SEED.hex(), "request-id": request}
    good = Vector(
        "opens", "why somebody asks", fields, seal_reason(SEED, text, request), gives={"text": text}
    )
    wrong = {"request-key": ("request-key", ZERO.hex()), "request": ("request-id", "4f" * 16)}
    craft = _crafted(good, (request,), SEED, Artefact.REASON)
    return {
        "reason/opens": good,
        **_header_errors("reason", good),
        **_body_errors("reason", good, "Tampered commitment"),
        **_padding_errors("reason", pad(text.encode()), craft),
        **_places("reason", good, "Tampered commitment", wrong),
    }


def _sessions() -> dict[str, Vector]:
    token = SessionToken(RANDOM)
    body = seal_session(token, SEED.raw, "officer")
    fields = {"random": RANDOM.hex(), "kind": "officer"}
    about = "what a session row holds"
    good = Vector("opens", about, fields, body, gives={"payload": SEED.hex()})
    wrong = {"token": ("random", CASE_KEY.hex()), "kind": ("kind", "tracking")}
    place = ("officer", token.lookup)
    craft = _crafted(good, place, token.key("officer"), Artefact.SESSION)
    return {
        "session/opens": good,
        **_header_errors("session", good),
        **_body_errors("session", good, "Tampered commitment"),
        **_padding_errors("session", pad(SEED.raw), craft),
        **_places("session", good, "Tampered commitment", wrong),
    }


def _password_wraps() -> dict[str, Vector]:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=1)

    def make(password: str, about: str) -> Vector:
        body = wrap_seed_by_password(SEED, password, OFFICER, gate, os.urandom)
        fields = {"password": password, "officer-id": OFFICER}
        return Vector("opens", about, fields, body, gives={"seed": SEED.hex()})

    good = make("kuda terbang 17", "an officer's seed, at the cheapest costs")
    composed = make("caf\u00e9 terbang 17", "a letter with an accent, typed as two")
    composed = replace(composed, fields={**composed.fields, "password": "cafe\u0301 terbang 17"})
    body = good.body
    wrong = {"password": ("password", "kuda terbang 18"), "officer": ("officer-id", OTHER_OFFICER)}
    costs = {
        "time-zero": (0, 0),
        "time-high": (0, 11),
        "memory-low": (4, 7),
        "memory-high": (4, 262_145),
        "lanes-zero": (8, 0),
        "lanes-high": (8, 9),
        "lanes-thin": (8, 2),
    }
    refused = {
        f"profile-{name}": (
            "Tampered profile",
            "costs out of bounds",
            body[: 4 + at] + cost.to_bytes(4, "big") + body[8 + at :],
        )
        for name, (at, cost) in costs.items()
    }
    refused |= {
        "cost-changed": (
            "WrongKey",
            "other costs, within bounds",
            body[:4] + (2).to_bytes(4, "big") + body[8:],
        ),
        "argon-salt-bit": ("WrongKey", "a bit of Argon2's salt flipped", _flip(body, 17)),
        "length-cut": ("Tampered length", "a byte missing", body[:-1]),
        "length-long": ("Tampered length", "a byte too many", body + b"\0"),
    }
    typed = {
        "malformed-length": ("Malformed length", "1025 bytes", "a" * 1025),
        "malformed-length-utf8": ("Malformed length", "513 letters of two bytes", "é" * 513),
    }
    return {
        "password-wrap/opens": good,
        "password-wrap/opens-composed": composed,
        **_header_errors("password-wrap", good),
        **_body_errors("password-wrap", good, "WrongKey", prefix=28),
        **_places("password-wrap", good, "WrongKey", wrong),
        **{
            f"password-wrap/{name}": replace(
                good, expect=expect, about=about, body=changed, gives={}
            )
            for name, (expect, about, changed) in refused.items()
        },
        **{
            f"password-wrap/{name}": replace(
                good,
                expect=expect,
                about=about,
                fields={**good.fields, "password": password},
                gives={},
            )
            for name, (expect, about, password) in typed.items()
        },
    }


def _recovery_wraps() -> dict[str, Vector]:
    body = wrap_seed_by_recovery(SEED, RecoveryCode(CODE), OFFICER)
    fields = {"code": CODE.hex(), "officer-id": OFFICER}
    about = "an officer's seed under a recovery code"
    good = Vector("opens", about, fields, body, gives={"seed": SEED.hex()})
    wrong = {"code": ("code", "ff" * 15), "officer": ("officer-id", OTHER_OFFICER)}
    return {
        "recovery-wrap/opens": good,
        **_header_errors("recovery-wrap", good),
        **_body_errors("recovery-wrap", good, "WrongKey"),
        **_places("recovery-wrap", good, "WrongKey", wrong),
    }


def _totps() -> dict[str, Vector]:
    secret = bytes(range(20))
    body = seal_totp(SEED, secret, OFFICER)
    fields = {"seed": SEED.hex(), "officer-id": OFFICER}
    good = Vector("opens", "a second factor", fields, body, gives={"secret": secret.hex()})
    wrong = {"seed": ("seed", CASE_KEY.hex()), "officer": ("officer-id", OTHER_OFFICER)}
    return {
        "totp/opens": good,
        **_header_errors("totp", good),
        **_body_errors("totp", good, "Tampered commitment"),
        **_places("totp", good, "Tampered commitment", wrong),
    }
