"""What lies open in the database, and why: every column of every table is sealed, hashed or clear.

`sealed` opens with a key that is not in the database. `hashed` was derived one way from a secret
that is not. Everything else is `clear`, and has to say why. `docs/at-rest.md` is this page.
"""

from wbs.store.columns.cases import CASES
from wbs.store.columns.ledger import LEDGER
from wbs.store.columns.monev import MONEV
from wbs.store.columns.people import PEOPLE
from wbs.store.columns.places import Columns, Place

__all__ = ["COLUMNS", "Place", "page"]

COLUMNS: Columns = {**PEOPLE, **CASES, **LEDGER, **MONEV}


def page() -> str:
    """`docs/at-rest.md`, between its marks: one table per table."""
    lines: list[str] = []
    table = ""
    for name, (place, reason) in COLUMNS.items():
        found, column = name.split(".")
        if found != table:
            table = found
            lines += ["", f"### {table}", "", "| column | stored | why |", "|---|---|---|"]
        lines.append(f"| {column} | {place} | {reason} |")
    return "\n".join([*lines, ""])
