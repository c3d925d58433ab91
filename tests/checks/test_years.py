"""Whole years, gaps in a series, and the statistics of both sides."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks import check
from briefgen.checks.years import spans
from checks.right import Facts, brief, expect, flow


def rows(kind: str, *periods: str, **more: Any) -> list[Facts]:
    """Return a trade row for each period."""
    return [flow(kind, period, "9", **more) for period in periods]


MONTHS = [f"2011-{month:02}" for month in range(1, 13)]
QUARTERS = [f"2010-Q{quarter}" for quarter in range(1, 5)]


def test_months_that_make_no_year_are_told_once() -> None:
    trade = rows("export", "2008", "2009-01", "2009-02", *QUARTERS[:3], "2011-Q1/2011-Q2")
    found = expect(
        {"trade": trade},
        "warning",
        "B343",
        ("trade", 1, "period"),
        "export of KGZ with TJK does not make a whole year in 2009 to 2011",
    )
    assert str(found.why).startswith(
        "2009: 2 of 12 months, 2010: 3 of 4 quarters and 2011: no whole month or quarter; the tables"
    )


@pytest.mark.parametrize(
    "trade",
    [
        rows("export", *MONTHS),
        rows("export", *QUARTERS, *MONTHS),
        rows("export", "2011", "2011-01"),  # the row on the year counts
        rows("export", "2011") + rows("import", "2011-01", commodity="0101"),
    ],
)
def test_whole_years_are_let_be(trade: list[Facts]) -> None:
    assert check(brief(trade=trade)) == []


def test_parts_of_a_year_that_is_not_over_are_a_note() -> None:
    found = check(brief(trade=rows("export", "2010", *MONTHS[:6]), as_of="2011-06-30"))
    assert ("note", "B343") in [(one.severity.value, one.code) for one in found]


def test_a_year_that_lacks_is_told() -> None:
    found = expect(
        {"trade": rows("export", "2005", "2008", "2009", "2011")},
        "note",
        "B349",
        ("trade", 1, "period"),
        "export of KGZ with TJK has no row for 2006 to 2007 and 2010",
    )
    assert found.why == "years before and after have one; the growth of the year after is not known"


def both(theirs: str, **more: Any) -> Facts:
    """Return our exports and imports of 2010 and 2011, and theirs, which agree in 2010."""
    ours = [flow(kind, year, "10000") for kind in ("export", "import") for year in (2010, 2011)]
    swapped = {"reporter": "TJK", "partner": "KGZ"} | more
    return {
        "trade": [
            *ours,
            *(flow(kind, 2010, "10.5", unit="mln USD", **swapped) for kind in ("export", "import")),
            flow("export", 2011, "10000", **swapped),
            flow("import", 2011, theirs, **swapped),
        ]
    }


def test_two_offices_that_are_far_apart_are_told_with_both_values() -> None:
    found = expect(
        both("16000"),
        "warning",
        "B344",
        ("trade", 6, "value"),
        "the statistics of KGZ and of TJK are far apart on the turnover of 2011",
    )
    assert str(found.why).startswith("2011: KGZ 20000 thousand USD, TJK 26 mln USD; freight and insurance")
    assert "FOB" in str(found.why)


@pytest.mark.parametrize("theirs", ["15000", "6000"])  # 0.8 and 1.25
def test_two_offices_that_tell_much_the_same_are_let_be(theirs: str) -> None:
    assert check(brief(**both(theirs))) == []


def test_other_pairs_and_currencies_are_not_compared() -> None:
    found = check(brief(**both("90000", partner="WLD")))
    assert "B344" not in [one.code for one in found]


def test_years_in_words() -> None:
    assert spans([2003, 2001, 2004, 2006, 2002]) == ["2001 to 2004", "2006"]
