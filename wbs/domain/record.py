"""A record: one sealed entry of a case, seen from outside."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a record holds."""

    REPORT = "report"
    MESSAGE = "message"
    GROUNDS = "grounds"


class Author(StrEnum):
    """From which side a record was written."""

    REPORTER = "reporter"
    OFFICER = "officer"
