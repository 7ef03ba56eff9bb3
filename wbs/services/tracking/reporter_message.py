"""A reporter writes to the desk: text, files, or both."""

from wbs.domain.errors import Expired, Invalid, NotFound
from wbs.domain.form import FormField, read_text
from wbs.domain.record import Author, RecordKind
from wbs.services.cases.append_record import append
from wbs.services.cases.record_content import MessageContent
from wbs.services.context import Context
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.services.tracking.track_case import Tracking

FIELD = FormField("message", is_long=True)


def write_message(
    context: Context, tracking: Tracking, text: str, files: tuple[ReceivedFile, ...] = ()
) -> int:
    """The message stands at the end of the case's chain; returns its number.

    Raises:
        Invalid: `message` is empty and no file is with it, too long, or not to be read.
        Expired: the case was erased meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """
    plain = read_text(FIELD, text, context.law.lengths[FIELD.name])
    if not plain and not files:
        raise Invalid(FIELD.name, "required")

    try:
        return append(
            context,
            tracking.case_id,
            tracking.case_key,
            RecordKind.MESSAGE,
            Author.REPORTER,
            MessageContent(plain, attachments=tuple(f.ref for f in files)),
            blobs=[f.ref.blob_id for f in files],
        )
    except NotFound:
        raise Expired("the case is gone") from None
