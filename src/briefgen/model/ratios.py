"""Ratios of numbers, defined once: shares, growth and index, sums and differences in which the unknown stays unknown.

A value that is not reported is None, a reported nil is 0. A ratio is None where a part is not known and where it is
not defined; which of the two follows from its parts. All results are exact.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = int | Fraction | None
"""A number, or None for one that is not reported."""


def total(values: Iterable[Value]) -> Value:
    """Return the sum; None if a part is not known or there is none."""
    summed: Value = None
    for value in values:
        if value is None:
            return None
        summed = value if summed is None else summed + value
    return summed


def difference(left: Value, right: Value) -> Value:
    """Return left minus right; None if either is not known."""
    return None if left is None or right is None else left - right


def ratio(part: Value, whole: Value) -> Fraction | None:
    """Return part / whole; None if either is not known or the whole is zero."""
    if part is None or whole is None or whole == 0:
        return None
    return Fraction(part, whole)


def percent(part: Value, whole: Value) -> Fraction | None:
    """Return part in per cent of whole; None if either is not known or the whole is zero."""
    return None if part is None else ratio(100 * part, whole)


def index(now: Value, before: Value) -> Fraction | None:
    """Return now in per cent of before (108.1 for a rise by 8.1 %); None if unknown or before is not above zero."""
    return None if before is None or before <= 0 else percent(now, before)


def growth(now: Value, before: Value) -> Fraction | None:
    """Return the change in per cent of before (8.1 for an index of 108.1); None where there is no index."""
    return None if now is None or before is None or before <= 0 else percent(now - before, before)


def gap(one: Value, other: Value) -> Fraction | None:
    """Return how far the second is from the first in per cent of the mean of both, from -200 to 200.

    None if either is not known or both are nil.
    """
    if one is None or other is None:
        return None
    return ratio(200 * (other - one), one + other)


def average_growth(first: Value, last: Value, years: int) -> Fraction | None:
    """Return the average growth per year in per cent, (last / first) ** (1 / years) - 1.

    None if an end is not known or not above zero, or there is no year between them. The root is told to 12 decimals
    of a per cent; one that goes on carries a half of the next, so that it prints rightly rounded at any fewer.
    """
    if first is None or last is None or first <= 0 or last < 0 or years < 1:
        return None
    scale: int = 10**14
    base = Fraction(last) / first
    root = _root(base.numerator * scale**years // base.denominator, years)
    exact = Fraction(root, scale) ** years == base
    return 100 * (Fraction(root, scale) - 1) + (0 if exact else Fraction(1, 2 * 10**12))


def _root(number: int, degree: int) -> int:
    """Return the whole part of the root of a whole number."""
    if number < 2:
        return number
    guess: int = 1 << -(-number.bit_length() // degree)  # not below the root
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
