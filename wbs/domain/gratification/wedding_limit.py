"""Which givers of a wedding gave more than the rules of its day exempt: a note for people, never a bar.

Regulation: [PERKPK-2-2019 art. 2], [PERKPK-1-2026]
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wbs.domain.errors import Unavailable
from wbs.domain.gratification.disclosure import form_day
from wbs.domain.gratification.disclosure_form import block_numbers
from wbs.domain.gratification.gift import RUPIAH, Occasion, in_rupiah, read_amount
from wbs.domain.gratification.gratuity import GratuityRules, LimitPer, RuleSet
from wbs.domain.gratification.recap_columns import folded

WEDDINGS = (
    "l"  # the letter of the exempt kind in art. 2 (3): weddings, births, circumcisions, rites
)


@dataclass(frozen=True)
class WeddingGifts:
    """How many gave, and the numbers of those whose gifts together are worth more than `limit` rupiah."""

    rules: RuleSet
    limit: int
    givers: int
    over: int
    numbers_over: frozenset[int]


def weigh_wedding(fields: Mapping[str, str], rules: GratuityRules) -> WeddingGifts | None:
    """The gifts of a disclosure held against the limit per giver of its day; None where there is none.

    Givers of one name and institution are one giver; one without a name is always somebody else.
    """
    on = form_day(fields)
    if on is None or fields.get("event") != Occasion.WEDDING_CUSTOM_RELIGION_DISASTER:
        return None
    try:
        in_force = rules.in_force(on)
    except Unavailable:
        return None
    limit = in_force.limits_of(WEDDINGS).get(LimitPer.GIVER)
    if limit is None:
        return None
    sums: dict[str, int] = defaultdict(int)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in block_numbers(fields, "giver"):
        numbers[_who(fields, number)].append(number)
    for giver, rupiah in _given(fields):
        sums[_who(fields, giver)] += rupiah
    over = [who for who in numbers if sums[who] > limit]
    return WeddingGifts(
        rules=in_force,
        limit=limit,
        givers=len(numbers),
        over=len(over),
        numbers_over=frozenset(number for who in over for number in numbers[who]),
    )


def _who(fields: Mapping[str, str], giver: int) -> str:
    name = folded(fields.get(f"giver-{giver}-name", ""))
    return f"{name}\n{folded(fields.get(f'giver-{giver}-institution', ''))}" if name else f"{giver}"


def _given(fields: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Of each object of a known value: who gave it, and what it is worth in rupiah."""
    givers = block_numbers(fields, "giver")
    for number in block_numbers(fields, "object"):
        at = f"object-{number}-"
        value = read_amount(fields.get(at + "value", ""))
        rate = read_amount(fields.get(at + "rate", ""))
        currency = fields.get(at + "currency", "").upper() or RUPIAH
        giver = fields.get(at + "giver", "") or str(givers[0] if givers else "")
        if value is not None and giver.isdigit() and (currency == RUPIAH or rate is not None):
            yield int(giver), in_rupiah(value, None if currency == RUPIAH else rate)
