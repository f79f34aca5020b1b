"""The words that name a mention: which of those around its head are of the name, which describe it."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Lexicon
from kg.statements.forms import forms
from kg.statements.phrases import counted, with_bounds

__all__ = ["is_demonym", "is_divisor", "is_of_name", "is_product", "is_title", "naming_words"]

NAMING = ("compound", "flat", "amod", "nummod", "goeswith", "nmod:desc")


def naming_words(token: Token, names: Mapping[int, Span], lexicon: Lexicon) -> Span:
    """Return the short form of a mention: the head with the words that name it, without articles and
    titles.
    """
    ent = names.get(token.i)
    doc = token.doc
    nation = _demonym(token, lexicon) if is_demonym(token, lexicon) else None
    if nation is not None:
        return nation
    if ent is not None and ent.root == token and ent.start <= token.i < ent.end:
        named = _with_partner(_widened(_without_clauses(ent, token), token), token)
        whole = _with_possessor(_trimmed(named, token, lexicon), named, token)
        return _with_namesake(whole, token, lexicon)
    run = {token.i}
    for c in token.children:
        if _names(c) and not _far(c) and not _describes(c, lexicon):
            words = _without_comparison(c)
            run |= {w.i for w in words if w.dep_ not in ("case", "punct") or w.tag_ == "HYPH"}
        elif c.tag_ == "HYPH" or (c.is_punct and c.text in ("-", "‑", "$", "%")):
            run.add(c.i)
    if token.dep_ == "nmod:desc":
        run |= {c.i for c in token.head.lefts if c.dep_ == "nmod:desc"}
    run |= {w.i for w in (*_ratio(token), *_term(token))}
    measured = counted(token)
    if measured is not None:
        run |= set(range(token.i, measured.i + 1))
    start = end = token.i
    while start - 1 in run:
        start -= 1
    while end + 1 in run:
        end += 1
    trimmed = _with_partner(_trimmed(doc[start : end + 1], token, lexicon), token)
    trimmed = _with_namesake(trimmed, token, lexicon)
    amount = token.pos_ in ("NUM", "SYM") or syntax.has_child(token, "nummod") or measured is not None
    return doc[with_bounds(trimmed.start, token) : trimmed.end] if amount else trimmed


def _ratio(token: Token) -> list[Token]:
    """Return the unit that a unit is divided by, with the sign between: "200 km */ h*"."""
    behind = token.doc[token.i + 1 : token.i + 3]
    divided = len(behind) == 2 and is_divisor(behind[1]) and not behind[1].is_space
    return list(behind) if divided else []


def is_divisor(token: Token) -> bool:
    """Tell whether a unit only divides the one before it: "200 km / *h*"."""
    if token.i < 2 or token.doc[token.i - 1].lower_ not in forms()["ratios"] or not token.is_alpha:
        return False
    before = token.doc[token.i - 2]
    counted_unit = before.lemma_.lower() in forms()["units"] or before.lower_ in forms()["units"]
    return counted_unit and syntax.has_child(before, "nummod")


def _term(token: Token) -> list[Token]:
    """Return the words that make a noun a term with another: "economies *of scale*"."""
    doc = token.doc
    behind = doc[token.i + 1 : token.i + 3]
    term = f"{token.lemma_.lower()} {' '.join(w.lower_ for w in behind)}"
    return list(behind) if token.pos_ == "NOUN" and term in forms()["terms"] else []


def _without_comparison(modifier: Token) -> list[Token]:
    """Return the words of a modifier but what it is compared with: "more (coffee) *than Peru does*"."""
    compared = [
        w for c in syntax.children(modifier, "advcl", "obl") if c.i > modifier.head.i for w in c.subtree
    ]
    return [w for w in modifier.subtree if w not in compared]


def _without_clauses(ent: Span, head: Token) -> Span:
    """Return a named span up to the first comma or bracket behind its head: names hold no clauses."""
    end = next(
        (t.i for t in ent if t.i > head.i and (t.text in (",", "(", "–", "—") or t.pos_ in ("VERB", "AUX"))),
        ent.end,
    )
    return ent.doc[ent.start : end]


def _widened(ent: Span, head: Token) -> Span:
    """Return a named span with the capitalised words around it that are of the name ("*Venezuelan* Army",
    "*German-* English Academy", "Peter *Engelmann*").
    """
    start, end, doc = ent.start, ent.end, ent.doc
    while end < len(doc) and doc[end].dep_ == "flat" and doc[end].head == head and doc[end].pos_ == "PROPN":
        end += 1
    if start > 1 and doc[start - 1].tag_ == "HYPH" and doc[start - 2].text[:1].isupper():
        start -= 2 * (start <= doc[start - 2].head.i < end)
    while ent.label_ != "person" and start > head.sent.start:
        before = ent.doc[start - 1]
        named = before.dep_ in ("amod", "compound") and before.text[:1].isupper()
        participle = before.i == head.sent.start and before.pos_ == "VERB"
        if before.head != head or not named or participle:
            break
        start -= 1
    return doc[start:end]


def _with_partner(named: Span, head: Token) -> Span:
    """Return a name with what "&" joins to it: "Ernst *& Young*"."""
    ends = [c.i + 1 for c in syntax.children(head, "conj") if syntax.joins_name(c)]
    return named.doc[named.start : max([named.end, *ends])]


def _trimmed(span: Span, head: Token, lexicon: Lexicon) -> Span:
    """Return a span without articles, titles and punctuation at its edges; it keeps its head."""
    start, end = span.start, span.end
    doc = span.doc
    described = [t.i for t in span if t.i < head.i and t.head == head and is_title(t, lexicon)]
    start = max([start, *(i + 1 for i in described)])
    while start < head.i and (
        doc[start].dep_ in ("det", "case", "punct", "nmod:poss")
        or doc[start].is_space
        or (doc[start].dep_ == "nmod:desc" and doc[start].head != head)
    ):
        start += 1
    while end - 1 > head.i and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in "%.)")
    ):
        end -= 1
    while end - 1 > head.i and doc[end - 1].tag_ == "POS":
        end -= 1
    return doc[start:end]


def _with_possessor(trimmed: Span, named: Span, head: Token) -> Span:
    """Return a name with the possessor that is of it: "King's College" (but "Kenya's courts")."""
    doc, start, end = named.doc, trimmed.start, trimmed.end
    if any(c.left_edge.i >= named.start for c in syntax.children(head, "nmod:poss")):
        start = min(start, *(c.left_edge.i for c in syntax.children(head, "nmod:poss")))
    if end < named.end and doc[end].tag_ == "POS" and not syntax.relation(head, "nmod:poss"):
        end += 1
    return doc[start:end]


def _with_namesake(trimmed: Span, head: Token, lexicon: Lexicon) -> Span:
    """Return a name with a possessor that was found apart, but is of it."""
    namesakes = [c for c in syntax.children(head, "nmod:poss") if is_of_name(c, lexicon)]
    start = min([trimmed.start, *(c.left_edge.i for c in namesakes)])
    return trimmed.doc[start : trimmed.end]


def is_of_name(owner: Token, lexicon: Lexicon) -> bool:
    """Tell whether a possessor is a title or sort of people without an article, so that it only names what
    stands behind it: "*Queen's* University", but "the Queen's Bentley", "Kenya's University".
    """
    capitals = owner.pos_ == owner.head.pos_ == "PROPN" and owner.i < owner.head.i
    alone = owner.left_edge.i == owner.i and not syntax.has_child(owner.head, "det")
    return capitals and alone and lexicon.classes.get(owner.lemma_.lower()) in ("Person", "Title")


def is_product(token: Token) -> bool:
    """Tell whether a number is the last word of a name: "Boeing *737*"."""
    return token.pos_ == "NUM" and any(c.pos_ == "PROPN" for c in syntax.children(token, "compound"))


def is_title(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a noun before a name is a title or description of it."""
    return (
        token.dep_ in ("nmod:desc", "compound")
        and token.pos_ in ("NOUN", "PROPN", "ADJ")
        and _describes(token, lexicon)
    )


