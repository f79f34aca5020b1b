from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.bench import conllu, treebank
from kg.bench.conllu import TreeDocument, TreeSentence, TreeToken, TreeWord
from kg.bench.treebank import Layer, LayerWord
from kg.errors import InputError


def layer(line: str, *, heads: str = "", labels: str = "", multiword: str = "") -> Layer:
    """A layer of words: "|" ends a sentence, heads count all words from 1, `multiword` is "do+n't"."""
    words: list[LayerWord] = []
    sentences: list[tuple[int, int]] = []
    characters, start = "", 0
    spans = {part: "".join(multiword.split("+")) for part in multiword.split("+")} if multiword else {}
    forms = line.split()
    parents = [int(h) for h in heads.split()] or [0] * len(forms)
    names = labels.split() or ["dep"] * len(forms)
    begin = 0
    for form in forms:
        if form == "|":
            sentences.append((start, len(characters)))
            start = len(characters)
            continue
        i = len(words)
        at = len(characters)
        characters += form
        inside = form in spans
        begin = begin if inside and words and words[-1].in_multiword else at
        end = begin + len(spans[form]) if inside else len(characters)
        parent = parents[i] - 1 if parents[i] else None
        words.append(LayerWord(begin if inside else at, end, form, form, "X", "X", parent, names[i], inside))
    sentences.append((start, len(characters)))
    return Layer(characters, tuple(sentences), tuple(words))


def test_the_same_is_right() -> None:
    gold = layer("He goes | She stays", heads="2 0 4 0")
    assert set(treebank.score([(gold, gold)]).values()) == {1.0}


@pytest.mark.parametrize(
    ("gold", "said", "aligned"),
    [
        ("e-mail me", "e- mail me", [(1, 2)]),
        ("a b c", "ab c", [(2, 1)]),
        ("ab cd", "ab cd", [(0, 0), (1, 1)]),
        ("ab cd", "a bc d", []),
    ],
)
def test_words_are_aligned_by_their_characters(gold: str, said: str, aligned: list[tuple[int, int]]) -> None:
    assert treebank.align(layer(gold), layer(said)) == aligned


