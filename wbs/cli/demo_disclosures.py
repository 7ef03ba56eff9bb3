"""The demonstration's disclosures: read from their file, made and moved by the sheets of the UPG."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from wbs.cli.demo_days import Diary
from wbs.cli.demo_hands import Hands
from wbs.cli.demo_stories import File, picture
from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.gratification.disclosure import day_field
from wbs.domain.gratification.upg_sheet import FIELDS, SheetKind
from wbs.domain.kinds import Kind
from wbs.services.agency.overview import agency
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.upg.upg_sheets import SentSheet, write_sheet

ANSWER, CLOSE = "answer", "close"  # what is done beside writing a sheet
DAY = "on"


@dataclass(frozen=True)
class Step:
    """One thing done, *after* that many working days: a sheet, an answer of the reporter, or the end."""

    after: int
    does: str
    has_photo: bool
    texts: Mapping[str, str]


@dataclass(frozen=True)
class SampleDisclosure:
    """One disclosure, handed in *ago* working days before the last, of what came *held* before that."""

    unit: str
    ago: int
    held: int
    has_photo: bool
    form: Mapping[str, str]
    steps: Sequence[Step]


def read_disclosures(path: Path) -> tuple[SampleDisclosure, ...]:
    """The disclosures in a TOML file of the shape of `config/sample_disclosures.toml`."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    people = document["recipient"]
    return tuple(
        SampleDisclosure(
            unit=entry["unit"],
            ago=entry["ago"],
            held=entry["held"],
            has_photo=entry.get("photo", False),
            form={**people[entry["recipient"]], "statement": "yes", **entry["form"]},
            steps=tuple(map(_step, entry.get("step", ()))),
        )
        for entry in document["disclosure"]
    )


def _step(entry: dict[str, str | int | bool]) -> Step:
    told = {name: text for name, text in entry.items() if isinstance(text, str)}
    return Step(int(entry["after"]), told.pop("does"), bool(entry.get("photo")), told)


@dataclass
class Disclosures:
    """What is done with them. `codes` is by a disclosure's place in the file."""

    hands: Hands
    codes: dict[int, str] = field(default_factory=dict)
    shown: int = 0

    def plan(self, diary: Diary, samples: Sequence[SampleDisclosure]) -> None:
        """All of it stands in the diary."""
        for number, sample in enumerate(samples):
            received = len(diary.workdays) - 1 - sample.ago
            on = diary.workdays[received - sample.held].isoformat()
            form = {**sample.form, "unit": sample.unit, day_field(sample.form["type"]): on}
            diary.write(received, partial(self._submit, number, sample, form))
            for step in sample.steps:
                diary.write(received + step.after, partial(self._do, number, sample, step))

    def _submit(self, number: int, sample: SampleDisclosure, form: Mapping[str, str]) -> None:
        typed = self._told(sample, form)
        files = self._photos(sample.has_photo)
        self.codes[number] = self.hands.submit(Kind.GRATIFICATION, typed, files)

    def _do(self, number: int, sample: SampleDisclosure, step: Step) -> None:
        code, texts = self.codes[number], self._told(sample, step.texts)
        photos = self._photos(step.has_photo)
        if step.does == ANSWER:
            self.hands.answer(code, texts["message"], photos)
        elif step.does == CLOSE:
            self._close(code, texts)
        else:
            self._write(code, SheetKind(step.does), texts, photos)

    def _close(self, code: str, texts: Mapping[str, str]) -> None:
        actor, case_id = self.hands.open(code)
        detail = OutcomeDetail(texts["detail"]) if "detail" in texts else None
        words = Words(texts.get("message", ""), texts["grounds"])
        outcome = Outcome(texts["outcome"])
        close_case(self.hands.context, actor, case_id, outcome, detail, words)

    def _write(
        self, code: str, kind: SheetKind, texts: Mapping[str, str], photos: Sequence[File]
    ) -> None:
        """A sheet tells of the day on which it is written."""
        actor, case_id = self.hands.open(code)
        context = self.hands.context
        asks_day = any(asked.name == DAY for asked in FIELDS[kind])
        raw = {**texts, DAY: context.today().isoformat()} if asks_day else texts
        with self.hands.taken_in(photos) as received:
            write_sheet(context, actor, case_id, SentSheet(kind, raw, received))

    def _told(self, sample: SampleDisclosure, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts, told of the unit and of the year."""
        context = self.hands.context
        unit, year = agency(context).unit(sample.unit).name, str(context.today().year)
        return {
            name: text.replace("{unit}", unit).replace("{year}", year)
            for name, text in texts.items()
        }

    def _photos(self, has_photo: bool) -> list[File]:
        self.shown += has_photo
        return [picture(self.shown)] if has_photo else []
