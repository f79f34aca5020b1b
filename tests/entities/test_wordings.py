"""By what wording a common noun is shown."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    ("{The [size|nominal abstract definite] of [eggs|nominal object plural]} varies.", ["size of eggs", "eggs"]),
    ("{The [future|nominal abstract definite] of the [company|nominal organization definite]} is open.",
     ["future of the company", "company"]),
    ("{The [mayor|nominal person definite] of [Toledo|place]} left. The [mayor|nominal person definite] returned.",
     ["mayor of Toledo", "Toledo"]),
    ("{[Maduro|person]'s [army|nominal organization definite]} marched.", ["Maduro", "Maduro's army"]),
    ("{[Torres|person]' [rights|nominal abstract plural]}", ["Torres", "Torres' rights"]),
    # not part of the noun phrase, too long, no preposition of a noun, not next to it, a pronoun
    ("[Crowds|nominal person plural] of {[men|nominal person plural]}", ["Crowds", "men"]),
    ("{The [end|nominal event definite] of [very old and tired men|nominal person plural]}", ["end", "very old and tired men"]),
    ("{The [house|nominal object definite] near [Toledo|place]}", ["house", "Toledo"]),
    ("{The [end|nominal event definite] here of [Toledo|place]}", ["end", "Toledo"]),
    ("{The [size|nominal abstract definite] of [it|pronoun neuter]}", ["size"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_labels_of_concepts(resolved: Callable[..., list], text: str, expected: list[str]) -> None:
    entities = sorted(resolved(text), key=lambda entity: entity.mentions[0].span)
    assert [entity.label for entity in entities] == expected


def test_the_bare_noun_is_another_name(resolved: Callable[..., list]) -> None:
    entities = resolved("{The [size|nominal abstract definite] of [eggs|nominal object plural]} varies.")
    assert [entity.aliases for entity in entities if entity.label == "size of eggs"] == [("size",)]
