"""Sentences that tell nothing: questions, orders, and the plans of headlines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Modality
from kg.statements.cues import cues
from kg.statements.reading import Reading

__all__ = ["ends_in_question", "imperative", "is_inverted", "question", "question_mark"]

Found = Iterator[tuple[Modality, Token]]


def question(head: Token, reading: Reading) -> Found:
    """Yield "asked" for what a direct question asks."""
    mark = question_mark(head, reading)
    if mark is not None and _is_asked(head, mark, reading):
        yield Modality.ASKED, mark
    elif mark is None and _is_inverted_question(head):
        yield Modality.ASKED, head


def question_mark(head: Token, reading: Reading) -> Token | None:
    """Return the question mark that ends the sentence or the quoted sentence of a token, or None."""
    ends = reading.once(_ends, head.doc[head.sent.start])
    at = bisect_left(ends, head.i, key=lambda token: token.i)
    return ends[at] if at < len(ends) and ends[at].text.startswith("?") else None


def _ends(first: Token, reading: Reading) -> Iterator[Token]:
    """Yield the marks that end the sentence which a token opens, or a quoted sentence in it."""
    return (token for token in first.sent if token.text.startswith("?") or token.text in (".", "!", ";", "…"))


def ends_in_question(head: Token, reading: Reading) -> bool:
    """Tell whether the sentence of a token ends in a question mark."""
    return question_mark(head, reading) is not None


def _is_inverted_question(head: Token) -> bool:
    """Tell whether a main clause asks without a question mark: "why does nobody fix the lift"."""
    opening = head.left_edge
    asks = (
        opening.lower_ in ("why", "how", "when", "where", "who", "what", "which")
        and opening.i == head.sent.start
    )
    return asks and syntax.relation(head, "root", "ROOT") and is_inverted(head)


def _is_asked(head: Token, mark: Token, reading: Reading) -> bool:
    """Tell whether a question mark asks a clause: the main one in its quotation, inverted ones first."""
    if any(not q.covers(head) for q in reading.quotations.covering(mark)):
        return False
    what_if = syntax.relation(head, "advcl") and head.head.lower_ in ("what", "how", "suppose")
    if not syntax.relation(syntax.first_conjunct(head), *_main(mark, reading)):
        subordinate = syntax.has_child(head, "mark") or syntax.relation(head, "advcl", "acl")
        return what_if or (is_inverted(head) and not subordinate)
    inverted = reading.once(_inverted_clauses, mark)
    return head in inverted if inverted else True


def _main(mark: Token, reading: Reading) -> tuple[str, ...]:
    """Return the relations that a clause may have which a question mark asks: more in a quotation."""
    return ("root", "ROOT", "parataxis", *(("ccomp",) if reading.quotations.covering(mark) else ()))


def _inverted_clauses(mark: Token, reading: Reading) -> Iterator[Token]:
    """Yield the clauses of the sentence of a question mark that it may ask, and that are inverted."""
    main = _main(mark, reading)
    for token in mark.sent:
        if (
            syntax.relation(syntax.first_conjunct(token), *main)
            and syntax.is_clause(token)
            and is_inverted(token)
        ):
            yield token


def is_inverted(head: Token) -> bool:
    """Tell whether an auxiliary stands before the subject."""
    who, auxiliary = syntax.child(head, "nsubj", "expl"), syntax.child(head, "aux", "cop", "aux:pass")
    return who is not None and auxiliary is not None and auxiliary.i < who.i


def imperative(head: Token) -> Found:
    """Yield "necessary" for an imperative, "planned" for the "to" of a headline ("Ortiz to quit")."""
    first = syntax.first_conjunct(head)
    bare = (
        head.tag_ == "VB"
        and (syntax.relation(first, "root", "ROOT") or _urges_beside(first))
        and first.tag_ == "VB"
        and not syntax.has_child(first, "nsubj", "csubj", "mark")
        and not syntax.has_child(head, "nsubj", "csubj", "mark")
    )
    urging = (
        head.head.lower_ in ("let", "lets")
        and head.head.tag_ == "VB"
        and syntax.relation(head.head, "root", "ROOT")
    )
    ours = any(c.lower_ in ("us", "'s", "’s") for c in syntax.children(head.head, "obj", "nsubj"))
    if bare and all(c.lower_ in ("do", "let") or c.tag_ == "UH" for c in syntax.children(head, "aux")):
        yield Modality.NECESSARY, head
    elif urging and (ours or any(c.lower_ == "us" for c in syntax.children(head, "nsubj"))):
        yield Modality.NECESSARY, head.head
    elif (
        _is_headline(head)
        and head.tag_ == "VB"
        and syntax.has_mark(head, "to")
        and not any(c.lower_ == "yet" for c in syntax.children(head, "advmod"))
    ):
        yield Modality.PLANNED, head


def _urges_beside(head: Token) -> bool:
    """Tell whether a clause behind another urges, without a hedge ("…, so stay tuned", not "probably")."""
    hedged = any(c.lower_ in cues().adverbs for c in syntax.children(head, "advmod"))
    return head.dep_ == "parataxis" and head.i > head.head.i and not hedged


def _is_headline(head: Token) -> bool:
    """Tell whether a predicate is the main one, or stands beside a bare noun ("Bank 'to cut 300 jobs'")."""
    if syntax.relation(head, "root", "ROOT"):
        return True
    return (
        head.dep_ == "parataxis"
        and syntax.is_nominal(head.head)
        and syntax.relation(head.head, "root", "ROOT")
    )
