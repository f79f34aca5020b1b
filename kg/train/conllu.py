"""Readers of the files to train on: CoNLL-U with GUM's entities, and names in IOB2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

__all__ = [
    "UNSURE",
    "Mention",
    "Sentence",
    "Word",
    "add_names",
    "add_types",
    "bio",
    "read_conllu",
    "read_iob2",
    "read_marked",
    "read_offsets",
]

UNSURE = "?"
"""Name tag of a word of which a file does not say whether it belongs to a name."""

_MENTION = re.compile(r"\((?P<opens>\d+)-(?P<type>[a-z]+)[^()]*(?P<single>\)?)|(?P<closes>\d+)\)")
_MARKED = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank; `head` counts from 1 within the sentence, 0 is the root; `space`: a space
    follows.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    label: str
    space: bool = True
    feats: str = "_"


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed mention: the half-open span of words [start, end); `chain` numbers what it refers to within
    the document.
    """

    start: int
    end: int
    type: str
    chain: int = 0


@dataclass(slots=True)
class Sentence:
    """A sentence with what its file says about it; what a file is silent about is None.

    `types`: the types of the words that somebody judged, "none" where they head no mention.
    """

    words: list[Word]
    document: str = ""
    new_paragraph: bool = False
    text: str = ""
    mentions: list[Mention] | None = None
    names: list[str] | None = None
    types: dict[int, str] | None = None
    has_tree: bool = True
    id: str = ""
    source: str = field(default="", repr=False)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in their order; mentions are read where the file declares
    `Entity`.
    """
    document, new_paragraph, text, has_entities, id_, lines = "", True, "", False, "", []
    with path.open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document, new_paragraph = line.partition("=")[2].strip(), True
            elif line.startswith("# global.Entity"):
                has_entities = True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line.startswith("# text ="):
                text = line[8:].strip()
            elif line.startswith("# sent_id ="):
                id_ = line[11:].strip()
            elif line and not line.startswith("#"):
                lines.append(line.split("\t"))
            elif not line and lines:
                found = _sentence(lines, document, new_paragraph, text, has_entities, path.stem)
                found.id = id_
                yield found
                lines, new_paragraph, id_ = [], False, ""


def _sentence(
    lines: list[list[str]], document: str, new_paragraph: bool, text: str, has_entities: bool, source: str
) -> Sentence:
    words: list[Word] = []
    inside_until, space_after_range = 0, True
    entities: list[str] = []
    for columns in lines:
        number = columns[0]
        space = "SpaceAfter=No" not in columns[9]
        if "-" in number:
            inside_until, space_after_range = int(number.partition("-")[2]), space
            continue
        if "." in number:
            continue
        if int(number) <= inside_until:
            space = space_after_range if int(number) == inside_until else False
        words.append(
            Word(
                columns[1], columns[2], columns[3], columns[4], int(columns[6]), columns[7], space, columns[5]
            )
        )
        entities.append(next((x[7:] for x in columns[9].split("|") if x.startswith("Entity=")), ""))
    mentions = list(_mentions(entities)) if has_entities else None
    return Sentence(words, document, new_paragraph, text, mentions, source=source)


def _mentions(entities: list[str]) -> Iterator[Mention]:
    open_mentions: list[tuple[str, int, str]] = []
    for i, annotation in enumerate(entities):
        for found in _MENTION.finditer(annotation):
            if found["single"]:
                yield Mention(i, i + 1, found["type"], int(found["opens"]))
            elif found["opens"]:
                open_mentions.append((found["opens"], i, found["type"]))
            else:
                at = max((k for k, m in enumerate(open_mentions) if m[0] == found["closes"]), default=None)
                if at is not None:
                    chain, start, type_ = open_mentions.pop(at)
                    yield Mention(start, i + 1, type_, int(chain))


def read_iob2(path: Path, *, unsure: Sequence[str] = ()) -> Iterator[Sentence]:
    """Yield the sentences of an IOB2 file: `word<tab>tag`, or `number<tab>word<tab>tag…` as Universal
    NER has it. Words of the classes in `unsure` are not trusted: they become `UNSURE`.
    """
    words: list[Word] = []
    names: list[str] = []
    with path.open(encoding="utf-8") as file:
        for line in [*file, "\n"]:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# ") and len(columns) == 1:
                continue
            if len(columns) >= 2:
                at = 1 if len(columns) > 2 else 0
                words.append(Word(columns[at], "_", "_", "_", -1, "_"))
                names.append(UNSURE if columns[at + 1][2:] in unsure else columns[at + 1])
            elif words:
                yield Sentence(_with_spaces(words), names=names, has_tree=False, source=path.stem)
                words, names = [], []


def read_offsets(path: Path) -> Iterator[Sentence]:
    """Yield the paragraphs of a JSONL file with `text` and `entities` as character offsets (re3d).

    Only entities whose words all begin with capitals are names for sure; the words of the others are
    `UNSURE`.
    """
    from kg.language.words import blank_english

    nlp = blank_english()
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            doc = nlp(record["text"])
            tags = ["O"] * len(doc)
            for entity in sorted(record["entities"], key=lambda e: e["start"] - e["end"]):
                span = doc.char_span(entity["start"], entity["end"], alignment_mode="expand")
                if span is not None and all(tag == "O" for tag in tags[span.start : span.end]):
                    tags[span.start : span.end] = _offset_tags([t.text for t in span], entity["type"])
            yield from _paragraphs([(t.text, tags[t.i], bool(t.whitespace_), t.is_space) for t in doc])


def read_marked(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a text file, one a line, in which names are marked as `[ORG Shell]`.

    Lines that start with "#" are comments.
    """
    from kg.language.words import blank_english

    nlp = blank_english()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, spans = _unmarked(line.strip())
        doc = nlp(text)
        tags = ["O"] * len(doc)
        for start, end, type_ in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                tags[span.start : span.end] = bio(type_, len(span))
        yield from _paragraphs([(t.text, tags[t.i], bool(t.whitespace_), t.is_space) for t in doc], None)


