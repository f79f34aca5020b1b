"""Mentions: which words of a parsed text stand for somebody, something, a time or an amount.

A mention is a nominal head of the tree with what names it.  The type comes from the pipeline's typed heads
(`doc.spans["nominals"]`, one-token spans labelled with GUM's types) and named spans (`doc.ents`).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg import model
from kg.language import syntax
from kg.model import Lexicon, Mention, MentionKind
from kg.statements import quantities, times
from kg.statements.labels import is_cleft, is_free_relative, is_misread_verb
from kg.statements.timeline import Timeline

__all__ = ["build_mentions", "find_heads", "forms", "naming_words"]

NAMING = ("compound", "flat", "amod", "nummod", "goeswith", "nmod:desc")
NOT_A_HEAD = (
    "compound",
    "flat",
    "fixed",
    "goeswith",
    "det",
    "case",
    "cc",
    "mark",
    "reparandum",
    "discourse",
    "aux",
    "punct",
)


@cache
def forms() -> Mapping[str, Any]:
    """Return the word forms that tell person, number and gender, and the units of amounts
    (`data/forms.toml`).
    """
    return tomllib.loads((files("kg.statements") / "data" / "forms.toml").read_text(encoding="utf-8"))


def build_mentions(doc: Doc, *, lexicon: Lexicon, date: str | None, document: str) -> dict[int, Mention]:
    """Return the mentions of a document by the index of their head token, in text order.

    `doc` must be tagged and parsed with Universal Dependencies; `date` (ISO) anchors relative times.
    """
    types = {span.start: span.label_ for span in doc.spans.get("nominals", ())}
    names = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
    sentences = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
    chains, timed = _chains(doc), Timeline(doc, date=date)
    found: dict[int, Mention] = {}
    for token in find_heads(doc, names, lexicon):
        mention = _mention(token, types, names, sentences[token.i], lexicon, timed, document)
        if token.i in chains:
            name, chance = chains[token.i]
            mention = replace(mention, coreference=name, coreference_chance=chance)
        found[token.i] = mention
    return _without_twins(found)


def _chains(doc: Doc) -> dict[int, tuple[str, float]]:
    """Return (chain, chance) of each head of `doc.spans["mentions"]` that is not alone in its chain."""
    spans = doc.spans.get("mentions", ())
    sizes = Counter(span.id for span in spans)
    chances = doc.user_data.get("kg_link_prob", {})
    roots = ((span.root.i, span) for span in spans if span.id and sizes[span.id] > 1)
    return {i: (span.id_, chances.get(i, 1.0)) for i, span in roots}


def find_heads(doc: Doc, names: Mapping[int, Span], lexicon: Lexicon) -> list[Token]:
    """Return the tokens that head a mention: nominals, adjectives of nations, and adverbs of time."""
    heads = []
    for token in doc:
        if token.is_space or (token.is_punct and token.pos_ != "PROPN"):
            continue
        if _is_demonym(token, lexicon) or _is_nominal_head(token, names, lexicon) or _is_time_adverb(token):
            heads.append(token)
    return heads


def _is_nominal_head(token: Token, names: Mapping[int, Span], lexicon: Lexicon) -> bool:
    """Tell whether a nominal stands for something of its own, not for a part of a longer name."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or token.lower_ in forms()["empty"]:
        return False
    if is_misread_verb(token):
        return False
    if token.dep_ == "nummod" or (token.pos_ == "NUM" and token.dep_ in ("nmod", "dep", "amod")):
        return False
    if token.dep_ == "compound":
        return _is_own_name(token, names) or _is_title(token, lexicon)
    return not syntax.relation(token, *NOT_A_HEAD) and token.dep_ != "expl"


def _is_own_name(token: Token, names: Mapping[int, Span]) -> bool:
    """Tell whether a compound part is a name inside a description ("the Venezuela crisis")."""
    ent, outer = names.get(token.i), names.get(token.head.i)
    return ent is not None and ent is not outer and ent.root == token and token.head.pos_ == "NOUN"


