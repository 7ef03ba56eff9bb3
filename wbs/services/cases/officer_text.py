"""What an officer writes into a case: read once, with its Markdown made harmless at saving."""

from wbs.domain.form import FormField, read_text
from wbs.services.cases.record_content import MessageContent
from wbs.services.context import Context
from wbs.services.markdown import to_html


def read_message(context: Context, raw: str) -> MessageContent:
    """A message to the reporter.

    Raises:
        Invalid: `message` is empty, too long or not to be read.
    """
    return _read(context, "message", raw, is_required=True)


def read_optional_message(context: Context, raw: str) -> MessageContent | None:
    """A message that goes with a decision, or None where nothing was written.

    Raises:
        Invalid: `message` is too long or not to be read.
    """
    content = _read(context, "message", raw, is_required=False)
    return content if content.text else None


def read_grounds(context: Context, raw: str) -> MessageContent:
    """Why a case is closed or reopened.

    Raises:
        Invalid: `grounds` are empty, too long or not to be read.
    """
    return _read(context, "grounds", raw, is_required=True)


def read_note(context: Context, name: str, raw: str) -> MessageContent:
    """What an officer writes for officers into the field *name*.

    Raises:
        Invalid: it is empty, too long or not to be read.
    """
    return _read(context, name, raw, is_required=True)


def _read(context: Context, name: str, raw: str, *, is_required: bool) -> MessageContent:
    field = FormField(name, is_required=is_required, is_long=True)
    text = read_text(field, raw, context.law.lengths[name])
    return MessageContent(text, to_html(text))
