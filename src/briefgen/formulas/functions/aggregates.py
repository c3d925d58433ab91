"""Sums, means, counts and extremes of areas."""

from __future__ import annotations

import math
from typing import Any

from briefgen.formulas.areas import Area, flat_of, size_of
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import (
    DIVISION,
    NO_REFERENCE,
    VALUE,
    Error,
    Halt,
    Unknown,
    Value,
    number,
    numbers_of,
    stop_at_errors,
    stop_at_unknown,
)


def numbers_in(arguments: tuple[Any, ...]) -> list[float]:
    """Return the numbers of areas and arrays, and the single values as numbers; raises `Halt`."""
    if len(arguments) == 1 and isinstance(arguments[0], Area):
        return arguments[0].numbers()
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Area):
            found += argument.numbers()
        elif isinstance(argument, list):
            found += numbers_of(flat_of(argument))
        else:
            found.append(number(argument))
    return found


def total(*arguments: Any) -> float:
    """Return SUM."""
    return added(numbers_in(arguments))


def added(values: list[float]) -> float:
    """Return the sum without the rounding errors of its steps."""
    try:
        return math.fsum(values)
    except OverflowError:
        return math.inf


def mean(*arguments: Any) -> float:
    """Return AVERAGE."""
    found = numbers_in(arguments)
    if not found:
        raise Halt(DIVISION)
    return added(found) / len(found)


def least(*arguments: Any) -> float:
    """Return MIN."""
    return min(numbers_in(arguments), default=0.0)


def greatest(*arguments: Any) -> float:
    """Return MAX."""
    return max(numbers_in(arguments), default=0.0)


def product(*arguments: Any) -> float:
    """Return PRODUCT."""
    found = numbers_in(arguments)
    return math.prod(found) if found else 0.0


def squares(*arguments: Any) -> float:
    """Return SUMSQ."""
    return added([value * value for value in numbers_in(arguments)])


def count(*arguments: Any) -> float:
    """Return COUNT."""
    counted = 0
    for argument in arguments:
        if isinstance(argument, (Area, list)):
            values = flat_of(argument)
            stop_at_unknown(values)
            counted += sum(value.__class__ is float for value in values)
        else:
            counted += _counts(argument)
    return float(counted)


def _counts(value: Value) -> bool:
    """Say whether a single value counts as a number."""
    if isinstance(value, Error):
        return False
    try:
        number(value)
    except Halt as halt:
        if isinstance(halt.value, Unknown):
            raise
        return False
    return True


def count_all(*arguments: Any) -> float:
    """Return COUNTA."""
    counted = 0
    for argument in arguments:
        if isinstance(argument, (Area, list)):
            values = flat_of(argument)
            stop_at_unknown(values)
            counted += len(values) - values.count(None)
        else:
            stop_at_unknown([argument])
            counted += 1
    return float(counted)


def count_blank(area: Any) -> float:
    """Return COUNTBLANK."""
    if not isinstance(area, Area):
        raise Halt(area if isinstance(area, (Error, Unknown)) else NO_REFERENCE)
    values = area.flat
    stop_at_unknown(values)
    return float(values.count(None) + values.count("") + area.unread)


def sum_of_products(*arguments: Any) -> float:
    """Return SUMPRODUCT."""
    sizes = {size_of(argument) for argument in arguments}
    columns = [flat_of(argument) for argument in arguments]
    for values in columns:
        stop_at_unknown(values)
    if len(sizes) > 1:
        raise Halt(VALUE)
    for values in columns:
        stop_at_errors(values)
    if sizes == {(1, 1)} and not all(isinstance(values[0], float) for values in columns):
        raise Halt(Unknown("SUMPRODUCT of single values that are no numbers differs between programs"))
    plain = [[value if value.__class__ is float else 0.0 for value in values] for values in columns]
    return added([math.prod(factors) for factors in zip(*plain, strict=True)])


FUNCTIONS = {
    "SUM": Function(total, "r", 1, 1, unions=True),
    "AVERAGE": Function(mean, "r", 1, 1, unions=True),
    "MIN": Function(least, "r", 1, 1, unions=True),
    "MAX": Function(greatest, "r", 1, 1, unions=True),
    "PRODUCT": Function(product, "r", 1, 1, unions=True),
    "SUMSQ": Function(squares, "r", 1, 1, unions=True),
    "COUNT": Function(count, "r", 1, 1, unions=True),
    "COUNTA": Function(count_all, "r", 1, 1, unions=True),
    "COUNTBLANK": Function(count_blank, "r", 1),
    "SUMPRODUCT": Function(sum_of_products, "a", 1, 1),
}
