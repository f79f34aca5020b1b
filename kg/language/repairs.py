"""Repairs of a parsed document: what a tree cannot be in English is turned into what it most likely is."""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Span, Token

from kg.language import syntax

__all__ = [
    "acting_pronouns",
    "any_at_all",
    "auxiliary_do",
    "capitals",
    "gapped_names",
    "kept_on",
    "names_apart",
    "one_subject",
    "repair",
    "stray_subjects",
]

KEEPING = ("keep", "go", "carry")
SCARCE = ("few", "little")
HELPING = ("help", "let", "make", "have")
_ACRONYMS = frozenset({"WHO"})
"""Names of bodies that spell a pronoun."""


def repair(doc: Doc) -> Doc:
    """Apply all repairs to a parsed document, which is changed in place; return it."""
    doc = gapped_names(one_subject(names_apart(capitals(doc))))
    return any_at_all(stray_subjects(acting_pronouns(kept_on(auxiliary_do(doc)))))


def capitals(doc: Doc) -> Doc:
    """Make "WHO" in capitals the name of a body, where no question is asked and the other words are not in
    capitals.

    The document is changed in place and returned.

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["WHO", "sent", "experts"], pos=["PRON", "VERB", "NOUN"],
    ...     tags=["WP", "VBD", "NNS"], heads=[1, 1, 1], deps=["nsubj", "root", "obj"])
    >>> capitals(doc)[0].pos_, [(ent.text, ent.label_) for ent in doc.ents]
    ('PROPN', [('WHO', 'organization')])
    """
    found = [t for t in doc if t.text in _ACRONYMS and t.pos_ == "PRON" and _is_lower(t.sent)]
    for token in found:
        token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
        token.set_morph("Number=Sing")  # type: ignore[attr-defined]
    taken = {t.i for ent in doc.ents for t in ent}
    own = [Span(doc, t.i, t.i + 1, label="organization") for t in found if t.i not in taken]
    if own:
        doc.set_ents(own, default="unmodified")
    return doc


def _is_lower(sent: Span) -> bool:
    """Tell whether a sentence is no question and has words in small letters, so that capitals mean
    something.
    """
    others = [t for t in sent if t.is_alpha and t.text not in _ACRONYMS]
    return not any(t.text == "?" for t in sent) and any(t.text.islower() for t in others)


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


def auxiliary_do(doc: Doc) -> Doc:
    """Make "do" before a bare infinitive its auxiliary ("I *did* dress"); return `doc`, changed in place.

    Such a "do" only stresses the verb; parsers take it for the main verb at times (UD: `aux`).

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["I", "did", "dress"], tags=["PRP", "VBD", "VB"],
    ...     pos=["PRON", "AUX", "VERB"], lemmas=["I", "do", "dress"],
    ...     heads=[1, 1, 1], deps=["nsubj", "root", "xcomp"])
    >>> [(t.dep_, t.head.text) for t in auxiliary_do(doc)]
    [('nsubj', 'dress'), ('aux', 'dress'), ('root', 'dress')]
    """
    for verb in [t for t in doc if t.dep_ == "xcomp" and t.tag_ == "VB" and t.head.lemma_ == "do"]:
        do = verb.head
        stressed = do.i < verb.i and do.tag_ in ("VBD", "VBP", "VBZ")
        if not stressed or syntax.has_mark(verb, "to") or syntax.has_child(do, "obj", "aux"):
            continue
        others = [c for c in do.children if c is not verb and c.i != verb.i]
        above, label = (verb if do.head.i == do.i else do.head), do.dep_
        for c in others:
            c.head = verb
        verb.head, verb.dep_ = above, label
        do.head, do.dep_ = verb, "aux"
    return doc


def kept_on(doc: Doc) -> Doc:
    """Make "on" between "keep", "go" or "carry" and a participle a particle; return `doc`, changed in place.

    "He kept on asking" only tells that the asking went on (UD: `compound:prt` and `xcomp`).

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["He", "kept", "on", "asking"], tags=["PRP", "VBD", "IN", "VBG"],
    ...     pos=["PRON", "VERB", "SCONJ", "VERB"], lemmas=["he", "keep", "on", "ask"],
    ...     heads=[1, 1, 3, 1], deps=["nsubj", "root", "mark", "advcl"])
    >>> [(t.dep_, t.head.text) for t in kept_on(doc)][2:]
    [('compound:prt', 'kept'), ('xcomp', 'kept')]
    """
    for on in [t for t in doc if t.lower_ == "on" and t.dep_ in ("mark", "case")]:
        verb, keep = on.head, on.head.head
        if keep.i == on.i - 1 and verb.i == on.i + 1 and verb.tag_ == "VBG" and keep.lemma_ in KEEPING:
            on.head, on.dep_, verb.dep_ = keep, "compound:prt", "xcomp"
    return doc


