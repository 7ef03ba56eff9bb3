"""What the form of a disclosure shows: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for

from wbs.domain.directory import Directory
from wbs.domain.errors import Unavailable
from wbs.domain.gratification.disclosure import form_day, with_recap
from wbs.domain.gratification.disclosure_form import (
    CHOICES,
    MOST_PARTS,
    PARTS,
    part_numbers,
)
from wbs.domain.gratification.gift import OFFICE_ESTIMATES
from wbs.domain.gratification.recap import read_recap
from wbs.domain.gratification.recap_columns import COLUMNS, MOST_ROWS
from wbs.domain.kinds import Answer, Kind
from wbs.services.intake.gratuity_guide import last_days
from wbs.web import disclosure_words, words
from wbs.web.held_file import HELD_BYTES
from wbs.web.languages import gettext, language
from wbs.web.recap_words import recap_table
from wbs.web.reporter.gratification_page import day_in_words, rules_in_words
from wbs.web.reporter.report_page import FileLine, ReviewPage, file_line, review_page
from wbs.web.reporter.report_step import Step
from wbs.web.reporter.units import UnitChoice, unit_choice
from wbs.web.shell import context

Options = tuple[tuple[str, str], ...]

MOST_WRONG = 40  # sentences about lines shown at once


@dataclass(frozen=True)
class Block:
    """One giver or one object of the form: its number in the names of fields, and what it is called."""

    number: int
    title: str
    at: str

    def __repr__(self) -> str:
        return "Block(…)"


@dataclass(frozen=True)
class RecapField:
    """The table of the form: what is wrong with its lines, and how many came from a file just now."""

    wrong: tuple[str, ...]
    unshown: int
    came: int
    max_rows: int
    max_size: str
    is_open: bool

    def __repr__(self) -> str:
        return "RecapField(…)"


@dataclass(frozen=True)
class DisclosurePage:
    """The form as it stands."""

    action: str
    token: str
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    files: tuple[FileLine, ...]
    units: UnitChoice
    options: Mapping[str, Options]
    yes_no: Options
    givers: tuple[Block, ...]
    objects: tuple[Block, ...]
    recap: RecapField
    may_add: Mapping[str, bool]
    timeliness: tuple[str, ...]
    max_files: int
    max_size: str
    is_open: bool

    def __repr__(self) -> str:
        return "DisclosurePage(…)"


def disclosure_page(step: Step, directory: Directory) -> DisclosurePage:
    """The form of *step* in the language of the request."""
    here = context()
    units = unit_choice(directory.entries, {Kind.GRATIFICATION})
    blocks = {part: _blocks(step.typed, part) for part in PARTS}
    return DisclosurePage(
        action=url_for("report.send_disclosure"),
        token=step.token.text,
        typed=step.typed,
        problems=_at_fields(step.problems),
        labels=disclosure_words.labels_of(step.typed),
        names={name: str(text) for name, text in disclosure_words.LABELS.items()},
        files=tuple(file_line(file.ref) for file in step.files),
        units=units,
        options={name: _options(offered) for name, offered in CHOICES.items()},
        yes_no=tuple((a.value, words.label(a)) for a in (Answer.YES, Answer.NO)),
        givers=blocks["giver"],
        objects=blocks["object"],
        recap=_recap_field(step),
        may_add={part: len(found) < MOST_PARTS for part, found in blocks.items()},
        timeliness=timeliness(step.typed),
        max_files=here.rules.max_attachments,
        max_size=words.size(here.rules.max_attachment_bytes),
        is_open=bool(units.options) or any(step.typed.values()),
    )


def disclosure_review(step: Step, directory: Directory) -> ReviewPage:
    """What would be sent, the unit by its name, the rows of the recap as a table."""
    names = {unit.slug: unit.name for unit in directory.units.values()}
    fields = with_recap(step.typed)
    unit = fields.get("unit", "")
    sections = disclosure_words.sections_of({**fields, "unit": names.get(unit, unit)})
    table = recap_table(fields)
    notes = (*timeliness(step.typed), *((table.note,) if table.note else ()))
    return review_page(step, sections, notes, table)


def timeliness(typed: Mapping[str, str]) -> tuple[str, ...]:
    """By which rules it is judged and until when it was to be disclosed; nothing while the day is not known."""
    on = form_day(typed)
    if on is None or on > context().today():
        return ()
    said = []
    rules = None
    try:
        rules = context().law.gratuities.in_force(on)
        said.append(
            gettext("Judged by the rules of that day: %(rules)s.", rules=rules_in_words(rules))
        )
    except Unavailable:
        said.append(gettext("No rules are known for a day that long ago. KPK will judge it."))
    days = last_days(context(), on)
    said += (f"{day.period.label.text(language())}: {day_in_words(day)}." for day in days)
    if rules is not None and any(day.is_over for day in days):
        said.append(rules.late.text(language()))
    return tuple(said)


def _recap_field(step: Step) -> RecapField:
    wrong = [_of_line(name, text) for name, text in step.problems.items() if _line_of(name)]
    rows = len(read_recap(step.typed.get("recap", "")).lines)
    return RecapField(
        wrong=tuple(wrong[:MOST_WRONG]),
        unshown=len(wrong[MOST_WRONG:]),
        came=rows if step.is_recap_new else 0,
        max_rows=MOST_ROWS,
        max_size=words.size(HELD_BYTES),
        is_open=bool(step.typed.get("recap") or {"recap", "recap_file"} & step.problems.keys()),
    )


def _line_of(name: str) -> str:
    """The number of the recap's line a problem lies in; empty where it lies elsewhere."""
    head, _, rest = name.partition("-")
    return rest.partition("-")[0] if head == "recap" else ""


def _of_line(name: str, sentence: str) -> str:
    line, column = _line_of(name), name.rpartition("-")[2]
    title = next((c.title for c in COLUMNS if c.name == column), "")
    if not title:
        return gettext("Line %(line)s: %(sentence)s", line=line, sentence=sentence)
    return gettext(
        "Line %(line)s, column %(column)s: %(sentence)s", line=line, column=title, sentence=sentence
    )


def _at_fields(problems: Mapping[str, str]) -> Mapping[str, str]:
    """The problems by the field at which the page shows them, those in lines of the recap as one."""
    wrong = sum(1 for name in problems if _line_of(name))
    found = {}
    for name, text in problems.items():
        if not _line_of(name):
            found[name] = text
        elif "recap" not in found:
            found["recap"] = gettext("%(wrong)s things are to be mended in its lines.", wrong=wrong)
    return found


def _blocks(typed: Mapping[str, str], part: str) -> tuple[Block, ...]:
    return tuple(
        Block(number, disclosure_words.heading(part, place), f"{part}-{number}")
        for place, number in enumerate(part_numbers(typed, part), 1)
    )


def _options(offered: type[StrEnum]) -> Options:
    shown = (word for word in offered if word not in OFFICE_ESTIMATES)
    return tuple((word.value, words.label(word)) for word in shown)
