"""CoNLL-U files as an evaluation needs them: documents with their text, tokens, multiword tokens, trees and
enhanced graphs.

Format: https://universaldependencies.org/format.html. Empty nodes (8.1) are left out: a path through them is
one edge, whose label joins theirs with ">" ("conj:and>obj"), as in the IWPT 2020 shared task. Comments count
where they tell documents (`newdoc`) and paragraphs (`newpar`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from kg.errors import InputError

__all__ = ["TreeDocument", "TreeSentence", "TreeToken", "TreeWord", "read"]


@dataclass(frozen=True, slots=True)
class TreeWord:
    """A syntactic word; `head` counts the sentence's words from 1, 0 is the root.

    `enhanced`: its sorted enhanced dependencies, (head, label); none where the file gives none.  `entity`:
    the mentions that open or close at it (`Entity=` in MISC).  `markup`: TEI tags at it or at the token that
    it begins (`XML=` in MISC).
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    label: str
    enhanced: tuple[tuple[int, str], ...] = ()
    entity: str = ""
    markup: str = ""


@dataclass(frozen=True, slots=True)
class TreeToken:
    """A surface token: its text, the half-open interval [first, end) of its words, is a space after it?"""

    form: str
    first: int
    end: int
    space: bool

    @property
    def is_multiword(self) -> bool:
        """Tell whether the token is a contraction of several words."""
        return self.end - self.first > 1


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """A sentence: its words, its tokens in text order, and whether it starts a paragraph."""

    id: str
    words: tuple[TreeWord, ...]
    tokens: tuple[TreeToken, ...]
    opens_paragraph: bool = False

    @property
    def text(self) -> str:
        """Return the sentence as its tokens give it, with the space that follows it."""
        return "".join(token.form + " " * token.space for token in self.tokens)

    @property
    def spaces(self) -> list[bool]:
        """Return for each word whether a space follows it; inside a multiword token none does."""
        spaces = [False] * len(self.words)
        for token in self.tokens:
            spaces[token.end - 1] = token.space
        return spaces


@dataclass(frozen=True, slots=True)
class TreeDocument:
    """A document: consecutive sentences."""

    id: str
    sentences: tuple[TreeSentence, ...]

    @property
    def text(self) -> str:
        """Return the running text; a blank line stands between paragraphs."""
        text = ""
        for sentence in self.sentences:
            if sentence.opens_paragraph and text:
                text = text.rstrip() + "\n\n"
            text += sentence.text
        return text.rstrip() + "\n"

    def with_words_as_tokens(self) -> TreeDocument:
        """Return the document with a token for each word: what is given where words are given."""
        return replace(self, sentences=tuple(_with_words_as_tokens(s) for s in self.sentences))


def _with_words_as_tokens(sentence: TreeSentence) -> TreeSentence:
    rows = zip(sentence.words, sentence.spaces, strict=True)
    tokens = tuple(TreeToken(word.form, i, i + 1, space) for i, (word, space) in enumerate(rows))
    return replace(sentence, tokens=tokens)


def read(path: Path) -> list[TreeDocument]:
    """Return the documents of a file: one, where it marks none. Raises `InputError` with the line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    documents: list[TreeDocument] = []
    for name, sentences in _documents(_blocks(lines, str(path))):
        documents.append(TreeDocument(name or path.stem, tuple(sentences)))
    if not documents:
        raise InputError("holds no sentence", where=str(path), remedy="give a CoNLL-U file")
    return documents


def _documents(blocks: Iterable[tuple[str | None, TreeSentence]]) -> Iterator[tuple[str, list[TreeSentence]]]:
    """Group sentences by the document that was opened last."""
    name, sentences = "", list[TreeSentence]()
    for opened, sentence in blocks:
        if opened is not None and sentences:
            yield name, sentences
            sentences = []
        name = name if opened is None else opened
        sentences.append(sentence)
    if sentences:
        yield name, sentences


def _blocks(lines: Sequence[str], path: str) -> Iterator[tuple[str | None, TreeSentence]]:
    """Yield the id of the document that a sentence opens (None: none) and the sentence."""
    comments: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            comments.append(line[1:].strip())
        elif line.strip():
            rows.append(_row(line, f"{path}:{number}"))
        elif rows:
            yield _opened(comments), _sentence(comments, rows, f"{path}:{number}")
            comments, rows = [], []


def _row(line: str, where: str) -> list[str]:
    columns = line.rstrip("\r").split("\t")
    if len(columns) != 10:
        raise InputError(f"has {len(columns)} columns, not 10", where=where, remedy="give a CoNLL-U file")
    return columns


def _comment(comments: Iterable[str], key: str) -> str | None:
    for comment in comments:
        name, _, value = comment.partition("=")
        if name.split()[:1] == [key]:
            return value.strip()
    return None


def _opened(comments: Sequence[str]) -> str | None:
    return _comment(comments, "newdoc")


def _sentence(comments: Sequence[str], rows: Sequence[Sequence[str]], where: str) -> TreeSentence:
    words: list[TreeWord] = []
    tokens: list[TreeToken] = []
    above = ""
    try:
        graph = _graph(rows)
        for row in rows:
            number, space = row[0], "SpaceAfter=No" not in row[9].split("|")
            if "-" in number:
                first, _, last = number.partition("-")
                tokens.append(TreeToken(row[1], int(first) - 1, int(last), space))
                above = _misc(row, "XML=")
            elif "." not in number:
                words.append(_word(row, graph[number], above))
                above = ""
                if not tokens or tokens[-1].end < len(words):
                    tokens.append(TreeToken(row[1], len(words) - 1, len(words), space))
    except ValueError as error:
        raise InputError(f"sentence above: {error}", where=where, remedy="give a CoNLL-U file") from error
    opens = _opened(comments) is not None or _comment(comments, "newpar") is not None
    return TreeSentence(_comment(comments, "sent_id") or "", tuple(words), tuple(tokens), opens)


def _word(row: Sequence[str], enhanced: tuple[tuple[int, str], ...], above: str) -> TreeWord:
    """Return a word; `above`: the markup of the multiword token that it begins."""
    entity, markup = _misc(row, "Entity="), above + _misc(row, "XML=")
    return TreeWord(row[1], row[2], row[3], row[4], int(row[6]), row[7], enhanced, entity, markup)


def _misc(row: Sequence[str], key: str) -> str:
    """Return what stands behind a key in MISC, "" without it."""
    return next((x.removeprefix(key) for x in row[9].split("|") if x.startswith(key)), "")


Incoming: TypeAlias = dict[str, list[tuple[str, str]]]
"""For each node its enhanced dependencies: head and label."""


def _graph(rows: Iterable[Sequence[str]]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return the enhanced dependencies of each word, empty nodes collapsed."""
    incoming: Incoming = {row[0]: _dependencies(row[8]) for row in rows if "-" not in row[0]}
    return {node: tuple(sorted(set(_paths(incoming, node)))) for node in incoming if "." not in node}


def _dependencies(column: str) -> list[tuple[str, str]]:
    pairs = [pair.partition(":") for pair in column.split("|") if column != "_"]
    return [(head, label) for head, _, label in pairs]


def _paths(
    incoming: Incoming, node: str, labels: tuple[str, ...] = (), passed: frozenset[str] = frozenset()
) -> Iterator[tuple[int, str]]:
    """Yield the nearest words above a node with the labels on the way to them."""
    for head, label in incoming.get(node, ()):
        if "." not in head:
            yield int(head), ">".join((label, *labels))
        elif head not in passed:
            yield from _paths(incoming, head, (label, *labels), passed | {head})
