"""Signatures of a file by an Ed25519 key, as OpenSSH and OpenSSL check them.

Source: OpenSSH's PROTOCOL.sshsig; RFC 8032; RFC 4253 section 5 and RFC 8709 for the key's encoding.
"""

from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from textwrap import wrap

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wbs.tlog.note import public_half

MAGIC = b"SSHSIG"
VERSION = (1).to_bytes(4)
KEY_TYPE = b"ssh-ed25519"
HASH = b"sha512"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
LINE = 70
KEY_BYTES = 32


class BadSignature(Exception):
    """The bytes are no signature of this message by this key under this namespace."""


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4) + value


def _blob(key: bytes) -> bytes:
    return _string(KEY_TYPE) + _string(key)


def openssh_line(key: bytes) -> str:
    """The public key as OpenSSH writes it: type and base64, no comment."""
    return f"{KEY_TYPE.decode()} {b64encode(_blob(key)).decode()}"


def read_openssh_line(line: str) -> bytes:
    """The public key of a line as OpenSSH writes it; a comment behind it is passed over.

    Raises:
        BadSignature: it is no Ed25519 key.
    """
    kind, _, rest = line.strip().partition(" ")
    try:
        blob = b64decode(rest.partition(" ")[0], validate=True)
    except ValueError:
        raise BadSignature("no key") from None
    key_type, raw = _strings(blob, 2)
    if kind.encode() != KEY_TYPE or key_type != KEY_TYPE or len(raw) != KEY_BYTES:
        raise BadSignature("another kind of key")
    return raw


def pem(key: bytes) -> bytes:
    """The public key as OpenSSL reads it (RFC 8410)."""
    public = Ed25519PublicKey.from_public_bytes(key)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: bytes) -> str:
    """The name of the public key for people, as `ssh-keygen -l` prints it."""
    return "SHA256:" + b64encode(sha256(_blob(key)).digest()).decode().rstrip("=")


def _signed(namespace: str, message: bytes) -> bytes:
    digest = sha512(message).digest()
    return MAGIC + b"".join(map(_string, (namespace.encode(), b"", HASH, digest)))


def sign_raw(seed: bytes, message: bytes) -> bytes:
    """The 64-byte Ed25519 signature of the message."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify_raw(key: bytes, message: bytes, signature: bytes) -> None:
    """Return if the signature is this key's, of this message.

    Raises:
        BadSignature: it is not.
    """
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        raise BadSignature("the message was altered") from None


def sign(seed: bytes, namespace: str, message: bytes) -> str:
    """The SSHSIG in armour; the same seed, namespace and message give the same text.

    `namespace` keeps apart what is signed for different purposes; a verifier names it.
    """
    signature = _string(KEY_TYPE) + _string(sign_raw(seed, _signed(namespace, message)))
    fields = (_blob(public_half(seed)), namespace.encode(), b"", HASH, signature)
    blob = MAGIC + VERSION + b"".join(map(_string, fields))
    return "\n".join([BEGIN, *wrap(b64encode(blob).decode(), LINE), END, ""])


def signer(armour: str) -> bytes:
    """The public key an SSHSIG says it is by; says nothing about whether it is.

    Raises:
        BadSignature: the text is no SSHSIG by an Ed25519 key.
    """
    return _parts(armour)[0]


def verify(key: bytes, namespace: str, message: bytes, armour: str) -> None:
    """Return if the SSHSIG is this key's, of this message under this namespace.

    Raises:
        BadSignature: it is not.
    """
    said, named, signature = _parts(armour)
    if said != key or named != namespace.encode():
        raise BadSignature("another key or namespace")
    verify_raw(key, _signed(namespace, message), signature)


def _parts(armour: str) -> tuple[bytes, bytes, bytes]:
    """Raw public key, namespace and raw signature."""
    lines = armour.strip().splitlines()
    if not lines or lines[0] != BEGIN or lines[-1] != END:
        raise BadSignature("no armour of an SSHSIG")
    try:
        blob = b64decode("".join(lines[1:-1]), validate=True)
    except ValueError:  # also of letters that are not ASCII
        raise BadSignature("no base64 in the armour") from None
    start = len(MAGIC) + len(VERSION)
    if blob[:start] != MAGIC + VERSION:
        raise BadSignature("no SSHSIG of version 1")
    key, namespace, reserved, hashed, signature = _strings(blob[start:], 5)
    key_type, raw = _strings(key, 2)
    signature_type, found = _strings(signature, 2)
    if (key_type, signature_type, hashed, reserved) != (KEY_TYPE, KEY_TYPE, HASH, b""):
        raise BadSignature("another kind of key or hash")
    if len(raw) != KEY_BYTES:
        raise BadSignature("a key of another length")
    return raw, namespace, found


def _strings(blob: bytes, how_many: int) -> list[bytes]:
    found = []
    for _ in range(how_many):
        length = int.from_bytes(blob[:4])
        value, blob = blob[4 : 4 + length], blob[4 + length :]
        if len(value) != length:
            raise BadSignature("cut short")
        found.append(value)
    if blob:
        raise BadSignature("more than a signature")
    return found
