"""The demonstration: made once, the same figures every time, and every officer may enter."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wbs.bootstrap import open_house
from wbs.cli.demo_agency import DemoOfficer
from wbs.cli.demo_house import make_or_find
from wbs.cli.demo_plan import first_day
from wbs.cli.terminal import Trouble
from wbs.domain.case import NEXT_STAGES, OUTCOMES_OF, Outcome, Procedure
from wbs.domain.gratification.register import RegisterEntry, colleagues_limit, giver_totals
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.gratification.wedding_limit import weigh_wedding
from wbs.domain.inbox import Filters, Standing
from wbs.domain.kinds import Channel, Role
from wbs.domain.opening import Reply, RequestState
from wbs.domain.retention import Keeping
from wbs.services.accountability.verify import verify
from wbs.services.accounts.authenticator import code_at
from wbs.services.accounts.log_in import log_in
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.services.agency.overview import agency
from wbs.services.cases.inbox import inbox
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.escalated_cases import escalated_cases
from wbs.services.custodians.open_identity import open_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.doctor import Level, examine
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.services.publication.public_figures import public_figures
from wbs.services.retention.kept_cases import retention_list
from wbs.services.routing.take_over import looked_into
from wbs.services.upg.circular import campaign
from wbs.services.upg.disclosure_register import read_register
from wbs.settings_file import read_settings

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 11, 4, 0, tzinfo=UTC)
CHEAP = {"WBS_PASSWORDS_PROFILE": "cheapest-for-tests"}
HISTORY = """
SELECT u.slug, t.kind, t.channel, t.category, t.complaint_class, t.anonymity, t.fear_of_reprisal, t.received_on,
       e.ordinal, e.act, e.outcome, e.outcome_detail, e.occurred_on, e.logged_on
FROM event e JOIN tally t ON t.log_id = e.log_id JOIN unit u ON u.id = t.unit_id
"""
DISCLOSED = (Procedure.RECEIPT, Procedure.REFUSAL)
DISCLOSURES = """
SELECT c.stage, c.category, d.kind || ' ' || u.slug
FROM "case" c JOIN desk d ON d.id = c.desk_id JOIN unit u ON u.id = d.unit_id
WHERE c.kind = 'gratification'
"""
CLOCKS = """
SELECT k.period, k.due_on, k.met_on, t.received_on
FROM clock k JOIN tally t ON t.log_id = k.log_id WHERE t.kind = 'gratification'
"""
FIGURES = """
SELECT d.reviewed_on, d.outcome, d.exempt, d.conflict, d.perishable, d.forwarded_on, d.determination,
       d.determined_on, d.settlement, d.settled_on, o.kind, o.objects, o.rupiah
FROM disclosure d JOIN disclosed_object o ON o.log_id = d.log_id
"""


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CHEAP.items():
            patch.setenv(name, value)
        yield


def made(data_dir: Path, now: datetime = NOW) -> tuple[DemoOfficer, ...]:
    return make_or_find(data_dir, 8000, now, lambda _line: None)


def rows(data_dir: Path, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(data_dir / "wbs.sqlite") as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demonstration, made on Wednesday, 11 November 2026."""
    folder = tmp_path_factory.mktemp("demo")
    made(folder)
    return folder


@dataclass(frozen=True)
class Entered:
    """The demonstration five minutes later, with every officer logged in."""

    context: Context
    actors: dict[str, Actor]

    def register(self, username: str, unit: str) -> Sequence[RegisterEntry]:
        return read_register(
            self.context, self.actors[username], unit, date(2026, 4, 1), NOW.date()
        ).entries


@pytest.fixture(scope="module")
def entered(demo: Path) -> Iterator[Entered]:
    house = open_house(read_settings(demo, CHEAP), clock=lambda: NOW + timedelta(minutes=5))
    context, actors = house.context, {}
    for officer in made(demo):
        otp = code_at(officer.totp_secret, context.now())
        token = log_in(context, officer.username, officer.password, otp).token
        actors[officer.username] = resume(context, token)
    yield Entered(context, actors)
    context.database.close()


