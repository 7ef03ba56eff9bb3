"""Reports of the tests, submitted through the real services."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.disclosures import DISCLOSURE
from wbs.domain.intake import read_form
from wbs.domain.kinds import Kind
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.context import Context
from wbs.services.intake.draft import change_draft, new_token
from wbs.services.intake.receive_attachment import Intake
from wbs.services.intake.submit_report import submit_report
from wbs.services.tracking.reporter_message import write_message
from wbs.services.tracking.track_case import Tracking, enter
from wbs.store import reporter

WHAT = "Kepala gudang menjual sisa bahan bangunan tanpa mencatatnya."


@dataclass(frozen=True)
class Reported:
    """A case and the code its reporter holds."""

    case_id: str
    code: str

    def enter(self, context: Context) -> Tracking:
        """The reporter comes back."""
        return enter(context, self.code)

    def write(self, context: Context, text: str, *files: tuple[str, str, bytes]) -> int:
        """The reporter comes back and writes."""
        intake = Intake(context)
        for name, media_type, content in files:
            arriving = intake.open(name, media_type)
            arriving.write(content)
            arriving.finish()
        received = intake.settle()
        number = write_message(context, self.enter(context), text, received)
        intake.commit({file.ref.blob_id for file in received})
        return number


def disclose(context: Context, fields: Mapping[str, str] = DISCLOSURE) -> Reported:
    """A disclosure of a gratuity at satker-1, submitted."""
    return report(context, kind=Kind.GRATIFICATION, **fields)


def report(
    context: Context,
    *files: tuple[str, str, bytes],
    unit: str = "satker-1",
    kind: Kind = Kind.WBS,
    category: str = "pungutan-liar",
    **fields: str,
) -> Reported:
    """A report with its files (name, media type, content), submitted."""
    raw = {"unit": unit, "category": category, "what": WHAT, **fields}
    slugs = frozenset({unit})
    read = read_form(raw, context.law.form_rules(kind, context.today(), slugs))
    token = new_token(context)
    intake = Intake(context)
    for name, media_type, content in files:
        arriving = intake.open(name, media_type)
        arriving.write(content)
        arriving.finish()
    received = intake.settle()
    change_draft(context, token, received)
    intake.commit({file.ref.blob_id for file in received})
    receipt = submit_report(context, token, read, len(files))
    with context.database.reading() as work:
        found = reporter.case_by_lookup(work, lookup_id(TrackingCode.parse(receipt.code)))
    assert found is not None
    return Reported(found.case.id, receipt.code)
