"""A case on paper, made from what the page shows. Everything on it is Indonesian: call this while speaking it."""

from wbs.domain.case import Procedure
from wbs.domain.record import RecordKind
from wbs.evidence.papers.case import CasePaper
from wbs.evidence.papers.paper import Section, TextTable
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedMessage
from wbs.web.languages import gettext
from wbs.web.officer.case_forms import Sent
from wbs.web.officer.case_page import CasePage, Letter, letter_of, page_of
from wbs.web.officer.casework.work_panel import work_panel
from wbs.web.officer.letterheads import letterhead
from wbs.web.officer.report_words import Fact
from wbs.web.words import day

Part = Section | TextTable


def case_paper(case_file: CaseFile, *, with_grounds: bool, with_notes: bool) -> CasePaper:
    """Everything of the case; grounds and what officers wrote for each other only where asked for."""
    page, case = page_of(case_file), case_file.case
    parts: list[Part] = [
        Section(section.title or gettext("What was reported"), _lines(section.facts))
        for section in page.sections
    ]
    parts += _files(page)
    parts.append(_timeline(page))
    parts += _deadlines(page)
    parts += [
        Section(sheet.title, (*_lines(sheet.facts), (gettext("Written on"), day(sheet.written_on))))
        for sheet in page.sheets
    ]
    said = [m for m in case_file.opened.messages if with_grounds or m.kind is RecordKind.MESSAGE]
    parts += _letters(gettext("Messages"), case.id, said)
    if with_notes:
        notes = [n for n in case_file.opened.notes if n.kind is RecordKind.NOTE]
        parts += _letters(gettext("Internal notes"), case.id, notes)
        parts += _tasks(case_file)
    return CasePaper(
        title=gettext("Report on a disclosure")
        if case.procedure is not Procedure.REPORT
        else gettext("Report on a case"),
        dated_on=case_file.today,
        letterhead=letterhead(case_file.units[case.counting_unit_id]),
        case_reference=page.reference,
        facts=_facts(page, case_file),
        parts=tuple(parts),
    )


def _facts(page: CasePage, case_file: CaseFile) -> tuple[tuple[str, str], ...]:
    case = case_file.case
    facts = [
        (gettext("Kind"), page.kind),
        (gettext("Category"), page.category),
        (gettext("Unit concerned"), page.unit),
        (gettext("Received"), day(case.received_on)),
        (gettext("Stage"), page.stage),
    ]
    if page.outcome:
        facts.append((gettext("Outcome"), page.outcome))
    if case.fear_of_reprisal:
        facts.append((gettext("Fear of reprisal"), gettext("Yes")))
    facts.append((gettext("As of"), day(case_file.today)))
    return tuple(facts)


def _lines(facts: tuple[Fact, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((fact.name, fact.text) for fact in facts)


def _files(page: CasePage) -> list[Part]:
    if not page.files:
        return []
    rows = tuple((file.name, file.about) for file in page.files)
    return [TextTable(gettext("Files"), (gettext("Name"), gettext("About it")), rows, (3, 2))]


def _timeline(page: CasePage) -> TextTable:
    rows = tuple(
        (day(moment.occurred_on), moment.act, "; ".join(moment.more)) for moment in page.timeline
    )
    heads = (gettext("Day"), gettext("What happened"), gettext("More"))
    return TextTable(gettext("Timeline"), heads, rows, (2, 3, 3))


def _deadlines(page: CasePage) -> list[Part]:
    rows = tuple((p.name, p.due.text, f"{p.force}: {p.source}") for p in page.periods)
    heads = (gettext("Period"), gettext("Deadline"), gettext("Rests on"))
    return [TextTable(gettext("Deadlines"), heads, rows, (3, 3, 4))] if rows else []


def _letters(heading: str, case_id: str, said: list[OpenedMessage]) -> list[Part]:
    letters = [letter_of(case_id, one) for one in said]
    return [Section(heading, tuple(_line(one) for one in letters))] if letters else []


def _line(letter: Letter) -> tuple[str, str]:
    files = [gettext("File: %(name)s", name=file.name) for file in letter.files]
    evidence = ", ".join(str(number) for number in letter.rests_on)
    rests = [gettext("Evidence: message %(number)s", number=evidence)] if evidence else []
    about = f"{letter.number}. {letter.who}, {day(letter.written_on)}"
    return about, "\n".join((letter.text, *files, *rests))


def _tasks(case_file: CaseFile) -> list[Part]:
    found = work_panel(case_file, Sent())
    rows = tuple((t.what, t.who or gettext("Anybody at the desk"), t.due.text) for t in found.tasks)
    heads = (gettext("What is to be done"), gettext("By whom"), gettext("Deadline"))
    return [TextTable(gettext("Tasks"), heads, rows, (4, 3, 3))] if rows else []
