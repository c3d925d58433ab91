"""Whole workbooks evaluated: order, circles, names, tables, what is not known and how far that spreads."""

from __future__ import annotations

import datetime as dt
import math
import random
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.formulas import functions
from briefgen.formulas.evaluate import Error, Formula, Table, Unknown, Value, evaluate_all
from briefgen.formulas.references import column_letters
from formulas.test_tokens import PIECES

Cells = dict[tuple[str, int, int], object]


def column(*values: object, sheet: str = "S", number: int = 1) -> Cells:
    """Put values below one another; texts with `=` are formulas."""
    return {
        (sheet, row, number): Formula(value) if isinstance(value, str) and value.startswith("=") else value
        for row, value in enumerate(values, 1)
    }


def values(cells: Cells, **others: object) -> list[Value]:
    return list(evaluate_all(cells, **others).values())  # type: ignore[arg-type]


def test_only_formulas_are_answered_in_the_order_of_the_cells() -> None:
    assert evaluate_all(column(1, "=A3*2", "=A1+1")) == {("S", 2, 1): 4.0, ("S", 3, 1): 2.0}


@pytest.mark.parametrize(("order", "length"), [(1, 20_000), (-1, 100_000)])
def test_a_chain_as_long_as_a_sheet(order: int, length: int) -> None:
    cells = column(1.0, *(f"=A{row - 1}+1" for row in range(2, length + 1)))
    found = evaluate_all(dict(list(cells.items())[::order]))
    assert found["S", length, 1] == float(length)


def test_a_long_sum_of_single_cells() -> None:
    cells = column(*(1.0 for _ in range(3_000)), "=" + "+".join(f"A{row}" for row in range(1, 3_001)))
    assert values(cells) == [3_000.0]


def test_areas_wait_for_the_formulas_in_them() -> None:
    assert values(column("=SUM(A2:A4)", "=A3*2", "=A4*2", 1)) == [7.0, 4.0, 2.0]


def test_the_result_does_not_hang_on_the_order_of_the_cells() -> None:
    cells = column(
        3, "=A1*2", "=SUM(A1:A2)", "=A3/A2", "=IF(A4>1,A9,A3)", "=COUNT(A1:A5)", "=A6&A5", "=LEFT(A7)", "=A8+1"
    )
    wanted = evaluate_all(cells)
    chance = random.Random(7)  # noqa: S311
    for _ in range(20):
        items = list(cells.items())
        chance.shuffle(items)
        assert evaluate_all(dict(items)) == wanted


def test_circles_are_unknown_and_the_rest_is_not() -> None:
    found = values(column("=A2", "=A3+1", "=A1", "=A1*2", "=1+1", "=A6", "=SUM(A5:A7)", "=IF(TRUE,5,A6)"))
    assert [isinstance(value, Unknown) for value in found] == [True, True, True, True, False, True, True, False]
    assert "itself" in str(found[0])
    assert found[4] == 2.0


def test_what_a_circle_leads_to_has_its_value() -> None:
    cells = {**column("=B1+A2+A3", "=A3", "=4"), **column("=A2+A1", number=2)}
    assert values(cells) == [
        Unknown("the formula depends on itself"),
        4.0,
        4.0,
        Unknown("the formula depends on itself"),
    ]


def test_unknown_spreads_but_not_to_what_does_not_need_it() -> None:
    found = values(
        column("=TODAY()", "=A1+1", "=SUM(A1:A2)", "=IF(FALSE,A1,3)", "=IFERROR(A1,0)", "=ISERROR(A1)", "=A1&A1")
    )
    assert [isinstance(value, Unknown) for value in found] == [True, True, True, False, True, True, True]
    assert found[0] == found[2] == found[6]
    assert "TODAY" in str(found[0])


def test_numbers_and_days_of_any_kind() -> None:
    given = [3, Fraction(1, 4), Decimal("2.5"), dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 18), dt.date(1900, 1, 1)]
    cells = {**column(*given), **column(*(f"=A{row}+0" for row in range(1, 7)), number=2)}
    assert values(cells) == [3.0, 0.25, 2.5, 45_351.0, 45_351.75, 1.0]


def test_a_value_of_another_kind_is_unknown() -> None:
    assert isinstance(values(column(object(), "=A1"))[0], Unknown)


def test_names() -> None:
    cells = {
        **column(1, 2, "=Total*Rate", "=SUM(all)", "=Shift", "=Twice", "=SumOfBoth", "=Own"),
        ("T", 1, 1): Formula("Own"),
    }
    names: dict[str | tuple[str, str], str] = {
        "Rate": "10%", "All": "S!$A$1:$A$2", "total": "SUM(All)", "Shift": "S!A1", "Twice": "Twice+1",
        "SumOfBoth": "'S'!$A$1+S!$A$2", ("S", "Own"): '"here"', "Own": '"there"',
    }  # fmt: skip
    found = values(cells, names=names)
    assert found[0] == pytest.approx(0.3)
    assert found[1] == 3.0
    assert isinstance(found[2], Unknown)
    assert isinstance(found[3], Unknown)
    assert found[4:] == [3.0, "here", "there"]


