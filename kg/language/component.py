"""`kg_annotator`: the spaCy component that fills tags, lemmas, features, trees, sentences, names and
nominal types.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.errors import LanguageModelError
from kg.language.chains import ChainScorer, chains
from kg.language.chunks import noun_chunks
from kg.language.decoding import Sentence
from kg.language.lexicon import Lexicon
from kg.language.mentions import mention_spans
from kg.language.mentiontable import MentionTable, Phrases
from kg.language.morphology import sentence_features, sentence_lemmas
from kg.language.network import FILES, Network
from kg.language.repairs import repair
from kg.language.windows import Passage, read_passages

__all__ = ["CONFIDENCE", "LINKS", "MENTIONS", "NOMINALS", "Annotator", "make_annotator"]

MENTIONS = "mentions"
"""Key of `doc.spans`: the phrase of each nominal, labelled with its type; `span.id_` is the number of its
chain, the same for all mentions of one thing.
"""

NOMINALS = "nominals"
"""Key of `doc.spans`: one-token spans over the heads of nominals, labelled with their type."""

CONFIDENCE = "kg_arc_prob"
"""Key of `doc.user_data`: for each token the probability of its head and relation, in [0, 1]; a list, a tuple
after a way through spaCy's `DocBin`.
"""

LINKS = "kg_link_prob"
"""Key of `doc.user_data`: for heads of nominals that were linked with an earlier one, index of the token →
probability that it belongs to its chain, in [0, 1].
"""

_ATTRIBUTES = ("TAG", "POS", "DEP", "HEAD", "LEMMA", "MORPH")

SHIPPED = Path(__file__).parent / "data" / "kg_en"


class Annotator:
    """A spaCy component around one `Network`; see the module's constants for what it sets beside token
    attributes.

    The model's files are read at the first use, so making an empty one is cheap.
    """

    def __init__(
        self, vocab: Vocab, name: str = "kg_annotator", *, folder: Path | None = None, threads: int = 1
    ) -> None:
        self.vocab, self.name, self.threads = vocab, name, threads
        vocab.get_noun_chunks = cast(Any, noun_chunks)
        self._folder: Path | None = None
        self.network: Network
        self.lexicon: Lexicon
        self.scorer: ChainScorer
        if folder is not None:
            self.from_disk(folder)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a doc in place and return it; sentence starts that it has already are kept."""
        return self._write(doc, self._read(doc))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate docs in order, several at a time where `threads` allows; the result is that of
        `__call__`.
        """
        if self.threads < 2:
            yield from map(self, stream)
            return
        waiting: deque[tuple[Doc, Future[list[Passage]]]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            for doc in stream:
                waiting.append((doc, pool.submit(self._read, doc)))
                if len(waiting) > 2 * self.threads:
                    yield self._write(waiting[0][0], waiting.popleft()[1].result())
            for doc, passages in waiting:
                yield self._write(doc, passages.result())

    def _read(self, doc: Doc) -> list[Passage]:
        if self._folder is None:
            raise LanguageModelError(
                f"the component {self.name} has no model", remedy="use kg.language.load()"
            )
        words, between = _words_of(doc)
        texts = [doc[i].text for i in words]
        return list(read_passages(self.network, texts, between, _given_starts(doc, words)))

    def mention_table(self, doc: Doc) -> MentionTable:
        """Annotate a doc and return what the scorer of antecedents sees of its mentions."""
        return self._fill(doc, self._read(doc)).mentions

    def _write(self, doc: Doc, passages: list[Passage]) -> Doc:
        self._fill(doc, passages)
        return repair(doc)

    def _fill(self, doc: Doc, passages: list[Passage]) -> _Rows:
        words, _ = _words_of(doc)
        rows = _Rows(doc, words)
        names: list[Span] = []
        for passage in passages:
            start = passage.start
            rows.mentions.add_window(passage.references)
            for sentence in passage.sentences:
                rows.fill(self, start, sentence)
                start += len(sentence.heads)
            names += [Span(doc, words[a], words[b - 1] + 1, label=type_) for a, b, type_ in passage.names]
        rows.finish(names, *chains(self.scorer, rows.mentions))
        return rows

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES if self._folder is not None else ():
            if (self._folder_or_fail() / name).resolve() != (folder / name).resolve():
                shutil.copyfile(self._folder_or_fail() / name, folder / name)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the model's files as one string of bytes."""
        files = {name: (self._folder_or_fail() / name).read_bytes() for name in FILES}
        return cast(bytes, srsly.msgpack_dumps(files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Annotator:
        """Load the model from what `to_bytes` returned; its files are kept until the component is gone."""
        folder = Path(tempfile.mkdtemp(prefix="kg_en_"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        for name, content in srsly.msgpack_loads(data).items():
            if name in FILES:
                (folder / name).write_bytes(content)
        return self.from_disk(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Annotator:
        """Load the model's files from the folder `path`."""
        folder = Path(path)
        self.network = Network(folder)
        self.lexicon = Lexicon.load(folder / "lexicon.json.gz")
        self.scorer = ChainScorer.load(folder / "chains.npz")
        self._folder = folder
        return self

    def _folder_or_fail(self) -> Path:
        if self._folder is None:
            raise LanguageModelError(
                f"the component {self.name} has no model", remedy="use kg.language.load()"
            )
        return self._folder


@Language.factory(
    "kg_annotator",
    default_config={"threads": 1},
    assigns=[
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.morph",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.ents",
        "doc.sents",
        "doc.spans",
    ],
)
def make_annotator(nlp: Language, name: str, threads: int) -> Annotator:
    """Make an empty annotator for `nlp.add_pipe`; its model comes from `from_disk`."""
    return Annotator(nlp.vocab, name, threads=threads)


def _given_starts(doc: Doc, words: list[int]) -> list[int] | None:
    """Return the words at which sentences start if the doc says so already, as places in `words`."""
    if len(doc) < 2 or not words or not doc.has_annotation("SENT_START"):
        return None
    return [k for k, i in enumerate(words) if doc[i].is_sent_start or not k]


def _words_of(doc: Doc) -> tuple[list[int], list[str]]:
    """Return the indices of all tokens that are not white space, and the text before each of them."""
    words = [token.i for token in doc if not token.is_space]
    text = doc.text
    ends = [0, *(doc[i].idx + len(doc[i]) for i in words)]
    return words, [text[end : doc[i].idx] for i, end in zip(words, ends, strict=False)]


class _Rows:
    """Collects what is known of each token, then sets it in one go."""

    def __init__(self, doc: Doc, words: list[int]) -> None:
        self.doc, self.words = doc, words
        self.values = np.zeros((len(doc), 6), dtype=np.uint64)
        self.confidence = [1.0] * len(doc)
        self.nominals: list[tuple[int, int, int, str]] = []
        self.mentions = MentionTable()
        add = doc.vocab.strings.add
        self.values[:, 0], self.values[:, 1] = add("_SP"), add("SPACE")
        self.values[:, 2] = add("dep")
        self.morphs: dict[str, int] = {}

    def fill(self, annotator: Annotator, start: int, sentence: Sentence) -> None:
        labels, lexicon, add = annotator.network.labels, annotator.lexicon, self.doc.vocab.strings.add
        at = self.words[start : start + len(sentence.heads)]
        forms = [self.doc[i].text for i in at]
        tags = [labels.xpos[k] for k in sentence.xpos]
        poses = [labels.upos[k] for k in sentence.upos]
        deps = [labels.deps[k] for k in sentence.deps]
        heads = sentence.heads.tolist()
        lemmas = sentence_lemmas(lexicon, forms, tags, poses, deps, heads)
        feats = sentence_features(lexicon, forms, tags, poses, deps, heads)
        for k, i in enumerate(at):
            head = at[int(sentence.heads[k])]
            self.values[i] = (
                add(tags[k]),
                add(poses[k]),
                add(deps[k]),
                np.int64(head - i).astype(np.uint64),
                add(lemmas[k]),
                self._morph(feats[k]),
            )
            self.confidence[i] = round(float(sentence.confidence[k]), 4)
        nominals = np.flatnonzero(sentence.types).tolist()
        spans = mention_spans(nominals, heads=heads, deps=deps, upos=poses, forms=forms)
        types = [int(sentence.types[k]) for k in nominals]
        phrases = Phrases(start, forms, lemmas, poses, tags, deps, heads)
        self.mentions.add_sentence(phrases, nominals, spans, types)
        for k, (a, b), type_ in zip(nominals, spans, types, strict=True):
            self.nominals.append((at[k], at[a], at[b - 1] + 1, labels.types[type_]))

    def _morph(self, feats: str) -> int:
        if feats not in self.morphs:
            self.morphs[feats] = self.doc.vocab.morphology.add(feats)
        return self.morphs[feats]

    def finish(self, names: list[Span], numbers: list[int], chances: list[float]) -> None:
        self._attach_spaces()
        if len(self.doc):
            self.doc.from_array(list(_ATTRIBUTES), cast(Any, self.values))
        self.doc.set_ents(names)
        heads = [Span(self.doc, i, i + 1, label=type_) for i, _, _, type_ in self.nominals]
        self.doc.spans[NOMINALS] = heads
        self.doc.spans[MENTIONS] = [
            Span(self.doc, start, end, label=type_, span_id=str(number))
            for (_, start, end, type_), number in zip(self.nominals, numbers, strict=True)
        ]
        self.doc.user_data[CONFIDENCE] = self.confidence
        self.doc.user_data[LINKS] = {
            i: p for (i, _, _, _), p in zip(self.nominals, chances, strict=True) if p < 1
        }

    def _attach_spaces(self) -> None:
        """Hang each white space token on the word before it; what stands before the first word hangs on
        that one.
        """
        empty, morph = self.doc.vocab.strings.add(""), self._morph("")
        head = self.words[0] if self.words else 0
        known = set(self.words)
        for i in range(len(self.doc)):
            if i in known:
                head = i
            else:
                self.values[i, 3] = np.int64(head - i).astype(np.uint64)
                self.values[i, 4:] = (self.doc.vocab.strings.add(self.doc[i].text) or empty, morph)
