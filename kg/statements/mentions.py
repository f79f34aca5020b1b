"""Mentions: which words of a parsed text stand for somebody, something, a time or an amount.

A mention is a nominal head of the tree with what names it.  The type comes from the pipeline's typed heads
(`doc.spans["nominals"]`, one-token spans labelled with GUM's types) and named spans (`doc.ents`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg import model
from kg.language import syntax
from kg.model import Lexicon, Mention, MentionKind
from kg.statements import quantities, times
from kg.statements.acting import acts
from kg.statements.forms import forms
from kg.statements.labels import is_cleft, is_free_relative, is_hedge, is_misread_verb
from kg.statements.naming import is_demonym, is_divisor, is_of_name, is_product, is_title, naming_words
from kg.statements.phrases import lifespans, participle_of, period
from kg.statements.timeline import Timeline

__all__ = ["build_mentions", "find_heads"]

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

_SIGNS = ("$", "€", "£", "¥", "%")
"""Signs that head an amount; spaCy takes "%" for a punctuation mark."""


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
    for day in (day for life in lifespans(doc) for day in life.days):
        found[day.root.i] = _day(day, sentences[day.root.i], timed, document)
    return _without_twins(_without_inner_times(found))


def _day(day: Span, sentence: int, timed: Timeline, document: str) -> Mention:
    """Return the mention of a date whose words the tree does not hold together."""
    root, span, text = day.root, _span(day, document), " ".join(day.text.split())
    return Mention(
        span=span,
        text=text,
        kind=MentionKind.TIME,
        type="time",
        head=model.Span(document, root.idx, root.idx + len(root)),
        head_lemma=root.lemma_.lower(),
        phrase=span,
        sentence=sentence,
        value=timed.value(day, root),
    )


def _without_inner_times(found: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return the mentions without times inside of other times ("1995" in "between 1990 and 1995")."""
    whole = [m.span for m in found.values() if m.kind is MentionKind.TIME]
    inner = {
        i
        for i, m in found.items()
        if m.type == "time"
        and any(s.start <= m.span.start and m.span.end <= s.end and s != m.span for s in whole)
    }
    return {i: m for i, m in found.items() if i not in inner}


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
        if token.is_space or (token.is_punct and token.pos_ != "PROPN" and token.text not in _SIGNS):
            continue
        modifier = is_demonym(token, lexicon) or participle_of(token) is not None
        if modifier or _is_nominal_head(token, names, lexicon) or _is_time_adverb(token):
            heads.append(token)
    return heads


def _is_nominal_head(token: Token, names: Mapping[int, Span], lexicon: Lexicon) -> bool:
    """Tell whether a nominal stands for something of its own, not for a part of a longer name."""
    described = token.pos_ == "ADJ" and token.dep_ == "nmod:desc" and token.tag_ == "JJ"
    nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or described
    if not nominal or token.lower_ in forms()["empty"]:
        return False
    if is_misread_verb(token) or is_hedge(token):
        return False
    if is_divisor(token) or syntax.joins_name(token):
        return False
    if token.dep_ == "nummod" or (token.pos_ == "NUM" and token.dep_ in ("nmod", "dep", "amod")):
        return False
    if _only_joins(token):
        return False
    if token.dep_ == "nmod:poss" and (_is_part_of_name(token, names) or is_of_name(token, lexicon)):
        return False
    if token.dep_ == "compound":
        return _is_own_name(token, names) or is_title(token, lexicon)
    return not syntax.relation(token, *NOT_A_HEAD) and token.dep_ != "expl"


def _only_joins(token: Token) -> bool:
    """Tell whether a phrase stands for nothing, but joins what is said or stresses it ("in conclusion")."""
    words = [w.lower_ for w in token.subtree if not w.is_punct]
    return syntax.has_child(token, "case") and " ".join(words) in forms()["discourse"]


def _is_part_of_name(token: Token, names: Mapping[int, Span]) -> bool:
    """Tell whether a possessor only names what stands behind it ("King's College")."""
    ent = names.get(token.head.i)
    return ent is not None and ent.root == token.head and ent.start <= token.left_edge.i


def _is_own_name(token: Token, names: Mapping[int, Span]) -> bool:
    """Tell whether a compound part is a name inside a description ("the Venezuela crisis")."""
    ent, outer = names.get(token.i), names.get(token.head.i)
    described = token.head.pos_ == "NOUN" or token.head.dep_ == "nmod:desc"
    return ent is not None and ent is not outer and ent.root == token and described


