"""How two mentions of a sentence hang together: the words on the way between them in the tree.

After "shortest dependency path" (Bunescu and Mooney, HLT-EMNLP 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import Mention, MentionKind

__all__ = ["Pair", "forms", "pairs"]

LONGEST = 8
"""Most words between two mentions."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in the order in which a relation reads them, and what is known of the way between them.

    `features` runs from the most telling (the whole path) to the least (the types of the two).  `lemmas`
    are those of the words on the way.
    """

    subject: Mention
    object: Mention
    features: tuple[str, ...]
    lemmas: tuple[str, ...]


def forms(mention: Mention, phrase: str) -> tuple[str, ...]:
    """Return the ways to write a mention: short, whole, and a date as ISO and in words (a year: 01 January).

    >>> from kg.model import Span
    >>> forms(Mention(Span("d", 0, 4), "2010", MentionKind.TIME, value="2010"), "in 2010")
    ('2010', 'in 2010', '2010', '01 January 2010')
    """
    value = mention.value if mention.kind is MentionKind.TIME else None
    return (mention.text, phrase, value or mention.text, _spelled(value) or mention.text)


def _spelled(value: str | None) -> str:
    """Return an ISO date in words; what is left open counts as the first; "" for another kind of time."""
    parts = (value or "").split("-")
    try:
        year, month, day = (int(x) for x in [*parts, *["1"] * (3 - len(parts))])
        return f"{date(year, month, day):%d %B} {year}"
    except ValueError:
        return ""


def pairs(doc: Any, mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Yield both orders of each two mentions of a sentence that are not far apart, in text order."""
    heads = [(mention, _head(doc, mention)) for mention in mentions]
    for mention, token in heads:
        for other, target in heads:
            if (
                token is None
                or target is None
                or token.i == target.i
                or token.sent.start != target.sent.start
            ):
                continue
            way = _way(token, target)
            if way is not None:
                yield _pair(mention, other, token, target, *way)


def _head(doc: Any, mention: Mention) -> Any:
    span = mention.head or mention.span
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _way(token: Any, target: Any) -> tuple[list[Any], Any, list[Any]] | None:
    """Return the tokens below the lowest common ancestor on each side, and it; None if far apart."""
    up, down = _chain(token), _chain(target)
    common = {t.i for t in down}
    top = next((t for t in up if t.i in common), None)
    if top is None:
        return None
    above, below = up[: _place(up, top)], down[: _place(down, top)][::-1]
    return (above, top, below) if len(above) + len(below) <= LONGEST else None


def _chain(token: Any) -> list[Any]:
    return [token, *token.ancestors]


def _place(tokens: Sequence[Any], token: Any) -> int:
    return next(i for i, t in enumerate(tokens) if t.i == token.i)


def _pair(
    subject: Mention, other: Mention, token: Any, target: Any, above: Any, top: Any, below: Any
) -> Pair:
    inner = [t for t in (*above, top, *below) if t.i not in (token.i, target.i)]
    lemmas = tuple(t.lemma_.lower() for t in inner)
    marker = next((c.lemma_.lower() for c in target.children if c.dep_ == "case"), "")
    types = f"{subject.type or '-'}>{_kind(other)}"
    whole = " ".join(
        [*(f"<{_step(t, token, target)}" for t in above), _word(top, token, target)]
        + [f">{_step(t, token, target)}" for t in below]
    )
    middle = f"{'|'.join(lemmas)}~{marker}"
    ends = (
        f"{above[-1].dep_ if above else '='}~{top.lemma_.lower()}~{below[0].dep_ if below else '='}~{marker}"
    )
    words = tuple(f"word {lemma} {types}" for lemma in dict.fromkeys((*lemmas, marker)) if lemma)
    features = (
        f"path {whole} ~{marker}",
        f"ends {ends} {types}",
        f"lemmas {middle} {types}",
        *words,
        f"types {types}",
    )
    return Pair(subject, other, features, lemmas)


def _kind(mention: Mention) -> str:
    return (
        str(mention.kind) if mention.kind in (MentionKind.TIME, MentionKind.QUANTITY) else mention.type or "-"
    )


def _step(token: Any, *ends: Any) -> str:
    return f"{token.dep_.partition(':')[0]}:{_word(token, *ends)}"


def _word(token: Any, *ends: Any) -> str:
    """Return the lemma of a token on the way; the mentions themselves may be any word."""
    return "*" if any(token.i == end.i for end in ends) else token.lemma_.lower()
