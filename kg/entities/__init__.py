"""From mentions to entities: one node for one thing, within a document and across documents.

Wrong merges are worse than missed ones, so two mentions are joined only for a named reason, and every mention
in an `Entity` keeps its reason.  `docs/entities.md` tells the rules with examples.

    mentions → names of one thing (aliases) → common nouns → pronouns → things of a document
             → blocking → comparison → clustering → entities with labels, classes and links
"""

from __future__ import annotations

from kg.entities import across, aliases, pronouns
from kg.entities.applied import findings
from kg.entities.comparison import ACROSS, OF_OTHERS, OF_PERSONS
from kg.entities.constraints import Constraints
from kg.entities.doubts import doubt
from kg.entities.resolution import resolve
from kg.entities.weights import Weights
from kg.entities.weights import load as load_weights

__all__ = [
    "ACROSS_STEPS",
    "COMPARISONS",
    "NAME_STEPS",
    "PRONOUN_RULES",
    "Constraints",
    "Weights",
    "doubt",
    "findings",
    "load_weights",
    "resolve",
]

NAME_STEPS = aliases.STEPS
PRONOUN_RULES = pronouns.RULES
ACROSS_STEPS = across.STEPS
COMPARISONS = (*ACROSS, *OF_PERSONS, *OF_OTHERS)
