"""Which mentions were joined for a weaker reason than others, so that a person knows where to look."""

from __future__ import annotations

from kg.entities.tables import keyed

__all__ = ["doubt"]


def doubt(reason: str) -> str:
    """Return why a mention's place is doubtful, "" if it is as sure as most.

    `reason` is that of the mention; of several ("surname of; acronym of") the first doubtful one counts.

    >>> doubt("exact name"), doubt("typo of"), doubt("coreference 0.97")
    ('', 'it may be another name', '')
    >>> doubt("coreference 0.72")
    'the language model is not sure'
    """
    return next((found for part in reason.split("; ") if (found := _doubt(part))), "")


def _doubt(reason: str) -> str:
    table = keyed("doubts")
    if len(table.get(reason, ())) == 1:
        return table[reason][0]
    name, _, chance = reason.rpartition(" ")
    told = table.get(name, ())
    return told[0] if len(told) > 1 and _number(chance) < float(told[1]) else ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0
