"""A source that sends very much is slowed down; nobody loses what they typed, nobody else waits."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.reporter.reporter_pages import REPORT, PageSeen, Reporter
from wbs.bootstrap import build_reporter
from wbs.sealing.tracking_code import TrackingCode
from wbs.services.context import Context
from wbs.settings import LimitSettings, Settings


def app_with(context: Context, settings: Settings, **limits: int) -> Flask:
    return build_reporter(context, replace(settings, limits=LimitSettings(**limits)))


def assert_waits(page: PageSeen) -> None:
    assert page.status == 429
    assert 1 <= int(page.answer.headers["Retry-After"]) <= 600
    assert "tunggulah" in page.text


def test_over_the_limit_the_review_stays_with_text_and_files(
    cast: Cast, context: Context, settings: Settings
) -> None:
    sari = Reporter(app_with(context, settings, submissions=1))
    sari.report()
    review = sari.review(("foto.txt", b"isi"))

    page = sari.send(review.form, press="confirm")

    assert_waits(page)
    assert not page.code
    assert page.form.values.items() >= REPORT.items()
    assert "confirm" in page.form.buttons
    assert "foto.txt" in page.text


def test_over_the_limit_of_steps_the_form_stays_with_text_and_files(
    cast: Cast, context: Context, settings: Settings
) -> None:
    sari = Reporter(app_with(context, settings, drafts=1))
    sari.review()

    page = sari.review(("foto.txt", b"isi"))

    assert_waits(page)
    assert page.form.values.items() >= REPORT.items()
    assert page.form.values["files"] == "1"
    assert "foto.txt" in page.text


def test_a_source_that_is_slowed_keeps_nobody_else_out(
    cast: Cast, context: Context, settings: Settings
) -> None:
    app = app_with(context, settings, submissions=1)
    noisy = Reporter(app)
    noisy.report()
    assert_waits(noisy.send(noisy.review().form, press="confirm"))

    elsewhere = Reporter(app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"

    assert elsewhere.report()


def test_over_the_limit_of_codes_the_code_stays_in_its_field(
    cast: Cast, context: Context, settings: Settings
) -> None:
    sari = Reporter(app_with(context, settings, codes=1))
    code = sari.report()
    unknown = TrackingCode.new(context.random_bytes).grouped()
    assert sari.track(unknown).status == 422

    page = sari.track(code)

    assert_waits(page)
    assert page.form.values["tracking_code"] == code


@pytest.mark.slow
def test_the_defaults_are_sixty_submissions_and_sixty_codes(
    cast: Cast, context: Context, settings: Settings
) -> None:
    sari = Reporter(build_reporter(context, settings))
    codes = [sari.report() for _ in range(60)]

    assert len(set(codes)) == 60
    assert_waits(sari.send(sari.review().form, press="confirm"))
    assert [sari.track(code).status for code in codes] == [200] * 60
    assert_waits(sari.track(codes[0]))
