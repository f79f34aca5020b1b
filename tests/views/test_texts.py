"""Every text that a script of the page asks for is there, and each that is there is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.views import assets

FORMS = {"zero", "one", "two", "few", "many", "other"}


def keys(texts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield the key of each text; forms by number are one text."""
    for name, value in texts.items():
        if isinstance(value, Mapping) and not (set(value) <= FORMS and "other" in value):
            yield from keys(value, f"{path}{name}.")
        else:
            yield f"{path}{name}"


def test_texts_are_those_that_are_asked_for() -> None:
    texts = assets.texts()
    texts.pop("note")
    script = assets.script()
    known = set(keys(texts))
    literal = set(re.findall(r"""["'`](\w+(?:\.[\w-]+)+)["'`]""", script))
    begun = set(re.findall(r"`(\w+(?:\.[\w-]+)*\.)\$\{", script))
    asked = re.findall(r"""\bt\(["']([^"']+)["']""", script)
    assert [key for key in asked if key not in known] == []
    assert {key for key in known if key not in literal and not key.startswith(tuple(begun))} == set()
