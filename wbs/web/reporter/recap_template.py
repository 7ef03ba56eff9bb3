"""The table to fill in for a disclosure with many givers. The same file for everybody; nothing is stored."""

from flask import Blueprint, Response

from wbs.evidence.recap_template import recap_csv, recap_xlsx

bp = Blueprint("recap_template", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/gratifikasi/templat.xlsx")
def xlsx() -> Response:
    """The table for a spreadsheet, with the words it takes on a second sheet."""
    return _file(recap_xlsx(), XLSX, "xlsx")


@bp.get("/gratifikasi/templat.csv")
def csv() -> Response:
    """The table as text."""
    return _file(recap_csv(), "text/csv; charset=utf-8", "csv")


def _file(data: bytes, media_type: str, ending: str) -> Response:
    answer = Response(data, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="rekapitulasi.{ending}"'
    return answer
