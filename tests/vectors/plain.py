"""Vectors of what involves no chance: codes, tokens, derivations, commitments, padding, leaves."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.vectors import logged
from tests.vectors.files import Vector

SUITE = b"wbs-sealing/1"
CASE_KEY = bytes(range(32, 64))
RANDOM = bytes(range(64, 96))
APP_KEY = bytes(range(96, 128))
CODE = bytes(range(15))
HOUR = 495_000
UNIT = "17" * 16
RECORD_HASH = hashlib.sha256(b"the first record").digest()
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def fields(*parts: bytes) -> bytes:
    """sealing-v1 R3, written a second time."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def hkdf(secret: bytes, label: bytes, context: bytes, size: int) -> bytes:
    """sealing-v1 R10, written a second time."""
    info = fields(SUITE, label, context)
    return HKDF(algorithm=SHA256(), length=size, salt=None, info=info).derive(secret)


def vectors() -> dict[str, Vector]:
    """Every vector of this page by name."""
    return {
        **_codes(),
        **_draft_tokens(),
        **_session_tokens(),
        **_derivations(),
        **_commitments(),
        **_vouchers(),
        **_paddings(),
        **_shares(),
        **_lines(),
        **_leaves(),
        **logged.vectors(),
    }


def _shares() -> dict[str, Vector]:
    """Two of three, as the specification's example splits: {0,1} {0,2} {1,2}."""
    key, drawn = CASE_KEY, [bytes([n]) * 32 for n in (1, 2, 3)]
    last = [bytes(a ^ b for a, b in zip(key, share, strict=True)) for share in drawn]
    held = (
        b"\2\3\0" + drawn[0] + drawn[1],
        b"\2\3\1" + last[0] + drawn[2],
        b"\2\3\2" + last[1] + last[2],
    )
    first, second, third = (each.hex() for each in held)
    other = (b"\2\2\1" + last[0]).hex()

    def gives(*holdings: str) -> Vector:
        about = "holdings of a split"
        return _text("opens", about, " ".join(holdings), {"key": key.hex()})

    return {
        "shares/opens-01": gives(first, second),
        "shares/opens-02": gives(first, third),
        "shares/opens-21": gives(third, second),
        "shares/opens-all": gives(third, second, first),
        "shares/too-few": _text("WrongKey", "one of two", first),
        "shares/none": _text("WrongKey", "nobody's", ""),
        "shares/share-twice": _text("Tampered share", "one came twice", f"{first} {first}"),
        "shares/share-other": _text("Tampered share", "of two splits", f"{first} {other}"),
        "shares/share-head": _text("Tampered share", "k above n", "0403" + first[4:]),
        "shares/length": _text("Tampered length", "a share missing", first[:-64]),
    }


def _text(expect: str, about: str, text: str, gives: dict[str, str] | None = None) -> Vector:
    return Vector(expect, about, {}, text.encode(), is_text=True, gives=gives or {})


def _codes() -> dict[str, Vector]:
    gives = {
        "secret": CODE.hex(),
        "lookup-id": hkdf(CODE, b"tracking code lookup", b"", 16).hex(),
        "grouped": "000G4-0R40M-30E20-9185G-R38EN",
    }
    highest = b"\xff" * 15
    highest_gives = {
        "secret": highest.hex(),
        "lookup-id": hkdf(highest, b"tracking code lookup", b"", 16).hex(),
        "grouped": "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZ6",
    }
    opens = {
        "shown": ("as it is shown", gives["grouped"]),
        "bare": ("without dashes", "000G40R40M30E209185GR38EN"),
        "lower": ("lower case and spaces", "  000g4 0r40m 30e20 9185g r38en "),
        "letters": ("O for 0 and L and I for 1", "OOOG4-OR4OM-3OE2O-9L85G-R38EN"),
        "dashes": ("dashes and spaces a copy may carry", "000G4–0R40M—30E20‑9185G\u200b-R38EN"),
    }
    refused = {
        "slip": ("check", "one symbol wrong", "000G4-0R40M-30E20-9185G-R38EP"),
        "swap": ("check", "two neighbours exchanged", "000G4-0R40M-30E20-9185G-R83EN"),
        "far-swap": ("check", "two symbols far apart exchanged", "N00G4-0R40M-30E20-9185G-R38E0"),
        "short": ("length", "one symbol missing", "000G4-0R40M-30E20-9185G-R38E"),
        "long": ("length", "one symbol too many", "000G4-0R40M-30E20-9185G-R38EN0"),
        "empty": ("length", "nothing typed", ""),
        "endless": ("length", "more than 200 characters", "-" * 176 + "000G40R40M30E209185GR38EN"),
        "letter-u": ("symbol", "U is no symbol", "U00G4-0R40M-30E20-9185G-R38EN"),
        "star": ("symbol", "another sign", "000G4-0R40M-30E20-9185G-R38E*"),
        "sharp-s": (
            "symbol",
            "a letter whose capital is two symbols",
            "00G4-0R40M-30E20-9185G-R38ENß",
        ),
    }
    return {
        "tracking-code/opens-highest": _text(
            "opens", "all bits set", highest_gives["grouped"], highest_gives
        ),
        **{f"tracking-code/opens-{n}": _text("opens", a, t, gives) for n, (a, t) in opens.items()},
        **{
            f"tracking-code/{reason}-{n}": _text(f"Malformed {reason}", a, t)
            for n, (reason, a, t) in refused.items()
        },
    }


