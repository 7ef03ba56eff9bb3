"""The walls of the house: who may import whom, and how large a room's modules may grow.

Each room lists the rooms and packages it may use. Anything not listed is forbidden, also inside
functions and under TYPE_CHECKING.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median
from sys import stdlib_module_names

import pytest

WBS = Path(__file__).parent.parent / "wbs"

ROOMS: dict[str, set[str]] = {
    "domain": set(),
    "sealing": {"cryptography", "argon2"},
    "tlog": {"cryptography"},
    "store": {
        "domain",
        *("sqlalchemy", "flask", "flask_sqlalchemy", "flask_migrate", "alembic", "psycopg"),
        *("holidays", "limits"),
    },
    "services": {"domain", "sealing", "tlog", "store"},
    "evidence": {"domain", "tlog", "xlsxwriter"},
    "web": {
        *("domain", "services", "evidence"),
        *("flask", "flask_wtf", "flask_babel", "flask_limiter", "limits", "jinja2"),
        *("markupsafe", "multipart", "werkzeug", "wtforms", "segno"),
    },
    "jobs": {"domain", "services", "huey"},
    "mailer": {"domain", "services"},
    "cli": {
        *(
            "domain",
            "services",
            "evidence",
            "jobs",
            "settings",
            "settings_file",
            "new_settings",
            "bootstrap",
        ),
        "lifeline",
        *("click", "granian"),
    },
    "settings": set(),
    "settings_file": {"settings"},
    "new_settings": {"settings"},
    "doors": set(),
    "lifeline": set(),
    "bootstrap": {
        *("domain", "sealing", "tlog", "store", "services", "web", "jobs"),
        *("settings", "settings_file", "doors", "mailer", "flask", "limits"),
    },
    "__main__": {"cli"},
    "wsgi": {"bootstrap", "lifeline"},
    "wsgi_reporter": {"bootstrap", "lifeline"},
    "wsgi_officer": {"bootstrap", "lifeline"},
}

# What a single module or folder may use beyond its room: nobody else may.
ALONE: dict[str, set[str]] = {
    "services/markdown.py": {"markdown_it", "bleach", "nh3"},
    "store/cleaner/": {"PIL", "pikepdf", "python_calamine"},
    "evidence/papers/compositor.py": {"typst"},
}

FORBIDDEN_NAMES = {"utils", "helpers", "models", "common", "base", "core", "manager", "misc"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
HIGHEST_MEDIAN = 150

FILES = sorted(WBS.rglob("*.py"))
PACKAGES = [f for f in FILES if f.name == "__init__.py"]
MODULES = [f for f in FILES if f.name != "__init__.py"]


def name_of(path: Path) -> str:
    return path.relative_to(WBS).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(WBS).parts[0].removesuffix(".py")


def imported_by(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_or_package(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "wbs" and len(parts) > 1 else parts[0]


def forbidden_imports(source: str, name: str) -> set[str]:
    room = name.split("/", maxsplit=1)[0].removesuffix(".py")
    alone = [packages for place, packages in ALONE.items() if name.startswith(place)]
    used = {room_or_package(m) for m in imported_by(ast.parse(source))}
    return used - stdlib_module_names - {room, "wbs"} - ROOMS[room].union(*alone)


def circle(sources: dict[str, str]) -> list[str]:
    """One circle of modules that import each other, or nothing."""
    graph = {
        name: set(imported_by(ast.parse(source))) & sources.keys() - {name}
        for name, source in sources.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_room_uses_only_what_it_may(path: Path) -> None:
    if path.parent == WBS and path.name == "__init__.py":
        assert not list(imported_by(ast.parse(path.read_text())))
        return
    assert room_of(path) in ROOMS, "a room nobody has drawn"
    assert not forbidden_imports(path.read_text(), name_of(path))


def test_no_module_imports_itself_through_others() -> None:
    dotted = {".".join(("wbs", *f.relative_to(WBS).with_suffix("").parts)): f for f in MODULES}
    assert circle({name: f.read_text() for name, f in dotted.items()}) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("domain/a.py", "def f():\n    import flask"),
        ("domain/a.py", "from wbs import services"),
        ("tlog/a.py", "import wbs.store"),
        (
            "services/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import wbs.web",
        ),
        ("services/a.py", "import bleach"),
        ("store/a.py", "from PIL import Image"),
        ("web/a.py", "from wbs.store import database"),
        ("cli/a.py", "from wbs.sealing import key"),
    ],
    ids=lambda text: text.splitlines()[-1].strip(),
)
def test_a_wall_that_is_broken_is_seen(name: str, source: str) -> None:
    assert forbidden_imports(source, name)


def test_a_circle_is_seen_also_inside_functions() -> None:
    assert circle({"wbs.a": "def f():\n    from wbs import b", "wbs.b": "import wbs.a"})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    source = path.read_text()

    assert len(source.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(source))
    assert path.stem not in FORBIDDEN_NAMES


def test_most_modules_are_far_smaller() -> None:
    assert median(len(f.read_text().splitlines()) for f in MODULES) <= HIGHEST_MEDIAN


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_a_package_holds_a_docstring_and_nothing_else(path: Path) -> None:
    body = ast.parse(path.read_text()).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)


WEB = [f for f in MODULES if room_of(f) == "web"]


@pytest.mark.parametrize("path", WEB, ids=name_of)
def test_views_stand_at_the_top_of_their_module(path: Path) -> None:
    closures = [
        inner.name
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, ast.FunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.FunctionDef) and inner is not outer
        for decorator in inner.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"get", "post", "route"}
    ]
    assert closures == []


ABOVE = {"bootstrap", "cli"}


@pytest.mark.parametrize("path", [f for f in MODULES if room_of(f) not in ABOVE], ids=name_of)
def test_nothing_below_bootstrap_reads_the_environment_of_the_process(path: Path) -> None:
    read = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}
    ]
    assert read == []
