"""Order, rank, spread; totals that leave other totals out."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from briefgen.formulas.areas import Area, flat_of
from briefgen.formulas.functions import aggregates
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import (
    DIVISION,
    NO_REFERENCE,
    NOT_AVAILABLE,
    NUMBER,
    VALUE,
    Error,
    Halt,
    Unknown,
    numbers_of,
    stop_at_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _numbers(values: Any) -> list[float]:
    return aggregates.numbers_in((values,))


def median(*arguments: Any) -> float:
    """Return MEDIAN."""
    found = sorted(aggregates.numbers_in(arguments))
    if not found:
        raise Halt(NUMBER)
    middle = len(found) // 2
    return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2


def large(values: Any, place: float) -> float:
    """Return LARGE."""
    return _placed(sorted(_numbers(values), reverse=True), place)


def small(values: Any, place: float) -> float:
    """Return SMALL."""
    return _placed(sorted(_numbers(values)), place)


def _placed(ordered: list[float], place: float) -> float:
    if not place.is_integer():
        raise Halt(Unknown("programs round a place that is no whole number differently"))
    if not 1 <= place <= len(ordered):
        raise Halt(NUMBER)
    return ordered[int(place) - 1]


def rank(value: float, among: Any, ascending: float = 0.0) -> float:
    """Return RANK."""
    if not isinstance(among, Area):
        raise Halt(among if isinstance(among, (Error, Unknown)) else NO_REFERENCE)
    ordered = among.ordered()
    if among.places.has_nearly(value):
        raise Halt(Unknown("another number of the list differs only by its last bits"))
    first, after = bisect_left(ordered, value), bisect_right(ordered, value)
    if first == after:
        raise Halt(NOT_AVAILABLE)
    return 1.0 + (first if ascending else len(ordered) - after)


def variance(*arguments: Any) -> float:
    """Return VAR."""
    return _variance(aggregates.numbers_in(arguments), 1)


def variance_of_all(*arguments: Any) -> float:
    """Return VARP."""
    return _variance(aggregates.numbers_in(arguments), 0)


def deviation(*arguments: Any) -> float:
    """Return STDEV."""
    return math.sqrt(variance(*arguments))


def deviation_of_all(*arguments: Any) -> float:
    """Return STDEVP."""
    return math.sqrt(variance_of_all(*arguments))


def _variance(found: list[float], less: int) -> float:
    if len(found) <= less:
        raise Halt(DIVISION)
    mean = aggregates.added(found) / len(found)
    return aggregates.added([(value - mean) * (value - mean) for value in found]) / (len(found) - less)


def percentile(values: Any, part: float) -> float:
    """Return PERCENTILE."""
    found = sorted(_numbers(values))
    if not found or not 0 <= part <= 1:
        raise Halt(NUMBER)
    place = part * (len(found) - 1)
    below = math.floor(place)
    above = min(below + 1, len(found) - 1)
    return found[below] + (place - below) * (found[above] - found[below])


def quartile(values: Any, part: float) -> float:
    """Return QUARTILE."""
    if not part.is_integer():
        raise Halt(Unknown("programs cut off the decimals of a quartile differently"))
    return percentile(values, part / 4)


_SUBTOTALS: dict[int, Callable[..., float]] = {
    1: aggregates.mean,
    2: aggregates.count,
    3: aggregates.count_all,
    4: aggregates.greatest,
    5: aggregates.least,
    6: aggregates.product,
    7: deviation,
    8: deviation_of_all,
    9: aggregates.total,
    10: variance,
    11: variance_of_all,
}


def subtotal(kind: float, *areas: Any) -> float:
    """Return an aggregate of the cells that hold no subtotal themselves; 101 to 111 leave hidden rows out."""
    code = math.trunc(kind)
    without_hidden = code > 100
    call = _SUBTOTALS.get(code - 100 if without_hidden else code)
    if call is None:
        raise Halt(VALUE)
    left = []
    for area in areas:
        if not isinstance(area, Area):
            raise Halt(area if isinstance(area, (Error, Unknown)) else NO_REFERENCE)
        left.append([area.cells.not_subtotals(area, without_hidden=without_hidden)])
    return call(*left)


def aggregate(kind: float, option: float, *areas: Any) -> float:
    """Return AGGREGATE for the options that leave out errors (6) or nothing (4), and the kinds of SUBTOTAL."""
    call = _SUBTOTALS.get(math.trunc(kind))
    if call is None or math.trunc(option) not in {4, 6}:
        raise Halt(Unknown("this kind of AGGREGATE is not supported"))
    if math.trunc(option) == 4:
        return call(*areas)
    left = []
    for area in areas:
        values = flat_of(area)
        stop_at_unknown(values)
        left.append([[value for value in values if not isinstance(value, Error)]])
    return call(*left)


def correlation(first: Any, second: Any) -> float:
    """Return CORREL."""
    pairs = _pairs(first, second)
    if len(pairs) < 2:
        raise Halt(DIVISION)
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    mean_of_ones, mean_of_others = sum(ones) / len(ones), sum(others) / len(others)
    both = aggregates.added([(one - mean_of_ones) * (other - mean_of_others) for one, other in pairs])
    spread = math.sqrt(_variance(ones, 0) * _variance(others, 0)) * len(pairs)
    if spread == 0:
        raise Halt(DIVISION)
    return both / spread


def _pairs(first: Any, second: Any) -> list[tuple[float, float]]:
    ones, others = flat_of(first), flat_of(second)
    if len(ones) != len(others):
        raise Halt(NOT_AVAILABLE)
    numbers_of(ones)
    numbers_of(others)
    return [
        (one, other)
        for one, other in zip(ones, others, strict=True)
        if isinstance(one, float) and isinstance(other, float)
    ]


FUNCTIONS = {
    "MEDIAN": Function(median, "r", 1, 1, unions=True),
    "LARGE": Function(large, "rn", 2),
    "SMALL": Function(small, "rn", 2),
    "RANK": Function(rank, "nrn", 2),
    "RANK.EQ": Function(rank, "nrn", 2),
    "STDEV": Function(deviation, "r", 1, 1, unions=True),
    "STDEV.S": Function(deviation, "r", 1, 1, unions=True),
    "STDEVP": Function(deviation_of_all, "r", 1, 1, unions=True),
    "STDEV.P": Function(deviation_of_all, "r", 1, 1, unions=True),
    "VAR": Function(variance, "r", 1, 1, unions=True),
    "VAR.S": Function(variance, "r", 1, 1, unions=True),
    "VARP": Function(variance_of_all, "r", 1, 1, unions=True),
    "VAR.P": Function(variance_of_all, "r", 1, 1, unions=True),
    "PERCENTILE": Function(percentile, "rn", 2),
    "PERCENTILE.INC": Function(percentile, "rn", 2),
    "QUARTILE": Function(quartile, "rn", 2),
    "QUARTILE.INC": Function(quartile, "rn", 2),
    "CORREL": Function(correlation, "rr", 2),
    "SUBTOTAL": Function(subtotal, "nr", 2, 1),
    "AGGREGATE": Function(aggregate, "nnr", 3, 1),
}
