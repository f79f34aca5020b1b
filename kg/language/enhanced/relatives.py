"""Relative clauses: what they describe stands in them where the relative pronoun stands, and the pronoun
refers to it ("the man who left": man is the subject of left).

Without a pronoun the place is guessed: the object ("the food I bought"), a circumstance ("the day he left"),
the subject of a free relative ("what happened").
"""

from __future__ import annotations

from kg.language.enhanced.tables import word_list
from kg.language.enhanced.tree import Edge, Edges, Tree, add, universal

__all__ = ["link_relatives"]

CLAUSES = ("acl:relcl", "advcl:relcl")
PRONOUNS = ("that", "which", "who", "whom", "whose")
ADVERBS = ("where", "when", "why", "wherein", "whereby")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
CLAUSAL = {"nsubj": "csubj", "obj": "ccomp", "obl": "advcl"}
"""What a relation is called where a clause stands in it."""
OBJECT_BARRIERS = ("obj", "aux:pass", "cop")
"""What a clause has that lacks no object."""


def link_relatives(t: Tree, edges: Edges) -> None:
    """Add the edges between relative clauses and what they describe."""
    for clause, label in enumerate(t.labels):
        if label in CLAUSES and t.heads[clause] != clause:
            pronoun = _pronoun(t, clause)
            if pronoun is not None:
                _refer(t, edges, clause, pronoun)
            elif label == "acl:relcl":
                _fill(t, edges, clause)


def _pronoun(t: Tree, clause: int) -> int | None:
    """Return the first relative pronoun or adverb of a clause, other relative clauses left aside."""
    inside, found = [clause], list[int]()
    for i in inside:
        children = [c for c in t.children[i] if c != clause]
        inside.extend(c for c in children if t.labels[c] not in CLAUSES)
        found.extend(c for c in children if c > t.heads[clause] and _is_relative(t, c, clause))
    return min(found, default=None)


def _is_relative(t: Tree, i: int, clause: int) -> bool:
    if t.tags[i] == "WRB":
        return t.lemmas[i] in ADVERBS and t.heads[i] == clause
    return t.tags[i] in ("WDT", "WP", "WP$") and t.lemmas[i] in PRONOUNS and t.labels[i] != "det"


def _refer(t: Tree, edges: Edges, clause: int, pronoun: int) -> None:
    """Give the edges of a pronoun to its antecedent."""
    antecedent = t.heads[clause]
    is_clause = t.labels[clause] == "advcl:relcl" and t.pos[antecedent] not in NOMINAL
    for head, label in edges[pronoun]:
        add(edges, antecedent, head, _for_antecedent(label, is_clause))
    edges[pronoun] = [(antecedent, "ref")]


def _for_antecedent(label: str, is_clause: bool) -> str:
    relation = universal(label)
    if relation == "advmod":
        return "obl"
    return CLAUSAL.get(relation, relation) + label.removeprefix(relation) if is_clause else label


def _fill(t: Tree, edges: Edges, clause: int) -> None:
    """Add the edge of an antecedent without pronoun; "what" in a free relative is an antecedent too."""
    antecedent = t.heads[clause]
    is_free = t.tags[antecedent] in ("WP", "WDT")
    stranded = next((c for c in t.dependents(clause, "obl") if t.pos[c] == "ADP"), None)
    gap = _gap(t, clause, stranded) if is_free else (clause, _circumstance(t, clause, stranded) or "obj")
    if gap is not None:
        add(edges, antecedent, *gap)
    if is_free and stranded is not None:
        edges[stranded] = [(antecedent, "case")]


def _gap(t: Tree, clause: int, stranded: int | None) -> Edge | None:
    """Return where a free relative lacks what it describes: "what happened", "what you pay for"."""
    if not any(universal(t.labels[c]) in ("nsubj", "csubj") for c in t.children[clause]):
        return clause, "nsubj:pass" if t.has(clause, "aux:pass") else "nsubj"
    if stranded is not None:
        return clause, f"obl:{t.lemmas[stranded]}"
    if t.lemmas[clause] == "be":
        return None
    return next(iter(t.dependents(clause, "xcomp")), clause), "obj"


def _circumstance(t: Tree, clause: int, stranded: int | None) -> str:
    """Return "obl" where a clause lacks a circumstance, else ""."""
    is_named = t.lemmas[t.heads[clause]] in word_list("circumstances")
    is_full = t.lemmas[clause] in word_list("intransitive") or bool(t.dependents(clause, *OBJECT_BARRIERS))
    return "obl" if is_named or is_full or stranded is not None else ""
