"""From clauses to statements: coordination is spread out, roles are named, context is added, ids are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from spacy.tokens import Span, Token

from kg import model
from kg.language import syntax
from kg.model import (
    Argument,
    Cue,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Role,
    Statement,
    StatementRef,
    content_id,
)
from kg.statements.attribution import attribution
from kg.statements.clauses import RULES
from kg.statements.comparison import DEGREES
from kg.statements.confidence import confidence, evidence
from kg.statements.forms import forms
from kg.statements.modality import modality
from kg.statements.phrases import counted
from kg.statements.polarity import polarity
from kg.statements.reading import NOMINAL_RULES, Clause, Reading
from kg.statements.roles import Assigned, assign

__all__ = ["statements_of"]

MAXIMUM = 24  # statements from one clause: long lists on both sides are cut here
NOT_ALONG = frozenset(("not", "n't", "rather than", "instead of", "than"))
SPREAD = ("subject", "object")
CLAUSAL = ("clause", "event")
DATED = ("on", "in", "at")
TOGETHER = ({*NOMINAL_RULES, "noun.role"}) - {"example"}


def statements_of(reading: Reading, sent: Span) -> list[Statement]:
    """Return the statements of one sentence in the order of their predicates.

    Inner clauses come to exist first, since outer ones refer to them by id.
    """
    clauses = [clause for rule in RULES for clause in rule(reading, sent)]
    clauses.sort(key=lambda clause: (-syntax.depth(clause.head), clause.head.i, clause.rules))
    made: dict[int, Statement] = {}
    found: dict[str, Statement] = {}
    for clause in clauses:
        for statement in _from_clause(clause, reading, sent, made):
            made.setdefault(clause.head.i, statement)
            found.setdefault(statement.id, statement)
    return sorted(found.values(), key=lambda s: (s.predicate.span.start, s.rules, str(s), s.id))


def _from_clause(
    clause: Clause, reading: Reading, sent: Span, made: Mapping[int, Statement]
) -> Iterator[Statement]:
    """Yield the statements of a clause: one for each pair of coordinated subject and object."""
    assigned, frame = assign(clause, reading)
    mood, source = modality(clause, reading), attribution(clause, reading)
    if source[0] is not None and source[0].stance == "believed" and mood[0] is Modality.ACTUAL:
        mood = (Modality.POSSIBLE, mood[1])
    context = (polarity(clause, reading), mood, source)
    together = clause.rules[0] in TOGETHER and clause.head.tag_ not in ("NNS", "NNPS")
    for choice in [assigned] if together else _spread(assigned, clause, reading):
        arguments = [a for part in choice for a in _arguments(part, reading, made)]
        statement = _statement(clause, arguments, context, reading, sent, known=frame is not None)
        if statement is not None:
            yield statement


def _spread(assigned: list[Assigned], clause: Clause, reading: Reading) -> Iterator[list[Assigned]]:
    """Yield one list of fillers for each choice among coordinated subjects and objects.

    Other fillers stay together: "to Venezuela and Cuba" gives two recipients of one statement.  What happens
    on two dates happens twice ("on 3 May and on 9 June").
    """
    choices: list[list[list[Assigned]]] = []
    for part in assigned:
        members = [part] if part.function in (*CLAUSAL, "predicate") else _members(part, clause, reading)
        apart = part.function in SPREAD or _are_dates(members)
        choices.append([[m] for m in members] if apart else [members])
    for number, combination in enumerate(product(*choices)):
        if number >= MAXIMUM:
            return
        yield [part for group in combination for part in group]


def _are_dates(members: list[Assigned]) -> bool:
    """Tell whether fillers are points in time, one as true as the other."""
    linked = {c.lower_ for m in members for c in syntax.children(m.token, "cc")}
    return all(m.function == "time" and m.marker in DATED for m in members) and "or" not in linked


def _members(part: Assigned, clause: Clause, reading: Reading) -> list[Assigned]:
    """Return a filler and what is coordinated with it; "rather than", "but not" and "no rest but work" stay
    out.

    Of an interval ("between 1950 and 1980") the first member stands for both.
    """
    if part.function == "time" and part.marker == "between":
        return [part]
    found = []
    for token in _coordinated(part.token, reading):
        linked = {syntax.fixed(c) for c in syntax.children(token, "cc", "advmod", "case")}
        if part.function == "complement" and reading.is_apart(token):
            continue
        if token is not part.token and "but" in linked and _is_none(part.token, reading):
            continue
        if token is part.token or not (linked & NOT_ALONG or token.i in clause.apart):
            found.append(Assigned(part.role, token, part.marker, part.function))
    return found


def _is_none(token: Token, reading: Reading) -> bool:
    """Tell whether a nominal is one of which there is none ("no rest")."""
    return any(c.lower_ in reading.cues.negative_determiners for c in syntax.children(token, "det"))


def _coordinated(token: Token, reading: Reading) -> list[Token]:
    """Return a token and what is coordinated with it; of a description and its name, what the name has.

    "Two men, Ann Lee and Bo Berg" are two people, "its founder and chairman, Ann Lee" is one, and
    so is the number of "10 or 12 ships".
    """
    if token.pos_ == "ADJ":
        nations = [c for c in syntax.children(token, "conj", "compound", "amod") if reading.is_demonym(c)]
        return [token, *nations] if reading.is_demonym(token) else [token]
    name = reading.named(token)
    members = syntax.conjuncts(token)
    linked = {c.lower_ for m in members for c in syntax.children(m, "cc")}
    if "or" in linked and all(m.pos_ == "NUM" for m in members):
        return [token]
    if len(members) == 1:
        return syntax.conjuncts(name)
    return [m for m in members if m is token or name is token or reading.named(m) is not name]


def _arguments(part: Assigned, reading: Reading, made: Mapping[int, Statement]) -> Iterator[Argument]:
    """Yield the argument of a filler; none where the tree gives no mention and no statement."""
    if part.function in CLAUSAL or syntax.relation(part.token, "csubj"):
        inner = made.get(part.token.i)
        if inner is not None:
            yield Argument(part.role, StatementRef(inner.id, f"[{inner.predicate.lemma}]"), part.marker)
        return
    named = (
        reading.mentions.get(part.token.i) if part.function == "predicate" else reading.mention(part.token)
    )
    mention = named or _adjective(part, reading)
    if mention is not None:
        yield Argument(part.role, mention, part.marker)


def _adjective(part: Assigned, reading: Reading) -> Mention | None:
    """Return the mention of an adjective that is a predicate ("became loyal") or an amount ("most of it")."""
    token = part.token
    if token.pos_ != "ADJ" or token.is_space:
        return None
    first, last = token, counted(token) or token
    degrees = [c for c in syntax.children(token, "advmod") if c.i < token.i]
    if any(c.lower_ == "how" for c in degrees):
        return None
    if part.function == "predicate":
        degrees, last = [c for c in degrees[-1:] if c.lower_ in DEGREES and c.i + 1 == token.i], token
    if degrees:
        first = degrees[0].left_edge
    words = token.doc[first.i : last.i + 1]
    span, head = reading.span((first, last)), reading.span((token,))
    text = " ".join(words.text.split())
    return Mention(span, text, MentionKind.NOMINAL, "abstract", head, token.lemma_.lower(), span)


def _statement(
    clause: Clause,
    arguments: list[Argument],
    context: tuple,  # type: ignore[type-arg]
    reading: Reading,
    sent: Span,
    *,
    known: bool,
) -> Statement | None:
    """Return the statement of a clause with these arguments, or None if they say nothing."""
    (positive, polar_cues), (mood, modal_cues), (source, source_cues) = context
    lemma = f"be {clause.lemma}" if clause.pos == "ADJ" and not known else clause.lemma
    limits = _limits(clause, positive)
    lemma = " ".join([*(t.lower_ for t in limits), lemma])
    time, place, others = _time_and_place(arguments, reading)
    if not _says_something(clause, others, place):
        return None
    words = tuple(sorted({*clause.words, *limits}, key=lambda t: t.i))
    predicate = Predicate(" ".join(w.text for w in words), lemma, reading.span((clause.head,)), clause.pos)
    span = reading.span((sent[0], sent[-1])) if len(sent) else reading.span(words)
    statement = Statement(
        "",
        predicate,
        tuple(others),
        _stripped(span, reading),
        clause.rules,
        positive,
        mood,
        source,
        time,
        place,
        _unique((*polar_cues, *modal_cues, *source_cues)),
    )
    tokens = [clause.head, *(f.token for f in clause.fillers)]
    parts = evidence(statement, tokens, sent, reading)
    where = [a.filler.span.start if isinstance(a.filler, Mention) else a.filler.id for a in others]
    identity = (reading.document, predicate.span.start, clause.rules[0], str(statement), *where)
    return replace(
        statement,
        id=content_id("st", *identity),
        confidence=confidence(parts),
        confidence_parts=parts,
    )


def _limits(clause: Clause, polar: Polarity) -> list[Token]:
    """Return the adverbs without which a predicate would say far too much: "*rarely* happens", "does not
    govern *directly*".
    """
    if clause.rules[0] in NOMINAL_RULES:
        return []
    adverbs = [c for c in syntax.children(clause.head, "advmod") if not syntax.has_child(c, "obl")]
    limiting = {*forms()["rare"], *(forms()["denied_alone"] if polar is Polarity.NEGATIVE else ())}
    return [c for c in adverbs if c.lower_ in limiting]


def _stripped(span: model.Span, reading: Reading) -> model.Span:
    """Return a span without white space at its ends."""
    text = reading.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return replace(span, start=start, end=start + len(text.strip()))


def _time_and_place(
    arguments: list[Argument], reading: Reading
) -> tuple[Mention | None, Mention | None, list[Argument]]:
    """Return the time, the place, and the other arguments without twins; further times and places stay
    arguments.
    """
    time: Mention | None = None
    place: Mention | None = None
    others: list[Argument] = []
    for argument in arguments:
        filler = argument.filler
        if (
            isinstance(filler, Mention)
            and filler.kind is MentionKind.TIME
            and argument.role is Role.TIME
            and time is None
        ):
            time = filler
        elif (
            argument.role is Role.LOCATION
            and place is None
            and isinstance(filler, Mention)
            and filler.type == "place"
        ):
            place = filler
        elif argument not in others:
            others.append(argument)
    return time, place, others


def _says_something(clause: Clause, arguments: list[Argument], place: Mention | None) -> bool:
    """Tell whether a statement has a participant, and for a copula both sides; one thing is never both
    sides.
    """
    fillers = [a.filler.span for a in arguments if isinstance(a.filler, Mention)]
    if len(fillers) != len(set(fillers)):
        return False
    if clause.lemma == "be":
        others = len(arguments) > 1 or (len(arguments) == 1 and place is not None)
        return others and any(a.role is Role.THEME for a in arguments)
    if clause.pos == "ADJ" or clause.lemma == "have":
        return bool(arguments) and any(a.role is not Role.TIME for a in arguments)
    return any(a.role is not Role.TIME for a in arguments)


def _unique(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Return the cues without repetition, in order."""
    return tuple(dict.fromkeys(cues))
