"""The step in which the rows of a file come into the form of a disclosure."""

from dataclasses import replace
from typing import cast

from flask import request

from wbs.domain.directory import Directory
from wbs.domain.errors import Invalid
from wbs.domain.gratification.disclosure import recap_problems
from wbs.domain.gratification.disclosure_form import RECAP
from wbs.domain.kinds import Kind
from wbs.services.intake.recap_file import FIELD, recap_text
from wbs.web import words
from wbs.web.held_file import HELD_BYTES, HeldFile
from wbs.web.reporter import sentences
from wbs.web.reporter.report_step import Step
from wbs.web.requests import SealingRequest
from wbs.web.shell import context


def is_recap_sent(step: Step) -> bool:
    """Whether the form brought a file of rows, or asked for one: a chosen file is never passed over."""
    sent = cast(SealingRequest, request)
    asked = sent.held is not None or "fill" in sent.form
    return step.kind is Kind.GRATIFICATION and asked and "confirm" not in sent.form


def filled_from_file(step: Step, directory: Directory) -> Step:
    """The form with the rows of the file in place of those before, and every problem of the rows.

    A file that cannot be read leaves the form as it was, and says why.
    """
    rules = context().law.form_rules(step.kind, context().today(), directory.slugs)
    try:
        data = _data(cast(SealingRequest, request).held)
        text = recap_text(data, rules.lengths[RECAP.name])
    except Invalid as error:
        return step.with_problems(**sentences.of_problems(error.problems))
    typed = {**step.typed, RECAP.name: text}
    found = sentences.of_problems(recap_problems(typed, rules))
    return replace(step, typed=typed, is_recap_new=True).with_problems(**found)


def _data(file: HeldFile | None) -> bytes:
    if file is None:
        raise Invalid(FIELD, "required")
    if file.is_too_large:
        raise Invalid(FIELD, "file_too_large", words.size(HELD_BYTES))
    if not file.is_whole:
        raise Invalid(FIELD, "file_cut_off")
    return file.data
