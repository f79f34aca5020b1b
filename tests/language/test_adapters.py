"""ClearNLP trees, written by hand, become Universal Dependencies."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.errors import LanguageModelError
from kg.language.adapters import adapt, is_clearnlp, to_universal
from kg.language.clearnlp import Tree, convert
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
    "object of a preposition that is asked for": (
        "What/PRON:WP/pobj/4 are/AUX/aux/3 you/PRON/nsubj/3 looking/VERB:VBG/ROOT/3 at/ADP/prep/3",
        "obl/3 aux/3 nsubj/3 root/3 case/0",
    ),
    "stranded preposition": (
        "house/NOUN/ROOT/0 he/PRON/nsubj/2 lives/VERB/relcl/0 in/ADP/prep/2",
        "root/0 nsubj/2 acl:relcl/0 obl/2",
    ),
    "adverb in the place of a preposition": (
        "He/PRON/nsubj/1 came/VERB/ROOT/1 before/ADV/prep/1",
        "nsubj/1 root/1 advmod/1",
    ),
    "stacked prepositions": (
        "He/PRON/nsubj/1 came/VERB/ROOT/1 out/ADP/prep/1 of/ADP/prep/2 the/DET/det/5 house/NOUN/pobj/3",
        "nsubj/1 root/1 case/5 case/5 det/5 obl/1",
    ),
    "because of": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 because/SCONJ/prep/1 of/ADP/pcomp/2 rain/NOUN/pobj/3",
        "nsubj/1 root/1 case/4 fixed/2 obl/1",
    ),
    "according to": (
        "According/VERB:VBG/prep/4 to/ADP/prep/0 officials/NOUN/pobj/1 he/PRON/nsubj/4 left/VERB/ROOT/4",
        "case/2 fixed/0 obl/4 nsubj/4 root/4",
    ),
    "such as": (
        "arms/NOUN/ROOT/0 such/ADJ/amod/2 as/ADP/prep/0 tanks/NOUN/pobj/2",
        "root/0 case/3 fixed/1 nmod/0",
    ),
    "instead of before a clause": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 instead/ADV/advmod/1 of/ADP/prep/2 staying/VERB:VBG/pcomp/3",
        "nsubj/1 root/1 mark/4 fixed/2 advcl/1",
    ),
    "from one thing to another": (
        "It/PRON/nsubj/1 ran/VERB/ROOT/1 from/ADP/prep/1 May/PROPN/pobj/2 to/ADP/prep/2 June/PROPN/pobj/4",
        "nsubj/1 root/1 case/3 obl/1 case/5 nmod/3",
    ),
    "coordinated prepositions with one object": (
        "He/PRON/nsubj/1 fought/VERB/ROOT/1 in/ADP/prep/1 and/CCONJ/cc/2 around/ADP/conj/2 Rome/PROPN/pobj/4",
        "nsubj/1 root/1 case/5 cc/4 conj/2 obl/1",
    ),
    "coordinated prepositions with two objects": (
        "He/PRON/nsubj/1 fought/VERB/ROOT/1 in/ADP/prep/1 Rome/PROPN/pobj/2 and/CCONJ/cc/2 in/ADP/conj/2 "
        "Bari/PROPN/pobj/5",
        "nsubj/1 root/1 case/3 obl/1 cc/6 case/6 conj/3",
    ),
    "words before a preposition": (
        "They/PRON/nsubj/1 met/VERB/ROOT/1 two/NUM/nummod/3 days/NOUN/npadvmod/4 after/ADP/prep/1 "
        "it/PRON/pobj/4",
        "nsubj/1 root/1 nummod/3 nmod:unmarked/5 case/5 obl/1",
    ),
    "preposition before an adverb": (
        "He/PRON/nsubj/1 waits/VERB/ROOT/1 since/ADP/prep/1 then/ADV/pcomp/2",
        "nsubj/1 root/1 case/3 obl/1",
    ),
    "preposition before a question": (
        "talks/NOUN/ROOT/0 on/ADP/prep/0 how/ADV:WRB/advmod/4 to/PART:TO/aux/4 go/VERB:VB/pcomp/1",
        "root/0 mark/4 advmod/4 mark/4 acl/0",
    ),
    "preposition as the root": (
        "In/ADP/ROOT/0 the/DET/det/2 north/NOUN/pobj/0 ././punct/0",
        "case/2 det/2 root/2 punct/2",
    ),
    "preposition on an adjective": (
        "rich/ADJ/ROOT/0 in/ADP/prep/0 oil/NOUN/pobj/1",
        "root/0 case/2 obl/0",
    ),
    "agent that is a clause": (
        "It/PRON/nsubjpass/2 is/AUX/auxpass/2 done/VERB:VBN/ROOT/2 by/ADP/agent/2 voting/VERB:VBG/pcomp/3",
        "nsubj:pass/2 aux:pass/2 root/2 mark/4 advcl/2",
    ),
    "copula with auxiliary and negation": (
        "It/PRON/nsubj/4 may/AUX:MD/aux/4 not/PART/neg/4 have/AUX/aux/4 been/AUX:VBN/ROOT/4 "
        "right/ADJ/acomp/4",
        "nsubj/5 aux/5 advmod/5 aux/5 cop/5 root/5",
    ),
    "copula with a subject that is a clause": (
        "What/PRON:WP/dobj/2 he/PRON/nsubj/2 said/VERB/csubj/3 is/AUX/ROOT/3 true/ADJ/acomp/3",
        "obj/2 nsubj/2 csubj/4 cop/4 root/4",
    ),
    "copula with a predicate that is a clause": (
        "The/DET/det/1 aim/NOUN/nsubj/2 is/AUX/ROOT/2 to/PART:TO/aux/4 win/VERB:VB/xcomp/2",
        "det/1 nsubj:outer/4 cop/4 mark/4 root/4",
    ),
    "copula with a predicate that is a clause with that": (
        "fact/NOUN/nsubj/1 is/AUX/ROOT/1 that/SCONJ/mark/4 he/PRON/nsubj/4 was/AUX/ccomp/1 ill/ADJ/acomp/4",
        "nsubj:outer/5 cop/5 mark/5 nsubj/5 cop/5 root/5",
    ),
    "somebody is to do something": (
        "He/PRON/nsubj/1 is/AUX/ROOT/1 to/PART:TO/aux/3 leave/VERB:VB/xcomp/1",
        "nsubj/1 root/1 mark/3 xcomp/1",
    ),
    "copula in a question": (
        "Who/PRON:WP/attr/1 is/AUX/ROOT/1 the/DET/det/3 man/NOUN/nsubj/1 ?/PUNCT/punct/1",
        "root/0 cop/0 det/3 nsubj/0 punct/0",
    ),
    "copula in a question for a place": (
        "Where/ADV:WRB/advmod/1 is/AUX/ROOT/1 he/PRON/nsubj/1",
        "root/0 cop/0 nsubj/0",
    ),
    "copula in a question with yes or no": (
        "Is/AUX/ROOT/0 he/PRON/nsubj/0 ill/ADJ/acomp/0",
        "cop/2 nsubj/2 root/2",
    ),
    "copula with an adverb of place": (
        "They/PRON/nsubj/1 were/AUX/ROOT/1 there/ADV/advmod/1 by/ADP/prep/1 choice/NOUN/pobj/3",
        "nsubj/2 cop/2 root/2 case/4 obl/2",
    ),
    "copula alone": (
        "He/PRON/nsubj/1 is/AUX/ROOT/1 not/PART/neg/1",
        "nsubj/1 root/1 advmod/1",
    ),
    "infinitive of the copula": (
        "They/PRON/nsubj/1 want/VERB/ROOT/1 to/PART:TO/aux/3 be/AUX:VB/xcomp/1 free/ADJ/acomp/3",
        "nsubj/1 root/1 mark/4 cop/4 xcomp/1",
    ),
    "coordinated copulas": (
        "He/PRON/nsubj/1 is/AUX/ROOT/1 old/ADJ/acomp/1 and/CCONJ/cc/1 was/AUX/conj/1 ill/ADJ/acomp/4",
        "nsubj/2 cop/2 root/2 cc/5 cop/5 conj/2",
    ),
    "adjective after another verb": (
        "It/PRON/nsubj/1 became/VERB/ROOT/1 a/DET/det/3 city/NOUN/attr/1",
        "nsubj/1 root/1 det/3 xcomp/1",
    ),
    "it is clear that": (
        "It/PRON/nsubj/1 is/AUX/ROOT/1 clear/ADJ/acomp/1 that/SCONJ/mark/5 he/PRON/nsubj/5 left/VERB/ccomp/1",
        "expl/2 cop/2 root/2 mark/5 nsubj/5 csubj/2",
    ),
    "there are, in a question": (
        "Are/VERB/ROOT/0 there/PRON:EX/expl/0 any/DET/det/3 plans/NOUN/attr/0",
        "root/0 expl/0 det/3 nsubj/0",
    ),
    "object that acts": (
        "They/PRON/nsubj/1 want/VERB/ROOT/1 him/PRON/nsubj/4 to/PART:TO/aux/4 go/VERB:VB/ccomp/1",
        "nsubj/1 root/1 obj/1 mark/4 xcomp/1",
    ),
    "object that is something": (
        "They/PRON/nsubj/1 made/VERB/ROOT/1 him/PRON/dobj/1 king/NOUN/oprd/1",
        "nsubj/1 root/1 obj/1 xcomp/1",
    ),
    "what is said": (
        "They/PRON/nsubj/1 said/VERB/ROOT/1 he/PRON/nsubj/3 left/VERB/ccomp/1",
        "nsubj/1 root/1 nsubj/3 ccomp/1",
    ),
    "what is demanded": (
        "They/PRON/nsubj/1 demand/VERB/ROOT/1 he/PRON/nsubj/3 leave/VERB:VB/ccomp/1",
        "nsubj/1 root/1 nsubj/3 ccomp/1",
    ),
    "infinitive of purpose on a noun": (
        "chance/NOUN/ROOT/0 to/PART:TO/aux/2 win/VERB:VB/relcl/0",
        "root/0 mark/2 acl/0",
    ),
    "participle on a noun": (
        "center/NOUN/ROOT/0 built/VERB:VBN/acl/0 by/ADP/agent/1 Rostec/PROPN/pobj/2",
        "root/0 acl/0 case/3 obl:agent/1",
    ),
    "relative clause with a preposition": (
        "man/NOUN/ROOT/0 with/ADP/prep/4 whom/PRON:WP/pobj/1 he/PRON/nsubj/4 came/VERB/relcl/0",
        "root/0 case/2 obl/4 nsubj/4 acl:relcl/0",
    ),
    "relative clause on a clause": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 which/PRON:WDT/nsubj/3 helped/VERB/relcl/1",
        "nsubj/1 root/1 nsubj/3 advcl:relcl/1",
    ),
    "adverbial clause": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 because/SCONJ/mark/4 they/PRON/nsubj/4 came/VERB/advcl/1",
        "nsubj/1 root/1 mark/4 nsubj/4 advcl/1",
    ),
    "pronoun that possesses": ("his/PRON:PRP$/poss/1 army/NOUN/ROOT/1", "nmod:poss/1 root/1"),
    "both … and": (
        "both/CCONJ/preconj/1 men/NOUN/ROOT/1 and/CCONJ/cc/1 women/NOUN/conj/1",
        "cc:preconj/1 root/1 cc/3 conj/1",
    ),
    "conjunction at the beginning": (
        "And/CCONJ/cc/2 he/PRON/nsubj/2 came/VERB/ROOT/2 and/CCONJ/cc/2 saw/VERB/conj/2",
        "cc/2 nsubj/2 root/2 cc/4 conj/2",
    ),
    "as well as": (
        "men/NOUN/ROOT/0 as/ADV/advmod/2 well/ADV/advmod/3 as/ADP/cc/0 women/NOUN/conj/0",
        "root/0 cc/4 fixed/1 fixed/1 conj/0",
    ),
    "all the": (
        "all/DET/predet/2 the/DET/det/2 men/NOUN/ROOT/2",
        "det:predet/2 det/2 root/2",
    ),
    "amount of money": (
        "It/PRON/nsubj/1 cost/VERB/ROOT/1 about/ADV/advmod/5 $/SYM/quantmod/5 5/NUM/compound/5 "
        "million/NUM/dobj/1",
        "nsubj/1 root/1 advmod/5 obj/1 compound/5 nummod/3",
    ),
    "amount of money behind a preposition": (
        "costs/NOUN/ROOT/0 of/ADP/prep/0 $/SYM/nmod/3 5/NUM/pobj/1",
        "root/0 case/2 nmod/0 nummod/2",
    ),
    "more than": (
        "more/ADJ:JJR/amod/2 than/ADP/quantmod/2 200/NUM/nummod/3 men/NOUN/ROOT/3",
        "advmod/2 fixed/0 nummod/3 root/3",
    ),
    "about a number": ("some/DET/quantmod/1 200/NUM/nummod/2 men/NOUN/ROOT/2", "advmod/1 nummod/2 root/2"),
    "time without preposition": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 last/ADJ/amod/3 Friday/PROPN/npadvmod/1",
        "nsubj/1 root/1 amod/3 obl:unmarked/1",
    ),
    "apposition": (
        "Belov/PROPN/ROOT/0 ,/PUNCT/punct/0 a/DET/det/3 minister/NOUN/appos/0",
        "root/0 punct/0 det/3 appos/0",
    ),
    "noun before a noun": ("peace/NOUN/nmod/1 talks/NOUN/ROOT/1", "compound/1 root/1"),
    "subject of a passive that is a clause": (
        "to/PART:TO/aux/1 win/VERB:VB/csubjpass/3 was/AUX/auxpass/3 planned/VERB:VBN/ROOT/3",
        "mark/1 csubj:pass/3 aux:pass/3 root/3",
    ),
    "words that only accompany": (
        "Well/INTJ/intj/2 he/PRON/nsubj/2 left/VERB/ROOT/2 okay/INTJ/meta/2 right/ADJ/dep/2",
        "discourse/2 nsubj/2 root/2 dep/2 dep/2",
    ),
    "clause beside a clause": (
        "He/PRON/nsubj/1 left/VERB/ROOT/1 they/PRON/nsubj/3 say/VERB/parataxis/1",
        "nsubj/1 root/1 nsubj/3 parataxis/1",
    ),
    "recipient in the passive": (
        "Money/NOUN/nsubjpass/2 was/AUX/auxpass/2 given/VERB:VBN/ROOT/2 to/ADP/dative/2 Ann/PROPN/pobj/3",
        "nsubj:pass/2 aux:pass/2 root/2 case/4 obl/2",
    ),
    "some of": (
        "many/ADJ/nsubj/3 of/ADP/prep/0 them/PRON/pobj/1 left/VERB/ROOT/3",
        "nsubj/3 case/2 nmod/0 root/3",
    ),
}

TAGS = {
    "ADP": "IN", "SCONJ": "IN", "PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "AUX": "VBZ", "PRON": "PRP",
    "ADJ": "JJ", "ADV": "RB", "DET": "DT", "CCONJ": "CC", "PART": "RB", "SYM": "$", "PUNCT": ".",
    "INTJ": "UH", "NUM": "CD",
}  # fmt: skip
"""The tags of words whose case names none (`PART:TO` names one)."""


def doc_of(text: str) -> Doc:
    rows = [row.rsplit("/", 3) for row in text.split()]
    words, kinds, deps, heads = zip(*rows, strict=True)
    poses = ["PUNCT" if kind == "." else kind.partition(":")[0] for kind in kinds]
    tags = [kind.partition(":")[2] or TAGS[pos] for kind, pos in zip(kinds, poses, strict=True)]
    doc = Doc(
        spacy.blank("en").vocab,
        words=list(words),
        pos=poses,
        tags=tags,
        deps=list(deps),
        heads=[int(h) for h in heads],
    )
    return doc


@pytest.mark.parametrize("case", CASES, ids=lambda case: case)
def test_construction(case: str) -> None:
    before, after = CASES[case]
    doc = to_universal(doc_of(before.replace("././punct", "./PUNCT/punct")))
    assert " ".join(f"{token.dep_}/{token.head.i}" for token in doc) == after


def test_the_name_of_a_person_is_flat() -> None:
    doc = doc_of("President/PROPN/compound/2 Ann/PROPN/compound/2 Lee/PROPN/nsubj/3 left/VERB/ROOT/3")
    doc.set_ents([Span(doc, 1, 3, label="PERSON")])
    assert " ".join(f"{t.dep_}/{t.head.i}" for t in to_universal(doc)) == "compound/1 nsubj/3 flat/1 root/3"


def test_sentences_stay_apart_and_an_empty_doc_is_one() -> None:
    doc = doc_of("In/ADP/ROOT/0 Rome/PROPN/pobj/0 In/ADP/ROOT/2 Bari/PROPN/pobj/2")
    assert [(s.start, s.end) for s in to_universal(doc).sents] == [(0, 2), (2, 4)]
    assert len(to_universal(spacy.blank("en")(""))) == 0


def test_any_tree_stays_a_tree() -> None:
    chance = random.Random(0)
    words = ["it", "is", "in", "such", "as", "more", "than", "and", "because", "of", "there", "$"]
    labels = [row.rsplit("/", 2)[1] for before, _ in CASES.values() for row in before.split()]
    labels = [label for label in labels if label != "ROOT"]
    for _ in range(2000):
        order = chance.sample(range(9), 9)
        heads = list(range(9))
        for k in range(1, 9):
            heads[order[k]] = order[chance.randrange(k)]
        deps = ["ROOT" if i == order[0] else chance.choice(labels) for i in range(9)]
        kinds = [chance.choice(list(TAGS.items())) for _ in range(9)]
        tree = Tree(
            [chance.choice(words) for _ in range(9)],
            [t for _, t in kinds],
            [p for p, _ in kinds],
            heads,
            deps,
            [(2, 5)],
        )
        convert(tree)
        assert sorted(tree.top_down()) == list(range(9))
        assert [i for i in range(9) if tree.heads[i] == i] == [tree.deps.index("root")]


def test_labels_of_both_kinds_are_known() -> None:
    assert not is_clearnlp({"nsubj", "obj", "obl", "root"})
    assert is_clearnlp({"nsubj", "dobj"})


def pipeline(*names: str, labels: tuple[str, ...] = ("nsubj", "dobj", "pobj"), steps: int = 1) -> Language:
    """Return a pipeline that was taught one sentence, thoroughly or not."""
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name, config={"min_action_freq": 0} if name == "parser" else {})
    words = ["She", "is", "in", "Rome"]
    annotations = {
        "tags": ["PRP", "VBZ", "IN", "NNP"],
        "pos": ["PRON", "AUX", "ADP", "PROPN"],
        "heads": [1, 1, 1, 2],
        "deps": ["nsubj", "ROOT", "prep", "pobj"] if "pobj" in labels else ["nsubj", "cop", "case", "ROOT"],
    }
    if "parser" in names:
        for label in labels:
            nlp.get_pipe("parser").add_label(label)  # type: ignore[attr-defined]
    example = Example.from_dict(Doc(nlp.vocab, words=words), annotations)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(steps):
        nlp.update([example], sgd=optimizer)
    if "attribute_ruler" in names:
        for word, pos in zip(words, annotations["pos"], strict=True):
            attributes = {"POS": pos, "LEMMA": word.lower()}
            nlp.get_pipe("attribute_ruler").add([[{"ORTH": word}]], attributes)  # type: ignore[attr-defined]
    return nlp


@pytest.fixture(scope="module")
def clearnlp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pipeline") / "clearnlp"
    pipeline("tagger", "parser", "attribute_ruler", steps=30).to_disk(folder)
    return folder


def test_a_pipeline_with_clearnlp_labels_is_turned(clearnlp: Path) -> None:
    nlp = load(str(clearnlp))
    assert nlp.pipe_names[-1] == "kg_universal"
    assert [(t.dep_, t.head.i) for t in nlp("She is in Rome")] == [
        ("nsubj", 3),
        ("cop", 3),
        ("case", 3),
        ("root", 3),
    ]
    assert adapt(nlp).pipe_names.count("kg_universal") == 1


def test_a_pipeline_with_universal_labels_passes_unchanged() -> None:
    nlp = pipeline("tagger", "parser", "attribute_ruler", labels=("nsubj", "obj", "obl"))
    assert adapt(nlp).pipe_names == ["tagger", "parser", "attribute_ruler"]


def test_the_shipped_pipeline_passes_from_a_folder(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "one")
    assert load(str(tmp_path / "one")).pipe_names == ["kg_annotator"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ((), "sets no trees: it has no parser .only a tokenizer"),
        (("tagger", "attribute_ruler"), "sets no trees: it has no parser .only tagger, attribute_ruler"),
        (("parser", "attribute_ruler"), "sets no Penn tags: it has no tagger"),
        (("tagger", "parser"), "no universal parts of speech: it has no morphologizer or attribute_ruler"),
        (("tagger", "parser", "morphologizer"), "sets no lemmas: it has no lemmatizer"),
    ],
)
def test_what_is_missing_is_told(names: tuple[str, ...], message: str, tmp_path: Path) -> None:
    pipeline(*names).to_disk(tmp_path / "one")
    with pytest.raises(LanguageModelError, match=message) as caught:
        load(str(tmp_path / "one"))
    assert "leave the name out to use kg_en" in caught.value.remedy


def test_a_component_that_is_switched_off_is_told(clearnlp: Path) -> None:
    nlp = spacy.load(clearnlp, disable=["parser"])
    with pytest.raises(LanguageModelError, match="it has parser, but switched off"):
        adapt(nlp)


def test_an_untrained_pipeline_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    with pytest.raises(LanguageModelError, match="cannot be run"):
        adapt(nlp)


def test_labels_of_another_kind_are_refused() -> None:
    nlp = pipeline("tagger", "parser", "attribute_ruler", labels=("sb", "oa", "mo"))
    with pytest.raises(LanguageModelError, match="labels of another kind"):
        adapt(nlp)


@pytest.mark.parametrize(
    "name", ["no_such_model", "json", "numpy", "", ".", "tests/conftest.py", "en", "../none"]
)
def test_an_unknown_pipeline_is_a_clear_error(name: str) -> None:
    with pytest.raises(LanguageModelError) as caught:
        load(name)
    assert caught.value.where == name
    assert "leave the name out" in caught.value.remedy
