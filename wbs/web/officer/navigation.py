"""The links at the top of an officer's page: only those that lead somewhere for this officer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import g, request, url_for
from flask_babel.speaklater import LazyString

from wbs.domain.access import Permission, circular_units, may
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer
from wbs.domain.proposal import may_give_first_key
from wbs.web.languages import lazy_gettext
from wbs.web.officer.permissions import PERMISSIONS

_l = lazy_gettext


@dataclass(frozen=True)
class Link:
    """One entry of the navigation. `here`: it is shown; `within`: it is, or one of the pages that hang on it."""

    text: str
    url: str
    here: bool
    within: bool = False


@dataclass(frozen=True)
class Group:
    """Pages that belong together, in the order of daily use; `text` is the only page's name where it is one."""

    text: str
    pages: tuple[Link, ...]

    @property
    def here(self) -> bool:
        """Whether one of its pages is shown, or one that hangs on it."""
        return any(page.within for page in self.pages)

    @property
    def url(self) -> str:
        """The first page that this officer may open."""
        return self.pages[0].url


# Each group and its pages: what is done every day comes first.
GROUPS: tuple[tuple[LazyString, tuple[tuple[str, LazyString], ...]], ...] = (
    (
        _l("Cases"),
        (
            ("inbox.show", _l("List of cases")),
            ("reminders.show", _l("Reminders")),
            ("tasks.show", _l("Tasks")),
            ("search.ask", _l("Search")),
            ("hand_over.looked", _l("Looked into")),
            ("escalation.show", _l("Overdue cases")),
            ("openings.show", _l("Custody requests")),
            ("retention.show", _l("Retention")),
        ),
    ),
    (
        _l("Evidence"),
        (
            ("figures.show", _l("Figures")),
            ("evaluation.show", _l("Evaluation sheet")),
            ("documents.show", _l("Documents")),
            ("meetings.show", _l("Monev")),
            ("accompaniment.show", _l("Accompaniment")),
            ("evidence_calendar.show", _l("Calendar of evidence")),
            ("comparison.show", _l("Units side by side")),
            ("charts.show", _l("Charts")),
            ("packs.show", _l("Packs")),
        ),
    ),
    (
        _l("Registers"),
        (
            ("register.show", _l("Gratuities")),
            ("circulars.show", _l("Circular")),
            ("declarations.show", _l("Conflicts of interest")),
            ("duties.show", _l("Map of duties")),
        ),
    ),
    (
        _l("Agency"),
        (
            ("units.show", _l("Units")),
            ("desks.show", _l("Set up desks")),
            ("officers.show", _l("Officers")),
            ("custodians.show", _l("Custodians")),
            ("proposals.show", _l("Proposals")),
            ("unit_papers.show", _l("Letterhead")),
            ("roles.show", _l("Roles")),
        ),
    ),
    (
        _l("Desks and keys"),
        (
            ("members.show", _l("Desks and keys")),
            ("approvals.show", _l("Approvals")),
            ("custody_log.show", _l("Custody log")),
        ),
    ),
    (
        _l("Account"),
        (("account.show", _l("Account")), ("data_rights.show", _l("Personal data"))),
    ),
)


def signed_in() -> bool:
    """Whether an officer's session stands behind this request."""
    return g.get("actor") is not None


def navigation() -> tuple[Group, ...]:
    """The groups in which this officer may open something, each with those of its pages."""
    if not signed_in():
        return ()
    found = (_group(text, pages) for text, pages in GROUPS)
    return tuple(group for group in found if group.pages)


def _group(text: LazyString, pages: tuple[tuple[str, LazyString], ...]) -> Group:
    officer = g.actor.officer
    links = tuple(
        Link(str(name), url_for(endpoint), request.endpoint == endpoint, is_within(endpoint))
        for endpoint, name in pages
        if _leads_somewhere(officer, endpoint)
    )
    return Group(links[0].text if len(links) == 1 else str(text), links)


# Blueprints whose pages hang on the first one's, which leads to them.
BESIDE = {
    "declarations": ("duties", "statements"),
    "duties": ("statements",),
    "documents": ("document_uses",),
    "meetings": ("recommendations",),
    "inbox": (
        *("case", "casework", "case_paper", "several", "filters", "entry", "imports", "sheets"),
        *("papers", "referrals", "superior", "identity", "holds"),
    ),
}
# Blueprints whose pages stand apart from each other; what is done to a case hangs on the list of cases.
SEVERAL = frozenset({"hand_over"})
ON_A_CASE = frozenset({"hand_over.give", "hand_over.give_across", "hand_over.take"})

# Whom a page leads somewhere, beyond its permission: not everybody at a desk sits at one of a UPG.
LEADING: Mapping[str, Callable[[Officer], bool]] = {
    "register.show": lambda officer: bool(officer.upg_unit_ids),
    "circulars.show": lambda officer: bool(circular_units(officer)),
    # A desk alone finds its one line on the page of figures.
    "comparison.show": lambda officer: officer.at_inspectorate or Role.EVIDENCE in officer.roles,
    "hand_over.looked": lambda officer: officer.at_inspectorate,
    "escalation.show": lambda officer: officer.at_inspectorate,
    # What waits for others than the inspectorate is told on the page of their desks.
    "approvals.show": may_give_first_key,
    "custody_log.show": lambda officer: officer.at_inspectorate or Role.AUDITOR in officer.roles,
    # Who has the register comes there from it.
    "duties.show": lambda officer: not may(officer, PERMISSIONS["declarations.show"]),
    # Others find it on their account's page.
    "roles.show": lambda officer: may(officer, Permission.MANAGE_OFFICERS),
}


def is_within(endpoint: str) -> bool:
    """Whether the page shown hangs on that one: it is of the same blueprint, or of one beside it."""
    room = endpoint.partition(".")[0]
    if request.blueprint in SEVERAL:
        return request.endpoint == endpoint or (room == "inbox" and request.endpoint in ON_A_CASE)
    return request.blueprint == room or request.blueprint in BESIDE.get(room, ())


def _leads_somewhere(officer: Officer, endpoint: str) -> bool:
    """Whether the officer finds something behind that door."""
    leads = LEADING.get(endpoint)
    return may(officer, PERMISSIONS[endpoint]) and (leads is None or leads(officer))
