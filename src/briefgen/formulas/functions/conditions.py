"""Sums, counts and means of the cells that meet criteria."""

from __future__ import annotations

from typing import Any

from briefgen.formulas.areas import Area
from briefgen.formulas.functions.aggregates import added
from briefgen.formulas.functions.criteria import places
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import DIVISION, NO_REFERENCE, VALUE, Error, Halt, Unknown, Value, numbers_of


def count_if(area: Any, criterion: Value) -> float:
    """Return COUNTIF."""
    return float(len(places(_area(area), criterion)))


def count_ifs(*pairs: Any) -> float:
    """Return COUNTIFS."""
    return float(len(_common(pairs)))


def sum_if(area: Any, criterion: Value, summed: Any = None) -> float:
    """Return SUMIF."""
    return added(_picked(area if summed is None else summed, area, criterion))


def mean_if(area: Any, criterion: Value, taken: Any = None) -> float:
    """Return AVERAGEIF."""
    return _mean(_picked(area if taken is None else taken, area, criterion))


def sum_ifs(summed: Any, *pairs: Any) -> float:
    """Return SUMIFS."""
    return added(_picked(summed, *pairs))


def mean_ifs(taken: Any, *pairs: Any) -> float:
    """Return AVERAGEIFS."""
    return _mean(_picked(taken, *pairs))


def least_ifs(taken: Any, *pairs: Any) -> float:
    """Return MINIFS."""
    return min(_picked(taken, *pairs), default=0.0)


def greatest_ifs(taken: Any, *pairs: Any) -> float:
    """Return MAXIFS."""
    return max(_picked(taken, *pairs), default=0.0)


def _mean(found: list[float]) -> float:
    if not found:
        raise Halt(DIVISION)
    return added(found) / len(found)


def _area(value: Any) -> Area:
    if isinstance(value, Area):
        return value
    raise Halt(value if isinstance(value, (Error, Unknown)) else NO_REFERENCE)


def _picked(taken: Any, *pairs: Any) -> list[float]:
    """Return the numbers of an area in the places where all criteria are met; raises `Halt`."""
    area = _area(taken)
    first = _area(pairs[0])
    if (area.height, area.width) != (first.height, first.width):
        raise Halt(Unknown("the areas of the sum and of the criteria differ in size"))
    values = area.flat
    return numbers_of([values[place] for place in _common(pairs)])


def _common(pairs: tuple[Any, ...]) -> list[int]:
    """Return the places where each area meets its criterion; raises `Halt`."""
    if len(pairs) % 2:
        raise Halt(Unknown("an area without its criterion"))
    areas = [_area(area) for area in pairs[::2]]
    if len({(area.height, area.width) for area in areas}) > 1:
        raise Halt(VALUE)
    found = [places(area, criterion) for area, criterion in zip(areas, pairs[1::2], strict=True)]
    common = found[0]
    for other in found[1:]:
        kept = set(other)
        common = [place for place in common if place in kept]
    return common


FUNCTIONS = {
    "COUNTIF": Function(count_if, "re", 2),
    "COUNTIFS": Function(count_ifs, "re", 2, 2),
    "SUMIF": Function(sum_if, "rer", 2),
    "SUMIFS": Function(sum_ifs, "rre", 3, 2),
    "AVERAGEIF": Function(mean_if, "rer", 2),
    "AVERAGEIFS": Function(mean_ifs, "rre", 3, 2),
    "MINIFS": Function(least_ifs, "rre", 3, 2),
    "MAXIFS": Function(greatest_ifs, "rre", 3, 2),
}
