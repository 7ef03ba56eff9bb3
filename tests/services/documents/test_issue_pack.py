"""Packs out of the real services: what they carry, when they are refused, and what is kept of them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.entries import enter_case
from tests.logged import alter, table
from tests.packs import payload_of
from tests.reports import Reported, report
from wbs.domain.case import Outcome, Stage
from wbs.domain.deadline import ONE_DAY
from wbs.domain.errors import NotFound, Tampered, Unavailable
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import issued, pack_pieces, pack_signer
from wbs.evidence.verify.finding import Check, Finding
from wbs.evidence.verify.pack import examine
from wbs.services import daily_work
from wbs.services.accountability.publish import publish
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.documents.export_figures import Wish
from wbs.services.documents.issue_pack import PreparedPack, prepare_pack, record_pack
from wbs.services.documents.issued_packs import list_packs, public_packs
from wbs.services.tracking.counted import counted_in, prove
from wbs.tlog.checkpoint import read_checkpoint
from wbs.tlog.leaf import commitment, leaf_hash
from wbs.tlog.note import read as read_note
from wbs.tlog.proof import verify_inclusion

Q3, AUGUST = ReportingPeriod.parse("2026-Q3"), ReportingPeriod.parse("2026-08")
EVENT, TALLY, SPAN = table("event"), table("tally"), table("counted_span")
GROUNDS = Words(grounds="Sudah diperiksa dan selesai.")
Take = Callable[..., bytes]


@pytest.fixture
def worked(cast: Cast, clock: Clock) -> tuple[Reported, Reported]:
    """One complaint completed on the first day, one open; a day later, and the first day is closed."""
    done = report(cast.context, kind=Kind.COMPLAINT)
    still = report(cast.context, kind=Kind.COMPLAINT)
    for each in (done, still):
        move_case(cast.context, cast.budi.actor, each.case_id, Stage.REVIEW, Words())
    close_case(cast.context, cast.budi.actor, done.case_id, Outcome.RESOLVED, None, GROUNDS)
    clock.move(days=1)
    publish(cast.context)
    return done, still


@pytest.fixture
def take(cast: Cast) -> Take:
    """Take a pack along, as budi does at satker-1 unless told otherwise."""

    def taken(wish: Wish | None = None, username: str = "budi") -> bytes:
        asked = wish or Wish("satker-1", Q3, cast.context.today())
        pack = prepare_pack(cast.context, cast.people[username].actor.officer, asked)
        return whole(cast, pack)

    return taken


def whole(cast: Cast, pack: PreparedPack) -> bytes:
    pieces = pack_pieces(pack.export, pack.documents, pack.logs, pack_signer(pack.signer))
    return b"".join(issued(pieces, lambda digest: record_pack(cast.context, pack, digest)))


def examined(
    cast: Cast, content: bytes, tmp_path: Path, before: bytes | None = None
) -> tuple[Finding, ...]:
    file, older = tmp_path / "pack.zip", tmp_path / "before.zip"
    file.write_bytes(content)
    if before is not None:
        older.write_bytes(before)
    rules = cast.context.rules.log
    assert rules is not None
    return examine(file, [rules.newest.public], older if before is not None else None)


def wrong(found: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, f.subject) for f in found if f.check is Check.FAILS}


def numbers_in(pack: bytes) -> tuple[int, int, int]:
    told = json.loads(payload_of(pack)["statistik.json"])["tindak_lanjut"]["complaint"]
    return told["harus"], told["sedang"], told["selesai"]


def test_a_pack_of_real_cases_holds_and_tells_their_numbers(
    cast: Cast, worked: tuple[Reported, Reported], take: Take, tmp_path: Path
) -> None:
    pack = take()

    assert numbers_in(pack) == (2, 1, 1)
    assert wrong(examined(cast, pack, tmp_path)) == set()


def test_a_pack_of_a_closed_day_is_anchored_and_gives_the_same_bytes_later(
    cast: Cast, worked: tuple[Reported, Reported], take: Take, clock: Clock, tmp_path: Path
) -> None:
    wish = Wish("satker-1", Q3, date(2026, 8, 3))
    first = take(wish)
    report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=3)
    publish(cast.context)

    assert take(wish) == first
    anchored = [f for f in examined(cast, first, tmp_path) if f.code == "inclusion"]
    assert [f.check for f in anchored] == [Check.HOLDS]
    assert len(list_packs(cast.context, cast.budi.actor)) == 1


def test_a_pack_of_today_says_that_it_is_not_anchored(
    cast: Cast, worked: tuple[Reported, Reported], take: Take, tmp_path: Path
) -> None:
    (inclusion,) = [f for f in examined(cast, take(), tmp_path) if f.code == "inclusion"]

    assert inclusion.check is Check.OPEN


def test_of_a_subtree_every_unit_brings_its_log(
    cast: Cast, worked: tuple[Reported, Reported], take: Take, tmp_path: Path
) -> None:
    report(cast.context, kind=Kind.COMPLAINT, unit="satker-2")

    pack = take(Wish("kanwil-a", Q3, cast.context.today(), with_subtree=True), "dewi")

    made = payload_of(pack)
    assert {name.split("/")[1] for name in made if name.endswith("ledger.csv")} == {
        *("kanwil-a", "satker-1", "satker-2")
    }
    assert wrong(examined(cast, pack, tmp_path)) == set()


@pytest.mark.parametrize("seen_from", [date(2026, 8, 31), None], ids=["a month's end", "today"])
def test_a_letter_entered_later_is_in_figures_and_ledger_of_the_day_it_came(
    cast: Cast, clock: Clock, take: Take, tmp_path: Path, seen_from: date | None
) -> None:
    clock.move(days=31)  # 3 September
    enter_case(cast.context, cast.budi, came_on=date(2026, 8, 28))
    clock.move(days=1)
    publish(cast.context)
    day = seen_from or cast.context.today()

    pack = take(Wish("satker-1", AUGUST, day))

    told = json.loads(payload_of(pack)["log/pack.json"])
    assert told["recounted"]
    assert told["tree_as_of"] == max(day, date(2026, 9, 3)).isoformat()
    assert (
        json.loads(payload_of(pack)["statistik.json"])["tindak_lanjut"]["complaint"]["diterima"]
        == 1
    )
    assert wrong(examined(cast, pack, tmp_path)) == set()


def test_within_a_month_what_was_written_later_leaves_the_figures_to_the_rows(
    cast: Cast, clock: Clock, take: Take, tmp_path: Path
) -> None:
    clock.move(days=10)
    enter_case(cast.context, cast.budi, came_on=date(2026, 8, 5))

    pack = take(Wish("satker-1", Q3, date(2026, 8, 6)))

    found = examined(cast, pack, tmp_path)
    assert not json.loads(payload_of(pack)["log/pack.json"])["recounted"]
    assert wrong(found) == set()
    assert ("figure", "tindak_lanjut") in {
        (f.code, f.subject) for f in found if f.check is Check.OPEN
    }


class TestTheNextPack:
    """It carries on where the one before ended, and says what changed since."""

    def test_it_proves_that_it_continues_the_one_before(
        self,
        cast: Cast,
        clock: Clock,
        worked: tuple[Reported, Reported],
        take: Take,
        tmp_path: Path,
    ) -> None:
        before = take(Wish("satker-1", ReportingPeriod.parse("2026-08"), cast.context.today()))
        clock.move(days=60)
        report(cast.context, kind=Kind.COMPLAINT)

        after = take(Wish("satker-1", ReportingPeriod.parse("2026-Q4"), cast.context.today()))

        told = json.loads(payload_of(after)["log/pack.json"])["previous"]
        assert told["sha256"] == sha256(before).hexdigest()
        found = examined(cast, after, tmp_path, before)
        assert wrong(found) == set()
        assert {"consistency", "previous"} <= {f.code for f in found if f.check is Check.HOLDS}

    def test_a_late_entry_is_a_correction_with_both_values(
        self, cast: Cast, clock: Clock, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        clock.move(days=30)  # 3 September
        take(Wish("satker-1", AUGUST, date(2026, 8, 31)))
        enter_case(cast.context, cast.budi, came_on=date(2026, 8, 20))

        after = take(Wish("satker-1", Q3, cast.context.today()))

        (line,) = json.loads(payload_of(after)["statistik.json"])["koreksi"]
        assert (line["periode"], line["angka"], line["semula"], line["menjadi"]) == (
            *("2026-08", "complaint/received"),
            *(2, 3),
        )

    def test_whoever_sees_ends_of_months_alone_is_told_no_number_of_another_day(
        self, cast: Cast, clock: Clock, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        clock.move(days=9)
        take(Wish("satker-1", AUGUST, cast.context.today()))
        enter_case(cast.context, cast.budi, came_on=cast.context.today() - ONE_DAY)
        clock.move(days=30)
        month_end = Wish("satker-1", AUGUST, date(2026, 8, 31))

        def told(username: str) -> list[date]:
            officer = cast.people[username].actor.officer
            found = prepare_pack(cast.context, officer, month_end)
            return [correction.as_of for correction in found.export.corrections]

        assert told("fajar") == []
        assert told("budi") == [date(2026, 8, 13)]

    def test_where_nothing_changed_nothing_is_corrected(
        self, cast: Cast, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        take()

        assert json.loads(payload_of(take())["statistik.json"])["koreksi"] == []


class TestWhatIsRefused:
    """Rows that were changed past the services leave the house in no pack."""

    @pytest.fixture(autouse=True)
    def _worked(self, worked: tuple[Reported, Reported]) -> None:
        """Cases are there."""

    def refused(self, cast: Cast) -> bool:
        try:
            prepare_pack(
                cast.context, cast.budi.actor.officer, Wish("satker-1", Q3, cast.context.today())
            )
        except Tampered:
            return True
        return False

    def test_a_status_made_better_in_the_rows(self, cast: Cast) -> None:
        assert not self.refused(cast)
        alter(
            cast.context,
            update(SPAN).where(SPAN.c.closed_on.is_(None)).values(closed_on=date(2026, 8, 3)),
        )

        assert self.refused(cast)

    def test_an_outcome_made_better_in_the_rows(self, cast: Cast) -> None:
        alter(
            cast.context,
            update(EVENT).where(EVENT.c.act == "closed").values(outcome="substantiated"),
        )

        assert self.refused(cast)

    def test_a_case_deleted_from_the_figures(
        self, cast: Cast, worked: tuple[Reported, Reported]
    ) -> None:
        with cast.context.database.reading() as work:
            gone = work.scalars(select(SPAN.c.log_id).where(SPAN.c.closed_on.is_(None))).one()
        clock = table("clock")
        alter(cast.context, *(delete(t).where(t.c.log_id == gone) for t in (SPAN, clock, TALLY)))

        assert self.refused(cast)

    def test_an_event_deleted(self, cast: Cast) -> None:
        alter(cast.context, delete(EVENT).where(EVENT.c.act == "closed"))

        assert self.refused(cast)

    def test_a_line_rewritten(self, cast: Cast) -> None:
        with cast.context.database.reading() as work:
            line = work.scalars(select(EVENT.c.open_line).where(EVENT.c.act == "closed")).one()
        better = line.replace(b"outcome=resolved", b"outcome=substantiated")
        assert better != line
        alter(cast.context, update(EVENT).where(EVENT.c.act == "closed").values(open_line=better))

        assert self.refused(cast)


def test_without_a_log_key_no_pack_is_made_and_nothing_is_written_down(cast: Cast) -> None:
    keyless = replace(cast.context, rules=replace(cast.context.rules, log=None))

    with pytest.raises(Unavailable):
        prepare_pack(keyless, cast.budi.actor.officer, Wish("satker-1", Q3))

    with cast.context.database.reading() as work:
        custody = table("custody")
        assert (
            work.scalars(select(custody.c.act).where(custody.c.act == "figures_exported")).all()
            == []
        )


def test_who_sees_packs_sees_those_of_their_units(
    cast: Cast, worked: tuple[Reported, Reported], take: Take
) -> None:
    take()

    def seen(username: str) -> list[str]:
        return [p.unit.slug for p in list_packs(cast.context, cast.people[username].actor)]

    assert seen("budi") == seen("fajar") == seen("dewi") == ["satker-1"]
    assert seen("citra") == seen("gita") == seen("ratna") == []
    assert [pack.unit.slug for pack in public_packs(cast.context)] == ["satker-1"]


def test_that_the_inspectorate_took_a_pack_is_told_to_nobody_else(
    cast: Cast, worked: tuple[Reported, Reported], take: Take
) -> None:
    take(username="dewi")

    assert list_packs(cast.context, cast.budi.actor) == ()
    assert list_packs(cast.context, cast.fajar.actor) == ()
    assert len(list_packs(cast.context, cast.dewi.actor)) == 1
    assert public_packs(cast.context) == ()


class TestTheReporter:
    """They see how their own case was counted, and can show it."""

    def test_nothing_is_said_while_the_case_is_open(
        self, cast: Cast, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        take()

        assert counted_in(cast.context, worked[1].case_id) == ()

    def test_a_closed_case_was_counted_in_the_pack_and_its_events_are_in_its_tree(
        self, cast: Cast, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        pack = take()

        (counted,) = counted_in(cast.context, worked[0].case_id)
        assert (counted.is_harus, counted.is_selesai, counted.is_apart) == (True, True, False)
        assert counted.pack.digest == sha256(pack).hexdigest()
        found = prove(cast.context, worked[0].case_id, counted.pack.id)
        assert found is not None
        signed = payload_of(pack)["log/satker-1/checkpoint"]
        assert found[0].checkpoint == signed
        head = read_checkpoint(read_note(signed).text)
        assert len(found[1]) == 3
        for event in found[1]:
            leaf = event.leaf
            assert leaf is not None
            told = leaf_hash(commitment(leaf.open_salt, leaf.open_line), leaf.closed_commitment)
            verify_inclusion(told, leaf.position, head.size, event.proof, head.root)

    def test_what_was_written_after_a_pack_says_nothing_of_how_that_pack_counted(
        self, cast: Cast, clock: Clock, take: Take
    ) -> None:
        """The house was shut: that the verification ran out was noted days later, and a pack went out before."""
        reported = report(cast.context, kind=Kind.COMPLAINT)
        clock.move(days=8)
        pack = take()
        numbers = json.loads(payload_of(pack)["statistik.json"])["tindak_lanjut"]["complaint"]
        daily_work.run(cast.context)
        move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
        close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.RESOLVED, None, GROUNDS)
        clock.move(days=1)

        (counted,) = counted_in(cast.context, reported.case_id)

        assert numbers["harus"] == 0
        assert (counted.is_harus, counted.is_selesai, counted.is_apart) == (False, False, False)

    def test_of_another_case_s_pack_there_is_no_proof(
        self, cast: Cast, worked: tuple[Reported, Reported], take: Take
    ) -> None:
        take()

        assert prove(cast.context, worked[0].case_id, "0" * 32) is None
        assert prove(cast.context, "0" * 32, "0" * 32) is None


def test_a_unit_that_is_not_the_officers_has_no_pack_for_them(cast: Cast) -> None:
    with pytest.raises(NotFound):
        prepare_pack(cast.context, cast.citra.actor.officer, Wish("satker-1", Q3))
