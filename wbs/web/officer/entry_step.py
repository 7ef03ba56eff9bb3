"""One step of entering a case: what a form brought, held against its draft. Nothing typed is lost."""

from dataclasses import dataclass, field, replace
from typing import cast

from flask import request

from wbs.domain import arrival
from wbs.domain.arrival import Arrival, read_arrival
from wbs.domain.directory import Directory
from wbs.domain.errors import Expired, Invalid, InvalidForm, Refused, Unavailable
from wbs.domain.form import Report
from wbs.domain.intake import form_fields, read_form
from wbs.domain.kinds import Kind
from wbs.services.intake.draft import (
    Draft,
    FormToken,
    Submitted,
    change_draft,
    load_draft,
    new_token,
    read_token,
)
from wbs.services.intake.receive_attachment import ReceivedFile, RefusedFile
from wbs.services.intake.submit_report import check_route
from wbs.web.languages import lazy_gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import Problems, problems_of
from wbs.web.officer.requests import OfficerRequest
from wbs.web.refused_files import of_refused
from wbs.web.shell import context

_l = lazy_gettext

EXPIRED = _l(
    "This form had been open for more than a day. What you typed is still here. Please check it and save it again."
)
UNKNOWN = _l(
    "This form was damaged on its way. What you typed is still here. Please check it and save it again."
)
GONE = _l(
    "The files you added earlier are no longer here, because the form lay still for too long. "
    "Please add them again."
)
NO_DESK = _l(
    "At the moment no desk can take this case without somebody it concerns seeing it. It was not "
    "saved. Please advise the reporter to turn to KPK or to the Ombudsman."
)


@dataclass(frozen=True)
class EntryStep:
    """A form in the middle of being filled in. `submitted`: it became a case already."""

    kind: Kind
    token: FormToken
    typed: dict[str, str]
    files: tuple[ReceivedFile, ...] = ()
    problems: Problems = field(default_factory=dict)
    submitted: Submitted | None = None

    def __repr__(self) -> str:
        return "EntryStep(…)"

    def with_problems(self, found: Problems) -> "EntryStep":
        """The step with further problems; the first sentence at a field stays."""
        return replace(self, problems={**found, **self.problems})


def first_step(kind: Kind, unit_slug: str) -> EntryStep:
    """A form nobody has filled in yet; nothing is stored."""
    typed = dict.fromkeys(_names(kind), "") | {"unit": unit_slug}
    return EntryStep(kind, new_token(context()), typed)


def sent_step(kind: Kind) -> EntryStep:
    """What this request brought, its files sealed and in the draft."""
    form = request.form
    typed = {name: form.get(name, "") for name in _names(kind)}
    problems: Problems = {}
    try:
        token = read_token(context(), form.get("draft", ""))
    except Expired:
        token, problems = new_token(context()), {"form": str(EXPIRED)}
    except Refused:
        token, problems = new_token(context()), {"form": str(UNKNOWN)}
    return _with_files(EntryStep(kind, token, typed, problems=problems))


def read_step(step: EntryStep, directory: Directory) -> tuple[EntryStep, Report, Arrival] | None:
    """The step with what it says; None where something is wrong with it: see `problems_in`."""
    if step.problems:
        return None
    here = context()
    rules = here.law.form_rules(step.kind, here.today(), directory.slugs)
    try:
        came = read_arrival(step.typed, here.today(), rules.lengths, actor().officer.id)
        report = read_form(step.typed, rules)
        check_route(here, directory, report)
    except (InvalidForm, Unavailable):
        return None
    return step, report, came


def problems_in(step: EntryStep, directory: Directory) -> EntryStep:
    """The step with every problem of its fields, in the order of the form."""
    here = context()
    rules = here.law.form_rules(step.kind, here.today(), directory.slugs)
    found: Problems = {}
    report: Report | None = None
    try:
        read_arrival(step.typed, here.today(), rules.lengths, actor().officer.id)
    except InvalidForm as error:
        found |= problems_of(error)
    try:
        report = read_form(step.typed, rules)
    except InvalidForm as error:
        found |= problems_of(error)
    if report is not None:
        try:
            check_route(here, directory, report)
        except Unavailable:
            found["unit"] = str(NO_DESK)
        except Invalid as error:
            found |= problems_of(error)
    return step.with_problems(found)


def _names(kind: Kind) -> tuple[str, ...]:
    asked = (*arrival.FIELDS, *form_fields(kind))
    return tuple(one.name for one in asked)


def _with_files(step: EntryStep) -> EntryStep:
    """The step with its draft's files; what came is added, what was marked is taken out."""
    intake = cast(OfficerRequest, request).intake
    came, removed = intake.settle(), set(request.form.getlist("remove"))
    refused = list(intake.refused)
    draft: Draft | Submitted | None
    if came or removed:
        changed = change_draft(context(), step.token, came, removed)
        if isinstance(changed, Submitted):
            return replace(step, submitted=changed)
        draft = changed.draft
        refused += (RefusedFile(name, "too_many") for name in changed.too_many)
        intake.commit({file.ref.blob_id for file in draft.files})
    else:
        draft = load_draft(context(), step.token)
        if isinstance(draft, Submitted):
            return replace(step, submitted=draft)
    files = draft.files if draft else ()
    told = of_refused(refused) if refused else []
    new_ids = {file.ref.blob_id for file in came}
    earlier = sum(1 for file in files if file.ref.blob_id not in new_ids)
    if earlier + len(removed) < _shown_files():
        told.append(str(GONE))
    step = replace(step, files=files)
    return step.with_problems({"attachments": " ".join(told)}) if told else step


def _shown_files() -> int:
    """How many files the page before showed."""
    shown = request.form.get("files", "")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 4 else 0  # noqa: PLR2004
