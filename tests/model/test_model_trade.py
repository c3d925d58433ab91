"""Trade by year, verdicts and trends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.brief import Brief
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.period import Period
from briefgen.model.trade import annual, half_unit, trend_holds, two_sides, verdict, whole_years

MLN = Unit("USD", 6)


def rows(*lines: str) -> Brief:
    """Return a brief with trade rows such as `KGZ TJK export 2010 16481.122` (`-` for nil, `?` for not reported)."""
    trade = []
    for line in lines:
        reporter, partner, flow, period, value, *more = line.split()
        row = {"reporter": reporter, "partner": partner, "flow": flow, "period": period, "unit": "thousand USD"}
        row |= {"mark": "-"} if value == "-" else {} if value == "?" else {"value": value}
        trade.append(row | dict(part.split("=") for part in more))
    head = {"id": "b", "title": "T", "perspective": "KGZ", "partner": "TJK", "as_of": "2011"}
    return Brief.model_validate(head | {"trade": trade})


def test_a_year_of_trade() -> None:
    brief = rows(
        "KGZ TJK export 2010 16481.122",
        "KGZ TJK import 2010 2691.2",
        "KGZ TJK export 2011 36.261011 unit=mlnUSD".replace("mlnUSD", "USD"),
        "KGZ TJK import 2011 1029.068",
    )
    years = annual(brief, "KGZ", "TJK")
    assert list(years) == [2010, 2011]
    one = years[2010]
    assert one.turnover is not None
    assert one.balance is not None
    assert (one.turnover.value, one.balance.value) == (Fraction("19172.322"), Fraction("13789.922"))
    assert one.turnover.unit == Unit("USD", 3)
    assert one.turnover.formula == "exports + imports"
    assert [part.path for part in one.turnover.operands] == ["trade.0.value", "trade.1.value"]
    assert one.growth is None
    two = years[2011]
    assert two.exports is not None
    assert two.exports.value == Fraction("0.036261011")
    assert two.growth is not None
    assert two.growth.value == 100 * ((Fraction("0.036261011") + Fraction("1029.068")) / Fraction("19172.322") - 1)


def test_not_reported_is_not_zero() -> None:
    brief = rows("KGZ TJK export 2010 5", "KGZ TJK import 2010 -", "KGZ TJK export 2011 5", "KGZ TJK import 2011 ?")
    years = annual(brief, "KGZ", "TJK")
    nil, unknown = years[2010], years[2011]
    assert nil.imports is not None
    assert (nil.imports.value, nil.imports.mark) == (0, "-")
    assert nil.turnover is not None
    assert nil.turnover.value == 5
    assert (unknown.imports, unknown.turnover, unknown.balance, unknown.growth) == (None, None, None, None)
    assert unknown.exports is not None


def test_only_totals_of_whole_years_count() -> None:
    brief = rows(
        "KGZ TJK export 2010-05 1",
        "KGZ TJK export 2010 2 commodity=27",
        "KGZ TJK re-export 2010 3",
        "KGZ CHN export 2010 4",
        "KGZ TJK export 2009 5",
        "KGZ TJK export 2009 6",
        "KGZ TJK import 2009 7 unit=EUR",
    )
    years = annual(brief, "KGZ", "TJK")
    assert list(years) == [2009]
    assert years[2009].exports is not None
    assert years[2009].exports.value == 5  # the first of two
    assert years[2009].imports is None  # another currency
    assert annual(brief, "TJK", "KGZ") == {}


def test_the_partners_data_stand_in_turned_round() -> None:
    brief = rows("TJK KGZ export 2010 3", "TJK KGZ import 2010 10")
    year = two_sides(brief)[2010]
    assert year.exports is not None
    assert year.imports is not None
    assert year.balance is not None
    assert (year.exports.value, year.imports.value, year.balance.value) == (10, 3, 7)
    assert year.exports.reporter == "TJK"
    assert two_sides(brief, "KGZ") == {}
    assert two_sides(brief, "TJK")[2010].mirrored() == year
    assert two_sides(brief, "CHN") == {}


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2011", [2011]),
        ("2009/2011", [2009, 2010, 2011]),
        ("2009/..", [2009, 2010, 2011]),
        ("2013/..", [2013]),
        ("2011-12", None),
        ("2011-Q4", None),
        ("2009/2011-06", None),
    ],
)
def test_whole_years(period: str, years: list[int] | None) -> None:
    found = whole_years(Period.parse(period), 2011)
    assert (None if found is None else list(found)) == years


@pytest.mark.parametrize(
    ("value", "half"), [("20", "0.5"), ("37.3", "0.05"), ("0", "0.5"), ("-1.25", "0.005"), ("1000", "0.5")]
)
def test_half_unit(value: str, half: str) -> None:
    assert half_unit(Fraction(value)) == Fraction(half)


def test_half_unit_of_a_third_is_nothing() -> None:
    assert half_unit(Fraction(1, 3)) == 0


V, X = Qualifier, Fraction


@pytest.mark.parametrize(
    ("qualifier", "data", "word"),
    [
        (V.ABOUT, "22", "supported"),
        (V.ABOUT, "22.01", "rough"),
        (V.ABOUT, "15", "rough"),
        (V.ABOUT, "25.01", "not supported"),
        (V.OVER, "20", "not supported"),
        (V.OVER, "20.01", "supported"),
        (V.OVER, "29.99", "supported"),
        (V.OVER, "30", "understated"),
        (V.AT_LEAST, "20", "supported"),
        (V.AT_LEAST, "19.99", "not supported"),
        (V.UNDER, "20", "not supported"),
        (V.UNDER, "19.99", "supported"),
        (V.UNDER, "13.33", "overstated"),
        (V.AT_MOST, "20", "supported"),
        (V.AT_MOST, "20.01", "not supported"),
        (V.EXACT, "20.5", "supported"),
        (V.EXACT, "20.51", "not supported"),
    ],
)
def test_verdicts_at_their_bounds(qualifier: Qualifier, data: str, word: str) -> None:
    assert verdict(Figure(Fraction(20), MLN, qualifier), Fraction(data)) == word


NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
RANK = {"supported": 0, "rough": 1, "not supported": 2}


@given(NUMBERS, NUMBERS, st.fractions(min_value=1, max_value=100))
def test_about_never_improves_with_distance(value: Fraction, data: Fraction, times: Fraction) -> None:
    stated = Figure(value, MLN, Qualifier.ABOUT)
    further = value + (data - value) * times
    assert RANK[verdict(stated, data)] <= RANK[verdict(stated, further)]


@given(NUMBERS, NUMBERS, NUMBERS)
def test_over_and_under_are_monotone(value: Fraction, one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    for upward in (Qualifier.OVER, Qualifier.AT_LEAST):
        stated = Figure(value, MLN, upward)
        order = ["not supported", "supported", "understated"]
        assert order.index(verdict(stated, low)) <= order.index(verdict(stated, high))
    for downward in (Qualifier.UNDER, Qualifier.AT_MOST):
        stated = Figure(value, MLN, downward)
        order = ["overstated", "supported", "not supported"]
        assert order.index(verdict(stated, low)) <= order.index(verdict(stated, high))


@given(NUMBERS, st.fractions(min_value=0, max_value=100), NUMBERS)
def test_a_range_holds_between_its_ends(value: Fraction, width: Fraction, data: Fraction) -> None:
    stated = Figure(value, MLN, Qualifier.BETWEEN, value + width)
    assert (verdict(stated, data) == "supported") == (value <= data <= value + width)


@given(st.sampled_from(list(Qualifier)), NUMBERS)
def test_a_figure_never_contradicts_itself_unless_it_excludes_itself(kind: Qualifier, value: Fraction) -> None:
    word = verdict(Figure(value, MLN, kind, value), value)
    assert word == ("not supported" if kind in (Qualifier.OVER, Qualifier.UNDER) else "supported")


@given(st.dictionaries(st.integers(2000, 2010), NUMBERS, min_size=1))
def test_a_trend_is_not_up_and_down(yearly: dict[int, Fraction]) -> None:
    assert not (trend_holds("up", yearly) and trend_holds("down", yearly))
