"""Counts a ledger: the figures again, from nothing but the open lines of a log. Format: docs/formats/pack-v1.md.

A line tells the month and not the day. That is enough: no figure as of the end of a month depends on the
days within one, and cases of which a ledger tells the same are counted together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.counting import kind_figures
from wbs.domain.course import spans_of
from wbs.domain.errors import Invalid
from wbs.domain.event import Act, DaysOpen
from wbs.domain.figures import SHOWN_KINDS, FollowUp, KindFigures, Line, Question
from wbs.domain.history import History, Step
from wbs.domain.kinds import Anonymity, Channel, Kind
from wbs.domain.span import ReportingPeriod

Told = tuple[int, str, str, str, str, str]  # ordinal, month, act, outcome, detail, days open
Signature = tuple[str, str, str, tuple[Told, ...]]  # unit, kind, channel, and what is told
_OPTIONAL = {"outcome": Outcome, "detail": OutcomeDetail, "days_open": DaysOpen}
_Key = TypeVar("_Key")


class BadEntry(Exception):
    """A line of a ledger tells of no event of a case, or the events of a case have a gap; `entry` is its number."""

    def __init__(self, entry: int | None, reason: str) -> None:
        super().__init__(reason)
        self.entry = entry
        self.reason = reason


@dataclass
class Ledger:
    """The cases a log's open lines tell of, up to a month; lines may come in any order.

    Memory grows with the number of lines: about a hundred bytes each.
    """

    until: ReportingPeriod
    _heads: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _told: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, str] = field(default_factory=dict)
    _read: int = 0

    def add(self, line: Mapping[str, str]) -> None:
        """One event, by the fields of its open line.

        Raises:
            BadEntry: a field is missing, or holds what no event has.
        """
        self._read += 1
        try:
            head = (
                self._word(line["unit"]),
                Kind(line["kind"]).value,
                Channel(line["channel"]).value,
            )
            act, log_id = Act(line["act"]).value, line["log"]
            ordinal, month = int(line["ordinal"]), self._month(line["month"])
            outcome, detail, days = (
                self._word(words(line[name]).value if line.get(name) else "")
                for name, words in _OPTIONAL.items()
            )
        except (KeyError, ValueError, Invalid) as error:
            raise BadEntry(self._read, f"no event: {error}") from None
        if self._heads.setdefault(log_id, head) != head:
            raise BadEntry(self._read, "unit, kind or channel differ from the case's others")
        self._told[log_id].append((ordinal, month, act, outcome, detail, days))

    def histories(self) -> Counter[Signature]:
        """How often each history stands in the ledger.

        Raises:
            BadEntry: a case lacks one of its events, or does not begin with being received.
        """
        found: Counter[Signature] = Counter()
        for log_id, told in self._told.items():
            told.sort()
            if [event[0] for event in told] != list(range(len(told))):
                raise BadEntry(None, f"an event of the case {log_id} is missing or stands twice")
            if told[0][2] != Act.RECEIVED:
                raise BadEntry(None, f"the case {log_id} does not begin with its receipt")
            known = tuple((0, *event[1:]) for event in told if event[1] <= self.until.code)
            if known:
                found[(*self._heads[log_id], known)] += 1
        return found

    def _word(self, text: str) -> str:
        return self._words.setdefault(text, text)

    def _month(self, text: str) -> str:
        if text not in self._words and ReportingPeriod.parse(text).months_long != 1:
            raise ValueError("no month")
        return self._word(text)


def recount(ledgers: Iterable[Ledger], question: Question) -> dict[Kind, KindFigures]:
    """The figures of every kind; the question's units are slugs.

    Raises:
        BadEntry: as `Ledger.histories`.
    """
    weighted: Counter[Signature] = Counter()
    for ledger in ledgers:
        weighted.update(ledger.histories())
    found: dict[Kind, list[tuple[KindFigures, int]]] = {kind: [] for kind in SHOWN_KINDS}
    for signature, times in weighted.items():
        history = _history(signature)
        if history.kind in found and history.unit_id in question.unit_ids:
            found[history.kind].append((kind_figures(history.kind, [history], question), times))
    return {kind: _sum(kind_figures(kind, [], question), each) for kind, each in found.items()}


def received_by_channel(
    ledgers: Iterable[Ledger], question: Question
) -> Counter[tuple[Kind, str, Channel]]:
    """How many cases of a kind were received in a month (its code) over a channel."""
    found: Counter[tuple[Kind, str, Channel]] = Counter()
    for ledger in ledgers:
        for (unit, kind, channel, told), times in ledger.histories().items():
            if unit in question.unit_ids:
                found[Kind(kind), told[0][1], Channel(channel)] += times
    return found


def _first(month: str) -> date:
    return ReportingPeriod.parse(month).start


def _history(signature: Signature) -> History:
    unit, kind, channel, told = signature
    steps = tuple(
        Step(Act(act), _first(month), outcome or None, detail or None, days_open or None)
        for _, month, act, outcome, detail, days_open in told
    )
    return History(
        log_id="",
        unit_id=unit,
        kind=Kind(kind),
        category="",
        complaint_class=None,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        received_on=steps[0].occurred_on,
        spans=tuple(spans_of(Kind(kind), steps)),
        steps=steps,
        channel=Channel(channel),
    )


def _sum(nothing: KindFigures, found: list[tuple[KindFigures, int]]) -> KindFigures:
    return KindFigures(
        kind=nothing.kind,
        total=_line((each.total, n) for each, n in found),
        parts={part: _line((each.parts[part], n) for each, n in found) for part in nothing.parts},
        units={unit: _line((each.units[unit], n) for each, n in found) for unit in nothing.units},
        not_processed=_counts((each.not_processed, n) for each, n in found),
        outcomes=_counts((each.outcomes, n) for each, n in found),
        days_open=_counts((each.days_open, n) for each, n in found),
        stages=_counts((each.stages, n) for each, n in found),
    )


def _counts(found: Iterable[tuple[Mapping[_Key, int], int]]) -> dict[_Key, int]:
    total: Counter[_Key] = Counter()
    for counts, n in found:
        for key, count in counts.items():
            total[key] += count * n
    return dict(total)


def _line(found: Iterable[tuple[Line, int]]) -> Line:
    received, not_processed, numbers = 0, 0, [0] * 5
    for line, n in found:
        received += line.received * n
        not_processed += line.not_processed * n
        each = line.follow_up
        parts = (each.brought_forward, each.new, each.harus, each.sedang, each.selesai)
        numbers = [total + part * n for total, part in zip(numbers, parts, strict=True)]
    return Line(received, FollowUp(*numbers), not_processed)
