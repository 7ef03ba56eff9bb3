"""The closed vocabularies of a case: what kinds of things there are."""

from enum import StrEnum


class Kind(StrEnum):
    """What a reporter brings."""

    WBS = "wbs"
    COMPLAINT = "complaint"
    GRATIFICATION = "gratification"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


class DisclosureType(StrEnum):
    """What became of the gratuity: it came into the recipient's hands, or it was turned down.

    It is the category of a case of kind `GRATIFICATION`.
    """

    RECEIVED = "received"
    REFUSED = "refused"


class Nature(StrEnum):
    """Whether a conflict of interest is there, or may come; the former is declared at once.

    Regulation: [PERMENPANRB-17-2024]
    """

    ACTUAL = "actual"
    POTENTIAL = "potential"


class Channel(StrEnum):
    """By which way a case came in."""

    WEB = "web"
    LETTER = "letter"
    BOX = "box"
    PHONE = "phone"
    WALK_IN = "walk_in"
    WHATSAPP = "whatsapp"
    SP4N = "sp4n"
    REFERRED = "referred"
    IMPORT = "import"


class Anonymity(StrEnum):
    """How much of the reporter is known, and to whom."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    NAMED = "named"


class Answer(StrEnum):
    """An answer that may be unknown; an absent answer is `NO`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ComplaintClass(StrEnum):
    """The class of a public complaint, which sets its period."""

    INFORMATION = "information"
    NORMAL = "normal"
    SUPERVISION = "supervision"


class DeskKind(StrEnum):
    """What a desk handles."""

    WBS = "wbs"
    COMPLAINT = "complaint"
    UPG = "upg"
    INSPECTORATE = "inspectorate"


class UnitKind(StrEnum):
    """Where a unit stands in the agency's tree."""

    INSPECTORATE = "inspectorate"
    REGIONAL_OFFICE = "regional_office"
    WORK_UNIT = "work_unit"


class Role(StrEnum):
    """What an officer may be."""

    ADMINISTRATOR = "administrator"
    DESK_MEMBER = "desk_member"
    DESK_HEAD = "desk_head"
    CUSTODIAN = "custodian"
    INSPECTORATE = "inspectorate"
    AUDITOR = "auditor"
    EVIDENCE = "evidence"


# Nobody decides whether these are to be worked on: they count from the day they came in.
COUNTED_AT_ONCE = frozenset({Kind.GRATIFICATION, Kind.CONFLICT_OF_INTEREST})
DESK_FOR_KIND = {
    Kind.WBS: DeskKind.WBS,
    Kind.COMPLAINT: DeskKind.COMPLAINT,
    Kind.GRATIFICATION: DeskKind.UPG,
    Kind.CONFLICT_OF_INTEREST: DeskKind.WBS,
}
