"""Ground what texts say in the words of an ontology: the room where statements become facts.

`load` reads the ontology, the lexicon and the gazetteers (those shipped and those of the user) once; the
lexicon that it gives is what the statements room reads roles from.  `ground` chooses property, event class,
subject and object of each statement, and `validate` checks a finished graph against the shapes.
"""

from __future__ import annotations

from kg.grounding.facts import ground
from kg.grounding.shapes import validate
from kg.grounding.vocabulary import Property, Vocabulary, load

__all__ = ["Property", "Vocabulary", "ground", "load", "validate"]