def acting_pronouns(doc: Doc) -> Doc:
    """Hang a pronoun between "help" or "let" and a bare infinitive on the upper verb; return `doc`.

    In "I helped *her* show it" parsers take "her" for one to whom it is shown.  `doc` is changed in place.

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["help", "her", "show", "it"], tags=["VB", "PRP", "VB", "PRP"],
    ...     pos=["VERB", "PRON", "VERB", "PRON"], lemmas=["help", "she", "show", "it"],
    ...     heads=[0, 2, 0, 2], deps=["root", "iobj", "xcomp", "obj"])
    >>> [(t.dep_, t.head.text) for t in acting_pronouns(doc)][1:3]
    [('obj', 'help'), ('xcomp', 'help')]
    """
    for who in [t for t in doc if t.pos_ == "PRON" and t.dep_ in ("obj", "iobj")]:
        verb, above = who.head, who.head.head
        between = above.i + 1 == who.i == verb.i - 1 and verb.dep_ in ("xcomp", "ccomp")
        if between and verb.tag_ == "VB" and above.lemma_ in HELPING:
            who.head, who.dep_, verb.dep_ = above, "obj", "xcomp"
    return doc


def stray_subjects(doc: Doc) -> Doc:
    """Make a subject with a preposition behind a participle an oblique of it; return `doc`, changed in place.

    In "money issued in his name was used" parsers take "name" for the subject of "issued" at times.

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["money", "issued", "in", "town"],
    ...     tags=["NN", "VBN", "IN", "NN"],
    ...     pos=["NOUN", "VERB", "ADP", "NOUN"], heads=[0, 0, 3, 1],
    ...     deps=["root", "acl", "case", "nsubj:pass"])
    >>> stray_subjects(doc)[3].dep_
    'obl'
    """
    for thing in [t for t in doc if t.dep_ in ("nsubj", "nsubj:pass")]:
        verb = thing.head
        participle = syntax.is_participle(verb) and syntax.relation(verb, "acl", "advcl")
        if participle and thing.i > verb.i and syntax.marker(thing):
            thing.dep_ = "obl"
    return doc


def any_at_all(doc: Doc) -> Doc:
    """Hang "few if any" on the noun behind it; return `doc`, changed in place.

    Its "if" makes nothing conditional, but parsers take it for a subordinator and "few" for a clause.

    >>> import spacy
    >>> words, tags = ["Few", "if", "any", "banks", "fail"], ["JJ", "IN", "DT", "NNS", "VBP"]
    >>> doc = Doc(spacy.blank("en").vocab, words, tags=tags, pos=["ADJ", "SCONJ", "DET", "NOUN", "VERB"],
    ...     heads=[0, 4, 3, 4, 0], deps=["root", "mark", "det", "nsubj", "advcl"])
    >>> [(t.dep_, t.head.text) for t in any_at_all(doc)]
    [('amod', 'banks'), ('fixed', 'Few'), ('fixed', 'Few'), ('nsubj', 'fail'), ('root', 'fail')]
    """
    for few in [t for t in doc[:-3] if t.lower_ in SCARCE and doc[t.i + 1].lower_ == "if"]:
        whether, anything = doc[few.i + 1], doc[few.i + 2]
        noun = anything.head
        if anything.lower_ != "any" or noun.i <= anything.i:
            continue
        clause = noun.head
        if clause.head.i == few.i and few.head.i not in (noun.i, clause.i):
            clause.head, clause.dep_ = (clause if few.head.i == few.i else few.head), few.dep_
            for other in [c for c in few.children if c.i != clause.i]:
                other.head = clause
        few.head, few.dep_ = noun, "amod"
        for word in (whether, anything):
            word.head, word.dep_ = few, "fixed"
    return doc


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
