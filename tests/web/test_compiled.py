"""Templates are compiled once, and anew where they changed."""

from pathlib import Path

from flask import Flask
from jinja2 import Environment, FileSystemLoader

from wbs.web.compiled import COMPILED, CompiledTemplates


def house_of(folder: Path, compiled: CompiledTemplates) -> Environment:
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, bytecode_cache=compiled, autoescape=True)


def test_a_template_is_compiled_once_for_all_applications(tmp_path: Path) -> None:
    compiled = CompiledTemplates()
    (tmp_path / "page.html").write_text("{{ name }} masuk")

    one, other = (house_of(tmp_path, compiled).get_template("page.html") for _ in range(2))

    assert one.root_render_func.__code__ is other.root_render_func.__code__
    assert one.render(name="budi") == other.render(name="budi") == "budi masuk"


def test_a_template_that_changed_is_compiled_anew(tmp_path: Path) -> None:
    compiled = CompiledTemplates()
    page = tmp_path / "page.html"
    page.write_text("lama")
    before = house_of(tmp_path, compiled).get_template("page.html").render()
    page.write_text("baru")

    after = house_of(tmp_path, compiled).get_template("page.html").render()

    assert (before, after) == ("lama", "baru")


def test_both_applications_set_their_templates_up_alike(
    reporter_app: Flask, officer_app: Flask
) -> None:
    ours, theirs = reporter_app.jinja_env, officer_app.jinja_env

    assert ours.bytecode_cache is theirs.bytecode_cache is COMPILED
    for setting in ("trim_blocks", "lstrip_blocks", "optimized", "undefined"):
        assert getattr(ours, setting) == getattr(theirs, setting), setting
    for environment in (ours, theirs):
        assert callable(environment.autoescape)
        assert environment.autoescape("page.html")
    assert ours.extensions.keys() == theirs.extensions.keys()
    assert ours.filters.keys() == theirs.filters.keys()
    assert ours.tests.keys() == theirs.tests.keys()
