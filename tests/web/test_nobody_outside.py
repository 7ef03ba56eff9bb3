"""Where nobody outside a unit may take a report about its head, the form says so before anything is typed."""

import re

import pytest
from flask import Flask

from tests.cast import Cast


@pytest.mark.parametrize("path", ["/lapor/wbs", "/lapor/pengaduan"])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("id", "Belum ada pihak di luar unit berikut"), ("en", "Nobody outside these units")],
)
def test_the_form_names_the_units_and_where_to_turn(
    cast: Cast, reporter_app: Flask, path: str, language: str, sentence: str
) -> None:
    page = reporter_app.test_client().get(path, query_string={"bahasa": language}).get_data(True)

    note = page[page.index(sentence) :].split("</p>", maxsplit=1)[0]
    assert "Inspektorat" in note
    assert "Kantor Wilayah" not in note
    assert "KPK" in note
    assert "Ombudsman" in note
    assert re.findall(r'<option value="([^"]+)" data-alone>', page) == ["inspektorat"]
