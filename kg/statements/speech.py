"""Speech: which words govern what somebody says, with what stance, and who says it."""

from __future__ import annotations

from spacy.tokens import Token

from kg import model
from kg.language import syntax
from kg.model import Mention, MentionKind
from kg.statements.cues import Cues, cues
from kg.statements.governors import follows_comma, is_gerund, is_negated, is_subjunctive, shares_with
from kg.statements.labels import FACTS, is_content
from kg.statements.quotations import speech_subject, spoken
from kg.statements.reading import Reading

__all__ = [
    "accusation",
    "goes_with",
    "is_heard",
    "is_passive",
    "is_told_of",
    "owner",
    "quoted_as",
    "source_of",
    "speaker",
    "stance_of",
    "tells_of",
    "tells_what",
    "told_to",
    "turned_back",
]


HEARING = ("hear", "read", "understand")


def stance_of(verb: Token, below: Token, words: Cues) -> str | None:
    """Return the stance of a verb to the clause below it, None where the text vouches for that itself.

    A clause with "that" is somebody's under any verb but those known to vouch, so that a rare verb of saying
    ("her barrister submitted that …") makes no plain fact.
    """
    lemma = spoken(verb, words.speech)
    if verb.pos_ == "ADJ":
        holder = syntax.child(verb, "nsubj")
        held = holder is not None and holder.lower_ not in ("it", "that", "this", "there", "what")
        return words.attitudes.get(lemma) if held and (has_that(below) or _is_bare(below)) else None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    bare = not syntax.is_finite(below) or is_subjunctive(below, verb)
    ordered = lemma in words.orders and has_that(below) and bare
    advised = (
        lemma == "note" and verb.tag_ in ("VB", "NN") and not syntax.has_child(verb, "nsubj", "aux", "mark")
    )
    if ordered or advised or _is_open_question(verb, below, words):
        return None
    if (lemma in words.unsaid and _is_unsaid(verb, words)) or _is_shown_by_the_text(verb, words):
        return None
    if lemma in words.speech:
        return words.speech[lemma]
    if _is_attitude(verb, words):
        return words.attitudes[verb.lower_] if has_that(below) or _is_bare(below) else None
    passive = is_passive(verb) and lemma in words.hearsay_passive
    degree = {c.lower_ for c in syntax.children(verb, "advmod")} & {"so", "such", "too", "enough"}
    heard = lemma == "hear" and below.left_edge.tag_ in ("WRB", "WP")
    told = (heard or has_that(below)) and syntax.is_finite(below) and not degree
    return "said" if told and (passive or lemma not in words.vouching or _has_it(verb)) else None


def _is_unsaid(verb: Token, words: Cues) -> bool:
    """Tell whether somebody does not tell what is so: "failed to mention that the roof leaked"."""
    denied = any(c.lower_ in words.negative_adverbs for c in syntax.children(verb, "advmod"))
    failed = syntax.has_mark(verb, "to") and verb.head.lemma_.lower() in words.negative_infinitives
    return denied or failed or any(c.lower_ == "without" for c in syntax.children(verb, "mark", "case"))


def _is_shown_by_the_text(verb: Token, words: Cues) -> bool:
    """Tell whether what was told before shows something: "…, which shows that people care", "This proves"."""
    if verb.lemma_.lower() not in words.proving:
        return False
    subject = syntax.child(verb, "nsubj")
    which = subject is not None and subject.lower_ == "which" and verb.dep_ == "advcl:relcl"
    return which or (subject is not None and subject.lower_ in ("this", "that") and subject.pos_ == "PRON")


def has_that(below: Token) -> bool:
    """Tell whether a clause begins with "that", whatever its label."""
    first = below.left_edge
    return syntax.has_mark(below, "that") or (first.lower_ == "that" and first.dep_ != "det")


def _is_attitude(verb: Token, words: Cues) -> bool:
    """Tell whether a participle tells what its subject thinks: "the city is convinced that it works"."""
    return verb.tag_ == "VBN" and verb.lower_ in words.attitudes and is_passive(verb)


def _is_open_question(verb: Token, below: Token, words: Cues) -> bool:
    """Tell whether a clause with a question word is left open, and taken for granted: "did not say who had
    paid", "to explain why it closed".
    """
    first = below.head if below.dep_ == "advcl:relcl" else below.left_edge
    opens = first.lower_ in ("whether", "if") or any(
        token.tag_ in ("WP", "WDT", "WRB", "WP$") and verb.i < token.i < below.i
        for token in below.doc[max(first.i - 1, 0) : first.i + 1]
    )
    if not opens or verb.lemma_.lower() in words.asking:
        return False
    hardly = [*syntax.children(verb, "advmod", "cc"), *syntax.children(verb, "nsubj")]
    denied = any(c.lower_ in words.negative_adverbs or c.lower_ in words.negative_pronouns for c in hardly)
    must = any(c.lower_ in ("must", "should", "can", "could") for c in syntax.children(verb, "aux"))
    return denied or must or syntax.has_mark(verb, "to")