@pytest.mark.parametrize(
    ("said", "aligned"),
    [
        ("so do n't go", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("so don't go", [(0, 0), (3, 2)]),
        ("so DO n't go", None),  # not the same text
        ("so don 't go", [(0, 0), (3, 3)]),
    ],
)
def test_inside_a_multiword_token_forms_decide(said: str, aligned: list[tuple[int, int]] | None) -> None:
    gold = layer("so do n't go", multiword="do+n't")
    if aligned is None:
        with pytest.raises(InputError, match="differ in their text"):
            treebank.align(gold, layer(said))
    else:
        assert treebank.align(gold, layer(said)) == aligned


def test_attachment_needs_the_same_parent() -> None:
    gold = layer("He goes home", heads="2 0 2", labels="nsubj root advmod")
    said = layer("He goes home", heads="2 0 1", labels="nsubj:pass root advmod")
    figures = treebank.score([(gold, said)])
    assert figures["uas"] == pytest.approx(2 / 3)
    assert figures["las"] == pytest.approx(2 / 3)  # universal relations are compared
    assert figures["las_full"] == pytest.approx(1 / 3)


def test_figures_are_f1_over_differing_words() -> None:
    gold, said = layer("e-mail me", heads="0 1"), layer("e- mail me", heads="0 1 1")
    figures = treebank.score([(gold, said)])
    assert figures["words_f1"] == pytest.approx(2 * 1 / (2 + 3))
    assert figures["uas"] == 0.0  # the parent of "me" is no word of the gold
    assert figures["sentences_f1"] == 1.0


def test_sentences_need_both_borders() -> None:
    figures = treebank.score([(layer("a b | c d"), layer("a b | c | d"))])
    assert figures["sentences_f1"] == pytest.approx(2 * 1 / (2 + 3))


def test_counts_are_summed_over_documents() -> None:
    right, wrong = layer("a b", heads="0 1"), layer("a b", heads="2 0")
    assert treebank.score([(right, right), (right, wrong)])["uas"] == 0.5


def test_a_doc_becomes_a_layer_without_white_space() -> None:
    doc = Doc(
        English().vocab,
        words=["He", "left", "\n", "Go"],
        spaces=[True, False, False, False],
        pos=["PRON", "VERB", "SPACE", "VERB"],
        tags=["PRP", "VBD", "_SP", "VB"],
        lemmas=["he", "leave", "\n", "go"],
        heads=[1, 1, 1, 3],
        deps=["nsubj", "ROOT", "dep", "root"],
        sent_starts=[True, False, False, True],
    )
    said = treebank.layer_of_doc(doc)
    assert said.characters == "HeleftGo"
    assert said.sentences == ((0, 6), (6, 8))
    assert [(w.form, w.parent, w.label) for w in said.words] == [
        ("He", 1, "nsubj"),
        ("left", None, "root"),
        ("Go", None, "root"),
    ]


def test_a_tree_becomes_a_layer_with_its_multiword_tokens() -> None:
    words = (
        TreeWord("I", "I", "PRON", "PRP", 2, "nsubj"),
        TreeWord("'m", "_", "AUX", "VBP", 0, "root"),
    )
    sentence = TreeSentence("s", words, (TreeToken("I'm", 0, 2, True),))
    gold = treebank.layer_of_trees(TreeDocument("d", (sentence, sentence)))
    assert gold.characters == "I'mI'm"
    assert gold.sentences == ((0, 3), (3, 6))
    assert [(w.start, w.end, w.parent, w.in_multiword) for w in gold.words] == [
        (0, 3, 1, True),
        (0, 3, None, True),
        (3, 6, 3, True),
        (3, 6, None, True),
    ]
    assert treebank.score([(gold, layer("I 'm | I 'm", heads="2 0 4 0"))])["lemma"] == pytest.approx(1.0)


GRAPH = """\
1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t2:nsubj|4.1:nsubj\t_
2\tlike\tlike\tVERB\tVBP\t_\t0\troot\t0:root\t_
3\ttea\ttea\tNOUN\tNN\t_\t2\tobj\t2:obj\t_
4\tyou\tyou\tPRON\tPRP\t_\t2\tconj\t4.1:nsubj\t_
4.1\tlike\tlike\tVERB\tVBP\t_\t_\t_\t2:conj:and\t_
5\tmilk\tmilk\tNOUN\tNN\t_\t4\torphan\t4.1:obj\t_
"""


def gold_layer(tmp_path: Path, text: str) -> Layer:
    path = tmp_path / "tree.conllu"
    path.write_text(text + "\n", encoding="utf-8")
    return treebank.layer_of_trees(conllu.read(path)[0])


def test_edges_through_empty_nodes_are_collapsed(tmp_path: Path) -> None:
    gold = gold_layer(tmp_path, GRAPH)
    assert [word.enhanced for word in gold.words] == [
        ((1, "conj:and>nsubj"), (1, "nsubj")),
        ((None, "root"),),
        ((1, "obj"),),
        ((1, "conj:and>nsubj"),),
        ((1, "conj:and>obj"),),
    ]


@pytest.mark.parametrize(
    ("graph", "edges"),
    [
        ("0:root|1.1:dep", {"0 root", "0 root>dep"}),  # through an empty root
        ("1.1:a|1.2:b", {"0 root>a", "0 root>c>b"}),  # through two empty nodes
        ("1:conj>x", {"1 conj>x"}),  # collapsed already
        ("1.3:a", set()),  # an empty node in a cycle leads nowhere
        ("_", set()),
    ],
)
def test_what_is_collapsed(tmp_path: Path, graph: str, edges: set[str]) -> None:
    rows = [
        f"1\tGo\tgo\tVERB\tVB\t_\t0\troot\t{graph}\t_",
        "1.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_",
        "1.2\tgo\tgo\tVERB\tVB\t_\t_\t_\t1.1:c\t_",
        "1.3\tgo\tgo\tVERB\tVB\t_\t_\t_\t1.3:d\t_",
    ]
    path = tmp_path / "tree.conllu"
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    (word,) = conllu.read(path)[0].sentences[0].words
    assert {f"{head} {label}" for head, label in word.enhanced} == edges


def with_edges(base: Layer, *edges: str) -> Layer:
    """The same layer with enhanced edges "1 nsubj, 0 root" for each word, heads counted from 1."""
    words = []
    for word, text in zip(base.words, edges, strict=True):
        pairs = [part.split() for part in text.split(", ") if part]
        graph = tuple((int(head) - 1 if head != "0" else None, label) for head, label in pairs)
        words.append(replace(word, enhanced=graph))
    return replace(base, words=tuple(words))


def test_elas_is_the_f1_of_edges_with_their_labels() -> None:
    line = layer("He came home")
    gold = with_edges(line, "2 nsubj, 3 nsubj:xsubj", "0 root", "2 obl:to")
    said = with_edges(line, "2 nsubj", "0 root", "2 obl:in, 1 dep")
    figures = treebank.score([(gold, said)])
    assert figures["elas"] == pytest.approx(2 * 2 / (4 + 4))
    assert figures["eulas"] == pytest.approx(2 * 3 / (4 + 4))


def test_eulas_compares_each_step_of_a_path() -> None:
    line = layer("a b")
    gold, said = with_edges(line, "0 root", "1 conj:and>obl:in"), with_edges(line, "0 root", "1 conj>obl")
    figures = treebank.score([(gold, said)])
    assert (figures["elas"], figures["eulas"]) == (0.5, 1.0)


def test_edges_count_between_aligned_words_alone() -> None:
    gold = with_edges(layer("e-mail me"), "0 root", "1 obj")
    said = with_edges(layer("e- mail me"), "0 root", "1 x", "1 obj")
    assert treebank.score([(gold, said)])["elas"] == 0.0


def test_a_treebank_without_enhanced_edges_has_no_elas() -> None:
    gold, said = layer("a b"), with_edges(layer("a b"), "0 root", "1 obj")
    assert not {"elas", "eulas"} & set(treebank.score([(gold, said)]))


def test_a_doc_has_enhanced_edges_without_white_space() -> None:
    doc = Doc(
        English().vocab,
        words=["He", "\n", "came", "and", "saw", "x"],
        lemmas=["he", "\n", "come", "and", "see", "x"],
        heads=[2, 2, 2, 4, 2, 1],
        deps=["nsubj", "dep", "root", "cc", "conj", "dep"],
    )
    said = treebank.layer_of_doc(doc)
    assert [word.enhanced for word in said.words] == [
        ((1, "nsubj"), (3, "nsubj")),
        ((None, "root"),),
        ((3, "cc"),),
        ((1, "conj:and"),),
        (),
    ]
