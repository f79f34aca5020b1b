"""Enhanced dependencies of hand-written trees: `word/tag/label/head`, a lemma after `=` where it differs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.enhanced import enhanced, enhanced_tree
from kg.language.enhanced.tree import tree

POS = {"N": "NOUN", "V": "VERB", "P": "PRON", "W": "PRON", "J": "ADJ", "I": "ADP", "C": "CCONJ", "R": "ADV"}

CASES = {
    "preposition": ("sat/VBD/root/0 In/IN/case/2 it/PRP/obl/0", "2 obl:in/0"),
    "two prepositions: the last": (
        "ran/VBD/root/0 out/IN/case/3 of/IN/case/3 it/PRP/obl/0",
        "3 obl:of/0",
    ),
    "fixed preposition": (
        "ran/VBD/root/0 because/IN/case/3 of/IN/fixed/1 it/PRP/obl/0",
        "3 obl:because_of/0",
    ),
    "participle as preposition": (
        "men/NNS/root/0 including=include/VBG/case/2 me/PRP/nmod/0",
        "2 nmod:including/0",
    ),
    "another spelling": ("Rome/NNP/root/0 vs./IN/case/2 Gaul/NNP/nmod/0", "2 nmod:versus/0"),
    "a sign is no preposition": ("pages/NNS/root/0 -/SYM/case/2 9/CD/nmod/0", "2 nmod/0"),
    "possessive": ("Ann/NNP/nmod:poss/2 's/POS/case/0 car/NN/root/2", "0 nmod:poss/2"),
    "agent": ("made/VBN/root/0 by/IN/case/2 him/PRP/obl:agent/0", "2 obl:agent/0"),
    "circumstance without preposition": ("left/VBD/root/0 Friday/NNP/obl:unmarked/0", "1 obl:unmarked/0"),
    "adverbial clause": ("go/VB/root/0 if/IN/mark/2 asked/VBN/advcl/0", "2 advcl:if/0"),
    "adverbial clause with when": ("go/VB/root/0 when/WRB/advmod/2 asked/VBN/advcl/0", "2 advcl:when/0"),
    "fixed subordinator": (
        "go/VB/root/0 in/IN/mark/4 order/NN/fixed/1 to/TO/mark/4 see/VB/advcl/0",
        "4 advcl:in_order_to/0",
    ),
    "infinitive of a noun": ("plan/NN/root/0 to/TO/mark/2 go/VB/acl/0", "2 acl:to/0"),
    "shared subject": (
        "He/PRP/nsubj/1 came/VBD/root/1 and/CC/cc/3 saw/VBD/conj/1",
        "0 nsubj/1 nsubj/3; 3 conj:and/1",
    ),
    "a subject of its own": (
        "He/PRP/nsubj/1 came/VBD/root/1 and/CC/cc/4 she/PRP/nsubj/4 saw/VBD/conj/1",
        "0 nsubj/1; 3 nsubj/4",
    ),
    "an expletive is a subject": (
        "He/PRP/nsubj/1 came/VBD/root/1 and/CC/cc/4 there/EX/expl/4 were/VBD/conj/1 two/CD/nsubj/4",
        "0 nsubj/1",
    ),
    "shared subject, then passive": (
        "He/PRP/nsubj/1 came/VBD/root/1 and/CC/cc/4 was/VBD/aux:pass/4 seen/VBN/conj/1",
        "0 nsubj/1 nsubj:pass/4",
    ),
    "a subject after its predicate is not shared": (
        "came/VBD/root/0 and/CC/cc/2 saw/VBD/conj/0 he/PRP/nsubj/0",
        "3 nsubj/0",
    ),
    "shared object": (
        "He/PRP/nsubj/1 cooks/VBZ/root/1 and/CC/cc/3 eats/VBZ/conj/1 it/PRP/obj/1",
        "0 nsubj/1 nsubj/3; 4 obj/1 obj/3",
    ),
    "coordinated objects, one conjunction for all": (
        "sells/VBZ/root/0 a/NN/obj/0 ,/,/punct/3 b/NN/conj/1 and/CC/cc/5 c/NN/conj/1",
        "1 obj/0; 3 obj/0 conj:and/1; 5 obj/0 conj:and/1",
    ),
    "a conjunct after the conjunction": (
        "sells/VBZ/root/0 a/NN/obj/0 or/CC/cc/3 b/NN/conj/1 etc./FW/conj/1",
        "4 obj/0 conj:or/1",
    ),
    "a conjunct with a preposition of its own": (
        "go/VB/root/0 to/IN/case/2 A/NNP/obl/0 or/CC/cc/5 by/IN/case/5 B/NNP/conj/2 and/CC/cc/7 C/NNP/conj/2",
        "5 obl:by/0 conj:or/2; 7 obl:to/0 conj:and/2",
    ),
    "conjuncts of a root are no roots": ("go/VB/root/0 ,/,/punct/2 run/VB/conj/0", "2 conj/0"),
    "raised subject": (
        "He/PRP/nsubj/1 wants/VBZ/root/1 to/TO/mark/3 go/VB/xcomp/1",
        "0 nsubj/1 nsubj:xsubj/3",
    ),
    "raised passive subject": (
        "He/PRP/nsubj:pass/2 was/VBD/aux:pass/2 told/VBN/root/2 to/TO/mark/4 go/VB/xcomp/2",
        "0 nsubj:pass/2 nsubj:xsubj/4",
    ),
    "raised object": (
        "He/PRP/nsubj/1 made/VBD/root/1 me/PRP/obj/1 go/VB/xcomp/1",
        "0 nsubj/1; 2 obj/1 nsubj:xsubj/3",
    ),
    "raised twice, and shared": (
        "He/PRP/nsubj/1 wants/VBZ/root/1 try/VB/xcomp/1 go/VB/xcomp/2 or/CC/cc/5 run/VB/conj/3",
        "0 nsubj/1 nsubj:xsubj/2 nsubj:xsubj/3 nsubj:xsubj/5; 5 xcomp/2 conj:or/3",
    ),
    "relative pronoun": (
        "men/NNS/root/0 who/WP/nsubj/2 left/VBD/acl:relcl/0 and/CC/cc/4 came/VBD/conj/2",
        "0 root/0 nsubj/2 nsubj/4; 1 ref/0",
    ),
    "relative pronoun with preposition": (
        "town/NN/root/0 in/IN/case/2 which/WDT/obl/4 I/PRP/nsubj/4 live/VBP/acl:relcl/0",
        "0 root/0 obl:in/4; 2 ref/0",
    ),
    "relative possessive": (
        "man/NN/root/0 whose/WP$/nmod:poss/2 car/NN/nsubj/3 broke/VBD/acl:relcl/0",
        "0 root/0 nmod:poss/2; 1 ref/0",
    ),
    "relative adverb": (
        "town/NN/root/0 where/WRB/advmod/3 I/PRP/nsubj/3 live/VBP/acl:relcl/0",
        "0 root/0 obl/3; 1 ref/0",
    ),
    "a relative clause of a clause": (
        "He/PRP/nsubj/1 left/VBD/root/1 which/WDT/nsubj/3 hurt/VBD/advcl:relcl/1",
        "1 root/1 csubj/3; 2 ref/1",
    ),
    "no pronoun: object": (
        "food/NN/root/0 I/PRP/nsubj/2 bought=buy/VBD/acl:relcl/0",
        "0 root/0 obj/2",
    ),
    "no pronoun: circumstance": ("day/NN/root/0 I/PRP/nsubj/2 left=leave/VBD/acl:relcl/0", "0 root/0 obl/2"),
    "no pronoun: stranded preposition": (
        "bed/NN/root/0 I/PRP/nsubj/2 chose/VBP/acl:relcl/0 on/IN/obl/2",
        "0 root/0 obl/2; 3 obl/2",
    ),
    "free relative: subject": ("what/WP/root/0 happened=happen/VBD/acl:relcl/0", "0 root/0 nsubj/1"),
    "free relative: stranded preposition": (
        "what/WP/root/0 you/PRP/nsubj/2 pay/VBP/acl:relcl/0 for/IN/obl/2",
        "0 root/0 obl:for/2; 3 case/0",
    ),
    "free relative: inner object": (
        "what/WP/root/0 I/PRP/nsubj/2 want/VBP/acl:relcl/0 to/TO/mark/4 see/VB/xcomp/2",
        "0 root/0 obj/4; 1 nsubj/2 nsubj:xsubj/4",
    ),
    "free relative of be": ("what/WP/root/0 it/PRP/nsubj/2 is=be/VBZ/acl:relcl/0", "0 root/0"),
}


def parsed(line: str) -> Doc:
    words, tags, labels, heads = zip(*(token.rsplit("/", 3) for token in line.split()), strict=True)
    forms = [word.partition("=")[0] for word in words]
    lemmas = [word.partition("=")[2] or word.lower() for word in words]
    return Doc(
        Vocab(),
        words=forms,
        lemmas=lemmas,
        tags=list(tags),
        pos=[POS.get(tag[0], "X") for tag in tags],
        deps=list(labels),
        heads=[int(head) for head in heads],
    )


def expected(text: str) -> dict[int, list[tuple[int, str]]]:
    """Read "0 nsubj/1 nsubj/3; 3 conj:and/1"."""
    found = {}
    for part in text.split("; "):
        word, *edges = part.split()
        pairs = [edge.rsplit("/", 1) for edge in edges]
        found[int(word)] = sorted((int(head), label) for label, head in pairs)
    return found


@pytest.mark.parametrize(("line", "edges"), CASES.values(), ids=CASES.keys())
def test_constructions(line: str, edges: str) -> None:
    graph = enhanced(parsed(line))
    wanted = expected(edges)
    assert {i: graph[i] for i in wanted} == wanted


def test_the_rest_stays_as_it_is() -> None:
    graph = enhanced(parsed("the/DT/det/1 men/NNS/nsubj/2 left/VBD/root/2 ././punct/2"))
    assert graph == [[(1, "det")], [(2, "nsubj")], [(2, "root")], [(2, "punct")]]


def test_no_words_and_no_tree() -> None:
    assert enhanced(Doc(Vocab())) == []
    assert enhanced(Doc(Vocab(), words=["Go", "home"])) == [[(0, "root")], [(1, "root")]]


def test_several_roots_and_white_space() -> None:
    doc = Doc(
        Vocab(),
        words=["Go", "\n", "and", "run"],
        lemmas=["go", "\n", "and", "run"],
        heads=[0, 0, 3, 3],
        deps=["ROOT", "dep", "cc", "ROOT"],
    )
    assert enhanced(doc) == [[(0, "root")], [(0, "dep")], [(3, "cc")], [(3, "root")]]


@pytest.mark.parametrize("label", ["conj", "xcomp", "acl:relcl", "advcl:relcl", "nsubj", "obl"])
def test_a_cycle_ends(label: str) -> None:
    blank = [""] * 4
    t = tree([1, 2, 1, 3], [label, label, label, "root"], blank, ["WP"] * 4, ["who"] * 4, blank)
    graph = enhanced_tree(t)
    assert graph[3] == [(3, "root")]
    assert all(graph)


def test_a_long_chain_of_conjuncts() -> None:
    size = 2000
    blank = ["x"] * size
    t = tree([0, *range(size - 1)], ["root", *["conj"] * (size - 1)], blank, blank, blank, blank)
    assert enhanced_tree(t)[-1] == [(size - 2, "conj")]


def test_the_doc_is_not_changed_and_the_answer_is_the_same() -> None:
    doc = parsed(CASES["raised twice, and shared"][0])
    before = doc.to_bytes()
    assert enhanced(doc) == enhanced(doc)
    assert doc.to_bytes() == before
