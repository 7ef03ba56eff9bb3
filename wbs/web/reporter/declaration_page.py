"""What the form of a declaration shows: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from wbs.domain.conflict.declaration import RelatedAs
from wbs.domain.directory import Directory
from wbs.domain.kinds import Answer, Kind, Nature
from wbs.web import conflict_words, words
from wbs.web.languages import language
from wbs.web.reporter.report_page import SENDERS, FileLine, ReviewPage, file_line, review_page
from wbs.web.reporter.report_step import Step
from wbs.web.reporter.units import UnitChoice, unit_choice
from wbs.web.shell import context

Options = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class DeclarationPage:
    """The form as it stands."""

    action: str
    token: str
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    labels: Mapping[str, str]
    files: tuple[FileLine, ...]
    units: UnitChoice
    options: Mapping[str, Options]
    today: str
    max_files: int
    max_size: str
    is_open: bool

    def __repr__(self) -> str:
        return "DeclarationPage(…)"


def declaration_page(step: Step, directory: Directory) -> DeclarationPage:
    """The form of *step* in the language of the request."""
    here = context()
    units = unit_choice(directory.entries, {step.kind})
    return DeclarationPage(
        action=url_for(SENDERS[step.kind]),
        token=step.token.text,
        typed=step.typed,
        problems=step.problems,
        labels={name: str(text) for name, text in conflict_words.LABELS.items()},
        files=tuple(file_line(file.ref) for file in step.files),
        units=units,
        options=_options(),
        today=here.today().isoformat(),
        max_files=here.rules.max_attachments,
        max_size=words.size(here.rules.max_attachment_bytes),
        is_open=bool(units.options) or any(step.typed.values()),
    )


def declaration_review(step: Step, directory: Directory) -> ReviewPage:
    """What would be sent, the unit by its name."""
    names = {unit.slug: unit.name for unit in directory.units.values()}
    unit = step.typed["unit"]
    lines = conflict_words.lines_of({**step.typed, "unit": names.get(unit, unit)})
    return review_page(step, (("", lines),))


def _options() -> Mapping[str, Options]:
    sources = context().law.categories_for(Kind.CONFLICT_OF_INTEREST)
    answers = conflict_words.option_texts(Answer)
    return {
        "nature": tuple(
            (n.value, words.label(n), str(conflict_words.EXPLAINED[n])) for n in Nature
        ),
        "source": tuple((c.slug, c.label.text(language())) for c in sources),
        "relation": conflict_words.option_texts(RelatedAs),
        "concerns_head": answers,
        "concerns_desk": answers,
    }
