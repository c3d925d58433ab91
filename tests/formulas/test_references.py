"""References found, moved and replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.formulas.references import (
    LAST_COLUMN,
    Name,
    Reference,
    Structured,
    a1,
    column_letters,
    column_number,
    quoted,
    reference,
    references,
    rewritten,
    shifted,
    structured,
)


def test_everything_a_formula_refers_to() -> None:
    found = references("=SUM(B4:$C9)*Rate+'My s'!A1-\"D5\"&T[[#This Row],[a]:[b]]+LOG10(Data!Name)")
    assert [mention.what for mention in found] == [
        Reference(4, 2, 9, 3, shape="area", last_column_fixed=True),
        Name("Rate"),
        Reference(1, 1, 1, 1, sheet="My s"),
        Structured("T", ("#this row",), "a", "b"),
        Name("Name", sheet="Data"),
    ]


@pytest.mark.parametrize(
    "text",
    ["A1", "$A1", "A$1", "$B$2:C9", "A:C", "$A:$C", "3:5", "$3:5", "XFD1048576", "Data!A1", "'My ''s'!A1", "[1]Data!A1",
     "Sheet1:Sheet3!A1", "'[1]a b'!B2", "'A b:C'!B2", "'Q1'!A1", "'R1C1'!A1", "'2024'!A1", "Лист1!A1"],
)  # fmt: skip
def test_addresses_are_written_as_they_were_read(text: str) -> None:
    assert a1(reference(text)) == text


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "XFE1", "A1:B", "A1:2", "A1048577", "Data!"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the message
        reference(text)


def test_corners_are_put_in_order_with_their_dollars() -> None:
    assert a1(reference("B$5:$A1")) == "$A1:B$5"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [("Data", "Data"), ("My sheet", "'My sheet'"), ("It's", "'It''s'"), ("A1", "'A1'"), ("RC", "'RC'"), ("TRUE", "'TRUE'"),
     ("Total.2", "Total.2"), ("2024", "'2024'"), ("a-b", "'a-b'"), ("Імпорт", "Імпорт")],
)  # fmt: skip
def test_sheets_are_quoted_when_they_need_it(sheet: str, expected: str) -> None:
    assert quoted(sheet) == expected


@given(st.integers(1, LAST_COLUMN))
def test_columns(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ("=B4-C4", 9, 0, "=B13-C13"),
        ("B4/B$9+$C4", 2, 3, "E6/E$9+$C6"),
        ("=SUM(A:A,$3:4)", 1, 2, "=SUM(C:C,$3:5)"),
        ("=\"B4\"&'B4'!B4", 1, 0, "=\"B4\"&'B4'!B5"),
        ("=A1-XFD1", 0, 1, "=B1-#REF!"),
        ("=A1", -1, 0, "=#REF!"),
        ("=B4:B$5", 3, 0, "=B$5:B7"),
        ("=T[a]+Rate+LOG10(1)", 5, 5, "=T[a]+Rate+LOG10(1)"),
    ],
)
def test_formulas_move_as_in_a_copy(formula: str, rows: int, columns: int, expected: str) -> None:
    assert shifted(formula, rows, columns) == expected


def _down(old: Reference) -> Reference:
    return old._replace(last_row=old.last_row + 9) if old.row == 4 else old


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(B4:B4)", "=SUM(B4:B13)"),
        ("=SUM( 'Data'!B4 , C5 )", "=SUM( 'Data'!B4:B13 , C5 )"),
        ('=IF(A1="B4",B4,"B4")', '=IF(A1="B4",B4:B13,"B4")'),
        ("=b4+B5", "=B4:B13+B5"),
    ],
)
def test_only_what_changes_is_written_anew(formula: str, expected: str) -> None:
    assert rewritten(formula, _down) == expected


def test_a_lost_reference() -> None:
    assert rewritten("=SUM(B4,Data!C5)", lambda old: None if old.sheet else old) == "=SUM(B4,#REF!)"


def test_a_text_is_put_in_as_it_is() -> None:
    assert rewritten("=B4+1", lambda _: "(1+2)") == "=(1+2)+1"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(B4)", "=SUM(B4,B7)"),
        ("=SUM( B4 ,1)", "=SUM( B4,B7 ,1)"),
        ("=COUNTIF(B4,1)", "=COUNTIF((B4,B7),1)"),
        ("=SUM(B4*2)", "=SUM((B4,B7)*2)"),
        ("=SUM(-B4)", "=SUM(-(B4,B7))"),
        ("=B4", "=(B4,B7)"),
        ("=SUM(MIN(A1),Data!B4)", "=SUM(MIN(A1),Data!B4,Data!B7)"),
    ],
)
def test_one_reference_becomes_several(formula: str, expected: str) -> None:
    def change(old: Reference) -> list[Reference] | Reference:
        return [old, old._replace(row=7, last_row=7)] if old.row == 4 else old

    assert rewritten(formula, change) == expected


def test_no_reference_left_is_a_lost_one() -> None:
    assert rewritten("=SUM(B4)", lambda _: []) == "=SUM(#REF!)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T[a]", Structured("T", (), "a", "a")),
        ("T[]", Structured("T", (), None, None)),
        ("T[@]", Structured("T", ("#this row",), None, None)),
        ("[@[a b]]", Structured(None, ("#this row",), "a b", "a b")),
        ("T[@[a]:[b]]", Structured("T", ("#this row",), "a", "b")),
        ("T[[#Headers],[#Data],[a]]", Structured("T", ("#headers", "#data"), "a", "a")),
        ("T['#a]", Structured("T", (), "#a", "#a")),
        ("[1]!T[a]", Structured("T", (), "a", "a", book="[1]")),
    ],
)
def test_structured_references(text: str, expected: Structured) -> None:
    assert structured(text) == expected
