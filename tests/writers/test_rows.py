"""Big tables: every value comes back as it was, whatever it is; memory is bounded; nothing is cut or half written."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring
from python_calamine import CalamineWorkbook

from briefgen.findings import FindingsError
from briefgen.writers.rows import RowColumn, RowTable, columns, sheets, write_rows
from briefgen.writers.rows.book import write_rows_to

PLAIN = (RowColumn("Partner"), RowColumn("HS", "@"), RowColumn("Year", "0"), RowColumn("Value", "#,##0.0"))
ROWS = [("TJK", "0101", 2010, 19172.3), ("UZB", "27", 2011, 0.5)]


def made(*tables: RowTable) -> bytes:
    file = io.BytesIO()
    write_rows_to(file, tables, name="out.xlsx", title="", language="en", moment=0)
    return file.getvalue()


def read(data: bytes) -> list[list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]


def one_column(values: list[Any], code: str = "General") -> list[Any]:
    (sheet,) = read(made(RowTable("t", (RowColumn("v", code), RowColumn("n")), [(value, 1) for value in values])))
    return [row[0] for row in sheet[1:]]


def test_rows_come_back_as_they_were() -> None:
    (sheet,) = read(made(RowTable("Trade flows", PLAIN, ROWS)))
    assert sheet == [["Partner", "HS", "Year", "Value"], *map(list, ROWS)]


def test_readers_agree() -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `readers` is not installed")
    polars = pytest.importorskip("polars", reason="the extra `readers` is not installed")
    data = made(RowTable("Trade flows", PLAIN, ROWS))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Trade_flows"]
    assert book.get_sheet_by_index(0).to_python()[1:] == [list(row) for row in ROWS]
    types = {"HS": str}
    assert [
        tuple(row)
        for row in pandas.read_excel(io.BytesIO(data), dtype=types, engine="calamine").itertuples(index=False)
    ] == ROWS
    assert polars.read_excel(io.BytesIO(data)).rows() == ROWS


def test_the_table_is_marked_up_and_its_formats_are_those_asked_for() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(RowTable("Trade flows", PLAIN, ROWS)))).active
    assert sheet.tables.items() == [("Trade_flows", "A1:D3")]
    assert [cell.number_format for cell in sheet[2]] == ["General", "@", "0", "#,##0.0"]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.b


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (10**14, 10**14),
        (-0.125, -0.125),
        (1e-9, 1e-9),
        (Decimal("12.30"), 12.3),
        (Fraction(1, 8), 0.125),
        (date(2011, 12, 20), datetime(2011, 12, 20)),
        (datetime(2011, 12, 20, 6, 30), datetime(2011, 12, 20, 6, 30)),
        (date(1899, 1, 1), "1899-01-01"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        ("", ""),
        (" a ", " a "),
        ("two\nlines", "two\nlines"),
    ],
)
def test_values_of_any_kind(value: Any, stored: Any) -> None:
    assert one_column([value, "text", 5]) == [stored, "text", 5]
    assert one_column([value] * 3) == [stored] * 3


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_are_exact(values: list[float]) -> None:
    xml = zipfile.ZipFile(io.BytesIO(made(RowTable("t", (RowColumn("v"),), [(value,) for value in values]))))
    sheet = fromstring(xml.read("xl/worksheets/sheet1.xml"))
    told = [one.text for one in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}v")]
    assert [float(text or "") for text in told[1:]] == values


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1))
def test_any_text_is_that_text(values: list[str]) -> None:
    assert one_column(values) == [
        value.replace("_x", "_x005F_x") if _looks_escaped(value) else value for value in values
    ]


def _looks_escaped(text: str) -> bool:
    import re

    return bool(re.search("_x[0-9A-Fa-f]{4}_", text))


def test_texts_beyond_those_that_are_shared_stand_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MOST_SHARED", 3)
    values = [f"text {number}" for number in range(20)]
    assert one_column(values) == values
    names = zipfile.ZipFile(io.BytesIO(made(RowTable("t", (RowColumn("v"),), [(value,) for value in values]))))
    assert names.read("xl/sharedStrings.xml").count(b"<si>") == 3


def test_what_a_sheet_has_no_room_for_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 11)
    rows = [(number,) for number in range(25)]
    out = tmp_path / "out.xlsx"
    (told,) = write_rows(out, [RowTable("Flows", (RowColumn("n"),), iter(rows))])
    assert told.code == "B638"
    assert "`Flows`, `Flows_2`, `Flows_3`" in (told.why or "")
    found = read(out.read_bytes())
    assert [row for sheet in found for row in sheet[1:]] == [list(row) for row in rows]
    assert [sheet[0] for sheet in found] == [["n"]] * 3
    assert write_rows(out, [RowTable("Flows", (RowColumn("n"),), rows[:10])]) == []


def test_same_rows_same_bytes_from_a_list_or_an_iterator() -> None:
    rows = [(str(number), "x", number, number / 7) for number in range(5000)]
    assert made(RowTable("t", PLAIN, rows)) == made(RowTable("t", PLAIN, iter(rows)))


def test_no_rows_are_a_table_with_heads() -> None:
    (sheet,) = read(made(RowTable("t", PLAIN, [])))
    assert sheet == [["Partner", "HS", "Year", "Value"]]


def test_heads_differ_and_are_never_empty() -> None:
    (sheet,) = read(made(RowTable("t", (RowColumn("a"), RowColumn("A"), RowColumn(" "), RowColumn("=1\n+1")), [])))
    assert sheet == [["a", "A 2", "Column 3", "=1 +1"]]


WRONG: list[tuple[list[tuple[Any, ...]], str, str]] = [
    ([("a", 1), ("b",)], "B639", "A3"),
    ([("a", 1), ("x" * 32_768, 1)], "B634", "A3"),
    ([("a", [1])], "B639", "B2"),
    ([("a", 10**400)], "B636", "B2"),
]


@pytest.mark.parametrize(("rows", "code", "cell"), WRONG)
def test_what_no_cell_can_hold_is_told_and_nothing_is_written(
    tmp_path: Path, rows: list[tuple[Any, ...]], code: str, cell: str
) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"earlier")
    with pytest.raises(FindingsError) as caught:
        write_rows(out, [RowTable("t", (RowColumn("a"), RowColumn("b")), rows)])
    (finding,) = caught.value.findings
    assert (finding.code, finding.place and finding.place.cell) == (code, cell)
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert out.read_bytes() == b"earlier"


def test_no_table_and_no_columns_are_told(tmp_path: Path) -> None:
    for tables, code in (([], "B639"), ([RowTable("t", (), [])], "B633")):
        with pytest.raises(FindingsError) as caught:
            write_rows(tmp_path / "out.xlsx", tables)
        assert [finding.code for finding in caught.value.findings] == [code]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(FindingsError) as caught:
        write_rows(tmp_path / "out.xlsx", [RowTable("t", PLAIN, ROWS)])
    assert [finding.code for finding in caught.value.findings] == ["B701"]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import resource, sys\n"
        "from briefgen.writers.rows import *\n"
        "def rows(n): return ((f'text {i % 5000}', i, i / 3, 'x') for i in range(n))\n"
        "columns = [RowColumn(name) for name in 'abcd']\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "write_rows(sys.argv[1], [RowTable('t', columns, rows(20_000))])\n"
        "before = peak()\n"
        "write_rows(sys.argv[1], [RowTable('t', columns, rows(400_000))])\n"
        "print(peak() - before)\n"
    )
    grown = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out.xlsx")], check=True, capture_output=True, text=True
    )
    assert int(grown.stdout) < 4 * 1024, "KiB"