def _is_time_adverb(token: Token) -> bool:
    """Tell whether an adverb names a time ("yesterday", "two weeks ago")."""
    if token.pos_ != "ADV" or token.dep_ != "advmod":
        return False
    if token.lower_ in forms()["time_adverbs"]:
        return True
    measured = syntax.has_child(token, "obl", "nmod") and token.lower_ in forms()["time_ends"]
    return measured and times.is_time(syntax.phrase(token).text)


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
    if kind is MentionKind.QUANTITY:
        short = _ranged(short)
    if kind is MentionKind.TIME:
        short = whole = period(token, whole)
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
    determined = {c.lower_ for c in syntax.children(token, "det")} & forms()["definite"]
    grows = lexicon.classes.get(token.lemma_.lower()) == "Plant"
    return bool(determined) and not grows and syntax.marker(token) in forms()["place_markers"]


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
    if is_demonym(token, lexicon):
        return MentionKind.NAME
    ent = names.get(token.i)
    named = ent is not None and ent.root == token
    if _is_quantity(token) and not (named and is_product(token)):
        return MentionKind.QUANTITY
    if token.pos_ == "PROPN" or (named and (token.text[:1].isupper() or is_product(token))):
        return MentionKind.NAME
    return MentionKind.NOMINAL


def _is_quantity(token: Token) -> bool:
    """Tell whether a head is an amount: a bare number, money, a percentage, a number with a unit."""
    if token.pos_ in ("NUM", "SYM") or token.text in _SIGNS:
        return True
    return token.lemma_.lower() in forms()["units"] and syntax.has_child(token, "nummod")


def _ranged(short: Span) -> Span:
    """Return an amount with the lower end of its range ("5-10%") where the tree cut that off."""
    doc, start = short.doc, short.start
    if start - 2 < short.sent.start or doc[start - 2].pos_ != "NUM" or doc[start - 1].is_alpha:
        return short
    longer = doc[start - 2 : short.end]
    return longer if ".." in (quantities.normalise(longer.text) or "") else short


def _amount(short: Span, whole: Span) -> str | None:
    """Return the value of an amount with the words before it that tell how exact it is ("more than")."""
    phrase = quantities.normalise(short.doc[short.start : whole.end].text)
    return _valued(short) or phrase or _valued(short.doc[short.start : short.root.i + 1])


def _count(token: Token, kind: MentionKind) -> str | None:
    """Return how many there are of what a common noun stands for ("some 3,000 troops": "3000~"), or what
    share of something it is ("two-thirds of the members": "2/3").
    """
    if kind is not MentionKind.NOMINAL:
        return None
    if share := _share(token):
        return share
    strong = [c for adjective in syntax.children(token, "amod") for c in _strength(adjective)]
    for number in (*syntax.children(token, "nummod"), *strong):
        if number.i < token.i:
            return _valued(token.doc[number.left_edge.i : number.right_edge.i + 1])
    return None


def _share(token: Token) -> str | None:
    """Return the share that a noun with "of" tells ("nearly half of them": "1/2~"), None for other nouns."""
    if not any(syntax.marker(c) == "of" for c in syntax.children(token, "nmod")):
        return None
    words = [t for t in token.doc[token.left_edge.i : token.i + 1] if t.dep_ != "case"]
    value = _valued(token.doc[words[0].i : token.i + 1]) if words else None
    return value if value and "/" in value else None


def _strength(adjective: Token) -> list[Token]:
    """Return the number of a force in "a 3,000-strong force"."""
    if adjective.lower_ != "strong":
        return []
    return [c for c in adjective.children if c.pos_ == "NUM" and c.i < adjective.i]


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
    if determiners & forms()["definite"] or syntax.has_child(token, "nmod:poss"):
        found.add("definite")
    elif determiners:
        found.add("indefinite")
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in forms()["plural"]:
        found.add("plural")
    if syntax.relation(token, "nmod:poss") or token.tag_ in ("PRP$", "WP$"):
        found.add("possessive")
    if syntax.relation(token, "nsubj"):
        found.add("subject")
    if is_demonym(token, lexicon):
        found.add("demonym")
    if token.pos_ == "PROPN" and acts(token, lexicon):
        found.add("acting")
    if is_title(token, lexicon):
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
        if own & table[name]
    }


def _titles(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the titles and descriptions that stand directly before a name ("President", "foreign
    minister").
    """
    if token.pos_ != "PROPN":
        return ()
    found = []
    for c in syntax.children(token, "nmod:desc", "compound"):
        if not is_title(c, lexicon):
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