def _unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its marks, and the names as half-open intervals of characters with a class."""
    text, at, spans = "", 0, []
    for found in _MARKED.finditer(line):
        text += line[at : found.start()]
        spans.append((len(text), len(text) + len(found[2]), found[1]))
        text, at = text + found[2], found.end()
    return text + line[at:], spans


def add_names(sentences: Iterable[Sentence], path: Path) -> None:
    """Put the names of a file of annotations into the sentences of a treebank, which are changed.

    Each line: the id of a sentence, then its names as `start-end:TYPE` (half-open intervals of words). A
    sentence of the same treebank that the file leaves out has no name; the first line tells the treebank.
    """
    known = _by_sentence(path)
    for sentence in sentences:
        tags = ["O"] * len(sentence.words)
        for start, end, type_ in re.findall(r"(\d+)-(\d+):([A-Z]+)", known.get(sentence.id, "")):
            tags[int(start) : int(end)] = bio(type_, int(end) - int(start))
        sentence.names = tags


def _by_sentence(path: Path) -> dict[str, str]:
    """Return the annotations of a file by the id of their sentence; lines with "#" are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def bio(type_: str, count: int) -> list[str]:
    """Return the tags of a name of `count` words.

    >>> bio("ORG", 3)
    ['B-ORG', 'I-ORG', 'I-ORG']
    """
    return [f"B-{type_}"] + [f"I-{type_}"] * (count - 1)


def add_types(sentences: Iterable[Sentence], path: Path) -> None:
    """Put the types of a file of annotations into the sentences of a treebank, which are changed.

    Each line: the id of a sentence, then `word:type` for each word that was judged, counted from 0.
    """
    known = _by_sentence(path)
    for sentence in sentences:
        if sentence.id in known:
            judged = (word.split(":") for word in known[sentence.id].split())
            sentence.types = {int(place): type_ for place, type_ in judged}


def _offset_tags(forms: list[str], type_: str) -> list[str]:
    leading = 1 if len(forms) > 1 and forms[0].lower() in ("the", "a", "an") else 0
    inner = [
        f for f in forms[leading:] if f not in ("of", "the", "and", "for", "-", "’s", "'s", "(", ")", "&")
    ]
    named = bool(inner) and inner[0][0].isupper() and all(f[0].isupper() or f[0].isdigit() for f in inner)
    plain = len(forms) == 1 and (forms[0].endswith("s") or len(forms[0]) < 5) and not forms[0].isupper()
    if not named or plain:
        return [UNSURE] * len(forms)
    return ["O"] * leading + bio(type_, len(forms) - leading)


def _paragraphs(rows: list[tuple[str, str, bool, bool]], longest: int | None = 20) -> Iterator[Sentence]:
    """Cut rows (form, tag, is a space after it, is it white space) at white space and, where a stretch is
    longer than `longest` words, at a full stop.
    """
    words: list[Word] = []
    names: list[str] = []
    for form, tag, space, is_break in [*rows, ("", "", False, True)]:
        if not is_break:
            words.append(Word(form, "_", "_", "_", -1, "_", space))
            names.append(tag)
        stops = form == "." and longest is not None and len(words) > longest
        if words and (is_break or stops):
            yield Sentence(words, names=names, has_tree=False, source="offsets")
            words, names = [], []


def _with_spaces(words: list[Word]) -> list[Word]:
    """Guess where spaces stood: IOB2 files do not say."""
    spaced = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        form = following.form if following is not None else "."
        closes = not form[0].isalnum() and form[0] not in '([{$#@&*`"“‘-–—'
        spaced.append(replace(word, space=not closes and word.form not in ("(", "[", "``", "“", "$")))
    return spaced
