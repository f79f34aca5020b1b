"""Borders of mentions, from trees written as one word a token: form/UPOS/relation/head (1 is the first)."""

from __future__ import annotations

import pytest

from kg.language.mentions import mention_spans


def mentions(tree: str) -> list[str]:
    """Return the mentions of the words that are marked with "*"."""
    rows = [word.split("/") for word in tree.split()]
    forms = [row[0].lstrip("*") for row in rows]
    spans = mention_spans(
        [i for i, row in enumerate(rows) if row[0].startswith("*")],
        heads=[int(row[3]) - 1 for row in rows],
        deps=[row[2] for row in rows],
        upos=[row[1] for row in rows],
        forms=forms,
    )
    return [" ".join(forms[start:end]) for start, end in spans]


CASES = {
    "a preposition stays outside, within it belongs": (
        "in/ADP/case/3 the/DET/det/3 *hut/NOUN/root/3 by/ADP/case/6 a/DET/det/6 *lake/NOUN/nmod/3",
        ["the hut by a lake", "a lake"],
    ),
    "a possessor keeps its 's": (
        "the/DET/det/2 *king/NOUN/nmod:poss/5 's/PART/case/2 old/ADJ/amod/5 *dog/NOUN/root/5",
        ["the king 's", "the king 's old dog"],
    ),
    "a relative clause belongs to it": (
        "*those/PRON/nsubj/5 *who/PRON/nsubj/3 try/VERB/acl:relcl/1 ,/PUNCT/punct/1 win/VERB/root/5",
        ["those who try", "who"],
    ),
    "an apposition is a mention of its own": (
        "*Ann/PROPN/nsubj/6 ,/PUNCT/punct/4 a/DET/det/4 *nurse/NOUN/appos/1 ,/PUNCT/punct/1 left/VERB/root/6",
        ["Ann", "a nurse"],
    ),
    "an apposition that is no mention belongs to it": (
        "the/DET/det/2 *word/NOUN/root/2 yes/INTJ/appos/2",
        ["the word yes"],
    ),
    "conjuncts are mentions of their own": (
        "both/CCONJ/cc:preconj/2 *Ann/PROPN/nsubj/5 and/CCONJ/cc/4 *Bob/PROPN/conj/2 left/VERB/root/5",
        ["Ann", "Bob"],
    ),
    "a conjunct that is no mention belongs to it": (
        "the/DET/det/2 *learning/NOUN/root/2 and/CCONJ/cc/4 processing/NOUN/conj/2",
        ["the learning and processing"],
    ),
    "what two nominals share belongs to the last": (
        "the/DET/det/2 *taste/NOUN/root/2 and/CCONJ/cc/4 *smell/NOUN/conj/2 of/ADP/case/6 *wine/NOUN/nmod/2",
        ["the taste", "smell of wine", "wine"],
    ),
    "a predicate nominal leaves out subject and copula": (
        "now/ADV/advmod/5 *she/PRON/nsubj/5 is/AUX/cop/5 a/DET/det/5 *judge/NOUN/root/5 ./PUNCT/punct/5",
        ["she", "a judge"],
    ),
    "a predicate nominal leaves out the clause beside it": (
        "it/PRON/nsubj/4 is/AUX/cop/4 a/DET/det/4 *pity/NOUN/root/4 "
        "if/SCONJ/mark/7 they/PRON/nsubj/7 go/VERB/advcl/4",
        ["a pity"],
    ),
    "an adverb of focus stays outside": (
        "only/ADV/advmod/3 the/DET/det/3 *roof/NOUN/root/3",
        ["the roof"],
    ),
    "an adverb of degree belongs to a number": (
        "about/ADV/advmod/2 *forty/NUM/root/2 of/ADP/case/4 *us/PRON/nmod/2",
        ["about forty of us", "us"],
    ),
    "but a negation does not": ("not/ADV/advmod/2 *forty/NUM/root/2", ["forty"]),
    "a year in brackets stays outside": (
        "*Ruse/PROPN/root/1 (/PUNCT/punct/3 *1986/NUM/nmod:unmarked/1 )/PUNCT/punct/3",
        ["Ruse", "1986"],
    ),
    "a year of a date belongs to it": (
        "*May/PROPN/root/1 7/NUM/nummod/1 ,/PUNCT/punct/4 2015/NUM/nmod:unmarked/1",
        ["May 7 , 2015"],
    ),
    "the end of a range stays outside": (
        "*1704/NUM/root/1 –/SYM/case/3 *1787/NUM/nmod/1",
        ["1704", "1787"],
    ),
    "a number behind its noun belongs to it": ("*Figure/NOUN/root/1 2/NUM/dep/1", ["Figure 2"]),
    "a reference does not": (
        "*work/NOUN/root/1 [/PUNCT/punct/3 *8/NUM/dep/1 ]/PUNCT/punct/3",
        ["work", "8"],
    ),
    "a pronoun keeps what is tied to it": ("*you/PRON/dep/2 *guys/NOUN/root/2", ["you", "you guys"]),
    "quotes around it stay outside": ("“/PUNCT/punct/2 *art/NOUN/root/2 ”/PUNCT/punct/2", ["art"]),
    "a quote opened within is closed within": (
        "the/DET/det/3 “/PUNCT/punct/3 *art/NOUN/root/3 ”/PUNCT/punct/3",
        ["the “ art ”"],
    ),
    "brackets stay whole": (
        "*soil/NOUN/root/1 left/VERB/acl/1 (/PUNCT/punct/5 too/ADV/advmod/5 "
        "dry/ADJ/xcomp/2 )/PUNCT/punct/5 ;/PUNCT/punct/1",
        ["soil left ( too dry )"],
    ),
    "a remark ends it": (
        "the/DET/det/2 *plan/NOUN/root/2 –/PUNCT/punct/5 I/PRON/nsubj/5 guess/VERB/parataxis/2",
        ["the plan"],
    ),
    "an infinitive begins with its to": (
        "easy/ADJ/root/1 to/PART/mark/3 *say/VERB/csubj/1 *that/PRON/obj/3",
        ["to say that", "that"],
    ),
    "a clause begins with its subject": (
        "First/ADV/advmod/3 *she/PRON/nsubj/3 *left/VERB/root/3 *it/PRON/obj/3 ./PUNCT/punct/3",
        ["she", "she left it", "it"],
    ),
    "a clause does not hold its conjunct": (
        "*she/PRON/nsubj/2 *left/VERB/root/2 and/CCONJ/cc/4 wept/VERB/conj/2",
        ["she", "she left"],
    ),
}


@pytest.mark.parametrize(("tree", "expected"), CASES.values(), ids=CASES)
def test_a_mention_has_the_borders_of_gum(tree: str, expected: list[str]) -> None:
    assert mentions(tree) == expected


def test_no_nominal_no_mention() -> None:
    assert mention_spans([], heads=[0], deps=["root"], upos=["VERB"], forms=["Go"]) == []


def test_broken_trees_end_too() -> None:
    assert mention_spans(
        [0], heads=[1, 2, 0], deps=["nmod"] * 3, upos=["NOUN"] * 3, forms=["a", "b", "c"]
    ) == [(0, 3)]
