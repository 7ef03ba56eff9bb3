"""Who came back, counted from real reports and messages; and who is told."""

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from wbs.domain.kinds import Kind
from wbs.domain.measures import Measured, MeasureId, Untold
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.export_figures import Wish
from wbs.services.measures.read_measures import read_charted

YEAR = ReportingPeriod.parse("2026")
NAMED = {"anonymity": "named", "identity_name": "Sari", "identity_contact": "sari@contoh.test"}


def measured(cast: Cast, username: str, id_: MeasureId, slug: str = "satker-1") -> Measured:
    by = cast.people[username].actor.officer
    found = read_charted(cast.context, by, Wish(slug, YEAR)).measures
    return next(m for m in found if m.id is id_)


def test_an_anonymous_reporter_who_writes_again_has_come_back(cast: Cast, clock: Clock) -> None:
    silent, returning = (report(cast.context) for _ in range(2))
    named = report(cast.context, **NAMED)  # type: ignore[arg-type]
    report(cast.context, kind=Kind.COMPLAINT).write(
        cast.context, "Pengaduan tidak dihitung di sini."
    )
    clock.move(days=2)

    before = measured(cast, "dewi", MeasureId.CAME_BACK)
    returning.write(cast.context, "Saya ingat satu hal lagi.")
    returning.write(cast.context, "Dan satu lagi.")
    named.write(cast.context, "Saya juga.")
    after = measured(cast, "dewi", MeasureId.CAME_BACK)

    assert silent.code
    assert (before.part, before.whole) == (0, 2)
    assert (after.part, after.whole) == (1, 2)


def test_a_unit_is_not_told_who_came_back(cast: Cast) -> None:
    report(cast.context).write(cast.context, "Saya ingat satu hal lagi.")

    for username in ("budi", "indah"):
        assert measured(cast, username, MeasureId.CAME_BACK).untold is Untold.INSPECTORATE_ONLY


def test_employees_are_those_of_the_units_asked_for(cast: Cast) -> None:
    report(cast.context)

    assert measured(cast, "budi", MeasureId.PER_HUNDRED).whole == 40
    by = cast.dewi.actor.officer
    whole = read_charted(cast.context, by, Wish("inspektorat", YEAR, with_subtree=True)).measures
    assert next(m for m in whole if m.id is MeasureId.PER_HUNDRED).whole == 7 * 40
