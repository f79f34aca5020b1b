"""The order of the stages, and nothing else: read, clean, annotate, extract, resolve, ground, build, render.

The first four run document by document, so that one bad document is reported and the others come through, and
so that only what was found stays in memory.  The rest needs everything that was read.
"""

from __future__ import annotations

import gc
import logging
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg import (
    decisions,
    documents,
    entities,
    grounding,
    language,
    outputs,
    rejections,
    report,
    statements,
)
from kg.built import Build
from kg.config import Config
from kg.errors import DocumentError, InputError, KgError
from kg.model import Decisions, Document, Finding, Mention, Severity, Statement, StatementRef
from kg.report import Silence

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Progress", "build", "build_text"]

logger = logging.getLogger(__name__)

LEAST_ENGLISH = 0.5
"""Documents for which `language.is_english` gives less are warned about."""

LEAST_ENGLISH_SHORT = 0.3
"""The same for texts of fewer than `SHORT` words: a line of names and numbers has few words to tell by."""

SHORT = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: the stage, how many of its items are done, of how many, and what was found so far.

    While documents are read (stage "read") the items are files; in the later stages there is one step a
    stage.
    """

    stage: str
    done: int
    total: int
    counts: Mapping[str, int] = field(default_factory=dict)


Reporter = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one document gave, or why it gave nothing."""

    document: Document
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sentences: int = 0
    silences: tuple[Silence, ...] = ()
    findings: tuple[Finding, ...] = ()


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    output: str | Path | None = None,
    config: Config | None = None,
    progress: Reporter | None = None,
) -> Build:
    """Read files and folders ("-": standard input) and return the knowledge graph of all their documents.

    With `output`, all files are written into that folder.  A document that cannot be read becomes a finding
    and the others come through; `InputError` is raised where none does.  The result does not depend on the
    order of `sources`, nor on `config.workers`.  Decisions of analysts (`config.decisions`, or
    `decisions.toml` in `output`) are followed; `DecisionError` is raised where they contradict each other.
    """
    config = config or Config()
    if output is not None:
        outputs.check_target(Path(output))
    stages = _Stages(config, progress or _silent, output)
    return stages.finish(stages.read(_sources(sources)), output)


def build_text(
    text: str,
    *,
    title: str | None = None,
    date: str | None = None,
    source: str = "-",
    output: str | Path | None = None,
    config: Config | None = None,
    progress: Reporter | None = None,
) -> Build:
    """Return the knowledge graph of one text, with everything else as in `build`.

    `date` (ISO 8601) is the day on which it was written, where it does not tell itself; `source` says where
    it is from.  Raises `InputError` for a text without any word.
    """
    config = config or Config()
    if output is not None:
        outputs.check_target(Path(output))
    stages = _Stages(config, progress or _silent, output)
    item = documents.read_text(text, source=source, title=title, date=date or config.date)
    return stages.finish(stages.annotate([item]), output)


def _silent(progress: Progress) -> None:
    """Tell nobody."""


def _sources(sources: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """Return one or many sources as a list; an empty name, which paths take for this folder, is an error."""
    found = [sources] if isinstance(sources, str | Path) else list(sources)
    if any(isinstance(source, str) and not source.strip() for source in found):
        raise InputError("a name is empty", remedy="name a file or folder; . is the folder that you are in")
    return found


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python's search for rings of dead objects from running meanwhile.

    What is made here stays until the files are written: millions of objects, through all of which the search
    would go again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=1)
def _model(name: str | None) -> Language:
    """Return the language model; the last one is kept, since many builds of one process use the same."""
    return language.load(name)


