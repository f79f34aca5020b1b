"""How builds and folders show themselves in a notebook."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg import notebook
from kg.built import Build
from kg.library import Output


class Frames(HTMLParser):
    """Collects the attributes of iframes, and what is open at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.frames += [dict(attrs)] if tag == "iframe" else []
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_build_and_a_folder_show_themselves_in_a_notebook(built: Build, output: Path) -> None:
    assert repr(built) == "Build(documents=1, statements=3, entities=6)"
    assert len(repr(Output(output))) < 200
    for shown in (built._repr_html_(), Output(output)._repr_html_()):
        parser = Frames()
        parser.feed(shown)
        parser.close()
        assert parser.open == [] and len(parser.frames) == 1
        assert parser.frames[0]["srcdoc"] == built.page
        assert str(parser.frames[0]["sandbox"]).split() == [
            "allow-scripts",
            "allow-downloads",
            "allow-modals",
        ]
        assert parser.frames[0]["height"] == "600"


def test_a_large_page_is_told_about_instead(
    built: Build, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "LARGEST", 1000)
    for shown in (built._repr_html_(), Output(output)._repr_html_()):
        assert "iframe" not in shown and "too much for a notebook" in shown and "kg.view" in shown
    assert str(output / "graph.html") in Output(output)._repr_html_()
    (output / "graph.html").unlink()
    assert "holds no graph.html" in Output(output)._repr_html_()
