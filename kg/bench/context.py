"""Polarity, modality and attribution: how the text presents what a predicate says.

Gold: lines `{"id", "sentence", "predicates"}`; a predicate is `{"predicate", "offset", "polarity",
"modality", "attribution", "plain"}`, with `"copula"` (offset of the form of "be") where the predicate is a
noun, adjective or phrase. An attribution is null or `{"source", "verb"}`, with `"head"` (head word of a
longer source) and `"outer"` (who says that the source says it) where there is one. `data/context/README.md`
tells how the sentences shipped there were annotated.

Definition
  * A gold predicate is aligned with the statements whose predicate covers its offset, else with those that
    cover its copula. Of several, the one that agrees in most of polarity, modality and source counts.
  * Precision, recall and F1 are taken over aligned predicates: of the class "negative", of each modality but
    "actual" (and micro-averaged over them), of having an attribution, of having the right source (its head
    word is a word of the gold source, or the gold head where given; or neither has a name), and of having the
    right source of the source.
  * `false_plain`: share of all gold predicates that are no plain facts for which any aligned statement is
    positive, actual and nobody's. `missed_plain`: share of the gold plain facts for which none is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.bench.options import Options, Outcome
from kg.bench.records import read_jsonl, scores
from kg.errors import InputError
from kg.model import Attribution, Modality, Polarity, Statement

__all__ = [
    "Context",
    "GoldPredicate",
    "Said",
    "Source",
    "errors",
    "read",
    "read_predictions",
    "run",
    "said_of",
    "score",
]

_REMEDY = "see docs/benchmarks.md for the format"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something: words (None: unnamed), their head word, the verb, the source of the source."""

    text: str | None
    head: str = ""
    verb: str = ""
    outer: Source | None = None

    def __str__(self) -> str:
        """Return "<Bolton say>", with sources of sources behind."""
        own = f"<{self.text or '?'} {self.verb}>"
        return f"{own} {self.outer}" if self.outer else own

    def has_source_of(self, said: Source) -> bool:
        """Tell whether `said`, a system's, names the same source as this gold one.

        >>> Source("the minister of trade", "minister").has_source_of(Source("trade", "trade"))
        False
        >>> Source("Ann Lee").has_source_of(Source("Ms Lee", "Lee"))
        True
        """
        if self.text is None or said.text is None:
            return self.text is said.text
        words = (self.head or self.text).casefold().split()
        return (said.head or said.text.split()[-1]).casefold() in words


