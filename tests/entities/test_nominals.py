"""What common nouns are of."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    # titles and descriptions
    ("[Nicolas Maduro|person titles=President] left. The [president|nominal person definite] returned.",
     "Nicolas Maduro = president"),
    ("[President Maduro|person] left. The [president|nominal person definite] returned.", "President Maduro = president"),
    ("[Maduro|person titles=President] met [Putin|person titles=Russian President]. The [president|nominal person definite]",
     "Maduro | Putin | president"),
    ("[Maduro|person titles=President] met [Putin|person titles=Russian President]. The "
     "{[Russian|place demonym] [president|nominal person definite]}", "Maduro | Putin = president | Russian"),
    ("[Rosoboronexport|organization titles=Russian state arms exporter] won. The [exporter|nominal organization definite]",
     "Rosoboronexport = exporter"),
    ("[Juan Guaido|person], the [opposition leader|nominal person definite], spoke. The [leader|nominal person definite] left.",
     "Juan Guaido = leader | opposition leader"),
    ("The {Russian export [agency|nominal organization definite] [Acme|organization]} won. The "
     "[agency|nominal organization definite] paid.", "agency | Acme = agency"),
    ("The {[firm|nominal organization definite] [Acme|organization subject] owns} won. The [firm|nominal organization definite]",
     "firm = firm | Acme"),
    ("The [exporter|nominal organization definite], [Acme|organization], paid. The [exporter|nominal organization definite]",
     "exporter | Acme | exporter"),
    ("The [president|nominal person definite] left. [President Maduro|person] spoke.", "president | President Maduro"),
    ("[Elliott Abrams|person titles=special representative for Venezuela] spoke. The [representative|nominal person definite]",
     "Elliott Abrams = representative"),
    ("[Maduro|person titles=President] spoke to [presidents|nominal person plural].", "Maduro | presidents"),
    # the only one of its class
    ("[Acme Inc.|organization] paid [Ann Lee|person]. The [company|nominal organization definite] lied.",
     "Acme Inc. = company | Ann Lee"),
    ("[Acme Inc.|organization] sued [Bolt Ltd|organization]. The [company|nominal organization definite]",
     "Acme Inc. | Bolt Ltd | company"),
    ("[Acme Inc.|organization] sued [Zorg|organization]. The [company|nominal organization definite]",
     "Acme Inc. | Zorg | company"),
    ("[Venezuela|place] borrowed. The [country|nominal place definite] paid.", "Venezuela = country"),
    ("[Venezuela|place] and [Russia|place]. The [country|nominal place definite] paid.", "Venezuela | Russia | country"),
    ("[Ann Lee|person] ran. The [man|nominal person definite] sat.", "Ann Lee | man"),
    ("The [company|nominal organization definite] lied. [Acme Inc.|organization]", "company | Acme Inc."),
    # a second mention
    ("[Helicopters|nominal object plural] came. The [helicopters|nominal object plural definite] left.",
     "Helicopters = helicopters"),
    ("{Mi-35 attack [helicopters|nominal object plural]} came. The [helicopters|nominal object plural definite]",
     "helicopters = helicopters"),
    ("A [center|nominal place indefinite] opened. The [center|nominal place definite] trains.", "center = center"),
    ("A [center|nominal place indefinite] opened. A [center|nominal place indefinite] closed.", "center | center"),
    ("A [center|nominal place indefinite] opened. Another [center|nominal place indefinite] closed. "
     "The [center|nominal place definite]", "center | center = center"),
    ("The {old [center|nominal place definite]} burns. The {new [center|nominal place definite]} stands.", "center | center"),
    ("The {old [center|nominal place definite]} and the {new [center|nominal place definite]}. The [center|nominal place definite]",
     "center | center | center"),
    ("A [helicopter|nominal object indefinite] came. The [helicopters|nominal object plural definite] left.",
     "helicopter | helicopters"),
    ("{The [president|nominal person definite] of Utopia} met {the [president|nominal person definite] of Ruritania}.",
     "president | president"),
    ("{The [capital|nominal place definite] of Utopia} grew. {The [capital|nominal place definite] of Utopia} fell.",
     "capital = capital"),
    # bare nouns are one concept of the document, people only when near
    ("[Sanctions|nominal event plural] hurt. They fear. So do. Now. [sanctions|nominal event plural]", "Sanctions = sanctions"),
    ("[officials|nominal person plural] say. So. Then. [officials|nominal person plural] deny.", "officials | officials"),
    ("Two [helicopters|nominal object plural] came. Two [helicopters|nominal object plural] left.", "helicopters | helicopters"),
    # whose it is
    ("{[Maduro|person]'s [army|nominal organization definite]} and {[Putin|person]'s [army|nominal organization definite]}",
     "Maduro | army | Putin | army"),
    ("{[His|pronoun masculine possessive] [army|nominal organization definite]} is not "
     "{[his|pronoun masculine possessive] [army|nominal organization definite]}", "army | army"),
    ("[Ann|person subject] sold {[her|pronoun feminine possessive] [house|nominal object definite]}. [She|pronoun subject] missed "
     "{[her|pronoun feminine possessive] [house|nominal object definite]}.", "Ann = her = She = her | house = house"),
    ("[President|name person title] [Putin|person titles=President]", "President | Putin"),
    ("the [talks|nominal event plural definite chain=7] and [they|pronoun plural chain=7]", "talks = they"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_common_nouns(one: Callable[..., str], text: str, expected: str) -> None:
    assert one(text) == expected


def test_the_same_words_in_two_documents_are_two_concepts(resolved: Callable[..., list]) -> None:
    entities = resolved("[Sanctions|nominal event plural] hurt.", "[Sanctions|nominal event plural] fail.")
    assert len(entities) == 2
