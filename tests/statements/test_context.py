"""Polarity, modality and attribution on hand-checked parses, without model and lexicon."""

from __future__ import annotations

import pytest

CASES = [
    (
        "Iran/PROPN/NNP/Iran/4/nsubj did/AUX/VBD/do/4/aux not/PART/RB/not/4/advmod "
        "attack/VERB/VB/attack/0/root the/DET/DT/the/6/det ship/NOUN/NN/ship/4/obj "
        "./PUNCT/././4/punct",
        ["not attack(agent: Iran, theme: ship)"],
    ),
    (
        "No/DET/DT/no/2/det soldiers/NOUN/NNS/soldier/3/nsubj crossed/VERB/VBD/cross/0/root "
        "the/DET/DT/the/5/det border/NOUN/NN/border/3/obj ./PUNCT/././3/punct",
        ["not cross(agent: soldiers, theme: border)"],
    ),
    (
        "The/DET/DT/the/2/det bank/NOUN/NN/bank/3/nsubj failed/VERB/VBD/fail/0/root "
        "to/PART/TO/to/5/mark repay/VERB/VB/repay/3/xcomp the/DET/DT/the/7/det "
        "loan/NOUN/NN/loan/5/obj ./PUNCT/././3/punct",
        ["not repay(agent: bank, theme: loan)"],
    ),
    (
        "Trump/PROPN/NNP/Trump/3/nsubj might/AUX/MD/might/3/aux discuss/VERB/VB/discuss/0/root "
        "the/DET/DT/the/5/det crisis/NOUN/NN/crisis/3/obj ./PUNCT/././3/punct",
        ["possible discuss(agent: Trump, theme: crisis)"],
    ),
    (
        "If/SCONJ/IN/if/3/mark talks/NOUN/NNS/talk/3/nsubj fail/VERB/VBP/fail/7/advcl "
        ",/PUNCT/,/,/3/punct the/DET/DT/the/6/det union/NOUN/NN/union/7/nsubj "
        "strikes/VERB/VBZ/strike/0/root ./PUNCT/././7/punct",
        ["conditional fail(agent: talks)", "conditional strike(agent: union, oblique[if]: [fail])"],
    ),
    (
        "Did/AUX/VBD/do/3/aux Russia/PROPN/NNP/Russia/3/nsubj send/VERB/VB/send/0/root "
        "troops/NOUN/NNS/troops/3/obj ?/PUNCT/./?/3/punct",
        ["asked send(agent: Russia, theme: troops)"],
    ),
    (
        "The/DET/DT/the/2/det army/NOUN/NN/army/5/nsubj would/AUX/MD/would/5/aux "
        "have/AUX/VB/have/5/aux won/VERB/VBN/win/0/root the/DET/DT/the/7/det war/NOUN/NN/war/5/obj "
        "./PUNCT/././5/punct",
        ["counterfactual win(agent: army, theme: war)"],
    ),
    (
        "Abrams/PROPN/NNP/Abrams/2/nsubj said/VERB/VBD/say/0/root that/SCONJ/IN/that/5/mark "
        "Russia/PROPN/NNP/Russia/5/nsubj sent/VERB/VBD/send/2/ccomp planes/NOUN/NNS/plane/5/obj "
        "./PUNCT/././2/punct",
        ["say(agent: Abrams, topic: [send])", "send(agent: Russia, theme: planes) <Abrams say>"],
    ),
    (
        "Maduro/PROPN/NNP/Maduro/2/nsubj denied/VERB/VBD/deny/0/root that/SCONJ/IN/that/5/mark "
        "Cuba/PROPN/NNP/Cuba/5/nsubj trained/VERB/VBD/train/2/ccomp the/DET/DT/the/7/det "
        "police/NOUN/NN/police/5/obj ./PUNCT/././2/punct",
        ["deny(agent: Maduro, topic: [train])", "not train(agent: Cuba, theme: police) <Maduro deny>"],
    ),
    (
        "According/VERB/VBG/accord/4/case to/ADP/IN/to/1/fixed the/DET/DT/the/4/det "
        "ministry/NOUN/NN/ministry/8/obl ,/PUNCT/,/,/4/punct the/DET/DT/the/7/det "
        "plant/NOUN/NN/plant/8/nsubj produces/VERB/VBZ/produce/0/root uranium/NOUN/NN/uranium/8/obj "
        "./PUNCT/././8/punct",
        ["produce(agent: plant, theme: uranium) <ministry say>"],
    ),
    (
        '"/PUNCT/``/"/3/punct We/PRON/PRP/we/3/nsubj sold/VERB/VBD/sell/8/ccomp the/DET/DT/the/5/det '
        'ship/NOUN/NN/ship/3/obj ,/PUNCT/,/,/3/punct "/PUNCT/'
        '/"/3/punct said/VERB/VBD/say/0/root '
        "Marta/PROPN/NNP/Marta/8/nsubj Ruiz/PROPN/NNP/Ruiz/9/flat ./PUNCT/././8/punct",
        ["sell(agent: We, theme: ship) <Marta Ruiz say>", "say(agent: Marta Ruiz, topic: [sell])"],
    ),
]


@pytest.mark.parametrize(
    ("parse", "expected"), CASES, ids=[" ".join(w.split("/")[0] for w in p.split()) for p, _ in CASES]
)
def test_statements(parse, expected, lines_of) -> None:  # type: ignore[no-untyped-def]
    assert lines_of(parse) == expected
