"""What the pages of evidence documents show, as final strings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from flask import url_for

from wbs.domain.errors import NotFound
from wbs.domain.evidence_document import (
    OF_THE_UPG,
    DocumentKind,
    DocumentState,
    DocumentUse,
)
from wbs.domain.lke import EvaluationSheet
from wbs.services.documents.documents import ListedDocument, Shelf
from wbs.web.languages import gettext
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day, label, size

Options = list[tuple[str, str]]
FIELDS = (
    *("lke_code", "kind", "period", "title", "held_on"),
    *("occasion", "place", "participants"),
)


@dataclass(frozen=True)
class UseLine:
    """Another row and period for which a document counts, or did."""

    told: str
    end_url: str


@dataclass(frozen=True)
class DocumentLine:
    """One document of the list. Without `open_url` there is no file for whoever looks."""

    title: str = field(repr=False)
    about: str = field(repr=False)
    kind: str
    period: str
    filed: str
    state: str
    ended: str
    open_url: str
    withdraw_url: str
    reuse_url: str = ""
    uses: tuple[UseLine, ...] = ()


@dataclass(frozen=True)
class SheetGroup:
    """A row of the evaluation sheet and what is filed under it."""

    code: str
    text: str
    lines: tuple[DocumentLine, ...]


def groups_of(shelf: Shelf) -> tuple[SheetGroup, ...]:
    """The documents below the rows they are filed under."""
    by_code = groupby(shelf.lines, key=lambda line: line.filing.lke_code)
    return tuple(
        SheetGroup(code, _question(context().law.sheet, code), tuple(map(line_of, lines)))
        for code, lines in by_code
    )


def line_of(line: ListedDocument) -> DocumentLine:
    """A document as its line shows it."""
    filing, known = line.filing, line.document
    kept = known is not None and filing.state is not DocumentState.WITHDRAWN
    return DocumentLine(
        title=known.title if known else gettext("For members of the UPG"),
        about=_about(line),
        kind=label(filing.kind),
        period=period_name(filing.period),
        filed=gettext("%(day)s, %(officer)s", day=day(filing.filed_on), officer=line.filed_by),
        state="" if filing.state is DocumentState.FILED else label(filing.state),
        ended=_ended(line),
        open_url=url_for("documents.download", document_id=filing.id) if kept else "",
        withdraw_url=(
            url_for("documents.ask_why", document_id=filing.id) if line.may_withdraw else ""
        ),
        reuse_url=(
            url_for("document_uses.form", document_id=filing.id) if _may_reuse(line) else ""
        ),
        uses=tuple(_use(line, use) for use in filing.uses),
    )


def choices(shelf: Shelf, typed: Mapping[str, str]) -> dict[str, Options]:
    """What the form of a new document offers to this officer."""
    own = shelf.unit.id
    kinds = [kind for kind in DocumentKind if shelf.reach.may_file(own, kind)]
    return {
        "lke_code": [
            (row.code, f"{row.code} · {row.text}") for row in context().law.sheet.all_rows
        ],
        "kind": [(kind.value, label(kind)) for kind in kinds],
        "period": offered_periods(typed.get("period", "")),
    }


def takes_names(kinds: Iterable[tuple[str, str]]) -> bool:
    """Whether kinds are offered that hold names of reporters and givers."""
    return bool(OF_THE_UPG & {value for value, _ in kinds})


def labels() -> Problems:
    """What the fields of the form are called."""
    return {
        "lke_code": gettext("Row of the evaluation sheet"),
        "kind": gettext("Kind of document"),
        "period": gettext("Period it belongs to"),
        "title": gettext("What it is about"),
        "held_on": gettext("Day of the occasion"),
        "occasion": gettext("Activity"),
        "place": gettext("Place"),
        "participants": gettext("Participants"),
        "attachments": gettext("File"),
    }


def _about(line: ListedDocument) -> str:
    known = line.document
    if known is None:
        return ""
    parts = [known.name, size(known.size_bytes)]
    if known.held_on:
        parts.append(gettext("of %(day)s", day=day(known.held_on)))
    said = known.circumstances
    parts += (text for text in (said.occasion, said.place, said.participants) if text)
    return " · ".join(parts)


def _may_reuse(line: ListedDocument) -> bool:
    return line.may_withdraw and line.filing.state is DocumentState.FILED


def _use(line: ListedDocument, use: DocumentUse) -> UseLine:
    place = {"code": use.lke_code, "period": period_name(use.period)}
    if use.ended_on is not None:
        told = gettext(
            "Counted for %(code)s, %(period)s until %(day)s", day=day(use.ended_on), **place
        )
        return UseLine(told, "")
    url = url_for("document_uses.end", document_id=line.filing.id, use_id=use.id)
    told = gettext("Counts for %(code)s, %(period)s too", **place)
    return UseLine(told, url if _may_reuse(line) else "")


def _ended(line: ListedDocument) -> str:
    end = line.filing.end
    if end is None:
        return ""
    told = gettext("%(day)s, %(officer)s", day=day(end.on), officer=line.ended_by)
    return f"{told}. {label(end.reason)}" if end.reason else told


def _question(sheet: EvaluationSheet, code: str) -> str:
    try:
        return sheet.row(code).text
    except NotFound:
        return ""  # the agency changed its sheet since
