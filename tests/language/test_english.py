"""A cheap guess whether a text is English."""

from __future__ import annotations

import pytest

from kg.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Russia has supplied helicopters to Venezuela, and a training centre was opened on Friday.",
        "The court said that he had not been told of the plan, which would cost $3 million.",
        "Sanctions were imposed on two banks. They denied that they had broken any law.",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text) > 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Russland hat Hubschrauber an Venezuela geliefert, und am Freitag wurde ein Zentrum eröffnet.",
        "La Russie a livré des hélicoptères au Venezuela et un centre a été inauguré vendredi.",
        "Rusia ha suministrado helicópteros a Venezuela y el viernes se inauguró un centro de formación.",
        "Rusland heeft helikopters geleverd aan Venezuela en vrijdag werd een centrum geopend.",
        "Россия поставила вертолёты в Венесуэлу, и в пятницу был открыт учебный центр.",
        "俄罗斯 向 委内瑞拉 提供 直升机",
        "A Rússia forneceu helicópteros à Venezuela e um centro de treino foi inaugurado na sexta-feira.",
    ],
)
def test_other_languages(text: str) -> None:
    assert is_english(text) < 0.4


@pytest.mark.parametrize("text", ["", "Maduro", "12 + 13", "\x00\x00"])
def test_too_short_to_tell(text: str) -> None:
    assert 0.0 <= is_english(text) <= 1.0
