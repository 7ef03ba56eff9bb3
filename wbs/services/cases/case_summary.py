"""The summary of a case: made from the report when it comes in, corrected by its desk, found by a search."""

import json

from wbs.domain.access import Permission
from wbs.domain.errors import InvalidForm, Tampered
from wbs.domain.form import FormField, read_fields
from wbs.domain.summary import Summary, first_summary
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key
from wbs.sealing.summary import open_summary, seal_summary
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.record_content import ReportContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import summaries
from wbs.store.database import Work

TITLE = FormField("summary_title", is_required=True)
NAMES = FormField("summary_names", is_long=True)


def sealed_summary(case_id: str, case_key: Key, summary: Summary) -> bytes:
    """The summary, sealed under the case's key."""
    value = {"v": 1, "title": summary.title, "names": summary.names}
    plaintext = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return seal_summary(case_key, plaintext, case_id)


def opened_summary(case_id: str, case_key: Key, sealed: bytes) -> Summary:
    """The summary that was sealed for the case.

    Raises:
        Tampered: it is not what was stored, or of no version we know.
    """
    try:
        value = json.loads(open_summary(case_key, sealed, case_id))
        if value["v"] != 1:
            raise Tampered("unknown version of a summary")
        return Summary(value["title"], value["names"])
    except (SealingError, ValueError, KeyError, TypeError) as error:
        raise Tampered("a summary does not open") from error


def summary_of(context: Context, report: ReportContent) -> Summary:
    """What the report says of itself, as long as a desk may write it."""
    return first_summary(report.fields, context.law.lengths[NAMES.name])


def summary_within(
    context: Context, work: Work, case_id: str, case_key: Key, report: ReportContent
) -> Summary:
    """The summary of the case; one that was never made, of a case from before, is made now.

    Raises:
        Tampered: the stored one is not what was stored.
    """
    sealed = summaries.of_case(work, case_id)
    if sealed is not None:
        return opened_summary(case_id, case_key, sealed)
    summary = summary_of(context, report)
    summaries.put(work, case_id, sealed_summary(case_id, case_key, summary))
    return summary


def set_summary(context: Context, actor: Actor, case_id: str, title: str, names: str) -> None:
    """The case is found by these words from now on.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Unavailable: the officer holds no key of that case.
        InvalidForm: `summary_title` or `summary_names` cannot be taken.
        Busy: others were faster too many times in a row; nothing was written.
    """
    raw = {TITLE.name: title, NAMES.name: names}
    fields, problems = read_fields((TITLE, NAMES), raw, context.law.lengths)
    if problems:
        raise InvalidForm(tuple(problems))
    summary = Summary(fields[TITLE.name], fields.get(NAMES.name, ""))

    def put(work: Work) -> None:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        key = open_key(context, work, actor, case)
        summaries.put(work, case_id, sealed_summary(case_id, key, summary))

    in_turn(context, put)
