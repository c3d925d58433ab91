"""Workbooks as people make them: dates, numbers, formulas, hidden and merged cells."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from briefgen.findings import Severity
from briefgen.scaffold import workbook
from inputs.forms import codes, one, reading, text

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from briefgen.findings import Finding
    from briefgen.source import Source

HEADER = ("reporter", "partner", "flow", "commodity", "period", "value", "unit")


def book(*rows: tuple[Any, ...], header: tuple[Any, ...] = HEADER) -> Workbook:
    """Return a workbook with the sheets brief and trade."""
    made = openpyxl.Workbook()
    head = made.worksheets[0]
    head.title = "brief"
    head.append(("field", "value"))
    head.append(("id", "x"))
    trade = made.create_sheet("trade")
    trade.append(header)
    for row in rows:
        trade.append(row)
    return made


def read_book(folder: Path, made: Workbook) -> tuple[Source | None, list[Finding]]:
    """Save a workbook and read it."""
    raw = io.BytesIO()
    made.save(raw)
    return reading(text(folder, raw.getvalue(), "brief.xlsx"))


def row_of(folder: Path, made: Workbook) -> dict[str, Any]:
    """Read a workbook that is right and return its first row of trade."""
    source, findings = read_book(folder, made)
    assert findings == []
    assert source is not None
    rows = source.tree["trade"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    return rows[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2011, "2011"),
        (2011.0, "2011"),
        (26740.5, "26740.5"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e16, "10000000000000000"),
        (-3.25, "-3.25"),
        ("1 204,5", "1 204,5"),
        (True, "yes"),
        (False, "no"),
    ],
)
def test_values_are_the_text_a_reader_sees(tmp_path: Path, value: object, expected: str) -> None:
    assert row_of(tmp_path, book((None, None, None, None, None, value)))["value"] == expected


def test_a_percentage_is_read_as_it_is_shown(tmp_path: Path) -> None:
    made = book((None, None, None, None, None, 0.125, "%"))
    made["trade"]["F2"].number_format = "0.0%"
    assert row_of(tmp_path, made)["value"] == "12.5"


def test_zeros_that_the_sheet_shows_are_read(tmp_path: Path) -> None:
    made = book((None, None, None, 101))
    made["trade"]["D2"].number_format = "0000"
    assert row_of(tmp_path, made)["commodity"] == "0101"


def test_a_code_that_lost_its_zero_is_found_once_for_its_column(tmp_path: Path) -> None:
    source, findings = read_book(
        tmp_path, book((None, None, None, 101), (None, None, None, 2716), (None, None, None, 8))
    )
    found = one(findings, "B138")
    assert found.message == "`101` and 1 more are numbers in column `commodity`: zeros may be lost"
    assert found.severity is Severity.WARNING
    assert found.place is not None
    assert found.place.cell == "D2"
    assert source is not None


def test_dates_are_iso_and_a_day_that_is_not_shown_is_not_invented(tmp_path: Path) -> None:
    first = datetime.date(2011, 12, 1)
    made = book(*[(None, None, None, None, first)] * 3)
    for row, shown_as in ((2, "dd.mm.yyyy"), (3, "mmm-yy"), (4, "yyyy")):
        made["trade"].cell(row, 5).number_format = shown_as
    source, findings = read_book(tmp_path, made)
    assert source is not None
    assert source.tree["trade"] == [{"period": "2011-12-01"}, {"period": "2011-12"}, {"period": "2011"}]
    assert [(finding.code, finding.severity) for finding in findings] == [("B139", Severity.WARNING)] * 2


def test_what_excel_took_for_a_date_is_found(tmp_path: Path) -> None:
    found = one(read_book(tmp_path, book((None, None, None, datetime.date(2024, 1, 2))))[1], "B139")
    assert found.severity is Severity.ERROR
    assert found.place is not None
    assert found.place.cell == "D2"
    one(read_book(tmp_path, book((None, None, None, None, datetime.time(12, 30))))[1], "B139")


def test_formulas_errors_and_odd_characters(tmp_path: Path) -> None:
    made = book(("=1+1",), ("#REF!",), ("a_x0007_b",))
    found = read_book(tmp_path, made)[1]
    assert codes(found) == ["B109", "B136", "B137"]
    assert [finding.place.cell for finding in found if finding.place] == ["A2", "A3", "A4"]


def test_hidden_and_merged_cells_are_told(tmp_path: Path) -> None:
    made = book(("A", "B"), ("C", "D"))
    sheet = made["trade"]
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.sheet_state = "hidden"
    source, found = read_book(tmp_path, made)
    assert codes(found) == ["B134", "B135"]
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert found[0].message == "hidden, but read: the sheet, row 3, column B"
    assert source is not None
    assert source.tree["trade"] == [{"reporter": "A", "partner": "B"}, {"partner": "D"}]


def test_sheets_and_headers_that_are_not_known(tmp_path: Path) -> None:
    made = book(("A", "x", "y", "z"), header=("reporter", "partnr", "reporter", None))
    made.create_sheet("partes").append(("id",))
    made.create_sheet("instructions").append(("anything",))
    made.create_sheet("Sheet1")
    found = read_book(tmp_path, made)[1]
    assert codes(found) == ["B122", "B123", "B124", "B133"]
    assert {finding.code: finding.help for finding in found}["B133"] == "did you mean `parties`?"


def test_the_sheet_brief_is_needed_with_its_columns(tmp_path: Path) -> None:
    made = book()
    made["brief"].title = "breif"
    one(read_book(tmp_path, made)[1], "B132")
    made = book()
    made["brief"]["A1"] = "id"
    one(read_book(tmp_path, made)[1], "B132")


def test_faults_of_the_sheet_brief(tmp_path: Path) -> None:
    made = book()
    for row in (
        ("tite.uk", "x"),
        (None, "x"),
        ("title", "x"),
        ("title.uk", "y"),
        ("as_of", datetime.date(2011, 12, 20)),
    ):
        made["brief"].append(row)
    source, found = read_book(tmp_path, made)
    assert codes(found) == ["B122", "B123", "B124"]
    assert source is not None
    assert source.tree == {"id": "x", "title": "x", "as_of": "2011-12-20"}


def test_a_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    made = book(("A",))
    made["trade"]["XFD1048576"] = "x"
    one(read_book(tmp_path, made)[1], "B123")


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """Return a zip file of the parts."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04 nothing", "brief.xlsx", "B130"),
        (b"plain text", "brief.xlsx", "B130"),
        (zipped(("a.txt", b"x")), "brief.xlsx", "B130"),
        (zipped(("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")), "brief.xlsx", "B130"),
        (zipped(("xl/vbaProject.bin", b"x")), "brief.xlsx", "B131"),
        (zipped(("xl/a.xml", bytes(8_000_000))), "brief.xlsx", "B105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "brief.xlsx", "B131"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "brief.xls", "B131"),
        (workbook(None), "brief.xlsm", "B131"),
        (b"", "brief.xlsx", "B106"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(tmp_path: Path, content: bytes, name: str, code: str) -> None:
    found = one(reading(text(tmp_path, content, name))[1], code)
    assert found.place is not None
    assert found.place.file.endswith(name)
    assert found.help
