"""Times: are the expressions of a text found, and put on the calendar where the annotators put them?

Gold: lines `{"doc", "document_date", "kind", "text"}` with the attributes of TEI's `att.datable` (`when`, or
`from`, `to`, `notBefore`, `notAfter`; GUM), and a CoNLL-U file with the documents.  The expressions have no
offsets: `place` looks for their words in the order of the document, at TEI marks (`XML=<date …>`) where the
file has them.

Definition
  * As in TempEval-3 (UzZaman et al., 2013), an expression is recognised where one of the other side overlaps
    it (`overlap`); `exact` asks for the same words, prepositions and articles before them aside.
  * GUM marks what can be put on the calendar, and neither bare durations ("three days"), repetitions ("every
    Friday") nor words like "now" and "recently".  So only what the system gives a date, a time of day or an
    interval counts as said: for precision and for recall.
  * `value`: precision, recall and F1 of expressions with the right value, recall over all gold expressions
    that have one; `of_recognised`: the share of those that were recognised.  `same` tells when two
    values are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.bench import conllu
from kg.bench.days import days, readings
from kg.bench.options import Options, Outcome
from kg.bench.records import f1, read_jsonl, resource, scores
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.statements.times import Expression

__all__ = ["GoldTime", "SaidTime", "errors", "place", "read", "run", "score", "value_of"]

_FIELDS = ("doc", "document_date", "text")
CONTEXT = 50


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An annotated expression: its document and the date of that, its words, its value ("" without one)."""

    doc: str
    date: str
    text: str
    value: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class SaidTime:
    """An expression of a system: half-open offsets into the text, and its value (None: not known)."""

    start: int
    end: int
    value: str | None

    @property
    def is_on_calendar(self) -> bool:
        """Tell whether it has a value that is no duration and no repetition."""
        return self.value is not None and not self.value.startswith(("P", "R"))


def value_of(row: Mapping[str, Any]) -> str:
    """Return the value of a gold line: a date or time, or an interval with ".." for an open side.

    `from` and `to` say how long something lasts, `notBefore` and `notAfter` between which days it lies; both
    become an interval.

    >>> value_of({"when": "2019"}), value_of({"notBefore": "1975", "notAfter": "1979"}), value_of({})
    ('2019', '1975/1979', '')
    """
    if "when" in row:
        return str(row["when"])
    first, last = row.get("from") or row.get("notBefore"), row.get("to") or row.get("notAfter")
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def read(path: Path) -> list[GoldTime]:
    """Return the gold expressions of a file. Raises `InputError` where a line lacks a field."""
    gold = []
    for number, row in enumerate(read_jsonl(path), start=1):
        missing = [name for name in _FIELDS if name not in row]
        if missing:
            where, remedy = f"{path}: object {number}", "see docs/benchmarks.md for the format"
            raise InputError(f"has no {', '.join(missing)}", where=where, remedy=remedy)
        gold.append(GoldTime(row["doc"], row["document_date"], row["text"], value_of(row)))
    return gold


def place(document: conllu.TreeDocument, gold: Iterable[GoldTime]) -> list[GoldTime]:
    """Return the gold expressions of a document that its text holds, with their offsets, in their order.

    Each is looked for behind the beginning of the one before it: first where TEI marks a date or time, then
    anywhere.
    """
    words, spans = _words(document)
    marked = [("<date" in word.markup or "<time" in word.markup) for word in words]
    forms = [word.form for word in words]
    placed, at = [], 0
    for item in gold:
        wanted = item.text.split()
        found = [i for i in range(at, len(words)) if forms[i : i + len(wanted)] == wanted]
        first = next((i for i in found if marked[i]), found[0] if found else None)
        if first is not None:
            start, end = spans[first][0], spans[first + len(wanted) - 1][1]
            placed.append(GoldTime(item.doc, item.date, item.text, item.value, start, end))
            at = first + 1
    return placed


