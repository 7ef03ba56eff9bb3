"""A record: one sealed entry of a case, seen from outside."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a record holds. All but the report and messages are the officers' alone."""

    REPORT = "report"
    MESSAGE = "message"
    GROUNDS = "grounds"
    SHEET = "sheet"
    ROUTING = "routing"
    NOTE = "note"
    TASK = "task"
    LINK = "link"
    REFERRAL = "referral"


class Author(StrEnum):
    """From which side a record was written."""

    REPORTER = "reporter"
    OFFICER = "officer"
