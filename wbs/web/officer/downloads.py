"""A file made for one officer: to be saved, never shown inside a page, never kept by anything between."""

from flask import Response

# Nothing in the file may run, load or send anything, should a browser show it after all.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def sent_file(body: bytes, name: str, media_type: str) -> Response:
    """The file as an answer. *name* is ours: letters, digits, dots and dashes."""
    response = Response(body, content_type=media_type)
    guard(response)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def guard(response: Response) -> None:
    """The answer is a file that is only saved."""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
