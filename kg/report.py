"""What a build tells about itself: counts, sentences that gave nothing and why, findings; as `report.md`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Finding, Modality, Polarity, Severity, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

    from kg.built import Build

__all__ = ["REASONS", "Silence", "counts", "markdown", "silences"]

REASONS = {
    "no words": "nothing but numbers or punctuation",
    "no verb": "a heading or a fragment",
    "no arguments": "its verbs have neither subject nor object",
    "not read": "it has a verb with arguments, but no rule fits",
}
"""Why a sentence gives no statement, and what that means."""

_EXAMPLES = 5
_VERBS = ("VERB", "AUX")
_ARGUMENTS = ("nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "obl", "expl")


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """A sentence that gave no statement, why (a key of `REASONS`), and how it begins."""

    span: Span
    reason: str
    text: str


def silences(doc: Doc, document: str, found: Iterable[Statement]) -> Iterator[Silence]:
    """Yield the sentences of `doc` in which no statement of `found` has its predicate, in order."""
    said = sorted(statement.predicate.span.start for statement in found)
    for sent in doc.sents:
        if bisect_left(said, sent.start_char) == bisect_left(said, sent.end_char):
            text = _short(" ".join(sent.text.split()))
            yield Silence(Span(document, sent.start_char, sent.end_char), _reason(sent), text)


def _reason(sent: Sentence) -> str:
    """Return why a sentence gave nothing."""
    if not any(token.is_alpha for token in sent):
        return "no words"
    if not any(token.pos_ in _VERBS for token in sent):
        return "no verb"
    if not any(token.dep_.partition(":")[0] in _ARGUMENTS for token in sent):
        return "no arguments"
    return "not read"


def counts(build: Build) -> dict[str, int]:
    """Return how many there are of each kind in a build."""
    severities = Counter(finding.severity for finding in build.findings)
    return {
        "documents": len(build.documents),
        "sentences": build.sentences,
        "sentences_without_statement": len(build.silences),
        "statements": len(build.statements),
        "statements_left_out": build.left_out,
        "statements_rejected": len(build.rejected),
        "entities": len(build.entities),
        "facts_asserted": sum(fact.asserted for fact in build.facts),
        "properties_minted": len({fact.property for fact in build.facts if fact.minted}),
        "errors": severities[Severity.ERROR],
        "warnings": severities[Severity.WARNING],
        "notes": severities[Severity.INFO],
    }


def markdown(build: Build) -> str:
    """Return `report.md`."""
    parts = (
        [f"# {_plain(build.title)}", ""],
        _table(("what", "count"), ((name.replace("_", " "), n) for name, n in counts(build).items())),
        _section("Findings", _findings(build.findings)),
        *([_section("Decisions", _decided(build))] if build.decisions.entries else []),
        _section("Statements by property", _ranked(fact.property for fact in build.facts)),
        _section("Statements by form", _ranked(_form(statement) for statement in build.statements)),
        _section("Statements by rule", _ranked(statement.rules[0] for statement in build.statements)),
        _section("Entities by class", _ranked(entity.type for entity in build.entities)),
        _section("Sentences that gave nothing", _silent(build.silences)),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    """Return a heading and what stands below it."""
    return ["", f"## {title}", "", *(lines or ["None."])]


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table, [] for one without rows."""
    body = [f"| {' | '.join(_plain(str(cell)) for cell in row)} |" for row in rows]
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *body] if body else []


def _ranked(names: Iterable[str]) -> list[str]:
    """Return a table of names with how often each occurs, the most frequent first."""
    ranked = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return _table(("", "count"), ranked)


def _form(statement: Statement) -> str:
    """Return polarity, modality and whether somebody says it, in words."""
    words = [] if statement.modality is Modality.ACTUAL else [str(statement.modality)]
    words += ["negative"] if statement.polarity is Polarity.NEGATIVE else []
    words += ["attributed"] if statement.attribution else []
    return ", ".join(words) or "plain"


def _findings(findings: Iterable[Finding]) -> list[str]:
    """Return a table of findings, the worst first."""
    order = list(Severity)
    ranked = sorted(
        findings, key=lambda finding: (-order.index(finding.severity), finding.where, finding.message)
    )
    return _table(
        ("severity", "where", "what", "what to do"),
        ((finding.severity, finding.where, finding.message, finding.remedy) for finding in ranked),
    )


def _decided(build: Build) -> list[str]:
    """Return a table of all decisions."""
    rows = ((str(entry), entry.why, entry.date) for entry in build.decisions.entries)
    return _table(("decision", "why", "when"), rows)


def _silent(items: Sequence[Silence]) -> list[str]:
    """Return how many sentences gave nothing for which reason, with some examples each."""
    lines: list[str] = []
    for reason, meaning in REASONS.items():
        chosen = [item for item in items if item.reason == reason]
        if chosen:
            lines.append(f"- **{reason}** ({meaning}): {len(chosen)}")
            lines += [f"    - {_plain(item.text)}" for item in chosen[:_EXAMPLES]]
    return lines


def _short(text: str, width: int = 120) -> str:
    """Return a text cut to `width` characters.

    >>> _short("one two", width=5)
    'one …'
    """
    return text if len(text) <= width else f"{text[: width - 1].rstrip()} …"


def _plain(text: str) -> str:
    """Return a text that stands for itself in Markdown: no markup, no line break.

    >>> _plain("a|b <i>*x*")
    'a\\\\|b \\\\<i\\\\>\\\\*x\\\\*'
    """
    text = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in text)
