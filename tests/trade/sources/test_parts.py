"""Amounts, periods and commodity codes by themselves, held against a second computation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.findings import FindingsError
from briefgen.trade import sources
from briefgen.trade.sources.amounts import amount, as_decimal, text_of
from briefgen.trade.sources.commodities import commodity_of
from briefgen.trade.sources.periods import period_of
from trade.sources import files


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_an_amount_is_exact_in_thousands(value: Decimal) -> None:
    read = amount(f"{value:f}", 3)
    assert read.milli == Fraction(value) * 10**6
    assert not read.rounded


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_an_amount_is_at_most_half_a_thousandth_off(value: Decimal) -> None:
    read = amount(f"{value:f}"[:50])
    exact = Fraction(Decimal(f"{value:f}"[:50])) * 1000
    assert read.milli is not None
    assert abs(read.milli - exact) <= Fraction(1, 2)
    assert read.rounded == (exact.denominator != 1)


def test_halves_of_a_thousandth_go_away_from_zero() -> None:
    assert [amount(text).milli for text in ("0.0005", "0.0015", "-0.0005", "-0.0025", "0.00049")] == [1, 2, -1, -3, 0]


@given(st.integers(0, 10**15), st.sampled_from([0, 3, 6]))
def test_an_amount_is_shown_as_it_was(milli: int, power: int) -> None:
    assert amount(as_decimal(milli, power), power).milli == milli


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_a_binary_number_is_read_as_it_was_printed(number: int, decimals: int) -> None:
    printed = f"{number // 10**decimals}.{number % 10**decimals:0{max(decimals, 1)}}" if decimals else str(number)
    if len(str(number)) <= 15:  # what a binary number of Excel can hold
        assert amount(text_of(float(printed)), 3).milli == Fraction(printed) * 10**6


@pytest.mark.parametrize(
    "text", ["x1", "1.2.3,4", "--5", "1e999", "twelve", "1/2", "٣", "5 %", "1,2,3", "1 2", "1,234,56", "9" * 70]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        amount(text)


@pytest.mark.parametrize("cell", [None, float("nan"), float("inf")])
def test_cells_without_a_number_are_empty(cell: float | None) -> None:
    assert text_of(cell) == ""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2006/2010", "2006/2010"),
        ("2011-01/2011-09", "2011-01/2011-09"),
        ("2011Q3", "2011-Q3"),
        ("2011-M05", "2011-05"),
        ("Jan.-Sep. 2023", "2023-01/2023-09"),
        ("январь-сентябрь 2023 года", "2023-01/2023-09"),
        ("за январь - декабрь 2021 г.", "2021"),
        ("май 2020", "2020-05"),
        ("за  2022 год", "2022"),
        ("2010/2006", None),
        ("2011-Q1/2011-Q2", None),
        ("185052", None),
        ("Dec.-Jan. 2023", None),
    ],
)
def test_periods(text: str, edtf: str | None) -> None:
    assert period_of(text) == edtf


@pytest.mark.parametrize(
    ("text", "classification", "found"),
    [
        ("'0101", "H4", ("0101", False)),
        ("101", "H4", ("0101", True)),
        ("101", "S3", ("101", False)),
        ("TOTAL-Total", "CN", ("TOTAL", False)),
        ("27-Mineral fuels", "CN", ("27", False)),
        ("01XXXXXX", "CN", ("01XXXXXX", False)),
        ("9999aa", "H4", ("999999", False)),
        ("7D", "S4", ("7D", False)),
        ("0", "H4", ("TOTAL", False)),
        ("00", "H4", None),
        ("goods", "H4", None),
        ("", "H4", None),
    ],
)
def test_commodity_codes(text: str, classification: str, found: tuple[str, bool] | None) -> None:
    assert commodity_of(text, classification) == found


def test_rows_of_printed_tables_are_chosen_too(tmp_path: Path) -> None:
    path = files.FILES["bns"][1](tmp_path)
    found = list(sources.rows(path, reporter="KAZ", partner="KGZ", years=[2023]))
    assert [(row.flow, row.milli) for row in found] == [("export", 800_250_000), ("import", 400_250_000)]
    assert list(sources.rows(path, years=[2011])) == []
    assert "years 2011-2011" in str(sources.read(path, years=[2011]).findings[0].why)


def test_what_printed_tables_name_and_nobody_knows(tmp_path: Path) -> None:
    rows = files.bns_kaz()
    rows[7][0] = "Атлантида"
    found = sources.read(files.book(tmp_path / "t.xlsx", y=rows))
    told = next(finding for finding in found.findings if finding.code == "B145")
    assert told.place is not None
    assert (told.place.cell, "Атлантида" in told.message) == ("A8", True)
    rows = files.fts_rus()
    rows[7][0] = "Ковры"
    found = sources.read(files.book(tmp_path / "t.xlsx", y=rows))
    assert found.left_out == {"commodity": 1}


def test_a_kazakh_sheet_without_its_year_is_refused(tmp_path: Path) -> None:
    rows = files.bns_kaz()
    rows[1] = [""]
    with pytest.raises(FindingsError) as stopped:
        sources.read(files.book(tmp_path / "t.xlsx", y=rows))
    assert stopped.value.findings[0].message == "the sheet does not say its period"
