"""How sure a statement is: what is known of its reading, weighed by how often such statements were right.

A logistic model over a few facts of each statement, whose weights (`data/confidence.toml`) were fitted to
statements that were judged by reading (`kg.bench.fitting`, `kg bench calibration`). So of statements with
0.9 about nine of ten are right, on text like that of the judged ones.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Span, Token

from kg.model import Mention, MentionKind, Modality, Polarity, Role, Statement
from kg.statements.reading import Reading

__all__ = ["PROBABILITIES", "Parts", "confidence", "effects", "evidence", "scaled"]

Parts = tuple[tuple[str, float], ...]
"""Name and value of each fact that counts; of those that apply or not, the ones that apply."""

PROBABILITIES = ("parse", "sentence")
_LEAST, _MOST = 0.02, 0.995
DEEPEST = 8


def evidence(statement: Statement, tokens: Sequence[Token], sent: Span, reading: Reading) -> Parts:
    """Return what is known of the reading of a statement.

    `tokens` are the head of the clause and those of its participants. `parse`: the chance of the least sure
    of their arcs; `sentence`: the mean over the sentence; `depth`: how many words stand above the head, 8 for
    more; `participants`, with time and place; `vague`: those whose role is not known. 1 where it applies:
    `alone` (fewer than two participants), `attributed`, `denied`, `unreal` (not actual), `pronoun`, `nested`
    (a statement fills a role), `hole` (words are missing there), and the names of the rules.
    """
    arcs = reading.doc.user_data.get("kg_arc_prob")
    parts: list[tuple[str, float]] = []
    if arcs:
        parts.append(("parse", round(float(min(arcs[t.i] for t in tokens)), 3)))
        parts.extend(("sentence", mean) for mean in reading.once(_mean_of_sentence, sent[0]))
    fillers = [a.filler for a in statement.arguments]
    mentions = [f for f in fillers if isinstance(f, Mention)]
    count = len(fillers) + (statement.time is not None) + (statement.place is not None)
    spans = (statement.predicate.span, *(m.span for m in mentions))
    parts += [("depth", float(_above(tokens[0]))), ("participants", float(count))]
    facts = {
        "alone": count < 2,
        "attributed": statement.attribution is not None,
        "denied": statement.polarity is Polarity.NEGATIVE,
        "unreal": statement.modality is not Modality.ACTUAL,
        "pronoun": any(m.kind is MentionKind.PRONOUN for m in mentions),
        "nested": len(mentions) < len(fillers),
        "vague": sum(a.role is Role.OBLIQUE for a in statement.arguments),
        "hole": any(reading.touches_hole(span) for span in spans),
        **{rule: True for rule in statement.rules},
    }
    return (*parts, *((name, float(value)) for name, value in facts.items() if value))


def _mean_of_sentence(first: Token, reading: Reading) -> Iterator[float]:
    """Yield the mean chance of the arcs in the sentence of a token, 1 for white space alone."""
    arcs = reading.doc.user_data["kg_arc_prob"]
    words = [arcs[t.i] for t in first.sent if not t.is_space]
    yield round(float(sum(words) / len(words)), 3) if words else 1.0


def _above(token: Token) -> int:
    """Return how many words a word hangs on, in turn."""
    above = 0
    while token.head.i != token.i and above < DEEPEST:
        token, above = token.head, above + 1
    return above


def confidence(parts: Iterable[tuple[str, float]]) -> float:
    """Return the chance that a statement with this evidence is right.

    >>> sure, unsure = ((("parse", p), ("sentence", 0.95)) for p in (0.99, 0.3))
    >>> confidence(sure) > confidence(unsure)
    True
    """
    score = float(_model()["base"]) + sum(_weighed(name, value) for name, value in parts)
    return round(1 / (1 + math.exp(-score)), 4)


def effects(parts: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Return name, value, and by how much it multiplies the odds against the usual, of each fact that counts.

    >>> [name for name, value, factor in effects({"parse": 0.3, "denied": 1.0}) if factor < 0.9]
    ['parse', 'denied']
    """
    found = ((name, value, math.exp(_weighed(name, value))) for name, value in parts.items())
    return [(name, value, factor) for name, value, factor in found if abs(factor - 1) >= 0.005]


def scaled(name: str, value: float) -> float:
    """Return a fact as the model sees it: probabilities as log-odds, all else as it is."""
    if name not in PROBABILITIES:
        return value
    value = min(max(value, _LEAST), _MOST)
    return math.log(value / (1 - value))


def _weighed(name: str, value: float) -> float:
    """Return what a fact adds to the log-odds; nothing for one whose weight is not known."""
    model = _model()
    usual = model["usual"].get(name)
    centre = 0.0 if usual is None else scaled(name, usual)
    return float(model["weight"].get(name, 0.0)) * (scaled(name, value) - centre)


@cache
def _model() -> Mapping[str, Any]:
    """Return base, weights and usual values (`data/confidence.toml`)."""
    return tomllib.loads((files("kg.statements") / "data" / "confidence.toml").read_text(encoding="utf-8"))
