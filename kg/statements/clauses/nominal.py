"""Statements inside noun phrases: appositions, titles, nouns that name an event or a role."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Frame, MentionKind
from kg.statements import arguments, valency
from kg.statements.forms import forms
from kg.statements.phrases import apposed, beside_which, is_instance, opening
from kg.statements.reading import Clause, Filler, Reading, is_bare

__all__ = [
    "apposition",
    "bearer",
    "event_noun",
    "is_former",
    "role_noun",
    "title",
]


def apposition(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Name and description: "Elliott Abrams, the US special representative for Venezuela" """
    for token in sent:
        if token.dep_ != "appos" or token.i not in reading.mentions or token.head.i not in reading.mentions:
            continue
        if _is_short_form(token):
            continue
        thing, descriptions = _described(reading, token)
        if not descriptions:
            continue
        kinds = [reading.mentions[t.i].kind for t in (thing, *descriptions)]
        whole = all(reading.is_whole_name(t) for t in (thing, *descriptions))
        if whole and not any(kind in _NOT_IN_APPOSITION for kind in kinds):
            yield from (_being(reading, thing, description, "apposition") for description in descriptions)


def _described(reading: Reading, token: Token) -> tuple[Token, list[Token]]:
    """Return the thing and its descriptions, of a nominal in apposition and the one that it stands beside.

    "Two men, Ann Lee and Bo Berg" has none: neither of them is two men.
    """
    first = token.head
    if syntax.has_child(token, "cop") or is_instance(token):
        return first, []
    if reading.is_name(token) and reading.is_description(first) and not reading.is_description(token):
        beside = [t for t in syntax.conjuncts(first) if t.i < token.i and reading.named(t).i == token.i]
        alone = [first] if [c.i for c in apposed(first)] == [token.i] else []
        named = [t for t in beside or alone if t.i in reading.mentions and _is_of(reading, t, token)]
        return token, named
    first = first if "plural" in reading.mentions[token.i].features else beside_which(token)
    if first.i not in reading.mentions:
        return first, []
    thing = reading.named(first) if reading.named(first).i < token.i else first
    said = [t for t in syntax.conjuncts(token) if t.i in reading.mentions and _says_what(reading, thing, t)]
    return thing, said


def _is_of(reading: Reading, description: Token, name: Token) -> bool:
    """Tell whether a description before a name may be that of the name: not where it only opens a list
    ("for the appellant: Ann Lee, Bo Berg") or counts other things than the name is ("two men, Ann Lee and Bo
    Berg", "the states, the Parliament").
    """
    one, other = reading.mentions[description.i], reading.mentions[name.i]
    several = len(syntax.conjuncts(name)) > 1
    if "plural" in one.features:
        counted = syntax.has_child(description, "nummod")
        return several and not counted
    listed = opening(name) == ":" and (several or bool(syntax.marker(description)))
    return not listed and (one.type == "person") >= (other.type == "person" and one.type != "")


def _says_what(reading: Reading, thing: Token, token: Token) -> bool:
    """Tell whether a nominal behind another one says what that is, and is not a place, a party, another
    name of it or the next in a list ("Trinity College, Cambridge", "Ann Lee (Labour)").
    """
    if not reading.is_name(thing):
        return _defines(reading, thing, token)
    if opening(token) == ":" and token.text[:1].isupper():
        return False
    if not reading.is_name(token) or reading.is_description(token):
        return not any(syntax.marker(c) == "like" for c in syntax.children(token, "nmod"))
    elsewhere = reading.mentions[token.i].type == "place" != reading.mentions[thing.i].type
    if opening(token) in ("(", "[") or elsewhere:
        return False
    office = token.is_upper and len(token) < 5 and reading.mentions[thing.i].type == "person"
    about = any(syntax.marker(c) in ("of", "for", "at", "to") for c in syntax.children(token, "nmod"))
    return about or office or syntax.has_child(token, "det")