@dataclass(frozen=True, slots=True)
class Context:
    """Polarity, modality and attribution of one predicate."""

    polarity: str = Polarity.POSITIVE.value
    modality: str = Modality.ACTUAL.value
    source: Source | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether the text itself asserts it as an affirmed fact."""
        return self == Context()

    def __str__(self) -> str:
        """Return "plain", or what keeps it from being plain: "negative possible <Bolton say>"."""
        polarity = "" if self.polarity == Polarity.POSITIVE else self.polarity
        modality = "" if self.modality == Modality.ACTUAL else self.modality
        return " ".join(x for x in (polarity, modality, str(self.source or "")) if x) or "plain"

    def agreement(self, said: Context) -> int:
        """Return in how many of polarity, modality and source `said` is as this gold one, 0 to 3."""
        same = (self.polarity == said.polarity, self.modality == said.modality, self.agrees_in_source(said))
        return sum(same)

    def agrees_in_source(self, said: Context) -> bool:
        """Tell whether `said` has the source of this gold one, or neither has an attribution."""
        if self.source is None or said.source is None:
            return self.source is said.source
        return self.source.has_source_of(said.source)


@dataclass(frozen=True, slots=True)
class Said:
    """A predicate that a system found: the half-open interval [start, end) of its main word, its context."""

    start: int
    end: int
    context: Context

    def covers(self, offset: int | None) -> bool:
        """Tell whether the predicate's main word contains the character at `offset`."""
        return offset is not None and self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class GoldPredicate:
    """A predicate of the gold, and where it and its copula (None without one) begin in the sentence."""

    id: str
    sentence: str
    text: str
    offset: int
    copula: int | None
    context: Context

    def aligned(self, found: Iterable[Said]) -> list[Said]:
        """Return what a system says of this predicate."""
        found = list(found)
        covering = [said for said in found if said.covers(self.offset)]
        return covering or [said for said in found if said.covers(self.copula)]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold predicate, all that was said of it, and the best of it (None: missed)."""

    gold: GoldPredicate
    all: tuple[Said, ...]
    best: Context | None

    @property
    def is_false_plain(self) -> bool:
        return not self.gold.context.is_plain and any(said.context.is_plain for said in self.all)

    @property
    def is_missed_plain(self) -> bool:
        return self.gold.context.is_plain and not any(said.context.is_plain for said in self.all)


def read(path: Path) -> list[GoldPredicate]:
    """Return the predicates of a gold file, in its order. Raises `InputError` with the line at fault."""
    gold = [item for row in _rows(path, _predicates) for item in row]
    if not gold:
        raise InputError("holds no predicate", where=str(path), remedy=_REMEDY)
    return gold


def read_predictions(path: Path) -> dict[str, list[Said]]:
    """Return what a system said, by sentence id, from lines `{"id", "statements": [{"start", "end", …}]}`."""
    return dict(_rows(path, _saying))


def _rows(path: Path, reading: Callable[[Mapping[str, Any]], Any]) -> Iterator[Any]:
    for number, row in enumerate(read_jsonl(path), start=1):
        try:
            yield reading(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            where = f"{path}: object {number}"
            raise InputError(f"cannot be used: {error!r}", where=where, remedy=_REMEDY) from error


def _predicates(row: Mapping[str, Any]) -> list[GoldPredicate]:
    sentence = str(row["sentence"])
    gold = []
    for item in row["predicates"]:
        text, offset = str(item["predicate"]), int(item["offset"])
        context = _context(item)
        if not sentence.startswith(text, offset):
            raise ValueError(f"{text!r} does not stand at {offset}")
        if item.get("plain", context.is_plain) != context.is_plain:
            raise ValueError(f"{text!r} at {offset}: plain contradicts the rest")
        gold.append(GoldPredicate(str(row["id"]), sentence, text, offset, item.get("copula"), context))
    return gold


def _saying(row: Mapping[str, Any]) -> tuple[str, list[Said]]:
    said = [Said(int(item["start"]), int(item["end"]), _context(item)) for item in row["statements"]]
    return str(row["id"]), said


def _context(item: Mapping[str, Any]) -> Context:
    polarity, modality = Polarity(item["polarity"]), Modality(item["modality"])
    return Context(polarity.value, modality.value, _source(item.get("attribution")))


def _source(item: Mapping[str, Any] | None) -> Source | None:
    if item is None:
        return None
    return Source(item["source"], item.get("head") or "", item["verb"], _source(item.get("outer")))


def pairs(gold: Iterable[GoldPredicate], said: Mapping[str, Sequence[Said]]) -> list[_Pair]:
    """Return each gold predicate with what was said of it."""
    joined = []
    for item in gold:
        found = item.aligned(said.get(item.id, ()))
        best = max((s.context for s in found), key=item.context.agreement, default=None)
        joined.append(_Pair(item, tuple(found), best))
    return joined


def score(gold: Sequence[GoldPredicate], said: Mapping[str, Sequence[Said]]) -> dict[str, Any]:
    """Return the figures, fractions of 1, with the numbers of predicates that they rest on.

    >>> gold = [GoldPredicate("1", "It fell.", "fell", 3, None, Context("negative"))]
    >>> figures = score(gold, {"1": [Said(3, 7, Context())]})
    >>> figures["polarity"]["recall"], figures["false_plain"]
    (0.0, 1.0)
    """
    joined = pairs(gold, said)
    aligned = [(pair.gold.context, pair.best) for pair in joined if pair.best is not None]
    plain = sum(item.context.is_plain for item in gold)
    return {
        "polarity": _figures(aligned, lambda c: c.polarity == Polarity.NEGATIVE),
        "modality": _modalities(aligned),
        "attribution": _attributions(aligned),
        "sentences": len({item.id for item in gold}),
        "predicates": len(gold),
        "missed_predicates": len(gold) - len(aligned),
        "false_plain": _share(sum(pair.is_false_plain for pair in joined), len(gold) - plain),
        "missed_plain": _share(sum(pair.is_missed_plain for pair in joined), plain),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _figures(
    aligned: Sequence[tuple[Context, Context]],
    has: Callable[[Context], bool],
    agree: Callable[[Context, Context], bool] = lambda gold, said: True,
) -> dict[str, Any]:
    """Return the scores of a property: right where gold and system have it and agree in it."""
    right = sum(has(gold) and has(said) and agree(gold, said) for gold, said in aligned)
    wanted, given = sum(has(gold) for gold, _ in aligned), sum(has(said) for _, said in aligned)
    return {**scores(right, given, wanted)._asdict(), "gold": wanted, "predicted": given}


def _modalities(aligned: Sequence[tuple[Context, Context]]) -> dict[str, Any]:
    def is_other(context: Context) -> bool:
        return context.modality != Modality.ACTUAL

    def figures_of(modality: Modality) -> dict[str, Any]:
        return _figures(aligned, lambda c: c.modality == modality)

    classes = {m.value: figures_of(m) for m in Modality if m is not Modality.ACTUAL}
    micro = _figures(aligned, is_other, lambda gold, said: gold.modality == said.modality)
    return {"micro": micro, **classes}


def _attributions(aligned: Sequence[tuple[Context, Context]]) -> dict[str, Any]:
    def is_somebodys(context: Context) -> bool:
        return context.source is not None

    def has_outer(context: Context) -> bool:
        return context.source is not None and context.source.outer is not None

    return {
        "presence": _figures(aligned, is_somebodys),
        "source": _figures(aligned, is_somebodys, Context.agrees_in_source),
        "outer": _figures(aligned, has_outer, _agree_in_outer),
    }


def _agree_in_outer(gold: Context, said: Context) -> bool:
    wanted, given = (c.source.outer if c.source else None for c in (gold, said))
    return wanted is not None and given is not None and wanted.has_source_of(given)


_KINDS: tuple[tuple[str, Callable[[_Pair], bool]], ...] = (
    ("✗ Asserted as a plain fact", lambda p: p.is_false_plain),
    ("✗ Polarity", lambda p: p.best is not None and p.best.polarity != p.gold.context.polarity),
    ("✗ Modality", lambda p: p.best is not None and p.best.modality != p.gold.context.modality),
    ("✗ Attribution", lambda p: p.best is not None and not p.gold.context.agrees_in_source(p.best)),
    ("○ Missed", lambda p: p.best is None),
)


def errors(gold: Sequence[GoldPredicate], said: Mapping[str, Sequence[Said]]) -> str:
    """Return the mistakes as Markdown, by kind, one line each: predicate, gold, what was said, sentence."""
    joined = pairs(gold, said)
    lines = ["# Polarity, modality, attribution", ""]
    for heading, is_wrong in _KINDS:
        wrong = [pair for pair in joined if is_wrong(pair)]
        if wrong:
            lines += [f"## {heading} ({len(wrong)})", "", *map(_line, wrong), ""]
    return "\n".join(lines)


def _line(pair: _Pair) -> str:
    item = pair.gold
    got = " · ".join(dict.fromkeys(str(said.context) for said in pair.all)) or "nothing"
    before, after = item.sentence[: item.offset], item.sentence[item.offset + len(item.text) :]
    marked = " ".join(f"{before}**{item.text}**{after}".split())
    return f"- {item.id} · {item.text} · gold: {item.context} · got: {got} · {marked}"


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run the set: statements of each sentence, read as a text of its own."""
    if len(paths) != 1:
        raise InputError(f"takes one gold file, not {len(paths)}", remedy="name one file")
    gold = _first(read(paths[0]), options.limit)
    texts = {item.id: item.sentence for item in gold}
    said = read_predictions(options.score) if options.score else dict(_extracted(texts, options))
    records = [_record(key, text, said.get(key, ())) for key, text in texts.items()]
    return Outcome(score(gold, said), records, errors(gold, said) if options.errors else "")