def draft_token(suite: int = 1, hour: int = HOUR, app_key: bytes = APP_KEY) -> str:
    """A token as sealing-v1 §10 writes it."""
    issued = bytes([suite]) + RANDOM + hour.to_bytes(4, "big")
    mac_key = hkdf(app_key, b"draft token mac", b"", 32)
    return urlsafe_b64encode(issued + hmac.digest(mac_key, issued, "sha256")).decode()


def _draft_tokens() -> dict[str, Vector]:
    token = draft_token()
    gives = {
        "draft-id": hkdf(RANDOM, b"draft id", b"", 16).hex(),
        "draft-key": hkdf(RANDOM, b"draft key", b"", 32).hex(),
        "hour": str(HOUR),
    }
    cases = {
        "opens-same-hour": ("opens", "in the hour of issue", token, 0),
        "opens-24": ("opens", "24 hours later", token, 24),
        "opens-next-hour": ("opens", "issued by a clock that is ahead", token, -1),
        "expired-25": ("TokenExpired", "25 hours later", token, 25),
        "expired-ahead": ("TokenExpired", "issued two hours from now", token, -2),
        "forged-key": ("WrongKey", "another application's key", draft_token(app_key=RANDOM), 0),
        "forged-suite": ("WrongKey", "an unknown suite, with a genuine HMAC", draft_token(2), 0),
        "forged-hour": ("WrongKey", "the hour moved on", _with_later_hour(token), 25),
        "forged-bit": ("WrongKey", "the last character changed", token[:-1] + "A", 0),
        "forged-short": ("WrongKey", "a character missing", token[:-1], 0),
        "forged-symbol": ("WrongKey", "not base64url", "+" + token[1:], 0),
        "forged-empty": ("WrongKey", "nothing at all", "", 0),
    }
    return {
        f"draft-token/{name}": Vector(
            expect,
            about,
            {"app-key": APP_KEY.hex(), "now-hour": str(HOUR + later)},
            text.encode(),
            is_text=True,
            gives=gives if expect == "opens" else {},
        )
        for name, (expect, about, text, later) in cases.items()
    }


def _with_later_hour(token: str) -> str:
    return token[:44] + draft_token(hour=HOUR + 20)[44:50] + token[50:]


def _session_tokens() -> dict[str, Vector]:
    text = urlsafe_b64encode(b"\x01" + RANDOM).decode()
    gives = {
        "lookup": hkdf(RANDOM, b"session lookup", b"", 16).hex(),
        "csrf": hkdf(RANDOM, b"session csrf", b"", 32).hex(),
        "officer-key": hkdf(RANDOM, b"session key", fields(b"officer"), 32).hex(),
    }
    cases = {
        "length-short": ("length", "a character missing", text[:-1]),
        "length-long": ("length", "a character too many", text + "A"),
        "length-empty": ("length", "nothing at all", ""),
        "symbol-plus": ("symbol", "base64, but not base64url", text[:-1] + "+"),
        "symbol-padding": ("symbol", "padding where none can be", text[:-1] + "="),
        "symbol-foreign": ("symbol", "a letter of another script", text[:-1] + "я"),
        "suite": ("suite", "an unknown suite", urlsafe_b64encode(b"\x02" + RANDOM).decode()),
    }
    return {
        "session-token/opens": _text("opens", "a token and what is derived from it", text, gives),
        **{
            f"session-token/{name}": _text(f"Malformed {reason}", about, typed)
            for name, (reason, about, typed) in cases.items()
        },
    }


