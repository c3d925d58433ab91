"""Ratios: exact, and the unknown stays unknown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.figure import Figure, Unit
from briefgen.model.figure import growth as growth_of_figures
from briefgen.model.ratios import average_growth, difference, growth, index, percent, ratio, total

NUMBERS = st.integers(0, 10**15) | st.none()


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    assert total([1, 2, 3]) == 6
    assert total([1, None]) is None
    assert total([]) is None
    assert total([0, 0]) == 0
    assert difference(3, None) is None
    assert difference(0, 5) == -5


def test_a_ratio_of_nothing_is_not_defined() -> None:
    assert ratio(1, 3) == Fraction(1, 3)
    assert percent(5, 0) is None
    assert percent(0, 5) == 0
    assert percent(None, 5) is None


def test_growth_and_index_are_two_conventions_of_one_thing() -> None:
    assert growth(1081, 1000) == Fraction(81, 10)
    assert index(1081, 1000) == Fraction(1081, 10)
    assert growth(5, 0) is None
    assert index(5, 0) is None
    assert growth(0, 5) == -100
    assert growth(5, -5) is None


@given(NUMBERS, NUMBERS)
def test_growth_is_that_of_figures(now: int | None, before: int | None) -> None:
    def figure(value: int | None) -> Figure | None:
        return None if value is None else Figure(Fraction(value), Unit("USD"))

    stated = growth_of_figures(figure(now), figure(before), "growth")
    assert growth(now, before) == (None if stated is None else stated.value)


def test_average_growth() -> None:
    assert average_growth(100, 121, 2) == 10
    assert average_growth(100, 100, 7) == 0
    assert average_growth(0, 5, 2) is None
    assert average_growth(5, None, 2) is None
    assert average_growth(5, 6, 0) is None
    assert average_growth(5, 0, 3) == -100
    assert average_growth(121, 100, 2) == pytest.approx(100 * (10 / 11 - 1))


@given(st.integers(1, 10**14), st.integers(1, 10**14), st.integers(1, 40))
def test_average_growth_is_the_root(first: int, last: int, years: int) -> None:
    found = average_growth(first, last, years)
    assert found is not None
    factor, step = 1 + found / 100, Fraction(1, 10**14)
    assert (factor - step) ** years <= Fraction(last, first) <= (factor + step) ** years
