"""Thousands of generated formulas against LibreOffice: no value differs from one that it computes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from briefgen.formulas import functions
from briefgen.formulas.evaluate import Error, Unknown, evaluate_all
from formulas import generated, oracle

COUNT = 3_000
SEEDS = (1, 2026)

# LibreOffice has an error of its own for arguments out of their range (Err:502) and writes it to files as #VALUE!,
# where Excel has #NUM! or #REF!; which of the two it is, the tables of test_functions.py hold
OUT_OF_RANGE = {"#NUM!", "#REF!"}


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float):
        return abs(ours - theirs) <= 1e-9 * max(abs(ours), abs(theirs), 1e-6)
    if isinstance(ours, Error) and theirs == Error("#VALUE!") and ours.code in OUT_OF_RANGE:
        return True
    return (type(ours) is type(theirs) and ours == theirs) or (ours == "" and theirs is None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_value_is_that_of_libreoffice(seed: int, tmp_path: Path) -> None:
    if oracle.SOFFICE is None:
        pytest.skip("LibreOffice is not installed: there is nothing to compare with")
    cells = generated.workbook(seed, COUNT)
    ours = evaluate_all(cells, generated.NAMES, generated.TABLES)
    path = tmp_path / "generated.xlsx"
    oracle.write(path, cells, generated.NAMES, generated.TABLES)
    theirs = oracle.recalculated(path, tmp_path)
    answered = {cell: value for cell, value in ours.items() if not isinstance(value, Unknown)}
    wrong = [
        f"{oracle.address(cell)} ={cells[cell].text}: {value!r}, LibreOffice {theirs.get(cell)!r}"  # type: ignore[attr-defined]
        for cell, value in answered.items()
        if not same(value, theirs.get(cell))
    ]
    assert wrong == []
    assert len(ours) == COUNT + len(generated.ROWS)
    assert len(answered) >= COUNT * 0.95


def test_generated_formulas_are_the_same_every_time() -> None:
    assert generated.workbook(5, 400) == generated.workbook(5, 400)


def test_every_function_is_generated() -> None:
    written = " ".join(generated.formulas(1, COUNT))
    supported: set[str] = set()
    for module in functions.MODULES:
        supported |= set(import_module(f"briefgen.formulas.functions.{module}").FUNCTIONS)
    left_out = {"XLOOKUP", "XMATCH", "SINGLE"}  # unknown to LibreOffice before 24.8; SINGLE is Excel's own
    assert {name for name in supported if f"{name}(" not in written} == left_out
