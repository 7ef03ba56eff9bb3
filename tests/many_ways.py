"""An agency in which cases went every way there is, through the real services alone."""

from datetime import timedelta

from tests import declarations
from tests.cast import Cast
from tests.conftest import Clock
from tests.disclosures import DETERMINATION, FORWARDING, REFUSAL, REVIEW, SETTLEMENT
from tests.entries import enter_case, register
from tests.erasures import PERIOD_DAYS, closed, erased_by_two
from tests.reports import Reported, disclose, report
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.gratification.upg_sheet import SheetKind as K
from wbs.domain.kinds import ComplaintClass, DeskKind, Kind
from wbs.services import daily_work
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class
from wbs.services.intake.import_register import import_register
from wbs.services.retention import carry_out
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import take_over
from wbs.services.tracking.fear_of_reprisal import say_fear
from wbs.services.upg.upg_sheets import SentSheet, write_sheet

GROUNDS = Words(grounds="Berita acara 12.")
WHY = "Perkara ini di luar kewenangan meja kami."
REGISTER = (
    "1/ADU;2026-02-10;pengaduan;prosedur-biaya;tidak berkadar pengawasan;surat;;selesai;10/03/2026;Lama",
    "2/ADU;2026-03-02;pengaduan;prosedur-biaya;;kotak;;tidak lengkap;2026-03-05;",
    "3/ADU;2026-07-27;pengaduan;prosedur-biaya;tidak berkadar;telepon;bernama;telaah;;Tarif",
    "4/ADU;2026-05-04;pengaduan;prosedur-biaya;;;;diterima;;",
    "5/WBS;2026-04-01;WBS;korupsi;;surat;anonim;investigasi;;Laporan lama",
)


def many_ways(cast: Cast, clock: Clock) -> dict[str, Reported]:
    """The cases by what they went through, seen from some weeks later; nothing is integrated yet."""
    found = _reports(cast, clock)
    found |= _disclosures(cast, clock)
    found |= _declarations(cast, clock)
    found |= _elsewhere(cast, clock)
    import_register(cast.context, cast.budi.actor, "satker-1", register(*REGISTER))
    came_on = cast.context.today() - timedelta(days=4)
    enter_case(cast.context, cast.budi, came_on=came_on)
    clock.move(days=60)
    daily_work.run(cast.context)
    return found


def erased(cast: Cast, clock: Clock) -> Reported:
    """A case whose time was over, erased by two; two years later."""
    found = closed(cast)
    clock.move(days=PERIOD_DAYS)
    erased_by_two(cast, found)
    clock.move(days=1)
    assert carry_out.run(cast.context).erased >= 1
    return found


def _reports(cast: Cast, clock: Clock) -> dict[str, Reported]:
    context, budi = cast.context, cast.budi.actor
    found = {name: report(context) for name in ("unread", "answered", "reopened")}
    found |= {
        name: report(context, kind=Kind.COMPLAINT)
        for name in ("overdue", "classed", "completed", "talked", "at once")
    }
    at_once = found["at once"].case_id
    move_case(context, budi, at_once, Stage.CLARIFICATION, Words(message="Kapan?"))
    move_case(context, budi, at_once, Stage.REVIEW, Words())
    close_case(context, budi, at_once, Outcome.RESOLVED, None, GROUNDS)
    move_case(context, budi, at_once, Stage.REVIEW, GROUNDS)
    close_case(context, budi, at_once, Outcome.UNSUBSTANTIATED, None, GROUNDS)
    clock.move(days=1)
    send_message(context, budi, found["answered"].case_id, "Laporan kami terima.")
    move_case(context, budi, found["talked"].case_id, Stage.REVIEW, Words())
    send_message(context, budi, found["talked"].case_id, "Di loket mana?")
    say_fear(context, found["answered"].enter(context), is_feared=True)
    set_class(context, budi, found["classed"].case_id, ComplaintClass.SUPERVISION)
    clock.move(days=1)
    found["talked"].write(context, "Loket dua.")
    _completed(cast, found["completed"])
    _completed(cast, found["reopened"])
    clock.move(days=14)
    daily_work.run(context)
    set_class(context, budi, found["classed"].case_id, ComplaintClass.INFORMATION)
    move_case(context, budi, found["reopened"].case_id, Stage.REVIEW, GROUNDS)
    _completed(cast, found["overdue"])
    return found


