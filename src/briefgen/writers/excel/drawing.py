"""Charts on a sheet: native chart parts and the frames that hold them, clear of the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.writers.chart_xml import NAMESPACE, ChartRefs, chart_xml
from briefgen.writers.excel.cells import escaped
from briefgen.writers.excel.heights import DEFAULT
from briefgen.writers.excel.properties import DECLARATION, RELATIONS
from briefgen.writers.excel.skeleton import digit_points, page_points, page_units

if TYPE_CHECKING:
    from briefgen.writers.excel.look import Look
    from briefgen.writers.excel.plan import Drawing
    from briefgen.writers.excel.worksheet import Worksheet

_EMU_PER_POINT = 12_700
_HEIGHT, _LOWEST = 250.0, 160.0  # points
_DEFAULT_WIDTH = 8.43  # of a column that says nothing of itself, in digits
_NARROWEST, _WIDEST, _BESIDE = 380.0, 560.0, 420.0
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ART = "http://schemas.openxmlformats.org/drawingml/2006/main"


def stands_below(sheet: Worksheet, look: Look) -> bool:
    """Say whether the charts fit under the table on its page; if not they stand at its right."""
    used = sum(sheet.heights)
    scale = min(1.0, page_units(look, sheet.widths.orientation) / sheet.widths.total)
    room = page_points(look, sheet.widths.orientation) / scale
    return used + len(sheet.drawings) * (_HEIGHT + 2 * DEFAULT) <= room


def drawing_xml(sheet: Worksheet, look: Look) -> str:
    """Return the drawing part of a sheet; its charts have the relationships chart1, chart2 and so on."""
    height = _HEIGHT
    step = int(height / DEFAULT) + 2
    assert sheet.grid is not None  # noqa: S101 - the plan puts charts on sheets with a table
    if sheet.charts_below:
        column, top = 0, sheet.last_row + 1
        width = min(_WIDEST, max(_NARROWEST, sheet.widths.total * digit_points(look)))
    else:
        column, width = len(sheet.grid.headers) + 1, _BESIDE
        top, height = _beside(sheet, look)
        step = int(height / DEFAULT) + 2
    frames = "".join(
        _frame(drawing, number, column, top + (number - 1) * step, width, height)
        for number, drawing in enumerate(sheet.drawings, 1)
    )
    return f'{DECLARATION}<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_ART}">{frames}</xdr:wsDr>'


def _beside(sheet: Worksheet, look: Look) -> tuple[int, float]:
    """Return the row above charts at the right of the table, and their height.

    A chart stands beside the lines over the table if it fits there; not over the header, which is repeated on each
    printed page; and under it so that all stay on the first page, if they can.
    """
    repeated = sheet.header_row - 1 - sheet.marked
    if len(sheet.drawings) == 1 and sum(sheet.heights[1:repeated]) >= _HEIGHT:
        return 1, _HEIGHT
    width = sheet.widths.total + _DEFAULT_WIDTH + _BESIDE / digit_points(look)
    scale = min(1.0, page_units(look, sheet.widths.orientation) / width)
    room = page_points(look, sheet.widths.orientation) / scale - sum(sheet.heights[: sheet.header_row])
    each = room / len(sheet.drawings) - 2 * DEFAULT
    return sheet.header_row, min(_HEIGHT, each) if each >= _LOWEST else _HEIGHT


def _frame(drawing: Drawing, number: int, column: int, row: int, width: float, height: float) -> str:
    chart = drawing.chart
    size = f'cx="{round(width * _EMU_PER_POINT)}" cy="{round(height * _EMU_PER_POINT)}"'
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext {size}/>"
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{number + 1}" name="{escaped(chart.name)}"'
        f' descr="{escaped(chart.alt)}" title="{escaped(chart.title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{NAMESPACE}"><c:chart xmlns:c="{NAMESPACE}" xmlns:r="{RELATIONS}" r:id="chart{number}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>"
    )


def chart_part(sheet: Worksheet, drawing: Drawing, look: Look) -> bytes:
    """Return the chart part; its series are named as the headers of their columns, where it reads them from."""
    assert sheet.grid is not None and sheet.table is not None  # noqa: S101, PT018
    chart, headers = drawing.chart, sheet.grid.headers
    count = len(chart.categories)
    named = tuple(
        replace(series, name=headers[column]) for series, column in zip(chart.series, drawing.columns, strict=True)
    )
    refs = ChartRefs(
        sheet.cells(0, drawing.first, count),
        tuple(sheet.header_cell(column) for column in drawing.columns),
        tuple(sheet.cells(column, drawing.first, count) for column in drawing.columns),
    )
    return chart_xml(
        replace(chart, series=named),
        refs,
        title=chart.title,
        axis_title=sheet.table.unit or chart.subtitle,
        font=look.font,
    )
