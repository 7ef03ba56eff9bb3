"""Checks the bag: every file is there and listed with its checksum, and the list is signed."""

import re
from collections.abc import Iterator, Sequence

from wbs.evidence.bag import DECLARATION, MANIFEST, RAW_SIGNATURE, SSH_SIGNATURE, TAG_MANIFEST
from wbs.evidence.pack import NAMESPACE
from wbs.evidence.verify.archive import Archive, NoPack
from wbs.evidence.verify.finding import Finding, fails, holds
from wbs.tlog.note import PublicKey
from wbs.tlog.sshsig import BadSignature, fingerprint, signer, verify, verify_raw

KEYS = ("keys/newest.pem", "keys/newest.pub")
LISTED_TAGS = frozenset({"bag-info.txt", "bagit.txt", MANIFEST, *KEYS})
UNLISTED_TAGS = frozenset({TAG_MANIFEST, RAW_SIGNATURE, SSH_SIGNATURE})
PAYLOAD = "data/"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_DECODED = {"%25": "%", "%0D": "\r", "%0A": "\n"}


def check_bag(archive: Archive) -> Iterator[Finding]:
    """The declaration, both lists, and every file against them.

    Raises:
        NoPack: there is no bag in the file.
    """
    if archive.content("bagit.txt") != DECLARATION:
        raise NoPack("folder di dalam zip bukan kantong BagIt 1.0")
    payload = {path for path in archive.paths if path.startswith(PAYLOAD)}
    yield from _against(archive, MANIFEST, payload)
    tags = archive.paths - payload
    yield from _against(archive, TAG_MANIFEST, tags - UNLISTED_TAGS)
    for path in sorted((LISTED_TAGS | UNLISTED_TAGS) - archive.paths):
        yield fails("manifest", path, "tidak ada")


def listed_digests(archive: Archive) -> dict[str, str]:
    """The checksums of the manifest by path, which `check_bag` holds against the files; none where it is unreadable."""
    return _read(archive.content(MANIFEST)) or {}


def _against(archive: Archive, name: str, there: set[str] | frozenset[str]) -> Iterator[Finding]:
    listed = _read(archive.content(name))
    if listed is None:
        yield fails("manifest", name, "tidak dapat dibaca")
        return
    trouble = [
        fails("manifest", path, f"tidak tercantum di {name}") for path in there - listed.keys()
    ]
    for path, digest in listed.items():
        if path not in there:
            trouble.append(fails("manifest", path, f"tercantum di {name} tetapi tidak ada"))
        elif (found := _digest(archive, path)) != digest:
            what = "rusak" if found is None else "isinya telah diubah: SHA-256 tidak sama"
            trouble.append(fails("manifest", path, what))
    yield from sorted(trouble, key=lambda finding: finding.subject)
    if not trouble:
        yield holds("manifest", name, f"{len(listed)} berkas sama dengan SHA-256 yang tercantum")


def _digest(archive: Archive, path: str) -> str | None:
    try:
        return archive.digest(path)
    except NoPack:
        return None


def _read(content: bytes) -> dict[str, str] | None:
    """A list of checksums by path; None where it is none."""
    try:
        matches = [_LINE.fullmatch(line) for line in content.decode().splitlines()]
    except UnicodeDecodeError:
        return None
    found = {_decoded(match[2]): match[1] for match in matches if match}
    return found if len(found) == len(matches) else None


def _decoded(path: str) -> str:
    return re.sub("%25|%0D|%0A", lambda match: _DECODED[match[0]], path)


def signing_key(archive: Archive) -> bytes | None:
    """The key the pack says it is signed by, known or not; None where it says none."""
    try:
        return signer(_text(archive.content(SSH_SIGNATURE)))
    except (BadSignature, NoPack):
        return None


def check_signatures(archive: Archive, known: Sequence[PublicKey]) -> Iterator[Finding]:
    """Both signatures of the list of tag files, and whether their key is one that is known."""
    key = signing_key(archive)
    if key is None:
        yield fails("signature", SSH_SIGNATURE, "bukan tanda tangan SSH yang dapat dibaca")
        return
    name = fingerprint(key)
    if key in {each.key for each in known}:
        yield holds("key", name, "kunci instansi yang dikenal")
    else:
        yield fails(
            "key", name, "kunci ini tidak dikenal; bandingkan sidik jarinya dengan yang diumumkan"
        )
    tags = archive.content(TAG_MANIFEST)
    try:
        verify(key, NAMESPACE, tags, _text(archive.content(SSH_SIGNATURE)))
        yield holds("signature", SSH_SIGNATURE, f"tanda tangan sah oleh {name}")
    except BadSignature:
        yield fails("signature", SSH_SIGNATURE, "tanda tangan tidak sah")
    try:
        verify_raw(key, tags, archive.content(RAW_SIGNATURE))
        yield holds("signature", RAW_SIGNATURE, f"tanda tangan sah oleh {name}")
    except (BadSignature, NoPack):
        yield fails("signature", RAW_SIGNATURE, "tanda tangan tidak sah")


def _text(content: bytes) -> str:
    return content.decode("ascii", errors="replace")