def _derivations() -> dict[str, Vector]:
    cases = {
        "record-0": (b"record key", fields(bytes(8))),
        "record-1": (b"record key", fields((1).to_bytes(8, "big"))),
        "commit": (b"commit", b""),
        "totp": (b"totp", b""),
        "register-mark": (b"old register line", fields(UNIT.encode(), b"12/adu", b"2026-02-10")),
        "rounding": (
            b"rounding of a public number",
            fields(b"2026-Q2", UNIT.encode(), b"complaint"),
        ),
    }
    return {
        f"derivation/{name}": Vector(
            "opens",
            "a key derived from the key below",
            {"label": label.decode(), "context": context.hex()},
            CASE_KEY,
            gives={"key": hkdf(CASE_KEY, label, context, 32).hex()},
        )
        for name, (label, context) in cases.items()
    }


def _commitments() -> dict[str, Vector]:
    genuine = hmac.digest(hkdf(CASE_KEY, b"commit", b"", 32), RECORD_HASH, "sha256")
    gives = {"log-id": hkdf(CASE_KEY, b"log", fields(UNIT.encode()), 16).hex()}
    record, other = RECORD_HASH, hashlib.sha256(b"another record").digest()
    cases = {
        "opens": ("opens", "the record that was received", CASE_KEY, record, genuine),
        "record": ("Tampered commitment", "another first record", CASE_KEY, other, genuine),
        "key": ("Tampered commitment", "another case key", RANDOM, record, genuine),
        "bit": ("Tampered commitment", "a bit flipped", CASE_KEY, record, _flip(genuine, 9)),
        "cut": ("Tampered commitment", "a byte missing", CASE_KEY, record, genuine[:-1]),
    }
    place = fields(UNIT.encode(), (2).to_bytes(8, "big"))
    returned = Vector(
        "opens",
        "the record that was received, of a case that came back to the unit a second time",
        {
            **{"case-key": CASE_KEY.hex(), "first-record-hash": record.hex(), "unit-id": UNIT},
            "returns": "2",
        },
        genuine,
        gives={"log-id": hkdf(CASE_KEY, b"log", place, 16).hex()},
    )
    return {"commitment/opens-returned": returned} | {
        f"commitment/{name}": Vector(
            expect,
            about,
            {"case-key": key.hex(), "first-record-hash": first.hex(), "unit-id": UNIT},
            body,
            gives=gives if expect == "opens" else {},
        )
        for name, (expect, about, key, first, body) in cases.items()
    }


def _vouchers() -> dict[str, Vector]:
    desk, public, other = "42" * 16, bytes(range(200)), bytes(range(1, 201))
    at = fields(desk.encode(), (2).to_bytes(8, "big"), public)
    genuine = hmac.digest(hkdf(APP_KEY, b"desk key voucher", b"", 32), at, "sha256")
    cases = {
        "opens": ("opens", "a key the house made", APP_KEY, desk, "2", public, genuine),
        "desk": ("Tampered voucher", "another desk", APP_KEY, UNIT, "2", public, genuine),
        "epoch": ("Tampered voucher", "another epoch", APP_KEY, desk, "3", public, genuine),
        "public-key": ("Tampered voucher", "another key", APP_KEY, desk, "2", other, genuine),
        "instance-key": ("Tampered voucher", "another house", RANDOM, desk, "2", public, genuine),
        "bit": ("Tampered voucher", "a bit flipped", APP_KEY, desk, "2", public, _flip(genuine, 9)),
        "cut": ("Tampered voucher", "a byte missing", APP_KEY, desk, "2", public, genuine[:-1]),
    }
    names = ("instance-key", "desk-id", "epoch", "public-key")
    return {
        f"voucher/{name}": Vector(
            expect, about, dict(zip(names, (key.hex(), at, epoch, made.hex()), strict=True)), body
        )
        for name, (expect, about, key, at, epoch, made, body) in cases.items()
    }


def _flip(data: bytes, bit: int) -> bytes:
    at = bit // 8
    return data[:at] + bytes([data[at] ^ 1 << bit % 8]) + data[at + 1 :]


def _paddings() -> dict[str, Vector]:
    sizes = {
        **dict.fromkeys((0, 1, 511, 512), 512),
        **{513: 544, 544: 544, 545: 576, 1000: 1024, 1024: 1024, 1025: 1088},
        **{16_384: 16_384, 16_385: 17_408, 1_000_000: 1_015_808, 209_715_201: 213_909_504},
    }
    return {
        f"padding/{size}": _text("opens", "a length", str(size), {"padded": str(padded)})
        for size, padded in sizes.items()
    }