class _Stages:
    """The stages of one build with what they share: settings, model, vocabulary, findings."""

    def __init__(self, config: Config, tell: Reporter, output: str | Path | None = None) -> None:
        """Load everything that can be wrong before any text is read."""
        self.config = config
        self.tell = tell
        self.decisions, found = _decisions(config, output)
        self.findings: list[Finding] = found
        self.tell(Progress("load", 0, 1))
        self.vocabulary = grounding.load(config)
        self.weights = entities.load_weights(config.weights)
        self.nlp = _model(config.model)
        self.tell(Progress("load", 1, 1))

    def read(self, sources: Sequence[str | Path]) -> Iterator[_Reading]:
        """Yield what each document below `sources` gave, in the order of their paths."""
        named = {Path(source) for source in sources}
        yield from self.annotate(
            self._documents(self._without_outputs(sorted(documents.find(sources)), named))
        )

    def _without_outputs(self, paths: Sequence[Path], named: Container[Path]) -> list[Path]:
        """Return the files that kg did not write itself, and those that a user names one by one."""
        written = {folder for folder in {path.parent for path in paths} if outputs.is_output(folder)}
        for folder in sorted(written):
            message = "is what an earlier build wrote, not read"
            self.findings.append(Finding(Severity.INFO, message, str(folder), code="output"))
        return [path for path in paths if path.parent not in written or path in named]

    def _documents(self, paths: Sequence[Path]) -> Iterator[Document]:
        """Yield the documents of all files, without repetitions."""
        seen: dict[str, str] = {}
        for number, path in enumerate(paths):
            self.tell(Progress("read", number, len(paths), {"documents": len(seen)}))
            for document in self._of_file(path):
                if document.id in seen:
                    message = f"has the same text as {seen[document.id]}, read once"
                    self.findings.append(Finding(Severity.INFO, message, document.source, code="duplicate"))
                    continue
                seen[document.id] = document.source
                yield document
        self.tell(Progress("read", len(paths), len(paths), {"documents": len(seen)}))

    def _of_file(self, path: Path) -> Iterator[Document]:
        """Yield the documents of one file; what cannot be read becomes a finding."""
        try:
            yield from documents.read(path, text_column=self.config.text_column, date=self.config.date)
        except DocumentError as error:
            self.findings.append(
                Finding(Severity.ERROR, error.message, error.where or str(path), error.remedy, "document")
            )

    def annotate(self, items: Iterable[Document]) -> Iterator[_Reading]:
        """Yield what each document gave, in the order given, whatever the number of workers."""
        if self.config.workers == 1:
            yield from map(self._reading, items)
            return
        waiting: deque[Future[_Reading]] = deque()
        with ThreadPoolExecutor(self.config.workers) as pool:
            for document in items:
                waiting.append(pool.submit(self._reading, document))
                if len(waiting) >= 2 * self.config.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _reading(self, document: Document) -> _Reading:
        """Return what one document gave; a failure in it is reported and does not touch the others."""
        try:
            return self._extract(documents.clean(document))
        except KgError as error:
            problem = Finding(Severity.ERROR, error.message, document.source, error.remedy, "document")
        except Exception as error:
            logger.debug("%s", document.source, exc_info=True)
            message = f"kg failed on it: {type(error).__name__}: {error}"
            remedy = "this is a fault of kg: please report it, with the text"
            problem = Finding(Severity.ERROR, message, document.source, remedy, "internal")
        return _Reading(document, findings=(problem,))

    def _extract(self, document: Document) -> _Reading:
        """Return the statements and mentions of one cleaned document."""
        lexicon, date = self.vocabulary.lexicon, document.date or self.config.date
        english = language.is_english(document.text)
        document = replace(document, language="en" if english >= _least(document) else document.language)
        doc = language.annotate(self.nlp, document)
        holes = [(start, end) for start, end, _ in documents.holes(document.text)]
        reading = statements.read(doc, lexicon=lexicon, date=date, holes=holes)
        found = tuple(statements.extract_from(reading))
        return _Reading(
            document=document,
            statements=found,
            mentions=statements.mentions_of(reading),
            sentences=sum(1 for _ in doc.sents),
            silences=tuple(report.silences(doc, document.id, found)),
            findings=(*documents.findings(document), *_other_language(document, english)),
        )

    def finish(self, readings: Iterable[_Reading], output: str | Path | None) -> Build:
        """Return the build of all that was read, written into `output` if it is given."""
        read = list(readings)
        with _collector_at_rest():
            done = self._gather(read)
            for stage, make in (("build", "quads"), ("render", "page")) if output is not None else ():
                self.tell(Progress(stage, 0, 1, done.counts))
                getattr(done, make)
            if output is not None:
                self.tell(Progress("write", 0, 1, done.counts))
                done.write(output)
                self.tell(Progress("write", 1, 1, done.counts))
        return done

    def _gather(self, read: Sequence[_Reading]) -> Build:
        """Resolve and ground what all documents gave."""
        self.findings += chain.from_iterable(reading.findings for reading in read)
        good = [reading for reading in read if not _failed(reading)]
        if not good:
            raise _nothing(self.findings)
        texts = [reading.document for reading in good]
        every = list(chain.from_iterable(reading.statements for reading in good))
        said, rejected, lost = rejections.reject(every, self.decisions, texts)
        kept = _confident(said, self.config.minimum_confidence)
        self.tell(Progress("resolve", 0, 1, {"documents": len(good), "statements": len(kept)}))
        pairs = ((reading.document, reading.mentions) for reading in good)
        resolved = entities.resolve(
            pairs,
            lexicon=self.vocabulary.lexicon,
            known=self.vocabulary.known,
            decisions=self.decisions,
            weights=self.weights,
        )
        self.findings += [*lost, *entities.findings(self.decisions, resolved, texts)]
        self.tell(Progress("ground", 0, 1, {"statements": len(kept), "entities": len(resolved)}))
        return Build(
            documents=tuple(texts),
            statements=tuple(kept),
            entities=tuple(resolved),
            facts=tuple(grounding.ground(kept, resolved, self.vocabulary)),
            findings=tuple(self.findings),
            silences=tuple(chain.from_iterable(reading.silences for reading in good)),
            sentences=sum(reading.sentences for reading in good),
            left_out=len(said) - len(kept),
            vocabulary=self.vocabulary,
            config=self.config,
            decisions=self.decisions,
            rejected=tuple(rejected),
        )