def test_there_are_about_seventy_reports_in_every_stage_over_three_quarters(demo: Path) -> None:
    cases = rows(
        demo,
        "SELECT stage, received_on FROM \"case\" WHERE kind IN ('wbs', 'complaint') "
        "AND channel <> 'import'",
    )
    quarters = Counter((int(day[5:7]) - 1) // 3 + 1 for _, day in cases)

    assert 65 <= len(cases) <= 75
    assert {stage for stage, _ in cases} == {stage.value for stage in NEXT_STAGES[Procedure.REPORT]}
    assert set(quarters) == {2, 3, 4}
    assert min(quarters.values()) >= 10


def test_every_day_of_its_log_is_closed_and_everything_fits(entered: Entered) -> None:
    derived = verify(entered.context)

    assert derived.first is None
    assert derived.closed_until == NOW.date() - timedelta(days=1)
    assert sum(size for _, size in derived.logs) > 1_000


def test_cases_came_by_several_ways(demo: Path) -> None:
    found = rows(demo, "SELECT channel, count(*) FROM tally GROUP BY channel")

    ways = {channel: int(number) for channel, number in found}
    assert {name: ways.pop(name) for name in ("box", "import", "referred")} == {
        "box": 1,
        "import": 3,
        "referred": 4,  # handed over, handed across, taken over and rerouted
    }
    assert set(ways) == {"web", "letter", "whatsapp", "walk_in", "sp4n"}
    assert min(ways.values()) >= 4


def test_there_are_disclosures_in_every_stage_at_the_upgs_of_four_units(demo: Path) -> None:
    cases = rows(demo, DISCLOSURES)

    assert 14 <= len(cases) <= 20
    assert {stage for stage, *_ in cases} == {s.value for p in DISCLOSED for s in NEXT_STAGES[p]}
    assert {category for _, category, *_ in cases} == {"received", "refused"}
    upgs = ("inspektorat", "kanwil-jawa-barat", "kantor-bandung", "kantor-makassar")
    assert {place for *_, place in cases} == {f"upg {unit}" for unit in upgs}


def test_there_are_declarations_in_every_stage_decided_in_time_and_late(demo: Path) -> None:
    stages = rows(demo, "SELECT stage FROM \"case\" WHERE kind = 'conflict_of_interest'")
    clocks = rows(
        demo,
        "SELECT due_on, met_on FROM clock WHERE period = 'conflict_superior_decision' AND met_on",
    )

    assert {stage for (stage,) in stages} == {s.value for s in NEXT_STAGES[Procedure.DECLARATION]}
    assert {met <= due for due, met in clocks} == {True, False}


def test_duties_are_mapped_and_statements_counted(demo: Path) -> None:
    duties = rows(demo, "SELECT finding FROM main_duty")
    counts = rows(demo, "SELECT stated, listed FROM statement_count")

    assert Counter(finding for (finding,) in duties) == {"conflict_possible": 3, None: 1}
    assert [tuple(map(int, count)) for count in counts] == [(61, 64)]


def test_cases_end_in_every_way_and_some_are_overdue_or_reopened(demo: Path) -> None:
    outcomes = {outcome for (outcome,) in rows(demo, "SELECT DISTINCT outcome FROM event")}
    acts = {act for (act,) in rows(demo, "SELECT DISTINCT act FROM event")}

    assert outcomes - {None} == {outcome.value for outcome in Outcome}
    assert {"overdue", "reopened", "clarification"} <= acts


def test_disclosures_end_in_every_way(demo: Path) -> None:
    ended = rows(
        demo, "SELECT outcome FROM \"case\" WHERE kind = 'gratification' AND stage = 'closed'"
    )

    assert {outcome for (outcome,) in ended} == {o.value for p in DISCLOSED for o in OUTCOMES_OF[p]}


def test_a_recap_of_perishables_went_out_one_disclosure_was_late_and_one_is_nearly_due(
    demo: Path,
) -> None:
    clocks = rows(demo, CLOCKS)
    soon = (NOW.date() + timedelta(days=3)).isoformat()

    recaps = [met for period, _, met, _ in clocks if period == "perishable_recap_to_kpk"]
    assert [met is not None for met in recaps] == [True]
    late = [came > due for period, due, _, came in clocks if period == "recipient_to_kpk"]
    assert late.count(True) == 1
    waiting = [due for period, due, met, _ in clocks if period == "upg_to_kpk" and not met]
    assert NOW.date().isoformat() <= min(waiting) <= soon


def test_two_of_a_weddings_thirty_givers_are_above_the_limit(entered: Entered) -> None:
    (wedding,) = (e for e in entered.register("gita", "kanwil-jawa-barat") if len(e.givers) > 1)
    weighed = weigh_wedding(wedding.fields, entered.context.law.gratuities)

    assert weighed is not None
    assert (weighed.givers, weighed.over) == (30, 2)


def test_the_gifts_of_one_colleague_pass_the_limit_of_a_year(entered: Entered) -> None:
    entries = entered.register("budi", "kantor-bandung")
    last = entries[-1]
    rules = entered.context.law.gratuities.in_force(last.gratuity_on)
    (total,) = giver_totals(entries, [last.givers[0].name], last.gratuity_on)
    (before,) = giver_totals(entries[:-1], [last.givers[0].name], last.gratuity_on)

    assert total.is_over(colleagues_limit(rules))
    assert not before.is_over(colleagues_limit(rules))


def test_cash_was_kept_with_a_photo_and_handed_over_to_the_state(entered: Entered) -> None:
    (cash,) = (e for e in entered.register("budi", "kantor-bandung") if e.total() == 5_000_000)
    opened = open_case(entered.context, entered.actors["budi"], cash.case.id).opened

    kept = [sheet.content for sheet in opened.sheets if sheet.content.sheet == "custody"]
    assert [sheet.fields["movement"] for sheet in kept] == ["deposited", "sent_to_kpk"]
    assert [ref.media_type for ref in kept[0].attachments] == ["image/png"]
    assert cash.case.outcome is Outcome.STATE_PROPERTY
    assert cash.sheet(SheetKind.SETTLEMENT, "settlement") == "handed_over"


def test_nothing_happened_later_than_now_and_days_follow_each_other(demo: Path) -> None:
    days = [day for (day,) in rows(demo, "SELECT logged_on FROM event ORDER BY rowid")]

    assert days == sorted(days)
    assert days[0] >= "2026-04-01"
    assert days[-1] <= "2026-11-11"


def test_every_officer_may_enter_and_finds_open_cases(entered: Entered) -> None:
    found = {
        username: len(inbox(entered.context, actor, Filters(), None).cases)
        for username, actor in entered.actors.items()
        if actor.officer.desk_ids
    }

    assert len(found) == 7
    assert all(found.values())


def test_every_role_has_somebody_to_log_in_as(entered: Entered) -> None:
    held = {role for actor in entered.actors.values() for role in actor.officer.roles}

    assert held == set(Role)


def test_who_reported_was_opened_once_and_once_waits_for_a_second_custodian(
    entered: Entered, demo: Path
) -> None:
    asked = rows(demo, "SELECT state, asked_on FROM opening_request ORDER BY asked_on")
    assert [state for state, _ in asked] == ["expired", "waiting"]  # opened, and its week is over
    assert len(rows(demo, "SELECT 1 FROM case_share WHERE matter = 'identity'")) == 2 * 3

    for username, answered in (("omar", True), ("putri", False), ("qori", False)):
        view = requests_to_me(entered.context, entered.actors[username])
        assert view.unit_name == "Inspektorat"
        waiting = [request for request in view.requests if request.state is RequestState.WAITING]
        assert [request.is_mine_to_answer for request in waiting] == [not answered]
        assert [(request.approvals, request.threshold) for request in waiting] == [(1, 2)]


def test_a_visitor_walks_a_request_to_its_end(entered: Entered, demo: Path, tmp_path: Path) -> None:
    """In a copy, so that the other tests find what was made."""
    again = tmp_path / "again"
    shutil.copytree(demo, again)
    context = open_house(
        read_settings(again, CHEAP), clock=lambda: NOW + timedelta(minutes=5)
    ).context
    putri, budi = entered.actors["putri"], entered.actors["budi"]
    (request,) = (r for r in requests_to_me(context, putri).requests if r.is_mine_to_answer)

    answer_request(context, putri, request.id, Reply.APPROVE, own_fingerprint(budi))

    assert open_identity(context, budi, request.case_id).name == "Nama Samaran Dua"
    context.database.close()


def test_cases_are_overdue_for_so_long_that_the_inspectorate_hears_and_one_has_a_copy(
    entered: Entered,
) -> None:
    found = escalated_cases(entered.context, entered.actors["dewi"]).cases

    assert {each.unit.slug for each in found} >= {"kantor-makassar", "kantor-parepare"}
    assert [e.unit.slug for e in found if e.escrow] == ["kantor-makassar"]


def test_the_inspectorate_looks_into_a_case_and_took_another(entered: Entered) -> None:
    dewi = entered.actors["dewi"]

    assert len(looked_into(entered.context, dewi).cases) == 1
    there = inbox(entered.context, dewi, Filters(Standing.ALL), None).cases
    names = {unit.id: unit.slug for unit in agency(entered.context).units.values()}
    came = Counter(names[c.unit_id] for c in there if c.channel is Channel.REFERRED)
    assert came == {"kantor-makassar": 1, "kantor-parepare": 1}


def test_a_case_lies_with_the_unit_it_belongs_to(entered: Entered) -> None:
    hadi = entered.actors["hadi"]
    (moved,) = (
        case
        for case in inbox(entered.context, hadi, Filters(Standing.ALL), None).cases
        if case.channel is Channel.REFERRED
    )
    opened = open_case(entered.context, hadi, moved.id).opened

    assert "tidak mempunyai dermaga" in opened.messages[0].content.text
    assert opened.report.fields["what"].startswith("Kapal patroli")


def test_a_desk_of_two_has_notes_tasks_links_and_somebody_for_its_cases(demo: Path) -> None:
    kinds = Counter(
        kind
        for (kind,) in rows(
            demo, "SELECT kind FROM record WHERE kind IN ('note', 'task', 'link', 'referral')"
        )
    )
    assert kinds == {"note": 3, "task": 2, "link": 2, "referral": 3}
    assert len(rows(demo, "SELECT DISTINCT officer_id FROM assignment")) == 2
    for query in (
        "SELECT done_on FROM task WHERE kind = 'manual'",
        "SELECT replied_on FROM referral",
    ):
        assert {day is None for (day,) in rows(demo, query)} == {True, False}


def test_old_cases_are_over_and_near_the_end_of_their_retention_and_one_is_held(
    entered: Entered,
) -> None:
    found = retention_list(entered.context, entered.actors["budi"])

    assert Counter(each.retention.keeping for each in found.warned) == {
        Keeping.OVER: 1,
        Keeping.NEAR: 1,
    }
    assert [each.retention.keeping for each in found.held] == [Keeping.HELD]


def test_every_quarter_that_is_over_is_published_rounded(entered: Entered) -> None:
    found = public_figures(entered.context)

    assert [p.quarter.code for p in found.publications] == ["2026-Q3", "2026-Q2", "2026-Q1"]
    shown = [sum(p.cells.values()) for p in found.publications]
    assert min(shown[:2]) > 0
    assert all(n % 5 == 0 for p in found.publications for n in p.cells.values())


def test_nothing_in_it_has_to_be_mended(entered: Entered) -> None:
    assert [f for f in examine(entered.context) if f.level is Level.ERROR] == []


def test_the_inspectorate_and_a_unit_have_a_circular_and_a_unit_without_reads_the_inspectorates(
    demo: Path,
) -> None:
    context = open_house(read_settings(demo, CHEAP), clock=lambda: NOW).context
    slugs = ("kantor-bandung", "kantor-cirebon", "kantor-makassar", "kantor-parepare")
    found = {slug: campaign(context, slug) for slug in slugs}
    context.database.close()

    issuers = {slug: here.issuer and here.issuer.slug for slug, here in found.items()}
    assert issuers == {**dict.fromkeys(slugs, "inspektorat"), "kantor-bandung": "kantor-bandung"}
    assert {slug: here.receiver and here.receiver.slug for slug, here in found.items()} == {
        "kantor-bandung": "kantor-bandung",
        "kantor-cirebon": "kanwil-jawa-barat",
        "kantor-makassar": "kantor-makassar",
        "kantor-parepare": "inspektorat",
    }
    assert all(here.has_upg for here in found.values())


def test_credentials_lie_where_only_the_owner_reads_them(demo: Path) -> None:
    file = demo / "credentials.json"

    assert file.stat().st_mode & 0o777 == 0o600
    assert demo.stat().st_mode & 0o077 == 0
    assert {"username", "password", "totp_secret", "roles", "unit"} == set(
        json.loads(file.read_text())[0]
    )


def test_a_second_start_finds_what_the_first_made(demo: Path) -> None:
    before = (demo / "wbs.sqlite").stat().st_mtime_ns

    assert made(demo, NOW + timedelta(days=40)) == made(demo)
    assert (demo / "wbs.sqlite").stat().st_mtime_ns == before


def test_one_that_was_interrupted_is_made_anew_and_the_same_day_gives_the_same_figures(
    demo: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(demo, again)
    (again / "unfinished").touch()

    officers = made(again)

    assert [o.username for o in officers] == [o.username for o in made(demo)]
    assert not {o.password for o in officers} & {o.password for o in made(demo)}
    assert not (again / "unfinished").exists()
    for query in (HISTORY, FIGURES):
        assert sorted(rows(demo, query), key=str) == sorted(rows(again, query), key=str)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(Trouble, match="holds something else"):
        made(tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 1, 1), date(2025, 7, 1)),
        (date(2026, 3, 31), date(2025, 7, 1)),
        (date(2026, 4, 1), date(2025, 10, 1)),
        (date(2026, 11, 22), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
    ],
)
def test_it_begins_with_two_full_quarters(today: date, first: date) -> None:
    assert first_day(today) == first
