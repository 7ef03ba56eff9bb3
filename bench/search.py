"""What a portion of a search costs: 500 cases, beside opening as many boxes and nothing else."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import insert, select

from bench.fill import fill_register
from bench.places import real
from bench.timing import line, milliseconds
from tests.cast import Cast
from wbs.domain.kinds import DeskKind
from wbs.domain.summary import Summary
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.key import Key
from wbs.sealing.keypair import public_key_of
from wbs.services.cases.case_summary import sealed_summary
from wbs.services.cases.search_cases import PORTION, search_cases
from wbs.services.context import Context
from wbs.services.keys.case_boxes import sealed_to_desk
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.casework import SummaryRow

TIMES = 5


def measure(folder: Path) -> Iterator[str]:
    """One row: the whole of a portion, in the officer's session."""
    with real(folder / "real", before=_fill) as place:
        look = partial(search_cases, place.context, place.cast.budi.actor, ("sutrisno",))
        assert look().looked_at == PORTION
        ours = milliseconds(look, TIMES, warm=1)
        other = milliseconds(_boxes(), TIMES, warm=1)
        yield line(f"search in {PORTION} cases", ours, "ms", f"{PORTION} boxes opened", other)


def _fill(context: Context, cast: Cast) -> None:
    fill_register(context, cast, PORTION)
    desk = cast.desk("satker-1", DeskKind.WBS)
    with context.database.transaction() as work:
        for case_id in list(work.scalars(select(CaseRow.id))):
            key = Key(os.urandom(32))
            box = sealed_to_desk(case_id, key, desk)
            kept = {"case_id": case_id, "desk_id": desk.id, "epoch": desk.epoch, "box": box}
            work.execute(insert(CaseKeyBoxRow), [kept])
            summary = Summary("Honor dipotong sebelum dicairkan", "Sutrisno\nCV Maju Jaya")
            sealed = sealed_summary(case_id, key, summary)
            work.execute(insert(SummaryRow), [{"case_id": case_id, "sealed": sealed}])


def _boxes() -> partial[None]:
    seed = Key(os.urandom(32))
    place = {"subject": "0" * 32, "recipient": "1" * 32, "epoch": 1}
    box = seal_box(seed, public_key_of(seed), Purpose.CASE_TO_DESK, **place)  # type: ignore[arg-type]

    def open_all() -> None:
        for _ in range(PORTION):
            open_box(box, seed, Purpose.CASE_TO_DESK, **place)  # type: ignore[arg-type]

    return partial(open_all)
