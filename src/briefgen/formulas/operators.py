"""The operators of formulas as closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from briefgen.formulas.areas import broadcast
from briefgen.formulas.values import (
    Error,
    Halt,
    Unknown,
    add,
    compared,
    divide,
    finite,
    fitting,
    number,
    power,
    subtract,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Closure: TypeAlias = "Callable[[Callable[[Any], Any], Any], Any]"
"""Takes a function that gives the value of a cell, and a formula's operands, then all cells, then its own cell."""


def unary(sign: str, of: Closure) -> Closure:
    """Return the closure of a sign before or after a value."""
    if sign in "+@":
        return of

    def negative(get: Callable[[Any], Any], at: Any) -> Any:
        value = of(get, at)
        try:
            return 0.0 - number(value)
        except Halt as halt:
            return halt.value

    def percent(get: Callable[[Any], Any], at: Any) -> Any:
        value = of(get, at)
        try:
            return number(value) / 100
        except Halt as halt:
            return halt.value

    return negative if sign == "-" else percent


def _guarded(call: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def guarded(one: Any, other: Any) -> Any:
        try:
            # an unknown value wins over an error, which wins over a mistake in the other value
            if one.__class__ is Unknown or other.__class__ is Unknown:
                return one if one.__class__ is Unknown else other
            if one.__class__ is Error or other.__class__ is Error:
                return one if one.__class__ is Error else other
            return call(one, other)
        except Halt as halt:
            return halt.value

    return guarded


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": _guarded(lambda one, other: add(number(one), number(other))),
    "-": _guarded(lambda one, other: subtract(number(one), number(other))),
    "*": _guarded(lambda one, other: finite(number(one) * number(other))),
    "/": _guarded(lambda one, other: divide(number(one), number(other))),
    "^": _guarded(lambda one, other: power(number(one), number(other))),
    "&": _guarded(lambda one, other: fitting(text(one) + text(other))),
    "=": _guarded(lambda one, other: compared(one, other, order=False) == 0),
    "<>": _guarded(lambda one, other: compared(one, other, order=False) != 0),
    "<": _guarded(lambda one, other: compared(one, other) < 0),
    ">": _guarded(lambda one, other: compared(one, other) > 0),
    "<=": _guarded(lambda one, other: compared(one, other) <= 0),
    ">=": _guarded(lambda one, other: compared(one, other) >= 0),
}


def chain(first: Closure, rest: list[tuple[str, Closure]]) -> Closure:
    """Return the closure of operators of one precedence, from left to right."""
    if len(rest) == 1:
        sign, second = rest[0]
        return _FAST.get(sign, _pair)(first, second, OPERATORS[sign])
    steps = [(OPERATORS[sign], other) for sign, other in rest]

    def chained(get: Callable[[Any], Any], at: Any) -> Any:
        value = first(get, at)
        for operator, other in steps:
            value = operator(value, other(get, at))
        return value

    return chained


def _pair(first: Closure, second: Closure, operator: Callable[[Any, Any], Any]) -> Closure:
    return lambda get, at: operator(first(get, at), second(get, at))


def _difference(first: Closure, second: Closure, operator: Callable[[Any, Any], Any]) -> Closure:
    """Do without conversions where both are numbers that do not nearly cancel out."""

    def difference(get: Callable[[Any], Any], at: Any) -> Any:
        one, other = first(get, at), second(get, at)
        if one.__class__ is float and other.__class__ is float:
            result = one - other
            if (result > 1e-3 * one > 0 or result < -1e-3 * one < 0) and result - result == 0:
                return result
        return operator(one, other)

    return difference


def _quotient(first: Closure, second: Closure, operator: Callable[[Any, Any], Any]) -> Closure:
    """Do without conversions where both are numbers."""

    def quotient(get: Callable[[Any], Any], at: Any) -> Any:
        one, other = first(get, at), second(get, at)
        if one.__class__ is float and other.__class__ is float and other:
            result = one / other
            if result - result == 0:
                return result
        return operator(one, other)

    return quotient


def _product(first: Closure, second: Closure, operator: Callable[[Any, Any], Any]) -> Closure:
    """Do without conversions where both are numbers."""

    def product(get: Callable[[Any], Any], at: Any) -> Any:
        one, other = first(get, at), second(get, at)
        if one.__class__ is float and other.__class__ is float:
            result = one * other
            if result - result == 0:
                return result
        return operator(one, other)

    return product


_FAST = {"-": _difference, "/": _quotient, "*": _product}


def chain_of_arrays(first: Closure, steps: list[tuple[Callable[[Any, Any], Any], Closure]]) -> Closure:
    """Return the closure of operators on whole arrays."""

    def chained(get: Callable[[Any], Any], at: Any) -> Any:
        value = first(get, at)
        for operator, other in steps:
            value = broadcast(operator, [value, other(get, at)])
        return value

    return chained
