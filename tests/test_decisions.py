"""Decisions as a file: what is written comes back, sorted, each once; errors say where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import decisions
from kg.entities import Constraints
from kg.errors import DecisionError, WriteError
from kg.model import Alias, Apart, Decision, Decisions, Quote, Rejection, Same, Split, Thing

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
maybe = st.one_of(st.just(""), text)
quotes = st.builds(Quote, text, maybe, st.integers(0, 10**6), text, maybe, maybe)
things = st.one_of(
    st.builds(Thing, text, maybe, maybe, maybe, maybe),
    st.builds(lambda name, type_, quote: Thing(name, type_, quote=quote), text, maybe, quotes),
)
several = st.lists(things, min_size=2, max_size=3, unique=True).map(tuple)
told = {"why": maybe, "date": st.sampled_from(["", "2019-03-30"])}
sentences = st.builds(Quote, maybe, maybe, st.integers(0, 99), text)
entries = st.one_of(
    st.builds(Same, several, **told),
    st.builds(Apart, several, **told),
    st.builds(Split, things, st.lists(quotes, min_size=1, max_size=2).map(tuple), **told),
    st.builds(Alias, things, text, **told),
    st.builds(Rejection, text, maybe, sentences, **told),
)
lists = st.lists(entries, max_size=4).map(lambda found: Decisions(tuple(found)))


@given(lists)
def test_what_is_written_comes_back(made: Decisions) -> None:
    written = decisions.dumps(made)
    assert decisions.loads(written) == decisions.canonical(made)
    assert decisions.dumps(decisions.loads(written)) == written


@given(lists, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(made: Decisions, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = Decisions(tuple(chance.sample(made.entries, len(made.entries))))
    assert decisions.dumps(shuffled) == decisions.dumps(made)
    assert decisions.dumps(Decisions(made.entries * 2)) == decisions.dumps(made)


@given(lists, entries)
def test_adding_twice_is_adding_once_and_can_be_undone(made: Decisions, entry: Decision) -> None:
    once = decisions.add(made, entry)
    assert decisions.add(once, entry) == once
    gone = decisions.remove(once, [entry])
    assert decisions.content(entry) not in [decisions.content(one) for one in gone.entries]
    assert decisions.canonical(gone) == decisions.canonical(decisions.remove(made, [entry]))


def test_how_it_looks() -> None:
    acme = Same((Thing("Acme Ltd", "Company"), Thing("Acme", "Company")), 'a "why"', "2019-03-30")
    quote = Quote("doc_1", "a.txt", 4, "Bolt", "and ", ".")
    written = decisions.dumps(Decisions((Split(Thing("Bolt", quote=quote), (quote,)), acme)))
    assert written.split("\n\n", 1)[1] == (
        "[[same]]\n"
        "things = [\n"
        '  { name = "Acme", class = "Company" },\n'
        '  { name = "Acme Ltd", class = "Company" },\n'
        "]\n"
        'why = "a \\"why\\""\n'
        "date = 2019-03-30\n"
        "\n"
        "[[split]]\n"
        'thing = { name = "Bolt", document = "doc_1", source = "a.txt", start = 4, before = "and ", '
        'text = "Bolt", after = "." }\n'
        "mentions = [\n"
        '  { document = "doc_1", source = "a.txt", start = 4, before = "and ", '
        'text = "Bolt", after = "." },\n'
        "]\n"
    )


def test_of_one_entry_with_two_reasons_one_is_kept() -> None:
    same = (Alias(Thing("A"), "B"), Alias(Thing("A"), "B", why="y"), Alias(Thing("A"), "B", why="x"))
    assert decisions.canonical(Decisions(same)).entries == (Alias(Thing("A"), "B", why="x"),)


WRONG = [
    ("x = ", "is not TOML"),
    ("[[joined]]", "unknown kind of decision 'joined'"),
    ("same = 1", "unknown kind of decision 'same'"),
    ("[[same]]", "same 1: things must be a list of 2 or more tables"),
    ('[[same]]\nthings = [{name = "A"}]', "things must be a list of 2 or more tables"),
    ('[[same]]\nthings = [{name = "A"}, {name = "A"}]', "names one thing twice"),
    ('[[apart]]\nthings = [{name = "A"}, {nam = "B"}]', "name must be a text"),
    ('[[same]]\nthings = [{name = "A"}, {name = "B", typ = "C"}]', "unknown key 'typ'"),
    ('[[same]]\nthings = [{name = "A"}, {name = "B"}]\nwhyy = "x"', "unknown key 'whyy'"),
    ('[[same]]\nthings = [{name = "A"}, {name = " "}]', "name must be a text"),
    ('[[alias]]\nthing = {name = "A"}\nname = "B"\n[[alias]]\nthing = {name = "A"}', "alias 2: name must be"),
    ('[[alias]]\nthing = "A"\nname = "B"', "thing must be a table"),
    ('[[alias]]\nthing = {name = "A"}\nname = "B"\ndate = "yesterday"', "date must be a date"),
    ('[[split]]\nthing = {name = "A"}\nmentions = []', "mentions must be a list of 1 or more"),
    (
        '[[split]]\nthing = {name = "A"}\nmentions = [{document = "d", text = "A", start = -1}]',
        "start must be a number of characters",
    ),
    ('[[reject]]\nstatement = "st_1"\nstart = 1', "sentence must be a text"),
]


@pytest.mark.parametrize(("written", "message"), WRONG)
def test_what_is_wrong_is_said_with_its_place(written: str, message: str) -> None:
    with pytest.raises(DecisionError) as error:
        decisions.loads(written, where="decisions.toml")
    assert message in str(error.value)
    assert str(error.value).startswith("decisions.toml")


def test_a_date_may_be_written_either_way() -> None:
    alias = '[[alias]]\nthing = {name = "A"}\nname = "B"\ndate = '
    assert decisions.loads(alias + "2019-03-30") == decisions.loads(alias + '"2019-03-30"')


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    made = Decisions((Alias(Thing("Zürich"), "\x00\x7f\u2028\\"),))
    decisions.save(path, made)
    assert decisions.load(path) == made and decisions.load(path).where == str(path)
    assert [one.name for one in tmp_path.iterdir()] == ["decisions.toml"]
    path.write_text("", encoding="utf-8")
    assert decisions.load(path).entries == ()


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        decisions.load(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(DecisionError, match="cannot be read"):
        decisions.load(tmp_path / "bad.toml")
    with pytest.raises(WriteError):
        decisions.save(tmp_path / "no" / "decisions.toml", Decisions())


def test_the_example_of_the_manual_is_one() -> None:
    page = (Path(__file__).parent.parent / "docs" / "entities.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    kinds = [type(entry) for entry in decisions.loads(example).entries]
    assert kinds == [Same, Apart, Split, Alias, Rejection]
    Constraints.of(decisions.loads(example))
