"""Constructions on hand-checked parses, without model and lexicon: one sentence a case."""

from __future__ import annotations

import pytest

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
]


@pytest.mark.parametrize(
    ("parse", "expected"), CASES, ids=[" ".join(w.split("/")[0] for w in p.split()) for p, _ in CASES]
)
def test_statements(parse, expected, lines_of) -> None:  # type: ignore[no-untyped-def]
    assert lines_of(parse) == expected
