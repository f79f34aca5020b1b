"""What must hold for any text: offsets lead back, cleaning twice changes nothing, time is linear."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents.cleaning import repair
from kg.documents.edits import Draft, compose
from kg.model import Document, Edit

# Characters and words that the passes act on, so that they meet in every order.
MARKS = " \n\t\r.,;:!?\"'()[]-*_#`>|<=/@&aZ7é\u201c\u201d\u2018\u2019«»—…"
INVISIBLE = "\u00a0\u00ad\u200b\ufeff\ufb01\u0301\x00\x0c\x85\x92\u2028\ufffd"
WORDS = (
    "The",
    "While",
    "hardware",
    "ship-",
    "known",
    "Com",
    "U.S.",
    "e.g.",
    "NATO",
    "in ",
    "Mr.",
    "LinkedIn",
)
HEADS = ("date 2019-03-30", "© AFP", "By Ann Lee", "LIMA, May 17 (Reuters) - ", "Advertisement\n")
BROKEN = ("parliament.,", "Ã©", "\xe2\u20ac\u2122", "\n\n", "\r\n", ",,", "..", "[1]", " ()", "when", "led")
MARKUP = ("```\n", "---\n", "](x)", "# ", "<b>", "</b>", "**", "> ")
NASTY = st.lists(st.sampled_from([*MARKS, *INVISIBLE, *WORDS, *HEADS, *BROKEN, *MARKUP]), max_size=40).map(
    "".join
)
TEXT = st.one_of(NASTY, st.text(max_size=80))
MEDIA = st.sampled_from(["text/plain", "text/markdown", "application/pdf"])


@settings(max_examples=300, deadline=None)
@given(TEXT, MEDIA)
def test_between_edits_text_and_source_are_equal(text: str, media_type: str) -> None:
    draft = repair(text, media_type=media_type)
    document = Document("doc_1", draft.text, origin=draft.edits)
    edited = {i for edit in draft.edits for i in range(edit.start, edit.end)}
    for i, character in enumerate(draft.text):
        if i not in edited:
            assert character == text[document.source_offset(i)]


@settings(max_examples=300, deadline=None)
@given(TEXT, MEDIA)
def test_edits_are_sorted_apart_and_inside(text: str, media_type: str) -> None:
    draft = repair(text, media_type=media_type)
    at = source_at = 0
    for edit in draft.edits:
        assert at <= edit.start <= edit.end <= len(draft.text)
        assert source_at <= edit.source_start <= edit.source_end <= len(text)
        assert edit.start - at == edit.source_start - source_at
        at, source_at = edit.end, edit.source_end
    assert len(draft.text) - at == len(text) - source_at


@settings(max_examples=500, deadline=None)
@given(TEXT, MEDIA)
def test_cleaning_twice_changes_nothing(text: str, media_type: str) -> None:
    once = repair(text, media_type=media_type).text
    assert repair(once, media_type=media_type).text == once


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_the_text_is_normal_and_printable(text: str) -> None:
    cleaned = repair(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned if c != "\n")
    assert "  " not in cleaned and "\n\n\n" not in cleaned and cleaned == cleaned.strip(" \n")


@settings(max_examples=300, deadline=None)
@given(NASTY)
def test_words_are_not_invented(text: str) -> None:
    """Nothing but spaces, line ends and full stops is put in where the source has nothing."""
    draft = repair(text)
    for edit in draft.edits:
        if edit.source_start == edit.source_end:
            assert set(draft.text[edit.start : edit.end]) <= set(" .\n")


REPLACEMENTS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 3), st.text("xyz", max_size=3)), max_size=5
)


def _applied(text: str, steps: list[tuple[int, int, str]]) -> Draft:
    at, replacements = 0, []
    for skip, length, new in steps:
        start, end = at + skip, at + skip + length
        if end > len(text):
            break
        replacements.append((start, end, new))
        at = end + 1
    return Draft(text).apply(replacements)


@given(st.text("abc", max_size=30), REPLACEMENTS, REPLACEMENTS)
def test_composed_edits_rebuild_the_text(
    source: str, first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> None:
    middle = _applied(source, first)
    final = _applied(middle.text, second)
    rebuilt, at = "", 0
    for edit in compose(middle.edits, final.edits):
        rebuilt += source[at : edit.source_start] + final.text[edit.start : edit.end]
        at = edit.source_end
    assert rebuilt + source[at:] == final.text


def test_composing_with_nothing_changes_nothing() -> None:
    edits = (Edit(0, 1, 0, 2),)
    assert compose(edits, ()) == compose((), edits) == edits


REPEATED = ["word.The ", "a", '"', ' "', ",", " ,", ".,", "x-\n", "when", "é", "e\u0301", "\u00ad", "\n"]
REPEATED_MARKUP = ["[", "](", "`", "*", "_a", "< ", "<b ", "![", "~~~\n", "<!--"]


def seconds(text: str, media_type: str) -> float:
    """The shortest of three runs: what else the process does (collecting garbage) must not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        repair(text, media_type=media_type)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", REPEATED + REPEATED_MARKUP)
def test_time_is_linear_in_the_text(piece: str) -> None:
    """Four times the text takes well under sixteen times as long."""
    for media_type in ("text/plain", "text/markdown"):
        small = piece * (10_000 // len(piece))
        assert seconds(small * 4, media_type) < 9 * seconds(small, media_type) + 0.2


@pytest.mark.parametrize("head", ["By ", "LIMA, ", "Date: ", "© ", "Photo ", "May ", "(AP) ", "10:"])
@pytest.mark.parametrize("piece", ["A", "A ", "A, ", "A and ", "May ", "1 ", "10:30 ", ". ", "- "])
def test_heads_are_read_in_time(head: str, piece: str) -> None:
    start = time.process_time()
    repair(f"{head}{piece * (180 // len(piece))}!\n\nThe port was opened.")
    assert time.process_time() - start < 1
