"""Trade by year, verdicts and trends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.brief import Brief
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.period import Period
from briefgen.model.trade import (
    annual,
    disputed,
    half_unit,
    known_year,
    mirror,
    mirrored,
    trend_holds,
    two_sides,
    verdict,
    whole_years,
)

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
    assert mirrored(two_sides(brief, "TJK"))[2010] == year
    assert two_sides(brief, "CHN") == {}


def test_the_year_before_is_turned_round_too() -> None:
    brief = rows("TJK KGZ export 2009 1", "TJK KGZ import 2009 2", "TJK KGZ export 2010 3", "TJK KGZ import 2010 6")
    before = two_sides(brief)[2010].before
    assert before is not None
    assert before.exports is not None
    assert before.exports.value == 2


def test_a_figure_about_the_own_side_is_the_other_side_speaking() -> None:
    brief = rows("KGZ TJK export 2010 3", "KGZ TJK import 2010 10")
    year = two_sides(brief, partner="KGZ")[2010]
    assert year.exports is not None
    assert year.exports.value == 10


def test_a_missing_year_is_a_gap() -> None:
    years = annual(rows("KGZ TJK export 2009 1", "KGZ TJK export 2011 3", "KGZ TJK export 2012 ?"), "KGZ", "TJK")
    assert list(years) == [2009, 2010, 2011]
    assert years[2010].exports is None
    assert years[2011].growth is None


def test_rows_without_any_figure_are_no_data() -> None:
    assert annual(rows("KGZ TJK export 2009 ?", "KGZ TJK import 2009 ?"), "KGZ", "TJK") == {}


def test_complete_years_of_months_and_quarters_are_added_up() -> None:
    months = [f"KGZ TJK export 2009-{month:02} {month}" for month in range(1, 13)]
    quarters = [f"KGZ TJK import 2009-Q{quarter} 1.5" for quarter in range(1, 5)]
    years = annual(rows(*months, *quarters), "KGZ", "TJK")
    one = years[2009]
    assert one.exports is not None
    assert one.imports is not None
    assert (one.exports.value, one.imports.value) == (Fraction(78), Fraction(6))
    assert str(one.exports.period) == "2009"
    assert one.exports.formula == "sum of 12 months"
    assert len(one.exports.operands) == 12
    assert annual(rows(*months[:11], *quarters), "KGZ", "TJK")[2009].exports is None
    assert annual(rows(*months[:11], "KGZ TJK export 2009-12 ?", *quarters), "KGZ", "TJK")[2009].exports is None
    whole = annual(rows(*months, "KGZ TJK export 2009 80"), "KGZ", "TJK")[2009].exports
    assert whole is not None
    assert whole.value == 80  # the office's own total of the year comes first


def test_months_in_another_unit_are_added_in_one() -> None:
    quarters = [f"KGZ TJK export 2009-Q{quarter} 1000 unit=USD" for quarter in range(2, 5)]
    made = annual(rows("KGZ TJK export 2009-Q1 1", *quarters), "KGZ", "TJK")[2009].exports
    assert made is not None
    assert (made.value, made.unit) == (Fraction(4), Unit("USD", 3))


def test_both_offices_side_by_side() -> None:
    brief = rows(
        "KGZ TJK export 2010 100", "KGZ TJK import 2010 50", "TJK KGZ import 2010 125", "TJK KGZ export 2011 1"
    )
    one, two = mirror(brief)
    assert (one.year, one.ratio("exports"), one.ratio("imports"), one.differs) == (2010, Fraction(5, 4), None, False)
    assert (one.gap("exports"), one.gap("imports"), one.known) == (Fraction(200, 9), None, True)
    assert not two.known
    assert (two.year, two.own, two.ratio("imports")) == (2011, None, None)
    (apart,) = mirror(rows("KGZ TJK export 2010 100", "TJK KGZ import 2010 126"))
    assert apart.differs
    (other,) = mirror(rows("KGZ TJK export 2010 100", "TJK KGZ import 2010 90 unit=EUR"))
    assert other.ratio("exports") is None
    assert mirror(rows("KGZ TJK export 2010 100")) == ()


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2011", 2011),
        ("2011-12", 2011),
        ("2011-12-05", 2011),
        ("2011-11-30", 2010),
        ("2011-Q4", 2011),
        ("2011-Q1", 2010),
    ],
)
def test_the_last_year_known(as_of: str, year: int) -> None:
    head = {"id": "b", "title": "T", "perspective": "KGZ", "partner": "TJK", "as_of": as_of}
    assert known_year(Brief.model_validate(head)) == year


def test_rows_of_conflicting_sources_alone_are_no_data() -> None:
    brief = rows("KGZ TJK export 2010 9 source=bad", "KGZ TJK export 2010 5 source=good", "KGZ TJK import 2010 4")
    sources = [{"id": "bad", "title": "B", "status": "conflicting"}, {"id": "good", "title": "G"}]
    brief = Brief.model_validate(brief.model_dump() | {"sources": sources})
    exports = annual(brief, "KGZ", "TJK")[2010].exports
    assert exports is not None
    assert exports.value == 5
    assert disputed(brief, ["bad"])
    assert not disputed(brief, ["bad", "good"])
    assert not disputed(brief, [])


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
