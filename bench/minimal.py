"""The measure beside the measure: the least a server of this kind could do, in the same framework.

GET gives a short page. POST seals a 32-byte key to a desk, encrypts the text and writes three rows
and a commit to SQLite, as durably as the real thing; no form, no rule, no page worth reading.
"""

import os
import sqlite3
from pathlib import Path

from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from flask import Flask, g, render_template_string, request

from wbs.sealing.key import Key
from wbs.sealing.keypair import public_half, public_key_of

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PUBLIC_KEY = public_half(public_key_of(Key(bytes(32))))
PAGE = (
    "<!doctype html><title>x</title><ul>{% for n in range(20) %}<li>{{ n }}</li>{% endfor %}</ul>"
)
FILE = Path(os.environ.get("WBS_BENCH_FOLDER", ".")) / "minimal.sqlite"

application = Flask(__name__)


def _database() -> sqlite3.Connection:
    if "db" not in g:
        g.db = sqlite3.connect(FILE, isolation_level=None, timeout=30)
        g.db.execute("PRAGMA journal_mode=WAL")
        g.db.execute("PRAGMA synchronous=FULL")
        for table in ("one", "two", "three"):
            g.db.execute(f"CREATE TABLE IF NOT EXISTS {table} (id BLOB PRIMARY KEY, body BLOB)")
    connection: sqlite3.Connection = g.db
    return connection


@application.teardown_appcontext
def _close(_error: BaseException | None) -> None:
    if "db" in g:
        g.pop("db").close()


@application.get("/")
def page() -> str:
    """A page of twenty lines."""
    return render_template_string(PAGE)


@application.post("/")
def submit() -> str:
    """Seal, store, answer."""
    key = os.urandom(32)
    box = SUITE.encrypt(key, PUBLIC_KEY, b"bench")
    encryptor = Cobblestone256Encryptor(key, b"bench")
    body = encryptor.update(repr(sorted(request.form.items())).encode()) + encryptor.finalize()
    database = _database()
    database.execute("BEGIN IMMEDIATE")
    for table, blob in (("one", box), ("two", body), ("three", b"event")):
        database.execute(f"INSERT INTO {table} VALUES (?, ?)", (os.urandom(16), blob))  # noqa: S608
    database.execute("COMMIT")
    return render_template_string(PAGE)
