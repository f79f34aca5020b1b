"""The words of the page: all in one file, none missing, none unused."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.views import assets


def flat(texts: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return the texts by key; forms by number are one text."""
    found: dict[str, Any] = {}
    for name, value in texts.items():
        if isinstance(value, dict) and "other" not in value:
            found |= flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def test_every_word_is_there_and_every_word_is_used() -> None:
    known = set(flat({key: value for key, value in assets.texts().items() if isinstance(value, dict)}))
    script = "\n".join(assets.text(f"page/{name}.js") for name in assets.parts())
    strings = set(re.findall(r"[\"'`](\w+(?:\.[\w-]+)+)[\"'`]", script))
    used = {one for one in strings if one in known}
    asked = set(re.findall(r"\bt\(\s*\"([^\"]+)\"", script))
    used |= set(re.findall(r"\btexts\.([\w.]+)", assets.text("page.html")))
    for made in re.findall(r"\bt\(\s*`([^`]+)`", script):
        pattern = re.compile(re.sub(r"\\\$\\\{.*?\\\}", r"[\\w.-]*", re.escape(made)))
        fitting = {key for key in known if pattern.fullmatch(key)}
        assert fitting, made
        used |= fitting
    assert asked <= known
    assert known - used == set()


def test_texts_are_sorted_and_their_places_are_filled() -> None:
    texts = assets.texts()
    sections = [name for name in texts if name not in ("note", "language")]
    assert sections == sorted(sections)
    for name in sections:
        assert list(texts[name]) == sorted(texts[name]), name


@pytest.mark.parametrize("name", assets.parts())
def test_parts_hold_no_words_of_their_own(name: str) -> None:
    """A text with a space and two words stands in the file of texts, not in a script."""
    code = re.sub(r"^\s*(//|/\*\*|\*).*$", "", assets.text(f"page/{name}.js"), flags=re.MULTILINE)
    code = re.sub(r"\s// .*$", "", code, flags=re.MULTILINE)
    code = re.sub(r"\b(cls|class): [^,}]*", "", code)
    texts = re.findall(r'"([^"\n]*)"', code)
    said = [one for one in texts if re.search(r"\b[A-Za-z]{2,} [a-z]{2,}", one)]
    assert [one for one in said if not re.match(r"#\w|\d+px ", one)] == []  # selectors, and a font