def _is_bare(below: Token) -> bool:
    """Tell whether a finite clause has a subject and no word that introduces it ("sure he will come")."""
    return (
        syntax.is_finite(below) and syntax.has_child(below, "nsubj") and not syntax.has_child(below, "mark")
    )


def _has_it(verb: Token) -> bool:
    """Tell whether a verb is that of "legend has it that", "takes it that"."""
    return verb.lemma_.lower() in ("have", "take") and any(
        c.lower_ == "it" and c.i > verb.i for c in verb.children
    )


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, a participle behind its noun ("suspected of fraud") included."""
    if syntax.has_child(verb, "nsubj:pass", "aux:pass"):
        return True
    tags = ("VBN", "VBD") if verb.i == verb.sent.start else ("VBN",)
    alone = verb.tag_ in tags and not syntax.has_child(verb, "aux", "nsubj")
    return (alone and syntax.relation(verb, "acl", "advcl", "amod")) or _is_thought_to_be(verb)


def _is_thought_to_be(verb: Token) -> bool:
    """Tell whether a form can only be passive: "a man thought to be the leader"."""
    lemma, words = spoken(verb, cues().speech), cues()
    both = lemma in words.infinitives - {"believe", "suspect", "allege", "report"}
    if lemma not in words.infinitives_passive or both or verb.tag_ not in ("VBN", "VBD"):
        return False
    infinitives = [c for c in syntax.children(verb, "xcomp") if syntax.has_mark(c, "to")]
    return bool(infinitives) and not syntax.has_child(verb, "obj", "iobj")


def speaker(verb: Token, reading: Reading) -> Mention | None:
    """Return who says something; of a passive ("was said to") nobody, unless "by" names them.

    "Quoted a source as saying": the one that is quoted says it.
    """
    if _is_attitude(verb, reading.cues):
        subject = syntax.child(verb, "nsubj")
        return source_of(subject, reading) if subject is not None else None
    if is_passive(verb):
        agents = [
            c
            for c in syntax.children(verb, "obl")
            if c.dep_ == "obl:agent" or (syntax.marker(c) == "by" and c.pos_ in ("PROPN", "PRON"))
        ]
        return source_of(agents[0], reading) if agents else None
    if is_heard(verb):
        return None
    back = turned_back(verb, reading.cues)
    if back is not None and not syntax.has_child(verb, "nsubj"):
        return speaker(back, reading)
    quoted = quoted_as(verb)
    subject = quoted if quoted is not None else speech_subject(verb)
    if subject is None and verb.dep_ in ("acl:relcl", "acl"):
        subject = verb.head
    return source_of(subject, reading) if subject is not None else None


def is_heard(verb: Token) -> bool:
    """Tell whether the subject of a verb only hears what is said: "the court heard", "inquiry told"."""
    lemma = verb.lemma_.lower()
    if lemma != "tell":
        return lemma in HEARING
    last = all(t.is_punct or t.is_space for t in verb.doc[verb.i + 1 : verb.sent.end])
    return last and not syntax.has_child(verb, "obj", "iobj", "aux", "nsubj:pass")


def quoted_as(verb: Token) -> Token | None:
    """Return who is quoted "as saying" something, by the passive or the object of the verb above."""
    above = verb.head
    if verb.tag_ != "VBG" or not any(c.lower_ == "as" for c in syntax.children(verb, "mark", "case")):
        return None
    return syntax.child(above, "nsubj:pass") or syntax.child(above, "obj")


def source_of(token: Token, reading: Reading) -> Mention | None:
    """Return the mention of a source; "some", "another", "many" stand for somebody too."""
    mention = reading.mention(token)
    if mention is not None or token.pos_ not in ("DET", "PRON", "ADJ") or token.dep_ == "expl":
        return mention
    span = reading.span((token,))
    return Mention(span, token.text, MentionKind.PRONOUN, "", span, token.lemma_.lower(), span)


def owner(noun: Token, reading: Reading) -> model.Mention | None:
    """Return whose claim a noun names: "Washington's claim", or the subject that makes it."""
    for c in noun.children:
        mention = reading.mentions.get(c.i)
        owns = syntax.relation(c, "nmod:poss") or (
            syntax.relation(c, "nmod")
            and syntax.marker(c) in ("by", "from", "of", "among", "between")
            and c.tag_ != "VBG"
        )
        if owns or (mention is not None and "demonym" in mention.features):
            return source_of(c, reading)
    first = syntax.first_conjunct(noun)
    if first != noun and any(c.dep_ == "nmod:poss" for c in first.children):
        return owner(first, reading)
    if syntax.relation(noun, "obj") or noun.dep_ == "obl":
        return _maker(noun.head, reading)
    if syntax.has_child(noun, "cop") and syntax.has_child(noun, "case"):
        subject = syntax.child(noun, "nsubj")
        return source_of(subject, reading) if subject is not None else None
    return None


def _maker(verb: Token, reading: Reading) -> Mention | None:
    """Return who makes a claim: the subject of "made the claim that", not of what is done to one."""
    if is_passive(verb) or verb.lemma_.lower() not in reading.cues.making:
        return None
    subject = speech_subject(verb)
    return source_of(subject, reading) if subject is not None else None


def tells_what(below: Token, noun: Token, words: Cues) -> bool:
    """Tell whether a clause says what a noun of saying is about.

    "The claim that Iran sold weapons", "accusations of lying", "it is his view that …"; "there is no doubt
    that" vouches for its clause.
    """
    lemma = noun.lemma_.lower()
    if lemma not in words.speech_nouns or not syntax.is_nominal(noun):
        return False
    if lemma in words.undoubted and is_negated(noun):
        return False
    if is_gerund(below) and any(c.lower_ == "of" for c in syntax.children(below, "mark", "case")):
        charged = lemma == "charge" and syntax.marker(noun) == "in"
        return below.i > noun.i and not charged and words.speech_nouns[lemma] != "believed"
    if is_content(below):
        return True
    if syntax.relation(below, "appos", "parataxis") and syntax.is_finite(below):
        return noun.doc[noun.i + 1].lemma_.lower() == "be" and noun.i < below.i
    gap = below.left_edge.lower_ == "that" and syntax.relation(below.left_edge, "nsubj", "obj")
    return syntax.relation(below, "acl", "csubj", "ccomp") and has_that(below) and not gap


def accusation(below: Token) -> Token | None:
    """Return the verb that accuses somebody of what a participle or an event noun says.

    "Accused the bank of lying", "is charged with the murder of his wife".
    """
    marks = {c.lower_ for c in syntax.children(below, "mark", "case")} | {syntax.before(below)}
    if not marks or not (is_gerund(below) or syntax.is_nominal(below)):
        return None
    above = below.head
    if syntax.relation(below, "acl", "nmod") and syntax.relation(above, "obj", "nsubj:pass"):
        above = above.head
    prepositions = cues().accused_of.get(above.lemma_.lower(), ())
    return above if above.pos_ == "VERB" and marks & set(prepositions) else None


def is_told_of(below: Token, words: Cues) -> bool:
    """Tell whether a gerund is what somebody is accused of, tells of or claims: told as done, and theirs."""
    first = syntax.first_conjunct(below)
    if accusation(first) is not None or accusation(below) is not None:
        return True
    above = first.head
    return tells_of(first, above, words) or (syntax.is_nominal(above) and tells_what(first, above, words))


def tells_of(below: Token, verb: Token, words: Cues) -> bool:
    """Tell whether a gerund is what somebody tells of: "boasted of having won", "admitted to stealing"."""
    marks = {c.lower_ for c in syntax.children(below, "mark", "case")}
    told = verb.lemma_.lower() in words.telling_of and bool(marks & {"of", "about", "to"})
    return told and is_gerund(below)


def turned_back(below: Token, words: Cues) -> Token | None:
    """Return the verb of speech to which a coordinated verb belongs that hangs on what is said.

    "Said that talks had failed, and ordered his men to leave"; "found that he was not ill, but the board
    disagreed".
    """
    first = syntax.first_conjunct(below)
    speech = first.head
    if below.dep_ != "conj" or first.dep_ != "ccomp" or stance_of(speech, first, words) is None:
        return None
    if syntax.has_mark(below, "that") or below.i < speech.i or speech.i > first.i:
        return None
    if _is_inverted(below) or any(_judges(c, words) for c in (*_before(below, first), below)):
        return speech
    if syntax.has_child(below, "nsubj"):
        return speech if _is_reply(below, speech, words) else None
    if below.tag_ != speech.tag_ and speech.tag_ != "VBN":
        return None
    return speech if not syntax.has_child(below, "aux") and _is_own_doing(below, first, words) else None


def _before(below: Token, first: Token) -> list[Token]:
    """Return the clauses coordinated with the first one that stand before another."""
    return [c for c in syntax.children(first, "conj") if first.i < c.i < below.i]


def _judges(clause: Token, words: Cues) -> bool:
    """Tell whether a clause says of what was said whether it is so ("…, and that's true, but …")."""
    subject = syntax.child(clause, "nsubj")
    shown = subject is not None and subject.lower_ in ("that", "this") and subject.pos_ == "PRON"
    return shown and clause.lemma_.lower() in words.judging and syntax.has_child(clause, "cop")


def goes_with(below: Token, words: Cues) -> Token:
    """Return the predicate beside which a coordinated one stands; the speaker's verb where it turns back."""
    speech = turned_back(below, words)
    return speech if speech is not None else shares_with(below)