def test_sheets_are_found_without_regard_to_capitals() -> None:
    cells = {("My sheet", 1, 1): 5, ("S", 1, 1): Formula("'MY SHEET'!a1*2"), ("S", 2, 1): Formula("Empty!A1")}
    assert values(cells) == [10.0, Unknown("the sheet 'Empty' is not there")]
    assert values(cells, sheets={"Empty"}) == [10.0, 0.0]


TRADE = {"Trade": Table("S", 1, 1, 4, 3, ("Goods", "It's [new]", "Share"), totals_rows=1)}


@pytest.mark.parametrize(
    ("row", "formula", "expected"),
    [
        (2, "Trade[[#This Row],[It's [new]]]", 10.0),
        (3, "Trade[@[It''s '[new']]]/Trade[[#Totals],[It''s '[new']]]", 0.75),
        (3, "[@[It''s '[new']]]*2", 60.0),
        (9, "Trade[[#This Row],[It''s '[new']]]", Error("#VALUE!")),
        (9, "SUM(Trade[It''s '[new']])", 40.0),
        (9, "SUM(trade[#All])", 80.0),
        (9, "ROWS(Trade)", 2.0),
        (9, "Trade[[#Headers],[Goods]]", "Goods"),
        (9, "COUNTA(Trade[[#Headers],[#Data],[Goods]])", 3.0),
        (9, "COLUMNS(Trade[[Goods]:[Share]])", 3.0),
    ],
)
def test_structured_references(row: int, formula: str, expected: object) -> None:
    cells: Cells = {
        ("S", 1, 1): "Goods",
        ("S", 1, 2): "It's [new]",
        ("S", 1, 3): "Share",
        ("S", 2, 1): "tea",
        ("S", 2, 2): 10,
    }
    cells |= {("S", 3, 1): "milk", ("S", 3, 2): 30, ("S", 4, 1): "Total", ("S", 4, 2): 40}
    at = ("S", row, 3 if row < 9 else 9)
    if "[It's [new]]" in formula:
        formula = formula.replace("[It's [new]]", "[It''s '[new']]")
    assert evaluate_all({**cells, at: Formula(formula)}, tables=TRADE)[at] == expected


def test_subtotals_leave_subtotals_out() -> None:
    cells = column(1, 2, "=SUBTOTAL(9,A1:A2)", 4, "=SUBTOTAL(9,A4:A4)", "=SUBTOTAL(9,A1:A5)", "=SUM(A1:A5)")
    assert values(cells) == [3.0, 4.0, 7.0, 14.0]


def test_a_subtotal_within_a_formula_is_not_certain() -> None:
    assert isinstance(values(column(1, "=SUBTOTAL(9,A1:A1)+0", "=SUBTOTAL(9,A1:A2)"))[1], Unknown)


def test_hidden_rows() -> None:
    cells = column(1, 2, 3, "=SUBTOTAL(109,A1:A3)", "=SUBTOTAL(9,A1:A3)", "=SUM(A1:A3)")
    found = values(cells, hidden={("S", 2)})
    assert found[0] == 4.0
    assert isinstance(found[1], Unknown)
    assert found[2] == 6.0


def test_formulas_of_one_shape_are_told_apart_by_texts_and_names() -> None:
    cells = {
        **column(1, 2),
        **column('="A1"&A1', '="A2"&A2', "=A1B+A1", "=LOG10(A2*50)", "=$A$1+a2", "=A1:A1", number=2),
    }
    found = values(cells)
    assert found[:2] == ["A11", "A22"]
    assert isinstance(found[2], Unknown)
    assert found[3:] == [pytest.approx(2.0), 3.0, 1.0]


ADDENDS = [
    ("{c}", lambda row, column: row * 1000.0 + column),
    ("$A${r}", lambda row, _: row * 1000.0 + 1),
    ('LEN("{c}")', lambda row, column: float(len(column_letters(column) + str(row)))),
    ('LEN("a""{c}")', lambda row, column: float(2 + len(column_letters(column) + str(row)))),
    ("'A1'!{c}", lambda row, column: -(row * 1000.0 + column)),
    ("SUM({c}:{c})", lambda row, column: row * 1000.0 + column),
    ("SUM(A{r}:B{r})", lambda row, _: row * 2000.0 + 3),
    ("ROWS(A:C)", lambda _row, _column: 1_048_576.0),
    ("IFERROR(#REF!{c},7)", lambda _row, _column: 7.0),
    ("MAX({c},LOG10(10))", lambda row, column: row * 1000.0 + column),
    ("ROWS(T[A1])*{r}", lambda row, _: 9.0 * row),
    ("{low}", lambda row, column: row * 1000.0 + column),
]


