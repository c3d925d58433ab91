"""Numbers as Office stores them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers.numbers import number_format, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction("26740.5"), "26740.5"),
        (Fraction(-1, 3), "-0.333333333333333"),
        (Fraction(2, 3), "0.666666666666667"),
        (Fraction("0.1234567890123455"), "0.123456789012346"),
        (Fraction("-0.1234567890123455"), "-0.123456789012346"),
        (Fraction(10**15), "1000000000000000"),
        (Fraction(10**15 + 1), "1000000000000000"),
        (Fraction(123456789012345678), "123456789012346000"),
        (Fraction(123456789012345), "123456789012345"),
        (Fraction(1, 10**9), "1E-9"),
        (Fraction(15, 10**10), "1.5E-9"),
        (Fraction(10) ** 30, "1E+30"),
        (Fraction("1000.10"), "1000.1"),
    ],
)
def test_numbers_are_exact_or_rightly_rounded(value: Fraction, text: str) -> None:
    assert number_text(value) == text


@given(st.fractions(max_denominator=10**9))
def test_numbers_keep_fifteen_digits(value: Fraction) -> None:
    text = number_text(value)
    assert len(text.split("E")[0].lstrip("-").replace(".", "").strip("0")) <= 15
    assert abs(Fraction(text) - value) <= abs(value) * Fraction(5, 10**15)


@pytest.mark.parametrize(
    ("decimals", "grouped", "code"),
    [(0, False, "0"), (2, True, "#,##0.00"), (1, True, "#,##0.0")],
)
def test_format_codes(decimals: int, grouped: bool, code: str) -> None:
    assert number_format(decimals, grouped=grouped) == code
