"""LibreOffice opens what is made and computes the same values; it is fast enough."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

import briefgen
from workbook.books import saved, template
from workbook.test_columns_and_sheets import book_of_sheets

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")


def trade_template() -> bytes:
    """Return a template of a list with five formulas a row and totals."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Trade"
    cells = {
        "A1": "{{ title }}", "A3": "Code", "A4": "{% for r in rows %}{{ r.code }}", "B4": "{{ r.name }}", "C4": "{{ r.out }}",
        "D4": "{{ r['in'] }}", "E4": "=C4-D4", "F4": "=C4/C$5", "G4": "=IF(D4=0,0,C4/D4-1)", "H4": "=SUM(C$4:C4)", "I4": "{% endfor %}",
        "A5": "Total", "C5": "=SUM(C4:C4)", "D5": "=SUM(D4:D4)", "E5": "=C5-D5", "F5": "=MAX(C4:C4)", "G5": "=COUNTIF(C4:C4,\">50\")",
        "H5": "=ROUND(AVERAGE(D4:D4),2)",
    }  # fmt: skip
    for address, value in cells.items():
        sheet[address] = value
    other = book.create_sheet("Other")
    other["A1"] = '=SUMIF(Trade!A4:A4,"00*",Trade!C4:C4)'
    other["A2"] = "=INDEX(Trade!B4:B4,MATCH(MAX(Trade!C4:C4),Trade!C4:C4,0))"
    other["A3"] = "=SUMPRODUCT(Trade!C4:C4,Trade!D4:D4)"
    return saved(book)


def trade_data(count: int) -> dict[str, Any]:
    """Return rows for it."""
    rows = [
        {"code": f"{n:04d}", "name": f"Commodity {n % 70}", "out": n * 1.25, "in": (n * 7) % 91 + 0.5}
        for n in range(1, count + 1)
    ]
    return {"title": "Trade", "rows": rows}


def recalculated(data: bytes, folder: Path) -> Any:
    """Return the workbook with the values that LibreOffice computes: it is given none."""
    before = ZipFile(BytesIO(data))
    with ZipFile(folder / "in.xlsx", "w", ZIP_DEFLATED) as file:
        for name in before.namelist():
            body = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                body = re.sub(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>", rb"\1", body)
            file.writestr(name, body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
    ]
    subprocess.run([*command, str(folder / "in.xlsx")], check=True, capture_output=True, timeout=180)
    return load_workbook(folder / "out" / "in.xlsx", data_only=True)


GROUPS = {
    "A1": "{% for g in groups %}", "A2": "{{ g.name }}", "A3": "{% for v in g.numbers %}x", "B3": "{{ v }}", "C3": "=B3/B4", "D3": "{% endfor %}",
    "A4": "Sub", "B4": "=SUM(B3:B3)", "A5": "{% endfor %}", "A6": "All", "B6": "=SUM(B3:B3)", "C6": "=SUM(B4)", "D6": "=AVERAGE(B3:B3)",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize(
    ("source", "data"),
    [
        (trade_template(), trade_data(60)),
        (template(GROUPS), {"groups": [{"name": f"g{n}", "numbers": list(range(n))} for n in range(5)]}),
        (book_of_sheets(), {"countries": [{"name": "UA", "numbers": [1, 2]}, {"name": "T J", "numbers": [3, 4, 5]}]}),
    ],
    ids=["list", "groups", "sheets"],
)
def test_every_stored_value_is_that_of_libreoffice(source: bytes, data: dict[str, Any], tmp_path: Path) -> None:
    made = briefgen.render(source, data)
    formulas, values = load_workbook(BytesIO(made)), load_workbook(BytesIO(made), data_only=True)
    theirs = recalculated(made, tmp_path)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    mine = values[sheet.title][cell.coordinate].value
                    other = theirs[sheet.title][cell.coordinate].value
                    same = mine == other if isinstance(mine, str) else mine == pytest.approx(other, rel=1e-9)
                    assert same, (cell.coordinate, cell.value, mine, other)
    assert compared >= 5


@pytest.mark.slow
def test_five_thousand_rows_take_less_than_a_second() -> None:
    cells = {
        "A1": "{{ title }}", "A4": "{% for r in rows %}{{ r.code }}", "B4": "{{ r.name }}", "C4": "{{ r.out }}", "D4": "{{ r['in'] }}",
        "E4": "=C4-D4", "F4": "=C4/C$5", "G4": "=IF(D4=0,0,C4/D4-1)", "H4": "{{ r.name|upper }}", "I4": "{% endfor %}",
        "A5": "Total", "C5": "=SUM(C4:C4)", "D5": "=SUM(D4:D4)", "E5": "=C5-D5",
    }  # fmt: skip
    source, data = template(cells), trade_data(5000)
    briefgen.render(source, trade_data(5))
    spent = []
    for _ in range(3):
        start = time.process_time()
        briefgen.render(source, data)
        spent.append(time.process_time() - start)
    assert min(spent) < 1.5  # 0.35 where nothing else runs
