"""Coreference figures against examples from the literature, computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.bench import conllu, coref
from kg.bench.annotate import Annotator
from kg.bench.chains import ChainLayer, ChainMention, layer_of_doc, layer_of_trees
from kg.bench.matching import best_total
from kg.bench.options import Options
from kg.errors import InputError, LanguageModelError


def layer(chains: str, *, pronouns: str = "") -> ChainLayer:
    """Chains of mentions of one letter: "abc de" has two."""
    mentions = [
        ChainMention((ord(c), ord(c) + 1), (ord(c), ord(c) + 1), str(i), c, c in pronouns)
        for i, chain in enumerate(chains.split())
        for c in chain
    ]
    return ChainLayer("", tuple(sorted(mentions, key=lambda m: m.span)))


LITERATURE = [
    # Pradhan et al. 2014, figure 1: gold {abc} {defg}, system {ab} {cd} {fghi}
    ("abc defg", "ab cd fghi", "muc", 2 / 5, 2 / 5),
    ("abc defg", "ab cd fghi", "b_cubed", 4 / 8, (5 / 3 + 5 / 4) / 7),
    ("abc defg", "ab cd fghi", "ceaf_e", 1.3 / 3, 1.3 / 2),
    ("abc defg", "ab cd fghi", "mentions", 6 / 8, 6 / 7),
    # Vilain et al. 1995
    ("abcd", "ab cd", "muc", 2 / 2, 2 / 3),
    ("ab cd", "abcd", "muc", 2 / 3, 2 / 2),
    ("abcd", "ab", "muc", 1 / 1, 1 / 3),
    # Bagga and Baldwin 1998: {1-5} {6,7} {8-C}; the second answer is far worse, which MUC does not see
    ("12345 67 89ABC", "12345 6789ABC", "muc", 9 / 10, 9 / 9),
    ("12345 67 89ABC", "12345 6789ABC", "b_cubed", (5 + 29 / 7) / 12, 1),
    ("12345 67 89ABC", "1234589ABC 67", "muc", 9 / 10, 9 / 9),
    ("12345 67 89ABC", "1234589ABC 67", "b_cubed", (5 + 2) / 12, 1),
    # Luo 2005, table 1: F1 0.733, 0.667, 0.294 and 0.178
    ("12345 67 89ABC", "12345 6789ABC", "ceaf_e", (1 + 10 / 12) / 2, (1 + 10 / 12) / 3),
    ("12345 67 89ABC", "1234589ABC 67", "ceaf_e", (10 / 15 + 1) / 2, (10 / 15 + 1) / 3),
    ("12345 67 89ABC", "123456789ABC", "ceaf_e", (10 / 17) / 1, (10 / 17) / 3),
    ("12345 67 89ABC", "1 2 3 4 5 6 7 8 9 A B C", "ceaf_e", (4 / 3) / 12, (4 / 3) / 3),
    # singletons, and what only one side has
    ("a b", "a b", "muc", 0, 0),
    ("a b", "a c", "b_cubed", 1 / 2, 1 / 2),
    ("a b", "a c", "ceaf_e", 1 / 2, 1 / 2),
    ("ab", "", "ceaf_e", 0, 0),
    ("", "ab", "b_cubed", 0, 0),
]


@pytest.mark.parametrize(("gold", "said", "name", "precision", "recall"), LITERATURE)
def test_figures_are_those_of_the_literature(
    gold: str, said: str, name: str, precision: float, recall: float
) -> None:
    figures = coref.score([(layer(gold), layer(said))])[name]
    assert (figures["precision"], figures["recall"]) == (pytest.approx(precision), pytest.approx(recall))


def test_the_mean_of_three_and_what_is_left_without_singletons() -> None:
    figures = coref.score([(layer("abc defg x"), layer("ab cd fghi x y"))])
    assert figures["mentions"]["precision"] == pytest.approx(7 / 10)
    alone = figures["no_singletons"]
    assert alone == {key: coref.score([(layer("abc defg"), layer("ab cd fghi"))])[key] for key in alone}
    assert alone["ceaf_e"]["f1"] == pytest.approx(0.52)
    assert alone["b_cubed"]["f1"] == pytest.approx(2 * 0.5 * (35 / 84) / (0.5 + 35 / 84))
    assert alone["conll"] == pytest.approx((0.4 + alone["b_cubed"]["f1"] + 0.52) / 3)


def test_numerators_and_denominators_are_summed_over_documents() -> None:
    pairs = [(layer("abcd"), layer("ab cd")), (layer("ab"), layer("ab"))]
    assert coref.score(pairs)["muc"]["recall"] == pytest.approx((2 + 1) / (3 + 1))


def test_a_matching_may_pass_over_the_best_pair() -> None:
    assert best_total({(0, 0): 5, (0, 1): 4, (1, 0): 4, (1, 1): 1, (2, 2): 1}) == 9
    assert best_total({}) == 0


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("ac b", True),
        ("bc a", False),  # another's
        ("c a b", False),  # nobody's
        ("ab", False),  # the pronoun was not found
        ("abc", False),  # the closest one counts
    ],
)
def test_a_pronoun_is_right_by_its_closest_antecedent(said: str, right: bool) -> None:
    gold = layer("ac b", pronouns="ac")  # "a" has no antecedent
    (verdict,) = coref.pronouns(gold, layer(said))
    assert (verdict.mention.text, verdict.is_right) == ("c", right)


def test_an_antecedent_with_wrong_borders_but_the_right_head_is_right() -> None:
    it = ChainMention((9, 11), (9, 11), "1", "it", is_pronoun=True)
    gold = ChainLayer("thedogiatit", (ChainMention((0, 6), (3, 6), "1", "the dog"), it))
    said = ChainLayer("thedogiatit", (ChainMention((3, 6), (3, 6), "1", "dog"), it))
    figures = coref.score([(gold, said)])
    assert figures["pronouns"]["third_person"] == {"share": 1.0, "right": 1, "gold": 1}
    assert figures["muc"]["f1"] == 0.0


def test_the_third_person_is_told_by_its_forms() -> None:
    mentions = [
        ChainMention((i, i + 1), (i, i + 1), "1", text, True)
        for i, text in enumerate(["I", "me", "Their", "who"])
    ]
    shares = coref.score([(ChainLayer("", tuple(mentions)),) * 2])["pronouns"]
    assert (shares["all"]["gold"], shares["third_person"]["gold"]) == (3, 1)


def test_texts_must_be_the_same() -> None:
    with pytest.raises(InputError, match="differ in their text near 'ab'"):
        coref.score([(ChainLayer("ab", ()), ChainLayer("ac", ()))])


GOLD = """\
# newdoc id = d
# global.Entity = GRP-etype-infstat
# sent_id = d-1
1\tOf\tof\tADP\tIN\t_\t3\tcase\t_\t_
2\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-animal-new
3\tdog\tdog\tNOUN\tNN\t_\t0\troot\t_\t_
4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
5\tAnn\tAnn\tPROPN\tNNP\t_\t3\tnmod\t_\tEntity=(2-person-new-Ann_%28a%29)1)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# sent_id = d-2
1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\tEntity=(1-animal-giv)
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
3\ther\ther\tPRON\tPRP\t_\t0\troot\t_\tEntity=(2-person-giv)

