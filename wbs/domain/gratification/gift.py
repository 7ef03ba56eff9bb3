"""A gratuity as it is disclosed: who gave it, what it is, what it is worth, and where it is now.

The closed lists are those of KPK's form.

Regulation: [PERKPK-2-2019 art. 3], [SK-KPK-1461-2020]
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

RUPIAH = "IDR"
LARGEST = Decimal(10) ** 15
# 1.500.000 · 1,500,000 · 1500000 · 12,50 · 1.250,5: groups have three digits, a fraction one or two.
_AMOUNT = re.compile(r"(\d{1,15}|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,](\d{1,2}))?")


class Relation(StrEnum):
    """What the giver is to the recipient."""

    FAMILY = "family"
    SERVED_OR_OVERSEEN = "served_or_overseen"
    COLLEAGUE = "colleague"
    UNKNOWN = "unknown"
    OTHER = "other"


class Occasion(StrEnum):
    """On what occasion it was given."""

    FAREWELL_BIRTHDAY = "farewell_birthday"
    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"
    WEDDING_CUSTOM_RELIGION_DISASTER = "wedding_custom_religion_disaster"
    INVESTMENT_COOPERATIVE_LOTTERY = "investment_cooperative_lottery"
    OTHER = "other"


class ObjectKind(StrEnum):
    """What it is, in the five classes of KPK's form and statistics; flowers apart, which the two class differently."""

    FOOD_DRINK = "food_drink"
    FLOWERS = "flowers"
    SOUVENIR = "souvenir"
    OTHER_GOODS = "other_goods"
    FACILITY = "facility"
    MONEY = "money"


class ObjectForm(StrEnum):
    """What the law calls it.

    Regulation: [UU-20-2001 art. 12B]
    """

    MONEY = "money"
    GOODS = "goods"
    DISCOUNT = "discount"
    COMMISSION = "commission"
    LOAN_WITHOUT_INTEREST = "loan_without_interest"
    TRAVEL = "travel"
    LODGING = "lodging"
    TOUR = "tour"
    MEDICAL_TREATMENT = "medical_treatment"
    OTHER_FACILITY = "other_facility"
    OTHER = "other"


class Location(StrEnum):
    """Where the object is."""

    WITH_REPORTER = "with_reporter"
    DEPOSITED_UPG = "deposited_upg"
    DEPOSITED_KPK = "deposited_kpk"
    RETURNED = "returned"
    DONATED = "donated"
    OTHER = "other"


class ValuationBasis(StrEnum):
    """How the value is known."""

    NOMINAL = "nominal"
    MARKET_PRICE = "market_price"
    REPORTER_ESTIMATE = "reporter_estimate"
    UPG_ESTIMATE = "upg_estimate"
    KPK_ESTIMATE = "kpk_estimate"


# What whoever discloses cannot know; taken where it comes all the same, but not offered.
OFFICE_ESTIMATES = frozenset({ValuationBasis.UPG_ESTIMATE, ValuationBasis.KPK_ESTIMATE})


@dataclass(frozen=True)
class Giver:
    """One who gave. `number` is its place in the form."""

    number: int
    name: str
    institution: str
    address: str
    relation: Relation
    reason: str

    def __repr__(self) -> str:
        return "Giver(…)"


@dataclass(frozen=True)
class GivenObject:
    """One thing that was given. `giver` is the number of who gave it; `rupiah` is None where no value is known.

    `value` is in `currency`; `rate` is the price of one unit of it in rupiah.
    """

    number: int
    giver: int
    kind: ObjectKind
    form: ObjectForm
    description: str
    quantity: str
    currency: str
    value: Decimal | None
    rate: Decimal | None
    rupiah: int | None
    basis: ValuationBasis | None
    location: Location | None
    is_perishable: bool

    def __repr__(self) -> str:
        return "GivenObject(…)"


def read_amount(text: str) -> Decimal | None:
    """The amount in *text*, with or without thousands' signs; None if it is none, or beyond all measure."""
    found = _AMOUNT.fullmatch(text.strip().removeprefix("Rp").removeprefix(".").strip())
    if found is None:
        return None
    whole = re.sub(r"[.,]", "", found[1])
    amount = Decimal(f"{whole}.{found[2] or 0}")
    return amount if amount < LARGEST else None


def in_rupiah(value: Decimal, rate: Decimal | None) -> int:
    """The value in whole rupiah, half a rupiah rounded up; without a rate it is rupiah already."""
    amount = value if rate is None else value * rate
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