def _decisions(config: Config, output: str | Path | None) -> tuple[Decisions, list[Finding]]:
    """Return the decisions of the file that is configured, else of the one in the output folder, checked."""
    usual = Path(output) / decisions.FILE if output is not None else None
    beside = usual if usual is not None and usual.is_file() else None
    path = Path(config.decisions) if config.decisions else beside
    if path is None:
        return Decisions(), []
    found = decisions.load(path)
    entities.Constraints.of(found)
    if beside is None or path.resolve() == beside.resolve():
        return found, []
    message = f"is not read: the decisions are those of {path}"
    return found, [Finding(Severity.WARNING, message, str(beside), "move what counts there", "decision")]


def _failed(reading: _Reading) -> bool:
    """Tell whether a document gave an error instead of a text."""
    return any(finding.severity is Severity.ERROR for finding in reading.findings)


def _least(document: Document) -> float:
    """Return how English a text must look to be read without a warning."""
    return LEAST_ENGLISH if len(document.text.split()) >= SHORT else LEAST_ENGLISH_SHORT


def _other_language(document: Document, english: float) -> Iterator[Finding]:
    """Yield a warning for a text that does not look English."""
    if english < _least(document):
        message = f"does not look like English (score {english:.2f}): what was found in it is doubtful"
        yield Finding(
            Severity.WARNING, message, document.source, "kg reads English; leave it out", "language"
        )


def _nothing(findings: Sequence[Finding]) -> InputError:
    """Return the error for a build without any document: the first finding, or the plain word."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if len(errors) == 1:
        return InputError(errors[0].message, where=errors[0].where, remedy=errors[0].remedy)
    if errors:
        message = f"{errors[0].message} (and {len(errors) - 1} more files that cannot be read)"
        return InputError(message, where=errors[0].where, remedy=errors[0].remedy)
    return InputError("nothing to read", remedy="name text files, or folders with some")


def _confident(said: Sequence[Statement], least: float) -> list[Statement]:
    """Return the statements with enough confidence, and those that they speak of."""
    by_id = {statement.id: statement for statement in said}
    keep = {statement.id for statement in said if statement.confidence >= least}
    new = set(keep)
    while new:
        new = {inner for outer in new for inner in _inner(by_id[outer]) if inner in by_id} - keep
        keep |= new
    return [statement for statement in said if statement.id in keep]


def _inner(statement: Statement) -> Iterator[str]:
    """Yield the ids of the statements that fill an argument."""
    for argument in statement.arguments:
        if isinstance(argument.filler, StatementRef):
            yield argument.filler.id
