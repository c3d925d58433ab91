"""Live formulas: what a `Formula` of the tree computes, as an exact value and as Excel writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from briefgen.document import Formula


def formula_value(
    formula: Formula, row: Mapping[str, Fraction | None], before: Mapping[str, Fraction | None] | None
) -> Fraction | None:
    """Return what the formula gives for a row (`before` is the row above it); None if that is not known."""
    values = [row[key] for key in formula.of]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    match formula.kind:
        case "sum":
            return sum(known[1:], known[0])
        case "difference":
            return known[0] - known[1]
        case "share":
            return 100 * known[0] / known[1] if known[1] else None
        case "growth":
            earlier = None if before is None else before[formula.of[0]]
            return 100 * (known[0] / earlier - 1) if earlier else None


def formula_text(formula: Formula, letters: Mapping[str, str], row: int) -> str:
    """Return the formula of a row of the sheet without `=`; `letters` names the column of each key."""
    cells = [f"{letters[key]}{row}" for key in formula.of]
    match formula.kind:
        case "sum":
            return "+".join(cells)
        case "difference":
            return f"{cells[0]}-{cells[1]}"
        case "share":
            return f"100*{cells[0]}/{cells[1]}"
        case "growth":
            return f"100*({cells[0]}/{letters[formula.of[0]]}{row - 1}-1)"
