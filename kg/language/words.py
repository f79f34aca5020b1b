"""How text is cut into words: spaCy's English rules, changed where Universal Dependencies cut otherwise."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

from spacy.lang.en import English
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
    whole = re.compile(f"(?:{'|'.join(_numbered(changes['whole']))})\\Z")
    prefixes = [*_numbered(changes["prefixes"]), *(defaults.prefixes or ())]
    tokenizer.rules = _exceptions(defaults.tokenizer_exceptions or {}, changes)
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex([*changes["suffixes"], *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = whole.match


def _exceptions(
    usual: dict[str, list[dict[Any, Any]]], changes: dict[str, Any]
) -> dict[str, list[dict[Any, Any]]]:
    removed = set(changes["exceptions_removed"])
    kept = {word: parts for word, parts in usual.items() if word not in removed}
    return kept | {"".join(parts): [{"ORTH": part} for part in parts] for parts in changes["exceptions"]}


def _numbered(rules: list[str]) -> list[str]:
    r"""Name the groups that `\1` stands for, since the rules are joined into one expression."""
    return [
        re.sub(r"^\(", f"(?P<run{i}>", rule).replace(r"\1", f"(?P=run{i})") if r"\1" in rule else rule
        for i, rule in enumerate(rules)
    ]
