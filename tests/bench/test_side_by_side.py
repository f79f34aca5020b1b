from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import spacy
from spacy.language import Language

from kg.bench import side_by_side
from kg.bench.annotate import Annotator
from kg.language.component import SHIPPED
from kg.language.subgraph import cut_after_last
from kg.language.yardsticks import bare_encoder, cnn_pipeline
from kg.model import Document

ROOT = Path(__file__).parents[2]
TEXT = "Russia supplies helicopters to Venezuela. The training center was unveiled on Friday."


@pytest.fixture(scope="module")
def cnn() -> Language:
    return cnn_pipeline()


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


def test_all_run_over_the_same_texts(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "WORDS", 30)
    figures = side_by_side.side_by_side(annotator, [Document("doc_1", TEXT)], repeats=2)
    assert list(figures) == ["words", "nlp", "encoder", "cnn", "nlp_to_encoder", "nlp_to_cnn"]
    assert figures["words"] == 42
    assert all(figures[name]["words_per_second"] > 0 for name in ("nlp", "encoder", "cnn"))
    assert 0 < figures["nlp_to_encoder"] < 1.5 and figures["nlp_to_cnn"] > 0


def test_long_documents_are_cut_and_short_ones_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "WORDS", 10)
    monkeypatch.setattr(side_by_side, "_LONGEST", 20)
    documents = [Document("doc_1", "word " * 100), Document("doc_2", ""), Document("doc_3", "one two")]
    texts, words = side_by_side.sample(documents, lambda document: len(document.text.split()))
    assert (texts, words) == (["word " * 4, "", "one two", "word " * 4], 10)


def test_no_words_are_an_error() -> None:
    with pytest.raises(ValueError, match="no words"):
        side_by_side.sample([Document("doc_1", " ")], lambda document: 0)


def test_the_encoder_is_the_network_without_its_heads() -> None:
    whole = (SHIPPED / "network.onnx").read_bytes()
    part = cut_after_last(whole, "LayerNormalization")
    assert len(part) < len(whole)
    sessions = [onnxruntime.InferenceSession(m, providers=["CPUExecutionProvider"]) for m in (whole, part)]
    assert len(sessions[1].get_outputs()) == 1
    given = {
        "embeddings": np.zeros((5, 384), dtype=np.float32),
        "shapes": np.ones(5, dtype=np.int64),
        "gaps": np.ones(5, dtype=np.int64),
        "first": np.arange(1, 4),
    }
    (output,) = sessions[1].run(None, given)
    assert output.shape == (1, 5, 384) and np.isfinite(output).all()


def test_the_pipeline_is_as_before_after_its_windows_were_recorded(annotator: Annotator) -> None:
    before = annotator.text(TEXT).to_json()
    run = bare_encoder(annotator.nlp, [TEXT, "", "One."])
    assert run is not None
    run()
    assert annotator.text(TEXT).to_json() == before


def test_another_pipeline_has_no_such_encoder() -> None:
    assert bare_encoder(spacy.blank("en"), [TEXT]) is None


def test_the_cnn_pipeline_has_the_shape_of_en_core_web_sm(cnn: Language) -> None:
    assert cnn.pipe_names == ["tok2vec", "tagger", "parser", "ner"]
    assert [len(cnn.pipe_labels[name]) for name in ("tagger", "ner")] == [50, 18]
    transitions = [cnn.get_pipe(name).moves.n_moves for name in ("parser", "ner")]  # type: ignore[attr-defined]
    assert transitions == pytest.approx([106, 74], abs=3)


def test_the_cnn_pipeline_makes_about_as_many_arcs_as_a_trained_one(cnn: Language) -> None:
    doc = cnn((ROOT / "kg" / "data" / "demo" / "article.txt").read_text(encoding="utf-8"))
    arcs = sum(token.head.i != token.i for token in doc)
    assert 0.8 * len(doc) < arcs < len(doc)
    assert 1 < len(list(doc.sents)) < 0.2 * len(doc)
