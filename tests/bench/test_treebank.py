from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.bench import treebank
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
