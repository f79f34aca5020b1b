"""Judged statements: what is read, what is counted, what is fitted."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path

import pytest

from kg.bench import calibration, fitting
from kg.bench.calibration import Judged
from kg.bench.options import Options
from kg.errors import InputError

TREE = """\
# newdoc id = d
# sent_id = d-1
1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tParis\tParis\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = d-2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_
3\tships\tship\tNOUN\tNNS\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def judged(confidence: float, right: bool | None, rule: str = "copula") -> Judged:
    return Judged("s", "x", (rule,), {}, confidence, right)


def test_the_shipped_judgements_are_whole() -> None:
    first, second = (calibration.judgements(part) for part in calibration.PARTS)
    found = first | second
    assert len(first) > 900 and len(second) > 700
    assert not {sentence for sentence, _ in first} & {sentence for sentence, _ in second}
    assert all(sentence.startswith("GUM_") and line.endswith((")", ">")) for sentence, line in found)
    assert 0.5 < sum(found.values()) / len(found) < 0.95


def test_figures_are_over_what_was_judged() -> None:
    figures = calibration.score(
        [judged(0.95, True), judged(0.95, False), judged(0.25, False), judged(0.5, None)]
    )
    assert (figures["judged"], figures["not_judged"]) == (3, 1)
    assert figures["bands"]["0.9-1.0"] == {"count": 2, "confidence": 0.95, "right": 0.5}
    assert figures["ece"] == pytest.approx((2 * 0.45 + 0.25) / 3)
    assert figures["auc"] == pytest.approx((0.5 + 1) / 2)
    assert figures["rules"]["copula"]["count"] == 3


def test_nothing_judged_is_no_division_by_zero() -> None:
    assert calibration.score([])["auc"] == calibration.score([])["ece"] == 0.0


def test_a_run_finds_statements_by_sentence_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(TREE, encoding="utf-8")
    verdicts = {
        ("d-1", "leave(agent: Ann, source: Paris)"): True,
        ("d-2", "sell(agent: He, theme: cars)"): False,
    }
    monkeypatch.setattr(calibration, "judgements", lambda part: verdicts if part == "first" else {})
    outcome = calibration.run([path], Options())
    assert {row["sentence"]: row["right"] for row in outcome.records} == {"d-1": True, "d-2": None}
    assert outcome.figures["first"]["judged"] == outcome.figures["first"]["not_judged"] == 1
    assert outcome.figures["second"]["judged"] == 0


def test_a_treebank_without_judged_sentences_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(TREE, encoding="utf-8")
    with pytest.raises(InputError, match="no sentence that was judged"):
        calibration.run([path], Options())


def drawn(count: int) -> list[dict[str, object]]:
    """Statements whose chance to be right is that of their parse, and half of it in a hole."""
    dice = random.Random(1)
    rows: list[dict[str, object]] = []
    for i in range(count):
        parse, hole = dice.uniform(0.2, 1), dice.random() < 0.3
        right = dice.random() < parse * (0.5 if hole else 1)
        parts = {"parse": parse, "hole": float(hole), "rare": float(i < 3)}
        rows.append(
            {
                "sentence": f"s{i}",
                "line": "x",
                "rules": ["copula"],
                "parts": parts,
                "right": right,
                "part": "first",
            }
        )
    return rows


def test_a_fit_finds_what_matters_and_leaves_out_what_is_rare(tmp_path: Path) -> None:
    model = fitting.fit(drawn(600))
    assert model["weight"]["parse"] > 0.3 and model["weight"]["hole"] < -0.7
    assert "rare" not in model["weight"]
    assert tomllib.loads(fitting.toml(model, 600))["weight"] == pytest.approx(model["weight"])


def test_chances_are_those_of_unseen_sentences_and_calibrated() -> None:
    rows = drawn(600)
    chances = fitting.cross_validated(rows)
    sure = [row["right"] for row, chance in zip(rows, chances, strict=True) if chance > 0.7]
    assert len(sure) > 50 and 0.7 < sum(map(bool, sure)) / len(sure) < 1


def test_the_command_writes_the_model_and_prints_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "judged.jsonl", tmp_path / "confidence.toml"
    source.write_text("".join(json.dumps(row) + "\n" for row in drawn(100)), encoding="utf-8")
    assert fitting.main([str(source), "--output", str(target)]) == 0
    assert tomllib.loads(target.read_text(encoding="utf-8"))["base"]
    assert "judged 100" in capsys.readouterr().out
