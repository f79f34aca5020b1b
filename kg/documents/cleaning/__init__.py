"""Repairs of a text: passes that each yield replacements, in a fixed order, until nothing is left to repair.

`PASSES` is the extension point: a pass is a function `str → Iterator[Replacement]` with sorted,
non-overlapping replacements, in time linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.documents.cleaning import characters, front, gaps, layout, markup, punctuation, quotes
from kg.documents.edits import Draft, Replacement

__all__ = ["MEDIA_PASSES", "PASSES", "Pass", "repair"]

Pass = Callable[[str], Iterator[Replacement]]

PASSES: tuple[Pass, ...] = (
    characters.replace,
    characters.decode_twice,
    characters.compose,
    layout.tidy,
    quotes.double,
    front.cut,
    front.cut_furniture,
    layout.cut_bullets,
    layout.join,
    punctuation.tidy,
    quotes.place,
    gaps.stops,
    gaps.spaces,
    gaps.separate,
    layout.tidy,
)

MEDIA_PASSES: dict[str, tuple[Pass, ...]] = {
    "text/markdown": (markup.strip,),
    "application/pdf": (layout.join_pages,),
}
"""Passes that run first for documents of one media type."""

_ROUNDS = 8


def repair(text: str, *, media_type: str = "text/plain") -> Draft:
    """Return `text` after all passes, with the edits that lead back.

    The passes run again until they find nothing, since one repair may lay open the next.

    >>> repair("It opened.The hall is new .").text
    'It opened. The hall is new.'
    """
    draft = Draft(text)
    passes = PASSES[:4] + MEDIA_PASSES.get(media_type.partition(";")[0], ()) + PASSES[4:]
    for _ in range(_ROUNDS):
        before = draft.text
        for each in passes:
            draft = draft.apply(each(draft.text))
        if draft.text == before:
            break
    return draft
