"""Periods: what EDTF text means, and that nothing is filled in."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.period import Period, Point, meant


@pytest.mark.parametrize(
    ("text", "first", "last", "again"),
    [
        ("2011", (2011, 1, 1), (2011, 12, 31), "2011"),
        ("2011-12", (2011, 12, 1), (2011, 12, 31), "2011-12"),
        ("2011-12-XX", (2011, 12, 1), (2011, 12, 31), "2011-12"),
        ("2012-02", (2012, 2, 1), (2012, 2, 29), "2012-02"),
        ("2011-Q4", (2011, 10, 1), (2011, 12, 31), "2011-Q4"),
        ("2011-36", (2011, 10, 1), (2011, 12, 31), "2011-Q4"),
        ("2011-33", (2011, 1, 1), (2011, 3, 31), "2011-Q1"),
        ("2021-34/2021-Q3", (2021, 4, 1), (2021, 9, 30), "2021-Q2/2021-Q3"),
        ("2011-05-18/2011-05-19", (2011, 5, 18), (2011, 5, 19), "2011-05-18/2011-05-19"),
        ("2006/2010", (2006, 1, 1), (2010, 12, 31), "2006/2010"),
        ("2011-12/..", (2011, 12, 1), (2011, 12, 31), "2011-12/.."),
        (" 2011-12~ ", (2011, 12, 1), (2011, 12, 31), "2011-12~"),
        ("2011?", (2011, 1, 1), (2011, 12, 31), "2011?"),
        ("2010%/2011", (2010, 1, 1), (2011, 12, 31), "2010/2011%"),
    ],
)
def test_reading(text: str, first: tuple[int, int, int], last: tuple[int, int, int], again: str) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, again)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a date"),
        ("12.2011", "is not a date"),
        ("2011-13", "no month 13"),
        ("2011-02-30", "has 28 days"),
        ("2011-2", "is not a date"),
        ("0000", "no year 0000"),
        ("2011/2010", "ends before it begins"),
        ("2011/2012/2013", "one `/`"),
        ("2011-00", "no month 00"),
        ("2011-01-00", "no day 00"),
        ("20 December 2011", "is not a date"),
    ],
)
def test_what_is_no_date(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Period.parse(text)


@given(st.dates())
def test_every_day_comes_back(day: object) -> None:
    period = Period.parse(str(day))
    assert str(period) == str(day)
    assert period.first == period.last


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_is_all_of_its_days(year: int, month: int) -> None:
    period = Period(Point(year, month))
    assert period.first == (year, month, 1)
    assert period.last == (year, month, calendar.monthrange(year, month)[1])
    assert period.start.day is None


@pytest.mark.parametrize(
    ("text", "date", "sure"),
    [
        ("18.05.2011", "2011-05-18", True),
        (" 18/5/2011", "2011-05-18", True),
        ("05/18/2011", "2011-05-18", True),
        ("12.11.2024", "2024-11-12", False),
        ("05.05.2024", "2024-05-05", True),
        ("5.2011", "2011-05", True),
        ("2011.05.18", "2011-05-18", True),
        ("2011-5-8", "2011-05-08", True),
        ("2011-2", "2011-02", True),
    ],
)
def test_dates_written_in_another_way_are_understood(text: str, date: str, sure: bool) -> None:
    assert meant(text) == (date, sure)
    with pytest.raises(ValueError, match="date"):
        Period.parse(text)


@pytest.mark.parametrize(
    "text", ["31.02.2011", "2011-13", "13.13.2011", "0.5.2011", "18.05.11", "soon", "1.2011.3", ""]
)
def test_what_can_be_no_date_is_not_guessed(text: str) -> None:
    assert meant(text) is None
