"""The ground all tables stand on: one metadata, one naming convention, the types we use.

Days are `Date`; what a stranger could correlate is a day or a quarter hour, never an instant.
Times that only guard a door (sessions, links) are whole seconds since 1970, UTC, named `_at`.
Every column's place between sealed, hashed and clear stands in `wbs/store/columns/page.py`.
"""

from typing import Annotated

from sqlalchemy import BigInteger, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = Annotated[str, mapped_column(String(32))]  # 16 random bytes in hexadecimal
Word = Annotated[str, mapped_column(String(40))]  # a word of a closed vocabulary or a slug
Text = Annotated[str, mapped_column(String(200))]
Prose = Annotated[str, mapped_column(String())]  # as long as a form allows
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
Instant = Annotated[int, mapped_column(BigInteger)]  # whole seconds since 1970, UTC


class Base(DeclarativeBase):
    """The root of every table. Rows do not leave the store; domain values do."""

    metadata = METADATA
