"""Nodes against gold chains: which mentions are the same, and what counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench import nodes
from kg.bench.chains import ChainLayer, ChainMention
from kg.bench.options import Options
from kg.errors import InputError
from kg.model import Entity, EntityKind, Mention, MentionKind, Span

GOLD = """\
# newdoc id = d
# sent_id = d-1
1\tAnn\tAnn\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new
2\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tParis\tParis\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=(2-place-new)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = d-2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv)
2\tsmiled\tsmile\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def mention(start: int, end: int, head: tuple[int, int], chain: str, *, name: bool = False) -> ChainMention:
    return ChainMention((start, end), head, chain, "x", is_name=name)


def test_mentions_are_the_same_where_each_holds_the_head_of_the_other() -> None:
    gold = ChainLayer("a" * 20, (mention(0, 8, (0, 4), "1"), mention(10, 20, (10, 14), "2")))
    said = ChainLayer("a" * 20, (mention(0, 8, (4, 8), "p"), mention(15, 20, (15, 20), "q")))
    left, right = nodes.align(gold, said)
    assert [m.span for m in left.mentions] == [(0, 4), (10, 14)]
    assert [m.span for m in right.mentions] == [(0, 4), (15, 20)]


def test_a_gold_mention_is_found_once() -> None:
    gold = ChainLayer("a" * 9, (mention(0, 9, (0, 3), "1"),))
    said = ChainLayer("a" * 9, (mention(0, 6, (3, 6), "p"), mention(0, 9, (6, 9), "q")))
    assert [m.span for m in nodes.align(gold, said)[1].mentions] == [(0, 3), (6, 9)]


def test_named_keeps_the_chains_with_a_name_and_names_only_those() -> None:
    gold = ChainLayer(
        "abcd",
        (
            mention(0, 1, (0, 1), "1", name=True),
            mention(1, 2, (1, 2), "1"),
            mention(2, 3, (2, 3), "2"),
            mention(3, 4, (3, 4), "3", name=True)._replace(type="time"),
        ),
    )
    said = ChainLayer("abcd", (mention(0, 1, (0, 1), "p", name=True), mention(2, 3, (2, 3), "p")))
    figures = nodes.score([(gold, said)])
    assert figures["named"]["b_cubed"] == pytest.approx({"precision": 0.25, "recall": 0.25, "f1": 0.25})
    assert figures["names"]["b_cubed"]["f1"] == 1.0
    assert figures["all"]["mentions"]["recall"] == 0.5


def test_entities_become_chains_without_what_the_gold_does_not_mark() -> None:
    def made(start: int, end: int, text: str, *features: str) -> Mention:
        return Mention(
            Span("d", start, end), text, MentionKind.NAME, head=Span("d", start, end), features=features
        )

    text = "Ms Lee left. who"
    parts = (made(0, 2, "Ms", "title"), made(3, 6, "Lee"), made(13, 16, "who", "relative"))
    entity = Entity("en_1", "Lee", "Person", EntityKind.NAMED, (), parts, ("", "", ""))
    layer = nodes.layer_of_entities(text, [entity])
    assert layer.characters == "MsLeeleft.who"
    assert [(m.text, m.span, m.chain, m.is_name) for m in layer.mentions] == [("Lee", (2, 5), "en_1", True)]


def test_reasons_are_counted_where_the_gold_has_the_mention() -> None:
    gold = ChainLayer("abcd", tuple(mention(i, i + 1, (i, i + 1), "112 "[i]) for i in range(3)))
    reasons = ["name", "coreference 0.91", "coreference 0.85", "same phrase: x"]
    said = ChainLayer(
        "abcd", tuple(mention(i, i + 1, (i, i + 1), "p")._replace(reason=r) for i, r in enumerate(reasons))
    )
    assert nodes.score([(gold, said)])["reasons"] == {"coreference": {"share": 0.5, "joined": 2}}


def test_a_run_builds_the_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    outcome = nodes.run([path], Options(errors=tmp_path / "errors.md"))
    assert outcome.figures["all"]["conll"] == pytest.approx(1.0)
    assert outcome.figures["names"]["b_cubed"]["f1"] == 1.0
    assert [row["text"] for row in outcome.records[0]["mentions"]] == ["Ann Lee", "Paris", "She"]
    assert outcome.errors.startswith("# Coreference")


def test_gold_without_mentions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD.replace("Entity=", "Other="), encoding="utf-8")
    with pytest.raises(InputError, match="marks no mentions"):
        nodes.run([path], Options())