def _lines() -> dict[str, Vector]:
    title = "wbs-log/1 closed"
    refused = {
        "end-missing": ("end", "no newline", b"wbs-log/1 closed\tday=2026-07-14"),
        "end-two": ("end", "two newlines", b"wbs-log/1 closed\tday=2026-07-14\n\n"),
        "end-inside": ("end", "a newline inside", b"wbs-log/1 closed\tday=2026\n-07-14\n"),
        "encoding": ("encoding", "not UTF-8", b"wbs-log/1 closed\tcategory=\xff\n"),
        "title-open": ("title", "the other line", b"wbs-log/1 open\tday=2026-07-14\n"),
        "title-version": ("title", "another version", b"wbs-log/2 closed\tday=2026-07-14\n"),
        "title-empty": ("title", "nothing at all", b""),
        "field-no-value": ("field", "a part without =", b"wbs-log/1 closed\tday\n"),
        "field-empty": ("field", "two tabs", b"wbs-log/1 closed\t\tday=2026-07-14\n"),
        "field-name": ("field", "a capital in a name", b"wbs-log/1 closed\tDay=2026-07-14\n"),
        "field-return": ("field", "a carriage return", b"wbs-log/1 closed\tday=2026-07-14\r\n"),
        "field-separator": ("field", "U+2028", "wbs-log/1 closed\tday=a\u2028b\n".encode()),
        "order": ("order", "unsorted", b"wbs-log/1 closed\tlogged=b\tday=a\n"),
        "order-twice": ("order", "a name twice", b"wbs-log/1 closed\tday=a\tday=b\n"),
    }
    opens = {
        "opens": b"wbs-log/1 closed\tcategory=suap\tday=2026-07-14\tlogged=2026-07-15\n",
        "opens-unknown-field": b"wbs-log/1 closed\tday=2026-07-14\tnew_1=a=b \xc3\xa9\n",
        "opens-no-field": b"wbs-log/1 closed\n",
    }
    gives = {
        "opens": {"category": "suap", "day": "2026-07-14", "logged": "2026-07-15"},
        "opens-unknown-field": {"day": "2026-07-14", "new_1": "a=b é"},
        "opens-no-field": {},
    }
    return {
        **{
            f"line/{name}": Vector(
                "opens",
                "a line and its fields",
                {"title": title},
                body,
                gives={f"field-{n}": value for n, value in gives[name].items()},
            )
            for name, body in opens.items()
        },
        **{
            f"line/{name}": Vector(f"BadLine {reason}", about, {"title": title}, body)
            for name, (reason, about, body) in refused.items()
        },
    }


def _leaves() -> dict[str, Vector]:
    line = b"wbs-log/1 open\tact=received\tkind=wbs\tmonth=2026-07\n"
    bad = b"wbs-log/1 open\tmonth=2026-07\tact=received\n"
    salt, closed = bytes(range(32)), hashlib.sha256(b"salt and closed line").digest()
    cases = {
        "opens": ("opens", "an opened leaf", line, salt, closed, _leaf_hash(line, salt, closed)),
        "line": ("WrongLeaf", "a word changed", line.replace(b"wbs\t", b"wbt\t"), salt, closed,
                 _leaf_hash(line, salt, closed)),
        "salt": ("WrongLeaf", "another salt", line, closed, closed, _leaf_hash(line, salt, closed)),
        "closed": ("WrongLeaf", "another closed line", line, salt, salt,
                   _leaf_hash(line, salt, closed)),
        "short-salt": ("WrongLeaf", "a salt of 31 bytes, the line one longer", salt[31:] + line,
                       salt[:31], closed, _leaf_hash(line, salt, closed)),
        "long-closed": ("WrongLeaf", "a commitment of 33 bytes", line, salt, closed + b"\0",
                        _leaf_hash(line, salt, closed + b"\0")),
        "bad-line": ("BadLine order", "committed to, and yet no line of ours", bad, salt, closed,
                     _leaf_hash(bad, salt, closed)),
    }  # fmt: skip
    return {
        f"leaf/{name}": Vector(
            expect,
            about,
            {"salt": s.hex(), "closed-commitment": c.hex(), "leaf-hash": leaf_hash.hex()},
            body,
            gives={"field-act": "received", "field-kind": "wbs", "field-month": "2026-07"}
            if expect == "opens"
            else {},
        )
        for name, (expect, about, body, s, c, leaf_hash) in cases.items()
    }


def _leaf_hash(line: bytes, salt: bytes, closed: bytes) -> bytes:
    opened = hashlib.sha256(salt + line).digest()
    return hashlib.sha256(b"\0" + opened + closed).digest()
