"""Take the metadata out of a file that just arrived: a new sealed file, and the first is deleted."""

from dataclasses import replace

from wbs.domain.errors import Tampered
from wbs.sealing import errors as sealing
from wbs.sealing.attachment import AttachmentSink, open_attachment
from wbs.sealing.key import Key, new_key
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.store.cleaner.clean import LARGEST_BYTES, clean
from wbs.store.cleaner.result import Result


def clean_attachment(context: Context, ref: AttachmentRef) -> AttachmentRef:
    """The incoming file as it stays: cleaned under a new id and key, or as it came and marked so.

    Security: plaintext goes through the pipes of a limited process and touches no disk.
    """
    if ref.size_bytes > LARGEST_BYTES:
        return ref
    try:
        with context.blobs.arrived(ref.blob_id) as source:
            pieces = open_attachment(source, Key.from_hex(ref.key), ref.blob_id, ref.size_bytes)
            cleaned = clean(pieces)
    except sealing.Tampered as error:
        raise Tampered("a file does not open right after it was sealed") from error
    if cleaned.result is not Result.STRIPPED:
        return replace(ref, metadata=cleaned.result.value)
    fresh = _sealed_anew(context, ref, cleaned.data)
    context.blobs.discard(ref.blob_id)
    return fresh


def _sealed_anew(context: Context, ref: AttachmentRef, data: bytes) -> AttachmentRef:
    blob_id, key = context.new_id(), new_key(context.random_bytes)
    with context.blobs.begin(blob_id) as target:
        sink = AttachmentSink(target, key, blob_id)
        sink.write(data)
        sink.finish()
    return replace(
        ref, blob_id=blob_id, key=key.hex(), size_bytes=len(data), metadata=Result.STRIPPED.value
    )