def _words(document: conllu.TreeDocument) -> tuple[list[conllu.TreeWord], list[tuple[int, int]]]:
    """Return the words of a document and their offsets; the words of a contraction share its characters."""
    places = [i for i, character in enumerate(document.text) if not character.isspace()]
    words: list[conllu.TreeWord] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in document.sentences:
        for token in sentence.tokens:
            own, left = sentence.words[token.first : token.end], at
            size = len("".join(token.form.split()))
            for word in own:
                right = min(left + len(word.form), at + size) if token.is_multiword else at + size
                spans.append((places[min(left, at + size - 1)], places[max(right, left + 1) - 1] + 1))
                left = min(right, at + size - 1)
            words += own
            at += size
    return words, spans


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold expression and the one said that overlaps it most (None: none does)."""

    gold: GoldTime
    said: SaidTime | None
    is_exact: bool = False

    @property
    def is_right(self) -> bool:
        """Tell whether the values are the same."""
        return bool(self.said and self.said.value and same(self.gold.value, self.said.value))


def same(gold: str, said: str) -> bool:
    """Tell whether a value of a system begins and ends with the same day (and time of day) as a gold one.

    >>> same("2015-09-14/2015-09-20", "2015-W38"), same("18:23:00", "T18:23-04:00"), same("1990", "1990-05")
    (True, True, False)
    """
    found = days(said)
    return found is not None and found in readings(gold)


def pairs(text: str, gold: Sequence[GoldTime], said: Sequence[SaidTime]) -> list[_Pair]:
    """Return each gold expression of one text with what was said of it."""
    found = []
    for item in gold:
        over = [s for s in said if s.start < item.end and item.start < s.end]
        best = max(
            over, key=lambda s: (min(s.end, item.end) - max(s.start, item.start), -s.start), default=None
        )
        exact = best is not None and _core(text, best.start, best.end) == _core(text, item.start, item.end)
        found.append(_Pair(item, best, exact))
    return found


@cache
def _leading() -> frozenset[str]:
    """Return the prepositions and articles that are no part of the words of a time."""
    return frozenset(resource("times.json")["leading"])


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the prepositions and articles that it begins with and marks at its end."""
    while start < end:
        word = text[start:end].split(maxsplit=1)[:1]
        if not word or word[0].lower() not in _leading():
            break
        start = text.index(word[0], start) + len(word[0])
        start += len(text[start:end]) - len(text[start:end].lstrip())
    while end > start and text[end - 1] in " ,.;:)":
        end -= 1
    return start, end


def score(
    texts: Mapping[str, str], gold: Mapping[str, Sequence[GoldTime]], said: Mapping[str, Sequence[SaidTime]]
) -> dict[str, Any]:
    """Return the figures over documents: `gold` are the placed expressions, by document as the others."""
    joined: list[_Pair] = []
    given = touching = touching_exactly = 0
    for name, items in gold.items():
        calendar = [s for s in said.get(name, ()) if s.is_on_calendar]
        own = pairs(texts[name], items, calendar)
        joined += own
        given += len(calendar)
        touching += sum(any(s.start < g.end and g.start < s.end for g in items) for s in calendar)
        touching_exactly += len({(p.said.start, p.said.end) for p in own if p.said and p.is_exact})
    recognised = sum(pair.said is not None for pair in joined)
    right = sum(pair.is_right for pair in joined)
    with_value = sum(bool(pair.gold.value) for pair in joined)
    return {
        "overlap": _figures(touching, given, recognised, len(joined)),
        "exact": _figures(touching_exactly, given, sum(p.is_exact for p in joined), len(joined)),
        "value": {
            **scores(right, given, with_value)._asdict(),
            "of_recognised": right / recognised if recognised else 0.0,
        },
        "said": given,
    }


def _figures(right_said: int, said: int, right_gold: int, gold: int) -> dict[str, float]:
    """Return precision over what was said, recall over the gold, and F1."""
    precision, recall = right_said / said if said else 0.0, right_gold / gold if gold else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
    }


