"""The house: who may import whom, and which libraries stay in which rooms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "mandategraph"

# A module may import those of lower layers, and of its own layer inside its own room or where the layer says so.
LAYERS = {
    "errors": 0, "assets": 0, "wording": 0, "symbol": 0,
    "model": 1, "authority": 1, "grammar": 1,
    "read": 2, "cite": 2, "actors": 2, "mandates": 2, "series": 2, "continuity": 2, "intake": 2, "graph": 2,
    "extract": 3, "fetch": 3, "store": 3,
    "lookup": 4, "validate": 4, "build": 4, "evaluate": 4,
    "query": 5,
    "trace": 6, "network": 6, "coverage": 6, "agenda": 6, "status": 6,
    "publish": 7,
    "": 8, "cli": 9, "__main__": 10,
}  # fmt: skip
SHARED_LAYERS = {0, 1}  # the rooms of these layers may use one another

LIBRARIES = {
    "click": {"cli"},
    "icalendar": {"publish"},
    "lxml": {"read"},
    "markdown_it": {"read"},
    "matplotlib": {"publish"},
    "networkx": {"network", "publish"},
    "oxrdflib": {"store"},
    "pypdfium2": {"read"},
    "pyoxigraph": {"store", "graph"},
    "pyshacl": {"validate"},
    "SPARQLWrapper": {"store"},
    "sqlite3": {"build"},
    "rdflib": {"store", "lookup", "query", "status", "validate", "publish"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if node.module == "mandategraph" else {node.module}
    return found


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 40
    assert {room(path) for path in MODULES} == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_lower_layers(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        if not name.startswith("mandategraph"):
            continue
        other = name.removeprefix("mandategraph").lstrip(".").partition(".")[0]
        if other not in LAYERS:  # a name of the package itself, such as mandategraph.build the function
            other = ""
        allowed = LAYERS[other] < LAYERS[here] or other == here or (LAYERS[other] == LAYERS[here] and LAYERS[here] in SHARED_LAYERS)
        assert allowed, f"{path.name} ({here}) imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        rooms = LIBRARIES.get(name.partition(".")[0])
        assert rooms is None or room(path) in rooms, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    calls = {node.func.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in calls
    assert room(path) == "cli" or "sys.exit" not in text


def test_the_table_in_the_guide_for_contributors_is_this_one() -> None:
    text = (PACKAGE.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", text, flags=re.MULTILINE)
    told = {name: int(layer) for layer, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == {name: layer for name, layer in LAYERS.items() if name not in {"", "__main__"}}


def test_cite_needs_nothing_but_the_standard_library() -> None:
    import sys

    for path in (PACKAGE / "cite").glob("*.py"):
        outside = {name.partition(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"mandategraph"}
        assert not outside
