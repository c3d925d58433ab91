"""The formulas of a workbook evaluated: each gets the value that Excel shows, or says why it has none.

A value is right or absent. What this module does not compute exactly as Excel does (functions it does not know,
volatile ones, circles, whatever differs between programs) is `Unknown`, and so is everything that depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.formulas.areas import Area
from briefgen.formulas.cells import Cell, Cells, Formula, Table
from briefgen.formulas.shapes import Shapes
from briefgen.formulas.values import Error, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from briefgen.formulas.shapes import Prepared

__all__ = ["Cell", "Error", "Formula", "Table", "Unknown", "Value", "evaluate_all"]

_CIRCLE = Unknown("the formula depends on itself")


def evaluate_all(
    cells: Mapping[Cell, object],
    names: Mapping[str | tuple[str, str], str] | None = None,
    tables: Mapping[str, Table] | None = None,
    *,
    sheets: AbstractSet[str] = frozenset(),
    hidden: AbstractSet[tuple[str, int]] = frozenset(),
) -> dict[Cell, Value]:
    """Return the value of every cell that holds a `Formula`, in the order of `cells`.

    `cells` maps (sheet, row, column), both from 1, to a number, text, bool, date, `Error`, None or `Formula`.
    `names` gives the formulas of defined names, by name or by (sheet, name) for names of one sheet; `tables` the tables
    by name. `sheets` names sheets that have no cells, `hidden` the rows (sheet, row) that are not shown.
    """
    known = Cells(cells, hidden)
    for sheet in sorted(sheets):
        known.sheets.setdefault(sheet.lower(), sheet)
    shapes = Shapes(known, names or {}, tables or {})
    waiting, values = known.waiting, known.values
    get = values.get
    for cell, formula in known.formulas.items():
        if cell not in waiting:
            continue
        prepared = shapes.prepared(formula.text, cell, array=formula.array)
        if _waiting_for(prepared, known):
            _evaluate(cell, known, shapes)
            continue
        value = prepared.closure(get, prepared.operands)
        values[cell] = 0.0 if value is None else value
        del waiting[cell]
    return {cell: values[cell] for cell in known.formulas}


def _evaluate(cell: Cell, known: Cells, shapes: Shapes) -> None:
    """Evaluate a cell after all that it depends on; without recursion, since chains are as long as sheets."""
    path: list[Cell] = [cell]
    opened: dict[Cell, Prepared] = {}
    waiting, values = known.waiting, known.values
    get = values.get
    circles: set[Cell] = set()
    while path:
        at = path[-1]
        formula = waiting.get(at)
        if formula is None:
            path.pop()
            continue
        prepared = opened.get(at)
        first_visit = prepared is None
        if prepared is None:
            prepared = shapes.prepared(formula.text, at, array=formula.array)
        needed = _waiting_for(prepared, known)
        if needed and first_visit:
            opened[at] = prepared
            in_circle = [one for one in needed if one in opened]
            if in_circle:
                circles.update(_circle(path, opened, in_circle))
            path += [one for one in needed if one not in opened]
            if path[-1] != at:
                continue
        if at in circles or needed:
            value: Any = _CIRCLE
        else:
            value = prepared.closure(get, prepared.operands)
            if value is None:
                value = 0.0
        values[at] = value
        del waiting[at]
        opened.pop(at, None)
        path.pop()


def _waiting_for(prepared: Prepared, known: Cells) -> list[Cell]:
    """Return the cells among the operands that still wait for a value."""
    waiting = known.waiting
    needed: list[Cell] = []
    for operand in prepared.operands[:-2]:
        if operand.__class__ is tuple:
            if operand in waiting:
                needed.append(operand)
        elif operand.__class__ is Area and not operand.settled:
            needed += known.waiting_in(operand)
    return needed


def _circle(path: list[Cell], opened: dict[Cell, Prepared], ends: list[Cell]) -> set[Cell]:
    """Return the opened cells of the path from the first of `ends` on: all of them depend on one another."""
    line = [one for one in path if one in opened]
    last = {one: place for place, one in enumerate(line)}
    return set(line[min(last[end] for end in ends) :])
