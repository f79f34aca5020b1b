"""What a label stands for where it alone does not tell: clefts, clauses that say what a noun is about, verbs
read as nouns.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language import syntax
from kg.statements.cues import cues
from kg.statements.forms import forms

__all__ = [
    "antecedent",
    "is_cleft",
    "is_content",
    "is_free_relative",
    "is_headline",
    "is_hedge",
    "is_misread_verb",
    "is_ranked",
    "stray_relative",
]

RELATIVE = ("acl:relcl", "advcl:relcl")
FREE = ("what", "whatever", "whoever", "whomever", "whichever")
RANKS = ("first", "second", "third", "last", "only", "next")
FACTS = (
    "fact",
    "news",
    "evidence",
    "proof",
    "truth",
    "sign",
    "reality",
    "knowledge",
    "certainty",
    "circumstance",
)


def antecedent(clause: Token) -> Token | None:
    """Return the nominal that a relative clause describes or that a cleft lifts out; None for other clauses.

    "Planes which carried soldiers" gives "Planes", "It was Russia that supplied them" gives "Russia".
    """
    if clause.dep_ == "acl:relcl":
        return None if is_content(clause) else clause.head
    return clause.head if is_cleft(clause) else None


def is_cleft(clause: Token) -> bool:
    """Tell whether "it is" lifts a nominal out of a clause: "It was Russia that supplied the helicopters."

    A clause behind a comma is about all that stands before it ("It was a success, which pleased us").
    """
    lifted = clause.head
    if clause.dep_ not in RELATIVE or not syntax.is_nominal(lifted) or not syntax.has_child(lifted, "cop"):
        return False
    bare = any(c.lower_ == "it" and c.i < lifted.i for c in syntax.children(lifted, "expl", "nsubj"))
    return bare and clause.left_edge.i > lifted.i and syntax.before(clause.left_edge) != ","


def is_free_relative(token: Token) -> bool:
    """Tell whether a pronoun with its clause stands for a thing: "*what* he said", "*whoever* finds it"."""
    return token.lower_ in FREE and any(c.dep_ == "acl:relcl" and c.i > token.i for c in token.children)


def is_ranked(clause: Token) -> bool:
    """Tell whether an infinitive tells what one did before all others: "the first woman *to fly* to Mars"."""
    if clause.dep_ != "acl" or not syntax.has_mark(clause, "to"):
        return False
    if any(c.lower_ in ("a", "an", "another") for c in syntax.children(clause.head, "det")):
        return False
    return any(
        c.lower_ in RANKS or c.tag_ == "JJS" for c in (*syntax.children(clause.head, "amod"), clause.head)
    )


def is_content(clause: Token) -> bool:
    """Tell whether a clause labelled as relative says what a noun is about: "the allegation that he took
    bribes".

    Its "that" is labelled as an object, though the verb has a subject and another object.
    """
    lemma = clause.head.lemma_.lower()
    if clause.dep_ == "acl:relcl" and lemma in cues().speech_nouns and _has_idle_that(clause):
        return True
    telling = lemma in cues().speech_nouns or lemma in cues().nouns or lemma in FACTS
    if clause.dep_ != "acl:relcl" or not telling or not syntax.has_child(clause, "nsubj"):
        return False
    objects = [c for c in syntax.children(clause, "obj") if c.dep_ == "obj"]
    return len(objects) > 1 and objects[0].lower_ == "that" and objects[0].i < clause.i < objects[-1].i


def _has_idle_that(clause: Token) -> bool:
    """Tell whether the "that" of a clause has no place in it: "the story that he swam the strait"."""
    return any(c.lower_ == "that" and c.dep_ == "obl:unmarked" for c in clause.children)


def stray_relative(clause: Token) -> Token | None:
    """Return the pronoun after a preposition that opens a relative clause but hangs on a word outside of it.

    "The bank to which the firm owed money sued the owners": of two verbs parsers take the main one at times.
    """
    before = clause.left_edge.i - 1
    if clause.dep_ != "acl:relcl" or before <= clause.head.i:
        return None
    pronoun = clause.doc[before]
    opening = pronoun.left_edge.i - 1
    opening -= clause.doc[opening].text == ","
    found = pronoun.lower_ in ("which", "whom") and syntax.marker(pronoun) and opening == clause.head.i
    return pronoun if found else None


def is_headline(infinitive: Token) -> bool:
    """Tell whether an infinitive is all that a headline says of a nominal: "Boeing to cut jobs"."""
    thing = infinitive.head
    above = syntax.relation(infinitive, "advcl", "acl", "xcomp") and infinitive.i > thing.i
    if not above or not syntax.has_mark(infinitive, "to") or not syntax.is_nominal(thing):
        return False
    alone = thing.dep_.lower() == "root" and not syntax.has_child(thing, "cop", "nsubj", "det", "case")
    return alone and infinitive.left_edge.i == thing.i + 1


def is_hedge(token: Token) -> bool:
    """Tell whether a noun with "of" only weakens what stands behind it: "it is *kind of* late"."""
    bare = token.lower_ in forms()["hedges"] and syntax.after(token) == "of"
    return bare and not any(c.i < token.i and c.pos_ != "ADV" for c in token.children)


def is_misread_verb(token: Token) -> bool:
    """Tell whether a noun is a verb by its place: "The firm designs and builds ships."

    It has a subject, no copula, and a finite verb beside it that has no subject of its own.
    """
    if token.tag_ != "NNS" or not syntax.has_child(token, "nsubj") or syntax.has_child(token, "cop", "det"):
        return False
    beside = [c for c in syntax.children(token, "conj") if c.tag_ in ("VBZ", "VBP")]
    return any(not syntax.has_child(c, "nsubj", "expl") for c in beside)
