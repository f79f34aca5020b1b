"""The whole way with the model that is shipped: the bundled article, bad input, the same bytes every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

import kg
from kg.library import Output
from kg.outputs import FILES
from tests.conftest import Command

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "kg" / "data" / "demo" / "article.txt"
SENTENCE = "Russia supplies helicopters to Venezuela."


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kg` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", **environment},
    )


pytestmark = pytest.mark.usefixtures("vocabulary_read_once")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what `kg demo` writes."""
    path = tmp_path_factory.mktemp("demo") / "demo"
    done = run("demo", "-o", path, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    assert "Main statements" in done.stdout
    return path


@pytest.fixture(scope="module")
def demo(folder: Path) -> Output:
    return kg.load(folder)


def supply(demo: Output) -> dict[str, object]:
    (found,) = [one for one in demo.records.statements if one["evidence"][0]["text"].endswith(SENTENCE)]
    return found


def test_all_files_are_there(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == list(FILES)
    assert all(path.stat().st_size for path in folder.iterdir())


def test_russia_supplies_helicopters_to_venezuela(demo: Output) -> None:
    statement = supply(demo)
    assert statement["line"] == "supply(agent: Russia, theme: helicopters, recipient: Venezuela)"
    assert statement["predicate"]["property"] == "kg:supplies"  # type: ignore[index]
    assert statement["asserted"] is True


def test_it_is_one_event_and_a_plain_triple(demo: Output) -> None:
    from kg import rdf

    asked = (
        "SELECT ?one ?two { ?one kg:supplies ?two . ?one rdfs:label ?name . FILTER(STR(?name) = 'Russia') }"
    )
    assert rdf.query(demo.dataset, asked).rows
    names = ["Russia", "helicopters", "Venezuela"]
    table = rdf.query(demo.dataset, rdf.CANNED["who-supplies-what-to-whom"]).texts()
    assert [row for row in table if [cell for cell in row if cell in names] == names]


def test_it_is_an_edge_of_the_network(demo: Output, folder: Path) -> None:
    statement = supply(demo)
    edges = {key: (one, two, data) for one, two, key, data in demo.graph.edges(keys=True, data=True)}
    one, two, data = edges[statement["id"]]
    assert (demo.graph.nodes[one]["label"], demo.graph.nodes[two]["label"]) == ("Russia", "helicopters")
    assert data["property"] == "kg:supplies" and SENTENCE in data["evidence"]
    read = networkx.read_graphml(folder / "graph.graphml")
    assert read.number_of_nodes() == demo.graph.number_of_nodes()


def test_it_is_on_the_page(folder: Path) -> None:
    page = (folder / "graph.html").read_text(encoding="utf-8")
    assert SENTENCE in page
    assert "helicopters" in page and "Venezuela" in page


def lines(demo: Output) -> list[str]:
    return [one["line"] for one in demo.records.statements]


@pytest.mark.parametrize(
    ("lemma", "parties", "wanted"),
    [
        ("open", {"training center"}, {"time": "2019-04-05"}),
        ("unveil", {"Salcedo", "building"}, {"polarity": "positive"}),
        ("stay", {"troops"}, {"stance": "denied"}),
        ("threaten", {"Aerovostok"}, {"polarity": "positive"}),
        ("pay", {"Salcedo"}, {"stance": "claimed"}),
        ("buy", {"Salcedo", "helicopters"}, {"asserted": False}),
        ("send", {"soldiers"}, {"polarity": "negative"}),
    ],
)
def test_what_the_article_says(
    lemma: str, parties: set[str], wanted: dict[str, object], demo: Output
) -> None:
    found = [one for one in demo.records.statements if one["predicate"]["lemma"] == lemma]
    assert found, lemma
    seen = []
    for one in found:
        said = one["attribution"]
        facts = {
            "time": one["time"]["value"] if one["time"] else None,
            "stance": said["stance"] if said else None,
            "polarity": one["polarity"],
            "asserted": one["asserted"],
        }
        seen.append((one["line"], facts))
        if all(party in one["line"] for party in parties) and all(
            facts[key] == wanted[key] for key in wanted
        ):
            return
    pytest.fail(f"not found: {lemma} {parties} {wanted} in {seen}")


def test_denied_and_planned_things_are_no_plain_facts(demo: Output) -> None:
    for one in demo.records.statements:
        if one["polarity"] == "negative" or one["modality"] != "actual":
            assert not one["asserted"], one["line"]


def test_names_and_their_shorter_forms_are_one_entity(demo: Output) -> None:
    labels = [one["label"] for one in demo.records.entities if one["kind"] == "named"]
    assert [label for label in labels if "Salcedo" in label] == ["Ramiro Salcedo"]
    assert [label for label in labels if "Whitfield" in label] == ["Carla Whitfield"]
    assert len(labels) == len(set(labels))


def test_every_offset_leads_to_its_words(demo: Output) -> None:
    texts = {one["id"]: one["text"] for one in demo.records.documents}
    for one in demo.records.statements:
        for evidence in one["evidence"]:
            assert texts[evidence["document"]][evidence["start"] : evidence["end"]] == evidence["text"]
    for entity in demo.records.entities:
        for mention in entity["mentions"]:
            assert mention["start"] < mention["end"] <= len(texts[mention["document"]])


def test_ids_are_unique(demo: Output) -> None:
    assert len(demo.statements) == len(demo.records.statements)
    assert len(demo.entities) == len(demo.records.entities)


def test_the_shapes_hold(command: Command, folder: Path) -> None:
    code, out, err = command("validate", folder, "--json")
    assert code == 0, out + err


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("in")
    texts = ARTICLE.read_text(encoding="utf-8").split("\n\n")[1:5]
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def test_the_same_bytes_whatever_the_seed_the_order_and_the_workers(
    inputs: list[Path], tmp_path: Path
) -> None:
    one = run("build", *inputs, "-o", tmp_path / "one", PYTHONHASHSEED="1")
    two = run("build", *inputs[::-1], "-o", tmp_path / "two", "--workers", 2, PYTHONHASHSEED="22")
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("The minister spoke in Caracas, Venezuela, on Friday.", "Caracas", "Venezuela"),
        ("Kharkiv in eastern Ukraine was shelled.", "Kharkiv", "Ukraine"),
        ("Protests took place in the Syrian city of Homs.", "Homs", "Syria"),
        ("He lives in Lyon, France's third city.", "Lyon", "France"),
        ("Soldiers entered Goma, the largest city in eastern Congo.", "Goma", "Congo"),
    ],
)
def test_places_lie_in_places(text: str, inner: str, outer: str) -> None:
    built = kg.build_text(text, date="2019-03-30")
    entities = {entity.label: entity.id for entity in built.entities}
    wanted = (entities[inner], "kg:locatedIn", entities[outer])
    assert wanted in {(fact.subject, fact.property, fact.object) for fact in built.facts}
    turtle = dict(built.files())["graph.ttl"]
    assert re.search(rf"{entities[inner]}\b[^.]*kg:locatedIn [^.;]*{entities[outer]}\b", turtle)


