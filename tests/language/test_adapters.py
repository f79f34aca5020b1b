"""ClearNLP trees, written by hand, become Universal Dependencies."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import LanguageModelError
from kg.language.adapters import adapt, is_clearnlp, to_universal
from kg.language.loading import load

CASES = {
    "object": (
        "Russia/PROPN/nsubj/1 supplies/VERB/ROOT/1 helicopters/NOUN/dobj/1",
        "nsubj/1 root/1 obj/1",
    ),
    "oblique": (
        "They/PRON/nsubj/1 went/VERB/ROOT/1 to/ADP/prep/1 Caracas/PROPN/pobj/2",
        "nsubj/1 root/1 case/3 obl/1",
    ),
    "nominal modifier": (
        "head/NOUN/ROOT/0 of/ADP/prep/0 the/DET/det/3 army/NOUN/pobj/1",
        "root/0 case/3 det/3 nmod/0",
    ),
    "passive with agent": (
        "It/PRON/nsubjpass/2 was/AUX/auxpass/2 built/VERB/ROOT/2 by/ADP/agent/2 Rostec/PROPN/pobj/3",
        "nsubj:pass/2 aux:pass/2 root/2 case/4 obl:agent/2",
    ),
    "copula with a noun": (
        "Maduro/PROPN/nsubj/1 is/AUX/ROOT/1 the/DET/det/3 president/NOUN/attr/1 ././punct/1",
        "nsubj/3 cop/3 det/3 root/3 punct/3",
    ),
    "copula with an adjective": (
        "Talks/NOUN/nsubj/1 were/AUX/ROOT/1 not/PART/neg/1 easy/ADJ/acomp/1",
        "nsubj/3 cop/3 advmod/3 root/3",
    ),
    "copula in a subordinate clause": (
        "He/PRON/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 was/AUX/ccomp/1 wrong/ADJ/acomp/3",
        "nsubj/1 root/1 nsubj/4 cop/4 ccomp/1",
    ),
    "copula with a place": (
        "He/PRON/nsubj/1 is/AUX/ROOT/1 in/ADP/prep/1 Caracas/PROPN/pobj/2",
        "nsubj/3 cop/3 case/3 root/3",
    ),
    "existential": (
        "There/PRON/expl/1 is/VERB/ROOT/1 a/DET/det/3 plan/NOUN/attr/1",
        "expl/1 root/1 det/3 nsubj/1",
    ),
    "recipient without preposition": (
        "He/PRON/nsubj/1 gave/VERB/ROOT/1 Ann/PROPN/dative/1 money/NOUN/dobj/1",
        "nsubj/1 root/1 iobj/1 obj/1",
    ),
    "recipient with preposition": (
        "He/PRON/nsubj/1 gave/VERB/ROOT/1 money/NOUN/dobj/1 to/ADP/dative/1 Ann/PROPN/pobj/3",
        "nsubj/1 root/1 obj/1 case/4 obl/1",
    ),
    "possessive": (
        "Russia/PROPN/poss/2 's/PART/case/0 army/NOUN/ROOT/2",
        "nmod:poss/2 case/0 root/2",
    ),
    "relative clause": (
        "men/NOUN/ROOT/0 who/PRON/nsubj/2 fight/VERB/relcl/0",
        "root/0 nsubj/2 acl:relcl/0",
    ),
    "gerund after a preposition": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 after/ADP/prep/1 signing/VERB/pcomp/2 it/PRON/dobj/3",
        "nsubj/1 root/1 mark/3 advcl/1 obj/3",
    ),
    "particle": (
        "They/PRON/nsubj/1 set/VERB/ROOT/1 up/ADP/prt/1 camp/NOUN/dobj/1",
        "nsubj/1 root/1 compound:prt/1 obj/1",
    ),
    "coordination of three": (
        "guns/NOUN/ROOT/0 ,/PUNCT/punct/0 tanks/NOUN/conj/0 and/CCONJ/cc/2 ships/NOUN/conj/2",
        "root/0 punct/0 conj/0 cc/4 conj/0",
    ),
    "coordinated predicates after be": (
        "He/PRON/nsubj/1 is/AUX/ROOT/1 old/ADJ/acomp/1 and/CCONJ/cc/2 ill/ADJ/conj/2",
        "nsubj/2 cop/2 root/2 cc/4 conj/2",
    ),
    "passive of be": (
        "He/PRON/nsubjpass/2 was/AUX/auxpass/2 seen/VERB/ROOT/2 in/ADP/prep/2 Rome/PROPN/pobj/3",
        "nsubj:pass/2 aux:pass/2 root/2 case/4 obl/2",
    ),
    "two prepositions": (
        "from/ADP/prep/5 the/DET/det/2 north/NOUN/pobj/0 of/ADP/prep/2 Syria/PROPN/pobj/3 came/VERB/ROOT/5",
        "case/2 det/2 obl/5 case/4 nmod/2 root/5",
    ),
}


def doc_of(text: str) -> Doc:
    rows = [row.rsplit("/", 3) for row in text.split()]
    words, poses, deps, heads = zip(*rows, strict=True)
    pos = ["PUNCT" if p == "." else p for p in poses]
    return Doc(
        spacy.blank("en").vocab, words=list(words), pos=pos, deps=list(deps), heads=[int(h) for h in heads]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case)
def test_construction(case: str) -> None:
    before, after = CASES[case]
    doc = to_universal(doc_of(before.replace("././punct", "./PUNCT/punct")))
    assert " ".join(f"{token.dep_}/{token.head.i}" for token in doc) == after


def test_universal_labels_are_known() -> None:
    assert not is_clearnlp({"nsubj", "obj", "obl", "root"})
    assert is_clearnlp({"nsubj", "dobj"})


def test_a_pipeline_without_parser_is_refused() -> None:
    with pytest.raises(LanguageModelError, match="no dependency parser"):
        adapt(spacy.blank("en"))


def test_a_pipeline_without_tagger_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    with pytest.raises(LanguageModelError, match="no tagger"):
        adapt(nlp)


def pipeline_with(*labels: str) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)  # type: ignore[attr-defined]
    return nlp


def test_the_adapter_is_added_where_it_is_needed() -> None:
    assert "kg_universal" in adapt(pipeline_with("nsubj", "dobj", "pobj")).pipe_names
    assert "kg_universal" not in adapt(pipeline_with("nsubj", "obj", "obl")).pipe_names


def test_an_unknown_pipeline_is_a_clear_error() -> None:
    with pytest.raises(LanguageModelError, match="no_such_model"):
        load("no_such_model")
