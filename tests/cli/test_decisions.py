"""`kg entities` shows what there is; `merge`, `split`, `alias` and `reject` write what a person decides."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from kg import decisions
from kg.model import Alias, Apart, Rejection, Same, Split
from tests.conftest import IDS, STAY, SUPPLY, Command


def labels(out: str) -> list[str]:
    return [row["label"] for row in json.loads(out)]


def test_entities(command: Command, output: Path) -> None:
    code, out, err = command("entities", output)
    rows = [line.split() for line in out.splitlines() if line.strip()]
    assert code == 0
    assert rows[0][:5] == ["id", "label", "class", "mentions", "documents"]
    assert rows[2][1:5] == ["Russia", "Country", "2", "1"]
    assert "6 of 6 entities" in err


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--class", "Country"), ["Russia", "Venezuela"]),
        (("--class", "Place"), ["Russia", "Caracas", "Venezuela"]),
        (("--class", "Starship"), []),
        (("--about", "RUS"), ["Russia"]),
        (("--sort", "name", "--limit", "2"), ["2019-03-29", "Andrei Belov"]),
        (("--sort", "documents", "-n", "1"), ["2019-03-29"]),
        (("--sort", "doubts", "--class", "Country"), ["Russia", "Venezuela"]),
    ],
)
def test_entities_are_chosen(
    arguments: tuple[str, ...], shown: list[str], command: Command, output: Path
) -> None:
    assert labels(command("entities", output, "--json", *arguments).out) == shown


def test_doubtful_mentions_are_marked(command: Command, output: Path) -> None:
    path = output / "entities.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("exact name", "typo of", 1), encoding="utf-8")
    doubtful = [row for row in json.loads(command("entities", output, "--json").out) if row["doubtful"]]
    assert [row["doubtful"] for row in doubtful] == [{"typo of": 1}]
    assert "? 1 x typo of" in command("entities", output).out
    assert labels(command("entities", output, "--sort", "doubts", "--json").out)[0] == doubtful[0]["label"]
    explained = command("explain", output, doubtful[0]["id"]).out
    assert "typo of (doubtful: it may be another name)" in explained


def test_no_entity(command: Command, output: Path) -> None:
    code, out, err = command("entities", output, "--about", "Peru")
    assert (code, out) == (0, "") and "no entity matches" in err


COMMANDS = [
    (("merge", "Russia", "Venezuela"), Same, "same: Russia (Country) = Venezuela (Country)"),
    (("split", "Russia", "2"), Split, "split: Russia (Country) without “… [they] …”"),
    (("split", "Russia", "Venezuela"), Apart, "apart: Russia (Country) | Venezuela (Country)"),
    (("alias", "Russia", "Rodina"), Alias, "alias: Russia (Country) is also called Rodina"),
    (("reject", SUPPLY.id), Rejection, f"reject: {SUPPLY} in news/one.txt"),
    (("reject", "st_b"), Rejection, "reject: deny("),
]


@pytest.mark.parametrize(("arguments", "kind", "told"), COMMANDS)
def test_a_decision_is_written_once_and_undone(
    arguments: tuple[str, ...], kind: type, told: str, command: Command, output: Path
) -> None:
    name, *words = arguments
    path = output / "decisions.toml"
    more = ("--why", "seen in the register", "--date", "2019-03-30")
    code, out, err = command(name, output, *words, *more)
    assert code == 0, err
    assert out.startswith(told.partition("“…")[0]) and str(path) in err
    written = path.read_bytes()
    (entry,) = decisions.load(path).entries
    assert isinstance(entry, kind)
    assert (entry.why, entry.date) == ("seen in the register", "2019-03-30")  # type: ignore[attr-defined]
    assert command(name, output, *words, *more).code == 0
    assert path.read_bytes() == written
    undone = command(name, output, *words[:1], *([] if name == "split" else words[1:]), "--undo", "--json")
    assert json.loads(undone.out) == {"file": str(path), "undone": True, "decisions": [str(entry)]}
    assert decisions.load(path).entries == ()
    code, _, err = command(name, output, *words, "--undo")
    assert code == 1 and "no such decision" in err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("merge", "OUTPUT", "Russia", "Peru"), 1, "no entity 'Peru'"),
        (("merge", "OUTPUT", "Russia", IDS["Russia"]), 1, "are one already"),
        (("merge", "OUTPUT", "Russia", "2019-03-29"), 1, "2019-03-29 is a value"),
        (("merge", "OUTPUT", "Russia"), 2, "B"),
        (("merge", "NOWHERE", "Russia", "Venezuela"), 1, "no such folder"),
        (("merge", "OUTPUT", "Russia", "Venezuela", "--date", "today"), 2, "no date"),
        (("split", "OUTPUT", "Venezuela"), 1, "has no other name"),
        (("split", "OUTPUT", "Russia", "3"), 1, "has the mentions 1 to 2"),
        (("alias", "OUTPUT", "Nobody", "Rodina"), 1, "no entity 'Nobody'"),
        (("reject", "OUTPUT", "st_none"), 1, "no statement 'st_none'"),
        (("reject", "OUTPUT", "st_a"), 1, "'st_a' is the beginning of 2 ids"),
        (("reject", "OUTPUT", "st_a", "--undo"), 1, "no such decision"),
        (("entities", "OUTPUT", "--sort", "size"), 2, "size"),
        (("entities", "NOWHERE"), 1, "no such folder"),
        (("build", "a.txt", "--decisions", "none.toml"), 1, "none.toml: cannot be read"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...], code: int, message: str, command: Command, output: Path, tmp_path: Path
) -> None:
    places = {"OUTPUT": output, "NOWHERE": tmp_path / "nowhere"}
    left, out, err = command(*[places.get(one, one) for one in arguments])
    assert (left, out) == (code, "")
    assert message in err and "Traceback" not in err
    assert not (output / "decisions.toml").exists()


def test_contradictions_change_nothing(command: Command, output: Path) -> None:
    command("merge", output, "Russia", "Venezuela")
    before = (output / "decisions.toml").read_bytes()
    code, _, err = command("split", output, "Russia", "Venezuela", "--quiet")
    assert code == 1 and "contradicts same: Russia" in err and "--undo" in err
    assert err.count("\n") == 1
    assert (output / "decisions.toml").read_bytes() == before


def test_another_file(command: Command, output: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    assert command("alias", output, "Russia", "Rodina", "--decisions", mine).code == 0
    assert len(decisions.load(mine).entries) == 1
    assert not (output / "decisions.toml").exists()


def test_explain_by_name_with_sentences_and_decisions(command: Command, output: Path) -> None:
    path = output / "entities.jsonl"
    text = path.read_text(encoding="utf-8").replace('"decisions": []', '"decisions": ["same: A = B"]')
    path.write_text(text, encoding="utf-8")
    code, out, _ = command("explain", output, "russia")
    assert code == 0
    assert "decision     same: A = B" in out
    assert "mention 1    'Russia', exact name; in news/one.txt" in out
    assert "[Russia] supplies helicopters to Venezuela." in out
    assert "On Friday Belov denied that [they] would stay in Caracas." in out
    code, _, err = command("explain", output, "Nobody")
    assert code == 1 and "no entity 'Nobody'" in err


def test_explain_shows_words_around_where_no_statement_is(command: Command, output: Path) -> None:
    path = output / "statements.jsonl"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if STAY.id in line[:40]]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "… [Russia] supplies helicopters to" in command("explain", output, "Russia").out


def test_suggestions_come_with_the_command_that_joins(command: Command, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "1.txt").write_text("John Smith, a dentist, met Anna Orlova in Leeds.", encoding="utf-8")
    (texts / "2.txt").write_text("John Smith sold his farm to Peter Quill in Ohio.", encoding="utf-8")
    output = tmp_path / "output"
    assert command("build", texts, "-o", output).code == 0
    code, out, err = command("entities", output, "--suggest")
    told, score, line = (line.strip() for line in out.splitlines())
    assert (code, told) == (0, "might be one: John Smith and John Smith")
    assert score.startswith("same name across documents 0.8") and "common name -" in score
    assert "1 pairs of 1" in err
    ((row),) = json.loads(command("entities", output, "--suggest", "--json").out)
    assert row["command"] == line
    assert sum(one["bits"] for one in row["likeness"]["parts"]) == pytest.approx(2.6, abs=1)
    assert "perhaps      John Smith" in command("explain", output, row["entities"][0]["id"]).out
    _, *arguments = shlex.split(line)
    assert command(*arguments).code == 0
    assert command("build", texts, "-o", output).code == 0
    smiths = json.loads(command("entities", output, "--about", "John Smith", "--json").out)
    assert [row["documents"] for row in smiths] == [2]
    code, out, err = command("entities", output, "--suggest")
    assert (code, out) == (0, "") and "no two entities that may be one" in err


def test_explain_shows_what_joined_documents(command: Command, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "1.txt").write_text("Sergei Yablonsky spoke in Oslo.", encoding="utf-8")
    (texts / "2.txt").write_text("Sergei Yablonsky flew home.", encoding="utf-8")
    assert command("build", texts, "-o", tmp_path / "output").code == 0
    out = command("explain", tmp_path / "output", "Sergei Yablonsky").out
    assert out.count("same name across documents 1.000: prior -") == 1
