"""What the rules read: a parsed document with its mentions, its quotations and the lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from spacy.tokens import Doc, Token

from kg import model
from kg.language import syntax
from kg.model import Lexicon, Mention
from kg.statements.asides import find_asides
from kg.statements.cues import Cues, cues
from kg.statements.depth import shallow
from kg.statements.forms import forms
from kg.statements.labels import RELATIVE, antecedent, is_free_relative
from kg.statements.mentions import build_mentions
from kg.statements.phrases import apposed, is_cut, is_instance
from kg.statements.quotations import chain_speakers, find_quotations
from kg.statements.stretches import Stretches

__all__ = ["NOMINAL_RULES", "Clause", "Filler", "Reading", "is_bare", "read"]

T = TypeVar("T")
NEAR = 3
NOMINAL_RULES = (
    "apposition",
    "title",
    "possessive",
    "origin",
    "affiliation",
    "compound.participle",
    "lifespan",
    "place.within",
    "place.named",
    "example",
)


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a place of a clause: its logical function, and the preposition before it.

    `function` is one of "subject", "object", "indirect", "oblique", "possessor", "clause", "predicate",
    "complement" (of a predicate noun), "time", "event" (a clause that is the subject).
    """

    function: str
    token: Token
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its fillers as the tree gives them, before roles are named.

    `head` is the main word, `words` are all words of the relation in text order, `rules` names what found it.
    `apart` are the indices of tokens that are coordinated with a filler but belong to another clause.
    `light` is the noun that the verb carries ("gave *support*"), which is part of the predicate then.
    """

    head: Token
    lemma: str
    pos: str
    words: tuple[Token, ...]
    fillers: tuple[Filler, ...]
    rules: tuple[str, ...]
    light: Token | None = None
    apart: frozenset[int] = frozenset()

    def first(self, function: str) -> Filler | None:
        """Return the first filler with a function."""
        return next((f for f in self.fillers if f.function == function), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document as the rules see it; `mentions` is keyed by the index of the head token."""

    doc: Doc
    text: str
    document: str
    lexicon: Lexicon
    date: str | None
    mentions: Mapping[int, Mention]
    quotations: Stretches
    asides: Stretches
    cues: Cues
    holes: tuple[tuple[int, int], ...] = ()
    noted: dict[tuple[str, int], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, ask: Callable[[Token, Reading], Iterable[T]], token: Token) -> tuple[T, ...]:
        """Return what `ask` yields for a token, asked only once: clauses below one governor ask the same."""
        key = (ask.__qualname__, token.i)
        if key not in self.noted:
            self.noted[key] = tuple(ask(token, self))
        return self.noted[key]  # type: ignore[no-any-return]

    def touches_hole(self, span: model.Span) -> bool:
        """Tell whether a span lies within `NEAR` characters of a place where words are missing."""
        return any(start - NEAR < span.end and span.start < end + NEAR for start, end in self.holes)

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that a token heads; a relative pronoun leads to its antecedent, a description
        to its name.
        """
        return self.mentions.get(self.named(self.referent(token)).i)

    def named(self, token: Token) -> Token:
        """Return the name in apposition to a description ("the US adviser John Bolton"), or the token
        itself.
        """
        own = self.mentions.get(token.i)
        if own is None or own.kind is model.MentionKind.PRONOUN or not self.is_description(token):
            return token
        place = self.place_named(token)
        if place is not None:
            return place
        named = [c if self.is_name(c) else self.named(c) for c in apposed(token) if c.i > token.i]
        beside = [c for c in named if self.is_name(c)]
        names = [c for c in beside if _may_be_one(own, self.mentions[c.i]) and not is_instance(c)]
        several = "plural" in own.features and not syntax.has_child(token, "nummod")
        if names and several and len(syntax.conjuncts(names[0])) == 1:
            return token
        return names[0] if len(names) == 1 else token

    def place_named(self, token: Token) -> Token | None:
        """Return the place that a common noun only sorts: "the city of *Valencia*"."""
        own = self.mentions.get(token.i)
        sort = token.lemma_.lower()
        if own is None or sort not in forms()["named_by_of"] or "plural" in own.features:
            return None
        inside = [c for c in syntax.children(token, "nmod") if syntax.marker(c) == "of"]
        if len(inside) != 1 or not self.is_name(inside[0]) or "definite" not in own.features:
            return None
        place = self.mentions[inside[0].i]
        ranked = any(c.tag_ == "JJS" or c.pos_ == "NUM" for c in token.children)
        of_whole = syntax.has_child(token, "nmod:poss", "compound") or "definite" in place.features
        country = (
            place.text in self.lexicon.demonyms.values() and sort not in forms()["countries_named_by_of"]
        )
        return None if place.type != "place" or ranked or of_whole or country else inside[0]

    def referent(self, token: Token) -> Token:
        """Return the token that a relative pronoun stands for (also in a cleft), or the token itself."""
        if is_free_relative(token) or token.lower_ == "all":
            return _revealed(token) or token
        if not syntax.is_relative_pronoun(token):
            return token
        for head in (token, *syntax.ancestors(token)):
            if head.dep_ in RELATIVE:
                return antecedent(head) or token
        return token

    def is_name(self, token: Token) -> bool:
        """Tell whether a token heads a name."""
        mention = self.mentions.get(token.i)
        return mention is not None and mention.kind is model.MentionKind.NAME

    def is_whole_name(self, token: Token) -> bool:
        """Tell whether a mention is no name, or one that does not go on behind its last word."""
        mention = self.mentions.get(token.i)
        if mention is None or not self.is_name(token):
            return True
        name = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        return name is None or not is_cut(name)

    def is_apart(self, token: Token) -> bool:
        """Tell whether a nominal is not coordinated with what it hangs on, but with the noun above: "a member
        of parliament and *a doctor*".  Its article is that of the upper noun, and its type too.
        """
        lower = token.head
        kinds = [getattr(self.mentions.get(t.i), "type", "") for t in (token, lower, lower.head)]
        articles = [_articles(t) & {"a", "an"} for t in (token, lower)]
        within = token.dep_ == "conj" and syntax.relation(lower, "nmod") and articles[0] and not articles[1]
        parallel = kinds[1] != kinds[0] or any(
            syntax.marker(c) == "of" for c in syntax.children(token, "nmod")
        )
        return bool(within) and parallel and kinds[0] == kinds[2] != ""

    def holds(self, outer: Token, inner: Token) -> bool:
        """Tell whether the words of a mention name another one too ("one of the largest *airlines*")."""
        one, other = self.mentions.get(outer.i), self.mentions.get(inner.i)
        if one is None or other is None or inner.i < outer.i:
            return False
        return one.span.start <= other.span.start and other.span.end <= one.span.end

    def is_demonym(self, token: Token) -> bool:
        """Tell whether a token is an adjective of a nation that describes a noun ("Venezuelan pilots")."""
        mention = self.mentions.get(token.i)
        return mention is not None and "demonym" in mention.features

    def is_description(self, token: Token) -> bool:
        """Tell whether a mention describes somebody: a common noun, or a title written like a name."""
        if not self.is_name(token):
            return True
        sort = self.lexicon.classes.get(token.lemma_.lower())
        return sort in ("Person", "Title") and not syntax.has_child(token, "flat")

    def span(self, tokens: tuple[Token, ...]) -> model.Span:
        """Return the characters from the first to the last of `tokens` (one at least)."""
        start, end = tokens[0], tokens[-1]
        return model.Span(self.document, start.idx, end.idx + len(end))


def _revealed(token: Token) -> Token | None:
    """Return what a copula says a free relative is: "What the town needs is a *hospital*"; else None."""
    named = token.head
    plain = not syntax.has_child(named, "aux", "advmod") and syntax.has_child(named, "cop")
    described = syntax.has_child(token, "acl:relcl") and token.dep_.startswith("nsubj")
    return named if described and plain and syntax.is_nominal(named) else None


def _articles(token: Token) -> set[str]:
    """Return the determiners of a noun in lower case."""
    return {c.lower_ for c in syntax.children(token, "det")}


def is_bare(token: Token) -> bool:
    """Tell whether a coordinated noun shares the words before the first one: "its founder *and chairman*"."""
    return not syntax.has_child(token, "det", "nmod:poss")


def _may_be_one(first: Mention, second: Mention) -> bool:
    """Tell whether two mentions may be one thing: a person is nothing else; an unknown type fits all."""
    types = {first.type, second.type} - {""}
    return "person" not in types or len(types) == 1


def read(
    doc: Doc, *, lexicon: Lexicon, date: str | None = None, holes: Sequence[tuple[int, int]] = ()
) -> Reading:
    """Return the reading of a parsed document; its id is `doc.user_data["document"]` ("doc" without one).

    `holes` are half-open intervals of the text where words seem to be missing.
    """
    doc = shallow(doc)
    document = str(doc.user_data.get("document", "doc"))
    mentions = build_mentions(doc, lexicon=lexicon, date=date, document=document)
    words = cues()
    quotations = find_quotations(doc, words, lexicon.classes)
    asides = find_asides(doc, words, lexicon.classes)
    mentions = chain_speakers(mentions, quotations, document)
    said = Stretches(quotations), Stretches(asides)
    return Reading(doc, doc.text, document, lexicon, date, mentions, *said, words, tuple(holes))