def _completed(cast: Cast, reported: Reported) -> None:
    for stage in (Stage.REVIEW, Stage.INVESTIGATION, Stage.FOLLOW_UP):
        move_case(cast.context, cast.budi.actor, reported.case_id, stage, Words())
    outcome = Outcome.SUBSTANTIATED
    close_case(cast.context, cast.budi.actor, reported.case_id, outcome, None, GROUNDS)


def _disclosures(cast: Cast, clock: Clock) -> dict[str, Reported]:
    context, budi = cast.context, cast.budi.actor
    found = {name: disclose(context) for name in ("at kpk", "taken back", "undone", "in the house")}
    found["refused"] = disclose(context, REFUSAL)
    in_the_house = {**REVIEW, "outcome": "handled_by_agency", "perishable": "yes"}
    clock.move(days=1)
    on = {"on": context.today().isoformat()}
    _sheets(cast, found["at kpk"], (K.RETURN, {"message": "Kuitansi?"}), (K.COMPLETION, {}))
    _sheets(cast, found["at kpk"], (K.REVIEW, REVIEW), (K.FORWARDING, {**FORWARDING, **on}))
    clock.move(days=9)  # what follows tells of days before the last event
    _sheets(cast, found["at kpk"], (K.DETERMINATION, {**DETERMINATION, **on}))
    _sheets(cast, found["at kpk"], (K.SETTLEMENT, {**SETTLEMENT, **on}))
    close_case(context, budi, found["at kpk"].case_id, Outcome.STATE_PROPERTY, None, GROUNDS)
    _sheets(cast, found["taken back"], (K.REVIEW, REVIEW), (K.REVISION, {"note": "Keliru."}))
    _sheets(cast, found["in the house"], (K.REVIEW, in_the_house))
    _sheets(cast, found["refused"], (K.RECORD, {}))
    close_case(context, budi, found["refused"].case_id, Outcome.RECORDED, None, GROUNDS)
    _sheets(cast, found["undone"], (K.REVIEW, {**REVIEW, "outcome": "recorded"}))
    close_case(context, budi, found["undone"].case_id, Outcome.RECORDED, None, GROUNDS)
    move_case(context, budi, found["undone"].case_id, Stage.SUBMITTED, GROUNDS)
    return found


def _sheets(cast: Cast, reported: Reported, *sheets: tuple[K, dict[str, str]]) -> None:
    for kind, raw in sheets:
        write_sheet(cast.context, cast.budi.actor, reported.case_id, SentSheet(kind, raw))


def _declarations(cast: Cast, clock: Clock) -> dict[str, Reported]:
    context, budi = cast.context, cast.budi.actor
    found = {name: declarations.declare(context) for name in ("controlled", "declared", "none")}
    on = {"on": context.today().isoformat()}
    clock.move(days=2)
    declarations.decide(context, budi, found["controlled"].case_id, declarations.DECISION | on)
    declarations.control(context, budi, found["controlled"].case_id, declarations.CONTROL | on)
    declarations.decide(context, budi, found["none"].case_id, declarations.NO_CONFLICT | on)
    close_case(context, budi, found["none"].case_id, Outcome.NO_CONFLICT, None, GROUNDS)
    move_case(context, budi, found["none"].case_id, Stage.DECLARED, GROUNDS)
    return found


def _elsewhere(cast: Cast, clock: Clock) -> dict[str, Reported]:
    """Handed over and back, rerouted, misfiled and taken over after its unit had closed it."""
    context, budi = cast.context, cast.budi.actor
    names = ("handed over", "came back", "rerouted", "taken over")
    found = {name: report(context) for name in names}
    above, own = (cast.desk(slug, DeskKind.WBS).id for slug in ("kanwil-a", "satker-1"))
    send_message(context, budi, found["came back"].case_id, "Kami terima.")
    for name in ("handed over", "came back"):
        hand_over(context, budi, found[name].case_id, HandOver(above, WHY))
    clock.move(days=1)
    hand_over(context, cast.gita.actor, found["came back"].case_id, HandOver(own, WHY))
    move_case(context, budi, found["came back"].case_id, Stage.REVIEW, Words())
    reroute(context, found["rerouted"].enter(context), {"concerns_desk": "yes"})
    ask_inspectorate(context, found["taken over"].enter(context))
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
    close_case(context, budi, found["taken over"].case_id, outcome, detail, GROUNDS)
    take_over(context, cast.dewi.actor, found["taken over"].case_id, WHY)
    return found
