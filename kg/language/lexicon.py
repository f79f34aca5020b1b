"""Lemmas and morphological features by tables that were learned from the treebanks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

__all__ = ["Lexicon"]

_LONGEST_SUFFIX = 6


class Lexicon:
    """Looks up words by form and fine part of speech; unknown words by the longest suffix that has a rule.

    A rule is (letters cut off, letters put on). Forms are in lower case.
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self._lemmas: dict[str, dict[str, str]] = tables["lemmas"]
        self._rules: dict[str, dict[str, list[Any]]] = tables["rules"]
        self._feats: dict[str, str] = tables["feats"]
        self._word_feats: dict[str, dict[str, str]] = tables["word_feats"]

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read the tables that `kg.train.lexicon` wrote (gzipped JSON)."""
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return cls(json.load(file))

    def lemma(self, form: str, xpos: str) -> str:
        """Return the lemma of a word."""
        lower = form.lower().replace("’", "'")
        known = self._lemmas.get(xpos, {}).get(lower)
        if known is not None:
            return known
        if xpos in ("NNP", "NNPS", "ADD", "FW", "SYM", "NFP", "LS", "GW") and xpos not in self._rules:
            return form
        return self._by_rule(form, lower, xpos)

    def _by_rule(self, form: str, lower: str, xpos: str) -> str:
        rules = self._rules.get(xpos)
        if not rules:
            return form
        for size in range(min(_LONGEST_SUFFIX, len(lower) - 1), -1, -1):
            rule = rules.get(lower[len(lower) - size :])
            if rule is not None and rule[0] < len(lower):
                kept = form if rule[2] else lower
                return kept[: len(kept) - rule[0]] + str(rule[1])
        return lower

    def features(self, form: str, xpos: str, upos: str) -> str:
        """Return features in UD's form ("Number=Sing|Person=3"), "" for none, from word and tags alone."""
        tag = f"{upos}/{xpos}"
        lower = form.lower().replace("’", "'")
        return self._word_feats.get(tag, {}).get(lower, self._feats.get(tag, self._feats.get(xpos, "")))
