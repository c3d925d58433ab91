"""Write the bench's rows with openpyxl, in memory and write-only, with the same number formats."""

from __future__ import annotations

import content
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter


def normal(rows: list[content.Row], out: str) -> None:
    """Write cell by cell in memory."""
    book = Workbook()
    sheet = book.active
    sheet.append(content.TITLES)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(row)
    for at, (code, width) in enumerate(zip(content.FORMATS, content.WIDTHS, strict=True), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        if code != "General":
            for (cell,) in sheet.iter_rows(2, len(rows) + 1, at, at):
                cell.number_format = code
    book.save(out)


def write_only(rows: list[content.Row], out: str) -> None:
    """Write row by row to the file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for at, width in enumerate(content.WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads = [WriteOnlyCell(sheet, title) for title in content.TITLES]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        cells = []
        for value, code in zip(row, content.FORMATS, strict=True):
            cell = value
            if code != "General":
                cell = WriteOnlyCell(sheet, value)
                cell.number_format = code
            cells.append(cell)
        sheet.append(cells)
    book.save(out)


content.run({"normal": normal, "write_only": write_only})
