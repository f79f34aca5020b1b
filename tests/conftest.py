"""What all tests share: a small build made by hand, the command line in this process, a floor for the
suite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
import rdflib
from hypothesis import HealthCheck, settings

from kg import grounding
from kg.config import Config
from kg.model import (
    Argument,
    Attribution,
    Cue,
    Document,
    Entity,
    EntityKind,
    Fact,
    FactRole,
    Finding,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Role,
    Severity,
    Span,
    Statement,
    StatementRef,
    content_id,
)

# How long an example takes says something about how busy the machine is, not about kg.
settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")

LEAST_TESTS = 5000
"""A whole run with fewer tests fails: raise it when tests are added, lower it only with a reason."""

TEXT = "Russia supplies helicopters to Venezuela. On Friday Belov denied that they would stay in Caracas."


def pytest_collection_finish(session: pytest.Session) -> None:
    """Fail a whole run in which tests have vanished (files not found, imports swallowed, lists emptied)."""
    whole = session.config.args_source is not pytest.Config.ArgsSource.ARGS
    option = session.config.option
    chosen = option.keyword or option.markexpr or getattr(option, "lf", False)
    if whole and not chosen and len(session.items) < LEAST_TESTS:
        raise pytest.UsageError(f"only {len(session.items)} tests were found, {LEAST_TESTS} are expected")


def mention(text: str, kind: MentionKind = MentionKind.NAME, **more: object) -> Mention:
    """Return the mention of `text` at its first place in TEXT."""
    start = TEXT.index(text)
    span = Span(DOCUMENT.id, start, start + len(text))
    return Mention(span=span, text=text, kind=kind, **more)  # type: ignore[arg-type]


def predicate(text: str, lemma: str) -> Predicate:
    start = TEXT.index(text)
    return Predicate(text, lemma, Span(DOCUMENT.id, start, start + len(text)))


DOCUMENT = Document(content_id("doc", TEXT), TEXT, source="news/one.txt", title="One", date="2019-03-30")
FIRST, SECOND = Span(DOCUMENT.id, 0, 41), Span(DOCUMENT.id, 42, len(TEXT))
RUSSIA, HELICOPTERS, VENEZUELA = (
    mention("Russia"),
    mention("helicopters", MentionKind.NOMINAL),
    mention("Venezuela"),
)
BELOV, THEY, CARACAS = mention("Belov"), mention("they", MentionKind.PRONOUN), mention("Caracas")
FRIDAY = mention("On Friday", MentionKind.TIME, value="2019-03-29")

SUPPLY = Statement(
    id="st_aaaa000000000001",
    predicate=predicate("supplies", "supply"),
    arguments=(
        Argument(Role.AGENT, RUSSIA),
        Argument(Role.THEME, HELICOPTERS),
        Argument(Role.RECIPIENT, VENEZUELA, "to"),
    ),
    span=FIRST,
    rules=("verbal.active",),
    confidence=0.9,
    confidence_parts=(("rule", 0.9), ("parse", 1.0)),
)
STAY = Statement(
    id="st_aaaa000000000002",
    predicate=predicate("stay", "stay"),
    arguments=(Argument(Role.AGENT, THEY), Argument(Role.LOCATION, CARACAS, "in")),
    span=SECOND,
    rules=("verbal.active", "attribution.clause"),
    polarity=Polarity.NEGATIVE,
    modality=Modality.PLANNED,
    attribution=Attribution(BELOV, "deny", "denied"),
    cues=(Cue("polarity", "negative", "denied", Span(DOCUMENT.id, 58, 64)),),
    confidence=0.6,
    confidence_parts=(("rule", 0.6),),
)
DENY = Statement(
    id="st_bbbb000000000003",
    predicate=predicate("denied", "deny"),
    arguments=(Argument(Role.AGENT, BELOV), Argument(Role.TOPIC, StatementRef(STAY.id, "they would stay"))),
    span=SECOND,
    rules=("verbal.active",),
    time=FRIDAY,
    confidence=0.8,
)
STATEMENTS = (SUPPLY, DENY, STAY)


def entity(name: str, type_: str, *mentions: Mention, kind: EntityKind = EntityKind.NAMED) -> Entity:
    return Entity(
        id=content_id("en", name),
        label=name,
        type=type_,
        kind=kind,
        aliases=(name,),
        mentions=mentions,
        reasons=("exact name",) * len(mentions),
        value=mentions[0].value,
    )


ENTITIES = tuple(
    sorted(
        (
            entity("Russia", "Country", RUSSIA, THEY),
            entity("helicopters", "Vehicle", HELICOPTERS, kind=EntityKind.CONCEPT),
            entity("Venezuela", "Country", VENEZUELA),
            entity("Andrei Belov", "Person", BELOV),
            entity("Caracas", "City", CARACAS),
            entity("2019-03-29", "Time", FRIDAY, kind=EntityKind.VALUE),
        ),
        key=lambda one: one.id,
    )
)
IDS = {one.label: one.id for one in ENTITIES}


def fact(statement: Statement, property_: str, event: str, object_: str | None, **more: bool) -> Fact:
    owners = {one.span: owner.id for owner in ENTITIES for one in owner.mentions}
    roles = tuple(
        FactRole(
            a.role, a.marker, a.filler.id if isinstance(a.filler, StatementRef) else owners[a.filler.span]
        )
        for a in statement.arguments
    )
    return Fact(statement.id, property_, event, roles[0].filler, object_, roles, **more)


FACTS = (
    fact(SUPPLY, "kg:supplies", "kg:Supply", IDS["helicopters"], asserted=True),
    fact(STAY, "kg:stay", "kg:Event", None, minted=True),
    fact(DENY, "kg:denies", "kg:Statement", STAY.id, asserted=True),
)


@pytest.fixture
def built():  # type: ignore[no-untyped-def]
    """Return a build made by hand: three statements of one document, with a finding."""
    from kg.built import Build

    return Build(
        documents=(DOCUMENT,),
        statements=STATEMENTS,
        entities=ENTITIES,
        facts=FACTS,
        findings=(Finding(Severity.WARNING, "may not be read", "news/two.txt", "check it", "document"),),
        silences=(),
        sentences=2,
        left_out=1,
        vocabulary=SimpleNamespace(graph=rdflib.Graph()),  # type: ignore[arg-type]
        config=Config(),
    )


@pytest.fixture
def output(built, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """Return a folder with everything that the build made by hand writes."""
    built.write(tmp_path / "one")
    return tmp_path / "one"


@pytest.fixture(scope="session")
def vocabulary() -> grounding.Vocabulary:
    """Return what kg knows without settings."""
    return grounding.load(Config())


@pytest.fixture
def vocabulary_read_once(vocabulary: grounding.Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the builds of a test share the vocabulary (they share the model anyway)."""
    monkeypatch.setattr(grounding, "load", lambda config: vocabulary)


class Outcome(NamedTuple):
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Return a function that runs the command line in this process."""
    from kg.cli import app, failures
    from kg.cli.console import reset

    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: object) -> Outcome:
        reset()
        capfd.readouterr()
        code = failures.run(lambda: app([str(one) for one in arguments], prog_name="kg"))
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    yield run
    reset()
