"""The documentation says what is so: links lead somewhere, commands exist, snippets are Python."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import kg
from kg.cli import COMMANDS, app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "output" / "README.md"])
CLI = typer.main.get_command(app)


def fences(text: str, language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.*)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def options(name: str) -> set[str]:
    """Return the options of a command."""
    command = CLI.commands[name]  # type: ignore[attr-defined]
    return {
        option
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        missing = not found.exists() or (anchor and anchor not in anchors(found.read_text(encoding="utf-8")))
        broken += [target] if missing else []
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_the_pages_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    written = [line for fence in fences(text, "sh") for line in fence.splitlines()]
    written += re.findall(r"`(kg [^`]+)`", text)
    for line in written:
        for part in re.split(r" \| | && ", line):
            words = shlex.split(part, comments=True)
            if words[:1] != ["kg"] or len(words) < 2 or words[1].startswith(("-", "COMMAND")):
                continue
            assert words[1] in COMMANDS, line
            used = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
            assert used <= options(words[1]), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_in_the_pages_is_python(page: Path) -> None:
    for snippet in fences(page.read_text(encoding="utf-8"), "python"):
        ast.parse(snippet)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^## kg {name}\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section for kg {name}"
    assert f"kg {name}" in "".join(fences(section[1], "sh"))
    common = {"--json", "--quiet", "-q", "--debug", "--help", "-h"}
    missing = [
        one for one in options(name) - common if not re.search(rf"(?<![\w-]){one}(?![\w-])", section[1])
    ]
    assert not missing


@pytest.mark.parametrize("target", ["demo", "test", "check", "clean", "help"])
def test_what_make_makes(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_changelog_is_kept() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{kg.__version__}]" in text


def test_every_file_of_a_build_is_described() -> None:
    from kg.outputs import FILES

    for page in (ROOT / "docs" / "pipeline.md", ROOT / "output" / "README.md"):
        text = page.read_text(encoding="utf-8")
        assert [name for name in FILES if f"`{name}`" not in text] == []


def test_every_key_of_a_statement_is_described() -> None:
    from tests.test_records import record

    text = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    assert [key for key in record(0) if f"`{key}`" not in text] == []


def test_every_setting_is_described() -> None:
    from dataclasses import fields

    from kg.config import Config

    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [one.name for one in fields(Config) if f"`{one.name}`" not in text] == []


def test_constraints_fit_the_ranges() -> None:
    """Every package that pyproject.toml names for running and testing has one exact version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", one)[0].lower().replace("_", "-") for one in wanted}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert names <= {name.lower().replace("_", "-") for name in pinned}
    assert all(re.fullmatch(r"[\w.]+", version) for version in pinned.values())


def test_no_address_of_an_index_and_no_place_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    bad = re.compile(r"index-url|find-links|--registry|(?<![\w.])/(root|home/\w+|work)/")
    wrong = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if (
            path == Path(__file__)
            or not path.is_file()
            or path.stat().st_size > 1_000_000
            or b"\0" in path.read_bytes()
        ):
            continue
        wrong += [name] if bad.search(path.read_text(encoding="utf-8", errors="replace")) else []
    assert not wrong