def _is_reply(below: Token, speech: Token, words: Cues) -> bool:
    """Tell whether a coordinated clause is what another does about what was said ("…, but the envoy
    disagreed", "…, and his lawyer says that …").
    """
    clauses = syntax.children(below, "ccomp")
    if clauses and stance_of(below, clauses[-1], words) is not None:
        return True
    links = [c.lower_ for c in syntax.children(below, "cc")]
    acts = below.lemma_.lower() in words.turning_back or below.lemma_.lower() in words.speech
    alike = below.tag_ == speech.tag_ and not syntax.has_child(below, "aux")
    return follows_comma(below) and acts and (alike or bool({"but", "yet"} & set(links)))


def _is_own_doing(below: Token, first: Token, words: Cues) -> bool:
    """Tell whether a coordinated verb without subject is the speaker's own doing.

    It is where its form cannot go on with what is said ("said it would cut jobs and closed two mills"), or
    where it is a verb of speaking and dealing behind a comma, "but" or another tense.
    """
    links = [c.lower_ for c in syntax.children(below, "cc")]
    listed = below.head != first or any(c.i < below.i for c in syntax.children(first, "conj"))
    if listed or not {"and", "but", "yet"} & set(links):
        return False
    auxiliaries = syntax.children(first, "aux", "cop")
    if any(c.tag_ == "MD" for c in auxiliaries) or (first.tag_ == "VBG" and auxiliaries):
        return below.tag_ in ("VBD", "VBZ")
    commas = sum(token.text == "," for token in below.doc[first.i : below.i])
    if follows_comma(below) and commas == 1 and any(c.lower_ == "had" for c in auxiliaries):
        return below.tag_ == "VBD"
    withheld = any(c.lemma_.lower() in words.withheld for c in syntax.children(below, "obj"))
    if not (below.lemma_.lower() in words.turning_back or withheld):
        return False
    return (
        follows_comma(below) or "and" not in links or bool(auxiliaries) or not syntax.has_mark(first, "that")
    )