def errors(
    texts: Mapping[str, str], gold: Mapping[str, Sequence[GoldTime]], said: Mapping[str, Sequence[SaidTime]]
) -> str:
    """Return wrong values, what was missed and what nobody annotated, as Markdown by document."""
    lines = ["# Times", "", "✗ wrong value · ○ missed · + not in the gold", ""]
    for name, items in gold.items():
        text, own = texts[name], [s for s in said.get(name, ()) if s.is_on_calendar]
        entries = list(_entries(text, items, own))
        if entries:
            date = items[0].date if items else ""
            lines += [f"## {name} ({date})", "", *(f"- {entry}" for entry in entries), ""]
    return "\n".join(lines)


def _entries(text: str, gold: Sequence[GoldTime], said: Sequence[SaidTime]) -> Iterator[str]:
    """Yield a line for each mistake of one document."""
    for pair in pairs(text, gold, said):
        item = pair.gold
        if not pair.is_right:
            sign = "✗" if pair.said else "○"
            got = f"{text[pair.said.start : pair.said.end]!r} {pair.said.value}" if pair.said else "nothing"
            yield f"{sign} {item.value} · got: {got} · {_marked(text, item.start, item.end)}"
    for one in said:
        if not any(one.start < item.end and item.start < one.end for item in gold):
            yield f"+ {one.value} · {_marked(text, one.start, one.end)}"


def _marked(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return " ".join(f"{before}**{text[start:end]}**{after}".split())


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run the set: each document is read as text, with the date that the gold gives it."""
    if len(paths) != 1:
        raise InputError(f"takes one gold file, not {len(paths)}", remedy="name one file")
    if options.documents is None:
        raise InputError("times needs the documents", remedy="--documents FILE.conllu")
    rows = read(paths[0])
    dates = {row.doc: row.date for row in rows}
    documents = [d for d in conllu.read(options.documents) if d.id in dates][: options.limit]
    gold = {d.id: place(d, [row for row in rows if row.doc == d.id]) for d in documents}
    texts = {d.id: d.text for d in documents}
    said = _read_said(options.score) if options.score else dict(_found(texts, dates, gold, options))
    asked = sum(row.doc in gold for row in rows)
    figures = {
        **score(texts, gold, said),
        "documents": len(documents),
        "gold": asked,
        "not_placed": asked - sum(map(len, gold.values())),
    }
    records = [_record(name, texts[name], said.get(name, ())) for name in gold]
    return Outcome(figures, records, errors(texts, gold, said) if options.errors else "")


def _found(
    texts: Mapping[str, str],
    dates: Mapping[str, str],
    gold: Mapping[str, Sequence[GoldTime]],
    options: Options,
) -> Iterator[tuple[str, list[SaidTime]]]:
    """Yield the id of each document and the expressions that kg finds in it."""
    from kg import statements
    from kg.bench.annotate import Annotator

    annotator = Annotator(options.model)
    for name, text in texts.items():
        found = statements.find_times(annotator.text(text), date=dates[name])
        yield name, [one for time in found for one in _spoken(time, gold[name])]


def _spoken(time: Expression, gold: Sequence[GoldTime]) -> list[SaidTime]:
    """Return an expression by its parts, unless the gold marks the whole of it as one.

    A day with its time of day is told by its parts only where the gold has both.
    """
    over = [item for item in gold if time.start < item.end and item.start < time.end]
    marked = any(item.start <= time.start and time.end <= item.end for item in over)
    split = time.parts and not marked and ("T" not in (time.value or "") or len(over) > 1)
    return [SaidTime(part.start, part.end, part.value) for part in (time.parts if split else (time,))]


def _read_said(path: Path) -> dict[str, list[SaidTime]]:
    """Return the expressions of a predictions file by document. Raises `InputError`."""
    try:
        return {
            row["id"]: [SaidTime(t["start"], t["end"], t["value"]) for t in row["times"]]
            for row in read_jsonl(path)
        }
    except (KeyError, TypeError) as error:
        raise InputError(
            f"not a prediction: {error}", where=str(path), remedy="see docs/benchmarks.md"
        ) from error


def _record(name: str, text: str, said: Iterable[SaidTime]) -> dict[str, Any]:
    """Return the JSON object of one line of a predictions file."""
    times = [{"start": s.start, "end": s.end, "text": text[s.start : s.end], "value": s.value} for s in said]
    return {"id": name, "times": times}
