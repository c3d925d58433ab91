"""The tree of a formula compiled to Python closures, once for all formulas of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from briefgen.formulas.areas import Area, broadcast
from briefgen.formulas.functions import find
from briefgen.formulas.operators import OPERATORS, Closure, chain, chain_of_arrays, unary
from briefgen.formulas.syntax import Array, Call, Chain, Constant, Joined, Node, Operand, Unary
from briefgen.formulas.values import NULL, NUMBER, VALUE, Error, Halt, Unknown, Value, number, text, truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.formulas.functions.signature import Function

Cell: TypeAlias = tuple[str, int, int]
_ARRAYS_OUTSIDE = "arithmetic on areas outside an array formula gives different values in programs"
_WITH_EMPTY = {"IF", "CHOOSE"}  # an empty argument is a value to choose
VOLATILE = frozenset(
    ["NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "CELL", "INFO", "GETPIVOTDATA"]
)


def scalar(node: Node) -> Closure:
    """Return the closure that gives one value: of an area the cell in the row or column of the formula."""
    match node:
        case Constant(value):
            return lambda _get, _at: value
        case Operand(place, area):
            if area:
                return lambda _get, at: single(at[place], at[-1])
            return lambda get, at: get(at[place])
        case Array(rows):
            first = rows[0][0]
            return lambda _get, _at: first
        case Unary(sign, of):
            return unary(sign, scalar(of))
        case Chain(first_node, rest):
            return chain(scalar(first_node), [(sign, scalar(other)) for sign, other in rest])
        case Joined():
            whole = raw(node)
            return lambda get, at: single(whole(get, at), at[-1])
        case Call():
            return _call(node, arrays=False)


def raw(node: Node) -> Closure:
    """Return the closure for an argument that may be an area: it gives the area itself, an array or one value."""
    match node:
        case Operand(place, area):
            if area:
                return lambda _get, at: at[place]
            return _one_cell(place)
        case Array(rows):
            return lambda _get, _at: rows
        case Joined(" ", parts):
            return _intersection([raw(part) for part in parts])
        case Joined():
            return _unknown("references joined by commas are supported only as arguments of SUM and the like")
        case Call(name, arguments):
            if _meets_arrays(name, arguments):
                return _unknown(_ARRAYS_OUTSIDE)
            return _call(node, arrays=False, reference=True)
        case Unary("@", of):
            return scalar(of)
        case _:
            if _has_arrays(node):
                return _unknown(_ARRAYS_OUTSIDE)
            return scalar(node)


def array(node: Node) -> Closure:
    """Return the closure that computes with whole arrays, as array formulas and SUMPRODUCT do."""
    match node:
        case Operand(place, area):
            if area:
                return lambda _get, at: _rows(at[place])
            return lambda get, at: get(at[place])
        case Array(rows):
            return lambda _get, _at: rows
        case Unary("@", of):
            return scalar(of)
        case Unary(sign, of):
            single_value = unary(sign, lambda _get, at: at)
            inner = array(of)
            return lambda get, at: broadcast(lambda value: single_value(get, value), [inner(get, at)])
        case Chain(first, rest):
            return chain_of_arrays(array(first), [(OPERATORS[sign], array(other)) for sign, other in rest])
        case Call():
            return _call(node, arrays=True)
        case Joined():
            whole = raw(node)
            return lambda get, at: _rows(whole(get, at))
        case _:
            return scalar(node)


def array_formula(node: Node) -> Closure:
    """Return the closure of an array formula in its first cell."""
    whole = array(node)
    return lambda get, at: single(whole(get, at), at[-1])


def single(value: Any, at: Cell) -> Value:
    """Return one value of an area (that in the row or the column of the cell `at`) or of an array (the first)."""
    if isinstance(value, Area):
        if value.height == 1 and value.width == 1:
            return value.flat[0]
        if value.width == 1 and value.row <= at[1] <= value.last_row:
            return value.flat[at[1] - value.row]
        if value.height == 1 and value.column <= at[2] <= value.last_column:
            return value.flat[at[2] - value.column]
        return VALUE
    first: Value = value[0][0] if isinstance(value, list) else value
    return first


def _rows(value: Any) -> Any:
    if isinstance(value, Area):
        return value.rows() if value.height > 1 or value.width > 1 else value.flat[0]
    return value


def _unknown(reason: str) -> Closure:
    unknown = Unknown(reason)
    return lambda _get, _at: unknown


def _one_cell(place: int) -> Closure:
    def area(_get: Callable[[Any], Any], at: Any) -> Area:
        sheet, row, column = at[place]
        return Area(at[-2], sheet, row, column, row, column)

    return area


def _intersection(parts: list[Closure]) -> Closure:
    def intersection(get: Callable[[Any], Any], at: Any) -> Any:
        areas = [part(get, at) for part in parts]
        for value in areas:
            if not isinstance(value, Area):
                return value if isinstance(value, (Error, Unknown)) else VALUE
        top, left = max(area.row for area in areas), max(area.column for area in areas)
        bottom, right = min(area.last_row for area in areas), min(area.last_column for area in areas)
        if top > bottom or left > right or len({area.sheet for area in areas}) > 1:
            return NULL
        return areas[0].part(top - areas[0].row, left - areas[0].column, bottom - top + 1, right - left + 1)

    return intersection


def _has_arrays(node: Node) -> bool:
    """Say whether arithmetic in the node would meet an area or an array constant."""
    match node:
        case Operand(_, area):
            return area
        case Array():
            return True
        case Unary(sign, of):
            return sign != "@" and _has_arrays(of)
        case Chain(first, rest):
            return _has_arrays(first) or any(_has_arrays(other) for _, other in rest)
        case Joined():
            return True
        case Call(name, arguments):
            function = find(name)
            if function is not None and function.gives_reference and function.lazy is None:
                return True
            return _meets_arrays(name, arguments, branches=True)
        case _:
            return False


def _meets_arrays(name: str, arguments: list[Node], *, branches: bool = False) -> bool:
    """Say whether a function takes one value where an area or an array is given; `branches` counts those of IF too."""
    function = find(name)
    if function is None:
        return False
    taken = {"r", "a"} if function.whole is None else {"a"}
    if function.gives_reference and function.lazy is not None and not branches:
        taken.add("e")
    return any(function.kind(place) not in taken and _has_arrays(argument) for place, argument in enumerate(arguments))


def _call(node: Call, *, arrays: bool, reference: bool = False) -> Closure:
    function = find(node.function)
    if function is None:
        if node.function in VOLATILE:
            return _unknown(f"{node.function} gives another value each time, or reads what the formula does not name")
        return _unknown(f"the function {node.function} is not supported")
    arguments = node.arguments
    if function.unions:
        arguments = [part for one in arguments for part in (one.parts if _is_union(one) else [one])]  # type: ignore[union-attr]
    kinds = [function.kind(place) for place in range(len(arguments))]
    if len(arguments) < function.least or None in kinds:
        return _unknown(f"{node.function} has too few or too many arguments")
    if node.function not in _WITH_EMPTY and Constant(None) in arguments[: function.least]:
        return _unknown("an empty argument where the function needs one")
    if arrays:
        return _called_with_arrays(function, kinds, arguments)
    if any(kind not in {"r", "a"} and isinstance(one, Array) for kind, one in zip(kinds, arguments, strict=True)):
        return _unknown(_ARRAYS_OUTSIDE)
    if function.lazy is not None:
        pick = raw if reference and function.gives_reference else scalar
        parts = [scalar(one) if kind == "s" else pick(one) for kind, one in zip(kinds, arguments, strict=True)]
        chooser: Closure = function.lazy(parts)
        return chooser
    inner = [_MODES[kind](one) for kind, one in zip(kinds, arguments, strict=True) if kind is not None]
    call = _caller(function, [_CONVERSIONS.get(kind) for kind in kinds if kind is not None])

    def called(get: Callable[[Any], Any], at: Any) -> Any:
        return call([one(get, at) for one in inner], at)

    if function.gives_reference and not reference:
        return lambda get, at: single(called(get, at), at[-1])
    return called


def _is_union(node: Node) -> bool:
    return isinstance(node, Joined) and node.sign == ","


def _any(value: Any) -> Any:
    if isinstance(value, (Error, Unknown)):
        raise Halt(value)
    return value


def _even_errors(value: Any) -> Any:
    if isinstance(value, Unknown):
        raise Halt(value)
    return value


_MODES: dict[str, Callable[[Node], Closure]] = {
    "n": scalar, "t": scalar, "b": scalar, "s": scalar, "e": scalar, "r": raw, "a": array
}  # fmt: skip
_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "n": number, "t": text, "b": truth, "s": _any, "e": _even_errors
}  # fmt: skip


def _caller(function: Function, conversions: list[Callable[[Any], Any] | None]) -> Callable[[list[Any], Any], Any]:
    """Return what converts the arguments, calls the function and turns what goes wrong into a value."""
    call, positioned = function.call, function.positioned

    def called(values: list[Any], at: Any) -> Any:
        try:
            given = [
                value if convert is None else convert(value) for value, convert in zip(values, conversions, strict=True)
            ]
            result = call(at[-1], *given) if positioned else call(*given)
        except Halt as halt:
            return halt.value
        if result.__class__ is float and result - result != 0:
            return NUMBER
        return result

    return called


_ARRAY_OF_PLACES = Unknown("a function that gives cells, called with an array of places, differs in programs")


def _called_with_arrays(function: Function, kinds: list[str | None], arguments: list[Node]) -> Closure:
    """Return the closure of a function in an array formula: single-valued arguments are taken one by one."""
    taken = [
        array(one) if kind != "r" or not _is_reference(one) else raw(one)
        for kind, one in zip(kinds, arguments, strict=True)
    ]
    if function.whole is not None:
        function = function._replace(call=function.whole)
    call = _caller(function, [_CONVERSIONS.get(kind or "") for kind in kinds])
    of_references = function.gives_reference and function.lazy is None
    # IF with one condition gives one of its arrays as a whole
    asked = [place for place, kind in enumerate(kinds) if kind == "s"] if function.lazy is not None else []
    spread = [place for place, kind in enumerate(kinds) if kind not in {"r", "a"}]

    def called(get: Callable[[Any], Any], at: Any) -> Any:
        values = [one(get, at) for one in taken]

        def once(*singles: Any) -> Any:
            for place, value in zip(spread, singles, strict=True):
                values[place] = value
            return call(values, at)

        if asked and function.gives_reference and not any(isinstance(values[place], list) for place in asked):
            return _rows(call(values, at))
        given = [values[place] for place in spread]
        if any(isinstance(value, list) for value in given):
            return _ARRAY_OF_PLACES if of_references else broadcast(once, given)
        return _rows(call(values, at))

    return called


def _is_reference(node: Node) -> bool:
    return isinstance(node, (Operand, Joined))
