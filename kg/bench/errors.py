"""What a system got wrong, sentence by sentence, as Markdown for the one who improves the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.bench import benchie, carb, mine, wire57
from kg.bench.records import Prediction, Triple, join

__all__ = ["of_benchie", "of_carb", "of_mine", "of_text2kg", "of_wire57"]

MISSED = 0.5
"""A gold tuple of which less than this share of words was found counts as missed."""


def _gold_line(row: Mapping[str, Any]) -> str:
    slots = [str(row.get(slot) or "") for slot in ("subject", "relation", "object")]
    return f"({' | '.join([*slots, *row.get('args', [])])})"


def _page(title: str, parts: Iterable[tuple[str, Sequence[str]]]) -> str:
    lines = [f"# {title}", "", "✗ said and wrong · ○ missed · ✓ right", ""]
    for heading, entries in parts:
        if entries:
            lines += [f"## {heading}", "", *(f"- {entry}" for entry in entries), ""]
    return "\n".join(lines)


def of_benchie(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> str:
    """Return for each sentence the wrong extractions, the facts missed (first spelling), the right ones."""
    joined, _ = join(gold, predictions)
    parts = []
    for row, verdict in zip(gold, benchie.verdicts(gold, joined), strict=True):
        judged = list(zip(verdict.triples, verdict.covers, strict=True))
        entries = [f"✗ {triple}" for triple, fact in judged if fact is None]
        missed = [i for i in range(verdict.facts) if i not in verdict.covered]
        entries += [f"○ {_gold_line(row['facts'][i][0])} +{len(row['facts'][i]) - 1}" for i in missed]
        entries += [f"✓ {triple}" for triple, fact in judged if fact is not None]
        parts.append((f"{row['id']}: {row['sentence']}", entries))
    return _page("BenchIE", parts)


def of_carb(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> str:
    """Return for each sentence the gold tuples of which little was found, and extractions that fit little."""
    joined, _ = join(gold, predictions)
    parts = []
    for row in gold:
        triples = joined[row["id"]]
        table = carb.table_of(row["tuples"], triples)
        precise = [max((line[j].precision for line in table), default=0.0) for j in range(len(triples))]
        entries = [f"✗ {t} {p:.2f}" for t, p in zip(triples, precise, strict=True) if p < MISSED]
        found = [max((fit.recall for fit in line), default=0.0) for line in table]
        entries += [
            f"○ {_gold_line(t)} {r:.2f}" for t, r in zip(row["tuples"], found, strict=True) if r < MISSED
        ]
        parts.append((f"{row['id']}: {row['sentence']}", entries))
    return _page("CaRB", parts)


def of_wire57(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> str:
    """Return for each sentence the unmatched extractions and gold tuples."""
    joined, _ = join(gold, predictions)
    parts = []
    for row in gold:
        matched = wire57.matches(row["tuples"], joined[row["id"]])
        used_gold, used = {i for i, _, _ in matched}, {j for _, j, _ in matched}
        entries = [f"✗ {t}" for j, t in enumerate(joined[row["id"]]) if j not in used]
        entries += [f"○ {_words_line(g)}" for i, g in enumerate(row["tuples"]) if i not in used_gold]
        parts.append((f"{row['id']}: {row['sentence']}", entries))
    return _page("WiRe57", parts)


def _words_line(row: Mapping[str, Any]) -> str:
    slots = [row[slot] for slot in ("subject", "relation", "object")] + list(row.get("args", []))
    return f"({' | '.join(' '.join(slot['words']) for slot in slots)})"


def of_mine(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> str:
    """Return for each essay the facts that its graph does not hold, with the share that it holds."""
    lines = {p.id: p.triples for p in predictions}
    parts = []
    for row in gold:
        covered = mine.coverages(row, mine.Graph(lines.get(row["id"], ())))
        parts.append((f"{row['id']}", [f"○ {c.fact} {c.share:.2f}" for c in covered if not c.is_held]))
    return _page("MINE", parts)


def of_text2kg(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> str:
    """Return for each sentence the triples that are wrong and those that were missed."""
    lines = {p.id: p.triples for p in predictions}
    parts = []
    for row in gold:
        wanted = {_soft(Triple(t["subject"], t["relation"], t["object"])): t for t in row["triples"]}
        said = {_soft(t): t for t in lines.get(row["id"], ())}
        entries = [f"✗ {t}" for key, t in said.items() if key not in wanted]
        entries += [f"○ {_gold_line(t)}" for key, t in wanted.items() if key not in said]
        entries += [f"✓ {t}" for key, t in said.items() if key in wanted]
        parts.append((f"{row['id']}: {row['sentence']}", entries))
    return _page("Text2KGBench", parts)


def _soft(triple: Triple) -> tuple[str, ...]:
    return tuple(
        "".join(text.lower().replace("_", " ").split())
        for text in (triple.subject, triple.relation, triple.object)
    )
