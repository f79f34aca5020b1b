"""The order of the stages: what is read once, what is reported, what does not depend on order or workers.

The rooms for language and statements are stood in for here, so that no model is loaded: every word with a
capital letter is a name, and every sentence "A verb B" a statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg import decisions, pipeline
from kg.built import Build
from kg.config import Config
from kg.errors import ConfigError, DecisionError, DocumentError, InputError, WriteError
from kg.model import (
    Apart,
    Argument,
    Decision,
    Decisions,
    Document,
    Mention,
    MentionKind,
    Predicate,
    Quote,
    Rejection,
    Role,
    Same,
    Severity,
    Span,
    Statement,
    StatementRef,
    Thing,
    content_id,
)
from kg.pipeline import Progress


class Sentence(SimpleNamespace):
    """A sentence as the report needs it."""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tokens)


def fake_annotate(nlp: object, document: Document) -> SimpleNamespace:
    if "explode" in document.text:
        raise ValueError("bad luck")
    if "unreadable" in document.text:
        raise DocumentError("cannot be annotated", where=document.source)
    sents = [
        Sentence(
            start_char=found.start(), end_char=found.end(), text=found.group(), tokens=tokens(found.group())
        )
        for found in re.finditer(r"[^.]+\.", document.text)
    ]
    return SimpleNamespace(sents=sents, document=document)


def tokens(text: str) -> list[SimpleNamespace]:
    words = re.findall(r"\w+", text)
    return [
        SimpleNamespace(is_alpha=w.isalpha(), pos_="VERB" if w.endswith("s") else "NOUN", dep_="")
        for w in words
    ]


def fake_extract(doc: Any) -> Iterator[Statement]:
    for found in re.finditer(r"([A-Z]\w+) (\w+s) ([A-Z]\w+)\.", doc.document.text):
        one, verb, two = (Span(doc.document.id, *found.span(i)) for i in (1, 2, 3))
        yield Statement(
            id=content_id("st", doc.document.id, found.start()),
            predicate=Predicate(found[2], found[2][:-1], verb),
            arguments=(Argument(Role.AGENT, name(one, found[1])), Argument(Role.THEME, name(two, found[3]))),
            span=Span(doc.document.id, *found.span()),
            rules=("fake",),
            confidence=0.5 if found[2] == "likes" else 0.9,
        )


def fake_mentions(doc: Any) -> tuple[Mention, ...]:
    return tuple(argument.filler for one in fake_extract(doc) for argument in one.arguments)  # type: ignore[misc]


def name(span: Span, text: str) -> Mention:
    return Mention(span, text, MentionKind.NAME, type="place")


@pytest.fixture(autouse=True)
def fake_rooms(vocabulary_read_once: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pipeline._model.cache_clear()
    monkeypatch.setattr(pipeline.language, "load", lambda model: object())
    monkeypatch.setattr(pipeline.language, "annotate", fake_annotate)
    monkeypatch.setattr(pipeline.language, "is_english", lambda text: 0.1 if "der" in text else 0.9)
    monkeypatch.setattr(pipeline.statements, "read", lambda doc, **told: doc)
    monkeypatch.setattr(pipeline.statements, "extract_from", fake_extract)
    monkeypatch.setattr(pipeline.statements, "mentions_of", fake_mentions)
    yield
    pipeline._model.cache_clear()


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return make


def lines(built: Build) -> list[str]:
    return [str(statement) for statement in built.statements]


def test_the_stages_meet(write: Write) -> None:
    built = pipeline.build(write("a.txt", "Russia helps Venezuela. Nothing here."))
    assert lines(built) == ["help(agent: Russia, theme: Venezuela)"]
    assert [entity.label for entity in sorted(built.entities, key=lambda one: one.label)] == [
        "Russia",
        "Venezuela",
    ]
    assert [fact.statement for fact in built.facts] == [built.statements[0].id]
    assert (built.sentences, [silence.reason for silence in built.silences]) == (2, ["no verb"])
    assert built.counts["statements"] == 1
    assert len(built.dataset) > 0
    assert built.graph.number_of_edges() == 1
    assert list(built.graph.graph["statements"].values()) == list(built.records.statements)


def test_bad_documents_are_reported_and_the_others_come_through(write: Write) -> None:
    good = write("a.txt", "Russia helps Venezuela.")
    sources = [
        good,
        write("b.txt", ""),
        write("c.txt", "explode"),
        write("d.txt", "unreadable"),
        good.parent / "no.txt",
    ]
    built = pipeline.build(sources)
    assert lines(built) == ["help(agent: Russia, theme: Venezuela)"]
    errors = {Path(f.where).name: f for f in built.findings if f.severity is Severity.ERROR}
    assert sorted(errors) == ["b.txt", "c.txt", "d.txt", "no.txt"]
    assert errors["c.txt"].code == "internal" and "ValueError: bad luck" in errors["c.txt"].message
    assert errors["d.txt"].message == "cannot be annotated"
    assert built.counts["errors"] == 4


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ({"a.txt": ""}, r"a\.txt: .*empty"),
        ({"a.txt": "explode"}, r"a\.txt: kg failed on it"),
        ({"a.txt": "", "b.txt": ""}, r"and 1 more files that cannot be read"),
        ({}, "nothing to read|nothing readable"),
    ],
)
def test_a_build_without_any_document_is_an_error(
    contents: dict[str, str], message: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for file, content in contents.items():
        write(file, content)
    with pytest.raises(InputError, match=message):
        pipeline.build(tmp_path / "in", output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_same_text_is_read_once(write: Write) -> None:
    two = [write("b.txt", "Russia helps Venezuela."), write("a.txt", "Russia helps Venezuela.")]
    built = pipeline.build(two)
    assert [Path(one.source).name for one in built.documents] == ["a.txt"]
    (note,) = [finding for finding in built.findings if finding.code == "duplicate"]
    assert note.severity is Severity.INFO and note.where.endswith("b.txt")


def test_another_language_is_warned_about(write: Write) -> None:
    built = pipeline.build(
        [write("a.txt", "Wer hilft der Katze."), write("b.txt", "Russia helps Venezuela.")]
    )
    (warning,) = [finding for finding in built.findings if finding.code == "language"]
    assert warning.where.endswith("a.txt") and "does not look like English" in warning.message
    assert {Path(d.source).name: d.language for d in built.documents} == {"a.txt": None, "b.txt": "en"}


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("France sold jets to Egypt in 2015.", pipeline.LEAST_ENGLISH_SHORT),
        ("word " * 30, pipeline.LEAST_ENGLISH),
    ],
)
def test_short_texts_need_fewer_english_words(text: str, enough: float) -> None:
    assert pipeline._least(Document("doc_1", text)) == enough


def test_neither_order_nor_workers_change_the_bytes(write: Write) -> None:
    sources = [write(f"{i}.txt", f"Land{i} helps Land{i + 1}. Land{i} likes Venezuela.") for i in range(12)]
    one = dict(pipeline.build(sources).files())
    two = dict(pipeline.build(sources[::-1] + sources[:1], config=Config(workers=3)).files())
    assert one == two


def test_what_kg_wrote_is_not_read_again(write: Write) -> None:
    folder = write("a.txt", "Russia helps Venezuela.").parent
    first = pipeline.build(folder, output=folder / "out")
    second = pipeline.build(folder, output=folder / "out")
    assert [one.source for one in second.documents] == [one.source for one in first.documents]
    assert [finding.code for finding in second.findings] == ["output"]
    named = pipeline.build([folder / "a.txt", folder / "out" / "report.md"])
    assert len(named.documents) == 2


def test_doubtful_statements_are_left_out_and_counted(write: Write) -> None:
    path = write("a.txt", "Russia helps Venezuela. Russia likes Cuba.")
    built = pipeline.build(path, config=Config(minimum_confidence=0.6))
    assert lines(built) == ["help(agent: Russia, theme: Venezuela)"]
    assert built.left_out == 1


def test_what_a_kept_statement_speaks_of_is_kept(write: Write) -> None:
    built = pipeline.build(write("a.txt", "Russia likes Cuba. Russia helps Venezuela."))
    inner, outer = built.statements
    outer = replace(outer, arguments=(Argument(Role.TOPIC, StatementRef(inner.id, "it")),))
    assert pipeline._confident([inner, outer], 0.6) == [inner, outer]
    assert pipeline._confident([inner], 0.6) == []


def test_progress_is_told(write: Write) -> None:
    told: list[Progress] = []
    write("a.txt", "Russia helps Venezuela.")
    write("b.txt", "Russia helps Cuba.")
    folder = write("c.txt", "").parent
    pipeline.build(folder, output=folder.parent / "out", progress=told.append)
    stages = list(dict.fromkeys(step.stage for step in told))
    assert stages == ["load", "read", "resolve", "ground", "build", "render", "write"]
    assert [(step.done, step.total) for step in told if step.stage == "read"] == [
        (0, 3),
        (1, 3),
        (2, 3),
        (3, 3),
    ]


def test_a_wrong_target_is_told_before_anything_is_read(write: Write, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="which kg did not write"):
        pipeline.build(tmp_path / "missing.txt", output=tmp_path)


def test_a_wrong_model_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(model: str | None) -> None:
        raise ConfigError(f"no model {model}")

    monkeypatch.setattr(pipeline.language, "load", missing)
    with pytest.raises(ConfigError, match="no model xx"):
        pipeline.build(tmp_path / "missing.txt", config=Config(model="xx"))


def test_a_text_in_memory() -> None:
    built = pipeline.build_text("Russia helps Venezuela.", title="Help", date="2019-03-30", source="mail")
    (document,) = built.documents
    assert (document.title, document.date, document.source) == ("Help", "2019-03-30", "mail")
    assert built.title == "Help"
    assert lines(built) == ["help(agent: Russia, theme: Venezuela)"]


def test_an_empty_text_is_an_error() -> None:
    with pytest.raises(InputError, match="empty"):
        pipeline.build_text("  \n")


def test_the_workers_are_no_setting_of_the_output(write: Write) -> None:
    built = pipeline.build(
        write("a.txt", "Russia helps Venezuela."), config=Config(workers=2, date="2019-01-01")
    )
    settings = built.records.header["settings"]
    assert settings["date"] == "2019-01-01"
    assert "workers" not in settings


def decide(path: Path, *entries: Decision) -> Path:
    decisions.save(path, Decisions(entries))
    return path


def labels(built: Build) -> list[str]:
    return sorted(entity.label for entity in built.entities)


ONE = Same((Thing("Russia"), Thing("Rodina")), why="two names")


def test_decisions_are_followed(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Russia helps Venezuela. Rodina likes Cuba.")
    named = Config(decisions=str(decide(tmp_path / "mine.toml", ONE)))
    built = pipeline.build(path, config=named)
    assert labels(pipeline.build(path)) == ["Cuba", "Rodina", "Russia", "Venezuela"]
    assert labels(built) == ["Cuba", "Russia", "Venezuela"] or labels(built) == [
        "Cuba",
        "Rodina",
        "Venezuela",
    ]
    (one,) = [entity for entity in built.entities if entity.decisions]
    assert one.decisions == ("same: Rodina = Russia (two names)",)
    assert "same: Rodina = Russia" in dict(built.files())["report.md"]
    assert built.records.header["settings"]["decisions"] == named.decisions


def test_weights_of_a_users_own_are_followed_and_noted(write: Write, tmp_path: Path) -> None:
    texts = ("Rodina likes Cuba.", "Rodina helps Venezuela.")
    paths = [write(f"{number}.txt", text) for number, text in enumerate(texts)]
    shipped = resources.files("kg.entities").joinpath("data", "weights.toml").read_text(encoding="utf-8")
    strict = tmp_path / "strict.toml"
    strict.write_text(re.sub("(?m)^prior = .*$", "prior = -40.0", shipped), encoding="utf-8")
    built = pipeline.build(paths, config=Config(weights=str(strict)))
    assert labels(pipeline.build(paths)).count("Rodina") == 1
    assert labels(built).count("Rodina") == 2
    assert built.records.header["settings"]["weights"] == str(strict)


def test_decisions_in_the_output_folder_survive_every_build(write: Write) -> None:
    path = write("a.txt", "Russia helps Venezuela. Rodina likes Cuba.")
    folder = path.parent.parent / "out"
    folder.mkdir()
    kept = decide(folder / "decisions.toml", ONE).read_bytes()
    first = {name: content for name, content in pipeline.build(path, output=folder).files()}
    second = {name: content for name, content in pipeline.build(path, output=folder).files()}
    assert first == second
    assert (folder / "decisions.toml").read_bytes() == kept
    assert len(pipeline.build(path, output=folder).entities) == 3
    more = pipeline.build([path, write("b.txt", "Rodina helps Cuba.")], output=folder)
    assert len(more.entities) == 3


def test_rejected_statements_are_no_statements_and_are_counted(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Russia helps Venezuela. Russia likes Cuba.")
    wrong = pipeline.build(path).statements[1]
    entry = Rejection(wrong.id, str(wrong), Quote("", "", 0, "x"))
    built = pipeline.build(path, config=Config(decisions=str(decide(tmp_path / "d.toml", entry))))
    assert lines(built) == ["help(agent: Russia, theme: Venezuela)"]
    assert (built.rejected, built.counts["statements_rejected"], built.left_out) == ((wrong,), 1, 0)
    files = dict(built.files())
    assert all(
        wrong.id not in str(files[name]) for name in ("graph.ttl", "statements.jsonl", "graph.graphml")
    )
    assert "| statements rejected | 1 |" in files["report.md"]


def test_decisions_that_no_longer_apply_are_told(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Russia helps Venezuela.")
    gone = Rejection("st_gone", "x", Quote("doc_x", "x.txt", 0, "x"))
    named = Config(decisions=str(decide(tmp_path / "d.toml", ONE, gone)))
    built = pipeline.build(path, config=named)
    told = [finding for finding in built.findings if finding.code == "decision"]
    assert [finding.message.partition(":")[0] for finding in told] == ["no longer applies"] * 2
    assert {finding.where for finding in told} == {named.decisions}


def test_wrong_decisions_are_told_before_anything_is_read(write: Write, tmp_path: Path) -> None:
    against = decide(tmp_path / "d.toml", ONE, Apart(ONE.things))
    for name in (str(against), str(tmp_path / "none.toml")):
        with pytest.raises(DecisionError, match=r"contradicts|cannot be read"):
            pipeline.build(tmp_path / "missing.txt", config=Config(decisions=name))


def test_one_file_of_decisions_counts(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Russia helps Rodina.")
    folder = tmp_path / "out"
    folder.mkdir()
    decide(folder / "decisions.toml", ONE)
    named = Config(decisions=str(decide(tmp_path / "d.toml")))
    built = pipeline.build(path, output=folder, config=named)
    assert labels(built) == ["Rodina", "Russia"]
    assert [f.where for f in built.findings if f.code == "decision"] == [str(folder / "decisions.toml")]


@pytest.mark.parametrize("sources", ["", [" "], ["a.txt", ""]])
def test_an_empty_name_is_not_the_folder_that_one_is_in(sources: str | list[str]) -> None:
    with pytest.raises(InputError, match="a name is empty"):
        pipeline.build(sources)
