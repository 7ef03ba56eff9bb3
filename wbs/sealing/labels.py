"""Every name that sealing binds into bytes, in one place: docs/formats/sealing-v1.md §2 lists the same.

A label is never reused for a second meaning and never renamed: sealed bytes depend on it.
"""

from enum import StrEnum

SUITE = "wbs-sealing/1"
MAGIC = b"WB"
SUITE_ID = 0x01


class Artefact(StrEnum):
    """What sealed bytes are: the value is bound into them, the letter stands in their header."""

    BOX = "box"
    RECORD = "record"
    ATTACHMENT = "attachment"
    CODE_WRAP = "case key by tracking code"
    DRAFT = "draft"
    SESSION = "session"
    PASSWORD_WRAP = "seed by password"  # noqa: S105 (a label)
    RECOVERY_WRAP = "seed by recovery code"
    TOTP = "totp secret"
    DOCUMENT = "evidence document"
    IDENTITY = "identity"
    REASON = "reason of request"
    SUMMARY = "case summary"


LETTERS: dict[Artefact, bytes] = {
    Artefact.BOX: b"B",
    Artefact.RECORD: b"R",
    Artefact.ATTACHMENT: b"A",
    Artefact.CODE_WRAP: b"C",
    Artefact.DRAFT: b"D",
    Artefact.SESSION: b"S",
    Artefact.PASSWORD_WRAP: b"P",
    Artefact.RECOVERY_WRAP: b"Q",
    Artefact.TOTP: b"T",
    Artefact.DOCUMENT: b"E",
    Artefact.IDENTITY: b"I",
    Artefact.REASON: b"W",
    Artefact.SUMMARY: b"M",
}


class Purpose(StrEnum):
    """What a box is for: a box of one purpose opens for no other."""

    CASE_TO_DESK = "case key to desk"
    SEED_TO_MEMBER = "desk seed to member"
    IDENTITY_SHARE = "identity share to custodian"
    ESCROW_SHARE = "escrow share to custodian"
    SHARE_TO_REQUESTER = "share to requester"
    REQUEST_KEY = "request key to reader"


DRAFT_SLOTS = ("open", "submitted")
SESSION_KINDS = ("officer", "tracking", "device", "activation")

# Derivations (HKDF info); what goes in and what comes out: sealing-v1 §4.
RECORD_KEY = "record key"
COMMIT = "commit"
LOG = "log"
CODE_LOOKUP = "tracking code lookup"
CODE_KEY = "tracking code key"
RECOVERY_KEY = "recovery code key"
TOTP_KEY = "totp"
DRAFT_TOKEN_MAC = "draft token mac"  # noqa: S105 (a label)
REGISTER_MARK = "old register line"
ROUNDING = "rounding of a public number"
DRAFT_ID = "draft id"
DRAFT_KEY = "draft key"
SESSION_LOOKUP = "session lookup"
SESSION_KEY = "session key"
SESSION_CSRF = "session csrf"
DOCUMENT_KEY = "evidence document key"
VOUCHER_KEY = "desk key voucher"
IDENTITY_KEY = "identity by two keys"
SUMMARY_KEY = "case summary key"

# Not a derivation: the first field of what is hashed.
FINGERPRINT = "public key fingerprint"
