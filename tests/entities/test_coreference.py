"""What the language model's chains add to the rules, and what they cannot do."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.model import Entity

FOLLOWED = [
    ("[Maduro|person subject guess=1] met [Putin|person]. It rained. [He|pronoun subject guess=1 chance=0.8] left.",
     "Maduro = He | Putin"),
    ("In [his|pronoun possessive guess=1] speech, [Maduro|person subject guess=1] lied.", "his = Maduro"),
    ("[Ann Lee|person guess=1]: [I|pronoun first subject guess=1 chance=0.95] agree.", "Ann Lee = I"),
    ("[Acme|organization guess=1] grew. [We|pronoun first plural subject guess=1 chance=0.95] sold.", "Acme = We"),
    ("A [deal|nominal event indefinite guess=1]. The [agreement|nominal event definite guess=1 chance=0.9] failed.",
     "deal = agreement"),
    ("[Acme|organization guess=1] grew. The [carmaker|nominal organization definite guess=1 chance=0.97] sold.",
     "Acme = carmaker"),
    ("[DH|abstract guess=1] grows. [DH|organization guess=1 chance=0.9] won.", "DH = DH"),
    ("The [northern province|nominal place definite guess=1]. The [province|nominal place definite guess=1] won.",
     "northern province = province"),
    ("[Musk|person guess=1] met [Bo|person]. [Elon Musk|person guess=1 chance=0.95] won.", "Musk = Elon Musk | Bo"),
    # a headline gives the surname first
    ("[Maduro|person guess=1] wins\n\n[Nicolas Maduro|person guess=2] won.", "Maduro = Nicolas Maduro"),
]  # fmt: skip

NOT_FOLLOWED = [
    # not sure enough
    ("[Maduro|person subject guess=1] met [Bo|person subject]. [He|pronoun subject guess=1 chance=0.6] left.", "Maduro | Bo"),
    ("[Ann Lee|person guess=1]: [I|pronoun first subject guess=1 chance=0.8] agree.", "Ann Lee"),
    ("[Acme|organization guess=1] grew. The [carmaker|nominal organization definite guess=1 chance=0.9] sold.",
     "Acme | carmaker"),
    ("[DH|abstract guess=1] grows. [DH|organization guess=1 chance=0.5] won.", "DH | DH"),
    # gender, number, class and kind speak against it
    ("[Mr Maduro|person guess=1] met [Ann|person]. [She|pronoun subject guess=1] left.", "Mr Maduro | Ann = She"),
    ("[Acme|organization guess=1] grew. [He|pronoun subject guess=1] left.", "Acme"),
    ("[Mario|person masculine guess=1] met a friend. The [girl|nominal person definite guess=1] left.", "Mario | girl"),
    ("A [helicopter|nominal object indefinite guess=1]. The [jets|nominal object plural definite guess=1] left.",
     "helicopter | jets"),
    ("A [man|nominal person indefinite guess=1]. A [boss|nominal person indefinite guess=1] left.", "man | boss"),
    ("[Ann|person guess=1] in [2014|time value=2014 guess=2]. The [year|nominal time definite guess=2] ended.",
     "Ann | 2014 | year"),
    # names are not joined by a chain alone, nor are people with things
    ("[Russia|place guess=1] denied it. The [Kremlin|organization guess=1] lied.", "Russia | Kremlin"),
    ("[Jackson|person guess=1] came to [Jackson|place guess=1].", "Jackson | Jackson"),
    ("[Mr Smith|person guess=1] met [Mrs Smith|person guess=1].", "Mr Smith | Mrs Smith"),
    ("[US|place guess=1] and [China|place guess=1]", "US | China"),
    # a surname of two people is of nobody for sure, and before the full name only where the model is sure
    ("[Ann Smith|person guess=1], [Bo Smith|person]. [Smith|person guess=1 chance=0.9] won.",
     "Ann Smith | Bo Smith | Smith"),
    ("[Jackson|person guess=1] is here. [Ann Jackson|person guess=1 chance=0.8] won.", "Jackson | Ann Jackson"),
    # modifiers, what something is of, and numbers
    ("The {[northern province|nominal place definite guess=1]} and {the [southern province|nominal place definite guess=1]}.",
     "northern province | southern province"),
    ("The {[cabinet|nominal organization definite guess=1] of [Peru|place]}. {The [cabinet|nominal organization definite guess=1] of [Chile|place]}.",
     "cabinet | Peru | cabinet | Chile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOLLOWED + NOT_FOLLOWED)
def test_guesses(text: str, expected: str, one: Callable[[str], str]) -> None:
    assert one(text) == expected


def test_a_reason_tells_the_chance(resolved: Callable[..., list[Entity]]) -> None:
    (entity,) = resolved("In [Rio|place guess=1] it rained. [It|pronoun subject guess=1 chance=0.87] is big.")
    assert entity.reasons == ("name", "coreference 0.87")


def test_a_long_chain_costs_no_more_than_many_short_ones(one: Callable[[str], str]) -> None:
    def seconds(count: int) -> float:
        pronouns = "[He|pronoun subject guess=1 chance=0.5] left. " * count
        began = time.process_time()
        one("[Acme|organization guess=1] grew. " + pronouns)
        return time.process_time() - began

    seconds(50)
    assert seconds(1600) < 16 * seconds(400)
