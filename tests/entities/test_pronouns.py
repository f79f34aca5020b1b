"""What pronouns are of.  A pronoun that finds nobody is in no entity, so it is missing on the right."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

from collections.abc import Callable

import pytest

RESOLVED = [
    ("[Maduro|person subject] left. [He|pronoun subject] returned.", "Maduro = He"),
    ("[Nicolas Maduro|person subject] sold [his|pronoun possessive] house.", "Nicolas Maduro = his"),
    ("[Ann Lee|person subject] met [John Smith|person]. [She|pronoun subject] left, [he|pronoun subject] stayed.",
     "Ann Lee = She | John Smith = he"),
    ("[Maduro|person subject] met [Putin|person]. [He|pronoun subject] left.", "Maduro = He | Putin"),
    ("[Mrs Maduro|person subject] met [Mr Putin|person]. [He|pronoun subject] left.", "Mrs Maduro | Mr Putin = He"),
    ("A [woman|nominal person indefinite subject] said [she|pronoun subject] knew [Bo|person].", "woman = she | Bo"),
    ("[Maduro|person subject] said [Bolton|person subject] told [him|pronoun masculine] so.", "Maduro = him | Bolton"),
    ("[Acme|organization subject] fired [its|pronoun possessive] staff.", "Acme = its"),
    ("[Acme|organization subject] grew. [It|pronoun subject] sold [cars|nominal object plural].", "Acme = It | cars"),
    ("[Pilots|nominal person plural subject] said [they|pronoun subject] trained.", "Pilots = they"),
    ("the [pilots|nominal person plural definite subject] slept. [They|pronoun subject] dreamt.", "pilots = They"),
    ("[pilots|nominal person plural] [who|pronoun relative subject] fly", "pilots = who"),
    ("the [center|nominal place definite], [which|pronoun relative subject] opened", "center = which"),
    ("the [center|nominal place definite] in [which|pronoun relative] they met", "center = which"),
    ("{the [center|nominal place definite] in [Caracas|place], [which|pronoun relative subject] opened}",
     "center = which | Caracas"),
    ("{Acme's [director|nominal person subject]}, [Ann Lee|person], said [her|pronoun possessive] firm paid.",
     "director | Ann Lee = her"),
    ("[Ann|person subject] hurt [herself|pronoun reflexive].", "Ann = herself"),
    ("[They|pronoun subject chain=1] and [pilots|nominal person plural chain=1]", "They = pilots"),
    ("“[We|pronoun subject first chain=9] agree,” [Bolton|person subject chain=9] said.", "We = Bolton"),
]  # fmt: skip

UNRESOLVED = [
    ("[He|pronoun subject] left.", ""),
    ("[Maduro|person] and [Putin|person] talked. [He|pronoun subject] left.", "Maduro | Putin"),
    ("[Maduro|person subject] and [Putin|person subject] talked. [He|pronoun subject] left.", "Maduro | Putin"),
    ("[Ann Lee|person subject] left. [He|pronoun subject] stayed.", "Ann Lee"),
    ("[Maduro|person subject] told [him|pronoun masculine] so.", "Maduro"),
    ("[Maduro|person subject] left. It rained. It snowed. [He|pronoun subject] returned.", "Maduro"),
    ("[Acme|organization subject] left. [He|pronoun subject] returned.", "Acme"),
    ("[Ann|person subject] left. [It|pronoun subject] broke.", "Ann"),
    ("[Acme|organization subject] grew. [It|pronoun subject] is possible that they sell.", "Acme"),
    ("[Acme|organization] grew. [They|pronoun subject] sold.", "Acme"),
    ("[Ann|person subject] met [Bo|person]. [They|pronoun subject] talked to [pilots|nominal person plural].",
     "Ann | Bo | pilots"),
    ("[Maduro|person subject] and [Bo|person] saw [pilots|nominal person plural]. [They|pronoun subject] left.",
     "Maduro | Bo | pilots"),
    ("“[I|pronoun first subject] agree,” [Bolton|person subject] said.", "Bolton"),
    ("[You|pronoun second subject] met [Bolton|person].", "Bolton"),
    ("[Bolton|person subject] said: “[He|pronoun subject] lies.”", "Bolton"),
    ("[Philonise|person], [his|pronoun possessive] brother, asked.", "Philonise"),
    ("[Maduro|person] saw [cars|nominal object plural], [who|pronoun relative] left.", "Maduro | cars"),
    ("the [car|nominal object definite], [who|pronoun relative]", "car"),
    ("[Freedom|nominal abstract subject] grows. [It|pronoun subject] wins.", "Freedom"),
    ("The [school|nominal place definite subject] opened. They thanked [Moscow|place] for [its|pronoun possessive] help.",
     "school | Moscow"),
    ("[That|pronoun subject third] is wrong, [Bolton|person] said.", "Bolton"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_pronouns_with_one_good_antecedent(one: Callable[..., str], text: str, expected: str) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(("text", "expected"), UNRESOLVED)
def test_pronouns_without(one: Callable[..., str], text: str, expected: str) -> None:
    assert one(text) == expected


def test_a_pronoun_is_never_a_label_or_alias(resolved: Callable[..., list]) -> None:
    entities = resolved(*(text for text, _ in RESOLVED + UNRESOLVED))
    shown = {name.casefold() for entity in entities for name in (entity.label, *entity.aliases)}
    assert not shown & {"he", "she", "it", "they", "his", "him", "who", "which", "we", "i", "herself", "its"}
