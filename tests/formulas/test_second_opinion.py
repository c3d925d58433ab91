"""The shapes of formulas that an annex has, against another engine: formualizer."""

from __future__ import annotations

import random

import pytest

from briefgen.formulas.evaluate import Error, Formula, Unknown, evaluate_all

ROWS = range(4, 304)
KINDS = {"Div": "#DIV/0!", "Value": "#VALUE!", "Na": "#N/A", "Ref": "#REF!", "Num": "#NUM!", "Name": "#NAME?"}


def annex(seed: int) -> dict[tuple[str, int, int], object]:
    """Return a table of trade: values with gaps, live rows, totals on another sheet."""
    chance = random.Random(seed)  # noqa: S311
    last = ROWS[-1]
    cells: dict[tuple[str, int, int], object] = {}
    for row in ROWS:
        cells["Trade", row, 1] = chance.choice(["Tea", "Milk", "Fish", "Grain"])
        for column in (2, 3):
            if chance.random() > 0.05:
                cells["Trade", row, column] = float(round(chance.uniform(0, 900), 1)) if chance.random() > 0.03 else 0.0
        live = [
            f"B{row}-C{row}", f"B{row}+C{row}", f"B{row}/B${last + 1}", f"100*(B{row}/B{row - 1}-1)",
            f"IF(C{row}=0,\"-\",ROUND(B{row}/C{row},2))", f"IFERROR(100*(B{row}/C{row}-1),\"\")",
            f"IF(B{row}=\"\",\"\",RANK(B{row},B${ROWS[0]}:B${last}))", f"SUMIFS(B${ROWS[0]}:B${last},A${ROWS[0]}:A${last},A{row})",
            f"COUNTIFS(A${ROWS[0]}:A{row},A{row})", f"SUM(B${ROWS[0]}:B{row})", f"A{row}&\" \"&COUNTIF(A:A,A{row})",
        ]  # fmt: skip
        cells |= {("Trade", row, 4 + number): Formula(text) for number, text in enumerate(live)}
    for column in "BCDE":
        cells["Trade", last + 1, ord(column) - 64] = Formula(f"SUM({column}{ROWS[0]}:{column}{last})")
    summary = [
        f"Trade!B{last + 1}/Trade!C{last + 1}", f"INDEX(Trade!A4:A{last},MATCH(MAX(Trade!B4:B{last}),Trade!B4:B{last},0))",
        f"VLOOKUP(\"milk\",Trade!A4:C{last},2,FALSE)", f"SUMPRODUCT((Trade!A4:A{last}=\"Tea\")*Trade!B4:B{last})",
        f"_xlfn.XLOOKUP(\"Fish\",Trade!A4:A{last},Trade!D4:D{last})", f"LARGE(Trade!B4:B{last},3)", "ROUND(B1*100,1)&\"%\"",
        f"AVERAGEIFS(Trade!C4:C{last},Trade!A4:A{last},\"Gr*\")", f"SUBTOTAL(9,Trade!B4:B{last})", "IF(B1>1,\"surplus\",\"deficit\")",
    ]  # fmt: skip
    return cells | {("Summary", row, 2): Formula(text) for row, text in enumerate(summary, 1)}


@pytest.mark.parametrize("seed", [1, 2])
def test_another_engine_gives_the_same_values(seed: int) -> None:
    formualizer = pytest.importorskip("formualizer", reason="formualizer, the second opinion, is not installed")
    cells = annex(seed)
    book = formualizer.Workbook()
    for sheet in ("Trade", "Summary"):
        book.add_sheet(sheet)
    for (sheet, row, column), value in cells.items():
        if isinstance(value, Formula):
            book.sheet(sheet).set_formula(row, column, "=" + value.text)
        else:
            kind = formualizer.LiteralValue.text if isinstance(value, str) else formualizer.LiteralValue.number
            book.sheet(sheet).set_value(row, column, kind(value))
    book.evaluate_all()
    ours = evaluate_all(cells)
    assert not [value for value in ours.values() if isinstance(value, Unknown)]
    for (sheet, row, column), value in ours.items():
        theirs = book.get_value(sheet, row, column)
        if isinstance(theirs, dict):
            theirs = Error(KINDS[theirs["kind"]])
        if isinstance(value, float):
            theirs = pytest.approx(theirs, rel=1e-9, abs=1e-9)
        assert value == theirs, (sheet, row, column, cells[sheet, row, column])
