"""The house holds its shape: imports go one way, heavy libraries stay in their rooms, nothing grows too
large.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
ROOMS = ("documents", "language", "statements", "entities", "grounding", "rdf", "network", "views")
BASE = ("model", "errors", "config", "known")
HOMES = {
    "graspologic_native": {"network"},
    "networkx": {"bench", "network", "views"},
    "onnxruntime": {"language", "train"},
    "pyvis": {"bench", "views"},
    "pyoxigraph": {"grounding", "rdf", "store", "server"},
    "rdflib": {"grounding", "rdf", "store", "server"},
    "rich": {"cli"},
    "spacy": {"language", "statements", "train"},
    "torch": {"train"},
    "typer": {"cli"},
}
MAY_IMPORT = {
    **{room: {room, *BASE} for room in ROOMS},
    "statements": {"statements", "language.syntax", *BASE},
    "model": set(),
    "errors": set(),
    "config": {"errors"},
    "known": {"model", "errors"},
    "decisions": {"model", "errors"},
    "records": {"model", "errors"},
    "rejections": {"model"},
    "curation": {"records", "decisions", "entities", *BASE},
    "outputs": {"records", "errors"},
    "report": {"model"},
    "notebook": set(),
    "built": {*ROOMS, "records", "outputs", "report", "notebook", "__version__", *BASE},
    "train": {"train", "language", *BASE},
}
"""What each part of kg may import of kg; parts that are not named (pipeline, bench, cli …) may import all
below.
"""

ABOVE = {"cli", "bench", "train", "server", "store", "library"}
MOST_LINES, LONGEST_BODY = 400, 60
LONG_ON_PURPOSE = {"model": "the types that all rooms share stand together"}
UD = {"compound", "conj", "nsubj", "lower"}
"""Tuples with one of these hold labels of Universal Dependencies or names of features, not words."""


def name_of(path: Path) -> str:
    """Return the dotted name of a module below kg, "" for kg itself."""
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a module imports, except for type checking alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)
        else:
            yield from imports(node)


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in MODULES:
        yield name_of(path), ast.parse(path.read_text(encoding="utf-8"))


def test_rooms_do_not_import_each_other() -> None:
    wrong = []
    for module, tree in trees():
        part = module.partition(".")[0]
        for name in sorted(set(imports(tree))):
            if part in MAY_IMPORT and name.startswith("kg."):
                inner = name.removeprefix("kg.")
                if not any(inner == ok or inner.startswith(f"{ok}.") for ok in MAY_IMPORT[part]):
                    wrong.append(f"kg.{module} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_what_stands_below_does_not_import_what_stands_above() -> None:
    wrong = [
        f"kg.{module} imports {name}"
        for module, tree in trees()
        for name in imports(tree)
        if module.partition(".")[0] not in ABOVE | {"__main__"}
        and name.startswith("kg.")
        and name.split(".")[1] in ABOVE
    ]
    assert not wrong, "\n".join(wrong)


def test_heavy_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"kg.{module} imports {name}"
        for module, tree in trees()
        for name in imports(tree)
        if module.partition(".")[0] not in HOMES.get(name.partition(".")[0], {module.partition(".")[0]})
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_command_line_prints() -> None:
    wrong = [
        f"kg.{module}, line {node.lineno}"
        for module, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "print"
        and module.partition(".")[0] != "cli"
    ]
    assert not wrong, "\n".join(wrong)


def test_modules_and_functions_stay_small() -> None:
    wrong = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        count = text.count("\n")
        too_long = count > MOST_LINES and name_of(path) not in LONG_ON_PURPOSE
        wrong += [f"{name_of(path)}: {count} lines"] if too_long else []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = (
                    node.body[1].lineno
                    if ast.get_docstring(node) and len(node.body) > 1
                    else node.body[0].lineno
                )
                length = (node.end_lineno or first) - first + 1
                wrong += [f"{path.name}: {node.name} has {length} lines"] if length > LONGEST_BODY else []
    assert not wrong, "\n".join(wrong)


def test_no_long_word_list_stands_in_code() -> None:
    wrong = []
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.List | ast.Tuple | ast.Set) and not isinstance(
                getattr(node, "ctx", None), ast.Store
            ):
                words = [
                    item.value
                    for item in node.elts
                    if isinstance(item, ast.Constant) and isinstance(item.value, str)
                ]
                plain = all(word.islower() and word.isalpha() for word in words)
                if len(words) > 10 and plain and not UD & set(words):
                    wrong.append(f"kg.{module}, line {node.lineno}: {', '.join(words[:4])} …")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "kg")
def test_what_a_module_offers_exists_and_is_sorted(path: Path) -> None:
    module = name_of(path)
    if module.startswith("train") and importlib.util.find_spec("torch") is None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), "no docstring"
        return
    loaded = importlib.import_module(f"kg.{module}" if module else "kg")
    assert loaded.__doc__, "no docstring"
    offered = getattr(loaded, "__all__", [])
    assert all(hasattr(loaded, name) for name in offered)
    assert len(set(offered)) == len(offered)


def test_every_room_has_tests() -> None:
    rooms = sorted(path.name for path in (ROOT / "kg").iterdir() if (path / "__init__.py").is_file())
    without = [room for room in rooms if not list((ROOT / "tests" / room).rglob("test_*.py"))]
    assert not without


@pytest.mark.parametrize("code", ["import kg", "import kg.cli", "import kg.model, kg.config, kg.errors"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    heavy = sorted({*HOMES, "numpy", "trafilatura", "pypdf"} - {"typer", "rich"})
    check = f"{code}; import sys; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""
    assert done.stderr == ""