def _is_demonym(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token is an adjective of a nation that describes a noun ("Venezuelan pilots")."""
    return (
        token.text in lexicon.demonyms
        and syntax.relation(token, "amod", "compound")
        and token.text[:1].isupper()
    )


def _is_time_adverb(token: Token) -> bool:
    """Tell whether an adverb names a time ("yesterday")."""
    return token.pos_ == "ADV" and token.dep_ == "advmod" and token.lower_ in forms()["time_adverbs"]


def _mention(
    token: Token,
    types: Mapping[int, str],
    names: Mapping[int, Span],
    sentence: int,
    lexicon: Lexicon,
    timed: Timeline,
    document: str,
) -> Mention:
    """Return the mention that a token heads."""
    lifted = [c.dep_ for c in token.children if is_cleft(c)]
    whole = syntax.phrase(
        token, without=("case", "cop", "aux", "nsubj", "mark", "cc", "conj", "parataxis", "punct", *lifted)
    )
    short = naming_words(token, names, lexicon)
    kind = _kind(token, short, whole, types.get(token.i, ""), names, lexicon)
    if is_free_relative(token):
        short, kind = whole, MentionKind.NOMINAL
    value = None
    if kind is MentionKind.TIME:
        short = whole = _with_preposition(token, whole)
        value = timed.value(short, token)
    return Mention(
        span=_span(short, document),
        text=" ".join(short.text.split()),
        kind=kind,
        type="time" if kind is MentionKind.TIME else _type(token, types, names, lexicon),
        head=model.Span(document, token.idx, token.idx + len(token)),
        head_lemma=token.lemma_.lower() if token.pos_ != "PROPN" else token.lemma_,
        phrase=_span(whole, document),
        sentence=sentence,
        features=_features(token, lexicon),
        titles=_titles(token, lexicon),
        value=_amount(short, whole) if kind is MentionKind.QUANTITY else value or _count(token, kind),
    )


def _type(token: Token, types: Mapping[int, str], names: Mapping[int, Span], lexicon: Lexicon) -> str:
    """Return the coarse type of a head: that of its name, else that of the typed head."""
    ent = names.get(token.i)
    if ent is not None and ent.root == token:
        return ent.label_
    found = types.get(token.i, "")
    return "place" if found == "plant" and _is_place(token, lexicon) else found


def _is_place(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether what may be a growing thing is a place by what stands before it: "near the plant".

    What the lexicon knows as a growing thing ("near the tree") stays one.
    """
    determined = {c.lower_ for c in syntax.children(token, "det")} & set(forms()["definite"])
    grows = lexicon.classes.get(token.lemma_.lower()) == "Plant"
    return bool(determined) and not grows and syntax.marker(token) in forms()["place_markers"]


def naming_words(token: Token, names: Mapping[int, Span], lexicon: Lexicon) -> Span:
    """Return the short form of a mention: the head with the words that name it, without articles and
    titles.
    """
    ent = names.get(token.i)
    doc = token.doc
    if ent is not None and ent.root == token and ent.start <= token.i < ent.end:
        return _trimmed(_widened(_without_clauses(ent, token), token), token, lexicon)
    run = {token.i}
    for c in token.children:
        if (
            syntax.relation(c, *NAMING)
            and c.dep_ != "nmod:desc"
            and not _far(c)
            and not _describes(c, lexicon)
        ):
            run |= {
                w.i for w in _without_comparison(c) if w.dep_ not in ("case", "punct") or w.tag_ == "HYPH"
            }
        elif c.tag_ == "HYPH" or (c.is_punct and c.text in ("-", "‑", "$", "%")):
            run.add(c.i)
    if token.dep_ == "nmod:desc":
        run |= {c.i for c in token.head.lefts if c.dep_ == "nmod:desc"}
    if token.lemma_.lower() in forms()["partitive"]:
        run |= {
            i
            for c in syntax.children(token, "nmod")
            if syntax.marker(c) == "of"
            for i in range(token.i, c.i + 1)
        }
    start = end = token.i
    while start - 1 in run:
        start -= 1
    while end + 1 in run:
        end += 1
    return _trimmed(doc[start : end + 1], token, lexicon)


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
    """Return a named span with the capitalised words before it that are of the name ("Venezuelan Army")."""
    start = ent.start
    while ent.label_ != "person" and start > head.sent.start:
        before = ent.doc[start - 1]
        if before.head != head or before.dep_ not in ("amod", "compound") or not before.text[:1].isupper():
            break
        start -= 1
    return ent.doc[start : ent.end]


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
    common = token.text[:1].islower() and token.pos_ in ("NOUN", "ADJ", "VERB")
    return common or token.dep_ == "nmod:desc" or lexicon.classes.get(token.lemma_.lower()) == "Person"


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a noun before a name is a title or description of it."""
    return (
        token.dep_ in ("nmod:desc", "compound")
        and token.pos_ in ("NOUN", "PROPN")
        and _describes(token, lexicon)
    )


def _far(token: Token) -> bool:
    """Tell whether a modifier is a phrase of its own, too long to name anything."""
    return token.right_edge.i - token.left_edge.i >= 6


def _trimmed(span: Span, head: Token, lexicon: Lexicon) -> Span:
    """Return a span without articles, titles and punctuation at its edges; it keeps its head."""
    start, end = span.start, span.end
    doc = span.doc
    described = [t.i for t in span if t.i < head.i and t.head == head and _is_title(t, lexicon)]
    start = max([start, *(i + 1 for i in described)])
    while start < head.i and (
        doc[start].dep_ in ("det", "nmod:desc", "case", "punct", "nmod:poss") or doc[start].is_space
    ):
        start += 1
    while end - 1 > head.i and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in "%.)")
    ):
        end -= 1
    while end - 1 > head.i and doc[end - 1].tag_ == "POS":
        end -= 1
    return doc[start:end]


def _with_preposition(token: Token, whole: Span) -> Span:
    """Return a time phrase from its preposition on, an interval to its end ("from 1740 to 1766")."""
    cases = [c.i for c in syntax.children(token, "case") if c.i < whole.start]
    start = min([whole.start, *cases])
    longer = whole.doc[start : max(whole.end, _end_of_interval(token) + 1)]
    return longer if times.is_time(longer.text) else whole.doc[start : whole.end]


def _end_of_interval(token: Token) -> int:
    """Return the index of the last word of an interval that a time begins ("between … and"); else 0."""
    marker = syntax.marker(token)
    if marker == "between":
        return max((c.right_edge.i for c in syntax.children(token, "conj")), default=0)
    beside = [c for c in token.head.children if c.left_edge.i == token.right_edge.i + 1]
    ends = [c.right_edge.i for c in beside if syntax.marker(c) in ("to", "until", "till")]
    return ends[0] if marker == "from" and ends else 0


def _kind(
    token: Token, short: Span, whole: Span, label: str, names: Mapping[int, Span], lexicon: Lexicon
) -> MentionKind:
    """Return the form of a mention."""
    if token.pos_ == "PRON":
        return MentionKind.PRONOUN
    if (
        _is_time_adverb(token)
        or times.is_time(short.text)
        or times.is_time(whole.text)
        or (label == "time" and times.is_time(token.text))
    ):
        return MentionKind.TIME
    if _is_demonym(token, lexicon):
        return MentionKind.NAME
    if _is_quantity(token):
        return MentionKind.QUANTITY
    ent = names.get(token.i)
    if token.pos_ == "PROPN" or (ent is not None and ent.root == token and token.text[:1].isupper()):
        return MentionKind.NAME
    return MentionKind.NOMINAL


def _is_quantity(token: Token) -> bool:
    """Tell whether a head is an amount: a bare number, money, a percentage, a number with a unit."""
    if token.pos_ in ("NUM", "SYM") or token.text in ("$", "€", "£", "¥", "%"):
        return True
    return token.lemma_.lower() in forms()["units"] and syntax.has_child(token, "nummod")


def _amount(short: Span, whole: Span) -> str | None:
    """Return the value of an amount with the words before it that tell how exact it is ("more than")."""
    return _valued(short) or quantities.normalise(short.doc[short.start : whole.end].text)


def _count(token: Token, kind: MentionKind) -> str | None:
    """Return how many there are of what a common noun stands for ("some 3,000 troops": "3000~")."""
    if kind is not MentionKind.NOMINAL:
        return None
    for number in syntax.children(token, "nummod"):
        if number.i < token.i:
            return _valued(token.doc[number.left_edge.i : number.right_edge.i + 1])
    return None


def _valued(span: Span) -> str | None:
    """Return the value of an amount, as exact as the words before it tell, prepositions aside."""
    own = quantities.normalise(span.text)
    first = max(span.sent.start, span.start - 4)
    starts = [i for i in range(first, span.start) if span.doc[i].dep_ != "case"]
    found = (quantities.normalise(span.doc[start : span.end].text) for start in starts)
    return next((value for value in found if own and value and _bare(value) == _bare(own)), own)


def _bare(value: str) -> str:
    """Return the value of an amount without its signs."""
    return value.translate({ord(sign): None for sign in "<>=~"})


def _features(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the sorted words about form and function that resolution uses."""
    found = set()
    determiners = {c.lower_ for c in syntax.children(token, "det")}
    if determiners & set(forms()["definite"]) or syntax.has_child(token, "nmod:poss"):
        found.add("definite")
    elif determiners:
        found.add("indefinite")
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in forms()["plural"]:
        found.add("plural")
    if syntax.relation(token, "nmod:poss") or token.tag_ in ("PRP$", "WP$"):
        found.add("possessive")
    if syntax.relation(token, "nsubj"):
        found.add("subject")
    if _is_demonym(token, lexicon):
        found.add("demonym")
    if _is_title(token, lexicon):
        found.add("title")
    if syntax.is_relative_pronoun(token):
        found.add("relative")
    return tuple(sorted(found | _person_features(token)))


def _person_features(token: Token) -> set[str]:
    """Return grammatical person, gender and "reflexive" for pronouns; gender by the title of a name ("Mr",
    "Mrs").
    """
    table = forms()
    titles = {c.lower_.rstrip(".") for c in syntax.children(token, "nmod:desc", "compound")}
    own = {token.lower_} if token.pos_ == "PRON" else titles
    return {
        name
        for name in ("first", "second", "third", "masculine", "feminine", "neuter", "reflexive")
        if own & set(table[name])
    }


def _titles(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the titles and descriptions that stand directly before a name ("President", "foreign
    minister").
    """
    if token.pos_ != "PROPN":
        return ()
    found = []
    for c in syntax.children(token, "nmod:desc", "compound"):
        if not _is_title(c, lexicon):
            continue
        found.append(" ".join(syntax.phrase(c, without=("det", "nmod:poss")).text.split()))
    return tuple(found)


def _span(span: Span, document: str) -> model.Span:
    """Return the character span of a run of tokens."""
    return model.Span(document, span.start_char, span.end_char)


def _without_twins(found: dict[int, Mention]) -> dict[int, Mention]:
    """Return the mentions with unique spans: of two heads with one span, the first in the text stays."""
    seen: set[model.Span] = set()
    kept = {}
    for i, mention in sorted(found.items()):
        if mention.span not in seen:
            seen.add(mention.span)
            kept[i] = mention
    return kept
