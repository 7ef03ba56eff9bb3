"""What a disclosure says once it is in a case: its givers and objects as values, read back from its fields."""

from collections.abc import Mapping

from wbs.domain.gratification.disclosure import YES
from wbs.domain.gratification.disclosure_form import block_numbers
from wbs.domain.gratification.gift import (
    RUPIAH,
    GivenObject,
    Giver,
    Location,
    ObjectForm,
    ObjectKind,
    Relation,
    ValuationBasis,
    in_rupiah,
    read_amount,
)


def givers_of(fields: Mapping[str, str]) -> tuple[Giver, ...]:
    """Everybody who gave, in the order of the form."""
    return tuple(_giver(fields, number) for number in block_numbers(fields, "giver"))


def objects_of(fields: Mapping[str, str]) -> tuple[GivenObject, ...]:
    """Everything that was given, in the order of the form; what names no giver is of the first."""
    first = block_numbers(fields, "giver")[0]
    return tuple(_object(fields, number, first) for number in block_numbers(fields, "object"))


def rupiah_of(given: GivenObject, review: Mapping[str, str]) -> int | None:
    """What the object is worth in whole rupiah: by the fields of a review, else by the reporter."""
    value = read_amount(review.get(f"value-{given.number}", ""))
    return given.rupiah if value is None else in_rupiah(value, None)


def _giver(fields: Mapping[str, str], number: int) -> Giver:
    at = f"giver-{number}-"
    return Giver(
        number=number,
        name=fields.get(at + "name", ""),
        institution=fields.get(at + "institution", ""),
        address=fields.get(at + "address", ""),
        relation=Relation(fields[at + "relation"]),
        reason=fields.get(at + "reason", ""),
    )


def _object(fields: Mapping[str, str], number: int, first_giver: int) -> GivenObject:
    at = f"object-{number}-"
    value = read_amount(fields.get(at + "value", ""))
    rate = read_amount(fields.get(at + "rate", ""))
    currency = fields.get(at + "currency", RUPIAH).upper()
    is_known = value is not None and (currency == RUPIAH or rate is not None)
    basis = fields.get(at + "valuation_basis")
    location = fields.get(at + "location")
    return GivenObject(
        number=number,
        giver=int(fields.get(at + "giver", first_giver)),
        kind=ObjectKind(fields[at + "kind"]),
        form=ObjectForm(fields[at + "form"]),
        description=fields[at + "description"],
        quantity=fields.get(at + "quantity", ""),
        currency=currency,
        value=value,
        rate=rate,
        rupiah=in_rupiah(value, None if currency == RUPIAH else rate)
        if is_known and value is not None
        else None,
        basis=ValuationBasis(basis) if basis else None,
        location=Location(location) if location else None,
        is_perishable=fields.get(at + "perishable") == YES,
    )
