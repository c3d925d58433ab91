"""Numbers: exact, grouped, signed, and readable back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.model.figure import number as read

CODES = ("uk", "ru", "en")


def back(text: str, code: str) -> Fraction:
    _, decimal, thousands = language.load(code).number_format
    return Fraction(text.replace(thousands, "").replace(decimal, ".").replace("\u2212", "-").replace("+", ""))


@pytest.mark.parametrize(
    ("value", "decimals", "uk", "en"),
    [
        ("0", None, "0", "0"),
        ("0", 1, "0,0", "0.0"),
        ("-0.04", 1, "0,0", "0.0"),
        ("-0.05", 1, "−0,1", "−0.1"),
        ("0.5", 0, "1", "1"),
        ("1.5", 0, "2", "2"),
        ("2.5", 0, "3", "3"),
        ("-2.5", 0, "−3", "−3"),
        ("999.95", 1, "1\u00a0000,0", "1,000.0"),
        ("1234.5", None, "1\u00a0234,5", "1,234.5"),
        ("1234567.8912", None, "1\u00a0234\u00a0567,891", "1,234,567.891"),
        ("20.0", None, "20", "20"),
        ("1.9996", None, "2", "2"),
        ("26740.5", 1, "26\u00a0740,5", "26,740.5"),
        ("123", None, "123", "123"),
    ],
)
def test_number(value: str, decimals: int | None, uk: str, en: str) -> None:
    assert language.load("uk").number(Fraction(value), decimals) == uk
    assert language.load("ru").number(Fraction(value), decimals) == uk
    assert language.load("en").number(Fraction(value), decimals) == en


def test_sign() -> None:
    uk = language.load("uk")
    assert uk.number(Fraction(5), sign=True) == "+5"
    assert uk.number(Fraction(-5), sign=True) == "−5"
    assert uk.number(Fraction(1, 1000), 1, sign=True) == "0,0"
    assert uk.number(7) == "7"


def test_change() -> None:
    assert language.load("uk").change(Fraction("94.46")) == "+94,5\u00a0%"
    assert language.load("ru").change(Fraction("-61.76")) == "−61,8\u00a0%"
    assert language.load("en").change(Fraction("94.46")) == "+94.5%"
    assert language.load("en").change(Fraction(0), 0) == "0%"


@pytest.mark.parametrize("decimals", [-1, 10])
def test_decimals_that_cannot_be(decimals: int) -> None:
    with pytest.raises(FindingsError) as caught:
        language.load("uk").number(Fraction(1), decimals)
    assert caught.value.findings[0].code == "B411"


@given(st.fractions(), st.integers(0, 9), st.sampled_from(CODES))
def test_rounding_is_half_away_from_zero(value: Fraction, decimals: int, code: str) -> None:
    text = language.load(code).number(value, decimals)
    printed, last_place = back(text, code), Fraction(1, 10**decimals)
    assert abs(printed - value) <= last_place / 2
    if abs(printed - value) == last_place / 2:
        assert abs(printed) > abs(value)
    assert "-" not in text
    assert not (printed == 0 and "\u2212" in text)


@given(st.integers(-(10**15), 10**15), st.integers(0, 3), st.sampled_from(CODES))
def test_a_short_decimal_reads_back_exactly(digits: int, places: int, code: str) -> None:
    value = Fraction(digits, 10**places)
    text = language.load(code).number(value)
    assert back(text, code) == value
    if code == "uk" and not ("," in text and len(text.split(",")[1]) == 3):  # 1,234 can mean two things
        assert read(text) == value


@given(st.fractions(), st.sampled_from(CODES))
def test_a_number_and_its_opposite_differ_in_the_sign_only(value: Fraction, code: str) -> None:
    known = language.load(code)
    assert known.number(value, 2).lstrip("\u2212") == known.number(-value, 2).lstrip("\u2212")
