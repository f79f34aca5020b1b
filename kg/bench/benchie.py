"""BenchIE: facts of a sentence, each given with all its spellings; an extraction must equal one of them.

Definition (Gashteovski et al., "BenchIE", ACL 2022)
  * A gold *fact* is a set of equivalent triples. In a gold slot, "[…]" marks tokens that may be present or
    absent, each bracket independently of the others.
  * An extraction is correct when its subject, relation and object are each, token for token, a spelling of
    some triple of some fact of its sentence. It covers one fact: the first one, in file order, that
    contains it.
  * TP = covered facts, FP = extractions correct for no fact, FN = facts not covered. A second extraction of
    a covered fact is neither rewarded nor punished.

Gold: `{"id", "sentence", "facts": [[{"subject", "relation", "object"}, …], …]}`. Written from the
definition alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.bench.records import Prediction, Triple, join, scores

__all__ = ["Verdict", "score", "verdicts"]

SLOTS = ("subject", "relation", "object")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")

Spelling: TypeAlias = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the predictions of one sentence: the fact that each covers (None: none)."""

    id: str
    triples: tuple[Triple, ...]
    covers: tuple[int | None, ...]
    facts: int

    @property
    def covered(self) -> frozenset[int]:
        """Return the numbers of the facts that some triple covers."""
        return frozenset(fact for fact in self.covers if fact is not None)


def slot_pattern(text: str, *, loose: bool = False) -> re.Pattern[str]:
    """Compile a gold slot to a regular expression over what `canonical` returns.

    >>> pattern = slot_pattern("[the] Prime Minister [of Australia]")
    >>> bool(pattern.fullmatch(canonical("Prime Minister of Australia")))
    True
    """
    expression, at = "", 0
    for bracket in _BRACKET.finditer(text):
        expression += _literal(text[at : bracket.start()], loose)
        expression += f"(?:{_literal(bracket[1], loose)})?"
        at = bracket.end()
    return re.compile(expression + _literal(text[at:], loose))


def _literal(text: str, loose: bool) -> str:
    return re.escape(canonical(text, loose=loose))


def canonical(text: str, *, loose: bool = False) -> str:
    """Return the tokens with a space behind each; `loose`: without any space and in lower case.

    >>> canonical("Australia 's"), canonical("Australia 's", loose=True)
    ("Australia 's ", "australia's")
    """
    tokens = text.split()
    return "".join(tokens).lower() if loose else "".join(f"{token} " for token in tokens)


def verdicts(
    gold: Sequence[Mapping[str, Any]], joined: Mapping[str, Sequence[Triple]], *, loose: bool = False
) -> Iterable[Verdict]:
    """Yield the verdict on each sentence of `gold`, in its order."""
    for row in gold:
        facts = [
            [tuple(slot_pattern(t[slot], loose=loose) for slot in SLOTS) for t in fact]
            for fact in row["facts"]
        ]
        triples = tuple(joined[row["id"]])
        yield Verdict(row["id"], triples, tuple(_covered(t, facts, loose) for t in triples), len(facts))


def _covered(triple: Triple, facts: Sequence[Sequence[Spelling]], loose: bool) -> int | None:
    slots = [canonical(text, loose=loose) for text in (triple.subject, triple.relation, triple.object)]
    for number, spellings in enumerate(facts):
        for spelling in spellings:
            if all(pattern.fullmatch(slot) for pattern, slot in zip(spelling, slots, strict=True)):
                return number
    return None


def score(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> dict[str, Any]:
    """Return precision, recall and F1 with their counts; `loose_f1` forgives case and spacing.

    Further arguments of a triple are not looked at. A gap between `f1` and `loose_f1` tells of wrong tokens.

    >>> fact = [{"subject": "He", "relation": "became", "object": "[a] judge"}]
    >>> gold = [{"id": "1", "sentence": "He became a judge .", "facts": [fact]}]
    >>> said = (Triple("He", "became", "judge"), Triple("He", "is", "judge"))
    >>> score(gold, [Prediction("1", "", said)])["precision"]
    0.5
    """
    joined, lost = join(gold, predictions)
    strict = _figures(list(verdicts(gold, joined)))
    loose = _figures(list(verdicts(gold, joined, loose=True)))
    return {
        "sentences": len(gold),
        **strict,
        "loose_f1": loose["f1"],
        "predictions_without_gold": lost,
    }


def _figures(judged: Sequence[Verdict]) -> dict[str, Any]:
    facts = sum(v.facts for v in judged)
    extractions = sum(len(v.triples) for v in judged)
    covered = sum(len(v.covered) for v in judged)
    wrong = sum(fact is None for v in judged for fact in v.covers)
    return {
        **scores(covered, covered + wrong, facts)._asdict(),
        "facts": facts,
        "extractions": extractions,
        "covered": covered,
        "wrong": wrong,
        "precision_of_extractions": (extractions - wrong) / extractions if extractions else 0.0,
    }
