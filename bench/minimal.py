"""The measure beside the measure: the least a server of this kind could do, in the same framework.

GET gives a short page; so does POST, after reading the form. A POST with `confirm` also seals as
often as a report is sealed (a key to a desk by HPKE; record, key under the code, draft) and writes
ten rows of about the real sizes in one transaction, as durably as the real thing. No rule is
looked at, nothing is read back, and no page is worth reading. `/mentah` puts a body on the disk.
"""

import os
import sqlite3
import threading
from pathlib import Path

from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from flask import Flask, render_template_string, request

from wbs.sealing.key import Key
from wbs.sealing.keypair import public_half, public_key_of

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PUBLIC_KEY = public_half(public_key_of(Key(bytes(32))))
PAGE = (
    "<!doctype html><title>x</title><ul>{% for n in range(20) %}<li>{{ n }}</li>{% endfor %}</ul>"
)
FOLDER = Path(os.environ.get("WBS_BENCH_FOLDER", "."))
TABLES = ("draft", "box", "record", "case_", "tally", "clock", "event", "custody")
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000")
PADDED = 512
PIECE_BYTES = 65_536

application = Flask(__name__)
_own = threading.local()


def _database() -> sqlite3.Connection:
    """The connection of the thread that asks."""
    if not hasattr(_own, "database"):
        _own.database = sqlite3.connect(FOLDER / "minimal.sqlite", isolation_level=None)
        for pragma in PRAGMAS:
            _own.database.execute(f"PRAGMA {pragma}")
        for table in TABLES:
            _own.database.execute(
                f"CREATE TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY, body BLOB)"
            )
    connection: sqlite3.Connection = _own.database
    return connection


def _sealed(key: bytes, plain: bytes) -> bytes:
    encryptor = Cobblestone256Encryptor(key, b"bench")
    return encryptor.update(plain.ljust(PADDED, b"\0")) + encryptor.finalize()


def _rows(text: bytes) -> list[tuple[str, bytes]]:
    """Table and content of every row a report becomes."""
    key = os.urandom(32)
    event, clock = os.urandom(330), os.urandom(30)
    return [
        ("draft", _sealed(os.urandom(32), key)),
        ("box", SUITE.encrypt(key, PUBLIC_KEY, b"bench")),
        ("record", _sealed(key, text)),
        ("case_", _sealed(os.urandom(32), key) + os.urandom(200)),
        ("tally", os.urandom(100)),
        *(("clock", clock) for _ in range(3)),
        ("event", event),
        ("custody", event),
    ]


@application.get("/")
def page() -> str:
    """A page of twenty lines."""
    return render_template_string(PAGE)


@application.post("/")
def submit() -> str:
    """Read the form; if it is confirmed: seal, store, answer."""
    fields = request.form
    if "confirm" in fields:
        rows = _rows(repr(sorted(fields.items())).encode())
        database = _database()
        database.execute("BEGIN IMMEDIATE")
        for table, body in rows:
            database.execute(f"INSERT INTO {table} VALUES (?, ?)", (os.urandom(16).hex(), body))  # noqa: S608
        database.execute("COMMIT")
    return render_template_string(PAGE)


@application.post("/mentah")
def raw() -> str:
    """Put the body on the disk as it comes."""
    with (FOLDER / "raw").open("wb") as target:
        while piece := request.stream.read(PIECE_BYTES):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return "ok"
