"""A report being written: what the first step stores for the next ones, sealed under the form's token.

Opening a form stores nothing, and a form without files needs no row before it is submitted. With the
first file case id, case key and code are drawn; the row opens with the token alone, which is never
stored, and goes after four idle hours.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from wbs.domain.errors import Busy, Expired, Refused, Stale, Tampered
from wbs.sealing import errors as sealing
from wbs.sealing.draft import (
    DraftToken,
    TokenExpired,
    new_draft_token,
    open_draft,
    read_draft_token,
    seal_draft,
)
from wbs.sealing.key import Key, new_key
from wbs.sealing.tracking_code import TrackingCode
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.store import reporter
from wbs.store.database import Conflict, Work
from wbs.store.reporter import OPEN, SUBMITTED, StoredDraft

FormToken = DraftToken  # what the rooms above call it; they do not see where it comes from

HOUR_SECONDS = 3600
IDLE_SECONDS = 4 * HOUR_SECONDS
SHOWN_SECONDS = 15 * 60
QUARTER_SECONDS = 900
TRIES = 30


@dataclass(frozen=True)
class Draft:
    """An open draft. `version` 0: nothing is stored yet."""

    case_id: str
    case_key: Key
    code: TrackingCode
    files: tuple[ReceivedFile, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class Submitted:
    """The draft became a case; `code` only while it may still be shown."""

    code: TrackingCode | None


@dataclass(frozen=True)
class Changed:
    """A draft after a step: its files, and the names of those for which there was no more room."""

    draft: Draft
    too_many: tuple[str, ...] = field(default=(), repr=False)


def quarter_after(instant: int) -> int:
    """The quarter hour at or after *instant*: the only time such rows hold."""
    return -(-instant // QUARTER_SECONDS) * QUARTER_SECONDS


def new_token(context: Context) -> DraftToken:
    """A token for a new form; nothing is stored."""
    hour = context.now() // HOUR_SECONDS
    return new_draft_token(context.rules.reporter_key, context.random_bytes, hour)


def read_token(context: Context, text: str) -> DraftToken:
    """The genuine token of a form.

    Raises:
        Refused: it is none of ours.
        Expired: its 24 hours are over.
    """
    try:
        return read_draft_token(text, context.rules.reporter_key, context.now() // HOUR_SECONDS)
    except TokenExpired:
        raise Expired("the form is more than a day old") from None
    except sealing.WrongKey:
        raise Refused("draft token") from None


def load_draft(context: Context, token: DraftToken) -> Draft | Submitted | None:
    """What the token's draft is now; None if nothing was stored, or it has gone."""
    with context.database.reading() as work:
        stored = reporter.draft(work, token.id)
    return opened(context, token, stored) if stored else None


def change_draft(
    context: Context,
    token: DraftToken,
    add: Sequence[ReceivedFile] = (),
    remove: Collection[str] = (),
) -> Changed | Submitted:
    """The draft with files added and removed, stored; made if there was none.

    A file sent twice is kept once. Other steps at the same moment are not lost.

    Raises:
        Busy: others were faster too many times in a row; nothing was stored.
    """
    for _ in range(TRIES):
        try:
            with context.database.transaction() as work:
                before = _current(context, work, token)
                if isinstance(before, Submitted):
                    return before
                changed, gone = _changed(context, before, add, remove)
                _save(context, work, token, before, changed.draft)
        except (Stale, Conflict):
            continue
        for blob_id in gone:
            context.blobs.delete(blob_id)
        return changed
    raise Busy("the draft is being written to")


def new_draft(context: Context) -> Draft:
    """A draft with everything drawn and nothing stored."""
    code = TrackingCode.new(context.random_bytes)
    return Draft(context.new_id(), new_key(context.random_bytes), code)


def sealed_submission(context: Context, token: DraftToken, draft: Draft) -> StoredDraft:
    """The row of a draft that became a case: for 15 minutes the token still opens its code."""
    ends_at = context.now() + SHOWN_SECONDS
    payload = json.dumps({"v": 1, "code": draft.code.grouped(), "ends_at": ends_at}).encode()
    sealed = seal_draft(token, payload, slot=SUBMITTED)
    return StoredDraft(token.id, SUBMITTED, draft.version + 1, sealed, quarter_after(ends_at))


def opened(context: Context, token: DraftToken, stored: StoredDraft) -> Draft | Submitted:
    """What a draft's row holds.

    Raises:
        Tampered: the row was altered.
    """
    if stored.sealed is None:
        return Submitted(None)
    try:
        payload = json.loads(open_draft(token, stored.sealed, slot=stored.state))
        if stored.state == SUBMITTED:
            is_shown = context.now() < payload["ends_at"]
            return Submitted(TrackingCode.parse(payload["code"]) if is_shown else None)
        return _draft(payload, stored.version)
    except (sealing.SealingError, ValueError, KeyError, TypeError) as error:
        raise Tampered("a draft does not open") from error


def _draft(payload: dict[str, Any], version: int) -> Draft:
    return Draft(
        case_id=payload["case_id"],
        case_key=Key.from_hex(payload["case_key"]),
        code=TrackingCode.parse(payload["code"]),
        files=tuple(ReceivedFile(AttachmentRef(**f["ref"]), f["digest"]) for f in payload["files"]),
        version=version,
    )


def _current(context: Context, work: Work, token: DraftToken) -> Draft | Submitted:
    stored = reporter.draft(work, token.id)
    return opened(context, token, stored) if stored else new_draft(context)


def _changed(
    context: Context, before: Draft, add: Sequence[ReceivedFile], remove: Collection[str]
) -> tuple[Changed, set[str]]:
    """The draft after the step, and the ids of blobs that nothing refers to any more."""
    files = [f for f in before.files if f.ref.blob_id not in remove]
    too_many = []
    for new in add:
        if any((f.digest, f.ref.name) == (new.digest, new.ref.name) for f in files):
            continue
        if len(files) >= context.rules.max_attachments:
            too_many.append(new.ref.name)
        else:
            files.append(new)
    stay = {f.ref.blob_id for f in files}
    gone = {f.ref.blob_id for f in before.files} - stay
    return Changed(replace(before, files=tuple(files)), tuple(too_many)), gone


def _save(context: Context, work: Work, token: DraftToken, before: Draft, after: Draft) -> None:
    payload = {
        "v": 1,
        "case_id": after.case_id,
        "case_key": after.case_key.hex(),
        "code": after.code.grouped(),
        "files": [asdict(file) for file in after.files],
    }
    sealed = seal_draft(token, json.dumps(payload).encode(), slot=OPEN)
    goes_at = quarter_after(context.now() + IDLE_SECONDS)
    row = StoredDraft(token.id, OPEN, before.version + 1, sealed, goes_at)
    if before.version:
        reporter.replace_draft(work, row)
    else:
        reporter.add_draft(work, row)
    old = {f.ref.blob_id for f in before.files}
    new = {f.ref.blob_id for f in after.files}
    reporter.remove_draft_blobs(work, token.id, old - new)
    reporter.add_draft_blobs(work, token.id, new - old)
