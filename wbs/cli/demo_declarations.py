"""The demonstration's declarations of conflicts of interest, and what its units do about them besides."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from wbs.cli.demo_days import Diary
from wbs.cli.demo_hands import Hands
from wbs.domain.case import Outcome
from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.domain.kinds import Kind
from wbs.services.agency.overview import agency
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.conflict.duties import write_duty
from wbs.services.conflict.statements import enter_statements
from wbs.services.conflict.superior_sheets import SentDecision, write_superior_sheet

CLOSE = "close"
CLERK, CLERKS_UNIT = "budi", "kantor-bandung"  # who maps duties and counts statements, and where
STATED, LISTED = 61, 64


@dataclass
class Declarations:
    """What is done with them. `codes` is by a declaration's place in the file."""

    hands: Hands
    codes: dict[int, str] = field(default_factory=dict)

    def plan(self, diary: Diary, path: Path) -> None:
        """All of a file of the shape of `config/sample_declarations.toml` stands in the diary."""
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, sample in enumerate(document["declaration"]):
            came = len(diary.workdays) - 1 - sample["ago"]
            diary.write(came, partial(self._submit, number, sample))
            for step in sample["step"]:
                diary.write(came + step["after"], partial(self._do, number, sample["unit"], step))
        for number, duty in enumerate(document["duty"]):
            diary.write(5 + number, partial(self._map, duty))
        diary.write(20, self._count)

    def _submit(self, number: int, sample: Mapping[str, Any]) -> None:
        today = self.hands.context.today().isoformat()
        typed = self._told(sample["unit"], sample["form"]) | {"declared_on": today}
        kind = Kind.CONFLICT_OF_INTEREST
        self.codes[number] = self.hands.submit(kind, {**typed, "unit": sample["unit"]}, [])

    def _do(self, number: int, unit: str, step: Mapping[str, Any]) -> None:
        actor, case_id = self.hands.open(self.codes[number])
        context = self.hands.context
        texts = self._told(unit, {n: t for n, t in step.items() if isinstance(t, str)})
        does = texts.pop("does")
        if does == CLOSE:
            words = Words(texts.get("message", ""), texts["grounds"])
            close_case(context, actor, case_id, Outcome(texts["outcome"]), None, words)
            return
        raw = texts | {"on": context.today().isoformat()}
        write_superior_sheet(context, actor, case_id, SentDecision(SuperiorSheet(does), raw))

    def _map(self, duty: Mapping[str, str]) -> None:
        actor, context = self.hands.people.actors[CLERK], self.hands.context
        day = {"reviewed_on": context.today().isoformat()} if "finding" in duty else {}
        write_duty(context, actor.officer, {**duty, **day})

    def _count(self) -> None:
        """A list of invented employees, of whom some have not handed their statement in yet."""
        lines = (
            f"Pegawai {n};{n};{'ya' if n <= STATED else 'belum'}" for n in range(1, LISTED + 1)
        )
        text = "\n".join(("nama;nip;menyatakan", *lines))
        context, actor = self.hands.context, self.hands.people.actors[CLERK]
        year = str(context.today().year)
        with self.hands.taken_in([(f"pernyataan-{year}.csv", "text/csv", text.encode())]) as came:
            title = f"Surat pernyataan konflik/benturan kepentingan {year}"
            enter_statements(context, actor, {"year": year}, came[0], title)

    def _told(self, unit: str, texts: Mapping[str, str]) -> dict[str, str]:
        name = agency(self.hands.context).unit(unit).name
        return {key: text.replace("{unit}", name) for key, text in texts.items()}
