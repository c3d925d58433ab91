"""What Excel cannot hold: every excess of a laid-out sheet as a finding, so that nothing is cut in silence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.findings import error
from briefgen.writers.excel.cells import LONGEST_TEXT, units
from briefgen.writers.excel.formulas import formula_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.document import Table
    from briefgen.findings import FactPath, Finding
    from briefgen.writers.excel.grid import Grid
    from briefgen.writers.excel.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_HEADER = 255
LONGEST_FORMULA = 8192
MOST_BITS = 1020
"""Most bits of the whole part of a number: about 1 with 307 zeros."""


def excess(sheet: Worksheet) -> Iterator[Finding]:
    """Yield a finding for each thing of a sheet that Excel cannot hold, or that would change when recalculated."""
    rows = sheet.last_row
    columns = len(sheet.grid.headers) if sheet.grid else 1
    for many, most, what in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if many > most:
            yield error(
                "B633",
                f"the sheet `{sheet.name}` would have {many} {what}",
                why=f"Excel has room for {most}",
                help="divide its table, for example by years or by chapters, or its text with more headings",
            )
    for line in sheet.lines:
        if units(line.text) > LONGEST_TEXT:
            yield _too_long(line.text, f"a line of the sheet `{sheet.name}`", None)
    if sheet.table and sheet.grid:
        yield from _heads(sheet.table, sheet.grid)
        yield from _cells(sheet.table, sheet.grid)


def _heads(table: Table, grid: Grid) -> Iterator[Finding]:
    for header in grid.headers:
        if len(header) > LONGEST_HEADER:
            yield error(
                "B634",
                f"a column head of the table `{table.name}` has {len(header)} characters",
                why=f"Excel names a column with at most {LONGEST_HEADER}",
                help=f"shorten the title of the column `{header[:40]}…` and tell the rest in a note of the table",
            )
    letters = {column.key: "XFD" for column in table.columns}
    for column in table.columns:
        if column.formula and len(formula_text(column.formula, letters, MOST_ROWS)) > LONGEST_FORMULA:
            yield error(
                "B634",
                f"the formula of the column `{column.key}` of the table `{table.name}` is too long",
                why=f"it adds {len(column.formula.of)} columns; a formula has at most {LONGEST_FORMULA} characters",
                help="add the columns in two steps, with a column for each part",
            )


def _cells(table: Table, grid: Grid) -> Iterator[Finding]:
    for row, index in grid.wrong:
        column, cell = table.columns[index], table.rows[row][index]
        assert column.formula is not None  # noqa: S101 - only columns with a formula can be wrong
        yield error(
            "B635",
            f"`{cell.text}` in the column `{column.key}` of the table `{table.name}`, row {row + 1}, is not the"
            f" {column.formula.kind} of {', '.join(column.formula.of)}",
            why="the number would change as soon as somebody recalculates the workbook",
            help="correct the value, or give the column no formula",
            at=_path(cell.origin),
        )
    for row, values in enumerate(grid.rows):
        for index, value in enumerate(values):
            if isinstance(value, Fraction):
                if value.numerator.bit_length() - value.denominator.bit_length() > MOST_BITS:
                    yield error(
                        "B636",
                        f"a number of the table `{table.name}`, row {row + 1}, is too large for Excel",
                        why="Excel holds numbers up to 1 with 307 zeros",
                        help="check the number and its unit",
                        at=_path(table.rows[row][index].origin),
                    )
            elif units(value) > LONGEST_TEXT:
                origin = table.rows[row][index].origin
                yield _too_long(value, f"a cell of the table `{table.name}`, row {row + 1},", origin)


def _too_long(text: str, where: str, origin: str | None) -> Finding:
    return error(
        "B634",
        f"{where} has {units(text)} characters",
        why=f"Excel cuts a cell after {LONGEST_TEXT} characters",
        help=f"shorten the text that begins `{text[:40]}`, or divide it into paragraphs",
        at=_path(origin),
    )


def _path(origin: str | None) -> FactPath | None:
    return tuple(int(step) if step.isdigit() else step for step in origin.split(".")) if origin else None
