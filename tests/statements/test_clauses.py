"""Constructions on hand-checked parses, without model and lexicon: one sentence a case."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from kg.model import Lexicon
from kg.statements.mentions import build_mentions

CASES = [
    (
        "Russia/PROPN/NNP/Russia/2/nsubj supplies/VERB/VBZ/supply/0/root "
        "helicopters/NOUN/NNS/helicopter/2/obj to/ADP/IN/to/5/case "
        "Venezuela/PROPN/NNP/Venezuela/2/obl ./PUNCT/././2/punct",
        ["supply(agent: Russia, theme: helicopters, oblique[to]: Venezuela)"],
    ),
    (
        "The/DET/DT/the/2/det bridge/NOUN/NN/bridge/4/nsubj:pass was/AUX/VBD/be/4/aux:pass "
        "built/VERB/VBN/build/0/root by/ADP/IN/by/7/case Chinese/ADJ/JJ/Chinese/7/amod "
        "engineers/NOUN/NNS/engineer/4/obl:agent ./PUNCT/././4/punct",
        ["build(theme: bridge, agent: Chinese engineers)"],
    ),
    (
        "The/DET/DT/the/2/det rebels/NOUN/NNS/rebel/3/nsubj carried/VERB/VBD/carry/0/root "
        "out/ADP/RP/out/3/compound:prt the/DET/DT/the/6/det attack/NOUN/NN/attack/3/obj "
        "./PUNCT/././3/punct",
        ["carry out(agent: rebels, theme: attack)"],
    ),
    (
        "Norway/PROPN/NNP/Norway/2/nsubj gave/VERB/VBD/give/0/root the/DET/DT/the/4/det "
        "refugees/NOUN/NNS/refugee/2/iobj food/NOUN/NN/food/2/obj ./PUNCT/././2/punct",
        ["give(agent: Norway, recipient: refugees, theme: food)"],
    ),
    (
        "Caracas/PROPN/NNP/Caracas/4/nsubj is/AUX/VBZ/be/4/cop the/DET/DT/the/4/det "
        "capital/NOUN/NN/capital/0/root of/ADP/IN/of/6/case Venezuela/PROPN/NNP/Venezuela/4/nmod "
        "./PUNCT/././4/punct",
        ["be(theme: Caracas, attribute: capital, oblique[of]: Venezuela)"],
    ),
    (
        "The/DET/DT/the/2/det road/NOUN/NN/road/4/nsubj is/AUX/VBZ/be/4/cop "
        "dangerous/ADJ/JJ/dangerous/0/root ./PUNCT/././4/punct",
        ["be dangerous(theme: road)"],
    ),
    (
        "There/PRON/EX/there/2/expl were/VERB/VBD/be/0/root protests/NOUN/NNS/protest/2/nsubj "
        "in/ADP/IN/in/5/case Caracas/PROPN/NNP/Caracas/3/nmod ./PUNCT/././2/punct",
        ["exist(theme: protests, oblique[in]: Caracas)"],
    ),
    (
        "Elliott/PROPN/NNP/Elliott/10/nsubj Abrams/PROPN/NNP/Abrams/1/flat ,/PUNCT/,/,/6/punct "
        "the/DET/DT/the/6/det special/ADJ/JJ/special/6/amod "
        "representative/NOUN/NN/representative/1/appos for/ADP/IN/for/8/case "
        "Venezuela/PROPN/NNP/Venezuela/6/nmod ,/PUNCT/,/,/1/punct met/VERB/VBD/meet/0/root "
        "reporters/NOUN/NNS/reporter/10/obj ./PUNCT/././10/punct",
        [
            "be(theme: Elliott Abrams, attribute: special representative, oblique[for]: Venezuela)",
            "meet(agent: Elliott Abrams, theme: reporters)",
        ],
    ),
    (
        "President/PROPN/NNP/President/2/nmod:desc Nicolas/PROPN/NNP/Nicolas/4/nsubj "
        "Maduro/PROPN/NNP/Maduro/2/flat visited/VERB/VBD/visit/0/root Moscow/PROPN/NNP/Moscow/4/obj "
        "./PUNCT/././4/punct",
        ["be(theme: Nicolas Maduro, attribute: President)", "visit(agent: Nicolas Maduro, theme: Moscow)"],
    ),
    (
        "Planes/NOUN/NNS/plane/5/nsubj which/PRON/WDT/which/3/nsubj "
        "carried/VERB/VBD/carry/1/acl:relcl soldiers/NOUN/NNS/soldier/3/obj "
        "landed/VERB/VBD/land/0/root ./PUNCT/././5/punct",
        ["carry(agent: Planes, theme: soldiers)", "land(agent: Planes)"],
    ),
    (
        "The/DET/DT/the/2/det helicopters/NOUN/NNS/helicopter/7/nsubj that/PRON/WDT/that/5/obj "
        "Russia/PROPN/NNP/Russia/5/nsubj sold/VERB/VBD/sell/2/acl:relcl were/AUX/VBD/be/7/cop "
        "old/ADJ/JJ/old/0/root ./PUNCT/././7/punct",
        ["sell(agent: Russia, theme: helicopters)", "be old(theme: helicopters)"],
    ),
    (
        "The/DET/DT/the/2/det ship/NOUN/NN/ship/6/nsubj carrying/VERB/VBG/carry/2/acl "
        "the/DET/DT/the/5/det weapons/NOUN/NNS/weapon/3/obj sank/VERB/VBD/sink/0/root "
        "./PUNCT/././6/punct",
        ["carry(agent: ship, theme: weapons)", "sink(agent: ship)"],
    ),
    (
        "The/DET/DT/the/2/det company/NOUN/NN/company/3/nsubj plans/VERB/VBZ/plan/0/root "
        "to/PART/TO/to/5/mark build/VERB/VB/build/3/xcomp a/DET/DT/a/7/det "
        "factory/NOUN/NN/factory/5/obj ./PUNCT/././3/punct",
        ["plan(agent: company, theme: [build])", "planned build(agent: company, theme: factory)"],
    ),
    (
        "The/DET/DT/the/2/det rebels/NOUN/NNS/rebel/3/nsubj seem/VERB/VBP/seem/0/root "
        "to/PART/TO/to/5/mark control/VERB/VB/control/3/xcomp the/DET/DT/the/7/det "
        "town/NOUN/NN/town/5/obj ./PUNCT/././3/punct",
        ["possible control(agent: rebels, theme: town)"],
    ),
    (
        "Turner/PROPN/NNP/Turner/6/nsubj ,/PUNCT/,/,/3/punct Adams/PROPN/NNP/Adams/1/conj "
        "and/CCONJ/CC/and/5/cc Lopez/PROPN/NNP/Lopez/1/conj founded/VERB/VBD/found/0/root "
        "the/DET/DT/the/8/det agency/NOUN/NN/agency/6/obj ./PUNCT/././6/punct",
        [
            "found(agent: Adams, theme: agency)",
            "found(agent: Lopez, theme: agency)",
            "found(agent: Turner, theme: agency)",
        ],
    ),
    (
        "The/DET/DT/the/2/det army/NOUN/NN/army/3/nsubj entered/VERB/VBD/enter/0/root "
        "the/DET/DT/the/5/det town/NOUN/NN/town/3/obj and/CCONJ/CC/and/7/cc "
        "arrested/VERB/VBD/arrest/3/conj the/DET/DT/the/9/det mayor/NOUN/NN/mayor/7/obj "
        "./PUNCT/././3/punct",
        ["enter(agent: army, theme: town)", "arrest(agent: army, theme: mayor)"],
    ),
    (
        "It/PRON/PRP/it/3/expl was/AUX/VBD/be/3/cop Russia/PROPN/NNP/Russia/0/root "
        "that/PRON/WDT/that/5/nsubj supplied/VERB/VBD/supply/3/advcl:relcl "
        "planes/NOUN/NNS/plane/5/obj ./PUNCT/././3/punct",
        ["supply(agent: Russia, theme: planes)"],
    ),
    (
        "It/PRON/PRP/it/4/nsubj was/AUX/VBD/be/4/cop not/PART/RB/not/4/advmod "
        "Russia/PROPN/NNP/Russia/0/root that/PRON/WDT/that/6/nsubj "
        "supplied/VERB/VBD/supply/4/acl:relcl planes/NOUN/NNS/plane/6/obj ./PUNCT/././4/punct",
        ["not supply(agent: Russia, theme: planes)"],
    ),
    (
        "It/PRON/PRP/it/6/nsubj is/AUX/VBZ/be/6/cop not/PART/RB/not/6/advmod the/DET/DT/the/6/det "
        "only/ADJ/JJ/only/6/amod bank/NOUN/NN/bank/0/root that/PRON/WDT/that/8/nsubj "
        "lends/VERB/VBZ/lend/6/acl:relcl money/NOUN/NN/money/8/obj ./PUNCT/././6/punct",
        ["lend(agent: only bank, theme: money)"],
    ),
    (
        "It/PRON/PRP/it/4/expl was/AUX/VBD/be/4/cop in/ADP/IN/in/4/case Paris/PROPN/NNP/Paris/0/root "
        "that/PRON/WDT/that/8/obl:unmarked the/DET/DT/the/7/det poet/NOUN/NN/poet/8/nsubj "
        "died/VERB/VBD/die/4/advcl:relcl ./PUNCT/././4/punct",
        ["die(agent: poet, oblique[in]: Paris)"],
    ),
    (
        "The/DET/DT/the/2/det firm/NOUN/NN/firm/3/nsubj closed/VERB/VBD/close/0/root "
        "mines/NOUN/NNS/mine/3/obj ,/PUNCT/,/,/7/punct that/PRON/WDT/that/7/nsubj "
        "angered/VERB/VBD/anger/3/advcl:relcl workers/NOUN/NNS/worker/7/obj ./PUNCT/././3/punct",
        ["close(agent: firm, theme: mines)", "anger(theme: workers)"],
    ),
    (
        "Our/PRON/PRP$/our/2/nmod:poss soldiers/NOUN/NNS/soldier/8/dislocated ,/PUNCT/,/,/2/punct "
        "he/PRON/PRP/he/5/nsubj said/VERB/VBD/say/0/root ,/PUNCT/,/,/8/punct have/AUX/VBP/have/8/aux "
        "left/VERB/VBN/leave/5/ccomp Lima/PROPN/NNP/Lima/8/obj ./PUNCT/././8/punct",
        ["say(agent: he, topic: [leave])", "leave(agent: soldiers, theme: Lima) <he say>"],
    ),
    (
        "Banks/NOUN/NNS/bank/4/ccomp ,/PUNCT/,/,/1/punct she/PRON/PRP/she/4/nsubj "
        "said/VERB/VBD/say/0/root ,/PUNCT/,/,/7/punct were/AUX/VBD/be/7/aux:pass "
        "robbed/VERB/VBN/rob/4/ccomp ./PUNCT/././7/punct",
        ["say(agent: she, topic: [rob])", "rob(theme: Banks) <she say>"],
    ),
    (
        "The/DET/DT/the/2/det city/NOUN/NN/city/5/nsubj is/AUX/VBZ/be/8/cop 300/NUM/CD/300/5/nummod "
        "kilometres/NOUN/NNS/kilometre/8/nmod:unmarked from/ADP/IN/from/8/case the/DET/DT/the/8/det "
        "border/NOUN/NN/border/0/root ./PUNCT/././8/punct",
        ["be(theme: city, attribute: 300 kilometres, oblique[from]: border)"],
    ),
    (
        "The/DET/DT/the/2/det city/NOUN/NN/city/8/nsubj is/AUX/VBZ/be/8/cop 300/NUM/CD/300/5/nummod "
        "kilometres/NOUN/NNS/kilometre/8/obl:unmarked from/ADP/IN/from/8/case the/DET/DT/the/8/det "
        "border/NOUN/NN/border/0/root ./PUNCT/././8/punct",
        ["be(theme: city, attribute: 300 kilometres, oblique[from]: border)"],
    ),
    (
        "The/DET/DT/the/2/det firm/NOUN/NN/firm/3/nsubj designs/NOUN/NNS/design/0/root "
        "and/CCONJ/CC/and/5/cc builds/VERB/VBZ/build/3/conj ships/NOUN/NNS/ship/5/obj ./PUNCT/././3/punct",
        ["design(agent: firm, theme: ships)", "build(agent: firm, theme: ships)"],
    ),
    (
        "The/DET/DT/the/2/det allegation/NOUN/NN/allegation/9/nsubj that/PRON/WDT/that/6/obj "
        "the/DET/DT/the/5/det mayor/NOUN/NN/mayor/6/nsubj took/VERB/VBD/take/2/acl:relcl "
        "bribes/NOUN/NNS/bribe/6/obj is/AUX/VBZ/be/9/cop false/ADJ/JJ/false/0/root ./PUNCT/././9/punct",
        ["take(agent: mayor, theme: bribes) <? allegation>", "be false(theme: allegation)"],
    ),
    (
        "The/DET/DT/the/2/det bank/NOUN/NN/bank/9/nsubj to/ADP/IN/to/4/case which/PRON/WDT/which/9/obl "
        "the/DET/DT/the/6/det firm/NOUN/NN/firm/7/nsubj owed/VERB/VBD/owe/2/acl:relcl "
        "money/NOUN/NN/money/7/obj sued/VERB/VBD/sue/0/root owners/NOUN/NNS/owner/9/obj ./PUNCT/././9/punct",
        ["owe(agent: firm, theme: money, oblique[to]: bank)", "sue(agent: bank, theme: owners)"],
    ),
    (
        "Spain/PROPN/NNP/Spain/2/nsubj sent/VERB/VBD/send/0/root doctors/NOUN/NNS/doctor/2/obj "
        "and/CCONJ/CC/and/5/cc Italy/PROPN/NNP/Italy/2/conj nurses/NOUN/NNS/nurse/5/orphan "
        "./PUNCT/././2/punct",
        ["send(agent: Spain, theme: doctors)", "send(agent: Italy, theme: nurses)"],
    ),
    (
        "Germany/PROPN/NNP/Germany/2/nsubj signed/VERB/VBD/sign/0/root it/PRON/PRP/it/2/obj "
        ",/PUNCT/,/,/7/punct but/CCONJ/CC/but/7/cc France/PROPN/NNP/France/7/nsubj "
        "did/AUX/VBD/do/2/conj not/PART/RB/not/7/advmod ./PUNCT/././2/punct",
        ["sign(agent: Germany, theme: it)", "not sign(agent: France, theme: it)"],
    ),
    (
        "What/PRON/WP/what/4/nsubj he/PRON/PRP/he/3/nsubj said/VERB/VBD/say/1/acl:relcl "
        "surprised/VERB/VBD/surprise/0/root lawyers/NOUN/NNS/lawyer/4/obj ./PUNCT/././4/punct",
        ["say(agent: he, theme: What he said)", "surprise(agent: What he said, theme: lawyers)"],
    ),
]


@pytest.mark.parametrize(
    ("parse", "expected"), CASES, ids=[" ".join(w.split("/")[0] for w in p.split()) for p, _ in CASES]
)
def test_statements(parse, expected, lines_of) -> None:  # type: ignore[no-untyped-def]
    assert lines_of(parse) == expected


def test_a_plant_that_people_are_near_is_a_place(doc_of) -> None:  # type: ignore[no-untyped-def]
    doc = doc_of(
        "People/NOUN/NNS/people/2/nsubj live/VERB/VBP/live/0/root near/ADP/IN/near/5/case "
        "the/DET/DT/the/5/det plant/NOUN/NN/plant/2/obl"
    )
    doc.spans["nominals"] = [Span(doc, 4, 5, label="plant")]

    def types(lexicon: Lexicon) -> list[str]:
        found = build_mentions(doc, lexicon=lexicon, date=None, document="doc")
        return [m.type for m in found.values()]

    assert types(Lexicon()) == ["", "place"]
    assert types(Lexicon(classes={"plant": "Plant"})) == ["", "plant"]