def _describes(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word stands before a name and says what it is: "actor Jason Beghe", "Defence Minister
    Ruiz".
    """
    if (
        token.head.pos_ != "PROPN"
        or token.i > token.head.i
        or token.dep_ not in ("nmod:desc", "compound", "amod")
    ):
        return False
    if token.head.text[:1].islower():
        return False
    common = token.text[:1].islower() and token.pos_ in ("NOUN", "ADJ", "VERB")
    person = token.dep_ == "nmod:desc" and token.head.ent_type_ in ("person", "")
    return common or person or lexicon.classes.get(token.lemma_.lower()) in ("Person", "Title")


def is_demonym(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token is an adjective of a nation that describes a noun ("Venezuelan pilots"), alone or
    beside another ("French and German officials").
    """
    if not token.text[:1].isupper() or not _demonym(token, lexicon):
        return False
    if token.dep_ == "conj" and token.pos_ == "ADJ":
        return is_demonym(token.head, lexicon)
    return syntax.relation(token, "amod", "compound")


def _demonym(token: Token, lexicon: Lexicon) -> Span | None:
    """Return the words of the adjective of a nation that ends with a token ("South Korean"), or None."""
    for words in (token.doc[max(token.i - 1, 0) : token.i + 1], token.doc[token.i : token.i + 1]):
        if words.text in lexicon.demonyms:
            return words
    return None


def _names(token: Token) -> bool:
    """Tell whether a word hangs on a head as a part of its name; descriptions only among names."""
    if token.dep_ == "nmod:desc":
        return token.pos_ == token.head.pos_ == "PROPN"
    return syntax.relation(token, *NAMING)


def _far(token: Token) -> bool:
    """Tell whether a modifier is a phrase of its own, too long to name anything."""
    return token.right_edge.i - token.left_edge.i >= 6
