"""The small workbook inside a chart, so that Word can open its data in Excel."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from briefgen.formulas.addresses import column_letters
from briefgen.package import CONTENT_TYPES, Part, Relationship, pack, with_relationships, write_package
from briefgen.writers.chart_xml import ChartRefs, number_code
from briefgen.writers.numbers import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Chart

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def chart_workbook(chart: Chart) -> tuple[bytes, ChartRefs]:
    """Return a workbook with the chart's numbers in one sheet, and where in it they stand."""
    last = len(chart.categories) + 1
    rows = [_row(1, ["", *(series.name for series in chart.series)], ())]
    for index, category in enumerate(chart.categories):
        numbers = [None if (value := series.values[index]) is None else number_text(value) for series in chart.series]
        rows.append(_row(index + 2, [category], numbers))
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    parts = dict(_frame(number_code(chart)))
    parts["xl/worksheets/sheet1.xml"] = pack(sheet.encode())
    letters = [column_letters(column) for column in range(2, len(chart.series) + 2)]
    refs = ChartRefs(
        f"Data!$A$2:$A${last}",
        tuple(f"Data!${letter}$1" for letter in letters),
        tuple(f"Data!${letter}$2:${letter}${last}" for letter in letters),
    )
    return write_package(parts), refs


def _row(row: int, texts: Sequence[str], numbers: Sequence[str | None]) -> str:
    cells = "".join(
        f'<c r="{column_letters(column)}{row}" t="inlineStr"><is><t>{escape(text, quote=False)}</t></is></c>'
        for column, text in enumerate(texts, 1)
        if text
    )
    cells += "".join(
        f'<c r="{column_letters(column)}{row}" s="1"><v>{number}</v></c>'
        for column, number in enumerate(numbers, len(texts) + 1)
        if number is not None
    )
    return f'<row r="{row}">{cells}</row>'


@cache
def _frame(code: str) -> dict[str, Part]:
    """Return the parts that are the same in every workbook with the number format."""
    relations = (
        Relationship("rId1", f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
        Relationship("rId2", f"{_OFFICE}/styles", "styles.xml"),
    )
    texts = {
        CONTENT_TYPES: (
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
        ),
        "_rels/.rels": with_relationships(None, [Relationship("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": with_relationships(None, relations),
        "xl/styles.xml": (
            f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="{code}"/>'
            '</numFmts><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
            '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ),
    }
    return {name: pack(text.encode()) for name, text in texts.items()}
