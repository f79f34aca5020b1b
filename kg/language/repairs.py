"""Repairs of a parsed document: what a tree cannot be in English is turned into what it most likely is."""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token

from kg.language import syntax

__all__ = ["gapped_names", "names_apart", "one_subject", "repair"]


def repair(doc: Doc) -> Doc:
    """Apply all repairs to a parsed document, which is changed in place; return it."""
    return gapped_names(one_subject(names_apart(doc)))


def names_apart(doc: Doc) -> Doc:
    """Make a name that is `flat` behind a common noun an apposition of it; return `doc`, changed in place.

    `flat` joins the parts of a name; a noun that says what somebody is ("the actor Jean Petit") is none.

    >>> import spacy
    >>> words, pos = ["actor", "Jean", "Petit", "left"], ["NOUN", "PROPN", "PROPN", "VERB"]
    >>> doc = Doc(spacy.blank("en").vocab, words, pos=pos,
    ...     heads=[3, 0, 0, 3], deps=["nsubj", "flat", "flat", "root"])
    >>> [(t.dep_, t.head.text) for t in names_apart(doc)][1:3]
    [('appos', 'actor'), ('flat', 'Jean')]
    """
    for noun in _governors(doc, "flat", 1):
        parts = [c for c in syntax.children(noun, "flat") if c.pos_ == "PROPN" and c.i > noun.i]
        if noun.pos_ == "NOUN" and noun.text[:1].islower() and parts and parts[0].i == noun.i + 1:
            parts[0].dep_ = "appos"
            for part in parts[1:]:
                part.head = parts[0]
    return doc


def one_subject(doc: Doc) -> Doc:
    """Join two neighbouring subjects of one predicate, a name and its description; return `doc`.

    A clause has one subject, but parsers often hang both "the envoy" and "Carla Whitfield" on the verb.
    After a comma or an article the second becomes an apposition of the first, else the first is a title of
    the second (UD: `appos`, `nmod:desc`).  The document is changed in place.

    >>> import spacy
    >>> words = ["The", "envoy", ",", "Ruiz", ",", "left"]
    >>> doc = Doc(spacy.blank("en").vocab, words, pos=["DET", "NOUN", "PUNCT", "PROPN", "PUNCT", "VERB"],
    ...     heads=[1, 5, 3, 5, 3, 5], deps=["det", "nsubj", "punct", "nsubj", "punct", "root"])
    >>> ruiz = one_subject(doc)[3]
    >>> ruiz.dep_, ruiz.head.text
    ('appos', 'envoy')
    """
    for first, second in [pair for head in _governors(doc, "nsubj", 2) for pair in _pairs(head)]:
        if _is_title(first, second):
            first.head, first.dep_ = second, "nmod:desc"
        else:
            second.head, second.dep_ = first, "appos"
    return doc


def gapped_names(doc: Doc) -> Doc:
    """Make a name the subject of the bare noun behind it where both are a clause without verb; return `doc`.

    In "Spain sent doctors and Italy nurses" parsers take "Italy nurses" for one thing.  The subject is a
    person or a place like the name, and neither object has an article.  The document is changed in place.

    >>> import spacy
    >>> words = ["Spain", "sent", "doctors", "and", "Italy", "nurses"]
    >>> doc = Doc(spacy.blank("en").vocab, words, pos=["PROPN", "VERB", "NOUN", "CCONJ", "PROPN", "NOUN"],
    ...     heads=[1, 1, 1, 5, 5, 2], deps=["nsubj", "root", "obj", "cc", "compound", "conj"],
    ...     ents=["B-place", "O", "O", "O", "B-place", "O"])
    >>> [(t.dep_, t.head.text) for t in gapped_names(doc)][4:]
    [('nsubj', 'nurses'), ('conj', 'sent')]
    """
    for name in [ent.root for ent in doc.ents if ent.label_ in ("person", "place")]:
        thing = name.head
        if name.dep_ != "compound" or thing.dep_ != "conj" or thing.head.dep_ != "obj":
            continue
        verb = thing.head.head
        if _is_gap(name, thing, verb):
            name.dep_ = "nsubj"
            thing.head, thing.dep_ = verb, "conj"
    return doc


def _is_gap(name: Token, thing: Token, verb: Token) -> bool:
    """Tell whether a name and a noun are what is left of a clause coordinated with that of `verb`."""
    who = syntax.child(verb, "nsubj")
    bare = not syntax.has_child(thing.head, "det", "amod", "nmod:poss", "compound")
    alone = [c.dep_ for c in thing.children if c.dep_ not in ("punct", "cc")] == ["compound"]
    joined = syntax.before(name.doc[name.left_edge.i]) in ("and", "but", ",")
    alike = who is not None and who.ent_type_ == name.ent_type_ and who.i < verb.i < thing.head.i
    return alike and alone and bare and joined and not name.text.isupper()


def _governors(doc: Doc, label: str, least: int) -> list[Token]:
    """Return the tokens with at least so many dependents by a relation or its subtypes, in text order.

    Read from arrays: most documents need few repairs, and to ask every token for its children takes long.
    """
    deps, offsets = doc.to_array([DEP, HEAD]).T
    ids = [i for i in set(deps.tolist()) if doc.vocab.strings[i].split(":", 1)[0] == label]
    dependents = np.flatnonzero(np.isin(deps, np.array(ids, dtype=np.uint64)))
    heads, counts = np.unique(dependents + offsets[dependents].astype(np.int64), return_counts=True)
    return [doc[i] for i in heads[counts >= least].tolist()]


def _is_title(first: Token, second: Token) -> bool:
    """Tell whether a description stands directly before a name, without article and comma."""
    return first.right_edge.i + 1 == second.left_edge.i and not syntax.has_child(first, "det", "nmod:poss")


def _pairs(head: Token) -> list[tuple[Token, Token]]:
    """Return the first two subjects of a predicate if they are neighbours, a name and what describes it."""
    subjects = [c for c in syntax.children(head, "nsubj") if c.dep_ != "nsubj:outer"][:2]
    if len(subjects) < 2:
        return []
    first, second = subjects
    between = head.doc[first.right_edge.i + 1 : second.left_edge.i]
    kinds = {t.pos_ for t in subjects}
    fits = "PROPN" in kinds and kinds <= {"NOUN", "PROPN"} and all(t.is_punct for t in between)
    return [(first, second)] if fits else []