def _is_inverted(head: Token) -> bool:
    """Tell whether an auxiliary stands before the subject, as in a question of its own."""
    subject, auxiliary = syntax.child(head, "nsubj"), syntax.child(head, "aux", "cop")
    return subject is not None and auxiliary is not None and auxiliary.i < subject.i


def _has_no_gap(clause: Token) -> bool:
    """Tell whether a relative clause lacks nothing: "told a friend he had killed his wife"."""
    full = syntax.has_child(clause, "nsubj") and syntax.has_child(clause, "obj", "cop", "ccomp")
    before = clause.doc[clause.left_edge.i : clause.i]
    return full and not any(syntax.is_relative_pronoun(token) for token in before)


def told_to(below: Token, above: Token, words: Cues) -> Token:
    """Return the verb of speech of a clause that hangs on a word between them, else the word above.

    "Told the hearing that her clients were never informed" (on "hearing"), "described how the roof fell".
    """
    verb = above.head
    if verb.lemma_.lower() not in words.speech or verb.pos_ != "VERB" or below.i < above.i:
        return above
    if below.dep_ == "advcl:relcl" and above.tag_ in ("WRB", "WP"):
        return verb
    named = above.lemma_.lower() in (*words.speech_nouns, *FACTS)
    if below.dep_ == "acl:relcl" and verb.lemma_.lower() in words.informing and _has_no_gap(below):
        return verb
    if (
        below.dep_ == "acl:relcl"
        and syntax.relation(above, "obj")
        and verb.lemma_.lower() in words.describing
    ):
        return verb
    that = below.dep_ == "acl" and syntax.has_mark(below, "that") and syntax.is_finite(below)
    beside = syntax.relation(above, "obj", "iobj", "obl")
    return verb if that and beside and not named else above
