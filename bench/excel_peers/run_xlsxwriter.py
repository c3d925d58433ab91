"""Write the bench's rows with XlsxWriter, in memory and in constant memory, with the same number formats."""

from __future__ import annotations

from functools import partial

import content
from xlsxwriter import Workbook


def write(rows: list[content.Row], out: str, *, constant: bool) -> None:
    """Write row by row, each cell by the method of its type."""
    with Workbook(out, {"constant_memory": constant}) as book:
        sheet = book.add_worksheet()
        formats = [None if code == "General" else book.add_format({"num_format": code}) for code in content.FORMATS]
        for at, width in enumerate(content.WIDTHS):
            sheet.set_column(at, at, width)
        sheet.write_row(0, 0, content.TITLES, book.add_format({"bold": True}))
        writers = [sheet.write_string] * 4 + [sheet.write_number] * 4
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                writers[at](number, at, value, formats[at])


content.run({"normal": partial(write, constant=False), "constant_memory": partial(write, constant=True)})
