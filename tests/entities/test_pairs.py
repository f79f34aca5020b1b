"""Little texts through the whole pipeline: what must become one node, what must not, and which class it has.

`pairs.tsv` tells how they are written.  A wrong merge fails; of the merges that are wanted nine in ten must
be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

import kg
from kg import grounding
from kg.config import Config
from kg.entities.names import strip_possessive
from kg.model import Entity, MentionKind, Span

MARK = re.compile(r"\[(?P<thing>[a-z])(?::(?P<type>\w+))? (?P<text>[^\]]+)\]")
LEAST_FOUND = 0.9
LEAST_OVERLAP = 0.5


@dataclass(frozen=True)
class Mark:
    """A marked mention: the letter of its thing, the class asked for, the number of its text, its place."""

    thing: str
    type: str
    text: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """One line of the file: the kind of difficulty, the texts without marks, and the marks."""

    kind: str
    texts: tuple[str, ...]
    marks: tuple[Mark, ...]

    def same(self) -> Iterator[tuple[Mark, Mark]]:
        """Yield each mark with the first one of its thing."""
        first: dict[str, Mark] = {}
        for mark in self.marks:
            if first.setdefault(mark.thing, mark) is not mark:
                yield first[mark.thing], mark

    def different(self) -> Iterator[tuple[list[Mark], list[Mark]]]:
        """Yield the marks of each two things."""
        things: dict[str, list[Mark]] = {}
        for mark in self.marks:
            things.setdefault(mark.thing, []).append(mark)
        yield from combinations(things.values(), 2)


def read(line: str) -> Case:
    """Return the case that a line of the file stands for."""
    kind, marked = line.split("\t")
    texts, marks = [], []
    for number, part in enumerate(marked.split(" || ")):
        text, last = "", 0
        for match in MARK.finditer(part):
            text += part[last : match.start()]
            start, text = len(text), text + match["text"]
            marks.append(Mark(match["thing"], match["type"] or "", match["text"], number, start, len(text)))
            last = match.end()
        texts.append(text + part[last:])
    return Case(kind, tuple(texts), tuple(marks))


CASES = [
    read(line)
    for line in (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


class Nodes:
    """The nodes of a case, and which of them each mark is of."""

    def __init__(self, case: Case, entities: Sequence[Entity], documents: Sequence[str]) -> None:
        self.entities = entities
        self.of = {mark: self._node(mark, documents[mark.number]) for mark in case.marks}

    def _node(self, mark: Mark, document: str) -> Entity | None:
        """Return the node with the mention whose characters are most nearly those of a mark."""
        overlaps = (
            (_overlap(mark, mention.span), entity)
            for entity in self.entities
            for mention in entity.mentions
            if mention.span.document == document
        )
        best = max(overlaps, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= LEAST_OVERLAP else None


def _overlap(mark: Mark, span: Span) -> float:
    """Return the share of characters that two spans have in common, and 1 more where they end together, for
    titles and articles are no part of a mention."""
    end = mark.start + len(strip_possessive(mark.text))
    both = min(end, span.end) - max(mark.start, span.start)
    return max(0, both) / (max(end, span.end) - min(mark.start, span.start)) + (span.end == end)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Nodes]:
    """All cases through the whole pipeline, model and vocabulary loaded once."""
    folder, vocabulary = tmp_path_factory.mktemp("pairs"), grounding.load(Config())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grounding, "load", lambda config: vocabulary)
        return {case: _build(case, folder / str(n)) for n, case in enumerate(CASES)}


def _build(case: Case, folder: Path) -> Nodes:
    if len(case.texts) == 1:
        built = kg.build_text(case.texts[0])
        return Nodes(case, built.entities, [document.id for document in built.documents])
    folder.mkdir()
    for number, text in enumerate(case.texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    built = kg.build(folder)
    ids = {Path(document.source).name: document.id for document in built.documents}
    return Nodes(case, built.entities, [ids[f"{number}.txt"] for number in range(len(case.texts))])


def _id(case: Case) -> str:
    return f"{case.kind}-{'/'.join(dict.fromkeys(mark.text for mark in case.marks))[:40]}"


def test_there_are_many_pairs() -> None:
    assert sum(len(list(case.different())) for case in CASES) >= 400
    assert sum(len(list(case.same())) for case in CASES) >= 250


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_different_things_are_different_nodes(case: Case, nodes: dict[Case, Nodes]) -> None:
    of = nodes[case].of
    wrong = [
        (one.text, other.text)
        for some, others in case.different()
        for one in some
        for other in others
        if of[one] is not None and of[one] is of[other]
    ]
    assert not wrong, case.texts


def test_nearly_all_mentions_of_one_thing_are_in_one_node(nodes: dict[Case, Nodes]) -> None:
    pairs = [(case, one, other) for case in CASES for one, other in case.same()]
    missed = [
        f"{case.kind}: {one.text} = {other.text}: {' || '.join(case.texts)}"
        for case, one, other in pairs
        if nodes[case].of[one] is None or nodes[case].of[one] is not nodes[case].of[other]
    ]
    print(*missed, sep="\n")
    assert 1 - len(missed) / len(pairs) >= LEAST_FOUND, f"{len(missed)} of {len(pairs)} missed"


def test_no_node_is_a_pronoun_alone(nodes: dict[Case, Nodes]) -> None:
    alone = [
        entity.label
        for found in nodes.values()
        for entity in found.entities
        if all(mention.kind is MentionKind.PRONOUN for mention in entity.mentions)
    ]
    assert not alone


@pytest.mark.parametrize("case", [c for c in CASES if any(m.type for m in c.marks)], ids=_id)
def test_classes(case: Case, nodes: dict[Case, Nodes]) -> None:
    asked = [mark for mark in case.marks if mark.type]
    found = [(mark.text, node.type if (node := nodes[case].of[mark]) else "") for mark in asked]
    assert found == [(mark.text, mark.type) for mark in asked]
