"""Markdown: its marks are cut, its words stay (CommonMark 0.31, the parts that articles use)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents.edits import Replacement

__all__ = ["front_matter", "strip"]

_FRONT = re.compile(r"\A---[ ]*\n(?P<body>.{0,4000}?)\n(?:---|\.\.\.)[ ]*(?:\n+|\Z)", re.DOTALL)
_BLOCKS = re.compile(
    r"""
      (?P<fence>^(?P<ticks>```++|~~~++)[^\n]*\n(?:(?!(?P=ticks))[^\n]*\n)*(?:(?P=ticks)[^\n]*(?:\n|\Z))?)
    | (?P<rule>^(?:[-*_][ ]?){3,}$\n?)
    | (?P<underline>(?<=[^\n])\n(?:=+|-{2,})$)
    | (?P<heading>^\#{1,6}[ ]+)
    | (?P<closing>(?<=[^\s\#])[ ]\#+$)
    | (?P<quote>^(?:>[ ]?)+)
    | (?P<definition>^\[[^\]\n]{1,200}\]:[ ]\S+[^\n]*(?:\n|\Z))
    | (?P<comment><!--(?:[^-<]|-(?!->)|<(?!!--))*+-->)
    | (?P<separator>^\|?[ ]?:?-{2,}:?[ ]?(?:\|[ ]?:?-{2,}:?[ ]?)+\|?$\n?)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(
    r"""
      (?P<image>!\[[^\[\]\n]{0,300}\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}+\))
    | \[(?P<link>[^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}+\)|\[[^\]\n]{0,200}\])
    | <(?P<auto>https?://[^>\s]{1,2000})>
    | (?P<tag></?(?:a|b|i|u|p|br|em|strong|span|div|sup|sub|small|mark|img|hr|center|font)\b[^<>\n]{0,1000}>)
    | (?P<strong>(?<![*\w])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![*\w]))
    | (?P<low>(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_]))
    | (?P<code>(?<!`)`(?!`))
    """,
    re.VERBOSE,
)


def front_matter(text: str) -> dict[str, str]:
    """Return the plain `key: value` lines of YAML front matter, keys in lower case.

    >>> front_matter("---\\ntitle: Port opens\\ndate: 2020-05-17\\n---\\nText")
    {'title': 'Port opens', 'date': '2020-05-17'}
    """
    match = _FRONT.match(text)
    pairs = (line.partition(":") for line in match.group("body").split("\n")) if match else ()
    return {
        key.strip().lower(): value.strip().strip("\"'")
        for key, colon, value in pairs
        if colon and value.strip()
    }


def strip(text: str) -> Iterator[Replacement]:
    """Yield cuts of Markdown's marks; code blocks, images and comments go as a whole, links keep their words.

    >>> list(strip("# Port\\n\\nSee [the *news*](http://x.org)."))
    [(0, 2, ''), (6, 6, '\\n'), (12, 13, ''), (17, 18, ''), (22, 23, ''), (23, 38, '')]
    """
    yield from sorted(_cuts(text))


def _cuts(text: str) -> Iterator[Replacement]:
    """Yield the cuts of blocks, and between them those of inline marks."""
    at = 0
    front = _FRONT.match(text)
    if front and front_matter(text):
        yield 0, front.end(), ""
        at = front.end()
    for match in _BLOCKS.finditer(text, at):
        yield from _inline(text, at, match.start())
        yield match.start(), match.end(), "\n" if match.lastgroup in ("fence", "underline") else ""
        at = match.end()
        line_end = text.find("\n", at) if match.lastgroup == "heading" else -1
        if line_end >= 0:
            yield line_end, line_end, "\n"
    yield from _inline(text, at, len(text))


def _inline(text: str, start: int, end: int) -> Iterator[Replacement]:
    """Yield the cuts of inline marks in [start, end)."""
    at = start
    for match in _INLINE.finditer(text, start, end):
        if match.start() < at:
            continue
        inner = "link" if match.group("link") else "auto" if match.group("auto") else ""
        if not inner:
            yield match.start(), match.end(), ""
            at = match.end()
            continue
        yield match.start(), match.start(inner), ""
        yield from _inline(text, match.start(inner), match.end(inner))
        yield match.end(inner), match.end(), ""
        at = match.end()