def _defines(reading: Reading, thing: Token, token: Token) -> bool:
    """Tell whether a common noun says what another is: "the book, a history of the war"."""
    one, other = reading.mentions[thing.i], reading.mentions[token.i]
    article = any(c.lower_ in ("a", "an") for c in syntax.children(token, "det"))
    single = not {"plural"} & {*one.features, *other.features} and not syntax.has_child(token, "conj")
    return (
        article
        and single
        and opening(token) == ","
        and "indefinite" not in one.features
        and not reading.is_name(token)
    )


def _is_short_form(token: Token) -> bool:
    """Tell whether a word in brackets is an acronym: another name of what stands before it, not a
    statement.
    """
    bracketed = token.i > 0 and token.nbor(-1).text == "(" and token.left_edge.i == token.i - 1
    return bracketed and len(token) > 1 and sum(c.isupper() for c in token.text) * 2 > len(token)


_NOT_IN_APPOSITION = (MentionKind.PRONOUN, MentionKind.TIME, MentionKind.QUANTITY)


def title(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Title before a name: "President Maduro" """
    for token in sent:
        if not reading.is_name(token) or token.pos_ != "PROPN" or not _is_titled(token, reading):
            continue
        for c in syntax.children(token, "nmod:desc", "compound"):
            if c.i in reading.mentions and _names_role(c, reading):
                yield _being(reading, token, c, "title")


def _is_titled(name: Token, reading: Reading) -> bool:
    """Tell whether what stands before a name is true of it: not before one letter ("vitamin C"), a title
    itself or a part of a name, nor of who is something no longer ("former Senator Lee").
    """
    return len(reading.mentions[name.i].text) > 1 and reading.is_whole_name(name) and not is_former(name)


def _names_role(token: Token, reading: Reading) -> bool:
    """Tell whether a word before a name is a title: a common noun, or a name that the lexicon knows as a
    person's.
    """
    if "title" not in reading.mentions[token.i].features or token.lower_.rstrip(".") in forms()["address"]:
        return False
    if token.pos_ == "PROPN" and reading.mentions[token.head.i].type not in ("person", ""):
        return False
    if len(token.text.rstrip(".")) == 1 or _is_given_name(token, reading):
        return False
    person = reading.lexicon.classes.get(token.lemma_.lower()) in ("Person", "Title")
    return token.text[:1].islower() or token.dep_ == "nmod:desc" or person


def _is_given_name(token: Token, reading: Reading) -> bool:
    """Tell whether a title may be a given name: "*Dean* Kamen", but "Dean Ann Lee", "Duke William of
    Normandy".
    """
    ambiguous = token.pos_ == "PROPN" and token.lower_ in forms()["given_names"]
    ruler = any(syntax.marker(c) == "of" for c in syntax.children(token.head, "nmod"))
    return ambiguous and not ruler and " " not in reading.mentions[token.head.i].text


def _being(reading: Reading, thing: Token, description: Token, rule: str) -> Clause:
    """Return "thing is description", with the participants of the description's noun as complements."""
    named = reading.is_name(description) and not reading.is_description(description)
    inside = [] if named else _inside(description, reading)
    if rule == "title":
        inside += [f for f in arguments.nominal_fillers(thing, reading) if f.function == "possessor"]
    complements = tuple(
        Filler("complement", f.token, f.marker or "of")
        for f in inside
        if f.function in ("oblique", "possessor")
        and f.token.i != thing.i
        and not reading.holds(description, f.token)
    )
    fillers = (Filler("subject", thing), Filler("predicate", description), *complements)
    return Clause(description, "be", "VERB", (description,), fillers, (rule,))


def role_noun(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun that names a participant, known to the lexicon: "a supplier of helicopters to Venezuela" """
    for token in sent:
        frame = _frame(reading, token, role=True)
        if frame is None or is_former(token) or reading.place_named(token) is not None:
            continue
        fillers = [f for f in _fillers(token, frame, reading) if _is_ruled(f, token, reading)]
        for holder, rule in _holders(reading, token):
            inherited = arguments.nominal_fillers(holder, reading) if rule == "title" else []
            more = [f for f in inherited if f.function == "possessor" and _is_ruled(f, token, reading)]
            if _fills(frame, (*fillers, *more)):
                everyone = (Filler("subject", holder), *fillers, *more)
                rules = ("noun.role", rule, *(["noun.compound"] if _by_compound(fillers, reading) else []))
                yield Clause(token, arguments.noun_lemma(token, reading), "NOUN", (token,), everyone, rules)


def is_former(noun: Token) -> bool:
    """Tell whether a noun says what somebody or something is no longer: "the former president of Peru"."""
    words = [c.lower_ for c in syntax.children(noun, "amod", "compound", "nmod:desc", "advmod")]
    return bool({*words, noun.lower_.split("-")[0]} & set(forms()["former"]))


def _is_ruled(filler: Filler, noun: Token, reading: Reading) -> bool:
    """Tell whether an adjective of a nation may fill the place of a possessor: "the Russian president" is
    Russia's, but "a Russian lawyer" only comes from there.
    """
    return (
        not reading.is_demonym(filler.token) or arguments.noun_lemma(noun, reading) in forms()["of_nations"]
    )


def _by_compound(fillers: list[Filler], reading: Reading) -> bool:
    """Tell whether all that a role noun is about is an organisation before it: "House managers" manage no
    house.
    """
    parts = [f.token for f in fillers]
    return bool(parts) and all(
        t.dep_ == "compound" and reading.mentions[t.i].type == "organization" for t in parts
    )


def _holders(reading: Reading, token: Token) -> Iterator[tuple[Token, str]]:
    """Yield who a role noun is said of: the name in apposition, with the title, before the copula; else
    itself.
    """
    name = reading.named(token)
    found = [(name, "apposition")] if name is not token else []
    if token.dep_ == "appos":
        found.append((reading.named(token.head), "apposition"))
    elif token.dep_ in ("nmod:desc", "compound") and reading.is_name(token.head):
        role = reading.mentions[token.head.i].type in ("person", "") or token.text[:1].islower()
        found += [(token.head, "title")] if role and reading.is_whole_name(token.head) else []
    elif syntax.has_child(token, "cop") or _is_complement(token):
        who = _appointed(token) if token.dep_ == "obl" else arguments.subject(token)[0]
        found += [(who, "copula")] if who is not None else []
    elif reading.is_apart(token) or (token.dep_ == "conj" and syntax.has_child(token.head, "cop")):
        who = arguments.subject(token.head.head if reading.is_apart(token) else token.head)[0]
        found += [(who, "copula")] if who is not None else []
    elif _names_subject(reading, token):
        found.append((token.head, "copula"))
    if not found and token.i in reading.mentions:
        found.append((token, "noun"))
    yield from found


def _is_complement(token: Token) -> bool:
    """Tell whether a noun is said of the subject of a verb: "became president", "served as president"."""
    office = token.dep_ == "obl" and token.head.lemma_.lower() in forms()["office_verbs"]
    return token.dep_ == "xcomp" or (office and syntax.marker(token) == "as")


def _names_subject(reading: Reading, noun: Token) -> bool:
    """Tell whether a copula names what its subject describes: "The capital of Peru is Lima."."""
    named = (
        syntax.relation(noun, "nsubj") and reading.is_name(noun.head) and syntax.has_child(noun.head, "cop")
    )
    return named and not reading.is_description(noun.head) and not syntax.marker(noun.head)


def _appointed(token: Token) -> Token | None:
    """Return who is what stands behind "as": the object of an active verb ("appointed her as head"), else the
    subject.
    """
    verb = token.head
    patient = None if arguments.is_passive(verb) else syntax.child(verb, "obj")
    return patient if patient is not None else arguments.subject(verb)[0]


def bearer(reading: Reading, noun: Token) -> tuple[Token, tuple[str, ...]]:
    """Return who or what a modifier of a noun is true of, and the rules that lead there.

    Of "a Greek firm" that is the firm, of "Acme, a Greek firm" and "Acme is a Greek firm" it is Acme.
    """
    holder, how = next(_holders(reading, noun), (noun, "noun"))
    if how == "copula" and syntax.has_child(noun, "cop") and noun.dep_ != "conj":
        return holder, ("copula",)
    return (holder, ()) if how in ("apposition", "title") else (noun, ())


def event_noun(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun that names an event, known to the lexicon: "Russia's supply of helicopters to Venezuela" """
    for token in sent:
        frame = _frame(reading, token, role=False)
        if frame is None or syntax.relation(token, "compound") or _is_carried(token, reading):
            continue
        fillers = [f for f in _fillers(token, frame, reading) if not _is_scene(f, reading)]
        fillers += _predicated(token, reading)
        named = tuple(f for f in fillers if reading.mentions[f.token.i].kind is not MentionKind.PRONOUN)
        if _fills(frame, named):
            lemma = arguments.noun_lemma(token, reading)
            yield Clause(token, lemma, "NOUN", (token,), tuple(fillers), ("noun.event",))


def _is_carried(noun: Token, reading: Reading) -> bool:
    """Tell whether a noun is part of a predicate with its verb: "made a *decision*"."""
    return valency.light_noun(noun, arguments.lemma_of(noun.head), reading)


def _is_scene(filler: Filler, reading: Reading) -> bool:
    """Tell whether a place before an event is where it happens, not who acts: "the Paris raid", but "US
    sanctions".
    """
    token, mention = filler.token, reading.mentions[filler.token.i]
    outside = token.dep_ == "compound" and mention.type == "place"
    return filler.function == "possessor" and outside and not (token.is_upper or reading.is_demonym(token))


def _predicated(noun: Token, reading: Reading) -> list[Filler]:
    """Return what a copula says of an event or state: "The bank's headquarters are *in Zurich*"."""
    above = noun.head
    said = syntax.relation(noun, "nsubj") and syntax.has_child(above, "cop") and syntax.marker(above)
    return [Filler("oblique", above, syntax.marker(above))] if said and above.i in reading.mentions else []


def _inside(noun: Token, reading: Reading) -> list[Filler]:
    """Return the fillers of a noun; one without any shares those before the noun that it is coordinated with:
    "Acme's founder and chairman".
    """
    found = arguments.nominal_fillers(noun, reading)
    if found or noun.dep_ != "conj" or not is_bare(noun):
        return found
    first = arguments.nominal_fillers(syntax.first_conjunct(noun), reading)
    return [f for f in first if f.function == "possessor"]


def _fillers(noun: Token, frame: Frame, reading: Reading) -> list[Filler]:
    """Return the fillers of a noun; what its frame asks for is taken from what stands after "of" if need be.

    In "the supply of rockets to the militia" parsers often hang the militia on the rockets.
    """
    found = _inside(noun, reading)
    wanted = {slot.marker for slot in frame.slots} - {f.marker for f in found} - {""}
    things = [f.token for f in found if f.function == "oblique"]
    inside = [f for thing in things for f in arguments.nominal_fillers(thing, reading)]
    return found + [f for f in inside if f.function == "oblique" and f.marker in wanted]


def _fills(frame: Frame, fillers: tuple[Filler, ...]) -> bool:
    """Tell whether any filler takes a place that the frame of a noun has."""
    places = {(slot.function, slot.marker) for slot in frame.slots}
    return any((f.function, f.marker if f.function == "oblique" else "") in places for f in fillers)


def _frame(reading: Reading, token: Token, *, role: bool) -> Frame | None:
    """Return the first frame of a noun that names a participant (it has a subject, as in "X is a supplier")
    or an event.
    """
    if token.pos_ not in ("NOUN", "PROPN") and token.dep_ != "nmod:desc":
        return None
    for frame in arguments.noun_frames(token, reading):
        if any(s.function == "subject" for s in frame.slots) is role:
            return frame
    return None
