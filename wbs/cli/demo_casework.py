"""The demonstration's harder cases: what officers do with each other, custodians, other desks and other agencies."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from wbs.cli.demo_case_acts import ACTS, ON_THE_REPORTERS_PAGE, TO_OTHERS, Scene
from wbs.cli.demo_days import Diary
from wbs.cli.demo_hands import Hands
from wbs.domain.arrival import Arrival
from wbs.domain.deadline import months_after
from wbs.domain.kinds import Channel, Kind
from wbs.domain.register_columns import COLUMNS
from wbs.services.agency.overview import agency
from wbs.services.intake.import_register import import_register

IMPORTED_ON = 3  # the working day on which an old register is read in


@dataclass
class Casework:
    """What is done with them. `codes` is by the name a case has in the file."""

    hands: Hands
    codes: dict[str, str] = field(default_factory=dict)

    def plan(self, diary: Diary, path: Path) -> None:
        """All of a file of the shape of `config/sample_casework.toml` stands in the diary."""
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for sample in document["case"]:
            came = len(diary.workdays) - 1 - sample["ago"]
            waited = sample.get("arrival", {}).get("waited", 0)
            diary.write(came, partial(self._submit, sample, diary.workdays[came - waited]))
            for step in sample["step"]:
                diary.write(came + step["after"], partial(self._do, sample["name"], step))
        today = diary.workdays[-1]
        for register in document["register"]:
            diary.write(IMPORTED_ON, partial(self._import, register, today))

    def _submit(self, sample: Mapping[str, Any], came_on: date) -> None:
        """The report comes by itself, or is entered some days after it came on paper."""
        unit = agency(self.hands.context).unit(sample["unit"]).name
        told = {name: text.replace("{unit}", unit) for name, text in sample["form"].items()}
        typed = {**told, "unit": sample["unit"], "category": sample["category"]}
        arrival = None
        if "arrival" in sample:
            arrival = Arrival(came_on, Channel(sample["arrival"]["channel"]))
        self.codes[sample["name"]] = self.hands.submit(Kind(sample["kind"]), typed, [], arrival)

    def _do(self, name: str, step: Mapping[str, Any]) -> None:
        context, code = self.hands.context, self.codes[name]
        told = {key: text for key, text in step.items() if isinstance(text, str)}
        does = told.pop("does")
        if does in ON_THE_REPORTERS_PAGE:
            ON_THE_REPORTERS_PAGE[does](self.hands, code, told)
            self._look_again(does, code)
            return
        actor, case_id = self.hands.open(code)
        if "by" in told:
            actor = self.hands.people.actors[told.pop("by")]
        other = self.hands.open(self.codes[told["other"]])[1] if "other" in told else ""
        days = step.get("days", 0)
        ACTS[does](Scene(context, self.hands.people, actor, case_id, told, days, other))
        self._look_again(does, code)

    def _look_again(self, does: str, code: str) -> None:
        if does in TO_OTHERS:
            self.hands.gone(code)

    def _import(self, register: Mapping[str, Any], today: date) -> None:
        """An old register whose lines ended so many months, and some days more or less, before *today*."""
        lines = ["\t".join(column.title for column in COLUMNS)]
        for row in register["line"]:
            ended = months_after(today, -row["months"]) + timedelta(row["days"])
            cells = row | {
                "received_on": (ended - timedelta(row["took"])).isoformat(),
                "closed_on": ended.isoformat(),
            }
            lines.append("\t".join(str(cells.get(column.name, "")) for column in COLUMNS))
        actor = self.hands.people.at_unit(register["unit"])
        import_register(self.hands.context, actor, register["unit"], "\n".join(lines))
