"""The shipped pipeline is one like any other of spaCy: saved, loaded, matched, drawn, switched off."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc, DocBin

from kg.language import CONFIDENCE, NOMINALS
from tests.language.test_robustness import content

ROOT = Path(__file__).parents[2]
TEXT = "Russia supplies helicopters to Venezuela. John Bolton said that he would not go.\n\nTalks go on."


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


@pytest.fixture(scope="module")
def folder(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "kg_en"
    nlp.to_disk(path)
    return path


def test_a_saved_pipeline_is_the_same_in_another_process(folder: Path, doc: Doc) -> None:
    code = (
        "import spacy, sys, json\n"
        f"nlp = spacy.load({str(folder)!r})\n"
        f"doc = nlp({TEXT!r})\n"
        "print(json.dumps([nlp.meta['name'], [[t.dep_, t.head.i, t.lemma_, t.tag_] for t in doc]]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    name, tokens = json.loads(done.stdout)
    assert name == "kg_en"
    assert tokens == [[t.dep_, t.head.i, t.lemma_, t.tag_] for t in doc]


def test_a_saved_pipeline_cuts_the_same_words(folder: Path, nlp: Language) -> None:
    again = spacy.load(folder)
    text = "It's a well-known Mi-17.The non-state U.S. firm won't pay $5.3m (e.g. a/b) to him@x.org—now…"
    assert [t.text for t in again.make_doc(text)] == [t.text for t in nlp.make_doc(text)]


def test_a_saved_pipeline_can_be_saved_again_in_its_place(folder: Path, tmp_path: Path, doc: Doc) -> None:
    spacy.load(folder).to_disk(tmp_path / "two")
    again = spacy.load(tmp_path / "two")
    assert content(again(TEXT)) == content(doc)


def test_docs_survive_bytes(nlp: Language, doc: Doc) -> None:
    assert content(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == content(doc)


def test_docs_survive_a_bin(nlp: Language, doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc, nlp("Talks go on.")]).to_bytes()
    first, second = DocBin(store_user_data=True).from_bytes(stored).get_docs(spacy.blank("en").vocab)
    assert content(first) == content(doc)
    assert [(s.text, bool(s.label_)) for s in second.spans[NOMINALS]] == [("Talks", True)]


def test_docs_survive_a_pickle(doc: Doc) -> None:
    assert content(pickle.loads(pickle.dumps(doc))) == content(doc)


def test_docs_survive_json(nlp: Language, doc: Doc) -> None:
    again = Doc(nlp.vocab).from_json(json.loads(json.dumps(doc.to_json())))
    assert [(t.dep_, t.head.i, t.lemma_) for t in again] == [(t.dep_, t.head.i, t.lemma_) for t in doc]
    assert [(s.start, s.end, s.label_) for s in again.spans[NOMINALS]] == [
        (s.start, s.end, s.label_) for s in doc.spans[NOMINALS]
    ]


def test_sentences_can_be_docs_of_their_own(doc: Doc) -> None:
    second = list(doc.sents)[1].as_doc()
    assert second.text.startswith("John Bolton") and [t.dep_ for t in second].count("root") == 1


def test_matchers(nlp: Language, doc: Doc) -> None:
    matcher = Matcher(nlp.vocab)
    matcher.add("SUPPLY", [[{"LEMMA": "supply", "POS": "VERB", "MORPH": {"IS_SUPERSET": ["Tense=Pres"]}}]])
    assert [span.text for span in matcher(doc, as_spans=True)] == ["supplies"]
    phrases = PhraseMatcher(nlp.vocab, attr="LEMMA")
    phrases.add("HELICOPTER", [nlp("helicopter")])
    assert [span.text for span in phrases(doc, as_spans=True)] == ["helicopters"]


def test_dependency_matcher(nlp: Language, doc: Doc) -> None:
    matcher = DependencyMatcher(nlp.vocab)
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"POS": "VERB"}}
    subject = {
        "LEFT_ID": "verb",
        "REL_OP": ">",
        "RIGHT_ID": "who",
        "RIGHT_ATTRS": {"DEP": "nsubj", "ENT_TYPE": "place"},
    }
    matcher.add("ACTS", [[verb, subject]])
    assert [[doc[i].text for i in found] for _, found in matcher(doc)] == [["supplies", "Russia"]]


def test_drawings(doc: Doc) -> None:
    tree = displacy.render(next(iter(doc.sents)), style="dep", jupyter=False)
    assert "nsubj" in tree and "helicopters" in tree
    assert "Venezuela" in displacy.render(doc, style="ent", jupyter=False)
    assert "helicopters" in displacy.render(doc, style="span", options={"spans_key": NOMINALS}, jupyter=False)


def test_the_component_can_be_switched_off(nlp: Language) -> None:
    with nlp.select_pipes(disable=["kg_annotator"]):
        assert nlp.pipe_names == []
        assert not nlp("He left.").has_annotation("DEP")
    assert nlp("He left.").has_annotation("DEP")


def test_the_component_tells_what_it_sets(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis["problems"] == {"kg_annotator": []}
    sets = set(analysis["summary"]["kg_annotator"]["assigns"])
    assert {"token.tag", "token.dep", "token.lemma", "doc.ents", "doc.sents", "doc.spans"} <= sets


def test_the_component_comes_after_others_and_others_after_it(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "one")
    again = spacy.load(tmp_path / "one")
    ruler = again.add_pipe("entity_ruler", last=True, config={"overwrite_ents": True})
    ruler.add_patterns([{"label": "weapon", "pattern": "helicopters"}])  # type: ignore[attr-defined]
    assert ("helicopters", "weapon") in [(e.text, e.label_) for e in again(TEXT).ents]


def test_sentences_that_are_known_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("He left Rome They stayed there")
    for token in doc:
        token.is_sent_start = token.i in (0, 3)
    assert [sent.text for sent in nlp(doc).sents] == ["He left Rome", "They stayed there"]


def test_docs_of_a_stream_keep_their_context(nlp: Language) -> None:
    pairs = list(nlp.pipe([("He left.", 1), ("They stayed.", 2)], as_tuples=True))
    assert [(doc[0].text, number) for doc, number in pairs] == [("He", 1), ("They", 2)]
    assert all(CONFIDENCE in doc.user_data for doc, _ in pairs)
