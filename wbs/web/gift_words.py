"""What the words of KPK's form and of the UPG's sheets are called on screen."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.gratification.gift import (
    Location,
    ObjectForm,
    ObjectKind,
    Occasion,
    Relation,
    ValuationBasis,
)
from wbs.domain.gratification.upg_sheet import ForwardedBy, Movement, Settlement
from wbs.domain.kinds import DisclosureType
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

GIFT_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (DisclosureType.RECEIVED, _l("Receipt")),
    (DisclosureType.REFUSED, _l("Refusal")),
    (Relation.FAMILY, _l("Family")),
    (Relation.SERVED_OR_OVERSEEN, _l("Supplier, user of the service, or subject to supervision")),
    (Relation.COLLEAGUE, _l("Colleague in the same agency")),
    (Relation.UNKNOWN, _l("The giver is not known")),
    (Relation.OTHER, _l("Other")),
    (Occasion.FAREWELL_BIRTHDAY, _l("Farewell, retirement, transfer or birthday")),
    (Occasion.ON_DUTY, _l("In the course of my duties")),
    (Occasion.OFF_DUTY, _l("Not in the course of my duties")),
    (
        Occasion.WEDDING_CUSTOM_RELIGION_DISASTER,
        _l("Wedding, custom or religious ceremony, misfortune or disaster"),
    ),
    (
        Occasion.INVESTMENT_COOPERATIVE_LOTTERY,
        _l("Investment, cooperative, lottery or direct prize"),
    ),
    (Occasion.OTHER, _l("Other")),
    (ObjectKind.FOOD_DRINK, _l("Food or drink")),
    (ObjectKind.FLOWERS, _l("Flowers")),
    (ObjectKind.SOUVENIR, _l("Souvenir, plaque, goods with the giver's logo")),
    (ObjectKind.OTHER_GOODS, _l("Other goods")),
    (ObjectKind.FACILITY, _l("Ticket, lodging or other facility")),
    (ObjectKind.MONEY, _l("Money or what is exchanged for it")),
    (ObjectForm.MONEY, _l("Money")),
    (ObjectForm.GOODS, _l("Goods")),
    (ObjectForm.DISCOUNT, _l("Discount")),
    (ObjectForm.COMMISSION, _l("Commission")),
    (ObjectForm.LOAN_WITHOUT_INTEREST, _l("Loan without interest")),
    (ObjectForm.TRAVEL, _l("Travel ticket")),
    (ObjectForm.LODGING, _l("Lodging")),
    (ObjectForm.TOUR, _l("Tour")),
    (ObjectForm.MEDICAL_TREATMENT, _l("Medical treatment free of charge")),
    (ObjectForm.OTHER_FACILITY, _l("Other facility")),
    (ObjectForm.OTHER, _l("Other")),
    (Location.WITH_REPORTER, _l("Kept by the recipient")),
    (Location.DEPOSITED_UPG, _l("Deposited with the UPG")),
    (Location.DEPOSITED_KPK, _l("Deposited with KPK")),
    (Location.RETURNED, _l("Returned to the giver")),
    (Location.DONATED, _l("Given to people in need")),
    (Location.OTHER, _l("Elsewhere")),
    (ValuationBasis.NOMINAL, _l("Nominal value")),
    (ValuationBasis.MARKET_PRICE, _l("Market price")),
    (ValuationBasis.REPORTER_ESTIMATE, _l("Estimate of the recipient")),
    (ValuationBasis.UPG_ESTIMATE, _l("Estimate of the UPG")),
    (ValuationBasis.KPK_ESTIMATE, _l("Estimate of KPK")),
)
UPG_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Movement.DEPOSITED, _l("Deposited with the UPG")),
    (Movement.MOVED, _l("Moved")),
    (Movement.INSPECTED, _l("Looked at")),
    (Movement.SENT_TO_KPK, _l("Sent to KPK")),
    (Movement.GIVEN_BACK, _l("Given back to the recipient")),
    (ForwardedBy.UPG, _l("The UPG")),
    (ForwardedBy.INDIVIDUAL, _l("The recipient")),
    (Settlement.HANDED_OVER, _l("Handed over to the state")),
    (Settlement.COMPENSATED, _l("Kept by the recipient against compensation to the state")),
    (Settlement.GIVEN_BACK, _l("Given back to the recipient")),
    (Settlement.KEPT, _l("Stays with the recipient")),
    (Settlement.UNCLAIMED, _l("Not collected within a year")),
    (Settlement.USED_BY_AGENCY, _l("Used by the agency")),
    (Settlement.DONATED, _l("Given to people in need")),
    (Settlement.RETURNED_TO_GIVER, _l("Returned to the giver")),
    (Settlement.DESTROYED, _l("Destroyed")),
)
