"""How text is cut into words: spaCy's English rules, changed where Universal Dependencies cut otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from spacy.lang.en import English
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

__all__ = ["blank_english", "change_words"]

_CHANGES = Path(__file__).parent / "data" / "words.json"
_HYPHENS = "(?:-|–|—|"
"""By this part spaCy's rule that cuts at hyphens between letters is known."""


def blank_english() -> Language:
    """Return an English pipeline without components that cuts words as the treebanks do.

    >>> [token.text for token in blank_english()("A well-known non-state firm won't pay.The end")]
    ['A', 'well', '-', 'known', 'non-state', 'firm', 'wo', "n't", 'pay', '.', 'The', 'end']
    """
    nlp = English()
    change_words(nlp)
    return nlp


def change_words(nlp: Language) -> None:
    """Put the changes of `data/words.json` into the tokenizer of an English pipeline."""
    changes = json.loads(_CHANGES.read_text(encoding="utf-8"))
    defaults, tokenizer = nlp.Defaults, cast(Any, nlp.tokenizer)
    unjoined = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in changes["joined_prefixes"])
    infixes = [*changes["infixes"], *(defaults.infixes or ())]
    infixes = [unjoined + rule if _HYPHENS in rule else rule for rule in infixes]
    prefixes = [*_numbered(changes["prefixes"]), *(defaults.prefixes or ())]
    suffixes = [*changes["suffixes"], *(defaults.suffixes or ())]
    tokenizer.rules = _exceptions(defaults.tokenizer_exceptions or {}, changes)
    tokenizer.prefix_search = _Cut(compile_prefix_regex(prefixes)).match
    tokenizer.suffix_search = _Cut(compile_suffix_regex(suffixes)).search
    tokenizer.infix_finditer = _Cut(compile_infix_regex(infixes)).finditer
    tokenizer.token_match = _Cut(re.compile(f"(?:{'|'.join(_numbered(changes['whole']))})\\Z")).match
    tokenizer.url_match = _Cut(re.compile(f"(?!{changes['no_addresses']}){URL_PATTERN}")).match


class _Cut:
    """An expression that passes over what is letters alone, most words: no rule cuts there, so it saves time.

    `pattern` is what spaCy saves of a tokenizer.
    """

    def __init__(self, expression: re.Pattern[str]) -> None:
        self.pattern, self._expression = expression.pattern, expression

    def match(self, text: str) -> re.Match[str] | None:
        return None if text.isalpha() else self._expression.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        return None if text.isalpha() else self._expression.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if text.isalpha() else self._expression.finditer(text)


def _exceptions(
    usual: dict[str, list[dict[Any, Any]]], changes: dict[str, Any]
) -> dict[str, list[dict[Any, Any]]]:
    removed = set(changes["exceptions_removed"])
    kept = {word: parts for word, parts in usual.items() if word not in removed}
    cut = [*changes["exceptions"], *([word] for word in changes["abbreviations"])]
    return kept | {"".join(parts): [{"ORTH": part} for part in parts] for parts in cut}


def _numbered(rules: list[str]) -> list[str]:
    r"""Name the groups that `\1` stands for, since the rules are joined into one expression."""
    return [
        re.sub(r"^\(", f"(?P<run{i}>", rule).replace(r"\1", f"(?P=run{i})") if r"\1" in rule else rule
        for i, rule in enumerate(rules)
    ]
