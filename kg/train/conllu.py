"""Readers of the files to train on: CoNLL-U with GUM's entities, and names in IOB2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

__all__ = ["UNSURE", "Mention", "Sentence", "Word", "read_conllu", "read_iob2", "read_offsets"]

UNSURE = "?"
"""Name tag of a word of which a file does not say whether it belongs to a name."""

_MENTION = re.compile(r"\((?P<opens>\d+)-(?P<type>[a-z]+)[^()]*(?P<single>\)?)|(?P<closes>\d+)\)")


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
    """A typed mention: the half-open span of words [start, end)."""

    start: int
    end: int
    type: str


@dataclass(slots=True)
class Sentence:
    """A sentence with what its file says about it; what a file is silent about is None."""

    words: list[Word]
    document: str = ""
    new_paragraph: bool = False
    text: str = ""
    mentions: list[Mention] | None = None
    names: list[str] | None = None
    has_tree: bool = True
    source: str = field(default="", repr=False)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in their order; mentions are read where the file declares
    `Entity`.
    """
    document, new_paragraph, text, has_entities, lines = "", True, "", False, []
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
            elif line and not line.startswith("#"):
                lines.append(line.split("\t"))
            elif not line and lines:
                yield _sentence(lines, document, new_paragraph, text, has_entities, path.stem)
                lines, new_paragraph = [], False


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
                yield Mention(i, i + 1, found["type"])
            elif found["opens"]:
                open_mentions.append((found["opens"], i, found["type"]))
            else:
                at = max((k for k, m in enumerate(open_mentions) if m[0] == found["closes"]), default=None)
                if at is not None:
                    _, start, type_ = open_mentions.pop(at)
                    yield Mention(start, i + 1, type_)


def read_iob2(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of an IOB2 file: `word<tab>tag`, or `number<tab>word<tab>tag…` as Universal
    NER has it.
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
                names.append(columns[at + 1])
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


def _offset_tags(forms: list[str], type_: str) -> list[str]:
    leading = 1 if len(forms) > 1 and forms[0].lower() in ("the", "a", "an") else 0
    inner = [
        f for f in forms[leading:] if f not in ("of", "the", "and", "for", "-", "’s", "'s", "(", ")", "&")
    ]
    named = bool(inner) and inner[0][0].isupper() and all(f[0].isupper() or f[0].isdigit() for f in inner)
    plain = len(forms) == 1 and (forms[0].endswith("s") or len(forms[0]) < 5) and not forms[0].isupper()
    if not named or plain:
        return [UNSURE] * len(forms)
    return ["O"] * leading + [f"B-{type_}"] + [f"I-{type_}"] * (len(forms) - leading - 1)


def _paragraphs(rows: list[tuple[str, str, bool, bool]]) -> Iterator[Sentence]:
    words: list[Word] = []
    names: list[str] = []
    for form, tag, space, is_break in [*rows, ("", "", False, True)]:
        if not is_break:
            words.append(Word(form, "_", "_", "_", -1, "_", space))
            names.append(tag)
        stops = form == "." and len(words) > 20
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
