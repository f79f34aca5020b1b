"""Towns of one name, and other names that many well-known things bear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WITHIN = [
    ("[Portland|place], [Oregon|place], and [Portland|place], [Maine|place].",
     "Portland | Oregon | Portland | Maine"),
    ("[Portland|place], [Oregon|place]. He left [Portland|place].", "Portland = Portland | Oregon"),
    ("[Ohio|place], [Oregon|place] and [Texas|place]. [Ohio|place], [Maine|place].",
     "Ohio = Ohio | Oregon | Texas | Maine"),
    ("[Moscow|place], [Idaho|place]. He flew to [Moscow|place], [Russia|place].",
     "Moscow | Idaho | Moscow | Russia"),
    ("In [Moscow|place], [China|place] said no. He left [Moscow|place], [Russia|place].",
     "Moscow = Moscow | China | Russia"),
]  # fmt: skip
ACROSS = [
    (("[Portland|place], [Oregon|place]", "[Portland|place], [Maine|place]"),
     "Portland | Oregon | Portland | Maine"),
    (("[Portland|place], [Oregon|place]", "[Portland|place]"), "Portland = Portland | Oregon"),
    (("[Moscow|place], [Idaho|place]", "[Moscow|place]"), "Moscow | Idaho | Moscow"),
    (("[Georgia|place] and [Tbilisi|place]", "[Georgia|place]"), "Georgia | Tbilisi | Georgia"),
    (("[Amazon|organization]", "the [Amazon|organization definite]"), "Amazon | Amazon"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WITHIN)
def test_within_a_document(text: str, expected: str, one: Callable[..., str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(("texts", "expected"), ACROSS)
def test_across_documents(texts: tuple[str, str], expected: str, one: Callable[..., str]) -> None:
    assert sorted(one(*texts).split(" | ")) == sorted(expected.split(" | "))
