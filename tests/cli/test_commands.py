"""The commands over a folder that was built by hand: what they print where, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from kg.cli import COMMANDS
from tests.conftest import DENY, IDS, STATEMENTS, STAY, SUPPLY, Command


def test_version(command: Command) -> None:
    code, out, _ = command("--version")
    assert (code, out) == (0, "kg 0.1.0\n")


def test_help_names_every_command(command: Command) -> None:
    code, out, _ = command("--help")
    assert code == 0
    assert all(f" {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, command: Command) -> None:
    code, out, _ = command(name, "--help")
    assert code == 0
    assert f"Example: kg {name} " in " ".join(out.split()) + " "


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "a.txt", "--no-such-option"),
        ("no-such-command",),
        ("build", "a.txt", "--workers", "many"),
        ("query", "OUTPUT"),
        ("query", "OUTPUT", "ASK {}", "--name", "x"),
        ("query", "OUTPUT", "ASK {}", "--bind", "novalue"),
        ("show", "OUTPUT", "--limit", "0"),
        ("export", "OUTPUT", "--format", "docx"),
        ("export", "OUTPUT", "--format", "neo4j-csv"),
        ("query", "OUTPUT", "ASK {}", "--format", "turtle"),
        ("build", "a.txt", "--workers", "0"),
        ("build", "a.txt", "--base-iri", "nowhere"),
        ("build", "a.txt", "--config", "none.toml"),
        ("bench", "nonsense", "gold.txt"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], command: Command, output: Path) -> None:
    code, out, err = command(*[output if one == "OUTPUT" else one for one in arguments])
    assert code == 2
    assert out == ""
    assert err.strip() and "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "NOWHERE"), "no such folder"),
        (("explain", "NOWHERE", "st_1"), "no such folder"),
        (("view", "NOWHERE", "--no-open"), "no such folder"),
        (("export", "NOWHERE", "--format", "turtle"), "no such folder"),
        (("validate", "NOWHERE"), "no such folder"),
        (("query", "NOWHERE", "ASK {}"), "no such folder"),
        (("query", "OUTPUT", "SELEKT nothing"), "syntax error"),
        (("query", "OUTPUT", "none.rq"), "cannot be read"),
        (("query", "OUTPUT", "--name", "nothing"), "no query 'nothing'"),
        (("explain", "OUTPUT", "st_9"), "no statement 'st_9'"),
        (("explain", "OUTPUT", "st_aaaa"), "'st_aaaa' is the beginning of 2 ids"),
        (("explain", "OUTPUT", "en_none"), "no entity 'en_none'"),
        (("build", "none.txt"), "none.txt: does not exist"),
    ],
)
def test_wrong_input_is_exit_code_1_and_one_line(
    arguments: tuple[str, ...], message: str, command: Command, output: Path, tmp_path: Path
) -> None:
    places = {"OUTPUT": output, "NOWHERE": tmp_path / "nowhere"}
    code, out, err = command(*[places.get(one, one) for one in arguments], "--quiet")
    assert (code, out) == (1, "")
    assert message in err
    assert err.startswith("kg: ") and err.count("\n") == 1


def test_a_traceback_only_with_debug(command: Command, tmp_path: Path) -> None:
    from kg.errors import OutputError

    with pytest.raises(OutputError):
        command("show", tmp_path / "nowhere", "--debug")


def test_a_fault_of_kg_is_one_line(command: Command, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(folder: Path) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("kg.library.load", fault)
    code, _, err = command("show", output)
    assert code == 1
    assert err.count("\n") == 1 and "ZeroDivisionError" in err and "report" in err


def test_show(command: Command, output: Path) -> None:
    code, out, err = command("show", output)
    assert code == 0
    assert [str(statement) in out for statement in STATEMENTS] == [True] * 3
    assert "3 of 3 statements" in err


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--about", "Venezuela"), [SUPPLY]),
        (("--about", "venezuela"), [SUPPLY]),
        (("--about", "Belov"), [DENY, STAY]),
        (("--about", "Caracas"), [STAY]),
        (("--about", IDS["Russia"]), [SUPPLY, STAY]),
        (("--property", "kg:supplies"), [SUPPLY]),
        (("--property", "supplies"), [SUPPLY]),
        (("--property", "supply"), [SUPPLY]),
        (("--limit", "2"), [SUPPLY, DENY]),
        (("--about", "Peru"), []),
    ],
)
def test_show_chooses(
    arguments: tuple[str, ...], shown: list[object], command: Command, output: Path
) -> None:
    code, out, _ = command("show", output, "--json", *arguments)
    assert code == 0
    assert [record["line"] for record in json.loads(out)] == [str(statement) for statement in shown]


def test_show_says_when_nothing_matches(command: Command, output: Path) -> None:
    code, out, err = command("show", output, "--about", "Peru")
    assert (code, out) == (0, "")
    assert "no statement matches" in err


def test_explain_a_statement(command: Command, output: Path) -> None:
    code, out, _ = command("explain", output, SUPPLY.id)
    assert code == 0
    assert "[Russia | agent] [supplies | predicate] [helicopters | theme] to [Venezuela | recipient]." in out
    assert "in news/one.txt, 2019-03-30, characters 0 to 41" in out
    assert "kg:supplies (known to the lexicon)" in out
    assert "rule        verbal.active" in out
    assert "0.90, from parse 1 (x" in out


def test_explain_says_who_denies_it(command: Command, output: Path) -> None:
    code, out, _ = command("explain", output, "st_aaaa000000000002"[:-1] + "2")
    assert code == 0
    assert "not, planned, denied by Andrei Belov" in out
    assert "plain fact  no" in out
    assert "'denied' (characters 58 to 64) makes the polarity negative" in out
    assert "minted: the lexicon does not know the word" in out
    assert "[Belov | source]" in out


def test_explain_takes_the_beginning_of_an_id_and_entities(command: Command, output: Path) -> None:
    assert DENY.id in command("explain", output, "st_b").out
    code, out, _ = command("explain", output, IDS["Russia"][:8])
    assert code == 0
    assert "Russia, Country (named)" in out
    assert "'they', exact name; in news/one.txt" in out
    assert str(SUPPLY) in out and str(STAY) in out and str(DENY) not in out


def test_explain_as_json(command: Command, output: Path) -> None:
    assert json.loads(command("explain", output, SUPPLY.id, "--json").out)["line"] == str(SUPPLY)


def test_view_prints_the_path(command: Command, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert command("view", output, "--no-open").out == f"{output / 'graph.html'}\n"
    assert opened == []
    assert command("view", output).code == 0
    assert opened == [(output / "graph.html").as_uri()]


def test_view_without_the_page(command: Command, output: Path) -> None:
    (output / "graph.html").unlink()
    code, _, err = command("view", output, "--no-open")
    assert code == 1 and "holds no graph.html" in err


SELECT = "SELECT ?who ?what { ?who kg:supplies ?what }"


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ((SELECT, "--format", "csv"), "who,what\n"),
        ((SELECT, "--json"), "{"),
        (("ASK { ?s kg:supplies ?o }",), "yes\n"),
        (("ASK { ?s kg:eats ?o }",), "no\n"),
        (("CONSTRUCT WHERE { ?s kg:supplies ?o }",), ""),
    ],
)
def test_query(arguments: tuple[str, ...], begins: str, command: Command, output: Path) -> None:
    code, out, _ = command("query", output, *arguments)
    assert code == 0
    assert out.startswith(begins) and out


def test_query_shows_a_table_with_one_row_a_line(command: Command, output: Path) -> None:
    code, out, err = command("query", output, SELECT)
    rows = [line.split() for line in out.splitlines() if line.strip()]
    assert code == 0
    assert rows[0] == ["who", "what"]
    assert rows[-1] == [f"e:{IDS['Russia']}", f"e:{IDS['helicopters']}"]
    assert "1 rows" in err


def test_query_from_a_file_with_a_variable(command: Command, output: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(
        "SELECT ?one { ?one rdfs:label ?label FILTER(STR(?label) = ?name) }", encoding="utf-8"
    )
    code, out, _ = command("query", output, tmp_path / "q.rq", "--bind", "name=Caracas", "-f", "csv")
    assert code == 0
    assert out.splitlines()[1].endswith(IDS["Caracas"])


def test_a_construct_is_turtle(command: Command, output: Path) -> None:
    out = command("query", output, "CONSTRUCT WHERE { ?s kg:supplies ?o }").out
    assert len(rdflib.Graph().parse(data=out, format="turtle")) == 1


def test_queries_that_are_brought_along(command: Command, output: Path) -> None:
    from kg.rdf import CANNED

    code, out, _ = command("query", "--list", output)
    assert code == 0 and len(CANNED) >= 3
    for name in CANNED:
        assert name in out
        assert command("query", output, "--name", name).code == 0


def test_every_format_is_exported_and_named_in_the_help(
    command: Command, output: Path, tmp_path: Path
) -> None:
    from kg import network, rdf

    described = "".join(command("export", "--help").out.split())
    for name in [*rdf.FORMATS, *network.FORMATS]:
        assert name in described, name
        code, out, err = command("export", output, "--format", name, "--to", tmp_path / name)
        assert (code, out) == (0, ""), err
        assert (tmp_path / name).exists()


def test_export_to_stdout_is_the_file(command: Command, output: Path) -> None:
    assert command("export", output, "--format", "turtle").out == (output / "graph.ttl").read_text(
        encoding="utf-8"
    )


def test_export_where_nobody_may_write(command: Command, output: Path) -> None:
    code, _, err = command("export", output, "--format", "turtle", "--to", output / "graph.ttl" / "x")
    assert code == 1 and "cannot be written" in err


def test_validate(command: Command, output: Path) -> None:
    code, out, _ = command("validate", output, "--json")
    findings = json.loads(out)
    assert code == int(any(finding["severity"] == "error" for finding in findings))
    assert [finding for finding in findings if finding["severity"] == "error"] == []


def test_gexf_has_the_colours_of_the_page(command: Command, output: Path) -> None:
    out = command("export", output, "--format", "gexf").out
    assert out.count("<viz:color") >= 6 and out.count("<viz:position") == 6 and out.count("<viz:size") == 6
    assert '<viz:color r="26" g="161" b="121"/>' in out
