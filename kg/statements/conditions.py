"""Conditions, suppositions, comparisons: what introduces a clause, and what that makes of its neighbour."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Modality
from kg.statements.auxiliaries import is_perfect
from kg.statements.governors import introducers, is_negated
from kg.statements.questions import ends_in_question
from kg.statements.reading import Reading

__all__ = ["condition", "introduced", "is_denied", "is_supposition", "semblance"]

Found = Iterator[tuple[Modality, Token]]


def introduced(head: Token, reading: Reading) -> Found:
    """Yield what the word says that introduces a clause, and inversion ("had he known", "should it rain")."""
    words, governor = reading.cues, head.head
    yield from _inversion(head, reading)
    for mark, token in introducers(head):
        if mark in ("whether", "if") and syntax.relation(head, "ccomp", "csubj"):
            asked = governor.lemma_.lower() in words.asking
            yield (Modality.ASKED if asked else Modality.POSSIBLE), token
        elif mark in ("as if", "as though") and governor.lemma_.lower() in words.semblance:
            yield Modality.POSSIBLE, token
        elif mark == "if" and _is_afterthought(head):
            continue
        elif mark in words.marks:
            unreal = mark.endswith("if") and _is_unreal(head)
            yield (Modality.COUNTERFACTUAL if unreal else words.marks[mark]), token
        else:
            continue
        return


def _is_afterthought(head: Token) -> bool:
    """Tell whether "if" only weighs a word: "the dominant if not entire population", "few if any ships"."""
    verbal = head.pos_ == "VERB" or syntax.has_child(head, "nsubj", "aux", "cop", "expl")
    marks = [c for c in syntax.children(head, "mark") if c.lower_ == "if"]
    return not verbal and any(syntax.after(c) in ("not", "any", "ever", "anything", "even") for c in marks)


def _is_unreal(head: Token) -> bool:
    """Tell whether an if-clause is against fact: "if he had known", "if I were you"."""
    if is_perfect(head) and syntax.has_aux(head, "had"):
        return True
    being = [c for c in syntax.children(head, "cop", "aux") if c.lower_ == "were"]
    subjects = syntax.children(head, "nsubj")
    one = any(c.lower_ in ("i", "he", "she", "it") or c.tag_ in ("NN", "NNP") for c in subjects)
    return bool(being) and one and all(not syntax.has_child(c, "conj") for c in subjects)


def _inversion(head: Token, reading: Reading) -> Found:
    """Yield what an auxiliary says that opens a subordinate clause: "had he known", "should it rain"."""
    subject = syntax.child(head, "nsubj", "expl")
    if subject is None or ends_in_question(head, reading):
        return
    for c in syntax.children(head, "aux", "cop", "aux:pass"):
        first = c.i < subject.i and (c.i == head.left_edge.i or syntax.before(c) in ("and", "or", ","))
        if first and c.lower_ == "had":
            yield Modality.COUNTERFACTUAL, c
        elif first and c.lower_ in ("should", "were") and syntax.relation(head, "advcl", "conj", "parataxis"):
            yield Modality.CONDITIONAL, c


def condition(head: Token, reading: Reading) -> Found:
    """Yield "conditional" for what depends on an if-clause, "counterfactual" where that is unreal."""
    words = reading.cues
    spoken = syntax.has_child(head, "ccomp") or (
        syntax.has_child(head, "parataxis") and not syntax.has_child(head, "obj")
    )
    if head.lemma_.lower() in words.speech and spoken:
        return
    for c in _beside(head):
        if _is_idle(c, reading):
            continue
        if is_supposition(c, reading) and syntax.has_child(c, "ccomp") and not is_perfect(head):
            yield Modality.CONDITIONAL, c
        inverted = {token.i for _, token in _inversion(c, reading)}
        for value, token in introduced(c, reading):
            names = [mark for mark, at in introducers(c) if at.i == token.i and mark in words.marks]
            mark = names[0] if names else ""
            if mark in words.unconditional or (mark.startswith("as ") and "long" not in mark):
                continue
            if (value is Modality.COUNTERFACTUAL and (token.i in inverted or mark.endswith("if"))) or (
                value is Modality.CONDITIONAL and not is_perfect(head)
            ):
                yield value, token
    yield from _without(head, reading)
    if any(c.tag_ == "MD" for c in syntax.children(head, "aux")):
        yield from (
            (Modality.CONDITIONAL, c) for c in syntax.children(head, "advmod") if c.lower_ == "otherwise"
        )


def _is_idle(clause: Token, reading: Reading) -> bool:
    """Tell whether an if-clause only says for whom something is told: "if you are wondering, it is shut"."""
    you = any(c.lower_ == "you" for c in syntax.children(clause, "nsubj"))
    return you and syntax.has_mark(clause, "if") and clause.lemma_.lower() in reading.cues.idle


def _beside(head: Token) -> Iterator[Token]:
    """Yield the clauses beside a predicate, also those on an adverb or noun there ("as long as …")."""
    for c in syntax.children(head, "advcl", "advmod", "obl"):
        if syntax.relation(c, "advcl"):
            yield c
        else:
            yield from syntax.children(c, "advcl", "acl")
    first = head.head
    if head.dep_ == "conj" and syntax.has_child(head, "nsubj"):
        yield from (c for c in syntax.children(first, "advcl") if c.i < first.i)


def is_supposition(participle: Token, reading: Reading) -> bool:
    """Tell whether a participle opens a condition: "assuming the court agrees"."""
    bare = participle.tag_ in ("VBG", "VBN") and not syntax.has_child(participle, "nsubj", "aux", "mark")
    return (
        bare
        and participle.lemma_.lower() in reading.cues.suppositions
        and syntax.relation(participle, "advcl")
    )


def _without(head: Token, reading: Reading) -> Found:
    """Yield "conditional" for what will be unless something comes: "will close without new orders"."""
    if not any(c.lower_ in ("will", "'ll", "wo") for c in syntax.children(head, "aux")):
        return
    for c in syntax.children(head, "obl"):
        mention = reading.mentions.get(c.i)
        thing = mention is not None and mention.type not in ("person", "organization", "animal")
        if thing and syntax.marker(c) in ("without", "but for", "absent", "barring"):
            yield Modality.CONDITIONAL, c


def semblance(head: Token, reading: Reading) -> Found:
    """Yield "possible" for what only looks so: "it looks like the bus is late"."""
    like = any(c.lower_ == "like" for c in syntax.children(head, "mark"))
    if like and head.head.lemma_.lower() in reading.cues.semblance:
        yield Modality.POSSIBLE, head.head


def is_denied(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb is denied by an adverb or by its subject ("nothing prevents")."""
    words = reading.cues
    subjects = syntax.children(verb, "nsubj")
    nobody = any(c.lower_ in words.negative_pronouns or is_negated(c) for c in subjects)
    return nobody or any(c.lower_ in words.negative_adverbs for c in syntax.children(verb, "advmod"))