@given(st.lists(st.tuples(st.sampled_from(ADDENDS), st.integers(1, 9), st.integers(1, 3)), min_size=1, max_size=5))
def test_what_looks_like_a_cell_is_one_only_where_it_is(addends: list[tuple[Any, int, int]]) -> None:
    """Formulas of one shape are cut quickly; here with everything that could mislead that, in several rows at once."""
    cells: Cells = {("S", row, column): row * 1000.0 + column for row in range(1, 20) for column in range(1, 4)}
    cells |= {("A1", row, column): -float(cells["S", row, column]) for _, row, column in list(cells)}  # type: ignore[arg-type]
    wanted = {}
    for down in range(10):
        parts, total = [], 0.0
        for (text, value), row, column in addends:
            cell = f"{column_letters(column)}{row + down}"
            parts.append(text.format(c=cell, low=cell.lower(), r=row + down))
            total += value(row + down, column)
        cells["S", 30 + down, 9] = Formula("+".join(parts))
        wanted["S", 30 + down, 9] = total
    assert evaluate_all(cells, tables={"T": Table("S", 1, 1, 10, 1, ("A1",))}) == wanted


def test_running_totals_and_lookups_in_long_columns() -> None:
    count = 3_000
    cells = column(*(float(row) for row in range(1, count + 1)))
    for row in range(1, count + 1):
        cells["S", row, 2] = Formula(f"SUM(A$1:A{row})")
        cells["S", row, 4] = Formula(f"SUM(B${max(1, row - 1)}:B{row})+COUNT(D$1:D{row - 1})" if row > 1 else "0")
        cells["S", row, 3] = Formula(f"MATCH(A{row},A$1:A${count},0)+SUMIFS(B:B,A:A,A{row})")
    found = evaluate_all(cells)
    assert found["S", count, 2] == count * (count + 1) / 2
    assert found["S", 10, 3] == 10 + 55
    assert found["S", 10, 4] == 45 + 55 + 9


def test_sums_are_exact() -> None:
    cells = column(*[0.1] * 10, "=SUM(A1:A10)", "=SUM(A1:A10)-1")
    assert values(cells) == [math.fsum([0.1] * 10), 0.0]


def test_importing_it_imports_nothing_heavy() -> None:
    code = (
        "import sys; import briefgen.formulas.evaluate;"
        "print(sorted({'numpy', 'openpyxl', 'decimal', 'datetime', 'inspect', 'dataclasses'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


ARGUMENTS = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A1:B3",
    "A1:A5",
    "A:A",
    "1:2",
    "B1:B3",
    "1E300",
    "-1E300",
    "1E-300",
    "-1",
    "0",
    "0.5",
    "-0.5",
    "2",
]
ARGUMENTS += [
    "",
    '""',
    '"x"',
    '"2"',
    "TRUE",
    "#N/A",
    "{1,2;3,4}",
    '{"a";TRUE}',
    "(A1,A2)",
    "A1:A2 A2:A3",
    "TODAY()",
    "T[a]",
    "Nm",
    '">1"',
    '"m"',
]


@pytest.mark.parametrize("array", [False, True])
def test_no_argument_makes_any_function_fail(array: bool) -> None:
    chance = random.Random(3)  # noqa: S311
    cells = {**column(1, -2.5, "x", None, Error("#DIV/0!")), **column(True, 45_000, "tea", number=2)}
    tables = {"T": Table("S", 1, 1, 5, 2, ("a", "b"))}
    kinds: Counter[type] = Counter()
    for module in functions.MODULES:
        for name, function in import_module(f"briefgen.formulas.functions.{module}").FUNCTIONS.items():
            for turn in range(24):
                count = chance.randint(function.least, len(function.kinds) + 2 * bool(function.repeats))
                call = f"{name}({','.join(chance.choice(ARGUMENTS) for _ in range(count))})"
                text = call if turn % 2 else f"A{turn % 5 + 1}^{turn}&-{call}={call}"
                [value] = values(
                    {**cells, ("S", 3, 4): Formula(text, array)}, names={"Nm": "S!$A$1:$A$3"}, tables=tables
                )
                assert not isinstance(value, float) or math.isfinite(value), text
                kinds[type(value)] += 1
    assert set(kinds) == {float, str, bool, Error, Unknown}


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(
        evaluate_all({("S", 1, 2): Formula(text), ("S", 1, 1): 5.0})["S", 1, 2], float | str | bool | Error | Unknown
    )


@pytest.mark.parametrize(
    "formula", ["(" * 60 + "1" + ")" * 60, "ABS(" * 60 + "1" + ")" * 60, "IF(TRUE," * 60 + "1" + ")" * 60]
)
def test_deep_nesting(formula: str) -> None:
    assert values({("S", 1, 1): Formula(formula)}) == [1.0]


@pytest.mark.parametrize("formula", ["(" * 4000 + "1" + ")" * 4000, "-" * 4000 + "1", "1" + "%" * 4000])
def test_nesting_too_deep_is_unknown(formula: str) -> None:
    assert isinstance(values({("S", 1, 1): Formula(formula)})[0], Unknown)
