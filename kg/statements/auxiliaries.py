"""What auxiliaries and adverbs say of the predicate beside which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Modality
from kg.statements.reading import Reading

__all__ = ["FINITE", "adverbs", "auxiliaries", "is_perfect"]

FINITE = ("VBD", "VBZ", "VBP")
Found = Iterator[tuple[Modality, Token]]


def is_perfect(head: Token) -> bool:
    """Tell whether a predicate has "have" before it ("would have won", "had been")."""
    return any(a.lemma_.lower() == "have" for a in syntax.children(head, "aux"))


def adverbs(head: Token, reading: Reading) -> Found:
    """Yield what adverbs say: "perhaps"; "nearly" and "almost" only of a verb in the past."""
    past = head.tag_ == "VBD" or (head.tag_ == "VBN" and syntax.has_child(head, "aux", "aux:pass"))
    for c in syntax.children(head, "advmod"):
        word = f"{syntax.before(c)} {c.lower_}" if c.lower_ == "but" else c.lower_
        value = reading.cues.adverbs.get(word)
        if value is not None and (value is not Modality.COUNTERFACTUAL or past):
            yield value, c


def auxiliaries(head: Token, reading: Reading) -> Found:
    """Yield what the auxiliaries say; "is to", "is due to" count with them."""
    words, perfect = reading.cues, is_perfect(head)
    near = [c.lower_ for c in syntax.children(head, "advmod") if c.i < head.i]
    alone = [head] if head.tag_ == "MD" else []
    for c in [*(c for c in syntax.children(head, "aux") if c.i < head.i), *alone]:
        value = words.auxiliaries.get(c.lower_)
        if value is None or (c.lower_ == "'d" and perfect and "better" not in near):
            continue
        if "better" in near and c.lower_ in ("'d", "’d", "had"):
            value = Modality.NECESSARY
        elif perfect and c.lower_ in ("would", "could", "should", "ought", "need"):
            value = Modality.COUNTERFACTUAL
        elif c.lower_ in ("would", "'d", "’d"):
            value = _would(head, reading)
        elif c.lower_ == "shall" and not _is_first_person(head):
            value = Modality.NECESSARY
        if value is not None:
            yield value, c
    yield from _being_to(head, reading)
    for c in syntax.children(head, "advmod"):
        if (
            c.lower_ in words.negative_adverbs
            and syntax.before(c) == "need"
            and not syntax.has_aux(head, "need")
        ):
            yield Modality.NECESSARY, c


def _would(head: Token, reading: Reading) -> Modality | None:
    """Return what "would" says: a plan in reported speech, a wish ("would rather"), else a condition."""
    near = [c.lower_ for c in syntax.children(head, "advmod") if c.i < head.i]
    if _is_reported(head, reading):
        return Modality.PLANNED
    if head.dep_ == "ccomp" and head.head.lemma_.lower() == "wish":
        return Modality.COUNTERFACTUAL
    if "rather" in near or "sooner" in near:
        return Modality.POSSIBLE
    if _is_refusal(head, reading) or _is_habit(head, reading):
        return None
    return Modality.CONDITIONAL


def _is_habit(head: Token, reading: Reading) -> bool:
    """Tell whether "would" tells what used to be or what came later: "every summer they would go there",
    "she used to have a book where she would draw".
    """
    adverbs = [c.lower_ for c in syntax.children(head, "advmod")]
    times = [d.lower_ for c in syntax.children(head, "obl") for d in syntax.children(c, "det")]
    used = any(
        a.lower_ == "used" and syntax.has_child(a, "xcomp") and a.i < head.i for a in syntax.ancestors(head)
    )
    return used or any(w in reading.cues.habits for w in (*adverbs, *times))


def _being_to(head: Token, reading: Reading) -> Found:
    """Yield "planned" for "is to", "is due to", "is about to"; unreal in "was to have"."""
    verbal = head.tag_ == "VB" or any(c.tag_ == "VB" for c in syntax.children(head, "aux", "aux:pass", "cop"))
    lemma = head.lemma_.lower()
    known_verb = bool(reading.lexicon.lookup(lemma, "VERB")) and not reading.lexicon.lookup(lemma, "NOUN")
    links = syntax.children(head, "case", "advmod", "aux", "mark")
    if head.tag_ in ("VBD", "VBZ", "VBP", "VBG"):
        return
    to = any(c.lower_ == "to" or syntax.fixed(c).endswith(" to") for c in links)
    ready = [c for c in links if c.lower_ in reading.cues.readiness]
    being = [c for c in syntax.children(head, "aux") if c.lemma_.lower() == "be" and c.tag_ in FINITE]
    if not ((verbal or known_verb) and to) or any(c.lower_ == "yet" for c in links):
        return
    if being or (ready and syntax.has_child(head, "cop", "aux")):
        yield (Modality.COUNTERFACTUAL if is_perfect(head) else Modality.PLANNED), (ready or being)[0]


def _is_first_person(head: Token) -> bool:
    """Tell whether the subject is "I" or "we"."""
    return any(c.lower_ in ("i", "we") for c in syntax.children(head, "nsubj"))


def _is_refusal(head: Token, reading: Reading) -> bool:
    """Tell whether "would not" refuses to speak ("a spokesman would not comment")."""
    head = syntax.first_conjunct(head)
    denied = any(c.lower_ in reading.cues.negative_adverbs for c in syntax.children(head, "advmod", "cc"))
    return denied and head.lemma_.lower() in reading.cues.refusals


def _has_past_auxiliary(verb: Token) -> bool:
    """Tell whether an auxiliary puts a verb in the past: "did not say", "could not say"."""
    return any(c.lower_ in ("did", "could", "would", "had") for c in syntax.children(verb, "aux"))


def _is_reported(head: Token, reading: Reading) -> bool:
    """Tell whether a clause is reported in the past, where "would" stands for "will" ("agreed it would")."""
    head, words = syntax.first_conjunct(head), reading.cues
    lemma = head.head.lemma_.lower()
    telling = lemma in words.speech or words.governors.get(lemma) is Modality.PLANNED
    past = telling and (head.head.tag_ in ("VBD", "VBN") or _has_past_auxiliary(head.head))
    felt = lemma in words.attitudes and any(c.tag_ == "VBD" for c in syntax.children(head.head, "cop"))
    asked = syntax.relation(head, "advcl") and syntax.before(head.left_edge) == head.head.lower_
    about = syntax.relation(head, "acl") and syntax.has_mark(head, "that") and lemma in words.speech_nouns
    return ((syntax.relation(head, "ccomp", "csubj") or asked) and (past or felt)) or about
