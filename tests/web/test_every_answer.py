"""What every answer of both applications has in common, walked over their whole URL maps."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.cast import Cast
from wbs.web.headers import HEADERS

SAMPLES = {"name": "ikon.svg", "slug": "satker-1", "case_id": "0" * 32, "blob_id": "0" * 32}


def _address(app: Flask, rule: Rule) -> str:
    values = {name: SAMPLES.get(name, 1) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def _visits(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods or set()):
            yield method, _address(app, rule)
    yield "GET", "/tidak-ada"


@pytest.mark.parametrize("door", ["reporter_app", "officer_app"])
def test_every_answer_carries_the_headers_of_the_house(
    door: str, request: pytest.FixtureRequest, cast: Cast
) -> None:
    app: Flask = request.getfixturevalue(door)

    for method, address in _visits(app):
        answer = app.test_client().open(address, method=method)
        missing = [name for name in HEADERS if name not in answer.headers]
        assert (method, address, missing) == (method, address, [])
        assert answer.headers["Content-Security-Policy"].startswith(
            ("default-src 'none'", "sandbox")
        )
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("door", ["reporter_app", "officer_app"])
def test_a_foreign_host_is_refused(door: str, request: pytest.FixtureRequest) -> None:
    app: Flask = request.getfixturevalue(door)

    for method, address in _visits(app):
        answer = app.test_client().open(address, method=method, headers={"Host": "evil.example"})
        assert (address, answer.status_code) == (address, 400)
        assert "evil.example" not in answer.text


@pytest.mark.parametrize("door", ["reporter_app", "officer_app"])
def test_no_redirect_leads_to_another_host(
    door: str, request: pytest.FixtureRequest, cast: Cast
) -> None:
    app: Flask = request.getfixturevalue(door)

    for method, address in _visits(app):
        answer = app.test_client().open(address + "?next=//evil.example", method=method)
        assert "evil" not in answer.headers.get("Location", "").split("?")[0]