def _first(gold: list[GoldPredicate], limit: int | None) -> list[GoldPredicate]:
    """Return the predicates of the first `limit` sentences."""
    kept = set(list(dict.fromkeys(item.id for item in gold))[:limit])
    return [item for item in gold if item.id in kept]


def _extracted(texts: Mapping[str, str], options: Options) -> Iterator[tuple[str, list[Said]]]:
    """Yield the id of each sentence and what kg says about it."""
    from kg import statements
    from kg.bench.annotate import Annotator
    from kg.bench.predict import lexicon_of

    annotator, lexicon = Annotator(options.model), lexicon_of(options)
    for key, text in texts.items():
        found = statements.extract(annotator.text(text), lexicon=lexicon)
        yield key, [said_of(statement, text) for statement in found]


def said_of(statement: Statement, sentence: str) -> Said:
    """Return a statement as this set sees it; `sentence` is the whole text of its document."""
    span = statement.predicate.span
    source = _source_of(statement.attribution, sentence)
    return Said(span.start, span.end, Context(statement.polarity.value, statement.modality.value, source))


def _source_of(attribution: Attribution | None, sentence: str) -> Source | None:
    if attribution is None:
        return None
    mention, outer = attribution.source, _source_of(attribution.outer, sentence)
    head = mention.head if mention else None
    word = sentence[head.start : head.end] if head else ""
    return Source(mention.text if mention else None, word, attribution.verb, outer)


def _record(key: str, sentence: str, said: Iterable[Said]) -> dict[str, Any]:
    """Return the JSON object of one line of a predictions file."""
    return {"id": key, "sentence": sentence, "statements": [_saying_record(s, sentence) for s in said]}


def _saying_record(said: Said, sentence: str) -> dict[str, Any]:
    return {
        "start": said.start,
        "end": said.end,
        "predicate": sentence[said.start : said.end],
        "polarity": said.context.polarity,
        "modality": said.context.modality,
        "attribution": _source_record(said.context.source),
    }


def _source_record(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    record: dict[str, Any] = {"source": source.text, "head": source.head, "verb": source.verb}
    return record | ({"outer": _source_record(source.outer)} if source.outer else {})
