"""The annex's stored values against the evaluator of formulas: right in every language, none left out."""

from __future__ import annotations

import io

import openpyxl
import pytest

import annexes
from briefgen import language
from briefgen.formulas.evaluate import Formula, evaluate_all


@pytest.mark.parametrize("code", language.available())
def test_every_stored_value_is_what_its_formula_gives(code: str) -> None:
    data = annexes.annex(code)
    written = openpyxl.load_workbook(io.BytesIO(data))
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = {
        (sheet.title, cell.row, cell.column): Formula(cell.value) if cell.data_type == "f" else cell.value
        for sheet in written
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    values = evaluate_all(cells)
    assert values
    for (sheet, row, column), value in values.items():
        assert value == pytest.approx(stored[sheet].cell(row, column).value, rel=1e-12, abs=1e-12), (sheet, row, column)
