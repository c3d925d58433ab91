"""Workbooks recalculated by LibreOffice: written, converted, and read back without any interpretation."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo

from briefgen.formulas.addresses import Reference
from briefgen.formulas.evaluate import Error, Formula, Table
from briefgen.formulas.references import a1, column_letters, reference

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def write(
    path: Path, cells: dict[tuple[str, int, int], object], names: dict[str, str], tables: dict[str, Table]
) -> None:
    """Write the cells as a workbook without stored values."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in dict.fromkeys(sheet for sheet, _, _ in cells):
        book.create_sheet(sheet)
    for (sheet, row, column), value in cells.items():
        place = book[sheet].cell(row, column)
        if isinstance(value, Formula):
            text = "=" + value.text.removeprefix("=")
            place.value = ArrayFormula(place.coordinate, text) if value.array else text
        elif isinstance(value, Error):
            place.value = value.code
        else:
            place.value = value
            if isinstance(value, str):
                place.data_type = "s"
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    for name, table in tables.items():
        span = Reference(table.row, table.column, table.last_row, table.last_column, shape="area")
        added = SheetTable(displayName=name, ref=a1(span))
        added.tableStyleInfo = TableStyleInfo(name="TableStyleLight1")
        book[table.sheet].add_table(added)
    book.save(path)


def recalculated(path: Path, folder: Path) -> dict[tuple[str, int, int], object]:
    """Return the values that LibreOffice computes: floats, text, bool or `Error`."""
    assert SOFFICE is not None
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=240)
    return stored(folder / "out" / path.name)


def stored(path: Path) -> dict[tuple[str, int, int], object]:
    """Return the stored values of a workbook."""
    found: dict[tuple[str, int, int], object] = {}
    with zipfile.ZipFile(path) as archive:
        sheets = [
            sheet.get("name") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = etree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{_MAIN}si")
            shared = ["".join(text.text or "" for text in item.iter(f"{_MAIN}t")) for item in strings]
        for number, sheet in enumerate(sheets, 1):
            tree = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            for cell in tree.iter(f"{_MAIN}c"):
                place = reference(cell.get("r"))
                value = cell.findtext(f"{_MAIN}v")
                if value is not None:
                    found[sheet, place.row, place.column] = _read(cell.get("t"), value, shared)
    return found


def _read(kind: str | None, value: str, shared: list[str]) -> object:
    if kind == "s":
        return shared[int(value)]
    if kind == "str":
        return value
    if kind == "b":
        return value == "1"
    return Error(value) if kind == "e" else float(value)


def address(cell: tuple[str, int, int]) -> str:
    """Return how a person names the cell."""
    return f"{cell[0]}!{column_letters(cell[2])}{cell[1]}"
