"""Values found in areas by their place or by another value."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from briefgen.formulas.areas import Area, flat_of, rows_of, size_of
from briefgen.formulas.functions.criteria import pattern
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.places import Places, key_of
from briefgen.formulas.values import (
    NO_REFERENCE,
    NOT_AVAILABLE,
    REFERENCE,
    VALUE,
    Error,
    Halt,
    Unknown,
    Value,
    compared,
    stop_at_unknown,
    truth,
)

_UNSORTED = Unknown("the values are not in ascending order: what an approximate search finds differs in programs")


def index(values: Any, row: float, column: float | None = None) -> Any:
    """Return the cell, row (column 0) or column (row 0) of an area."""
    _stop(values)
    height, width = size_of(values)
    if column is None:
        row, column = (1.0, row) if height == 1 else (row, 0.0 if width > 1 else 1.0)
    down, across = math.trunc(row), math.trunc(column)
    if down < 0 or across < 0:
        raise Halt(VALUE)
    if down > height or across > width:
        raise Halt(REFERENCE)
    if isinstance(values, Area):
        return values.part(
            down - 1 if down else 0,
            across - 1 if across else 0,
            1 if down else height,
            1 if across else width,
        )
    rows = rows_of(values)
    kept = rows[down - 1 : down] if down else rows
    found = [line[across - 1 : across] if across else line for line in kept]
    return found if len(found) > 1 or len(found[0]) > 1 else found[0][0]


def match(wanted: Value, among: Any, kind: float = 1.0) -> float:
    """Return MATCH."""
    _stop(among)
    if 1 not in size_of(among):
        raise Halt(NOT_AVAILABLE)
    return 1.0 + _place(wanted, among, math.copysign(1, kind) if kind else 0)


def lookup_down(wanted: Value, table: Any, column: float, approximate: Value = True) -> Value:
    """Return VLOOKUP."""
    _stop(table)
    across = math.trunc(column)
    if across < 1:
        raise Halt(VALUE)
    if across > size_of(table)[1]:
        raise Halt(REFERENCE)
    if not isinstance(table, Area):
        rows = rows_of(table)
        return rows[_place(wanted, [[row[0]] for row in rows], 1 if truth(approximate) else 0)][across - 1]
    first = table.cells.area(table.sheet, table.row, table.column, table.last_row, table.column)
    place = _place(wanted, first, 1 if truth(approximate) else 0)
    return table.part(place, across - 1, 1, 1).flat[0]


def lookup_across(wanted: Value, table: Any, row: float, approximate: Value = True) -> Value:
    """Return HLOOKUP."""
    _stop(table)
    down = math.trunc(row)
    if down < 1:
        raise Halt(VALUE)
    if down > size_of(table)[0]:
        raise Halt(REFERENCE)
    rows = rows_of(table)
    place = _place(wanted, [rows[0]], 1 if truth(approximate) else 0)
    return table.part(down - 1, place, 1, 1).flat[0] if isinstance(table, Area) else rows[down - 1][place]


def lookup_sorted(wanted: Value, among: Any, results: Any = None) -> Value:
    """Return LOOKUP."""
    _stop(among)
    if 1 not in size_of(among):
        raise Halt(Unknown("LOOKUP in an area with several rows and columns is not supported"))
    found = flat_of(among if results is None else results)
    place = _place(wanted, among, 1)
    if place >= len(found):
        raise Halt(Unknown("LOOKUP outside of its results"))
    return found[place]


def lookup_any(
    wanted: Value, among: Any, results: Any, otherwise: Any = None, kind: float = 0.0, search: float = 1.0
) -> Any:
    """Return XLOOKUP."""
    _stop(among)
    _stop(results)
    height, width = size_of(among)
    if 1 not in (height, width):
        raise Halt(VALUE)
    if size_of(results)[0 if width == 1 else 1] != max(height, width):
        raise Halt(VALUE)
    try:
        place = _any_place(wanted, flat_of(among), int(kind), int(search))
    except Halt as halt:
        if halt.value == NOT_AVAILABLE and otherwise is not None:
            return otherwise
        raise
    return index(results, place + 1.0, 0.0) if width == 1 else index(results, 0.0, place + 1.0)


def match_any(wanted: Value, among: Any, kind: float = 0.0, search: float = 1.0) -> float:
    """Return XMATCH."""
    _stop(among)
    return 1.0 + _any_place(wanted, flat_of(among), int(kind), int(search))


def _any_place(wanted: Value, values: list[Value], kind: int, search: int) -> int:
    """Return the place by the rules of XLOOKUP: exact, the next smaller (-1) or larger (1), wildcards (2)."""
    if search not in {1, -1} or kind not in {0, -1, 1, 2}:
        raise Halt(Unknown("this way of searching is not supported"))
    _stop_at_odd(wanted)
    stop_at_unknown(values)
    order = range(len(values)) if search == 1 else range(len(values) - 1, -1, -1)
    if kind == 2 and isinstance(wanted, str):
        fits = pattern(wanted)
        for place in order:
            value = values[place]
            if isinstance(value, str) and fits(value):
                return place
        raise Halt(NOT_AVAILABLE)
    best: int | None = None
    for place in order:
        value = values[place]
        if value is None or isinstance(value, Error) or _rank(value) != _rank(wanted):
            continue
        side = compared(value, wanted, order=bool(kind))
        if side == 0:
            if value != wanted and not isinstance(value, str):
                raise Halt(Unknown("a value is the wanted one but for its last bits"))
            return place
        if kind and side == kind and (best is None or compared(value, values[best]) == -kind):
            best = place
    if best is None:
        raise Halt(NOT_AVAILABLE)
    return best


def _place(wanted: Value, among: Any, kind: float) -> int:
    """Return the place of a value: exactly (0), or the last one not above (1) or not below (-1) in sorted values."""
    _stop_at_odd(wanted)
    if kind == 0:
        return _exact(wanted, among)
    values = flat_of(among)
    stop_at_unknown(values)
    if any(value is None or isinstance(value, Error) or _rank(value) != _rank(wanted) for value in values):
        raise Halt(Unknown("an approximate search among values of different kinds"))
    sign = 1 if kind > 0 else -1
    if any(compared(one, other) == sign for one, other in pairwise(values)):
        raise Halt(_UNSORTED)
    if kind < 0 and len(values) != len({key_of(value) for value in values}):
        raise Halt(Unknown("which of equal values a descending search finds differs in programs"))
    found = [place for place, value in enumerate(values) if compared(value, wanted) in {0, -sign}]
    if not found:
        raise Halt(NOT_AVAILABLE)
    return found[-1]


def _exact(wanted: Value, among: Any) -> int:
    known = among.places if isinstance(among, Area) else Places(flat_of(among))
    if isinstance(wanted, str) and set(wanted) & set("*?~"):
        fits = pattern(wanted)
        found = [known.by_key[key][0] for key in known.texts if fits(key)]
    else:
        if isinstance(wanted, float) and known.has_nearly(wanted):
            raise Halt(Unknown("a value is the wanted one but for its last bits"))
        found = known.of(wanted)
    if not found:
        raise Halt(NOT_AVAILABLE)
    return min(found)


def _rank(value: Value) -> int:
    return 1 if isinstance(value, str) else 2 if isinstance(value, bool) else 0


def _stop(value: Any) -> None:
    """Raise `Halt` if the value is neither an area nor an array."""
    if not isinstance(value, (Area, list)):
        raise Halt(value if isinstance(value, (Error, Unknown)) else NO_REFERENCE)


def _stop_at_odd(wanted: Value) -> None:
    if wanted is None or wanted == "":
        raise Halt(Unknown("a search for a blank or an empty text finds different cells in programs"))


def row(at: tuple[str, int, int], area: Any = None) -> float:
    """Return ROW."""
    if area is None:
        return float(at[1])
    return float(_reference(area).row)


def column(at: tuple[str, int, int], area: Any = None) -> float:
    """Return COLUMN."""
    if area is None:
        return float(at[2])
    return float(_reference(area).column)


def _reference(value: Any) -> Area:
    if isinstance(value, Area):
        return value
    raise Halt(value if isinstance(value, (Error, Unknown)) else NO_REFERENCE)


def rows(value: Any) -> float:
    """Return ROWS."""
    _stop(value)
    return float(size_of(value)[0])


def rows_of_array(at: tuple[str, int, int], area: Any = None) -> Any:
    """Return ROW in an array formula: that of each cell."""
    if area is None:
        return float(at[1])
    return [[float(number)] for number in range(_reference(area).row, area.end_row + 1)]


def columns_of_array(at: tuple[str, int, int], area: Any = None) -> Any:
    """Return COLUMN in an array formula: that of each cell."""
    if area is None:
        return float(at[2])
    return [[float(number) for number in range(_reference(area).column, area.end_column + 1)]]


def columns(value: Any) -> float:
    """Return COLUMNS."""
    _stop(value)
    return float(size_of(value)[1])


FUNCTIONS = {
    "INDEX": Function(index, "rnn", 2, gives_reference=True),
    "MATCH": Function(match, "srn", 2),
    "VLOOKUP": Function(lookup_down, "srns", 3),
    "HLOOKUP": Function(lookup_across, "srns", 3),
    "LOOKUP": Function(lookup_sorted, "srr", 2),
    "XLOOKUP": Function(lookup_any, "srrenn", 3, gives_reference=True),
    "XMATCH": Function(match_any, "srnn", 2),
    "ROW": Function(row, "r", 0, positioned=True, whole=rows_of_array),
    "COLUMN": Function(column, "r", 0, positioned=True, whole=columns_of_array),
    "ROWS": Function(rows, "r", 1),
    "COLUMNS": Function(columns, "r", 1),
}