def test_times_have_their_values_in_the_graph() -> None:
    text = "Sales fell by 4% over the past three years. They will rise by the end of 2020.\n"
    built = kg.build_text(text, date="2019-03-30")
    values = {statement.time.value for statement in built.statements if statement.time}
    assert values == {"2016-03-31~/2019-03-30", "../2020-12-31"}
    turtle = dict(built.files())["graph.ttl"]
    assert all(f'"{value}"' in turtle for value in values)
    for day in ("2016-03-31", "2019-03-30", "2020-12-31"):
        assert f'"{day}"^^xsd:date' in turtle
    assert '"4 %"' in turtle


def test_a_reader_that_goes_away_is_no_failure(folder: Path) -> None:
    shell = f"'{sys.executable}' -m kg show '{folder}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, cwd=ROOT)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr
    assert done.stdout.startswith(" id")
    assert done.returncode in (0, 1, 141)


def test_a_text_from_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "-", "-o", tmp_path / "out", "--json"],
        input=SENTENCE,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["statements"] == 1


GOOD = f"{SENTENCE}\n"
BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("empty.txt", b""),
    "blank": ("blank.txt", b" \n\n"),
    "binary": ("binary.txt", bytes(range(256)) * 20),
    "broken pdf": ("broken.pdf", b"%PDF-1.4 nothing"),
    "broken docx": ("broken.docx", b"PK\x03\x04 nothing"),
    "unknown kind": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_told_and_the_others_come_through(kind: str, command: Command, tmp_path: Path) -> None:
    name, content = BAD[kind]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    code, out, err = command(
        "build", tmp_path / name, tmp_path / "good.txt", "-o", tmp_path / "out", "--quiet", "--json"
    )
    assert code == 1
    assert json.loads(out)["counts"]["statements"] == 1
    assert name in err and err.count("\n") == 1
    assert name in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    alone = command("build", tmp_path / name, "-o", tmp_path / "alone", "--quiet")
    assert alone.code == 1 and name in alone.err and alone.err.count("\n") == 1
    assert not (tmp_path / "alone").exists()


