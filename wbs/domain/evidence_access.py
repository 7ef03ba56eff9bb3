"""Who may see, open and file which evidence documents.

Security: what the UPG makes names reporters of gratuities and givers. Of it somebody opens only what
was filed after the day of a desk key they hold: who could have opened the cases then. Presence alone is
not enough: at a desk that is new or was emptied an administrator together with a member of the inspectorate
seats whom they like, whose key is of that day. A member whom a present one lets in is
given every key that one holds, and opens what that one opens. The evidence clerk's role needs nobody but
an administrator: a clerk sees that such a document is there, and opens every other kind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.access import Permission, exportable_units, may, sees_every_cell
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.evidence_document import OF_THE_UPG, DocumentKind, Filing
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer
from wbs.domain.unit import Desk, Unit


@dataclass(frozen=True)
class DocumentReach:
    """What one person may do with documents, by unit id.

    `listed`: see that they are there, and open those that are not the UPG's; `upg_since`: open those, too,
    that were filed after that day; `filed`: file and withdraw what is not the UPG's; `upg_filed`: what is,
    and open of it what they (`officer_id`) filed themselves.
    """

    listed: frozenset[str]
    upg_since: Mapping[str, date] = field(default_factory=dict)
    filed: frozenset[str] = frozenset()
    upg_filed: frozenset[str] = frozenset()
    officer_id: str = ""

    def may_open(self, filing: Filing) -> bool:
        """Whether the document's content, title and name are theirs to see.

        Security: what was filed on the very day of the key may have been filed before it was made.
        """
        unit_id = filing.unit_id
        if filing.kind not in OF_THE_UPG:
            return unit_id in self.listed
        if unit_id in self.upg_filed and filing.filed_by == self.officer_id:
            return True
        since = self.upg_since.get(unit_id)
        return since is not None and since < filing.filed_on

    def may_file(self, unit_id: str, kind: DocumentKind) -> bool:
        """Whether they file and withdraw documents of that kind at that unit."""
        return unit_id in (self.upg_filed if kind in OF_THE_UPG else self.filed)

    def require_listed(self, unit_id: str) -> None:
        """Return if the documents of the unit are theirs to list.

        Raises:
            NotFound: they are not, so there is no such unit for them.
        """
        if unit_id not in self.listed:
            raise NotFound("no such unit")

    def require_open(self, filing: Filing) -> None:
        """Return if they may open the document.

        Raises:
            NotFound: it is of a unit they do not see.
            NotAllowed: it is the UPG's, and they are not, or hold no key of its desk from before.
        """
        self.require_listed(filing.unit_id)
        if not self.may_open(filing):
            raise NotAllowed("documents_of_the_upg")

    def require_file(self, unit_id: str, kind: DocumentKind) -> None:
        """Return if they may file and withdraw documents of that kind at that unit.

        Raises:
            NotFound: it is a unit they do not see.
            NotAllowed: it is not their own unit, or the kind is the UPG's and they are not.
        """
        self.require_listed(unit_id)
        if not self.may_file(unit_id, kind):
            raise NotAllowed(Permission.FILE_EVIDENCE.value)


def reach_of_operator(units: Mapping[str, Unit]) -> DocumentReach:
    """The operator at the server's command line opens what is not the UPG's, and files nothing.

    Security: that no command prints a name keeps it out of terminals and of packs made at night. It does
    not keep it from whoever holds the instance key, which is a file of that machine.
    """
    return DocumentReach(listed=frozenset(units))


def document_reach(
    officer: Officer,
    units: Mapping[str, Unit],
    desks: Iterable[Desk],
    held_since: Mapping[str, date],
) -> DocumentReach:
    """What the officer may do: list where they export figures, file at their own unit.

    `held_since`: the day the oldest key was made that the officer holds, by desk.
    """
    listed = exportable_units(officer, units, on_any_day=False)
    own = [desk for desk in desks if desk.id in officer.desk_ids and not desk.is_closed]
    own_upg = listed & {desk.unit_id for desk in own if desk.kind is DeskKind.UPG}
    filed = listed & {officer.unit_id} if may(officer, Permission.FILE_EVIDENCE) else frozenset()
    return DocumentReach(
        listed=listed,
        upg_since=_since(officer, listed, [d for d in own if d.id in held_since], held_since),
        filed=filed,
        upg_filed=filed & own_upg,
        officer_id=officer.id,
    )


def _since(
    officer: Officer, listed: frozenset[str], own: Iterable[Desk], held_since: Mapping[str, date]
) -> dict[str, date]:
    """By unit: the earliest day from which the officer could have opened the UPG's cases."""
    since: dict[str, date] = {}
    for desk in own:
        reached: frozenset[str] = frozenset()
        if desk.kind is DeskKind.UPG:
            reached = listed & {desk.unit_id}
        elif desk.kind is DeskKind.INSPECTORATE and sees_every_cell(officer):
            reached = listed
        for unit_id in reached:
            since[unit_id] = min(held_since[desk.id], since.get(unit_id, date.max))
    return since
