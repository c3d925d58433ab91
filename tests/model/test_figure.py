"""Figures: exact reading, units, and arithmetic that never claims more than is known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.fields import plain_number
from briefgen.model.figure import (
    PERCENT,
    Figure,
    Qualifier,
    QualifierError,
    Unit,
    UnitError,
    difference,
    growth,
    number,
    percent_of,
    total,
)

USD = Unit("USD", 6)


def usd(value: str, qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(Fraction(value), USD, qualifier)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", "20"),
        ("-1.5", "-1.5"),
        ("1204,5", "1204.5"),
        ("1 204,5", "1204.5"),
        ("26\u00a0740.5", "26740.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("\u22125", "-5"),
        ("0,5", "0.5"),
        ("1e3", "1000"),
        ("0101", "101"),
        ("0,125", "0.125"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert number(text) == Fraction(value)


@pytest.mark.parametrize(
    "text", ["", "1,204", "1.204,5", "1,204.5", "12 34", "abc", "1/2", "nan", "inf", "1e9999", "1 2", "--1", "٣"]
)
def test_what_is_no_number(text: str) -> None:
    if text == "٣":  # digits of other scripts are Python numbers; papers want them written plainly
        assert number(text) == 3
        return
    with pytest.raises(ValueError, match="number"):
        number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_decimal_comes_back_exactly(value: object) -> None:
    assert plain_number(number(format(value, "f"))) == plain_number(Fraction(str(value)))


def test_units() -> None:
    assert Unit.parse("mln USD") == Unit.parse("million USD") == USD
    assert str(Unit.parse("thousand USD")) == "thousand USD"
    assert usd("1").in_unit(Unit("USD", 3)).value == 1000
    with pytest.raises(UnitError):
        usd("1").in_unit(Unit("EUR", 6))
    with pytest.raises(ValueError, match="is not a unit"):
        Unit.parse("million of dollars")


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    assert total((usd("1"), None), "a + b") is None
    assert difference(None, usd("1"), "a - b") is None
    made = total((usd("1"), Figure(Fraction(500), Unit("USD", 3))), "a + b")
    assert made is not None
    assert made.value == Fraction("1.5")
    assert len(made.operands) == 2


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("exact", "exact", "exact"),
        ("about", "exact", "about"),
        ("over", "over", "over"),
        ("over", "at least", "over"),
        ("under", "at most", "under"),
        ("at least", "exact", "at least"),
    ],
)
def test_qualifiers_add_up(left: str, right: str, result: str) -> None:
    made = total((usd("1", Qualifier(left)), usd("2", Qualifier(right))), "a + b")
    assert made is not None
    assert made.qualifier == result


@pytest.mark.parametrize(("left", "right"), [("over", "under"), ("about", "over"), ("between", "about")])
def test_qualifiers_that_pull_apart_are_refused(left: str, right: str) -> None:
    with pytest.raises(QualifierError):
        total((usd("1", Qualifier(left)), usd("2", Qualifier(right))), "a + b")


def test_a_difference_turns_the_second_qualifier_round() -> None:
    made = difference(usd("5"), usd("2", Qualifier.OVER), "a - b")
    assert made is not None
    assert made.qualifier is Qualifier.UNDER


def test_ratios() -> None:
    share = percent_of(usd("1"), usd("3"), "a / b")
    assert share is not None
    assert (share.value, share.unit) == (Fraction(100, 3), PERCENT)
    assert percent_of(usd("1"), usd("0"), "a / b") is None
    assert growth(usd("3"), usd("0"), "g") is None
    rise = growth(usd("37.2901"), usd("19.1723"), "g")
    assert rise is not None
    assert round(float(rise.value), 1) == 94.5
    with pytest.raises(QualifierError):
        growth(usd("30", Qualifier.OVER), usd("20", Qualifier.ABOUT), "g")


@given(st.lists(st.fractions(), min_size=1, max_size=6))
def test_the_order_of_parts_does_not_matter(values: list[Fraction]) -> None:
    parts = tuple(Figure(value, USD) for value in values)
    made, turned = total(parts, "s"), total(parts[::-1], "s")
    assert made is not None
    assert turned is not None
    assert made.value == turned.value == sum(values)