"""


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_a_treebank_tells_mentions_by_their_characters(gold_file: Path) -> None:
    (document,) = conllu.read(gold_file)
    gold = layer_of_trees(document)
    assert gold.characters == "OfthedogofAnn.It'sher"
    assert [(m.text, m.span, m.head, m.chain, m.is_pronoun) for m in gold.mentions] == [
        ("the dog of Ann", (2, 13), (5, 8), "1", False),
        ("Ann", (10, 13), (10, 13), "2", False),
        ("It", (14, 16), (14, 16), "1", True),
        ("her", (18, 21), (18, 21), "2", True),
    ]
    assert gold == layer_of_trees(document.with_words_as_tokens())


def annotated(*, chains: str = "1 2 1 2") -> Doc:
    """The text of the gold file with mentions, as a pipeline gives it; a line break is a token of its own."""
    doc = Doc(
        Vocab(),
        words=["Of", "the", "dog", "of", "Ann", ".", "\n\n", "It", "'s", "her"],
        spaces=[True, True, True, True, False, False, False, False, True, False],
        heads=[2, 2, 2, 4, 2, 2, 5, 9, 9, 9],
        deps=["case", "det", "ROOT", "case", "nmod", "punct", "dep", "nsubj", "cop", "ROOT"],
        pos=["ADP", "DET", "NOUN", "ADP", "PROPN", "PUNCT", "SPACE", "PRON", "AUX", "PRON"],
    )
    places = zip([(1, 5), (4, 5), (7, 8), (9, 10)], chains.split(), strict=True)
    doc.spans["mentions"] = [
        Span(doc, a, b, label=type_, span_id=c.strip("-"))
        for ((a, b), c), type_ in zip(places, ["animal", "person", "animal", "person"], strict=True)
    ]
    return doc


def test_a_doc_tells_the_same(gold_file: Path) -> None:
    (document,) = conllu.read(gold_file)
    assert layer_of_doc(annotated()) == layer_of_trees(document)
    assert len(layer_of_doc(annotated(chains="- - - -")).chains()) == 4


def test_a_pipeline_without_chains_is_told() -> None:
    with pytest.raises(LanguageModelError, match="finds no chains"):
        layer_of_doc(Doc(Vocab(), words=["Ann"]))


def test_a_run_scores_both_conditions_and_lists_errors(
    gold_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Annotator, "__init__", lambda self, model: None)
    monkeypatch.setattr(Annotator, "words", lambda self, words, spaces: annotated())
    monkeypatch.setattr(Annotator, "text", lambda self, text: annotated(chains="1 2 2 2"))
    outcome = coref.run([gold_file], Options(errors=tmp_path / "errors.md", limit=1))
    figures = outcome.figures
    assert (figures["documents"], figures["gold_mentions"], figures["gold_chains"]) == (1, 4, 2)
    assert figures["gold_tokens"]["conll"] == 1.0
    assert figures["raw"]["pronouns"]["all"] == {"share": 0.0, "right": 0, "gold": 2}
    assert [record["mode"] for record in outcome.records] == ["gold_tokens", "raw"]
    assert outcome.records[0]["mentions"][0] == {
        "start": 2,
        "end": 13,
        "chain": "1",
        "head": [5, 8],
        "text": "the dog of Ann",
    }
    assert "- ✗ Ann (gold: the dog of Ann): Of the dog of Ann. **It**'s her" in outcome.errors
    assert "- ✗ It (gold: Ann): Of the dog of Ann. It's **her**" in outcome.errors
    assert "- ÷ the dog of Ann | It" in outcome.errors
    assert "- + Ann, her | It" in outcome.errors


def test_a_file_without_mentions_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "plain.conllu"
    path.write_text("1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="marks no mentions"):
        coref.run([path], Options())
    with pytest.raises(InputError, match="takes one gold file"):
        coref.run([path, path], Options())
