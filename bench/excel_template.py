"""A template made in Excel with a long list: the case of the bench."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

ROWS = 5_000


def template_case(count: int = ROWS) -> tuple[bytes, dict[str, Any]]:
    """Return a template of eight columns, three of them formulas, with totals, and data of so many rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Trade"
    cells = {
        "A1": "{{ title }}", "A4": "{% for r in rows %}{{ r.code }}", "B4": "{{ r.name }}", "C4": "{{ r.partner }}",
        "D4": "{{ r.exports }}", "E4": "{{ r.imports }}", "F4": "=D4-E4", "G4": "=D4/D$5", "H4": "=IF(E4=0,0,D4/E4-1)",
        "I4": "{% endfor %}", "A5": "Total", "D5": "=SUM(D4:D4)", "E5": "=SUM(E4:E4)", "F5": "=D5-E5",
    }  # fmt: skip
    for column, heading in enumerate(("Code", "Name", "Partner", "Exports", "Imports", "Balance", "Share", "Ratio"), 1):
        sheet.cell(3, column, heading)
    for address, value in cells.items():
        sheet[address] = value
    out = BytesIO()
    book.save(out)
    rows = [
        {
            "code": f"{number:06d}",
            "name": f"Commodity {number % 700}",
            "partner": f"Country {number % 200}",
            "exports": number * 1.25,
            "imports": (number * 7) % 911 + 0.5,
        }
        for number in range(count)
    ]
    return out.getvalue(), {"title": "Trade by commodity", "rows": rows}
