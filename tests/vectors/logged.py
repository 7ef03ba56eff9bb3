"""Vectors of trees, notes, checkpoints, proofs and promises: Ed25519 draws nothing, so all are without chance."""

from base64 import b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.vectors.files import Vector

NAME = "wbs.example.test"
SEED, PROMISE_SEED, OTHER_SEED = bytes(range(32)), bytes(range(32, 64)), bytes([7]) * 32
ALGORITHM = b"\1"
SALT = bytes(range(64, 96))
LEAF = bytes.fromhex("e9187fc8a5f287d1f9993874051453c19403182abff9ae44f11b6f321e9d516b")
LEAVES = [sha256(b"\0" + bytes([n])).digest() for n in range(7)]


def public(seed: bytes) -> bytes:
    """The public half."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def key_id(name: str, seed: bytes) -> bytes:
    """log-v1 R24, written a second time."""
    return sha256(name.encode() + b"\n\1" + public(seed)).digest()[:4]


def key(name: str, seed: bytes) -> str:
    """log-v1 R25, written a second time."""
    return f"{name}+{key_id(name, seed).hex()}+{b64encode(ALGORITHM + public(seed)).decode()}"


def line(text: str, name: str, seed: bytes) -> str:
    """A signature line of log-v1 R23, written a second time."""
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    return f"\u2014 {name} {b64encode(key_id(name, seed) + signature).decode()}\n"


def note(text: str, name: str = NAME, seed: bytes = SEED) -> bytes:
    """A signed note, written a second time."""
    return f"{text}\n{line(text, name, seed)}".encode()


def node(left: bytes, right: bytes) -> bytes:
    """An inner node."""
    return sha256(b"\1" + left + right).digest()


def vectors() -> dict[str, Vector]:
    """Every vector of this page by name."""
    return {
        **_keys(),
        **_notes(),
        **_checkpoints(),
        **_proof_files(),
        **_inclusions(),
        **_consistencies(),
        **_hidden(),
        **_promises(),
    }


def _keys() -> dict[str, Vector]:
    own = key(NAME, SEED)
    name, shown, encoded = own.split("+", 2)
    cosigner = b64encode(b"\4" + public(SEED)).decode()
    gives = {"key": public(SEED).hex(), "id": key_id(NAME, SEED).hex()}
    refused = {
        "id": f"{name}+a801f273+{encoded}",
        "name": f"other{name}+{shown}+{encoded}",
        "algorithm": f"{name}+{shown}+{cosigner}",
        "short": f"{name}+{shown}+{b64encode(ALGORITHM + public(SEED)[1:]).decode()}",
        "space": f"a b+{shown}+{encoded}",
        "capitals": f"{name}+{shown.upper()}+{encoded}",
        "parts": f"{name}+{shown}",
    }
    return {
        "log-key/opens": Vector("opens", "a key", {}, own.encode(), gives=gives),
        **{
            f"log-key/{why}": Vector("BadNote key", "no key of ours", {}, text.encode())
            for why, text in refused.items()
        },
    }


def _notes() -> dict[str, Vector]:
    text = "a text\nof two lines\n"
    own, other = note(text), line(text, "elsewhere.example", OTHER_SEED).encode()
    unpadded = own.rstrip(b"\n").removesuffix(b"=") + b"\n"
    cases = {
        "opens": ("opens", "one signature", own),
        "opens-among-others": ("opens", "a key nobody knows signed it too", own + other),
        "opens-empty-line": ("opens", "a text with an empty line", note("a\n\nb\n")),
        "unknown": ("NotSigned", "by a key nobody knows", note(text, NAME, OTHER_SEED)),
        "renamed": ("NotSigned", "by the key under another name", note(text, "elsewhere", SEED)),
        "changed": ("NotSigned", "a letter changed", own.replace(b"text", b"test")),
        "latin": ("BadNote encoding", "not UTF-8", b"\xff" + own),
        "tab": ("BadNote encoding", "a control", note("a\ttext\n")),
        "unsigned": ("BadNote end", "a text alone", text.encode()),
        "cut": ("BadNote end", "its last newline is gone", own[:-1]),
        "hyphen": ("BadNote signature", "another dash", own.replace("\u2014".encode(), b"-")),
        "padding": ("BadNote signature", "base64 without its padding", unpadded),
        "nameless": ("BadNote signature", "no name", own.replace(f" {NAME} ".encode(), b" ")),
        "many": ("BadNote signature", "a hundred and one signatures", own + other * 100),
    }
    return {
        f"log-note/{name}": Vector(
            expect,
            about,
            {"key": key(NAME, SEED)},
            body,
            gives={"text": sha256(body.decode().rpartition("\n\n")[0].encode() + b"\n").hexdigest()}
            if expect == "opens"
            else {},
        )
        for name, (expect, about, body) in cases.items()
    }


def _checkpoints() -> dict[str, Vector]:
    origin, root = f"{NAME}/satker-a", b64encode(LEAF).decode()
    good = f"{origin}\n1\n{root}\n"

    def signed(text: str) -> bytes:
        return note(text, origin)

    cases = {
        "opens": ("opens", "that of the example", signed(good)),
        "opens-extension": ("opens", "a further line", signed(f"{good}further\n")),
        "unsigned": ("NotSigned", "signed under the log name", note(good)),
        "origin": ("WrongOrigin", "another log's", note(good.replace("-a", "-b"), f"{NAME}/satker-b")),
        "lines": ("BadCheckpoint lines", "two lines", signed(f"{origin}\n1\n")),
        "empty": ("BadCheckpoint lines", "an empty line", signed(f"{good}\nfurther\n")),
        "size-zero": ("BadCheckpoint size", "a leading zero", signed(f"{origin}\n01\n{root}\n")),
        "size-sign": ("BadCheckpoint size", "a sign", signed(f"{origin}\n-1\n{root}\n")),
        "root-short": ("BadCheckpoint root", "31 bytes", signed(f"{origin}\n1\n{b64encode(LEAF[1:]).decode()}\n")),
        "root-url": ("BadCheckpoint root", "the other alphabet", signed(good.replace("+", "-"))),
    }  # fmt: skip
    gives = {"size": "1", "root": LEAF.hex()}
    return {
        f"log-checkpoint/{name}": Vector(
            expect,
            about,
            {"origin": origin, "key": key(NAME, SEED)},
            body,
            gives=gives if expect == "opens" else {},
        )
        for name, (expect, about, body) in cases.items()
    }


def _proof_files() -> dict[str, Vector]:
    title, checkpoint = "c2sp.org/tlog-proof@v1\n", "the checkpoint\n"
    one = b64encode(LEAF).decode() + "\n"
    cases = {
        "opens": ("opens", "one hash", f"{title}index 5\n{one}\n{checkpoint}"),
        "opens-none": ("opens", "a tree of one leaf", f"{title}index 0\n\n{checkpoint}"),
        "opens-extra": ("opens", "extra is passed over", f"{title}extra YQ==\nindex 5\n{one}\n{checkpoint}"),
        "title": ("BadProof title", "another version", f"c2sp.org/tlog-proof@v2\nindex 5\n{one}\n{checkpoint}"),
        "index": ("BadProof index", "a leading zero", f"{title}index 05\n{one}\n{checkpoint}"),
        "index-missing": ("BadProof index", "none", f"{title}{one}\n{checkpoint}"),
        "hash-short": ("BadProof hash", "three bytes", f"{title}index 5\nYWJj\n\n{checkpoint}"),
        "hash-many": ("BadProof hash", "64 hashes", f"{title}index 5\n{one * 64}\n{checkpoint}"),
        "end": ("BadProof end", "no checkpoint", f"{title}index 5\n{one}"),
    }  # fmt: skip
    gives = {
        "opens": {"index": "5", "hashes": LEAF.hex()},
        "opens-extra": {"index": "5", "hashes": LEAF.hex()},
        "opens-none": {"index": "0", "hashes": ""},
    }
    return {
        f"log-proof/{name}": Vector(expect, about, {}, body.encode(), gives=gives.get(name, {}))
        for name, (expect, about, body) in cases.items()
    }


def _seven() -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """The nodes of a tree of seven: 01, 23, 45, 0123, and its root."""
    a, b, c = (node(LEAVES[n], LEAVES[n + 1]) for n in (0, 2, 4))
    return a, b, c, node(a, b), node(node(a, b), node(c, LEAVES[6]))


def _inclusions() -> dict[str, Vector]:
    a, b, c, left, root = _seven()
    cases = {
        "opens-first": ("opens", 0, 7, [LEAVES[1], b, node(c, LEAVES[6])], root),
        "opens-last": ("opens", 6, 7, [c, left], root),
        "opens-alone": ("opens", 6, 1, [], LEAVES[6]),
        "index": ("WrongProof", 1, 7, [LEAVES[1], b, node(c, LEAVES[6])], root),
        "beyond": ("WrongProof", 7, 7, [c, left], root),
        "short": ("WrongProof", 6, 7, [c], root),
        "long": ("WrongProof", 6, 7, [c, left, a], root),
        "root": ("WrongProof", 6, 7, [c, left], a),
        "length": ("WrongProof", 6, 7, [c, left[1:]], root),
    }
    cases["opens-alone"] = ("opens", 0, 1, [], LEAVES[6])
    return {
        f"log-inclusion/{name}": Vector(
            expect,
            "a leaf in a tree",
            {
                "index": str(index),
                "size": str(size),
                "hashes": " ".join(each.hex() for each in hashes),
                "root": top.hex(),
            },
            LEAVES[index] if name == "opens-first" else LEAVES[0] if name == "index" else LEAVES[6],
        )
        for name, (expect, index, size, hashes, top) in cases.items()
    }


def _consistencies() -> dict[str, Vector]:
    a, b, c, left, root = _seven()
    three, empty = node(a, LEAVES[2]), sha256().digest()
    grown = [LEAVES[2], LEAVES[3], a, node(c, LEAVES[6])]
    cases = {
        "opens": ("opens", 3, 7, grown, three, root),
        "opens-power": ("opens", 4, 7, [node(c, LEAVES[6])], left, root),
        "opens-same": ("opens", 7, 7, [], root, root),
        "opens-nothing": ("opens", 0, 7, [], empty, root),
        "old-root": ("WrongProof", 3, 7, grown, left, root),
        "new-root": ("WrongProof", 3, 7, grown, three, left),
        "short": ("WrongProof", 3, 7, grown[:-1], three, root),
        "long": ("WrongProof", 3, 7, [*grown, b], three, root),
        "empty": ("WrongProof", 3, 7, [], three, root),
        "same-size": ("WrongProof", 7, 7, [], left, root),
        "nothing-root": ("WrongProof", 0, 7, [], left, root),
        "shrunk": ("WrongProof", 7, 3, grown, root, three),
    }
    return {
        f"log-consistency/{name}": Vector(
            expect,
            "a tree grown out of another",
            {
                "old": str(old),
                "new": str(new),
                "hashes": " ".join(each.hex() for each in hashes),
                "old-root": before.hex(),
            },
            top,
        )
        for name, (expect, old, new, hashes, before, top) in cases.items()
    }


def _hidden() -> dict[str, Vector]:
    signed = note(f"{NAME}/satker-a\n1\n{b64encode(LEAF).decode()}\n", f"{NAME}/satker-a")
    hidden = sha256(b"\0" + sha256(SALT + signed).digest()).hexdigest()
    return {
        "log-hidden/opens": Vector(
            "opens",
            "a hidden checkpoint",
            {"salt": SALT.hex()},
            signed,
            gives={"leaf-hash": hidden},
        )
    }


def _promises() -> dict[str, Vector]:
    own = f"{NAME}/_promise"
    head, leaf = "wbs-log/1 promise\n", b64encode(LEAF).decode()
    day, promise_key = "2026-07-15", key(own, PROMISE_SEED)
    certified = f"wbs-log/1 promise key\n2026-07-01\n{promise_key}\n"
    good = f"{head}{NAME}\n{day}\n{leaf}\n"

    def signed(text: str) -> bytes:
        return note(text, own, PROMISE_SEED)

    cases = {
        "opens": ("opens", "that of the example", signed(good), note(certified)),
        "self-certified": ("NotSigned", "certified by itself", signed(good), note(certified, own, PROMISE_SEED)),
        "other-key": ("NotSigned", "by another key", note(good, own, OTHER_SEED), note(certified)),
        "by-log-key": ("NotSigned", "by the log key itself", note(good), note(certified)),
        "title": ("BadPromise title", "another title", signed(good.replace("/1", "/2")), note(certified)),
        "certificate-title": ("BadPromise title", "a certificate for something else", signed(good),
                              note(certified.replace("promise key", "next key"))),
        "lines": ("BadPromise lines", "no leaf", signed(f"{head}{NAME}\n{day}\n"), note(certified)),
        "certificate-lines": ("BadPromise lines", "a line too many", signed(good), note(certified + "x\n")),
        "day": ("BadPromise day", "no day", signed(good.replace(day, "2026-7-15")), note(certified)),
        "leaf": ("BadPromise leaf", "31 bytes", signed(good.replace(leaf, b64encode(LEAF[1:]).decode())), note(certified)),
        "key": ("BadPromise key", "no key", signed(good), note(certified.replace("+4201", "+4202"))),
    }  # fmt: skip
    return {
        f"log-promise/{name}": Vector(
            expect,
            about,
            {"key": key(NAME, SEED), "certificate": b64encode(certificate).decode()},
            body,
            gives={"log-name": NAME, "due-on": day, "leaves": LEAF.hex()}
            if expect == "opens"
            else {},
        )
        for name, (expect, about, body, certificate) in cases.items()
    }
