"""The single things that are done with the demonstration's harder cases, each by one service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from wbs.cli.demo_agency import DemoAgency
from wbs.cli.demo_hands import Hands
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.kinds import DeskKind
from wbs.domain.opening import Reply
from wbs.domain.retention import HoldReason
from wbs.domain.task import TaskKind
from wbs.services.actor import Actor
from wbs.services.agency.overview import agency
from wbs.services.cases.assign_case import assign_case
from wbs.services.cases.casework import casework_of
from wbs.services.cases.decision import Words
from wbs.services.cases.link_cases import link_cases
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.notes import add_task, write_note
from wbs.services.cases.open_case import open_case
from wbs.services.cases.refer_case import note_reply, refer_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.tasks import finish_task
from wbs.services.context import Context
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.open_identity import open_identity
from wbs.services.custodians.request_opening import request_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.retention.hold_case import set_hold
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_across import HandAcross, hand_across
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import take_over
from wbs.services.tracking.fear_of_reprisal import say_fear
from wbs.services.tracking.track_case import enter


@dataclass(frozen=True)
class Scene:
    """One officer at one case. `told`: the texts that go with it; `days`: until when; `other_id`: another case."""

    context: Context
    people: DemoAgency
    actor: Actor
    case_id: str
    told: Mapping[str, str]
    days: int
    other_id: str

    @property
    def place(self) -> tuple[Context, Actor, str]:
        """Where every service begins."""
        return self.context, self.actor, self.case_id

    def officer_id(self, name: str) -> str:
        """Whoever the texts name; nobody where they do not."""
        username = self.told.get(name, "")
        return self.people.actors[username].officer.id if username else ""

    def today(self) -> str:
        """The day of the scene, as forms are given it."""
        return self.context.today().isoformat()


def _move(scene: Scene) -> None:
    words = Words(scene.told.get("message", ""), scene.told.get("grounds", ""))
    move_case(*scene.place, Stage(scene.told["stage"]), words)


def _close(scene: Scene) -> None:
    told = scene.told
    detail = OutcomeDetail(told["detail"]) if "detail" in told else None
    words = Words(told.get("message", ""), told["grounds"])
    close_case(*scene.place, Outcome(told["outcome"]), detail, words)


def _task(scene: Scene) -> None:
    until = (scene.context.today() + timedelta(scene.days)).isoformat()
    add_task(*scene.place, scene.told["text"], until, scene.officer_id("officer"))


def _finish(scene: Scene) -> None:
    """The first task of the officers' own that is open is done."""
    tasks = casework_of(scene.context, scene.actor, open_case(*scene.place)).tasks
    finish_task(
        *scene.place,
        next(task.id for task in tasks if task.is_open and task.kind is TaskKind.MANUAL),
    )


def _refer(scene: Scene) -> None:
    refer_case(*scene.place, {**scene.told, "referred_on": scene.today()})


def _reply(scene: Scene) -> None:
    """The answer to the last referral came."""
    made = open_case(*scene.place).opened.referrals[-1].number
    typed = {**scene.told, "referral": str(made), "replied_on": scene.today()}
    note_reply(*scene.place, typed)


def _hand_over(scene: Scene) -> None:
    told = scene.told
    desk = agency(scene.context).desk(told["unit"], DeskKind(told["desk"]))
    concerned = told.get("concerned") == "yes"
    hand_over(*scene.place, HandOver(desk.id, told["grounds"], is_concerned=concerned))


def _hand_across(scene: Scene) -> None:
    told = scene.told
    hand_across(*scene.place, HandAcross(told["unit"], told, told["grounds"]))


def _approve(scene: Scene) -> None:
    """The custodian answers the one request of that case, having compared the fingerprint."""
    asked = requests_to_me(scene.context, scene.actor).requests
    request = next(r for r in asked if r.is_mine_to_answer and r.case_id == scene.case_id)
    answer_request(scene.context, scene.actor, request.id, Reply.APPROVE, request.fingerprint)


def _hold(scene: Scene) -> None:
    set_hold(*scene.place, HoldReason(scene.told["reason"]), scene.told["grounds"])


# What an officer does who has the case open before them, by its name in the file.
ACTS: Mapping[str, Callable[[Scene], object]] = {
    "read": lambda scene: None,
    "stage": _move,
    "close": _close,
    "message": lambda scene: send_message(*scene.place, scene.told["message"]),
    "assign": lambda scene: assign_case(*scene.place, scene.officer_id("officer")),
    "note": lambda scene: write_note(*scene.place, scene.told["text"]),
    "task": _task,
    "finish": _finish,
    "link": lambda scene: link_cases(*scene.place, scene.other_id),
    "refer": _refer,
    "reply": _reply,
    "hand_over": _hand_over,
    "hand_across": _hand_across,
    "look": lambda scene: open_case(*scene.place),
    "take_over": lambda scene: take_over(*scene.place, scene.told["grounds"]),
    "request_identity": lambda scene: request_identity(*scene.place, scene.told["reason"]),
    "approve": _approve,
    "open_identity": lambda scene: open_identity(*scene.place),
    "hold": _hold,
}
# After these another desk has the case.
TO_OTHERS = frozenset({"hand_over", "hand_across", "take_over", "reroute"})
Told = Mapping[str, str]
# What a reporter does who comes back with their code.
ON_THE_REPORTERS_PAGE: Mapping[str, Callable[[Hands, str, Told], object]] = {
    "answer": lambda hands, code, told: hands.answer(code, told["message"], []),
    "fear": lambda hands, code, told: say_fear(
        hands.context, enter(hands.context, code), is_feared=True
    ),
    "ask_inspectorate": lambda hands, code, told: ask_inspectorate(
        hands.context, enter(hands.context, code)
    ),
    "reroute": lambda hands, code, told: reroute(hands.context, enter(hands.context, code), told),
}
