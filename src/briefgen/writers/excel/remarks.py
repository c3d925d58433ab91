"""Values that are more than a number ("over 30", "26.1 p"): the number stays one, the words go to a column apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column
from briefgen.writers.excel.grid import NOT_APPLICABLE, NUMERIC, is_number, is_sign, single_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.document import Table

_MARK = re.compile(r"[\d.,'\u2019\s%+\u2212-]*\d\s*([^\W\d_])")


def with_remarks(table: Table, labels: Mapping[str, str]) -> Table:
    """Return the table with numbers in its columns of numbers, what else stood there in a last column of remarks.

    A table whose numbers are plain is returned as it is. A number whose mark the notes explain (`26.1 p`) gives the
    shorthand (`[p]`), any other text is told whole: nothing of it is lost.
    """
    letters = single_letters(table.notes)
    rows, told = [], []
    table = _with_words(table, labels["none"])
    for row in table.rows:
        cells, remarks = [], []
        for cell, column in zip(row, table.columns, strict=True):
            text = cell.text.strip()
            if column.kind not in NUMERIC or is_number(text) or is_sign(text) or text in letters or _is_shorthand(text):
                cells.append(cell)
                continue
            mark = _MARK.fullmatch(text)
            said = letters.get(mark[1]) if mark and cell.value is not None else None
            remarks.append(f"{column.title}: {said or text}")
            cells.append(replace(cell, text="" if cell.value is not None else NOT_APPLICABLE))
        rows.append(cells)
        told.append("; ".join(remarks))
    if not any(told):
        return table
    key = "remark"
    while any(column.key == key for column in table.columns):
        key += "_"
    whole = tuple((*cells, Cell(said or labels["none"])) for cells, said in zip(rows, told, strict=True))
    return replace(table, columns=(*table.columns, Column(key, labels["note"], width=1.5)), rows=whole)


def _with_words(table: Table, none: str) -> Table:
    """Return the table with a word where a status is blank: nothing is to be told, which is not the same as unknown."""
    blank = [index for index, column in enumerate(table.columns) if column.kind == "status"]
    if not any(not row[index].text.strip() for row in table.rows for index in blank):
        return table
    rows = (
        tuple(
            replace(cell, text=none) if index in blank and not cell.text.strip() else cell
            for index, cell in enumerate(row)
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _is_shorthand(text: str) -> bool:
    return bool(re.fullmatch(r"\[\w+\]", text))
