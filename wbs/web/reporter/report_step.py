"""One step of a report: what a POST brought, held against its draft. Decides nothing, loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from flask import request

from wbs.domain.directory import Directory
from wbs.domain.errors import Expired, InvalidForm, Refused, Unavailable
from wbs.domain.form import Report
from wbs.domain.gratification.disclosure import photo_problems
from wbs.domain.gratification.disclosure_form import PARTS, with_part, without_part
from wbs.domain.intake import form_fields, read_form
from wbs.domain.kinds import Kind
from wbs.services.intake.draft import (
    FormToken,
    Submitted,
    change_draft,
    new_token,
    read_token,
)
from wbs.services.intake.intake_directory import read_directory
from wbs.services.intake.known import Known, read_known
from wbs.services.intake.receive_attachment import ReceivedFile, RefusedFile
from wbs.services.intake.submit_report import check_route
from wbs.web.form_body import CUT_OFF
from wbs.web.refused_files import of_refused
from wbs.web.reporter import sentences
from wbs.web.requests import SealingRequest
from wbs.web.shell import context


@dataclass(frozen=True)
class Step:
    """A form in the middle of being filled in. `problems` are sentences by field name.

    `submitted`: the form of this token became a case already. `is_recap_new`: the rows of a file
    have just been put into the form.
    """

    kind: Kind
    token: FormToken
    typed: dict[str, str]
    files: tuple[ReceivedFile, ...] = ()
    files_came: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    submitted: Submitted | None = None
    is_recap_new: bool = False

    def with_problems(self, **problems: str) -> "Step":
        """The step with further problems; the first sentence at a field stays."""
        return replace(self, problems={**problems, **self.problems})


def first_step(kind: Kind, typed: dict[str, str]) -> Step:
    """A form nobody has sent yet; nothing is stored."""
    return Step(kind, new_token(context()), typed)


def sent_step(kind: Kind) -> tuple[Step, Known]:
    """What this request brought, its files sealed and in the draft; and what it is held against."""
    sent = cast(SealingRequest, request)
    typed = {asked.name: sent.form.get(asked.name, "") for asked in form_fields(kind, sent.form)}
    token, problems = _sent_token(sent)
    step = Step(kind, token, typed, problems=problems)
    if sent.broken and sent.broken != CUT_OFF:
        step = replace(step, problems={"form": str(sentences.FORM[sent.broken])})
    step, known = _with_files(step, sent)
    if step.submitted is not None and "confirm" not in sent.form:
        # Another report typed into the old form: it goes on under a token of its own.
        fresh = replace(step, token=new_token(context()), submitted=None)
        step, known = _with_files(fresh, sent)
        step = step.with_problems(form=str(sentences.FORM["submitted"]))
    return step, known


def reshaped(step: Step) -> Step:
    """The form with a block more or less, as the pressed button says; otherwise as it was typed."""
    typed = step.typed
    part, _, number = request.form.get("without", "").partition("-")
    if part in PARTS:
        typed = without_part(typed, part, number)
    if request.form.get("add") in PARTS:
        typed = with_part(typed, request.form["add"])
    return replace(step, typed=typed)


def read_step(step: Step, directory: Directory) -> tuple[Step, Report | None]:
    """The step with every problem of its fields, and the report if there is none.

    Whether a desk may take it is told on the way to the review; submitting decides it anew.
    """
    here = context()
    rules = here.law.form_rules(step.kind, here.today(), directory.slugs)
    if step.kind is Kind.GRATIFICATION:
        missing = photo_problems(step.typed, (file.ref.media_type for file in step.files))
        step = step.with_problems(**sentences.of_problems(missing))
    try:
        report = read_form(step.typed, rules)
        if "confirm" not in request.form:
            check_route(here, directory, report)
    except InvalidForm as error:
        return step.with_problems(**sentences.of_problems(error.problems)), None
    except Unavailable:
        return step.with_problems(unit=sentences.no_desk()), None
    return step, report


def _sent_token(sent: SealingRequest) -> tuple[FormToken, dict[str, str]]:
    """The token the form came with; a new one, and why, where it cannot go on under that."""
    try:
        return read_token(context(), sent.form.get("draft", "")), {}
    except Expired:
        why = "expired"
    except Refused:
        why = "unknown"
    return new_token(context()), {"form": str(sentences.FORM[why])}


def _with_files(step: Step, sent: SealingRequest) -> tuple[Step, Known]:
    """The step with its draft's files; what came is added, what was marked is taken out."""
    came = sent.intake.settle()
    removed = set(sent.form.getlist("remove"))
    refused = list(sent.intake.refused)
    if came or removed:
        known, over = _changed(step, sent, came, removed)
        refused += over
    else:
        known = read_known(context(), step.token)
    if isinstance(known.draft, Submitted):
        return replace(step, submitted=known.draft), known
    files = known.draft.files if known.draft else ()
    complaints = of_refused(refused) if refused else []
    if sent.broken == CUT_OFF:
        complaints.insert(0, str(sentences.FORM[CUT_OFF]))
    new_ids = {file.ref.blob_id for file in came}
    earlier = sum(1 for file in files if file.ref.blob_id not in new_ids)
    if earlier + len(removed) < _expected_files(sent):
        complaints.append(sentences.gone())
    step = replace(step, files=files, files_came=bool(came or refused))
    if complaints:
        step = step.with_problems(attachments=" ".join(complaints))
    return step, known


def _changed(
    step: Step, sent: SealingRequest, came: Sequence[ReceivedFile], removed: set[str]
) -> tuple[Known, list[RefusedFile]]:
    """The draft after the change, whose files stay whatever comes; and those for which there was no room."""
    changed = change_draft(context(), step.token, came, removed)
    if isinstance(changed, Submitted):
        return Known(read_directory(context()), changed), []
    sent.intake.commit({file.ref.blob_id for file in changed.draft.files})
    over = [RefusedFile(name, "too_many") for name in changed.too_many]
    return Known(read_directory(context()), changed.draft), over


def _expected_files(sent: SealingRequest) -> int:
    """How many files the page before showed."""
    shown = sent.form.get("files", "")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 4 else 0  # noqa: PLR2004