ODD: dict[str, bytes] = {
    "windows": "Russia supplies helicopters to Venezuela. It is a “gift” – a café.\r\n".encode("cp1252"),
    "utf-16": GOOD.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "broken utf-8": b"Russia supplies helicopters to Venezuela. The caf\xc3 is new.\n",
    "carriage returns": GOOD.encode().replace(b"\n", b"\r"),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_encodings_come_through(kind: str, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(ODD[kind])
    built = kg.build(tmp_path / "odd.txt")
    assert "supply(agent: Russia, theme: helicopters, recipient: Venezuela)" in [
        str(one) for one in built.statements
    ]


def test_a_line_of_many_megabytes(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("helicopter" * 1_000_000, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    built = kg.build(tmp_path)
    assert len(built.statements) == 1
    long = next(one for one in built.documents if one.source.endswith("long.txt"))
    assert [silence.span.document for silence in built.silences] == [long.id] * len(built.silences) != []


def test_a_folder_with_nothing_readable(command: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    code, _, err = command("build", tmp_path / "in", "-o", tmp_path / "out", "--quiet")
    assert code == 1 and err.count("\n") == 1 and "in" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    code, _, err = command("build", tmp_path / "secret.txt", "-o", tmp_path / "out", "--quiet")
    assert code == 1 and "may not be read" in err


def test_an_unreadable_file_of_the_same_build(
    monkeypatch: pytest.MonkeyPatch, command: Command, tmp_path: Path
) -> None:
    """Like the test above, for a root user too."""
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    honest = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return honest(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, _, err = command("build", tmp_path, "-o", tmp_path / "out", "--quiet")
    assert code == 1 and "secret.txt: may not be read" in err
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_a_full_disk_harms_nothing(monkeypatch: pytest.MonkeyPatch, command: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    assert command("build", tmp_path / "good.txt", "-o", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "good.txt").write_text("Peru supplies copper to Chile.", encoding="utf-8")
    code, _, err = command("build", tmp_path / "good.txt", "-o", out, "--quiet")
    assert code == 1 and "No space left on device" in err and err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_another_language_is_warned_about(command: Command, tmp_path: Path) -> None:
    text = "Der Präsident eröffnete am Freitag das neue Gebäude in der Hauptstadt des Landes. Niemand kam."
    (tmp_path / "deutsch.txt").write_text(text, encoding="utf-8")
    code, _, err = command("build", tmp_path / "deutsch.txt", "-o", tmp_path / "out")
    assert code == 0
    assert "deutsch.txt: does not look like English" in err


@pytest.fixture
def readme() -> Iterator[str]:
    yield (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_queries_of_the_readme_give_something(readme: str, demo: Output) -> None:
    from kg import rdf
    from tests.test_docs import fences

    written = [*fences(readme, "sparql"), *re.findall(r"kg query output/demo '([^']+)'", readme)]
    assert len(written) >= 2
    for text in written:
        assert rdf.query(demo.dataset, text).rows, text


def test_the_python_of_the_pages_runs(readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_docs import fences

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    (tmp_path / "article.txt").write_text(ARTICLE.read_text(encoding="utf-8"), encoding="utf-8")
    pages = [readme, (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")]
    for snippet in (snippet for page in pages for snippet in fences(page, "python")):
        exec(compile(snippet, "page", "exec"), {})
