"""From typed mentions of GUM to the two things that we learn: types of nominal heads, and BIO tags of
named mentions.
"""

from __future__ import annotations

from kg.train.conllu import UNSURE, Mention, Sentence, Word, bio

__all__ = ["head_mentions", "head_types", "name_tags"]

_NAME_PARTS = {"compound", "flat", "goeswith", "nmod:desc"}
_JOINED_BY_OF = {"organization", "place", "event", "object", "abstract"}


def head_types(sentence: Sentence) -> dict[int, str]:
    """Return the type of each nominal head of a sentence with mentions."""
    return {head: mention.type for head, mention in head_mentions(sentence).items()}


def head_mentions(sentence: Sentence) -> dict[int, Mention]:
    """Return the mention of each nominal head; of several mentions with one head the shortest one counts."""
    found: dict[int, Mention] = {}
    for mention in sorted(sentence.mentions or (), key=lambda m: m.start - m.end):
        found[_head(sentence.words, mention)] = mention
    return found


def _head(words: list[Word], mention: Mention) -> int:
    for i in range(mention.start, mention.end):
        if not mention.start <= words[i].head - 1 < mention.end:
            return i
    return mention.start


def name_tags(sentence: Sentence) -> list[str]:
    """Return BIO tags (`B-person`, `I-person`, `O` …) of the mentions whose head is a proper noun.

    A name is the run of words around the head that belong to the name itself: no article, no apposition,
    no title.
    Of nested names the longest one counts. Whether "Americans" is a name is left open: corpora differ.
    """
    words = sentence.words
    tags = ["O"] * len(words)
    spans = set()
    for mention in sentence.mentions or ():
        head = _head(words, mention)
        if words[head].upos == "PROPN":
            start, end = _name_span(words, mention, head)
            spans.add((start - end, start, end, mention.type))
    for _, start, end, type_ in sorted(spans):
        if all(tag == "O" for tag in tags[start:end]):
            people = type_ == "person" and words[end - 1].xpos == "NNPS"
            tags[start:end] = [UNSURE] * (end - start) if people else bio(type_, end - start)
    return tags


def _name_span(words: list[Word], mention: Mention, head: int) -> tuple[int, int]:
    inside = {head}
    grown = True
    while grown:
        grown = False
        for i in range(mention.start, mention.end):
            if i not in inside and words[i].head - 1 in inside and _is_part(words, i, mention.type, head):
                inside.add(i)
                grown = True
    start = end = head
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while start < head and words[start].upos in ("DET", "PUNCT"):
        start += 1
    while end > head and words[end].upos in ("DET", "PUNCT", "ADP"):
        end -= 1
    return start, end + 1


def _is_part(words: list[Word], i: int, type_: str, head: int) -> bool:
    word = words[i]
    parent = words[word.head - 1]
    if type_ == "time":
        return word.label in (*_NAME_PARTS, "nummod", "nmod:unmarked", "amod", "punct") and word.upos != "DET"
    if word.label in _NAME_PARTS:
        is_title = word.label == "nmod:desc" or word.upos == "NOUN"
        return not (type_ == "person" and is_title and i < head)
    if word.label == "punct":
        return word.xpos == "HYPH" or word.form in ("-", "&", "/")
    if word.xpos in ("NNP", "NNPS"):
        of = any(w.form.lower() == "of" and w.head - 1 == i for w in words)
        return word.label == "amod" or (
            word.label in ("nmod", "conj")
            and (of or word.label == "conj")
            and type_ in _JOINED_BY_OF
            and (of or _is_inside_name(words, i, head))
        )
    if word.label == "case":
        return word.form.lower() == "of" and parent.xpos in ("NNP", "NNPS") and word.head - 1 != head
    if word.label == "det":
        return words[word.head - 1].label == "nmod" and i > head
    if word.label == "nummod":
        return i > head and word.form.isdigit() and i == head + 1
    return False


def _is_inside_name(words: list[Word], i: int, head: int) -> bool:
    """Whether a conjunct stands between the parts of a name: "Department of Health and Human Services"."""
    return words[words[i].head - 1].label == "nmod" and words[i].head - 1 != head
