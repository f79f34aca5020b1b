"""The rules of time expressions, in the order in which they are tried.

`RULES` is the extension point: a rule is a pattern (see `vocabulary`) and a function from its parts to a
value (see `grammar`).
"""

from __future__ import annotations

from kg.statements.times.grammar import Rule
from kg.statements.times.rules import anaphoric, bounds, clock, dates, periods, ranges, relative, spans

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *clock.RULES,
    *anaphoric.RULES,
    *dates.RULES,
    *ranges.RULES,
    *periods.RULES,
    *relative.RULES,
    *spans.RULES,
    *bounds.RULES,
)
