"""The custody log for auditors and the inspectorate: who did what with keys, and nothing of any case."""

import re

import pytest

from tests.cast import Cast, Person, take_up
from tests.conftest import Clock
from tests.reports import report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import CSRF
from wbs.domain.account import NewOfficer
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Role
from wbs.services.accounts.invite_officer import invite_officer
from wbs.services.cases.open_case import open_case
from wbs.web.officer.custody_words import ACTS

LOG = "/petugas/jejak"


def auditor(cast: Cast, clock: Clock, slug: str) -> Person:
    """wati, an auditor of that unit."""
    unit = cast.unit(slug)
    new = NewOfficer("wati", "Wati Kusuma", unit.id, frozenset({Role.AUDITOR}))
    invitation = invite_officer(cast.context, cast.ratna.actor.officer, new)
    person = take_up(cast.context, "wati", invitation)
    clock.move(minutes=2)
    return person


def test_every_act_has_a_name() -> None:
    assert set(ACTS) == set(CustodyAct)


def test_an_auditor_reads_who_held_which_key_and_how_often_cases_were_opened(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    reported = report(cast.context)
    for _ in range(3):
        open_case(cast.context, cast.budi.actor, reported.case_id)

    page = enter(auditor(cast, clock, "kanwil-a")).get(LOG).get_data(as_text=True)

    assert "Kasus dibuka" in page
    assert "Kali: </span>3</td>" in page
    assert "Budi Santoso" in page
    assert "Indah Permata" in page  # let into the desk
    assert "Agustus 2026" in page
    for word in (reported.case_id, reported.case_id[:4].upper(), "Pungutan liar", "Disalurkan"):
        assert word not in page


def test_counts_stand_by_act_and_most_first_and_doors_by_day(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    reported = report(cast.context)
    for person, times in ((cast.budi, 1), (cast.indah, 3)):
        for _ in range(times):
            open_case(cast.context, person.actor, reported.case_id)
    clock.move(days=1)
    wati = enter(auditor(cast, clock, "kanwil-a"))

    counts, doors = re.findall(r"(?s)<tbody>(.*?)</tbody>", wati.get(LOG).text)

    told = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]*)</td>.*?</span>(\d+)</td>', counts)
    assert told == sorted(told, key=lambda line: (line[0], -int(line[2])))
    opened = [(who, times) for act, who, times in told if act == "Kasus dibuka"]
    assert opened == [("Indah Permata", "3"), ("Budi Santoso", "1")]
    days = re.findall(r'<time datetime="([^"]+)">.*?</time></td><th scope="row">([^<]+)<', doors)
    assert len({day for day, _ in days}) > 1
    assert days == sorted(
        sorted(days, key=lambda line: line[1]), key=lambda line: line[0], reverse=True
    )


@pytest.mark.parametrize("slug", ["satker-1", "satker-2"])
def test_an_auditor_reads_nothing_of_units_that_are_not_below(
    cast: Cast, clock: Clock, enter: Enter, slug: str
) -> None:
    browser = enter(auditor(cast, clock, slug))

    page = browser.get(LOG).get_data(as_text=True)

    assert "Satuan Kerja Tiga" not in page
    assert "Hadi Nugroho" not in page
    assert ("Budi Santoso" in page) is (slug == "satker-1")
    assert browser.get(f"{LOG}?unit=satker-3").status_code == 404
    assert browser.get(f"{LOG}?unit=kanwil-a").status_code == 404


def test_a_case_that_was_routed_away_leaves_no_mark_in_the_log_of_the_unit_it_concerns(
    cast: Cast, clock: Clock, enter: Enter
) -> None:
    browser = enter(auditor(cast, clock, "satker-1"))
    before = CSRF.sub("", browser.get(LOG).get_data(as_text=True))

    case = report(cast.context, concerns_head="yes", category="lainnya")
    open_case(cast.context, cast.gita.actor, case.case_id)

    assert CSRF.sub("", browser.get(LOG).get_data(as_text=True)) == before


def test_the_inspectorate_reads_every_units_log_month_by_month(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.dewi)

    page = browser.get(LOG).get_data(as_text=True)
    assert "Satuan Kerja Tiga" in page
    assert "Satuan Kerja Satu" in page
    assert "Juli 2026" in browser.get(f"{LOG}?bulan=2026-07").get_data(as_text=True)
    for text in ("2026", "kemarin", "9999-12", "2026-13"):
        assert browser.get(f"{LOG}?bulan={text}").status_code == 200
    narrowed = browser.get(f"{LOG}?unit=satker-3").get_data(as_text=True)
    assert "Eko Prasetyo" in narrowed
    assert "Budi Santoso" not in narrowed


@pytest.mark.parametrize("username", ["budi", "indah", "gita", "fajar", "ratna"])
def test_others_do_not_find_the_log(cast: Cast, enter: Enter, username: str) -> None:
    assert enter(cast.people[username]).get(LOG).status_code == 404
