"""From the head of a nominal to its mention: the phrase that names something, in the borders of GUM.

A mention holds its determiners and modifiers, relative clauses too. Outside stay: its preposition,
conjunctions, what is coordinated with it or in apposition to it (mentions of their own), subject and
copula where the nominal is a predicate, remarks, and punctuation at its ends but for the second of a pair.
What two coordinated nominals share to their right belongs to the last one ("taste and [smell of wine]").

Borders are those of entities in GUM (Zeldes 2017, "The GUM corpus", Language Resources and Evaluation 51),
measured on its train part; 2.2 % of them fit no set of branches of the gold tree.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["mention_spans"]

_CLAUSES = {"VERB", "AUX"}
_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "expl", "cop"}
_BEFORE = {
    "amod",
    "compound",
    "dep",
    "det",
    "det:predet",
    "flat",
    "goeswith",
    "nmod:desc",
    "nmod:poss",
    "nmod:unmarked",
    "nummod",
    "obl:unmarked",
}
_AFTER = {
    "acl",
    "acl:relcl",
    "advcl:relcl",
    "advmod",
    "amod",
    "case",
    "ccomp",
    "compound",
    "compound:prt",
    "csubj",
    "det",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "nmod",
    "nmod:desc",
    "nmod:poss",
    "nmod:unmarked",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "xcomp",
}
_SHARED = {"nmod", "acl", "acl:relcl"}
_NOT_BEFORE_VERB = {"advcl", "cc", "discourse", "parataxis", "punct", "vocative"}
_ENDS = {"advcl", "discourse", "dislocated", "list", "orphan", "parataxis", "vocative"}
_ENDS_VERB = {"conj", "discourse", "dislocated", "list", "parataxis", "vocative"}
_OPENING = {"(", "[", "—", "–"}
_PAIRS = {")": "(", "]": "[", '"': '"', "”": "“", "'": "'", "’": "‘"}


def mention_spans(
    nominals: Sequence[int],
    *,
    heads: Sequence[int],
    deps: Sequence[str],
    upos: Sequence[str],
    forms: Sequence[str],
) -> list[tuple[int, int]]:
    """Return for each nominal of a sentence the half-open span of words of its mention, in the same order.

    `nominals`: indices of the words that head mentions.  For each word of the sentence: `heads`, the index
    of its head (the root's is its own), `deps`, its relation, `upos`, its universal tag, and `forms`.

    >>> mention_spans([2, 5], heads=[2, 2, 2, 5, 5, 2], deps=["case", "det", "root", "case", "det", "nmod"],
    ...               upos=["ADP", "DET", "NOUN", "ADP", "DET", "NOUN"], forms="in the hut by a lake".split())
    [(1, 6), (4, 6)]
    """
    spans = _Spans(nominals, heads, deps, upos, forms)
    start, after = spans.start, spans.after
    for i, head in enumerate(heads):
        if head in start and head != i:
            if i < head:
                spans.before(i, head)
            elif head in after:
                spans.behind(i, head)
            else:
                spans.behind_open(i, head)
    return [spans.trimmed(nominal) for nominal in nominals]


def _borders(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the first and the last word of each word's branch.

    Going through the words from the left, the first one that reaches an ancestor is the border of it, so
    each border is set once.
    """
    count = len(heads)
    first, last = list(range(count)), list(range(count))
    for i, head in enumerate(heads):
        while first[head] > i:
            first[head] = i
            head = heads[head]
    for i in range(count - 1, -1, -1):
        head = heads[i]
        while last[head] < i:
            last[head] = i
            head = heads[head]
    return first, last


class _Spans:
    """Mentions of one sentence while they grow; words are told in text order.

    `start`, `end`: nominal → its first and last word so far.  `after`: nominal → the last conjunct after it
    (-1: none) once its span has come to its end.
    """

    def __init__(
        self,
        nominals: Sequence[int],
        heads: Sequence[int],
        deps: Sequence[str],
        upos: Sequence[str],
        forms: Sequence[str],
    ) -> None:
        self.deps, self.upos, self.forms = deps, upos, forms
        self.first, self.last = _borders(heads)
        self.start = {nominal: nominal for nominal in nominals}
        self.end = dict(self.start)
        self.after: dict[int, int] = {}
        self.predicates: set[int] = set()

    def before(self, i: int, head: int) -> None:
        """Take in the dependent `i` that stands before its head, if it belongs to the mention."""
        dep = self.deps[i]
        if self.upos[head] in _CLAUSES:
            self._before_verb(i, head, dep)
        elif dep in _SUBJECTS:
            self.predicates.add(head)
            self.start[head] = head
        elif dep in _BEFORE or (dep == "advmod" and self._is_degree(i, head)):
            self.start[head] = min(self.start[head], self.first[i])

    def _before_verb(self, i: int, head: int, dep: str) -> None:
        """Take in a clause from its subject on, or from an infinitive's "to"."""
        start = self.start[head]
        if dep == "nsubj:outer":
            self.start[head] = head
        elif dep in _SUBJECTS and self.deps[start] != "mark":
            self.start[head] = self.first[i]
        elif dep not in _NOT_BEFORE_VERB and (dep != "mark" or self.forms[i].lower() == "to"):
            self.start[head] = min(start, self.first[i])

    def _is_degree(self, i: int, head: int) -> bool:
        """Tell whether an adverb belongs to an amount: "about 40", "most of them"."""
        form = self.forms[i].lower()
        return form == "most" or (self.upos[head] == "NUM" and form != "not")

    def behind_open(self, i: int, head: int) -> None:
        """Take in the dependent `i` behind its head, or end the mention before it."""
        if self._ends(i, head):
            self.after[head] = i if self.deps[i] == "conj" else -1
        elif self._belongs(i, head):
            self.end[head] = max(self.end[head], self.last[i])

    def _ends(self, i: int, head: int) -> bool:
        dep, upos = self.deps[i], self.upos
        if upos[head] in _CLAUSES:
            return dep in _ENDS_VERB
        if dep == "conj":
            return i in self.start or (head in self.predicates and upos[i] in ("VERB", "AUX", "ADJ"))
        if dep == "appos":
            return i in self.start
        if dep in ("nmod", "obl", "advmod", "nmod:unmarked"):
            return self._is_loose(i, head, dep)
        return dep in _ENDS

    def _is_loose(self, i: int, head: int, dep: str) -> bool:
        """Tell whether an adjunct is set off: a year in brackets, the end of a range, a late "too"."""
        form, form_before = self.forms[self.first[i]], self.forms[self.first[i] - 1]
        comma = form == "," or form_before == ","
        bracket = form in _OPENING or form_before in ("(", "[")
        if dep == "nmod" and self.upos[head] == self.upos[i] == "NUM" and form in "-–—:":
            return True
        return (
            (dep == "nmod:unmarked" and bracket)
            or (dep in ("advmod", "obl") and (comma or bracket))
            or (dep == "nmod" and comma and head in self.predicates)
        )

    def _belongs(self, i: int, head: int) -> bool:
        dep = self.deps[i]
        if self.upos[head] in _CLAUSES:
            return dep not in ("punct", "cc")
        if dep == "dep":
            first = self.first[i]
            return self.upos[first] != "PUNCT" and self.forms[first - 1] not in ("(", "[")
        return dep in _AFTER or dep in ("conj", "appos")

    def behind(self, i: int, head: int) -> None:
        """Give what stands behind a coordination to its last member."""
        dep, last = self.deps[i], self.after[head]
        if dep == "conj":
            self.after[head] = i
        elif dep in _SHARED and last in self.end and self.upos[head] not in _CLAUSES:
            self.end[last] = max(self.end[last], self.last[i])

    def trimmed(self, nominal: int) -> tuple[int, int]:
        """Return the half-open span of a nominal without punctuation at its ends; pairs stay whole."""
        start, end, upos, forms = self.start[nominal], self.end[nominal], self.upos, self.forms
        while start < nominal and upos[start] == "PUNCT":
            start += 1
        while end > nominal and upos[end] == "PUNCT" and not _closes(forms, start, end):
            end -= 1
        if end < self.last[nominal] and _closes(forms, start, end + 1):
            end += 1
        return start, end + 1


def _closes(forms: Sequence[str], start: int, at: int) -> bool:
    """Tell whether the mark at `at` is the second of a pair that was opened at or after `start`."""
    mark = forms[at]
    opening = _PAIRS.get(mark)
    if opening is None:
        return False
    inside = forms[start:at]
    opened = inside.count(opening)
    return bool(opened % 2) if opening == mark else opened > inside.count(mark)
