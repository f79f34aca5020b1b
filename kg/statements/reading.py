"""What the rules read: a parsed document with its mentions, its quotations and the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg import model
from kg.language import syntax
from kg.model import Lexicon, Mention
from kg.statements.cues import Cues, cues
from kg.statements.labels import RELATIVE, antecedent, is_free_relative
from kg.statements.mentions import build_mentions
from kg.statements.quotations import Quotation, chain_speakers, find_quotations

__all__ = ["NOMINAL_RULES", "Clause", "Filler", "Reading", "read"]

NEAR = 3
NOMINAL_RULES = ("apposition", "title", "possessive", "origin", "affiliation")


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
    quotations: tuple[Quotation, ...]
    cues: Cues
    holes: tuple[tuple[int, int], ...] = ()

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
        beside = [c for c in syntax.children(token, "appos") if self.is_name(c)]
        names = [c for c in beside if _may_be_one(own, self.mentions[c.i])]
        return names[0] if len(names) == 1 else token

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

    def is_description(self, token: Token) -> bool:
        """Tell whether a mention describes somebody: a common noun, or a title written like a name."""
        if not self.is_name(token):
            return True
        return self.lexicon.classes.get(token.lemma_.lower()) in ("Person", "Title")

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
    document = str(doc.user_data.get("document", "doc"))
    mentions = build_mentions(doc, lexicon=lexicon, date=date, document=document)
    quotations = find_quotations(doc, cues())
    mentions = chain_speakers(mentions, quotations, document)
    return Reading(doc, doc.text, document, lexicon, date, mentions, quotations, cues(), tuple(holes))
